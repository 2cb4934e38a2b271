"""Friends, requests, blocks and followers."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Document, Player

FRIENDS = "/game/player/friends"


def ulid(player: Player) -> str:
    return str(player.session["player_ulid"])


def act(player: Player, other: Player, path: str = "{}", method: str = "POST") -> int:
    return player.send(method, f"{FRIENDS}/{path.format(ulid(other))}").status_code


def names(player: Player, which: str = "friends", **query: Any) -> list[str]:
    path = FRIENDS if which == "friends" else f"{FRIENDS}/{which}"
    answer = player.send("GET", path, params=query)
    assert answer.status_code == 200, answer.text
    return [each["player_id"] for each in answer.json()[which]]


def befriend(one: Player, two: Player) -> None:
    assert act(one, two) == 200
    assert act(two, one, "incoming/{}/accept") == 200


def test_a_request_is_accepted_and_both_are_friends(api: Api) -> None:
    one, two, server = api.player(), api.player(), api.server()
    assert act(one, two) == 200
    assert (names(one, "outgoing"), names(two, "incoming")) == ([ulid(two)], [ulid(one)])
    assert act(one, two, "incoming/{}/accept") == 404  # the one who asked can't accept
    assert act(two, one, "incoming/{}/accept") == 200
    assert (names(one, "outgoing"), names(two, "incoming")) == ([], [])
    assert (names(one), names(two)) == ([ulid(two)], [ulid(one)])
    friend = one.send("GET", f"{FRIENDS}/{ulid(two)}").json()
    assert (friend["public_uid"], friend["online"]) == (two.session["public_uid"], True)
    rows = server.send("GET", f"/player/friends/{ulid(one)}").json()
    assert [each["player_id"] for each in rows["friends"]] == [ulid(two)]
    assert act(two, one, method="DELETE") == 200
    assert (names(one), act(one, two, method="DELETE"), act(one, two, method="GET")) == ([], 404, 404)


def test_requests_are_declined_and_withdrawn_on_both_sides(api: Api) -> None:
    one, two = api.player(), api.player()
    for player, other, path in ((two, one, "incoming/{}/decline"), (one, two, "outgoing/{}/cancel")):
        assert act(one, two) == 200
        assert act(player, other, path) == 200
        assert (names(one, "outgoing"), names(two, "incoming"), names(one)) == ([], [], [])
        assert act(player, other, path) == 404


def test_what_can_not_be_asked(api: Api) -> None:
    one, two = api.player(), api.player()
    assert act(one, one) == 400
    assert one.send("POST", f"{FRIENDS}/{'0' * 26}").status_code == 404
    assert [act(one, two), act(one, two), act(two, one)] == [200, 409, 409]
    act(two, one, "incoming/{}/accept")
    assert [act(one, two), act(two, one)] == [409, 409]


def test_a_block_ends_friendship_and_requests_and_lifting_it_brings_nothing_back(api: Api) -> None:
    one, two, three = api.player(), api.player(), api.player()
    befriend(one, two)
    act(three, one)
    for other in (two, three):
        assert [act(one, other, "{}/block"), act(one, other, "{}/block")] == [200, 200]
    assert [names(each) for each in (one, two)] == [[], []]
    assert (names(one, "incoming"), names(three, "outgoing")) == ([], [])
    assert names(one, "blocked") == [ulid(two), ulid(three)]
    assert (act(two, one), act(one, two)) == (403, 409)
    assert [act(one, two, "{}/unblock"), act(one, two, "{}/unblock")] == [200, 404]
    assert names(one) == []
    assert act(two, one) == 200


def test_friends_come_in_pages_and_by_platform(api: Api) -> None:
    player = api.player()
    friends = [api.player() for _ in range(5)] + [api.steam_player("76561198000000009")]
    for friend in friends:
        befriend(friend, player)
    assert [len(names(player, page=page, per_page=4)) for page in (1, 2, 3)] == [4, 2, 0]
    assert sorted(names(player, per_page=6)) == sorted(ulid(each) for each in friends)
    assert names(player, platform="steam") == [ulid(friends[-1])]
    assert player.send("GET", FRIENDS, params={"page": 0}).status_code == 400


def test_two_who_ask_each_other_at_once_make_one_request(api: Api) -> None:
    one, two = api.player(), api.player()
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(act, *pair) for pair in ((one, two), (two, one)) * 4]
        statuses = sorted(each.result() for each in asked)
    assert statuses == [200] + [409] * 7
    assert len(names(one, "incoming") + names(one, "outgoing")) == 1


def test_friends_outlive_the_process(tmp_path: Path, document: Document) -> None:
    for number in range(2):
        with Sandbox(db=tmp_path / "state.db") as sandbox:
            api = Api(sandbox, document)
            one, two = api.player(player_identifier="one"), api.player(player_identifier="two")
            if number == 0:
                befriend(one, two)
            assert names(one) == [ulid(two)]
            api.http.close()


def follow(player: Player, other: Player, method: str = "POST") -> int:
    path = f"/game/player/{other.session['public_uid']}/followers/{'follow' if method == 'POST' else 'unfollow'}"
    return player.send(method, path).status_code


def followers(asker: Player, of: Player, which: str = "followers", **query: Any) -> tuple[list[str], dict[str, Any]]:
    answer = asker.send("GET", f"/game/player/{of.session['public_uid']}/{which}", params=query)
    assert answer.status_code == 200, answer.text
    return [each["player_id"] for each in answer.json()["followers"]], answer.json()["pagination"]


def test_following_is_a_set_and_one_way(api: Api) -> None:
    one, two = api.player(), api.player()
    assert [follow(one, two), follow(one, two)] == [200, 200]
    assert followers(api.player(), two)[0] == [ulid(one)]
    assert followers(one, one, "following")[0] == [ulid(two)]
    assert followers(one, one)[0] == []
    assert [follow(one, two, "DELETE"), follow(one, two, "DELETE")] == [200, 200]
    assert followers(one, two)[0] == []
    assert follow(one, one) == 400
    assert one.send("GET", "/game/player/nobody/followers").status_code == 404


def test_cursors_lead_through_all_followers_and_back(api: Api) -> None:
    star = api.player()
    fans = [api.player() for _ in range(7)]
    for fan in fans:
        follow(fan, star)
    pages: list[list[str]] = []
    cursors: list[dict[str, str]] = [{}]
    while len(pages) < 9:
        page, pagination = followers(star, star, per_page=3, **cursors[-1])
        pages.append(page)
        assert pagination["total"] == 7
        if pagination["next_cursor"] is None:
            break
        cursors.append({"cursor": pagination["next_cursor"]})
    assert [each for page in pages for each in page] == [ulid(fan) for fan in fans]
    assert [len(page) for page in pages] == [3, 3, 1]
    for number in (2, 1):
        _, pagination = followers(star, star, per_page=3, **cursors[number])
        back, pagination = followers(star, star, per_page=3, cursor=pagination["previous_cursor"])
        assert back == pages[number - 1]
    assert pagination["previous_cursor"] is None
    _, pagination = followers(star, star, per_page=2, **cursors[1])
    assert followers(star, star, per_page=2, cursor=pagination["previous_cursor"])[0] == pages[0][1:]
    follow(fans[2], star, "DELETE")  # the one that the cursor stands for
    assert followers(star, star, per_page=3, **cursors[1])[0] == pages[1]
    for cursor in ("x", "-1", "9" * 40):
        path = f"/game/player/{star.session['public_uid']}/followers"
        assert star.send("GET", path, params={"cursor": cursor}).status_code == 400
