"""The public Python API: a change of it that no row tells, or that is told twice."""

from __future__ import annotations

import pytest

from change_report.api import Api
from change_report.compare import compare
from change_report.rows import Row
from report.patching import base, patched

GROUPS = {
    "lootlocker_api.api.server_items.ServerItems": "server.items",
    "lootlocker_api.api.server_items.AsyncServerItems": "server.items",
}
CLIENT = "def lootlocker.Client.__init__(key: str, *, timeout: float = 30.0) -> None"
ARGUMENTS = "player_id: int | str, *, count: int | Unset = UNSET"
METHOD = f"def lootlocker_api.api.server_items.ServerItems.list_items({ARGUMENTS}) -> models.ItemPage"
MODEL = """\
alias lootlocker_api.models.Item = lootlocker_api.models.item.Item
class lootlocker_api.models.item.Item(Model) kw_only
attribute lootlocker_api.models.item.Item.name: str = UNSET
"""


def told(before: str, now: str) -> list[tuple[str, str]]:
    return [(row.effect, row.line) for row in Api(before, now, GROUPS).rows()]


@pytest.mark.parametrize(
    ("before", "now", "expected"),
    [
        (CLIENT, "", ("breaking", "lootlocker.Client.__init__: function was removed")),
        ("", CLIENT, ("additive", "lootlocker.Client.__init__: function was added")),
        (
            CLIENT,
            CLIENT.replace("30.0", "10.0"),
            ("breaking", "lootlocker.Client.__init__: parameter timeout default became `10.0` (was `30.0`)"),
        ),
        (
            CLIENT,
            CLIENT.replace(") ->", ", hooks: Hooks | None = None) ->"),
            ("additive", "lootlocker.Client.__init__: parameter hooks was added"),
        ),
        (
            CLIENT,
            CLIENT.replace(") ->", ", hooks: Hooks) ->"),
            ("breaking", "lootlocker.Client.__init__: parameter hooks was added, required"),
        ),
        (
            CLIENT,
            CLIENT.replace(", timeout: float = 30.0", ", wait: float = 30.0").replace("wait", "timeout", 0),
            ("breaking", "lootlocker.Client.__init__: parameter timeout was removed"),
        ),
        (
            CLIENT,
            CLIENT.replace("key: str, *", "*, key: str"),
            ("breaking", "lootlocker.Client.__init__: parameter key is passed as keyword now"),
        ),
        (
            CLIENT,
            CLIENT.replace("key: str", "key: str | None"),
            ("additive", "lootlocker.Client.__init__: parameter key type became `str | None` (was `str`)"),
        ),
        (
            CLIENT.replace("key: str", "key: str | None"),
            CLIENT,
            ("breaking", "lootlocker.Client.__init__: parameter key type became `str` (was `str | None`)"),
        ),
        (
            METHOD,
            METHOD.replace("models.ItemPage", "models.Items"),
            ("breaking", "server.items.list_items: returns `models.Items` (was `models.ItemPage`)"),
        ),
        (
            METHOD,
            f"async {METHOD}",
            ("breaking", "server.items.list_items: became an async function (was a function)"),
        ),
        (
            MODEL,
            MODEL.replace("str = UNSET", "str | None = UNSET"),
            ("breaking", "models.Item: name: type became `str | None` (was `str`)"),
        ),
        (MODEL, MODEL.rpartition("attribute")[0], ("breaking", "models.Item: attribute name was removed")),
        (
            "attribute lootlocker.WAIT: float = 1.0",
            "attribute lootlocker.WAIT: float = 2.0",
            ("wire", "lootlocker.WAIT: value became `2.0` (was `1.0`)"),
        ),
        (
            "class lootlocker.errors.NotFound(APIError)",
            "class lootlocker.errors.NotFound(Exception)",
            ("breaking", "lootlocker.errors.NotFound: is no APIError any more"),
        ),
        (
            "class lootlocker.Hooks() kw_only",
            "class lootlocker.Hooks() frozen kw_only",
            ("breaking", "lootlocker.Hooks: became frozen"),
        ),
        (
            "property lootlocker.Client.now: int\nsettable lootlocker.Client.now",
            "property lootlocker.Client.now: int",
            ("breaking", "lootlocker.Client.now: setter was removed"),
        ),
    ],
    ids=lambda value: value[1] if isinstance(value, tuple) else "",
)
def test_a_change_has_a_row(before: str, now: str, expected: tuple[str, str]) -> None:
    assert expected in told(before, now)


def test_the_same_dump_has_no_rows() -> None:
    dump = f"{CLIENT}\n{METHOD}\n{MODEL}"
    assert told(dump, dump) == []


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("attribute lootlocker.WAIT: Final[float] = 1.0", "attribute lootlocker.WAIT: float = 1.0"),
        ("attribute lootlocker_api.api.server_items.server_list_items.OPERATION: Operation[None]", ""),
        ("class lootlocker.A(B, C)", "class lootlocker.A(C, B)"),
        (CLIENT.replace("key: str", "key: str | None"), CLIENT.replace("key: str", "key: None | str")),
    ],
    ids=["Final", "the module of an operation", "order of bases", "order of alternatives"],
)
def test_what_no_user_notices_has_no_row(before: str, now: str) -> None:
    assert told(before, now) == []


def test_what_is_within_something_removed_has_no_row_of_its_own() -> None:
    assert told(MODEL, "") == [("breaking", "models.Item: class was removed")]


def test_sync_and_async_are_told_once() -> None:
    both = "\n".join((METHOD, f"async {METHOD.replace('ServerItems.', 'AsyncServerItems.')}"))
    changed = both.replace("models.ItemPage", "models.Items")
    assert told(both, changed) == [
        ("breaking", "server.items.list_items: returns `models.Items` (was `models.ItemPage`)")
    ]


def rows_with_api(api: tuple[str, str]) -> list[Row]:
    now = patched(base(), [{"at": ["components", "parameters", "Count", "required"], "set": True}])
    return compare((base(), now), api)


def test_what_the_document_explains_is_told_once() -> None:
    changed = METHOD.replace("*, count: int | Unset = UNSET", "*, count: int")
    rows = rows_with_api((METHOD, changed))
    assert [row.line for row in rows] == ["server.items.list_items: parameter count became required"]


def test_what_breaks_and_the_document_does_not_explain_is_told_beside_it() -> None:
    changed = METHOD.replace("*, count: int | Unset = UNSET", "*, count: int").replace("int | str", "int")
    rows = rows_with_api((METHOD, changed))
    assert [row.line for row in rows] == [
        "server.items.list_items: parameter count became required",
        "server.items.list_items: parameter player_id type became `int` (was `int | str`)",
    ]
    assert {row.effect for row in rows} == {"breaking"}


def test_an_addition_in_the_document_does_not_hide_what_breaks_in_the_api() -> None:
    now = patched(base(), [{"at": ["components", "parameters", "Count", "schema", "maximum"], "set": 500}])
    changed = METHOD.replace("*, count: int | Unset = UNSET", "*, count: bool | Unset = UNSET")
    rows = compare((base(), now), (METHOD, changed))
    assert [(row.effect, row.detail) for row in rows] == [("additive", "count"), ("breaking", "count")]
