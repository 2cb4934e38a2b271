"""A loot box: a server grants it, the player looks at the odds, opens it, and finds what was in it.

Opening uses the box up, so the client never opens twice by itself: if no answer comes, it raises `OutcomeUnknown`, and
whether the box is still there tells what happened. What came out is in the inventory, and a grant notification tells
the player. Asset 14 is a loot box in the sandbox's game.

The settings are those of quickstart.py.
"""

from lootlocker import GameClient, ServerClient
from lootlocker.auth import GuestLogin

LOOT_BOX = 14


def inventory(game: GameClient) -> str:
    return ", ".join(item.asset.name for item in game.asset_instances.iter_player_inventory())


def main() -> None:
    with GameClient(login=GuestLogin()) as game, ServerClient() as server:
        player_id = game.start_session().player_id
        box = server.inventories.add_asset_to_player_inventory(player_id, asset_id=LOOT_BOX).items[0]
        print(f"granted: {box.asset.name}; the player's inventory: {inventory(game)}")

        contents = game.loot_boxes.inspect_loot_box(box.instance_id).contents
        total = sum(each.weight for each in contents)
        for each in sorted(contents, key=lambda content: -content.weight):
            asset = game.assets.get_asset(each.asset_id)
            print(f"may hold: {asset.name}, {each.weight / total:.0%}")

        before = {item.instance_id for item in game.asset_instances.iter_player_inventory()}
        opened = game.loot_boxes.open_loot_box(box.instance_id)
        found = [each for each in game.asset_instances.iter_player_inventory() if each.instance_id not in before]
        print(f"opened: found {', '.join(item.asset.name for item in found)}; inventory: {inventory(game)}")
        if opened.check_grant_notifications:
            told = game.asset_instances.get_asset_grant_notifications().objects
            print(f"grant notifications: {len(told)}")


if __name__ == "__main__":
    main()
