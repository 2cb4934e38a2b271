# Generated from openapi/ by `make generate`. Do not edit.
"""How an operation becomes a request and an answer becomes a model, and a plain client that does just that.

Everything but `Client` and `AsyncClient` is free of I/O: another caller (with sessions, retries, limits) uses the same `prepare` and `read`.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, ParamSpec, Protocol, TypeVar, cast, overload
from urllib.parse import quote, urlencode

import attrs

from .errors import InvalidRequest, InvalidResponse, PaginationStopped, UnexpectedStatus, problems_of
from .types import UNSET, Model, encode

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import httpx

    from .api import AsyncGameResources, AsyncServerResources, GameResources, ServerResources

T = TypeVar("T")
P = ParamSpec("P")
Schema = Mapping[str, Any]

#: Which header carries the credential of each security scheme of the document.
SECURITY_HEADERS: Final[Mapping[str, str]] = {
    "domainKey": "domain-key",
    "gameSession": "x-session-token",
    "serverKey": "x-server-key",
    "serverToken": "x-auth-token",
}


@attrs.frozen
class Parameter:
    """Where an argument travels: `path`, `query` or `header`, under which name, and what it may be."""

    name: str
    place: Literal["path", "query", "header"]
    schema: Schema
    required: bool = False


@attrs.frozen(kw_only=True)
class Pagination:
    """How pages follow each other: the greatest `cursor` member of a page's `items` is the next `after`."""

    items: str
    cursor: str
    limit: str
    after: str
    total: str | None = None
    default_limit: int = 50


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Operation(Generic[T]):
    """What the document says of one operation.

    Attributes:
        name: As a user writes it: `game.heroes.create_player_hero`.
        retry: `safe` to repeat, `idempotent` (the same effect twice), or `once` (never sent twice).
        security: The security scheme whose credential the call carries, or None.
        answer: The name of the model of the documented success, or None.
        may_be_empty: Whether a success without a body is documented.
        evidence: `documented` by LootLocker, typed in an official `sdk`, or `inferred`.
    """

    id: str
    name: str
    method: str
    path: str
    evidence: str
    retry: Literal["safe", "idempotent", "once"]
    security: str | None = None
    answer: str | None = None
    may_be_empty: bool = False
    statuses: tuple[int, ...] = ()
    parameters: Mapping[str, Parameter] = {}
    body: Schema | None = None
    pagination: Pagination | None = None
    deprecated: bool = False


@attrs.frozen(repr=False)
class Request:
    """A checked call, ready to be sent to any host: no host and no credential header in it."""

    operation: Operation[Any]
    target: str
    headers: Mapping[str, str]
    content: bytes | None


