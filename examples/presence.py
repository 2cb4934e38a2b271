"""Presence: while a player plays, LootLocker knows that the player is online, and the game tells what the player does.

The connection keeps itself alive in a thread of its own, comes back when it breaks, and then tells the last status
again. Nothing has to be read from it; here the events show what happened. It needs the extra `[presence]`.

The settings are those of quickstart.py.
"""

from lootlocker import GameClient
from lootlocker.auth import GuestLogin
from lootlocker.presence import Connected, StatusSent


def main() -> None:
    with GameClient(login=GuestLogin()) as game:
        player = game.start_session().player_id
        with game.presence.connect(status="online") as presence:
            presence.set_status("in_game", {"map": "harbour", "mode": "duel"})
            while (event := presence.next_event(timeout=5)) is not None:
                if isinstance(event, Connected):
                    print(f"player {player} is online")
                elif isinstance(event, StatusSent):
                    print(f"told: {event.status}")
                    if event.status == "in_game":
                        break
            print(f"connected: {presence.is_open}")
        print(f"after the game: {presence.is_open}")


if __name__ == "__main__":
    main()
