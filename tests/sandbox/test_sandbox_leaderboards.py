"""Leaderboards: who may submit what, ranks and pages, the same in both APIs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Player, Server
from support.strict import StrictApi

_numbers = count()


def board(server: Server, **settings: Any) -> str:
    """A board of its own; answers its path."""
    key = f"board{next(_numbers)}"
    body: dict[str, Any] = {"key": key, "name": "A board", "type": "player", "direction_method": "descending"}
    body |= {"enable_game_api_writes": True, **settings}
    answer = server.send("POST", "/leaderboards", json=body)
    assert answer.status_code == 200, answer.text
    return f"/leaderboards/{key}"


def submit(caller: Player | Server, path: str, score: Any, verb: str = "submit", **body: Any) -> Any:
    name = "score" if verb == "submit" else "amount"
    base = "/game" if isinstance(caller, Player) else ""
    return caller.send("POST", f"{base}{path}/{verb}", json={name: score, **body})


def ranks(caller: Player | Server, path: str, **query: Any) -> list[tuple[str, int, int]]:
    base = "/game" if isinstance(caller, Player) else ""
    answer = caller.send("GET", f"{base}{path}/list", params=query)
    assert answer.status_code == 200, answer.text
    return [(each["member_id"], each["rank"], each["score"]) for each in answer.json()["items"]]


def test_the_better_score_stays_unless_the_board_overwrites(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    me = str(player.id)
    for direction, overwrite, kept in (
        ("descending", False, [10, 20, 20]),
        ("ascending", False, [10, 10, 5]),
        ("descending", True, [10, 20, 5]),
        ("ascending", True, [10, 20, 5]),
    ):
        path = board(server, direction_method=direction, overwrite_score_on_submit=overwrite)
        answers = [submit(player, path, score).json() for score in (10, 20, 5)]
        assert [answer["score"] for answer in answers] == kept
        assert ranks(player, path) == ranks(server, path) == [(me, 1, kept[-1])]


def test_metadata_goes_with_the_score_where_the_board_has_it(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    with_metadata, without = board(server, has_metadata=True), board(server)
    assert submit(player, without, 1, metadata="x").json()["metadata"] == ""
    assert submit(player, with_metadata, 5, metadata="first").json()["metadata"] == "first"
    assert submit(player, with_metadata, 4, metadata="worse").json()["metadata"] == "first"
    assert submit(player, with_metadata, 6, metadata="better").json()["metadata"] == "better"
    assert submit(player, with_metadata, 1, verb="increment").json()["metadata"] == "better"


def test_an_increment_begins_at_the_amount_and_may_be_negative(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    path = board(server)
    assert submit(player, path, -3, verb="increment").json()["score"] == -3
    assert submit(server, path, 10, verb="increment", member_id=str(player.id)).json()["score"] == 7
    assert submit(player, path, -2, verb="increment").json()["score"] == 5
    assert submit(player, path, 2**63 - 1, verb="increment").status_code == 400
    assert submit(player, path, 2**70).status_code == 400
    assert player.send("POST", f"/game{path}/increment", json={}).json()["param"] == "amount"
    assert player.send("POST", f"/game{path}/submit", json={}).json()["param"] == "score"
    assert ranks(player, path) == [(str(player.id), 1, 5)]


def test_who_may_write_what(strict: StrictApi) -> None:
    player, server, other = strict.player(), strict.server(), strict.player()
    closed, open_board, generic = (
        board(server, enable_game_api_writes=False),
        board(server),
        board(server, type="generic"),
    )
    assert submit(player, closed, 1).status_code == 403
    assert submit(player, closed, 1, verb="increment").status_code == 403
    assert submit(server, closed, 1, member_id=str(player.id)).status_code == 200
    assert submit(player, open_board, 1, member_id="").json()["member_id"] == str(player.id)
    assert submit(player, open_board, 1, member_id=str(other.id)).status_code == 403
    assert submit(server, open_board, 1).json()["param"] == "member_id"
    for nobody in ("999999", "nobody", "0", f"0{player.id}", "9" * 5000):
        assert submit(server, open_board, 1, member_id=nobody).status_code == 404
    assert submit(player, generic, 1).json()["param"] == "member_id"
    assert submit(player, generic, 1, member_id="Clan of the Bear").json()["rank"] == 1
    assert submit(player, "/leaderboards/none", 1).status_code == 404
    entry = player.send("GET", f"/game{generic}/member/Clan%20of%20the%20Bear").json()
    assert (entry["member_id"], entry["player"]) == ("Clan of the Bear", None)
    own = other.send("GET", f"/game{open_board}/member/{player.id}").json()["player"]
    assert (own["id"], own["ulid"]) == (player.id, player.session["player_ulid"])
    assert other.send("GET", f"/game{open_board}/member/{other.id}").status_code == 404


def test_ranks_pages_and_ties(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    path = board(server, type="generic")
    for name, score in (("a", 5), ("b", 9), ("c", 5), ("d", 1), ("e", 9)):
        submit(server, path, score, member_id=name)
    expected = [("b", 1, 9), ("e", 2, 9), ("a", 3, 5), ("c", 4, 5), ("d", 5, 1)]
    assert ranks(player, path) == ranks(server, path) == expected
    seen: list[tuple[str, int, int]] = []
    answer: dict[str, Any] = {"pagination": {"next_cursor": 0}}
    while (after := answer["pagination"]["next_cursor"]) is not None:
        answer = server.send("GET", f"{path}/list", params={"count": 2, "after": after}).json()
        assert answer["pagination"]["total"] == 5
        seen += [(each["member_id"], each["rank"], each["score"]) for each in answer["items"]]
    assert seen == expected
    assert answer["pagination"]["previous_cursor"] == 2
    assert ranks(player, path, after=2**62) == []
    for name, rank, score in expected:
        entry = player.send("GET", f"/game{path}/member/{name}").json()
        assert (entry["rank"], entry["score"]) == (rank, score)
    found = player.send("POST", f"/game{path}/members", json={"members": ["d", "nobody", "b", "b"]}).json()["members"]
    assert [(each["member_id"], each["rank"]) for each in found] == [("b", 1), ("d", 5)]
    for score, rank in ((10, 1), (9, 3), (5, 5), (0, 6)):
        answer = player.send("POST", f"/game{path}/query", json={"score": score}).json()
        assert (answer["rank"], answer["score"]) == (rank, score)
    assert player.send("POST", f"/game{path}/query", json={"score": 2**70}).status_code == 400
    # Who reaches a score later stands behind those who have it already.
    submit(server, path, 9, member_id="a")
    assert ranks(player, path)[:3] == [("b", 1, 9), ("e", 2, 9), ("a", 3, 9)]


@pytest.mark.parametrize("count", [0, 2001, 2**63, "x"])
def test_a_count_beyond_the_documented_bounds_is_refused(strict: StrictApi, count: object) -> None:
    answer = strict.player().send("GET", "/game/leaderboards/season/list", params={"count": count})
    assert (answer.status_code, answer.json()["param"]) == (400, "count")


def test_one_member_on_all_boards(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    paths = [board(server) for _ in range(3)]
    for path in paths:
        submit(player, path, 7)
    for caller, base in ((player, "/game"), (server, "")):
        query: dict[str, Any] = {"count": 2}
        first = caller.send("GET", f"{base}/leaderboards/member/{player.id}", params=query).json()
        query["after"] = first["pagination"]["next_cursor"]
        rest = caller.send("GET", f"{base}/leaderboards/member/{player.id}", params=query).json()
        found = first["leaderboards"] + rest["leaderboards"]
        assert [f"/leaderboards/{each['leaderboard_key']}" for each in found] == paths
        assert {each["rank"]["rank"] for each in found} == {1}
        assert caller.send("GET", f"{base}/leaderboards/member/nobody").json()["leaderboards"] == []


def test_boards_are_made_changed_listed_and_deleted(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    path = board(server)
    key = path.rsplit("/", 1)[1]
    body = {"key": key, "name": "x", "type": "player", "direction_method": "ascending"}
    assert server.send("POST", "/leaderboards", json=body).status_code == 409
    for wrong in ({"type": "team"}, {"direction_method": "up"}, {"key": ""}, {"key": "a/b"}):
        assert server.send("POST", "/leaderboards", json={**body, "key": "new", **wrong}).status_code == 400
    for name in body:
        left = {each: body[each] for each in body if each != name}
        assert server.send("POST", "/leaderboards", json=left).json()["param"] == name
    submit(player, path, 3)
    changed = server.send("PUT", path, json={"key": f"{key}x", "name": "New", "direction_method": "ascending"}).json()
    assert (changed["key"], changed["name"], changed["direction_method"]) == (f"{key}x", "New", "ascending")
    assert changed["enable_game_api_writes"] is True
    assert player.send("GET", f"/game{path}/info").status_code == 404
    assert server.send("PUT", f"{path}x", json={"key": "season"}).status_code == 409
    flat = player.send("GET", f"/game{path}x/info").json()
    assert server.send("GET", f"{path}x").json()["leaderboard"] == flat
    assert player.send("GET", f"/game/leaderboards/{flat['id']}/info").json() == flat
    for caller, base in ((player, "/game"), (server, "")):
        answer = caller.send("GET", f"{base}/leaderboards", params={"count": 1}).json()
        assert [each["key"] for each in answer["items"]] == ["season"]
        assert answer["pagination"]["next_cursor"] == 1
    assert server.send("DELETE", f"{path}x").status_code == 200
    assert server.send("DELETE", f"{path}x").status_code == 404
    assert player.send("GET", f"/game/leaderboards/member/{player.id}").json()["leaderboards"] == []


def test_concurrent_increments_are_all_counted(strict: StrictApi) -> None:
    player, server = strict.player(), strict.server()
    path = board(server)
    callers: list[tuple[Player | Server, dict[str, str]]] = [(player, {}), (server, {"member_id": str(player.id)})]

    def one(number: int) -> int:
        caller, body = callers[number % 2]
        return int(submit(caller, path, 1, verb="increment", **body).json()["score"])

    with ThreadPoolExecutor(8) as pool:
        assert sorted(pool.map(one, range(40))) == list(range(1, 41))


def test_boards_of_the_game_file_are_there_once(tmp_path: Path, open_api: Callable[[Sandbox], Api]) -> None:
    db = tmp_path / "state.db"
    with Sandbox(db=db) as sandbox:
        api = open_api(sandbox)
        player, server = api.player(player_identifier="me"), api.server()
        season = player.send("GET", "/game/leaderboards/season/info").json()
        assert (season["ulid"], season["type"]) == ("01J8Z3N4R6T8V0W2Y4A6C8E0G9", "player")
        assert [each["reward_kind"] for each in season["rewards"]] == ["asset", "currency"]
        assert submit(player, "/leaderboards/season", 5).status_code == 200
        server.send("DELETE", "/leaderboards/laps")
        server.send("PUT", "/leaderboards/guarded", json={"name": "Renamed"})
    with Sandbox(db=db) as sandbox:
        player = open_api(sandbox).player(player_identifier="me")
        boards = player.send("GET", "/game/leaderboards").json()["items"]
        assert [(each["key"], each["name"]) for each in boards] == [("season", "Season"), ("guarded", "Renamed")]
        assert ranks(player, "/leaderboards/season") == [(str(player.id), 1, 5)]
