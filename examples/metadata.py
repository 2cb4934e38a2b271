"""Metadata: values of any kind beside a player, written in one call of which each entry has its own result.

A server may write what the game only reads: `access` says so. One call holds several operations, and its answer lists
those that were not carried out; the others were, so look at `errors` although no error is raised. Then the game reads
one value by its key, and all by pages.

The settings are those of quickstart.py.
"""

from lootlocker import GameClient, ServerClient
from lootlocker.auth import GuestLogin

READ_ONLY = ["game_api.read"]


def main() -> None:
    with GameClient(login=GuestLogin()) as game, ServerClient() as server:
        player = game.start_session().player_ulid
        answer = server.metadata.metadata_actions(
            source="player",
            source_id=player,
            entries=[
                {"action": "create", "key": "title", "type": "string", "value": "Dragon's bane", "access": READ_ONLY},
                {"action": "create", "key": "settings", "type": "json", "value": {"fov": 90}, "access": READ_ONLY},
                {"action": "update", "key": "nothing here", "type": "number", "value": 1},
                *(
                    {"action": "create", "key": f"best_{lap}", "type": "number", "value": 60 + lap, "access": READ_ONLY}
                    for lap in range(10)
                ),
            ],
        )
        for each in answer.errors:
            print(f"not done: {each.action} {each.entry.key!r}: {each.error}")

        mine = game.metadata.metadata_operations(
            self_=True, entries=[{"action": "update", "key": "title", "type": "string", "value": "King"}]
        )
        print(f"the game may not write it: {mine.errors[0].error}")

        title = next(game.metadata.iter_metadata("self", "self", key="title"))
        print(f"by key: {title.key} is {title.value!r}")

        pager = game.metadata.iter_metadata("self", "self", per_page=5)
        for page in pager.pages():
            keys = [entry.key for entry in page.entries or ()]
            print(f"a page of {len(keys)} of {page.pagination.total}: {', '.join(keys)}")


if __name__ == "__main__":
    main()
