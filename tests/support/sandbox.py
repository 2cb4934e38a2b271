"""Plain HTTP against a sandbox, every answer held against the document."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx
import jsonschema_rs

from lootlocker.sandbox import Sandbox
from lootlocker.sandbox.strict import answer_problems
from support.document import DOCUMENT

VERSION = {"LL-Version": "2021-03-01"}


class Clock:
    """A clock that moves when it is told to."""

    def __init__(self) -> None:
        self.now = datetime(2026, 1, 1, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.now

    def pass_by(self, **time: float) -> None:
        self.now += timedelta(**time)


class Document:
    """Checks answers by their operationId."""

    def __init__(self) -> None:
        self.source = DOCUMENT
        self.operations = {
            node["operationId"]: node
            for item in self.source["paths"].values()
            for method, node in item.items()
            if method in ("get", "put", "post", "patch", "delete")
        }
        self.registry = jsonschema_rs.Registry([("urn:document", self.source)])

    def check(self, operation: str | None, answer: httpx.Response) -> None:
        schema = "#/components/schemas/Error"
        if operation is not None and answer.status_code < 300:
            node = self.operations[operation]["responses"][str(answer.status_code)]
            if "$ref" in node:
                node = self.source["components"]["responses"][node["$ref"].rsplit("/", 1)[1]]
            if "content" not in node:
                assert answer.content == b""
                return
            if "application/json" not in node["content"]:
                assert answer.headers["content-type"] == "application/octet-stream"
                return
            schema = node["content"]["application/json"]["schema"]["$ref"]
        body = answer.json()
        jsonschema_rs.Draft202012Validator({"$ref": f"urn:document{schema}"}, registry=self.registry).validate(body)
        if answer.status_code >= 400:
            assert {"message", "request_id", "trace_id"} <= body.keys()


class Api:
    """Plain HTTP against a sandbox, with the keys in the right places."""

    def __init__(self, sandbox: Sandbox, document: Document) -> None:
        self.sandbox = sandbox
        self.document = document
        self.http = httpx.Client(base_url=sandbox.base_url, timeout=20)
        self.keys = {"game_key": sandbox.game_key, "game_version": "1.0.0.0"}

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        """A request; its answer is held against the document."""
        answer = self.http.request(method, path, **options)
        operation = self.sandbox.requests[-1].operation
        self.document.check(operation, answer)
        if operation is not None and answer.headers.get("content-type") == "application/json":
            assert answer_problems(operation, answer.status_code, answer.json()) == []
        return answer

    def start(self, path: str = "/game/v2/session/guest", **body: Any) -> httpx.Response:
        """A session start with the game key."""
        return self.send("POST", path, json={**self.keys, **body})

    def player(self, **body: Any) -> Player:
        """A new guest."""
        return Player(self, self.start(**body).json())

    def steam_player(self, steam_id: str) -> Player:
        """A player of Steam."""
        answer = self.start("/game/v2/session", platform="steam", player_identifier=steam_id)
        return Player(self, answer.json())

    def server(self) -> Server:
        """A server session."""
        headers = {"x-server-key": self.sandbox.server_key, **VERSION}
        answer = self.send("POST", "/server/session", json={"game_version": "1.0.0.0"}, headers=headers)
        return Server(self, answer.json()["token"])

    def white_label(self, call: str, **body: Any) -> httpx.Response:
        """A call of White Label Login."""
        headers = {"domain-key": self.sandbox.domain_key, "is-development": "true"}
        return self.send("POST", f"/white-label-login/{call}", json=body, headers=headers)


class Player:
    """A player's session."""

    def __init__(self, api: Api, session: dict[str, Any]) -> None:
        self.api = api
        self.session = session
        self.id: int = session["player_id"]

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        headers = {"x-session-token": self.session["session_token"], **options.pop("headers", {})}
        return self.api.send(method, path, headers=headers, **options)

    def hero(self, hero_id: int = 8, **body: Any) -> dict[str, Any]:
        """A new hero."""
        answer = self.send("POST", "/game/v1/player/heroes", json={"hero_id": hero_id, **body})
        assert answer.status_code == 200, answer.text
        hero: dict[str, Any] = answer.json()["hero"]
        return hero


class Server:
    """A server's session."""

    def __init__(self, api: Api, token: str) -> None:
        self.api = api
        self.headers = {"x-auth-token": token, **VERSION}

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        return self.api.send(method, "/server" + path, headers=self.headers, **options)

    def grant(self, player_id: int, asset_id: int = 1, **body: Any) -> dict[str, Any]:
        """A grant of one asset."""
        answer = self.send("POST", f"/player/{player_id}/inventory", json={"asset_id": asset_id, **body})
        assert answer.status_code == 200, answer.text
        item: dict[str, Any] = answer.json()["items"][0]
        return item

    def inventory(self, path: str, **query: Any) -> tuple[int, list[int]]:
        """Total and instance ids of a page."""
        answer = self.send("GET", path + "/inventory", params=query)
        assert answer.status_code == 200, answer.text
        body = answer.json()
        return body["total"], [item["instance_id"] for item in body["items"]]
