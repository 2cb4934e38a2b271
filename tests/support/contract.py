"""What the contract test's schemathesis run works with: the document it reads, a state to find, and its settings."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, cast

from lootlocker.sandbox._document import bounded
from merged import merged
from references import resolved
from support.document import DOCUMENT
from support.sandbox import Api
from support.shop import ASYNC, GOLD, KIT, POTION, SWORD, order, rich

Json = dict[str, Any]
Values = dict[str, list[Any]]

METHODS = ("get", "put", "post", "patch", "delete")
GUEST = "contract"
STEAM_ID = "76561198023004363"
EMAIL, PASSWORD = "contract@example.com", "correct horse"
ULID = re.compile("[0-9A-Z]{26}")
#: One way of asking for another method; all of them take four times as long.
UNEXPECTED = '["delete", "put"]'


def merged_document() -> Json:
    """The bundled document with one operation a path and method."""
    found: Json = merged(DOCUMENT)
    return found


def operations(document: Json) -> Iterator[tuple[Json, Json]]:
    """Every operation, with the path item that holds it."""
    for item in document["paths"].values():
        yield from ((item[method], item) for method in METHODS if method in item)


class Prepared:
    """The document that schemathesis reads.

    What the document says to callers and the service does not enforce is taken out, operations of some groups are
    left, and where examples name things those of the sandbox stand.
    """

    def __init__(self, groups: str, values: Values) -> None:
        self.document = merged_document()
        self.values = values
        for path, item in list(self.document["paths"].items()):
            if not any(re.match(groups, each["tags"][0]) for each in item.values() if "tags" in each):
                del self.document["paths"][path]
        self.names = {name for each, _ in operations(self.document) for name in each.get("x-operations", [])}
        self.names |= {each["operationId"] for each, _ in operations(self.document) if "x-operations" not in each}
        for operation, item in operations(self.document):
            own = [self.resolved(each) for each in operation.get("parameters", [])]
            known = {(each["in"], each["name"]) for each in own}
            shared = [self.resolved(each) for each in item.get("parameters", [])]
            given = [each for each in shared if (each["in"], each["name"]) not in known] + own
            operation["parameters"] = [self.parameter(operation["operationId"], each) for each in given]
            if "requestBody" in operation:
                operation["requestBody"] = self.body(self.resolved(operation["requestBody"]))
        for item in self.document["paths"].values():
            item.pop("parameters", None)

    def resolved(self, node: Json) -> Json:
        """A copy of a node, or of what it refers to."""
        return dict(resolved(self.document, node))

    def parameter(self, operation: str, parameter: Json) -> Json:
        """A parameter with something to find for its example."""
        schema = dict(parameter["schema"])
        if {"minimum", "maximum", "default"} <= schema.keys():  # Out of range is the default (documented).
            for name in ("minimum", "maximum", "format"):
                schema.pop(name, None)
        parameter["schema"] = schema = bounded(schema)
        known = dictionary(self.values, operation, f"{parameter['in']}.{parameter['name']}", schema)
        if known is not None:
            parameter["example"] = self.values[known][0]
        return parameter

    def open_enums(self) -> list[str]:
        """Members of bodies whose enum is open."""
        schemas = self.document["components"]["schemas"].values()
        members = [each for schema in schemas for each in schema.get("properties", {}).items()]
        return sorted({name for name, member in members if isinstance(member, dict) and "x-extensible-enum" in member})

    def body(self, body: Json) -> Json:
        """A body whose examples name what there is."""
        content = {}
        for kind, media in body["content"].items():
            examples = {name: self.resolved(each) for name, each in media.get("examples", {}).items()}
            found = {name: {**each, "value": self.found(each["value"], "")} for name, each in examples.items()}
            content[kind] = {**media, **({"examples": found} if found else {})}
        return {**body, "content": content}

    def found(self, value: Any, name: str) -> Any:
        """An example's value, or what stands there in the sandbox."""
        if isinstance(value, dict):
            return {key: self.found(each, key) for key, each in cast("Json", value).items()}
        if isinstance(value, list):
            return [self.found(each, name) for each in value]
        ulid = isinstance(value, str) and ULID.fullmatch(value) is not None
        known = self.values.get(f"body.{name} ulid" if ulid else f"body.{name}")
        return known[0] if known and type(known[0]) is type(value) else value


def dictionary(values: Values, operation: str, place: str, schema: Json) -> str | None:
    """The name of the values that an operation takes at a place."""
    kind = " ulid" if "26" in schema.get("pattern", "") else ""
    for name in (f"{operation} {place}", f"{place}{kind}"):
        if name in values:
            return name
    return None


