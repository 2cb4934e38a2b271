"""Notifications: servers send them, players page through them and read them."""

from __future__ import annotations

from typing import Any

import pytest

from support.sandbox import Api, Clock, Player, Server


def send(server: Server, player: Player, kind: str = "custom.quest.done", **body: Any) -> Any:
    recipient = player.session["player_ulid"]
    return server.send("POST", "/notifications/v1", json={"notification_type": kind, "recipient": recipient, **body})


def listed(player: Player, **query: Any) -> dict[str, Any]:
    answer = player.send("GET", "/game/notifications/v1", params=query)
    assert answer.status_code == 200, answer.text
    body: dict[str, Any] = answer.json()
    return body


def types(player: Player, **query: Any) -> list[str]:
    return [each["notification_type"] for each in listed(player, **query)["notifications"]]


def test_what_a_server_sends_reaches_that_player_alone(api: Api) -> None:
    player, other, server = api.player(), api.player(), api.server()
    pairs = [{"key": "quest", "value": "a"}, {"key": "quest", "value": "b"}]
    assert send(server, player, priority="high", properties=pairs, content={"gold": [1, None]}).status_code == 200
    (got,) = listed(player)["notifications"]
    assert got["content"] == {"context": pairs, "body": {"gold": [1, None]}}
    assert (got["priority"], got["custom"], got["read"], got["read_at"]) == ("high", True, False, None)
    assert got["player_id"] == player.session["player_ulid"]
    assert types(other) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"kind": "two.parts"}, 400),
        ({"kind": "a.b.c.d"}, 400),
        ({"kind": "A.b.c"}, 400),
        ({"priority": "now"}, 400),
        ({"recipient": "0" * 26}, 404),
        ({"recipient": "1"}, 400),
    ],
)
def test_what_can_not_be_sent(api: Api, body: dict[str, Any], status: int) -> None:
    player = api.player()
    assert send(api.server(), player, **body).status_code == status
    assert types(player) == []


def test_pages_newest_first(api: Api) -> None:
    player, server = api.player(), api.server()
    for number in range(12):
        send(server, player, f"custom.n.{number}")
    first = listed(player)
    assert [first["pagination"][key] for key in ("total", "per_page", "last_page", "next_page")] == [12, 10, 2, 2]
    pages = [types(player, page=page, per_page=5) for page in (1, 2, 3, 4)]
    assert [len(page) for page in pages] == [5, 5, 2, 0]
    assert [kind for page in pages for kind in page] == [f"custom.n.{number}" for number in reversed(range(12))]
    last = listed(player, page=3, per_page=5)["pagination"]
    assert (last["next_page"], last["prev_page"], last["offset"]) == (None, 2, 10)
    for query in ({"page": 0}, {"per_page": 0}, {"page": 10**30}, {"per_page": 2**63}):
        assert player.send("GET", "/game/notifications/v1", params=query).status_code == 400


def test_filters(api: Api) -> None:
    player, server = api.player(), api.server()
    send(server, player, "custom.a.a", priority="low")
    send(server, player, "custom.b.b")
    read = listed(player, notification_type="custom.a.a")["notifications"][0]["id"]
    answer = player.send("PUT", "/game/notifications/v1/read", json={"notifications": [read]})
    assert answer.status_code == 200
    for query, expected in (
        ({"read": "true"}, ["custom.a.a"]),
        ({"read": "false"}, ["custom.b.b"]),
        ({"priority": "low"}, ["custom.a.a"]),
        ({"source": "lootlocker.server_api", "read": "false"}, ["custom.b.b"]),
        ({"custom": "false"}, []),
        ({"custom": "true"}, ["custom.b.b", "custom.a.a"]),
    ):
        assert types(player, **query) == expected, query


def test_reading_keeps_the_first_time_and_is_all_or_nothing(timed: Api, clock: Clock) -> None:
    player, other, server = timed.player(), timed.player(), timed.server()
    for _ in range(3):
        send(server, player)
    send(server, other)
    ids = [each["id"] for each in listed(player)["notifications"]]
    foreign = listed(other)["notifications"][0]["id"]
    for wrong in (foreign, "0" * 26):
        answer = player.send("PUT", "/game/notifications/v1/read", json={"notifications": [ids[0], wrong]})
        assert answer.status_code == 404
    assert types(player, read="true") == []
    player.send("PUT", "/game/notifications/v1/read", json={"notifications": [ids[0], ids[0]]})
    first = listed(player, read="true")["notifications"][0]["read_at"]
    clock.pass_by(hours=1)
    player.send("PUT", "/game/notifications/v1/read", json={"notifications": [ids[0]]})
    assert listed(player, read="true")["notifications"][0]["read_at"] == first
    assert player.send("PUT", "/game/notifications/v1/read/all").status_code == 200
    assert all(each["read"] for each in listed(player)["notifications"])
    read = {each["id"]: each["read_at"] for each in listed(player, read="true")["notifications"]}
    assert len(read) == 3
    assert read[ids[0]] == first != read[ids[1]]
    assert types(other, read="true") == []