class Headers(Mapping[str, str]):
    """The headers of an answer; names in any case."""

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[str, str]) -> None:
        self._items = {name.lower(): value for name, value in items.items()}

    def __getitem__(self, name: str) -> str:
        return self._items[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    def __repr__(self) -> str:
        return f"Headers({', '.join(self._items)})"


@attrs.frozen
class RawResponse:
    """An answer as it came.

    Attributes:
        status: The HTTP status, any number.
        headers: The headers, names in any case.
        content: The bytes of the body, decompressed.
    """

    status: int
    headers: Headers
    content: bytes = attrs.field(repr=lambda content: f"<{len(content)} bytes>")

    def json(self) -> Any:
        """The body as decoded JSON.

        Raises:
            ValueError: It is not JSON.
        """
        return json.loads(self.content)


@attrs.frozen
class Answer(Generic[T]):
    """What `raw(method)(...)` returns: the model and the answer that it was read from."""

    value: T
    response: RawResponse


class Caller(Protocol):
    """What carries out operations: a plain client, or one with sessions and retries."""

    def call(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> T: ...

    def call_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Answer[T]: ...


class AsyncCaller(Protocol):
    """The same, awaited."""

    async def call(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> T: ...

    async def call_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Answer[T]: ...


class Resource:
    """Base of the classes that hold a group's operations."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller


class AsyncResource:
    """Base of the classes that hold a group's operations as coroutines."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller


class _RawCaller:
    """Hands out the raw answer beside the model, for sync and async alike."""

    def __init__(self, caller: Any) -> None:
        self.call = caller.call_raw


# An awaitable is a T as well; the first match is the one that is meant.
@overload
def raw(  # type: ignore[overload-overlap]
    method: Callable[P, Awaitable[T]],  # pyright: ignore[reportOverlappingOverload]
) -> Callable[P, Awaitable[Answer[T]]]: ...
@overload
def raw(method: Callable[P, T]) -> Callable[P, Answer[T]]: ...
def raw(method: Callable[P, Any]) -> Callable[P, Any]:
    """Let one operation return its raw answer too: `raw(game.heroes.get_player_hero)(7).response.headers`.

    Raises:
        TypeError: `method` is not an operation of a client.
    """
    resource = getattr(method, "__self__", None)
    name = getattr(method, "__name__", "")
    if not isinstance(resource, (Resource, AsyncResource)) or name.startswith(("iter_", "_")):
        raise TypeError("raw() takes an operation of a client, as in raw(game.heroes.get_player_hero)")
    caller = resource._caller  # pyright: ignore[reportPrivateUsage]
    bound = type(resource)(cast("Any", _RawCaller(caller)))
    return cast("Callable[P, Any]", getattr(bound, name))


def _filled(schema: Schema, body: dict[str, object], values: Mapping[str, object]) -> dict[str, object]:
    """Add what the client knows (keys, game version) and what the document fixes, where the caller gave nothing."""
    alternatives = [set(each.get("required", ())) for each in schema.get("anyOf", ())]
    given = any(names <= body.keys() for names in alternatives)
    for name, member in schema.get("properties", {}).items():
        if name in body:
            continue
        if "const" in member:
            body[name] = member["const"]
        elif (source := member.get("x-client-value")) in values:
            if not (given and any(name in names for names in alternatives)):
                body[name] = values[source]
    return body


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def prepare(
    operation: Operation[Any],
    arguments: Mapping[str, object],
    body: Mapping[str, object] | None,
    values: Mapping[str, object],
) -> Request:
    """Check a call against the document and write it down as a request.

    Args:
        operation: Which one.
        arguments: Path, query and header arguments by their Python names; `UNSET` ones are left out.
        body: Members of the JSON object to send; `UNSET` ones are left out, everything else is sent as given.
        values: What the client fills in by itself: `game_key`, `game_version`, `api_version`, ...

    Raises:
        InvalidRequest: Something is missing, of a wrong type or form, or in a combination that the document does not list.
    """
    problems: list[str] = []
    target = operation.path
    query: list[tuple[str, str]] = []
    headers: dict[str, str] = {}
    for key, parameter in operation.parameters.items():
        value = arguments.get(key, UNSET)
        if value is UNSET:
            value = values.get(parameter.schema.get("x-client-value", ""), UNSET)
        if value is UNSET:
            if parameter.required:
                problems.append(f"{key} is missing")
            continue
        found = problems_of(value, parameter.schema, key, place=parameter.place)
        problems += found
        if found:
            continue
        if parameter.place == "path":
            target = target.replace("{" + parameter.name + "}", quote(_text(value), safe=""))
        elif parameter.place == "query":
            listed = cast("list[object]", value) if isinstance(value, (list, tuple)) else [value]
            query += [(parameter.name, _text(item)) for item in listed]
        else:
            headers[parameter.name] = _text(value)
    content: bytes | None = None
    if operation.body is not None:
        given = {name: value for name, value in (body or {}).items() if value is not UNSET}
        members = _filled(operation.body, given, values)
        found = problems_of(members, operation.body, "")
        problems += found
        if not found:
            try:
                content = json.dumps(members, default=encode, allow_nan=False, separators=(",", ":")).encode()
            except (TypeError, ValueError, RecursionError) as error:
                problems.append(f"the body can't be sent as JSON ({error})")
            headers["content-type"] = "application/json"
    if problems:
        raise InvalidRequest(operation.name, problems)
    return Request(operation, f"{target}?{urlencode(query)}" if query else target, headers, content)


def read(operation: Operation[T], response: RawResponse) -> T:
    """Read a success as the documented answer.

    Returns:
        The model, or None where nothing came and a success without a body is documented.

    Raises:
        InvalidResponse: The body is not a JSON object, or there is none where one is documented.
    """
    if operation.answer is None:
        return cast("T", None)
    if not response.content.strip():
        if operation.may_be_empty:
            return cast("T", None)
        raise InvalidResponse(operation.name, response, f"status {response.status} came without a body")
    try:
        data = json.loads(response.content)
    except (ValueError, RecursionError) as error:
        kind = response.headers.get("content-type", "no content type")
        message = f"status {response.status} came with a body that is not JSON ({kind}, {len(response.content)} bytes): {error}"
        raise InvalidResponse(operation.name, response, message) from None
    if type(data) is not dict:
        message = f"status {response.status} came with a JSON {type(data).__name__} in place of an object"
        raise InvalidResponse(operation.name, response, message)
    from . import models

    return cast("T", getattr(models, operation.answer).adopt(data))


class _Cursor:
    """Decides what the next page is, for sync and async iterators alike."""

    def __init__(self, operation: Operation[Any], arguments: Mapping[str, object]) -> None:
        assert operation.pagination is not None
        self._operation = operation
        self._rule = operation.pagination
        self.arguments = dict(arguments)
        self._seen = 0
        self._next: int | None = None

    def items(self, page: Model) -> list[Any]:
        """The page's items: an empty list where the member is absent or no list.

        Raises:
            PaginationStopped: The page is the one before it.
        """
        found = getattr(page, self._rule.items)
        items: list[Any] = found if isinstance(found, list) else []
        cursors = [item.__dict__.get(self._rule.cursor) for item in items if isinstance(item, Model)]
        schema = self._operation.parameters[self._rule.after].schema
        known = [cursor for cursor in cursors if isinstance(cursor, int) and not problems_of(cursor, schema, "")]
        self._next = max(known, default=None)
        before = self.arguments.get(self._rule.after, UNSET)
        if self._next is not None and isinstance(before, int) and self._next <= before:
            raise self._stopped(f"the page behind {before} holds nothing that comes after it")
        return items

    def advance(self, items: list[Any]) -> bool:
        """Move behind these items; False when they were the last ones."""
        if not items:
            return False
        rule = self._rule
        self._seen += len(items)
        if self._next is None:
            raise self._stopped(f"no item has a usable {rule.cursor}")
        self.arguments[rule.after] = self._next
        return True

    def is_last(self, page: Model, items: list[Any]) -> bool:
        """Whether a short page that completes the total says that nothing follows; both, since either may lie."""
        rule = self._rule
        limit = self.arguments.get(rule.limit, UNSET)
        full = len(items) >= (rule.default_limit if limit is UNSET else cast("int", limit))
        total = page.__dict__.get(rule.total) if rule.total else None
        return not full and isinstance(total, int) and self._seen + len(items) >= total

    def _stopped(self, problem: str) -> PaginationStopped:
        return PaginationStopped(f"{self._operation.name}: {problem}, so the next page can't be asked for.")


def paginate(
    caller: Caller, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
) -> Iterator[Any]:
    """All items of all pages, asked for as they are needed."""
    cursor = _Cursor(operation, arguments)
    while True:
        page = caller.call(operation, cursor.arguments, body)
        items = cursor.items(page)
        yield from items
        if cursor.is_last(page, items) or not cursor.advance(items):
            return


async def paginate_async(
    caller: AsyncCaller, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
) -> AsyncIterator[Any]:
    """All items of all pages, asked for as they are needed."""
    cursor = _Cursor(operation, arguments)
    while True:
        page = await caller.call(operation, cursor.arguments, body)
        items = cursor.items(page)
        for item in items:
            yield item
        if cursor.is_last(page, items) or not cursor.advance(items):
            return


def _raw_response(response: httpx.Response) -> RawResponse:
    return RawResponse(response.status_code, Headers(response.headers), response.content)


def _checked(operation: Operation[T], response: RawResponse) -> Answer[T]:
    if not 200 <= response.status < 300:
        raise UnexpectedStatus(operation.name, response, f"unexpected status {response.status}")
    return Answer(read(operation, response), response)


class _Plain:
    """What the two plain clients share: where to send, which credentials, which values to fill in."""

    def __init__(
        self,
        base_url: str = "https://api.lootlocker.com",
        *,
        credentials: Mapping[str, str] | None = None,
        values: Mapping[str, object] | None = None,
        timeout: float = 30.0,
    ) -> None:
        self._base_url = base_url.rstrip("/")
        self._credentials = dict(credentials or {})
        self._values = dict(values or {})
        self._timeout = timeout

    def _arguments(
        self, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> dict[str, Any]:
        request = prepare(operation, arguments, body, self._values)
        headers = dict(request.headers)
        if operation.security is not None:
            credential = self._credentials.get(operation.security)
            if credential is None:
                raise InvalidRequest(operation.name, [f"no credential for {operation.security} was given"])
            headers[SECURITY_HEADERS[operation.security]] = credential
        return {
            "method": operation.method,
            "url": self._base_url + request.target,
            "headers": headers,
            "content": request.content,
        }

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._base_url!r})"


class Client(_Plain):
    """A plain client: each call is one request. No sessions, no retries; `lootlocker` has those.

    Args:
        base_url: Scheme and host.
        credentials: Per security scheme of the document: `{"gameSession": token}`.
        values: What to fill in where a call gives nothing: `game_key`, `game_version`, `api_version`, ...
        timeout: Seconds for connecting, and for each read and write.
    """

    _http: httpx.Client | None = None

    @property
    def game(self) -> GameResources:
        """The groups of the Game API."""
        from .api import GameResources

        return GameResources(self)

    @property
    def server(self) -> ServerResources:
        """The groups of the Server API."""
        from .api import ServerResources

        return ServerResources(self)

    def call(self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None) -> T:
        return self.call_raw(operation, arguments, body).value

    def call_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Answer[T]:
        import httpx

        request = self._arguments(operation, arguments, body)
        if self._http is None:
            self._http = httpx.Client(timeout=self._timeout)
        return _checked(operation, _raw_response(self._http.request(**request)))

    def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            self._http.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


class AsyncClient(_Plain):
    """The same, awaited."""

    _http: httpx.AsyncClient | None = None

    @property
    def game(self) -> AsyncGameResources:
        """The groups of the Game API."""
        from .api import AsyncGameResources

        return AsyncGameResources(self)

    @property
    def server(self) -> AsyncServerResources:
        """The groups of the Server API."""
        from .api import AsyncServerResources

        return AsyncServerResources(self)

    async def call(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> T:
        return (await self.call_raw(operation, arguments, body)).value

    async def call_raw(
        self, operation: Operation[T], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> Answer[T]:
        import httpx

        request = self._arguments(operation, arguments, body)
        if self._http is None:
            self._http = httpx.AsyncClient(timeout=self._timeout)
        return _checked(operation, _raw_response(await self._http.request(**request)))

    async def close(self) -> None:
        """Close the connections."""
        if self._http is not None:
            await self._http.aclose()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()