def state(api: Api) -> tuple[Values, dict[str, str]]:
    """Players with something of everything: what to ask for, by place and name; and keys, by security scheme.

    Names end in `ulid` where the id is one, and begin with an operation where it gets values of its own: without the
    heroes and the player's own items, the other operations would find nothing.
    """
    player, server, friend = api.player(player_identifier=GUEST), api.server(), api.player()
    api.steam_player(STEAM_ID).hero(8, is_default=True)
    api.white_label("sign-up", email=EMAIL, password=PASSWORD)
    token = api.white_label("login", email=EMAIL, password=PASSWORD).json()["session_token"]
    heroes = [player.hero(8) for _ in range(2)]
    own = server.send("GET", f"/player/{player.id}/characters").json()["items"][0]["id"]
    free, removable, *worn = ([server.grant(player.id)["instance_id"] for _ in range(8)] for _ in range(4))
    for place, items in zip((f"characters/{own}", f"heroes/{heroes[0]['id']}"), worn, strict=True):
        for item in items:
            server.send("POST", f"/player/{player.id}/{place}/loadout", json={"instance_id": item})
    ulid, uid = player.session["player_ulid"], player.session["public_uid"]
    wallet = player.session["wallet_id"]
    rich(player, server, gold=10**6, gems=10**6)
    begun = [player.send("POST", ASYNC, json=order(player, SWORD)).json()["entitlement_id"] for _ in range(3)]
    players = [player.id, friend.id]
    values: Values = {
        "path.player_id": [str(each) for each in players],
        "path.player_id ulid": [friend.session["player_ulid"]],
        "path.player_ulid ulid": [ulid],
        "path.player_public_uid": [uid, friend.session["public_uid"]],
        "path.player_uid": [uid],
        "path.holder_ulid": [ulid],
        "path.wallet_id ulid": [wallet],
        "path.hero_id": [str(hero["id"]) for hero in heroes],
        "path.character_id": [str(each) for each in (heroes[0]["character_id"], own)],
        "path.asset_instance_id": [str(item) for pair in zip(*worn, strict=True) for item in pair],
        "path.instance_id": [str(item) for item in free],
        "path.steam_id_64": [STEAM_ID],
        "path.leaderboard_key": ["season", "laps"],
        "path.progression_key": ["level"],
        "path.catalog_key": ["shop"],
        "path.currency_code": ["gold"],
        "path.member_id": [ulid],
        "path.asset_id": ["1", "4", "6"],
        "game_delete_player_hero path.hero_id": [str(player.hero(8)["id"]) for _ in range(10)],
        "body.game_key": [api.sandbox.game_key],
        "body.game_api_key": [api.sandbox.game_key],
        "body.api_key": [api.sandbox.game_key],
        "body.asset_id": [1, 4, 6, 9, 10],
        "body.hero_id": [6, 7, 8],
        "body.instance_id": free,
        "body.remove": removable,
        "body.email": [EMAIL],
        "body.password": [PASSWORD],
        "body.token": [token],
        "body.player_id": [player.id],
        "body.player_id ulid": [ulid],
        "body.player_ids": [player.id],
        "body.player_ids ulid": [ulid],
        "body.holder_id ulid": [ulid],
        "body.wallet_id ulid": [wallet],
        "body.currency_id ulid": [GOLD],
        "path.entitlement_id ulid": begun,
        "body.entitlement_id ulid": begun,
        "body.entitlement_ids ulid": begun,
        "body.entitlement_ids": begun,
        "body.catalog_listing_id ulid": [SWORD, KIT],
        "body.catalog_item_id ulid": [POTION],
        "body.currency": ["USD", "EUR"],
        "body.product_id": ["com.example.potion", "9POTION"],
        "body.character_id": [own],
    }
    keys = {
        "gameSession": player.session["session_token"],
        "serverToken": server.headers["x-auth-token"],
        "serverKey": api.sandbox.server_key,
        "domainKey": api.sandbox.domain_key,
    }
    return values, keys


def settings(prepared: Prepared, keys: dict[str, str], *, long: bool) -> str:
    """The file that tells schemathesis of keys and values."""
    lines = ['hooks = "support.schemathesis_hooks"', "[generation]", 'database = "none"']
    if not long:
        lines += ["[phases.coverage]", f"unexpected-methods = {UNEXPECTED}", "[phases.stateful]", "max-steps = 5"]
        lines += ["[phases.stateful.generation]", "max-examples = 10"]
    for scheme, key in keys.items():
        lines += [f"[auth.openapi.{scheme}]", f'api_key = "{key}"']
    values = prepared.values
    lines += ["[dictionaries]", *(f'"{name}" = {{ values = {json.dumps(each)} }}' for name, each in values.items())]
    for operation, _ in operations(prepared.document):
        places = {(f"{each['in']}.{each['name']}", json.dumps(each["schema"])) for each in operation["parameters"]}
        for media in operation.get("requestBody", {}).get("content", {}).values():
            members = prepared.resolved(media["schema"]).get("properties", {})
            places |= {(f"body.{name}", json.dumps(prepared.resolved(each))) for name, each in members.items()}
        found = {
            place: name
            for place, schema in sorted(places)
            if (name := dictionary(values, operation["operationId"], place, json.loads(schema))) is not None
        }
        if found:
            lines += [
                "[[operations]]",
                f'include-operation-id = "{operation["operationId"]}"',
                "[operations.parameters]",
            ]
            lines += [f'"{place}" = {{ dictionary = "{name}", probability = 0.8 }}' for place, name in found.items()]
    return "\n".join(lines)
