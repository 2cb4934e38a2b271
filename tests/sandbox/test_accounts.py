"""Connected accounts, and leases of remote sessions."""

from __future__ import annotations

from typing import Any

import pytest

from lootlocker.sandbox import SandboxError
from support.sandbox import Api, Clock, Player

ACCOUNTS = "/game/v1/connected-accounts"


def providers(player: Player) -> list[str]:
    return [each["provider"] for each in player.send("GET", ACCOUNTS).json()["connected_accounts"]]


def connect(player: Player, path: str, **body: str) -> int:
    return player.send("PUT", f"{ACCOUNTS}/{path}", json=body).status_code


def unlink(player: Player, provider: str) -> int:
    return player.send("DELETE", f"/game/player/providers/{provider}").status_code


def transfer(source: Player, target: Player, *names: str, by: Player | None = None) -> int:
    body = {
        "source_token": source.session["session_token"],
        "target_token": target.session["session_token"],
        "identity_providers": list(names),
    }
    return (by or source).send("PUT", f"{ACCOUNTS}/transfer-providers", json=body).status_code


@pytest.mark.parametrize(
    ("path", "body", "provider"),
    [
        ("google", {"id_token": "t"}, "google"),
        ("twitch", {"authorization_code": "t"}, "twitch"),
        ("apple-rest", {"authorization_code": "t"}, "apple"),
        ("epic", {"token": "t"}, "epic_games"),
        ("playstation", {"code": "t", "environment": "dev"}, "playstation"),
        ("discord", {"token": "t"}, "discord"),
    ],
)
def test_an_account_is_connected_once_and_to_one_player(
    timed: Api, path: str, body: dict[str, str], provider: str
) -> None:
    player, other = timed.player(), timed.player()
    assert [connect(player, path, **body), connect(player, path, **body)] == [200, 200]
    assert sorted(providers(player)) == sorted(["guest", provider])
    assert connect(other, path, **body) == 409
    assert connect(player, path, **dict.fromkeys(body, "other")) == 409
    assert connect(player, path, **dict.fromkeys(body, "expired")) == 401
    assert providers(other) == ["guest"]


def test_a_connected_account_signs_the_same_player_in(api: Api) -> None:
    player = api.player()
    connect(player, "google", id_token="google of the player")
    signed_in = api.send("POST", "/game/session/google", json={**api.keys, "id_token": "google of the player"})
    assert signed_in.json()["player_id"] == player.id


def test_unlinking_leaves_a_way_to_sign_in_and_ends_what_would_refresh(api: Api) -> None:
    player = api.player()
    assert [unlink(player, "guest"), unlink(player, "google"), unlink(player, "abacus")] == [409, 404, 400]
    connect(player, "google", id_token="unlinked later")
    keys = {**api.keys, "id_token": "unlinked later"}
    refresh = api.send("POST", "/game/session/google", json=keys).json()["refresh_token"]
    assert [unlink(player, "google"), unlink(player, "google")] == [200, 404]
    assert providers(player) == ["guest"]
    assert api.send("POST", "/game/session/google", json={**api.keys, "refresh_token": refresh}).status_code == 400
    assert api.send("POST", "/game/session/google", json=keys).json()["player_id"] != player.id


def test_providers_move_all_or_none(api: Api) -> None:
    source, target = api.player(), api.steam_player("76561198000000011")
    connect(source, "epic", token="moved")
    connect(source, "google", id_token="stays")
    connect(target, "google", id_token="there already")
    for names, status in ((["epic_games", "google"], 409), (["epic_games", "twitch"], 404), ([], 400), (["x"], 400)):
        assert transfer(source, target, *names) == status
    assert sorted(providers(source)) == ["epic_games", "google", "guest"]
    assert transfer(source, target, "epic_games", by=target) == 403
    assert transfer(source, source, "epic_games") == 400
    assert transfer(source, target, "epic_games", "epic_games") == 200
    assert sorted(providers(source)) == ["google", "guest"]
    assert sorted(providers(target)) == ["epic_games", "google", "steam"]
    ended = api.player()
    ended.send("DELETE", "/game/v1/session")
    assert transfer(source, ended, "google") == 401


