# Generated from openapi/ by `make generate`. Do not edit.
"""How an operation becomes a request and an answer becomes a model, and a plain client that does just that.

Everything but `Client` and `AsyncClient` is free of I/O: another caller (with sessions, retries, limits) uses the same `prepare` and `read`.
"""

from __future__ import annotations

import json
import threading
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, Generic, Literal, ParamSpec, Protocol, TypeVar, cast, overload
from urllib.parse import quote, urlencode

import attrs

from .codec import loads
from .errors import InvalidRequest, InvalidResponse, PaginationStopped, UnexpectedStatus, problems_of
from .types import UNSET, Model, encode

if TYPE_CHECKING:
    from types import TracebackType
    from typing import Self

    import httpx

    from .api import AsyncGameResources, AsyncServerResources, GameResources, ServerResources

T = TypeVar("T")
P = ParamSpec("P")
Item = TypeVar("Item", covariant=True)
Page = TypeVar("Page", covariant=True)
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
        secret_answer: Whether the documented success may hold a key or a token.
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
    secret_answer: bool = False
    parameters: Mapping[str, Parameter] = {}
    body: Schema | None = None
    pagination: Pagination | None = None
    deprecated: bool = False


@attrs.frozen(repr=False)
class Request:
    """A checked call, ready to be sent to any host: no host and no credential header in it.

    Attributes:
        arguments: What the caller passed as parameters, by their Python names.
        body: What the caller passed as members of the body, by their JSON names.
    """

    operation: Operation[Any]
    target: str
    headers: Mapping[str, str]
    content: bytes | None
    arguments: Mapping[str, object] = {}
    body: Mapping[str, object] = {}

    def shown(self) -> dict[str, object]:
        """What the caller passed, fit to be shown: `***` in place of every secret."""
        members: Mapping[str, Any] = (self.operation.body or {}).get("properties", {})
        parameters = {name: parameter.schema for name, parameter in self.operation.parameters.items()}
        given = [(self.arguments, parameters), (self.body, members)]
        return {
            name: _shown(value, schemas.get(name, {}))
            for values, schemas in given
            for name, value in values.items()
            if value is not UNSET
        }


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
        content: The bytes of the body, decompressed; as they came, where there is a problem.
        problem: Why the content is not the whole body (it can't be decompressed, it is too large), or None.
        secret: Whether the body may hold a token: a pickle leaves it out then.
    """

    status: int
    headers: Headers
    content: bytes = attrs.field(repr=lambda content: f"<{len(content)} bytes>")
    problem: str | None = None
    secret: bool = False

    def __reduce__(self) -> tuple[Any, ...]:
        return (
            RawResponse,
            (self.status, self.headers, b"" if self.secret else self.content, self.problem, self.secret),
        )

    def __deepcopy__(self, memo: object) -> RawResponse:
        return self  # nothing of it changes

    def json(self) -> Any:
        """The body as decoded JSON.

        Raises:
            ValueError: It is not JSON.
        """
        return loads(self.content)


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


def _shown(value: object, schema: Schema) -> object:
    if schema.get("x-secret"):
        return "***"
    value = value.to_dict() if isinstance(value, Model) else value
    if isinstance(value, Mapping):
        members: Schema = schema.get("properties", {})
        return {name: _shown(item, members.get(name, {})) for name, item in cast("Mapping[str, object]", value).items()}
    if isinstance(value, (list, tuple)):
        return [_shown(item, schema.get("items", {})) for item in cast("list[object]", value)]
    return value


def _text(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, int):
        return int.__repr__(value)  # of an enum too
    return str.__str__(value) if isinstance(value, str) else str(value)


def _parameters(
    operation: Operation[Any], arguments: Mapping[str, object], values: Mapping[str, object] | None
) -> tuple[list[tuple[Parameter, object]], list[str]]:
    """What travels outside of the body, and what keeps the rest from it; without `values`, what the client fills in is left out."""
    given: list[tuple[Parameter, object]] = []
    problems: list[str] = []
    for key, parameter in operation.parameters.items():
        value = arguments.get(key, UNSET)
        source = parameter.schema.get("x-client-value")
        if value is UNSET and source is not None:
            if values is None:
                continue
            value = values.get(source, UNSET)
        if value is UNSET:
            if parameter.required:
                problems.append(f"{key} is missing")
            continue
        found = problems_of(value, parameter.schema, key, place=parameter.place)
        problems += found
        if not found:
            given.append((parameter, value))
    return given, problems


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
    given, problems = _parameters(operation, arguments, values)
    target = operation.path
    query: list[tuple[str, str]] = []
    headers: dict[str, str] = {}
    for parameter, value in given:
        if parameter.place == "path":
            target = target.replace("{" + parameter.name + "}", quote(_text(value), safe=""))
        elif parameter.place == "query":
            listed = cast("list[object]", value) if isinstance(value, (list, tuple)) else [value]
            query += [(parameter.name, _text(item)) for item in listed]
        else:
            headers[parameter.name] = _text(value)
    content: bytes | None = None
    if operation.body is not None:
        members = {name: value for name, value in (body or {}).items() if value is not UNSET}
        members = _filled(operation.body, members, values)
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
    target = f"{target}?{urlencode(query)}" if query else target
    return Request(operation, target, headers, content, arguments, body or {})


def read(operation: Operation[T], response: RawResponse) -> T:
    """Read a success as the documented answer.

    Returns:
        The model, or None where nothing came and a success without a body is documented.

    Raises:
        InvalidResponse: The body is not a JSON object, or there is none where one is documented.
    """
    if operation.answer is None:
        return cast("T", None)
    if response.problem is not None:
        message = f"status {response.status} came with a body that can't be read: {response.problem}"
        raise InvalidResponse(operation.name, response, message)
    if not response.content.strip():
        if operation.may_be_empty:
            return cast("T", None)
        raise InvalidResponse(operation.name, response, f"status {response.status} came without a body")
    try:
        data = loads(response.content)
    except (ValueError, RecursionError, MemoryError) as error:
        kind = response.headers.get("content-type", "no content type")
        why = f"{error}" or "there is no memory for it"
        message = (
            f"status {response.status} came with a body that is not JSON ({kind}, {len(response.content)} bytes): {why}"
        )
        raise InvalidResponse(operation.name, response, message) from None
    if type(data) is not dict:
        message = f"status {response.status} came with a JSON {type(data).__name__} in place of an object"
        raise InvalidResponse(operation.name, response, message)
    from . import models

    return cast("T", getattr(models, operation.answer).adopt(data))


@attrs.define(kw_only=True)
class _Held:
    """The page that came last, how far it was handed out, and what is known of those before it.

    Attributes:
        start: Behind which id the page begins; None for the first one of all.
        shortest: What was asked for, or the length of the shortest page so far: a server may send fewer than asked for.
        page: As it came; None before the first one.
        items: What of it is to be handed out.
        cursors: The cursor of each item; None where it can't be one.
        given: How many of the items were handed out.
        last: Nothing follows.
        seen: How many different items came, in all pages.
        marks: What the page's items have in place of a cursor, whatever it is; None before the first one.
    """

    start: int | None
    shortest: int
    page: Any = None
    items: list[Any] = attrs.Factory(list)
    cursors: list[int | None] = attrs.Factory(list)
    given: int = 0
    last: bool = False
    seen: int = 0
    marks: frozenset[object] | None = None

    @property
    def cursor(self) -> int | None:
        """The greatest id that has nothing at or below it left to hand out; where nobody can tell, the page's start."""
        left = self.cursors[self.given :]
        if None in left:
            return self.start
        least = min((cursor for cursor in left if cursor is not None), default=None)
        behind = [cursor for cursor in self.cursors if cursor is not None and (least is None or cursor < least)]
        return max(behind, default=self.start)


def _comparable(mark: object) -> bool:
    return type(mark) in (int, float, str)


class _Cursor:
    """Decides which page is asked for next, what of it is handed out and whether it is the last one. It does no I/O."""

    def __init__(self, operation: Operation[Any], arguments: Mapping[str, object]) -> None:
        assert operation.pagination is not None
        self._operation = operation
        self._rule = rule = operation.pagination
        self._arguments = {
            name: UNSET if name == rule.after and value is None else value for name, value in arguments.items()
        }
        _, problems = _parameters(operation, self._arguments, None)
        if problems:
            raise InvalidRequest(operation.name, problems)
        given: dict[str, Any] = {name: value for name, value in self._arguments.items() if value is not UNSET}
        self.held = _Held(start=given.get(rule.after), shortest=given.get(rule.limit, rule.default_limit))

    def wanted(self) -> dict[str, object] | None:
        """The arguments of the next page; None while items of this one are left, and at the end.

        Raises:
            PaginationStopped: Something follows, and no item of this page says behind what.
        """
        held = self.held
        if held.last or held.given < len(held.items):
            return None
        if held.items and held.cursor == held.start:
            raise self._stopped(f"no item has a usable {self._rule.cursor}")
        return self._arguments if held.cursor is None else {**self._arguments, self._rule.after: held.cursor}

    def take(self, page: Model | None) -> None:
        """Go on with this page, which came for `wanted()`.

        Raises:
            PaginationStopped: It holds nothing new, or something that may have been handed out. Nothing has changed.
        """
        rule, before = self._rule, self.held
        found = None if page is None else getattr(page, rule.items)
        items: list[Any] = found if isinstance(found, list) else []
        marks = [item.__dict__.get(rule.cursor) if isinstance(item, Model) else None for item in items]
        cursors = [self._usable(mark) for mark in marks]
        new = self._new(marks, cursors)
        seen = before.seen + len(new)
        total = page.__dict__.get(rule.total) if page is not None and rule.total else None
        # A short page may be the server's own limit, and a total may be reached since items went: only both are an end.
        complete = len(items) < before.shortest and type(total) is int and total == seen
        self.held = _Held(
            start=before.cursor,
            shortest=min(before.shortest, len(items)),
            page=page,
            items=[items[number] for number in new],
            cursors=[cursors[number] for number in new],
            last=complete or not items,
            seen=seen,
            marks=frozenset(mark for mark in marks if _comparable(mark)),
        )

    @property
    def has_items(self) -> bool:
        """Whether there is something to hand out."""
        return self.held.given < len(self.held.items)

    def item(self) -> Any:
        """Hand out the next item; there has to be one."""
        held = self.held
        item = held.items[held.given]
        held.given += 1
        return item

    def rest(self) -> Any:
        """Hand out what is left of the page, as a page; None at the end."""
        held = self.held
        items = held.items[held.given :]
        if not items:
            return None
        held.given = len(held.items)
        return type(held.page).adopt({**held.page.__dict__, self._rule.items: items})

    def _usable(self, mark: object) -> int | None:
        schema = self._operation.parameters[self._rule.after].schema
        return mark if isinstance(mark, int) and not problems_of(mark, schema, "") else None

    def _new(self, marks: list[Any], cursors: list[int | None]) -> list[int]:
        """Which items of a page were not handed out before, by their numbers."""
        start, before = self.held.cursor, self.held.marks
        nothing = self._stopped(f"the page behind {start} holds nothing that comes after it")
        known = [cursor for cursor in cursors if cursor is not None]
        if start is not None and known and max(known) <= start:
            raise nothing
        new: list[int] = []
        for number, (mark, cursor) in enumerate(zip(marks, cursors, strict=True)):
            repeated = before is not None and _comparable(mark) and mark in before
            if cursor is None or start is None or cursor > start:
                if not repeated:
                    new.append(number)
            elif before is not None and not repeated:
                # From an earlier page, or never handed out since the server sorts by something else: nobody can tell.
                raise self._stopped(f"the page behind {start} holds {cursor}, which may have been handed out or not")
        if marks and not new:
            raise nothing
        return new

    def _stopped(self, problem: str) -> PaginationStopped:
        return PaginationStopped(f"{self._operation.name}: {problem}, so the next page can't be asked for.")


class _AnyPager(Generic[Item, Page]):
    """What the two pagers share."""

    def __init__(
        self, operation: Operation[Any], arguments: Mapping[str, object], body: Mapping[str, object] | None
    ) -> None:
        self._operation = operation
        self._body = body
        self._walk = _Cursor(operation, arguments)

    @property
    def cursor(self) -> int | None:
        """What `after=` goes on with behind the last item that was handed out; None for the first item of all.

        It is the greatest id that has nothing at or below it left to come. In the middle of a page whose ids don't
        ascend it may lie before items that were handed out: they come again rather than others never.
        """
        return self._walk.held.cursor

    @property
    def page(self) -> Page | None:
        """The page that came last, as it came; None before the first one."""
        return cast("Page | None", self._walk.held.page)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._operation.name}, cursor={self.cursor})"


