"""The ASGI application: routes from the document, checks of keys and schemas, one transaction for each effect."""

from __future__ import annotations

import hmac
import json
import logging
from collections import defaultdict
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import ClientDisconnect
from starlette.responses import JSONResponse, Response
from starlette.routing import Route, WebSocketRoute

from ._bodies import read_body
from ._call import Answer, Call
from ._errors import Refused, bad_body, internal_error, missing, unauthorized
from ._files import FILE_PATH, download
from ._players import SERVER_SESSION_SECONDS, check_ban
from ._presence import PATH, Presences
from ._record import Fault, Faults, Record, RecordedRequest
from ._validation import body_problem, choose, read_parameters
from .handlers import HANDLERS, MESSAGES

if TYPE_CHECKING:
    from collections.abc import Callable

    from starlette.requests import HTTPConnection, Request
    from starlette.types import Receive, Scope, Send
    from starlette.websockets import WebSocket

    from ._document import Document, Operation
    from ._drift import Deviations
    from ._game import Game
    from ._store import Store

_log = logging.getLogger("lootlocker.sandbox")
_GAME_KEY_MEMBERS = ("game_key", "game_api_key", "key", "api_key")
#: Says that an answer is the document's example and nothing was done.
_EXAMPLE = {"x-sandbox": "example"}
_HEADERS = {
    "gameSession": "x-session-token",
    "serverToken": "x-auth-token",
    "serverKey": "x-server-key",
    "domainKey": "domain-key",
}


