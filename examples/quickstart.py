"""A session from end to end: a guest gets a hero, a game server grants it items, the hero wears one.

`python -m lootlocker.sandbox` prints an address and keys. Put them into LOOTLOCKER_BASE_URL, LOOTLOCKER_GAME_KEY,
LOOTLOCKER_SERVER_KEY and LOOTLOCKER_GAME_VERSION, then run this file.
"""

from lootlocker import GameClient, ServerClient
from lootlocker.auth import GuestLogin

HERO = 8
GRANTS = 60


def show(step: str, what: str) -> None:
    print(f"  {step:<33} {what}", flush=True)


def main() -> None:
    show("STEP", "WHAT HAPPENED")
    with GameClient(login=GuestLogin()) as game, ServerClient() as server:
        session = game.start_session()
        player = session.player_id
        show("guest session", f"player {player}, {session.player_identifier}")

        heroes = game.heroes.get_game_heroes().game_heroes
        show("game heroes", ", ".join(f"{hero.hero_id} {hero.name}" for hero in heroes))

        hero = game.heroes.create_player_hero(hero_id=HERO, name="Quick").hero
        show(f"create hero {HERO}", f"player hero {hero.id}, {hero.hero_name} called {hero.character_name}")

        universal = server.inventories.list_universal_assets().global_assets
        show("universal assets", ", ".join(item.asset.name for item in universal))

        for number in range(GRANTS):
            server.inventories.add_asset_to_player_inventory(player, asset_id=1 + number % 5)
        show("grant assets (Server API)", f"{GRANTS} granted, assets 1 to 5 in turn")

        characters = server.characters_heroes.get_player_characters(player).items
        character = next(each for each in characters if each.default)
        items = list(server.inventories.iter_character_inventory(player, character.id, count=25))
        show(
            "character inventory, pages of 25", f"{len(items)} items, {items[0].instance_id} to {items[-1].instance_id}"
        )

        sword = next(item for item in items if item.asset.id == 1)
        game.heroes.equip_asset_to_hero(hero.id, instance_id=sword.instance_id)
        show("equip", f"instance {sword.instance_id}, {sword.asset.name}")

        loadout = game.heroes.get_player_hero_loadout(hero.id).loadout
        show("loadout", ", ".join(f"{item.instance_id} {item.asset.name}" for item in loadout))

        game.end_session()
        show("end session", "done")


if __name__ == "__main__":
    main()
