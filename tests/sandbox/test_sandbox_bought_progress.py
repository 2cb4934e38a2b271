"""Progress that is bought: it counts at once, and a refund can't take it back."""

from __future__ import annotations

from support.sandbox import Api
from support.shop import buy, entitlements, purse, refund, rich

POINTS = "01J8Z3N4R6T8V0W2Y4A6C8E0K7"  # 30 points of level for 20 gold
RESET = "01J8Z3N4R6T8V0W2Y4A6C8E0K8"  # level from the start for 5 gold
LEVEL = "/game/player/progressions/level"


def test_bought_points_and_resets_count_and_stay_after_a_refund(api: Api) -> None:
    player = rich(api.player(), api.server())
    assert buy(player, POINTS, quantity=2).status_code == 200
    assert player.send("GET", LEVEL).json()["points"] == 60
    before = int(purse(player)["gold"])
    warning = refund(player, entitlements(player)[0]["id"])["warnings"][0]["details"][0]
    assert warning["type"] == "non_reversible_rewards"
    assert [(each["kind"], each["amount"]) for each in warning["rewards"]] == [("progression_points", "60")]
    assert int(purse(player)["gold"]) == before + 40
    assert player.send("GET", LEVEL).json()["points"] == 60
    assert buy(player, RESET).status_code == 200
    assert player.send("GET", LEVEL).json()["points"] == 0
    kept = refund(player, entitlements(player)[1]["id"])["warnings"][0]["details"][0]["rewards"]
    assert [(each["kind"], "amount" in each) for each in kept] == [("progression_reset", False)]
