"""schemathesis against the sandbox: all phases, stateful too, over real HTTP, every check, authenticated."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from importlib import resources
from pathlib import Path
from typing import Any

import pytest

from lootlocker.sandbox import Sandbox
from merged import merged
from support.sandbox import Api, Document, Player, Server
from support.shop import ASYNC, GOLD, KIT, POTION, SWORD, order, rich

EXAMPLES = int(os.environ.get("CONTRACT_EXAMPLES", "15"))
SEED = int(os.environ.get("CONTRACT_SEED", "1"))
STEAM_ID = "76561198023004363"
EMAIL, PASSWORD = "contract@example.com", "correct horse"
TESTS = Path(__file__).parents[1]
# Some successes are a matter of luck (an item that is worn right then) or out of reach (a refresh token is good for
# one use, so that no list of values can hold one); the other tests of this folder have every operation succeed.
REACHED = 0.8


def prepared_document() -> dict[str, Any]:
    """The merged document, with what the document says to callers but the service does not enforce taken out."""
    text = resources.files("lootlocker_api").joinpath("openapi.json").read_text(encoding="utf-8")
    document: dict[str, Any] = merged(json.loads(text))
    for parameter in document["components"]["parameters"].values():
        if {"minimum", "maximum", "default"} <= parameter["schema"].keys():  # Out of range is the default (documented).
            del parameter["schema"]["minimum"], parameter["schema"]["maximum"]
    platform = document["components"]["schemas"]["SteamPsnSessionRequest"]["properties"]["platform"]
    platform["enum"] = platform["x-extensible-enum"]  # The sandbox knows these platforms and no others.
    schemas = document["components"]["schemas"]
    # Bounds of the sandbox's shop that no source states.
    schemas["CatalogPurchaseItem"]["properties"]["quantity"] |= {"minimum": 1, "maximum": 100}
    schemas["CatalogPurchaseRequest"]["properties"]["items"] |= {"minItems": 1, "maxItems": 10}
    for name in ("RefundByEntitlementIdsRequest", "EpicGamesRedeemRequest"):
        schemas[name]["properties"]["entitlement_ids"]["minItems"] = 1
    schemas["ListCatalogItemsByIdRequest"]["properties"]["ids"]["maxItems"] = 100
    return document


def configuration(api: Api) -> tuple[str, dict[str, str]]:
    """State to find, the file that tells schemathesis of it, and the environment for its hooks."""
    player, server = api.player(), api.server()
    api.steam_player(STEAM_ID).hero(8, is_default=True)
    api.white_label("sign-up", email=EMAIL, password=PASSWORD)
    token = api.white_label("login", email=EMAIL, password=PASSWORD).json()["session_token"]
    heroes = [player.hero(8) for _ in range(2)]
    own = server.send("GET", f"/player/{player.id}/characters").json()["items"][0]["id"]
    characters = [heroes[0]["character_id"], own]
    spare = [player.hero(8)["id"] for _ in range(10)]
    free, removable, *worn = ([server.grant(player.id)["instance_id"] for _ in range(8)] for _ in range(4))
    for place, items in zip((f"characters/{own}", f"heroes/{heroes[0]['id']}"), worn, strict=True):
        for item in items:
            server.send("POST", f"/player/{player.id}/{place}/loadout", json={"instance_id": item})
    values: dict[str, list[Any]] = {
        "path.player_id": [str(player.id)],
        "path.hero_id": [hero["id"] for hero in heroes],
        "path.character_id": characters,
        "path.asset_instance_id": [item for pair in zip(*worn, strict=True) for item in pair],
        "path.steam_id_64": [STEAM_ID],
        "body.game_key": [api.sandbox.game_key],
        "body.game_api_key": [api.sandbox.game_key],
        "body.key": [api.sandbox.game_key],
        "body.asset_id": [1, 4, 6, 9, 10],
        "body.hero_id": [6, 7, 8],
        "body.instance_id": free,
        "body.remove": removable,
        "body.email": [EMAIL],
        "body.password": [PASSWORD],
        "body.token": [token],
        "spare": spare,
        **shop_values(player, server),
    }
    lines = ['hooks = "support.schemathesis_hooks"', "[generation]", 'database = "none"']
    keys = {
        "gameSession": player.session["session_token"],
        "serverToken": server.headers["x-auth-token"],
        "serverKey": api.sandbox.server_key,
        "domainKey": api.sandbox.domain_key,
    }
    for scheme, key in keys.items():
        lines += [f"[auth.openapi.{scheme}]", f'api_key = "{key}"']
    lines += ["[dictionaries]", *(f'"{name}" = {{ values = {json.dumps(each)} }}' for name, each in values.items())]
    lines += [
        "[parameters]",
        *(f'"{name}" = {{ dictionary = "{name}", probability = 0.8 }}' for name in values if "." in name),
    ]
    # Without the heroes and the player's own items the other operations would find nothing.
    lines += ["[[operations]]", 'include-operation-id = "game_delete_player_hero"', "[operations.parameters]"]
    lines += ['"path.hero_id" = { dictionary = "spare", probability = 0.8 }']
    environment = {
        "CONTRACT_SESSION": keys["gameSession"],
        "CONTRACT_GAME_KEY": api.sandbox.game_key,
        "CONTRACT_URL": api.sandbox.base_url,
    }
    return "\n".join(lines), environment


def shop_values(player: Player, server: Server) -> dict[str, list[Any]]:
    """Values that lead to wallets, listings and entitlements."""
    rich(player, server, gold=10**6, gems=10**6)
    wallet = player.session["wallet_id"]
    begun = [player.send("POST", ASYNC, json=order(player, SWORD)).json()["entitlement_id"] for _ in range(3)]
    return {
        "path.wallet_id": [wallet],
        "path.holder_ulid": [player.session["player_ulid"]],
        "path.entitlement_id": begun,
        "body.wallet_id": [wallet],
        "body.currency_id": [GOLD],
        "body.holder_id": [player.session["player_ulid"]],
        "body.catalog_listing_id": [SWORD, KIT],
        "body.catalog_item_id": [POTION],
        "body.entitlement_ids": begun,
        "body.currency": ["USD", "EUR"],
        "body.product_id": ["com.example.potion", "9POTION"],
    }


@pytest.mark.timeout(240)
def test_schemathesis_finds_nothing(tmp_path: Path, open_api: Callable[[Sandbox], Api]) -> None:
    with Sandbox() as sandbox:
        settings, environment = configuration(open_api(sandbox))
        sandbox.clear_requests()
        tmp_path.joinpath("schemathesis.toml").write_text(settings)
        tmp_path.joinpath("merged.json").write_text(json.dumps(prepared_document()))
        path = os.pathsep.join([str(TESTS), *filter(None, [os.environ.get("PYTHONPATH")])])
        command = f"run merged.json --url {sandbox.base_url} --phases examples,coverage,fuzzing,stateful"
        command += f" --checks all --mode all --max-examples {EXAMPLES} --seed {SEED} --no-color"
        run = subprocess.run(
            [sys.executable, "-m", "schemathesis.cli", *command.split()],
            cwd=tmp_path,
            env={**os.environ, **environment, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=False,
        )
        assert run.returncode == 0, run.stdout[-8000:] + run.stderr[-4000:]
        for phase in ("Examples", "Coverage", "Fuzzing", "Stateful"):
            assert f"✅ {phase}" in run.stdout, run.stdout
        answered = Counter((request.operation, request.status // 100) for request in sandbox.requests)
        operations = Document().operations.keys()
        assert {operation for operation, _ in answered if operation} == operations
        reached = {operation for operation in operations if answered[operation, 2]}
        assert len(reached) > REACHED * len(operations), sorted(operations - reached)
