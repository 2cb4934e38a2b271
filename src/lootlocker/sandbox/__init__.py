"""A stateful LootLocker on this machine, for development and tests. Needs the extra `[sandbox]`.

    from lootlocker.sandbox import Sandbox

    with Sandbox() as sandbox, sandbox.game_client() as game:
        hero = game.heroes.create_player_hero(hero_id=8).hero

`python -m lootlocker.sandbox` runs one from the command line.
"""

try:
    from ._errors import SandboxError
    from ._presence import PlayerPresence
    from ._record import RecordedRequest
    from ._sandbox import Sandbox
except ModuleNotFoundError as _error:
    raise ModuleNotFoundError(
        f"The sandbox needs {_error.name}: install the wheel with its extra [sandbox], as the README shows",
        name=_error.name,
    ) from None

__all__ = ["PlayerPresence", "RecordedRequest", "Sandbox", "SandboxError"]
