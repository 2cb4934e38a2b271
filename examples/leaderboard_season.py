"""A season on a leaderboard: a server makes the board and its reward, players submit scores, and the season ends.

The server decides that the two best get a reward of the game, lets the board begin anew each week, and ends this
season early, by hand. What the season was stays readable in an archive; the board is empty again. The reward's id is
one from LootLocker's console (here the one of the sandbox's game).

The settings are those of quickstart.py.
"""

import secrets

from lootlocker import GameClient, ServerClient
from lootlocker.auth import GuestLogin

REWARD = "01J8Z3N4R6T8V0W2Y4A6C8E0G7"
THE_TWO_BEST = {"type": "between", "args": {"min": 1, "max": 2, "method": "by_rank", "direction": "asc"}}


def main() -> None:
    with ServerClient() as server, GameClient(login=GuestLogin()) as first:
        board = f"season_{secrets.token_hex(4)}"
        boards = server.leaderboards
        boards.create_leaderboard(
            key=board, name="Season", type_="player", direction_method="descending", enable_game_api_writes=True
        )
        boards.create_leaderboard_reward(board, reward_id=REWARD, reward_kind="asset", predicates=[THE_TWO_BEST])
        schedule = boards.create_leaderboard_schedule(board, cron_expression="@weekly")
        print(f"schedule: {schedule.cron_expression}, next {schedule.next_run}")

        players = [first, *(first.with_options(login=GuestLogin()) for _ in range(2))]
        for player, score in zip(players, (120, 300, 50), strict=True):
            own = player.leaderboards.submit_score(board, score=score)
            print(f"player {own.member_id}: {own.score} points, rank {own.rank}")
        ranks = [entry.score for entry in first.leaderboards.iter_score_list(board, count=2)]
        print(f"ranks: {ranks}")

        boards.request_manual_leaderboard_reset(board, name="early end")
        (archive,) = boards.list_leaderboard_archives(board).archives
        print(f"after the reset: {len(list(boards.iter_score_list(board)))} entries")
        for entry in boards.iter_download_leaderboard_archive(key=archive.key):
            print(f"archived: rank {entry.rank}, {entry.score} points")
        for number, player in enumerate(players, 1):
            rewards = [item.asset.name for item in player.asset_instances.iter_player_inventory()]
            print(f"player {number} was rewarded with {rewards or 'nothing'}")
        boards.delete_leaderboard(board)


if __name__ == "__main__":
    main()