def test_a_server_lists_accounts_of_at_most_25_players(api: Api) -> None:
    one, two, server = api.player(), api.steam_player("76561198000000012"), api.server()
    path = "/connected-accounts/v1/list"
    body: dict[str, Any] = {"player_ids": [one.session["player_ulid"], "0" * 26], "legacy_player_ids": [two.id, one.id]}
    rows = server.send("POST", path, json=body).json()["player_platforms"]
    assert [row["legacy_player_id"] for row in rows] == [one.id, two.id]
    (steam,) = rows[1]["connected_accounts"]
    assert (steam["provider"], steam["player_identifier"]) == ("steam", "76561198000000012")
    assert server.send("POST", path, json={"player_ids": []}).status_code == 400
    many = {"player_ids": ["0" * 26] * 13, "legacy_player_ids": [1] * 13}
    assert server.send("POST", path, json=many).status_code == 400


def begin(api: Api, player: Player | None = None) -> dict[str, Any]:
    info = api.send("POST", "/game/info/v1", json={"api_key": api.sandbox.game_key}).json()["info"]
    body = {"title_id": info["title_id"], "environment_id": info["environment_id"], "game_version": "1.0.0.0"}
    if player is None:
        answer = api.send("POST", "/game/session/remote/lease", json=body)
    else:
        answer = player.send("POST", "/game/session/remote/link/lease", json=body)
    assert answer.status_code == 200, answer.text
    lease: dict[str, Any] = answer.json()
    return lease


def poll(api: Api, lease: dict[str, Any], **other: str) -> Any:
    body = {**api.keys, "lease_code": lease["code"], "nonce": lease["nonce"], **other}
    return api.send("POST", "/game/session/remote", json=body)


def test_a_login_lease_gives_a_session_of_the_player_who_signed_in(api: Api) -> None:
    player, lease = api.player(), begin(api)
    assert (poll(api, lease).status_code, poll(api, lease).json()) == (202, {"lease_status": "CREATED"})
    api.sandbox.claim_lease(lease["code"])
    assert poll(api, lease).json() == {"lease_status": "CLAIMED"}
    assert poll(api, lease, nonce="another").status_code == 404
    api.sandbox.authorize_lease(lease["code"], player.id)
    session = poll(api, lease).json()
    assert (session["lease_status"], session["player_id"]) == ("AUTHORIZED", player.id)
    body = {**api.keys, "refresh_token": session["refresh_token"]}
    assert api.send("POST", "/game/session/remote", json=body).json()["player_id"] == player.id
    assert providers(player) == ["guest"]  # a lease is none
    for code in (lease["code"], "nothing"):
        with pytest.raises(SandboxError, match="no lease"):
            api.sandbox.authorize_lease(code)


def test_without_a_player_it_is_the_one_of_the_platform(api: Api) -> None:
    lease = begin(api)
    with pytest.raises(SandboxError, match="platform"):
        api.sandbox.authorize_lease(lease["code"], platform="abacus")
    with pytest.raises(SandboxError, match="no player"):
        api.sandbox.authorize_lease(lease["code"], 999999)
    api.sandbox.authorize_lease(lease["code"], platform="steam", identifier="76561198000000013")
    assert poll(api, lease).json()["player_id"] == api.steam_player("76561198000000013").id


def test_a_link_lease_attaches_a_provider_to_the_one_who_began_it(api: Api) -> None:
    player, other = api.player(), api.player()
    lease = begin(api, player)
    keys = {"code": lease["code"], "nonce": lease["nonce"]}
    assert connect(player, "attach", **keys) == 409
    with pytest.raises(SandboxError, match="link lease"):
        api.sandbox.authorize_lease(lease["code"], player.id)
    api.sandbox.authorize_lease(lease["code"], platform="discord", identifier="somebody")
    assert poll(api, lease).json() == {"lease_status": "AUTHORIZED", "intent": "link"}
    assert connect(other, "attach", **keys) == 404
    assert connect(player, "attach", **{**keys, "nonce": "x"}) == 404
    assert [connect(player, "attach", **keys), connect(player, "attach", **keys)] == [200, 409]
    assert sorted(providers(player)) == ["discord", "guest"]


def test_a_lease_runs_out_and_is_for_this_game(timed: Api, clock: Clock) -> None:
    lease = begin(timed)
    clock.pass_by(seconds=300)
    assert poll(timed, lease).status_code == 404
    with pytest.raises(SandboxError, match="no lease"):
        timed.sandbox.authorize_lease(lease["code"])
    body = {"title_id": "x", "environment_id": "y", "game_version": "1.0.0.0"}
    assert timed.send("POST", "/game/session/remote/lease", json=body).status_code == 404
