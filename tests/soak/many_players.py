"""10,000 calls of 200 players over threads and tasks while sessions end: each call with its own player's token."""

from __future__ import annotations

import asyncio
from collections import Counter, defaultdict
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from random import Random
from typing import Any

from lootlocker.auth import GuestLogin
from lootlocker.sandbox import Sandbox
from support.promise import Progress, Result, scaled

PLAYERS = 200
BATCH = 1000
THREADS = 24
TASKS = 40
#: Seconds for a call, however slow the machine is.
PATIENCE = 600.0


def soak(seed: int, scale: float, report_progress: Progress) -> Result:
    calls = scaled(10_000, scale)
    random = Random(seed)
    with Sandbox() as sandbox:
        world = _World(sandbox)
        try:
            for begin in range(0, calls, BATCH):
                world.batch(random, begin, min(BATCH, calls - begin), seed)
                report_progress(min(begin + BATCH, calls), calls, len(world.violations))
        finally:
            world.close()
    ended, started = world.ended.total(), len(world.owner_of_token)
    notes = [f"{ended} ends of a player's sessions among the calls, {started} session starts"]
    return Result("Many players, one pool", calls, world.violations, notes)


class _World:
    """200 players, each with a sync and an async client: one pool for all of a kind. Each reads its own hero."""

    def __init__(self, sandbox: Sandbox) -> None:
        self._sandbox = sandbox
        self._runner = asyncio.Runner()
        self.violations: list[str] = []
        self.owner_of_token: dict[str, int] = {}
        self.ended: Counter[int] = Counter()
        self._started: Counter[tuple[str, int]] = Counter()
        first = sandbox.game_client(timeout=PATIENCE, login=None)
        first_async = sandbox.async_game_client(timeout=PATIENCE, login=None)
        self.sync = [self._player("sync", first, number) for number in range(PLAYERS)]
        self.tasks = [self._player("async", first_async, number) for number in range(PLAYERS)]
        first.close()  # whoever was there first is not needed for the others
        self._runner.run(first_async.close())
        self.ids = [game.start_session().player_id for game in self.sync]
        self.heroes = [game.heroes.create_player_hero(hero_id=8).hero.id for game in self.sync]
        self.owner_of_hero = {f"/game/v1/player/heroes/{hero}": number for number, hero in enumerate(self.heroes)}

    def _player(self, kind: str, first: Any, number: int) -> Any:
        def note(session: Any) -> None:
            self.owner_of_token[session.session_token] = number
            self._started[kind, number] += 1

        return first.with_options(login=GuestLogin(f"player {number}"), on_session=note)

    def batch(self, random: Random, begin: int, count: int, seed: int) -> None:
        """Some calls, half of them in threads and half in tasks, at the same time."""
        self._sandbox.clear_requests()
        turns = [random.randrange(PLAYERS) for _ in range(count)]
        # One end a player and batch: two of them could end one call, and rightly.
        ending = {number: turn for turn, number in enumerate(turns) if random.random() < 0.2}
        last = set(ending.values())
        plan = [(number, turn in last, random.random() < 0.05) for turn, number in enumerate(turns)]
        in_threads, in_tasks = plan[: count // 2], plan[count // 2 :]
        with ThreadPoolExecutor(THREADS + 1) as pool:
            loop = pool.submit(self._runner.run, self._play_in_tasks(in_tasks))
            workers = [pool.submit(partial(self._play, in_threads[part::THREADS])) for part in range(THREADS)]
            wrong = [problem for worker in [*workers, loop] for problem in worker.result(PATIENCE)]
        wrong += self._crossed()
        self.ended.update(ending.keys())
        for (kind, number), starts in self._started.items():
            if starts > 1 + self.ended[number]:
                wrong.append(f"player {number} ({kind}): {starts} session starts, {self.ended[number]} ends")
        self.violations += [f"seed {seed}, calls from {begin}: {problem}" for problem in wrong]

    def _each(self, plan: list[tuple[int, bool, bool]], games: list[Any]) -> Iterator[tuple[int, Any, bool]]:
        for number, ends, derived in plan:
            if ends:
                self._sandbox.expire_sessions(self.ids[number])
            yield number, games[number].with_options(timeout=PATIENCE) if derived else games[number], derived

    def _play(self, plan: list[tuple[int, bool, bool]]) -> list[str]:
        wrong: list[str] = []
        for number, game, derived in self._each(plan, self.sync):
            try:
                answer = game.heroes.get_player_hero(self.heroes[number])
                wrong += self._wrong(number, answer)
            except Exception as error:
                wrong.append(f"player {number} in a thread: {error!r}")
            if derived:
                game.close()
        return wrong

    async def _play_in_tasks(self, plan: list[tuple[int, bool, bool]]) -> list[str]:
        async def play(own: list[tuple[int, bool, bool]]) -> list[str]:
            wrong: list[str] = []
            for number, game, derived in self._each(own, self.tasks):
                try:
                    answer = await game.heroes.get_player_hero(self.heroes[number])
                    wrong += self._wrong(number, answer)
                except Exception as error:
                    wrong.append(f"player {number} in a task: {error!r}")
                if derived:
                    await game.close()
            return wrong

        found = await asyncio.gather(*(play(plan[part::TASKS]) for part in range(TASKS)))
        return [problem for own in found for problem in own]

    def _wrong(self, number: int, answer: Any) -> list[str]:
        got = answer.hero.id
        return [] if got == self.heroes[number] else [f"player {number} was given hero {got}, which is another one's"]

    def _crossed(self) -> list[str]:
        """The calls that carried another player's token than that of the player whose hero they name."""
        problems: list[str] = []
        statuses: dict[int, Counter[int]] = defaultdict(Counter)
        for request in self._sandbox.requests:
            owner = self.owner_of_hero.get(request.path)
            if owner is None:
                continue
            statuses[owner][request.status] += 1
            sent_by = self.owner_of_token.get(request.header("x-session-token") or "")
            if sent_by != owner:
                problems.append(f"the sandbox saw the token of player {sent_by} on a call of player {owner}")
        odd = {owner: seen for owner, seen in statuses.items() if seen.keys() - {200, 401}}
        return problems + [f"player {owner} was answered {dict(seen)}" for owner, seen in odd.items()]

    def close(self) -> None:
        for game in self.sync:
            game.close()

        async def close_all() -> None:
            for game in self.tasks:
                await game.close()

        self._runner.run(close_all())
        self._runner.close()
