"""Currencies, wallets and balances: exact, never negative, the same for both APIs."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api
from support.shop import GEMS, GOLD, NOTHING, held
from support.shop import money as credit

HUGE = "9" * 3000


def test_a_servers_grant_is_seen_by_the_game_and_the_other_way_round(api: Api) -> None:
    player, server = api.player(), api.server()
    wallet = player.session["wallet_id"]
    assert held(player, wallet) == held(server, wallet) == {}
    granted = credit(server, wallet, "0070").json()["balance"]
    assert (granted["amount"], granted["currency_id"], granted["wallet_id"]) == ("70", GOLD, wallet)
    assert (granted["holder_type"], granted["holder_id"]) == ("player", player.session["player_ulid"])
    taken = credit(player, wallet, "30", verb="debit").json()
    assert (taken["amount"], taken["currency"]["code"]) == ("40", "gold")
    assert held(player, wallet) == held(server, wallet) == {"gold": "40"}


@pytest.mark.parametrize("large", [str(2**53), str(2**63 - 1), "12345678901234567891", HUGE])
def test_amounts_are_exact_at_any_size(api: Api, large: str) -> None:
    player, server = api.player(), api.server()
    wallet = player.session["wallet_id"]
    credit(server, wallet, large)
    assert credit(server, wallet, "1").json()["balance"]["amount"] == str(int(large) + 1)
    assert credit(player, wallet, large, verb="debit").json()["amount"] == "1"
    for wrong in ("1" * 5000, "-1", "1.5", "1e3", "", " 1", 7, "٣"):
        assert credit(player, wallet, wrong).status_code == 400
    assert held(player, wallet) == {"gold": "1"}


def test_a_debit_of_more_than_there_is_changes_nothing(api: Api) -> None:
    player, server = api.player(), api.server()
    wallet = player.session["wallet_id"]
    assert credit(player, wallet, "1", verb="debit").status_code == 403
    assert held(player, wallet) == {}
    credit(server, wallet, "5")
    for caller in (player, server):
        refused = credit(caller, wallet, "6", verb="debit")
        assert (refused.status_code, refused.json().keys()) == (403, {"message", "request_id", "trace_id"})
    assert held(player, wallet) == {"gold": "5"}


def test_the_game_changes_only_currencies_that_allow_it(api: Api) -> None:
    player, server = api.player(), api.server()
    wallet = player.session["wallet_id"]
    assert credit(server, wallet, "5", GEMS).status_code == 200
    for verb in ("credit", "debit"):
        assert credit(player, wallet, "1", GEMS, verb).status_code == 403
    assert held(player, wallet) == {"gems": "5"}


def test_another_players_wallet_is_not_there(api: Api) -> None:
    player, other, server = api.player(), api.player(), api.server()
    wallet = other.session["wallet_id"]
    credit(server, wallet, "5")
    ulid = other.session["player_ulid"]
    for path in (f"balances/wallet/{wallet}", f"wallet/{wallet}", f"wallet/holder/{ulid}"):
        assert player.send("GET", f"/game/{path}").status_code == 404
        assert other.send("GET", f"/game/{path}").status_code == 200
        assert server.send("GET", f"/{path}").status_code == 200
    assert credit(player, wallet, "1").status_code == 404
    assert credit(player, NOTHING, "1").status_code == 404
    assert credit(server, NOTHING, "1").status_code == 404
    assert credit(server, wallet, "1", NOTHING).status_code == 404
    body = {"holder_id": ulid, "holder_type": "player"}
    assert player.send("POST", "/game/wallet", json=body).status_code == 404
    assert held(other, wallet) == {"gold": "5"}


def test_a_character_has_a_wallet_once_one_was_made(api: Api) -> None:
    player, server = api.player(), api.server()
    characters = server.send("GET", f"/player/{player.id}/characters").json()["items"]
    ulid = characters[0]["ulid"]
    for caller, base in ((player, "/game"), (server, "")):
        assert caller.send("GET", f"{base}/wallet/holder/{ulid}").status_code == 404
    body = {"holder_id": ulid, "holder_type": "character"}
    assert server.send("POST", "/wallet", json={**body, "holder_type": "pet"}).status_code == 404
    made = player.send("POST", "/game/wallet", json=body).json()["wallet_id"]
    assert server.send("POST", "/wallet", json=body).status_code == 409
    assert server.send("GET", f"/wallet/holder/{ulid}").json() == {
        "id": made,
        "holder_id": ulid,
        "type": "character",
        "modifiers": None,
    }
    assert credit(player, made, "3").status_code == 200
    assert (held(server, made), held(server, player.session["wallet_id"])) == ({"gold": "3"}, {})
    own = {"holder_id": player.session["player_ulid"], "holder_type": "player"}
    assert player.send("POST", "/game/wallet", json=own).status_code == 409


def test_currencies_and_denominations_are_those_of_the_game_file(api: Api) -> None:
    player, server = api.player(), api.server()
    listed = player.send("GET", "/game/currencies").json()["currencies"]
    assert server.send("GET", "/currencies").json()["currencies"] == listed
    assert [(each["code"], each["game_api_writes_enabled"]) for each in listed] == [("gold", True), ("gems", False)]
    assert player.send("GET", "/game/currency/code/gold").json() == listed[0]
    coins = player.send("GET", "/game/currency/code/gold/denominations").json()["denominations"]
    assert [(each["currency"], each["value"]) for each in coins] == [(GOLD, 1), (GOLD, 50)]
    assert player.send("GET", "/game/currency/code/gems/denominations").json()["denominations"] == []
    for path in ("", "/denominations"):
        assert player.send("GET", f"/game/currency/code/none{path}").status_code == 404


def test_a_restart_keeps_every_wallet(tmp_path: Path, open_api: Callable[[Sandbox], Api]) -> None:
    with Sandbox(db=tmp_path / "state.db") as sandbox:
        player = open_api(sandbox).player(player_identifier="me")
        assert credit(player, player.session["wallet_id"], HUGE).status_code == 200
    with Sandbox(db=tmp_path / "state.db") as sandbox:
        player = open_api(sandbox).player(player_identifier="me")
        assert held(player, player.session["wallet_id"]) == {"gold": HUGE}


@pytest.mark.parametrize("start", ["20", "0"])
def test_credits_and_debits_at_once_lose_nothing_and_never_go_below_zero(
    open_api: Callable[[Sandbox], Api], start: str
) -> None:
    with Sandbox() as sandbox:
        api = open_api(sandbox)
        player = api.player()
        wallet = player.session["wallet_id"]
        credit(player, wallet, start)
        headers = {"x-session-token": player.session["session_token"]}

        def work(number: int) -> int:
            verb, amount = ("debit", 2) if number % 2 else ("credit", 1)
            body = {"amount": str(amount), "currency_id": GOLD, "wallet_id": wallet}
            answer = api.http.post(f"/game/balances/{verb}", json=body, headers=headers)
            if answer.status_code == 403:
                return 0
            assert answer.status_code == 200
            assert int(answer.json()["amount"]) >= 0
            return -amount if number % 2 else amount

        with ThreadPoolExecutor(16) as pool:
            moved = sum(pool.map(work, range(120)))
        assert held(player, wallet) == {"gold": str(int(start) + moved)}
        assert int(start) + moved >= 0
