"""Two players become friends, until one of them has had enough.

Ada asks, Bob sees the request and accepts, both see each other; then Bob blocks Ada, which ends the friendship. Players
are named by their ULID, which each session tells. Requests, friends and blocked players are paged lists: the `iter_`
methods ask for a page when it is needed. One client is made from the other: they share connections, and nothing else.

The settings are those of quickstart.py.
"""

from lootlocker import GameClient
from lootlocker.auth import GuestLogin


def friends_of(player: GameClient) -> str:
    return ", ".join(friend.name for friend in player.friends.iter_friends()) or "nobody"


def main() -> None:
    with GameClient(login=GuestLogin()) as ada:
        bob = ada.with_options(login=GuestLogin())
        ada_id, bob_id = ada.start_session().player_ulid, bob.start_session().player_ulid
        ada.players.set_player_name(name="Ada")
        bob.players.set_player_name(name="Bob")

        ada.friends.send_friend_request(bob_id)
        for request in bob.friends.iter_incoming_friend_requests():
            print(f"Bob is asked by {request.name}, {request.created_at_datetime:%d %B %Y}")
            bob.friends.accept_friend_request(request.player_id)
        print(f"friends of Ada: {friends_of(ada)}; friends of Bob: {friends_of(bob)}")
        print(f"Ada sees Bob online: {ada.friends.get_friend(bob_id).online}")

        bob.friends.block_player(ada_id)
        print(f"friends of Bob: {friends_of(bob)}")
        print("blocked by Bob:", ", ".join(player.name for player in bob.friends.iter_blocked_players()))

        bob.friends.unblock_player(ada_id)
        print("blocked by Bob:", len(list(bob.friends.iter_blocked_players())))


if __name__ == "__main__":
    main()
