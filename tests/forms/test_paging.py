"""Pages of every kind: nothing lost, nothing twice, no endless loop, whatever the server sends as the next cursor."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from typing import Any, get_args

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from client.fake import Action, FakeServer, Hangup, Seen, said
from forms.books import Book, Kind, iterator, number_of, numbers_of
from forms.driver import Driver

KINDS: tuple[Kind, ...] = get_args(Kind)
BY_NAME = KINDS[:3]
MEMBERS = {"cursor as text": "friends", "cursor as number": "boardMembers", "page": "news"}
#: What stands in place of the next cursor, or of the whole pagination object, behind the last page.
ENDS: tuple[tuple[str, object], ...] = (
    *(("value", None), ("value", ""), ("value", 0), ("value", False)),
    *(("object", None), ("object", []), ("object", {}), ("object", ""), ("absent", None)),
)
every_kind = pytest.mark.parametrize("kind", KINDS)
every_name = pytest.mark.parametrize("kind", BY_NAME)


def step(driver: Driver, pager: Any) -> Any:
    """The next item or page; None at the end."""
    return driver.do(next(pager, None) if driver.kind == "sync" else anext(pager, None))


def rest(driver: Driver, pager: Any, limit: int = 500) -> list[int]:
    found: list[int] = []
    while len(found) < limit and (item := step(driver, pager)) is not None:
        found.append(number_of(item))
    return found


@st.composite
def books(draw: st.DrawFn) -> Book:
    kind = draw(st.sampled_from(KINDS))
    lengths = draw(st.lists(st.integers(0 if kind in BY_NAME else 1, 4), min_size=1, max_size=8))
    order = draw(st.permutations(range(1, sum(lengths) + 1)))
    pages = [[order.pop() for _ in range(length)] for length in lengths]
    end = draw(st.sampled_from(ENDS))
    return Book(kind, pages, as_text=draw(st.booleans()), inclusive=draw(st.booleans()), end=end)


@pytest.fixture
def game(driver: Driver) -> Any:
    """A client that repeats nothing by itself."""
    return driver.game(max_retries=0)


STEPS = st.lists(st.sampled_from(["next", "next", "next", "page", "fail", "stop between pages"]), max_size=40)


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(book=books(), steps=STEPS)
def test_each_item_comes_once_and_in_order(
    driver: Driver, game: Any, fake: FakeServer, book: Book, steps: list[str]
) -> None:
    book.asked.clear()
    fake.on("GET", book.path, book)
    pager, found = iterator(game, book.kind), list[int]()
    for what in steps:
        if what == "fail":
            book.faults += 1
        elif what == "stop between pages":
            if pager._walk.wanted() is not None and not book.faults:
                pager = iterator(game, book.kind, pager.cursor)
        else:
            with suppress(driver.forms.errors.LootLockerError):
                if what == "next":
                    item = step(driver, pager)
                    found += [] if item is None else [number_of(item)]
                else:
                    page = step(driver, pager.pages())
                    found += [] if page is None else numbers_of(page)
    book.faults = 0
    assert found + rest(driver, pager) == book.items
    assert rest(driver, pager) == []


@every_kind
@pytest.mark.parametrize("number", range(7))
def test_another_pager_goes_on_where_one_stopped(driver: Driver, fake: FakeServer, kind: Kind, number: int) -> None:
    book = Book(kind, [[5, 2], [9, 1], [4, 3]])
    fake.on("GET", book.path, book)
    game = driver.game()
    pager = iterator(game, kind)
    found = rest(driver, pager, number)
    assert found == book.items[:number]
    later = rest(driver, iterator(game, kind, pager.cursor))
    if kind in BY_NAME:
        # The page that was begun comes again, the last one too: the server gives no other place to go on from.
        assert later == book.items[min(number - number % 2, 4) :]
    else:
        assert later == book.items[number:]


@every_kind
def test_a_page_that_failed_is_asked_for_again(driver: Driver, fake: FakeServer, kind: Kind) -> None:
    book = Book(kind, [[5, 2], [9, 1]])
    fake.on("GET", book.path, book)
    pager = iterator(driver.game(max_retries=0), kind)
    found = rest(driver, pager, 2)
    before = pager.cursor
    book.faults = 2
    for _ in range(2):
        with pytest.raises(driver.forms.errors.LootLockerError):
            step(driver, pager)
        assert pager.cursor == before
    assert found + rest(driver, pager) == book.items


@every_name
def test_empty_pages_in_the_middle_are_passed(driver: Driver, fake: FakeServer, kind: Kind) -> None:
    book = Book(kind, [[], [1], [], [], [2, 3], []])
    fake.on("GET", book.path, book)
    game = driver.game()
    assert rest(driver, iterator(game, kind)) == [1, 2, 3]
    assert len(book.asked) == 6
    assert [numbers_of(page) for page in driver.all_of(iterator(game, kind).pages())] == [[1], [2, 3]]


@every_name
@pytest.mark.parametrize("end", ENDS, ids=str)
def test_nothing_in_place_of_the_next_page_is_the_end(
    driver: Driver, fake: FakeServer, kind: Kind, end: tuple[str, object]
) -> None:
    book = Book(kind, [[1], [2]], end=end)
    fake.on("GET", book.path, book)
    pager = iterator(driver.game(), kind)
    assert rest(driver, pager) == [1, 2]
    assert rest(driver, pager) == []
    assert len(book.asked) == 2


def pages(kind: Kind, *following: object) -> Callable[[Seen], Action]:
    """A server that sends a new item on each page, and this as what comes next; the last one for good."""
    count = 0

    def page(seen: Seen) -> Action:
        nonlocal count
        count += 1
        said_next = following[min(count, len(following)) - 1]
        name = "next_page" if kind == "page" else "next_cursor"
        paging = said_next if isinstance(said_next, Whole) else {name: said_next}
        return said({MEMBERS[kind]: [{"name": str(count)}], "pagination": getattr(paging, "value", paging)})

    return page


class Whole:
    """What stands in place of the whole pagination object."""

    def __init__(self, value: object) -> None:
        self.value = value


WRONG = [True, 1.5, [3], {"a": 1}, "\ud800", -1, "x" * 41, Whole("no"), Whole([1]), Whole(5)]
#: As a text, any number can be sent.
WRONG_BY_KIND = [(kind, wrong) for kind in BY_NAME for wrong in WRONG if (kind, wrong) != ("cursor as text", -1)]


@pytest.mark.parametrize(("kind", "wrong"), WRONG_BY_KIND, ids=lambda it: repr(getattr(it, "value", it))[:12])
def test_a_cursor_that_can_not_be_sent_stops_it_behind_its_page(
    driver: Driver, fake: FakeServer, kind: Kind, wrong: object
) -> None:
    path = Book(kind, [[]]).path
    fake.on("GET", path, pages(kind, 7, wrong))
    pager = iterator(driver.game(), kind)
    assert rest(driver, pager, 2) == [1, 2]
    for _ in range(2):
        with pytest.raises(driver.forms.errors.PaginationStopped, match=r"pagination\.next_"):
            step(driver, pager)
    assert len(fake.to(path)) == 2
    assert str(pager.cursor) == "7"  # the page that can't be gone on from


@every_name
def test_a_cursor_of_the_other_type_is_sent_as_it_is_meant(driver: Driver, fake: FakeServer, kind: Kind) -> None:
    path = Book(kind, [[]]).path
    given = [3, 12, None] if kind == "cursor as text" else ["3", "12", None]
    fake.on("GET", path, pages(kind, *given))
    pager = iterator(driver.game(), kind)
    assert rest(driver, pager) == [1, 2, 3]
    assert [seen.target.rpartition("=")[2] for seen in fake.to(path)][1:] == ["3", "12"]
    assert type(pager.cursor) is (str if kind == "cursor as text" else int)


@every_name
def test_a_last_page_that_names_itself_is_handed_out_before_it_stops(
    driver: Driver, fake: FakeServer, kind: Kind
) -> None:
    path = Book(kind, [[]]).path
    fake.on("GET", path, pages(kind, 4, 4))
    pager = iterator(driver.game(), kind)
    assert rest(driver, pager, 2) == [1, 2]
    with pytest.raises(driver.forms.errors.PaginationStopped, match=r"4.*again"):
        step(driver, pager)
    assert len(fake.to(path)) == 2


@every_name
def test_a_server_that_sends_one_page_for_ever_repeats_no_item(driver: Driver, fake: FakeServer, kind: Kind) -> None:
    path = Book(kind, [[]]).path
    member = "next_page" if kind == "page" else "next_cursor"
    fake.on("GET", path, said({MEMBERS[kind]: [{"name": "1"}, {"name": "2"}], "pagination": {member: 2}}))
    pager = iterator(driver.game(), kind)
    assert rest(driver, pager, 2) == [1, 2]
    for number in (2, 3):
        with pytest.raises(driver.forms.errors.PaginationStopped, match="again"):
            step(driver, pager)
        assert len(fake.to(path)) == number  # asking again tries again


def test_cursors_in_a_circle_end(driver: Driver, fake: FakeServer) -> None:
    book = Book("cursor as text", [[1], [2], [3]], end=("value", "7"))  # behind the last one comes the second one
    fake.on("GET", book.path, book)
    pager = iterator(driver.game(), book.kind)
    assert rest(driver, pager, 3) == [1, 2, 3]
    with pytest.raises(driver.forms.errors.PaginationStopped):
        step(driver, pager)


def test_pages_that_go_back_stop_it(driver: Driver, fake: FakeServer) -> None:
    fake.on("GET", "/game/news", pages("page", 5, 3))
    pager = iterator(driver.game(), "page")
    assert rest(driver, pager, 2) == [1, 2]
    with pytest.raises(driver.forms.errors.PaginationStopped, match="3"):
        step(driver, pager)


@every_name
def test_empty_pages_without_end_are_told_and_gone_on_from(driver: Driver, fake: FakeServer, kind: Kind) -> None:
    path = Book(kind, [[]]).path
    member = "next_page" if kind == "page" else "next_cursor"

    def page(seen: Seen) -> Action:
        number = len(fake.to(path))
        found = [{"name": "1"}] if number == 130 else []
        return said({MEMBERS[kind]: found, "pagination": {member: number + 1 if number < 130 else None}})

    fake.on("GET", path, page)
    pager = iterator(driver.game(), kind)
    with pytest.raises(driver.forms.errors.PaginationStopped, match="100 pages in a row held nothing"):
        step(driver, pager)
    assert rest(driver, pager) == [1]
    assert len(fake.to(path)) == 130


@pytest.mark.parametrize("body", [{}, {"pagination": {"next_cursor": None}}, {"friends": None}, {"friends": {}}])
def test_a_page_without_items_is_passed(driver: Driver, fake: FakeServer, body: dict[str, Any]) -> None:
    fake.on("GET", "/game/friends", said(body))
    assert rest(driver, iterator(driver.game(), "cursor as text")) == []


@pytest.mark.parametrize("wrong", [{"1": {"name": "x"}}, "secret", 7, True], ids=repr)
def test_items_that_are_no_list_stop_it_where_it_can_be_tried_again(
    driver: Driver, fake: FakeServer, wrong: object
) -> None:
    fake.on("GET", "/game/friends", said({"friends": wrong}), said({"friends": [{"name": "1"}]}))
    pager = iterator(driver.game(), "cursor as text")
    with pytest.raises(driver.forms.errors.PaginationStopped, match="friends is no list but a") as caught:
        step(driver, pager)
    assert "secret" not in str(caught.value)
    assert rest(driver, pager) == [1]


LAST: dict[str, tuple[list[list[object]], list[object], str]] = {
    "the same page again": ([["3", "1"], ["3", "1"]], ["3", "1"], "nothing that comes after"),
    "the last item again": ([["3", "1"], ["1"]], ["3", "1"], "nothing that comes after"),
    "the last item again, and more": ([["3", "1"], ["1", "2"], []], ["3", "1", "2"], ""),
    "an item of the page before": ([["3", "1"], ["2", "3"], []], ["3", "1", "2"], ""),
    "the end of an earlier page": ([["3", "1"], ["2", "5"], ["9", "1"]], ["3", "1", "2", "5"], "or not"),
    "no id at the end": ([["3", None]], ["3", None], "the last item has no usable id"),
    "an id of another type at the end": ([["3", 1.5]], ["3", 1.5], "the last item has no usable id"),
    "a number": ([["3", 4], []], ["3", 4], ""),
}


@pytest.mark.parametrize(("sent", "expected", "problem"), LAST.values(), ids=list(LAST))
def test_what_is_repeated_by_id_is_left_out_and_what_nobody_can_tell_stops_it(
    driver: Driver, fake: FakeServer, sent: list[list[object]], expected: list[object], problem: str
) -> None:
    fake.on("GET", "/game/feed", *(said({"entries": [{"id": each} for each in ids]}) for ids in sent))
    pager = iterator(driver.game(), "last")
    found = [step(driver, pager).id for _ in expected]
    assert found == expected
    if problem:
        with pytest.raises(driver.forms.errors.PaginationStopped, match=problem):
            step(driver, pager)
    else:
        assert step(driver, pager) is None


def test_a_short_page_is_the_end_where_the_total_says_so(driver: Driver, fake: FakeServer) -> None:
    book = Book("last", [[5, 2], [9]])
    fake.on("GET", book.path, book)
    pager = driver.game().paging.iter_feed(count=2)
    assert rest(driver, pager) == [5, 2, 9]
    assert book.asked == ["count=2", "count=2&from=2"]


def test_without_a_total_only_an_empty_page_is_the_end(driver: Driver, fake: FakeServer) -> None:
    book = Book("last without total", [[5, 2], [9]])
    fake.on("GET", book.path, book)
    assert rest(driver, iterator(driver.game(), book.kind)) == [5, 2, 9]
    assert book.asked == ["", "after=2", "after=9"]


@every_kind
def test_pages_and_items_of_one_pager_go_on_from_each_other(driver: Driver, fake: FakeServer, kind: Kind) -> None:
    book = Book(kind, [[5, 2, 7], [9, 1]])
    fake.on("GET", book.path, book)
    pager = iterator(driver.game(), kind)
    assert rest(driver, pager, 1) == [5]
    page = step(driver, pager.pages())
    assert numbers_of(page) == [2, 7]
    assert numbers_of(pager.page) == [5, 2, 7]
    assert rest(driver, pager) == [9, 1]


@every_kind
def test_threads_that_share_a_pager_get_each_item_once(forms: Any, fake: FakeServer, kind: Kind) -> None:
    book = Book(kind, [[number, number + 1, number + 2] for number in range(1, 181, 3)])
    fake.on("GET", book.path, book)
    login = forms.lootlocker.auth.SessionTokenLogin("token-0")
    with forms.lootlocker.GameClient("dev_key", login=login, game_version="1.0", base_url=fake.url) as game:
        pager = iterator(game, kind)
        with ThreadPoolExecutor(2) as threads:
            parts = list(threads.map(lambda _: [number_of(item) for item in pager], range(2)))
    assert sorted(each for part in parts for each in part) == book.items
    assert len(book.asked) == len(set(book.asked))


def test_wrong_arguments_are_refused_when_the_pager_is_made(driver: Driver, fake: FakeServer) -> None:
    game = driver.game()
    for wrong in ({"page": 0}, {"page": "2"}, {"per_page": 0}):
        with pytest.raises(driver.forms.errors.InvalidRequest, match=r"list_news: (page|per_page) has to be"):
            game.paging.iter_news(**wrong)
    assert fake.seen == []


def test_no_answer_at_all_is_an_error_and_not_the_end(driver: Driver, fake: FakeServer) -> None:
    fake.on("GET", "/game/news", Hangup())
    pager = iterator(driver.game(max_retries=0), "page")
    with pytest.raises(driver.forms.errors.LootLockerError):
        step(driver, pager)
    assert pager.cursor is None