class App:
    """Everything behind the socket."""

    def __init__(
        self,
        document: Document,
        game: Game,
        store: Store,
        clock: Callable[[], datetime] | None,
        deviations: Deviations | None = None,
        presence_idle: float = 60.0,
    ) -> None:
        self.document = document
        self.deviations = deviations
        self.game = game
        self.store = store
        self.clock = clock or (lambda: datetime.now(UTC))
        self.record = Record()
        self.presences = Presences(store, self.clock, presence_idle)
        self.faults = Faults()
        by_path: dict[str, dict[str, list[Operation]]] = defaultdict(lambda: defaultdict(list))
        for operation in document.operations:
            by_path[operation.path][operation.method].append(operation)
        # Literal segments come before parameters: /heroes/default/{id} is not /heroes/{id}/...
        paths = sorted(by_path, key=lambda path: [part.startswith("{") for part in path.split("/")])
        routes = [self._route(path, by_path[path]) for path in paths]
        own = [Route(FILE_PATH, self._download, methods=["GET"]), WebSocketRoute(PATH, self._talk)]
        self._starlette = Starlette(routes=[*routes, *own], exception_handlers={HTTPException: self._unrouted})
        self._starlette.router.redirect_slashes = False

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """The ASGI entry. A slash at the end of the path means nothing: one of the SDKs sends one."""
        if scope["type"] == "http" and len(scope["path"]) > 1 and scope["raw_path"].endswith(b"/"):
            scope = {**scope, "path": scope["path"][:-1]}
        await self._starlette(scope, receive, send)

    def _route(self, path: str, methods: dict[str, list[Operation]]) -> Route:
        async def endpoint(request: Request) -> Response:
            try:
                if request.method not in methods:
                    raise HTTPException(405, headers={"Allow": ", ".join(sorted(methods))})
                return await self._respond(request, methods[request.method])
            except ClientDisconnect:  # in mid-body: nothing was done, and nobody listens
                return Response(status_code=400)

        route = Route(path, endpoint)
        # All methods end here: else another one would reach a path whose parameter takes the literal's place.
        route.methods = None
        return route

    async def _talk(self, websocket: WebSocket) -> None:
        self._keep(websocket, "GET", b"", None, 101)
        await self.presences.talk(websocket)

    async def _unrouted(self, request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        text = {404: "There is no such path.", 405: "The method is not allowed here."}
        refused = Refused(
            error.status_code, text.get(error.status_code, error.detail), headers=dict(error.headers or {})
        )
        return self._recorded(request, await request.body(), None, _error_response(refused))

    async def _respond(self, request: Request, operations: list[Operation]) -> Response:
        raw = await request.body()
        body, problem = None, None
        with_body = [operation for operation in operations if operation.body_ref is not None]
        if with_body and (raw.strip() or len(with_body) == len(operations)):
            try:
                first = with_body[0]
                kind = request.headers.get("content-type", "")
                lists = any(operation.body_name for operation in with_body)
                body = read_body(raw, first.body_type, kind, first.body_members, lists=lists)
            except Refused as refused:
                problem = refused
        fitting = operations if problem is None else with_body
        operation = choose(self.document, fitting, request.query_params, body)
        fault = self.faults.take(operation.id)
        if fault is not None and not fault.after_effect:
            return self._recorded(request, raw, operation, _fault_response(fault))
        try:
            response = self._carry_out(request, operation, body, problem)
        except Refused as refused:
            response = _error_response(refused)
        except Exception:
            _log.exception("The sandbox failed in %s.", operation.id)
            response = _error_response(internal_error())
        return self._recorded(request, raw, operation, response if fault is None else _fault_response(fault))

    async def _download(self, request: Request) -> Response:
        """The bytes behind a file's `url`. No operation of the document: the service has them on another host."""
        try:
            with self.store.transaction() as transaction:
                query = request.query_params
                wanted = (request.path_params["revision"], query.get("expires", ""), query.get("signature", ""))
                response = download(transaction, self.clock().timestamp(), *wanted)
        except Refused as refused:
            response = _error_response(refused)
        return self._recorded(request, b"", None, response)

    def _carry_out(
        self,
        request: Request,
        operation: Operation,
        body: dict[str, Any] | list[Any] | None,
        problem: Refused | None,
    ) -> Response:
        now = self.clock()
        # A call of its own: a refused request still counts as a use of the server's session.
        with self.store.transaction() as transaction:
            call = Call(operation, self.game, transaction, now, base_url=str(request.base_url))
            self._authorize(call, request)
        given = {"path": request.path_params, "query": request.query_params, "header": request.headers}
        query = {name: request.query_params.getlist(name) for name in request.query_params}
        parameters = read_parameters(self.document, operation, given, query)
        call.path, call.query, call.header = parameters["path"], parameters["query"], parameters["header"]
        if problem is not None:
            raise problem
        if operation.body_ref is not None:
            if body is None:
                raise bad_body("it is empty.")
            if (wrong := body_problem(self.document, operation, body)) is not None:
                wrong.message = MESSAGES.get((operation.id, wrong.param or ""), wrong.message)
                raise wrong
            call.body = body if isinstance(body, dict) else {operation.body_name or "": body}
            self._check_game_key(operation, call.body)
        handler = HANDLERS.get(operation.id)
        if handler is None:
            return _example_response(operation)
        with self.store.transaction() as transaction:
            call.store = transaction
            answer = handler(call)
        self.presences.review()
        if not isinstance(answer, Answer):
            answer = Answer(operation.success, answer)
        return _success(answer)

    def _authorize(self, call: Call, request: Request) -> None:
        scheme = call.operation.security
        if scheme is None:
            return
        given = request.headers.get(_HEADERS[scheme])
        if not given:
            raise unauthorized(f"The header {_HEADERS[scheme]} is missing.")
        if scheme in ("serverKey", "domainKey"):
            expected = self.game.server_key if scheme == "serverKey" else self.game.domain_key
            if not _same(given, expected):
                raise unauthorized(f"The key in the header {_HEADERS[scheme]} is not known.")
            return
        table = "game_sessions" if scheme == "gameSession" else "server_sessions"
        row = call.store.one(f"SELECT * FROM {table} WHERE token = ?", given)
        if row is None or row["expires"] <= call.seconds:
            raise unauthorized(f"The token in the header {_HEADERS[scheme]} is unknown or expired.")
        call.token = given
        if scheme == "gameSession":
            call.player_id = row["player_id"]
            check_ban(call, call.player_id)
        elif abs(call.seconds + SERVER_SESSION_SECONDS - row["expires"]) >= 1:
            expires = call.seconds + SERVER_SESSION_SECONDS
            call.store.run("UPDATE server_sessions SET expires = ? WHERE token = ?", expires, given)

    def _check_game_key(self, operation: Operation, body: dict[str, Any]) -> None:
        if operation.security is not None:
            return
        schema = self.document.resolved({"$ref": operation.body_ref}) if operation.body_ref else {}
        names = [name for name in _GAME_KEY_MEMBERS if name in schema.get("properties", ())]
        keys = [str(body[name]) for name in names if name in body]
        if names and not keys:
            raise missing(names[0])
        if not all(_same(key, self.game.game_key) for key in keys):
            raise unauthorized("The game key is not known.")

    def _recorded(self, request: Request, raw: bytes, operation: Operation | None, response: Response) -> Response:
        if self.deviations is not None and operation is not None:
            response = self.deviations.apply(operation.id, response)
        self._keep(request, request.method, raw, operation, response.status_code)
        return response

    def _keep(
        self, connection: HTTPConnection, method: str, body: bytes, operation: Operation | None, status: int
    ) -> None:
        self.record.add(
            RecordedRequest(
                method=method,
                path=connection.scope["raw_path"].decode("latin-1"),
                query=connection.scope["query_string"].decode("latin-1"),
                headers=tuple(
                    (name.decode("latin-1"), value.decode("latin-1")) for name, value in connection.headers.raw
                ),
                body=body,
                operation=None if operation is None else operation.id,
                status=status,
            )
        )


def _same(given: str, expected: str) -> bool:
    return hmac.compare_digest(given.encode(), expected.encode())


def _example_response(operation: Operation) -> Response:
    if operation.stream_counter is not None:
        nothing = json.dumps({operation.stream_counter: 0})
        return Response(nothing, operation.success, _EXAMPLE, media_type="application/octet-stream")
    if operation.example is None:
        return Response(status_code=operation.success, headers=_EXAMPLE)
    return JSONResponse(operation.example, operation.success, _EXAMPLE)


def _success(answer: Answer) -> Response:
    match answer.body:
        case None:
            return Response(status_code=answer.status)
        case str():
            return Response(answer.body, answer.status, answer.headers, media_type="text/plain")
        case bytes():
            return Response(answer.body, answer.status, answer.headers, media_type="application/octet-stream")
        case _:
            return JSONResponse(answer.body, answer.status, answer.headers)


def _error_response(refused: Refused) -> Response:
    return JSONResponse(refused.body(), refused.status, headers=refused.headers)


def _fault_response(fault: Fault) -> Response:
    if fault.body is not None:
        return Response(fault.body, fault.status, dict(fault.headers), media_type="application/json")
    if fault.status == 204 or fault.status < 200:
        return Response(status_code=fault.status, headers=dict(fault.headers))
    refused = internal_error() if fault.status == 500 else Refused(fault.status, "A fault that a test asked for.")
    return JSONResponse(refused.body(), fault.status, headers=dict(fault.headers))
