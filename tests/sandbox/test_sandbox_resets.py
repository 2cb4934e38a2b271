"""Resets of leaderboards: by schedule and by hand, what they archive and whom they reward."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

import pytest

from lootlocker.sandbox._cron import cron_problem, following_run
from support.sandbox import Clock, Player, Server
from support.strict import StrictApi

REWARD = "01J8Z3N4R6T8V0W2Y4A6C8E0G7"
CURRENCY = "01J8Z3N4R6T8V0W2Y4A6C8E0P3"
PODIUM = "01J8Z3N4R6T8V0W2Y4A6C8E0P6"


def again(api: StrictApi, player: Player) -> Player:
    """The same player with a fresh session."""
    return Player(api, api.start(player_identifier=player.session["player_identifier"]).json())


def score(server: Server, player: Player, points: int, path: str = "/leaderboards/season") -> None:
    answer = server.send("POST", f"{path}/submit", json={"member_id": str(player.id), "score": points})
    assert answer.status_code == 200, answer.text


def owned(player: Player) -> list[tuple[int, str]]:
    answer = player.send("GET", "/game/v1/player/inventory/list").json()
    return [(each["asset"]["id"], each["acquisition_source"]) for each in answer["inventory"]]


def gold(player: Player) -> str:
    answer = player.send("GET", f"/game/balances/wallet/{player.session['wallet_id']}").json()
    return next((each["amount"] for each in answer["balances"] if each["currency"]["code"] == "gold"), "0")


def archives(caller: Player | Server, path: str = "/leaderboards/season") -> list[str]:
    base = "/game" if isinstance(caller, Player) else ""
    return [each["key"] for each in caller.send("GET", f"{base}{path}/archive/list").json()["archives"]]


def test_a_schedule_archives_the_entries_and_rewards_by_rank(timed_strict: StrictApi, clock: Clock) -> None:
    players = [timed_strict.player() for _ in range(4)]
    server = timed_strict.server()
    for number, player in enumerate(players):
        score(server, player, 100 - number)
    before = server.send("GET", "/leaderboards/season/schedule").json()
    # 1 January 2026 is a Thursday; a week begins on Sunday.
    assert (before["cron_expression"], before["next_run"]) == ("@weekly", "2026-01-04T00:00:00+00:00")
    assert (before["last_run"], before["schedule"]) == (None, [])
    clock.pass_by(days=3, seconds=-1)
    assert archives(again(timed_strict, players[0])) == []
    clock.pass_by(seconds=1)
    players = [again(timed_strict, player) for player in players]
    server = timed_strict.server()
    assert server.send("GET", "/leaderboards/season/list").json()["items"] == []
    (key,) = archives(players[0])
    assert archives(server) == [key]
    for caller, base in ((players[0], "/game"), (server, "")):
        answer = caller.send("GET", f"{base}/leaderboards/archive/read", params={"key": key, "count": 3}).json()
        assert [(each["rank"], each["score"]) for each in answer["items"]] == [(1, 100), (2, 99), (3, 98)]
        assert answer["items"][0]["player"]["player_ulid"] == players[0].session["player_ulid"]
        query = {"key": key, "after": answer["pagination"]["next_cursor"]}
        rest = caller.send("GET", f"{base}/leaderboards/archive/read", params=query).json()
        assert [each["member_id"] for each in rest["items"]] == [str(players[3].id)]
        assert (rest["pagination"]["next_cursor"], rest["pagination"]["previous_cursor"]) == (None, "0")
        assert caller.send("GET", f"{base}/leaderboards/archive/read", params={"key": "none"}).status_code == 404
        wrong = caller.send("GET", f"{base}/leaderboards/archive/read", params={"key": key, "after": "x"})
        assert wrong.status_code == 400
    # The first gets a crown, the better half gold.
    assert [owned(player) for player in players] == [[(8, "leaderboard")], [], [], []]
    assert [gold(player) for player in players] == ["50", "50", "0", "0"]
    after = server.send("GET", "/leaderboards/season/schedule").json()
    assert (after["last_run"], after["next_run"]) == ("2026-01-04T00:00:00+00:00", "2026-01-11T00:00:00+00:00")
    assert after["schedule"] == ["2026-01-04T00:00:00+00:00"]
    # Weeks without entries leave nothing behind, and nobody is paid twice.
    clock.pass_by(days=30)
    assert archives(timed_strict.server()) == [key]
    assert gold(again(timed_strict, players[0])) == "50"


def test_a_reset_by_hand_waits_for_its_time_and_can_be_cancelled(timed_strict: StrictApi, clock: Clock) -> None:
    player, server = timed_strict.player(), timed_strict.server()
    path = "/leaderboards/guarded"

    def ask(**body: Any) -> Any:
        return server.send("POST", f"{path}/reset", json=body)

    score(server, player, 5, path)
    later, cancelled = (ask(name=name, scheduled_for="2026-01-01T00:10:00Z").json() for name in ("later", "never"))
    assert (later["status"], later["processed_at"]) == ("pending", None)
    info = player.send("GET", f"/game{path}/info").json()
    assert [each["name"] for each in info["upcoming_resets"]] == ["later", "never"]
    assert server.send("DELETE", f"{path}/reset/{cancelled['id']}").status_code == 200
    assert server.send("GET", f"{path}/reset/{cancelled['id']}").status_code == 404
    assert ask(scheduled_for="soon").status_code == 400
    clock.pass_by(minutes=10)
    done = server.send("GET", f"{path}/reset/{later['id']}").json()
    assert (done["status"], done["processed_at"]) == ("completed", "2026-01-01T00:10:00+00:00")
    assert server.send("DELETE", f"{path}/reset/{later['id']}").status_code == 409
    assert len(archives(server, path)) == 1
    score(server, player, 6, path)
    assert ask().json()["status"] == "pending"
    assert [each["status"] for each in server.send("GET", f"{path}/reset").json()["items"]] == ["completed"] * 2
    assert len(set(archives(server, path))) == 2
    assert server.send("GET", f"{path}/list").json()["items"] == []
    for wrong in ("999", "x", "9" * 5000):
        assert server.send("GET", f"{path}/reset/{wrong}").status_code == 404
    assert server.send("GET", f"/leaderboards/laps/reset/{later['id']}").status_code == 404


def test_rewards_and_schedules_are_set_and_taken_away(timed_strict: StrictApi, clock: Clock) -> None:
    server, path = timed_strict.server(), "/leaderboards/guarded"
    players = [timed_strict.player() for _ in range(3)]
    last = [{"type": "between", "args": {"min": 1, "max": 1, "method": "by_rank", "direction": "desc"}}]
    body = {"reward_id": REWARD, "reward_kind": "asset", "predicates": last}
    assert server.send("POST", f"{path}/reward", json=body).status_code == 200
    assert server.send("POST", f"{path}/reward", json=body).status_code == 409
    assert server.send("POST", f"{path}/reward", json={**body, "reward_id": "0" * 26}).status_code == 404
    assert server.send("POST", f"{path}/reward", json={**body, "reward_kind": "currency"}).status_code == 404
    nobody = {"reward_id": CURRENCY, "predicates": [{"type": "around", "args": {}}]}
    assert server.send("POST", f"{path}/reward", json=nobody).status_code == 200
    assert server.send("POST", f"{path}/reward", json={"reward_id": PODIUM}).status_code == 200
    rewards = server.send("GET", path).json()["leaderboard"]["rewards"]
    assert [each["reward_kind"] for each in rewards] == ["asset", "currency", "group"]
    for number, player in enumerate(players):
        score(server, player, number, path)
    server.send("POST", f"{path}/reset", json={})
    assert len(archives(server, path)) == 1
    assert [sorted(owned(player)) for player in players] == [
        [(1, "leaderboard"), (5, "leaderboard")],
        [(5, "leaderboard")],
        [(5, "leaderboard")],
    ]
    assert {gold(player) for player in players} == {"50"}
    assert server.send("DELETE", f"{path}/reward/{PODIUM}").status_code == 200
    assert server.send("DELETE", f"{path}/reward/{PODIUM}").status_code == 404
    assert server.send("GET", f"{path}/schedule").status_code == 404
    assert server.send("DELETE", f"{path}/schedule").status_code == 404
    for text in ("@never", "* * * *", "61 * * * *", "* * 30 2 *", "a b c d e", ""):
        assert server.send("POST", f"{path}/schedule", json={"cron_expression": text}).status_code == 400
    for text, run in (("@hourly", "2026-01-01T01:00:00+00:00"), ("30 6 * * 1-5", "2026-01-01T06:30:00+00:00")):
        answer = server.send("POST", f"{path}/schedule", json={"cron_expression": text}).json()
        assert (answer["cron_expression"], answer["next_run"]) == (text, run)
    assert server.send("DELETE", f"{path}/schedule").status_code == 200
    score(server, players[0], 1, path)
    clock.pass_by(minutes=50)
    assert len(archives(server, path)) == 1


@pytest.mark.parametrize(
    ("text", "run"),
    [
        ("@hourly", "2026-01-01T01:00"),
        ("@daily", "2026-01-02T00:00"),
        ("@weekly", "2026-01-04T00:00"),
        ("@monthly", "2026-02-01T00:00"),
        ("@yearly", "2027-01-01T00:00"),
        ("*/15 * * * *", "2026-01-01T00:15"),
        ("5 4 * * *", "2026-01-01T04:05"),
        ("0 0 29 2 *", "2028-02-29T00:00"),
        ("0 12 13 * 5", "2026-01-02T12:00"),
        ("0 0 1,15 * *", "2026-01-15T00:00"),
        ("0 0 * * 7", "2026-01-04T00:00"),
        ("0 22-23 31 12 *", "2026-12-31T22:00"),
    ],
)
def test_the_next_run_of_a_cron_text(text: str, run: str) -> None:
    found = following_run(text, datetime(2026, 1, 1, 0, 0, 0, tzinfo=UTC))
    assert found == datetime.fromisoformat(run).replace(tzinfo=UTC)
    assert cron_problem(text) is None