class Pager(_AnyPager[Item, Page], Iterator[Item]):
    """The items of all pages, one after the other; each page is asked for when its first item is.

    It can stop and go on: keep `cursor` when you are done with an item, and pass it as `after=` to the same method of
    any client later. An error while a page is asked for ends nothing: the next `next()` asks for that page again, and
    no item is lost or handed out twice. An item that the server repeats is left out. An end is an end for good.

    For one thread at a time. Threads that share one all the same get each item once between them, and `cursor` does
    not say who of them is done with what.

    Raises:
        PaginationStopped: The next page can't be asked for, or it can't be told what of it is new. Asking again tries again.
    """

    def __init__(
        self,
        caller: Caller,
        operation: Operation[Any],
        arguments: Mapping[str, object],
        body: Mapping[str, object] | None,
    ) -> None:
        super().__init__(operation, arguments, body)
        self._caller = caller
        self._lock = threading.RLock()

    def __next__(self) -> Item:
        with self._lock:
            if not self._more():
                raise StopIteration
            return cast("Item", self._walk.item())

    def pages(self) -> Iterator[Page]:
        """The same, page by page: models as the operation answers, with the items that were not handed out yet.

        It goes on from where the pager stands, and the pager from where it stops: each item comes once, from `next()` or
        in a page. `cursor` lies behind the page that was handed out. A page without items is not handed out; see `page`.
        """
        return iter(self._rest, None)

    def _rest(self) -> Page | None:
        with self._lock:
            return cast("Page", self._walk.rest()) if self._more() else None

    def _more(self) -> bool:
        while (arguments := self._walk.wanted()) is not None:
            self._walk.take(self._caller.call(self._operation, arguments, self._body))
        return self._walk.has_items


