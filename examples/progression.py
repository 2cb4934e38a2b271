"""A progression: a player gains points, reaches a tier and gets its rewards, from the game's side and from a server's.

Both APIs work on one progression: what the game adds, the server sees, and the other way round. The answer to points
tells the tiers that were reached and what they award; the rewards themselves are in the inventory and the wallet.
Adding points is never sent twice by itself.

The settings are those of quickstart.py.
"""

from lootlocker import GameClient, ServerClient, models
from lootlocker.auth import GuestLogin

PROGRESSION = "level"


def show(who: str, change: models.ProgressionChange) -> None:
    print(f"{who}: {change.points} points, tier {change.step}, the next at {change.next_threshold}")
    for tier in change.awarded_tiers:
        assets = [f"asset {each.asset_id}" for each in tier.rewards.asset_rewards]
        money = [f"{each.amount} {each.currency_code}" for each in tier.rewards.currency_rewards]
        points = [f"{each.amount} {each.progression_key}" for each in tier.rewards.progression_points_rewards]
        print(f"  reached tier {tier.step}: {', '.join([*assets, *money, *points]) or 'no rewards'}")


def main() -> None:
    with GameClient(login=GuestLogin()) as game, ServerClient() as server:
        session = game.start_session()
        for tier in game.progressions.iter_progression_tiers(PROGRESSION, count=2):
            print(f"tier {tier.step} from {tier.points_threshold} points")

        show("game", game.progressions.add_points_to_player_progression(PROGRESSION, amount=120))
        player = session.player_id
        show("server", server.progressions.add_points_to_player_progression(player, PROGRESSION, amount=200))

        both = (
            game.progressions.get_player_progressions_by_key(PROGRESSION),
            server.progressions.get_player_progressions_by_id(player, PROGRESSION),
        )
        print(f"the same points in both APIs: {both[0].points == both[1].points}")
        begun = [each.progression_key for each in game.progressions.iter_all_player_progressions()]
        items = [item.asset.name for item in game.asset_instances.iter_player_inventory()]
        money = [
            f"{each.amount} {each.currency.code}" for each in game.balances.list_balances(session.wallet_id).balances
        ]
        print(f"begun: {', '.join(begun)}; inventory: {', '.join(items)}; wallet: {', '.join(money)}")
        show("reset by the server", server.progressions.reset_player_progression(player, PROGRESSION))


if __name__ == "__main__":
    main()
