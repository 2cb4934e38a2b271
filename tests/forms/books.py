"""A server whose items lie on pages of any length, behind cursors of any kind, and which fails now and then."""

from __future__ import annotations

from typing import Any, Literal
from urllib.parse import parse_qs

import attrs

from client.fake import Action, Hangup, Seen, answer, said

Kind = Literal["cursor as text", "cursor as number", "page", "last", "last without total"]
PATHS: dict[Kind, str] = {
    "cursor as text": "/game/friends",
    "cursor as number": "/game/boards/7",
    "page": "/game/news",
    "last": "/game/feed",
    "last without total": "/game/events",
}
FAULTS: tuple[Action, ...] = (Hangup(), said({"message": "no"}, 404), said({}, 503), answer("<html>"), said([]))


@attrs.define
class Book:
    """What a server has, page by page; a page may be empty.

    Attributes:
        as_text: Whether a number is sent as text.
        inclusive: Of kind `last`: whether a page begins with the item that it is asked for with.
        end: What stands for the end: a value in place of the cursor, or of the whole pagination object.
    """

    kind: Kind
    pages: list[list[int]]
    as_text: bool = False
    inclusive: bool = False
    end: tuple[str, object] = ("value", None)
    faults: int = 0
    asked: list[str] = attrs.Factory(list)

    @property
    def path(self) -> str:
        return PATHS[self.kind]

    @property
    def items(self) -> list[int]:
        return [item for page in self.pages for item in page]

    def __call__(self, seen: Seen) -> Action:
        if self.faults:
            self.faults -= 1
            return FAULTS[self.faults % len(FAULTS)]
        query = parse_qs(seen.target.partition("?")[2])
        self.asked.append(seen.target.partition("?")[2])
        assert len(self.asked) < 500, "the pages never end"
        return said(self.by_id(query) if self.kind.startswith("last") else self.by_name(query))

    def by_name(self, query: dict[str, list[str]]) -> dict[str, Any]:
        argument = {"cursor as text": "cursor", "cursor as number": "after", "page": "page"}[self.kind]
        number = self.number_of(query[argument][0]) if argument in query else 0
        member = {"cursor as text": "friends", "cursor as number": "boardMembers", "page": "news"}[self.kind]
        body: dict[str, Any] = {member: [{"name": str(item)} for item in self.pages[number]]}
        if number + 1 < len(self.pages):
            return {**body, "pagination": self.paging(self.cursor_of(number + 1))}
        how, value = self.end
        if how == "object":
            return {**body, "pagination": value}
        return body if how == "absent" else {**body, "pagination": self.paging(value)}

    def paging(self, value: object) -> dict[str, object]:
        return {"total": len(self.items), "next_page" if self.kind == "page" else "next_cursor": value}

    def cursor_of(self, number: int) -> object:
        if self.kind == "cursor as text" and self.as_text:
            return f"p{number}"
        found = number + 1 if self.kind == "page" else number * 7
        return str(found) if self.as_text else found

    def number_of(self, text: str) -> int:
        return next(number for number in range(len(self.pages)) if str(self.cursor_of(number)) == text)

    def by_id(self, query: dict[str, list[str]]) -> dict[str, Any]:
        name, member = ("from", "entries") if self.kind == "last" else ("after", "events")
        every = self.items
        start = every.index(int(query[name][0])) + 1 if name in query else 0
        ends = [len([item for page in self.pages[: number + 1] for item in page]) for number in range(len(self.pages))]
        stop = next((end for end in ends if end > start), start)
        found = every[start - (self.inclusive and 0 < start < len(every)) : stop]
        body = {member: [{"id": str(item) if self.kind == "last" else item} for item in found]}
        return {**body, "total": len(every)} if self.kind == "last" else body


def iterator(game: Any, kind: Kind, start: Any = None) -> Any:
    """The pager over what a server has, from the start or from a cursor."""
    paging = game.paging
    match kind:
        case "cursor as text":
            return paging.iter_friends(cursor=start)
        case "cursor as number":
            return paging.iter_board_members(7, after=start)
        case "page":
            return paging.iter_news(page=start)
        case "last":
            return paging.iter_feed(from_=start)
        case _:
            return paging.iter_events(after=start)


def number_of(item: Any) -> int:
    """Which item it is."""
    return int(item.to_dict()["name" if "name" in item else "id"])


def numbers_of(page: Any) -> list[int]:
    """Which items are on a page."""
    found = next(value for value in page.to_dict().values() if isinstance(value, list))
    return [int(each.get("name", each.get("id"))) for each in found]
