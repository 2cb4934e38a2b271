"""Metadata: typed values by key, tags, rights, one state behind both APIs."""

from __future__ import annotations

from typing import Any

import pytest

from support.sandbox import Api, Player, Server

BOTH = ["game_api.read", "game_api.write"]
CURRENCY = ("currency", "01J8Z3N4R6T8V0W2Y4A6C8E0G1")


def ulid(player: Player) -> str:
    return str(player.session["player_ulid"])


def operate(caller: Player | Server, source: tuple[str, str], *entries: dict[str, Any]) -> list[str]:
    """The errors of some operations."""
    body = {"source": source[0], "source_id": source[1], "entries": list(entries)}
    answer = caller.send("POST", "/game/metadata" if isinstance(caller, Player) else "/metadata", json=body)
    assert answer.status_code == 202, answer.text
    return [each["error"] for each in answer.json()["errors"]]


def made(key: str, value: Any = "x", kind: str = "string", action: str = "create", **more: Any) -> dict[str, Any]:
    return {"action": action, "key": key, "type": kind, "value": value, **more}


def listed(caller: Player | Server, source: tuple[str, str], **query: Any) -> dict[str, Any]:
    start = "/game/metadata" if isinstance(caller, Player) else "/metadata"
    answer = caller.send("GET", f"{start}/source/{source[0]}/id/{source[1]}", params=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def values(caller: Player | Server, source: tuple[str, str], **query: Any) -> dict[str, Any]:
    return {each["key"]: each["value"] for each in listed(caller, source, **query)["entries"]}


SELF = ("self", "self")


def listed_source(player: Player, source: tuple[str, str]) -> str:
    """The id that answers give a source."""
    body = {"sources": [{"source": source[0], "id": source[1]}]}
    return str(player.send("POST", "/game/metadata/multisource", json=body).json()["metadata"][0]["source_id"])


def test_every_type_comes_back_as_it_went_in(api: Api) -> None:
    player = api.player()
    file = {"content_type": "text/plain", "content": "aGVsbG8="}
    entries = {
        "text": ("string", "\u00e9\n"),
        "big": ("number", 2**70),
        "half": ("number", 0.5),
        "flag": ("bool", False),
        "tree": ("json", {"a": [1, None, {"b": ""}]}),
        "list": ("json", []),
        "file": ("base64", file),
    }
    assert operate(player, SELF, *(made(key, value, kind) for key, (kind, value) in entries.items())) == []
    assert values(player, SELF) == {key: value for key, (_, value) in entries.items()}
    hidden = values(player, SELF, ignore_files=True)
    assert hidden["file"] == {"content_type": "application/x-redacted", "content": ""}
    assert hidden["text"] == entries["text"][1]


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("string", 1),
        ("number", "1"),
        ("number", True),
        ("bool", 0),
        ("json", "{}"),
        ("json", None),
        ("base64", "aGVsbG8="),
        ("base64", {"content": "***", "content_type": "a/b"}),
        ("base64", {"content": "aGVsbG8="}),
        ("date", "x"),
    ],
)
def test_a_value_of_another_type_is_told_and_not_kept(api: Api, kind: str, value: Any) -> None:
    player = api.player()
    assert len(operate(player, SELF, made("k", value, kind), made("fine"))) == 1
    assert values(player, SELF) == {"fine": "x"}


def test_operations_run_in_order_and_each_for_itself(api: Api) -> None:
    player = api.player()
    errors = operate(
        player,
        SELF,
        made("a"),
        made("a"),
        made("a", "y", action="update", tags=["t"]),
        {"action": "update", "key": "none", "value": "z"},
        {"action": "delete", "key": "none"},
        made("b", "up", action="upsert"),
        made("b", "upper", action="create_or_update"),
        made("c"),
        {"action": "delete", "key": "c"},
        made("ll.mine"),
        made(""),
        {"action": "paint", "key": "a"},
        made("d", access=["root"]),
    )
    assert len(errors) == 7
    assert values(player, SELF) == {"a": "y", "b": "upper"}
    (entry,) = listed(player, SELF, key="a")["entries"]
    assert (entry["tags"], entry["type"], entry["access"]) == (["t"], "string", BOTH)


def test_an_error_names_the_operation(api: Api) -> None:
    body = {"self": True, "entries": [{"action": "delete", "key": "gone", "type": "json"}]}
    answer = api.player().send("POST", "/game/metadata", json=body).json()
    assert answer["source"] == "player"
    assert (answer["errors"][0]["action"], answer["errors"][0]["entry"]) == ("delete", {"key": "gone", "type": "json"})