class AsyncPager(_AnyPager[Item, Page], AsyncIterator[Item]):
    """The same as `Pager`, awaited. A task that is cancelled while it waits for a page leaves the pager as it was."""

    def __init__(
        self,
        caller: AsyncCaller,
        operation: Operation[Any],
        arguments: Mapping[str, object],
        body: Mapping[str, object] | None,
    ) -> None:
        import asyncio

        super().__init__(operation, arguments, body)
        self._caller = caller
        self._lock = asyncio.Lock()

    async def __anext__(self) -> Item:
        if not await self._more():
            raise StopAsyncIteration
        return cast("Item", self._walk.item())

    def pages(self) -> AsyncIterator[Page]:
        """As `Pager.pages`."""
        return _AsyncPages(self._rest)

    async def _rest(self) -> Page | None:
        return cast("Page", self._walk.rest()) if await self._more() else None

    async def _more(self) -> bool:
        while self._walk.wanted() is not None:
            async with self._lock:  # another task may have got the page meanwhile
                if (arguments := self._walk.wanted()) is not None:
                    self._walk.take(await self._caller.call(self._operation, arguments, self._body))
        return self._walk.has_items


class _AsyncPages(AsyncIterator[Page]):
    """What `iter(function, None)` is, awaited."""

    def __init__(self, rest: Callable[[], Awaitable[Page | None]]) -> None:
        self._rest = rest

    async def __anext__(self) -> Page:
        page = await self._rest()
        if page is None:
            raise StopAsyncIteration
        return page


def _raw_response(response: httpx.Response) -> RawResponse:
    return RawResponse(response.status_code, Headers(response.headers), response.content)


def _checked(operation: Operation[T], response: RawResponse) -> Answer[T]:
    response = attrs.evolve(response, secret=operation.secret_answer)
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

        if self._http is None:
            self._http = httpx.Client(timeout=self._timeout)
        response = self._http.request(**self._arguments(operation, arguments, body))
        return _checked(operation, _raw_response(response))

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

        if self._http is None:
            self._http = httpx.AsyncClient(timeout=self._timeout)
        response = await self._http.request(**self._arguments(operation, arguments, body))
        return _checked(operation, _raw_response(response))

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
