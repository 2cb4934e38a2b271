"""A stateful LootLocker on this machine, for development and tests. Needs the extra `[sandbox]`.

    from lootlocker.sandbox import Sandbox

    with Sandbox() as sandbox, sandbox.game_client() as game:
        hero = game.heroes.create_player_hero(hero_id=8).hero

`python -m lootlocker.sandbox` runs one from the command line.
"""

__all__ = ["PlayerPresence", "RecordedRequest", "Sandbox", "SandboxError"]

try:
    from ._errors import SandboxError
    from ._presence import PlayerPresence
    from ._record import RecordedRequest
    from ._sandbox import Sandbox
except ModuleNotFoundError as _error:
    _missing = _error.name

    def __getattr__(name: str) -> object:
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        raise ModuleNotFoundError(
            f"The sandbox needs {_missing}: install the wheel with its extra [sandbox], as in"
            " pip install 'lootlocker-client[sandbox] @ file:///path/to/the/wheel'.",
            name=_missing,
        )
