"""Notifications: a server tells a player something, the game shows what is new and says that it was read.

A type has three parts of your own, such as `custom.quest.done`; `properties` are pairs of text and `content` is any
JSON. The list is paged, newest first, and can be asked for by type, priority or what was read. Sending is never
repeated by itself: a player is not told twice.

The settings are those of quickstart.py.
"""

from lootlocker import GameClient, ServerClient
from lootlocker.auth import GuestLogin


def main() -> None:
    with GameClient(login=GuestLogin()) as game, ServerClient() as server:
        player = game.start_session().player_ulid
        for number in range(1, 4):
            server.notifications.send_notification_to_player(
                notification_type="custom.quest.done",
                recipient=player,
                priority="high" if number == 3 else "low",
                properties=[{"key": "quest", "value": f"quest {number}"}],
                content={"gold": 10 * number},
            )

        for new in game.notifications.iter_notifications(read=False, per_page=2):
            pairs = {pair.key: pair.value for pair in new.content.context}
            print(f"{new.priority}: {new.notification_type}, {pairs['quest']}, {new.content.body['gold']} gold")

        urgent = [each.id for each in game.notifications.iter_notifications(read=False, priority="high")]
        game.notifications.read_notifications(notifications=urgent)
        print(f"read {len(urgent)}; new: {len(list(game.notifications.iter_notifications(read=False)))}")

        game.notifications.read_all_notifications()
        newest = next(game.notifications.iter_notifications(read=True))
        print(f"read all; the newest was read: {newest.read_at_datetime is not None}")


if __name__ == "__main__":
    main()
