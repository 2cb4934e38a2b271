"""Fifty bots play at once over one pool of connections, and one reader walks through the inventory of each.

Every bot is a guest with a session of its own, made from one client by `with_options`. A grant is never repeated by the
client: where nobody can know whether it happened, look at the state, then decide. No other may grant meanwhile.

The settings are those of quickstart.py.
"""

import asyncio
from collections import Counter

from lootlocker import AsyncGameClient, AsyncServerClient
from lootlocker.auth import GuestLogin
from lootlocker.errors import APIError, OutcomeUnknown

BOTS = 50
SWORD, HERO = 1, 8


async def play(bot: AsyncGameClient) -> int:
    player_id = (await bot.start_session()).player_id
    await bot.heroes.create_player_hero(hero_id=HERO)
    await bot.triggers.call_triggers(keys=["first_win"])
    return player_id


async def inventory(server: AsyncServerClient, player_id: int) -> dict[int, str]:
    return {item.instance_id: item.asset.name async for item in server.inventories.iter_player_inventory(player_id)}


async def grant_once(server: AsyncServerClient, player_id: int, asset_id: int) -> None:
    """Grant an asset, once, whatever happens to the answer."""
    before = await inventory(server, player_id)
    while True:
        try:
            await server.inventories.add_asset_to_player_inventory(player_id, asset_id=asset_id)
            return
        except (OutcomeUnknown, APIError) as error:
            if isinstance(error, APIError) and not error.outcome_unknown:
                raise  # it was refused: nothing was granted, and the same again would not help
        if (await inventory(server, player_id)).keys() - before.keys():
            print(f"player {player_id}: granted, although no answer said so")
            return
        print(f"player {player_id}: not granted, so once more")


async def main() -> None:
    async with AsyncGameClient(login=GuestLogin()) as first, AsyncServerClient() as server:
        bots = [first, *(first.with_options(login=GuestLogin()) for _ in range(BOTS - 1))]
        players = await asyncio.gather(*(play(bot) for bot in bots))
        print(f"{len(set(players))} players played")
        for player_id in players[:3]:
            await grant_once(server, player_id, SWORD)
        found = Counter([name for player in players for name in (await inventory(server, player)).values()])
        print(", ".join(f"{times} {name}" for name, times in sorted(found.items())))


if __name__ == "__main__":
    asyncio.run(main())