def test_the_game_sees_and_writes_what_its_rights_say(api: Api) -> None:
    player, server = api.player(), api.server()
    mine = ("player", ulid(player))
    assert (
        operate(
            server,
            mine,
            made("hidden"),
            made("seen", access=["game_api.read"]),
            made("both", access=BOTH),
            made("blind", access=["game_api.write"]),
        )
        == []
    )
    assert values(player, SELF) == {"seen": "x", "both": "x"}
    assert values(player, mine) == values(player, SELF)
    assert set(values(server, mine)) == {"hidden", "seen", "both", "blind"}
    changes = [made(key, "new", action="upsert") for key in ("hidden", "seen", "both", "blind")]
    assert len(operate(player, SELF, *changes, {"action": "delete", "key": "hidden"})) == 3
    assert values(server, mine) == {"hidden": "x", "seen": "x", "both": "new", "blind": "new"}


def test_other_players_read_what_is_for_them_and_write_nothing(api: Api) -> None:
    player, other = api.player(), api.player()
    mine = ("player", ulid(player))
    operate(player, SELF, made("own"), made("shown", access=[*BOTH, "player.read"]))
    assert values(other, mine) == {"shown": "x"}
    body = {"source": "player", "source_id": ulid(player), "entries": [made("shown", "y", action="update")]}
    assert other.send("POST", "/game/metadata", json=body).status_code == 403
    assert values(player, SELF)["shown"] == "x"


def test_the_game_makes_no_entries_at_sources_of_the_game(api: Api) -> None:
    player, server = api.player(), api.server()
    operate(server, CURRENCY, made("rate", 3, "number", access=BOTH), made("secret", 4, "number"))
    assert values(player, CURRENCY) == {"rate": 3}
    changes = (made("new"), made("rate", 5, "number", action="update"), made("secret", 5, "number", action="update"))
    assert len(operate(player, CURRENCY, *changes)) == 2
    assert values(server, CURRENCY) == {"rate": 5, "secret": 4}


def test_assets_and_items_are_sources_by_either_id(api: Api) -> None:
    player, server = api.player(), api.server()
    item = server.grant(player.id)
    assert operate(server, ("asset", "1"), made("asset key", access=BOTH)) == []
    by_ulid = ("asset", item["asset"]["ulid"])
    assert values(player, by_ulid) == {"asset key": "x"}
    assert operate(player, ("item", str(item["instance_id"])), made("i")) == []
    item_ulid = listed_source(player, ("item", str(item["instance_id"])))
    assert len(item_ulid) == 26
    assert values(player, ("item", item_ulid)) == values(server, ("item", item_ulid)) == {"i": "x"}
    other = api.player()
    for source in (("item", str(item["instance_id"])), ("asset", "999"), ("player", "0" * 26), ("self", "x")):
        assert other.send("GET", f"/game/metadata/source/{source[0]}/id/{source[1]}").status_code == 404
    assert other.send("GET", "/game/metadata/source/moon/id/1").status_code == 400
    assert server.send("GET", "/metadata/source/self/id/self").status_code == 400


def test_a_list_comes_in_pages_and_a_key_wins_over_tags(api: Api) -> None:
    player = api.player()
    operate(player, SELF, *(made(f"k{number}", tags=["all", f"t{number % 2}"]) for number in range(5)))
    pages = [list(values(player, SELF, page=page, per_page=2)) for page in (1, 2, 3, 4)]
    assert pages == [["k0", "k1"], ["k2", "k3"], ["k4"], []]
    assert listed(player, SELF, per_page=2)["pagination"]["next_page"] == 2
    assert list(values(player, SELF, tags=["all", "t1"])) == ["k1", "k3"]
    assert list(values(player, SELF, tags=["t0", "t1"])) == []
    one = listed(player, SELF, key="k2", tags=["t1"])
    assert (one["entry"]["key"], len(one["entries"])) == ("k2", 1)
    assert listed(player, SELF, key="none")["entries"] == []


def test_several_sources_at_once(api: Api) -> None:
    player, server = api.player(), api.server()
    operate(player, SELF, made("a"), made("b"))
    operate(server, CURRENCY, made("several", access=BOTH))
    sources = [
        {"source": "self", "id": "self", "keys": ["a", "none"]},
        {"source": CURRENCY[0], "id": CURRENCY[1], "keys": ["several"]},
    ]
    rows = player.send("POST", "/game/metadata/multisource", json={"sources": sources}).json()["metadata"]
    assert [[each["key"] for each in row["entries"]] for row in rows] == [["a"], ["several"]]
    assert (rows[0]["source"], rows[0]["source_id"]) == ("player", ulid(player))
    sources = [{"source": "player", "id": ulid(player)}]
    rows = server.send("POST", "/metadata/multisource", json={"sources": sources}).json()["metadata"]
    assert [each["key"] for each in rows[0]["entries"]] == ["a", "b"]
