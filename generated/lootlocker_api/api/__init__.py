# Generated from openapi/ by `make generate`. Do not edit.
"""The groups of operations of each API."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ..client import AsyncCaller, Caller
    from .game_authentication import AsyncGameAuthentication, GameAuthentication
    from .game_game import AsyncGameGame, GameGame
    from .game_heroes import AsyncGameHeroes, GameHeroes
    from .game_unified_player_accounts import AsyncGameUnifiedPlayerAccounts, GameUnifiedPlayerAccounts
    from .game_white_label_login import AsyncGameWhiteLabelLogin, GameWhiteLabelLogin
    from .server_characters_heroes import AsyncServerCharactersHeroes, ServerCharactersHeroes
    from .server_inventories import AsyncServerInventories, ServerInventories
    from .server_loadouts import AsyncServerLoadouts, ServerLoadouts
    from .server_session import AsyncServerSession, ServerSession


class GameResources:
    """The groups of the Game API."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    @property
    def authentication(self) -> GameAuthentication:
        """Start a player's session with one of the platforms, verify a platform's ticket, end the session."""
        from .game_authentication import GameAuthentication

        return GameAuthentication(self._caller)

    @property
    def game(self) -> GameGame:
        """The game itself and the state of its service."""
        from .game_game import GameGame

        return GameGame(self._caller)

    @property
    def heroes(self) -> GameHeroes:
        """The game's heroes, the player's heroes, their inventories and loadouts."""
        from .game_heroes import GameHeroes

        return GameHeroes(self._caller)

    @property
    def unified_player_accounts(self) -> GameUnifiedPlayerAccounts:
        """Sessions that a player opens on this device by signing in on another one."""
        from .game_unified_player_accounts import GameUnifiedPlayerAccounts

        return GameUnifiedPlayerAccounts(self._caller)

    @property
    def white_label_login(self) -> GameWhiteLabelLogin:
        """Accounts with e-mail address and password that LootLocker keeps for the game."""
        from .game_white_label_login import GameWhiteLabelLogin

        return GameWhiteLabelLogin(self._caller)


class AsyncGameResources:
    """The groups of the Game API, awaited."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    @property
    def authentication(self) -> AsyncGameAuthentication:
        """Start a player's session with one of the platforms, verify a platform's ticket, end the session."""
        from .game_authentication import AsyncGameAuthentication

        return AsyncGameAuthentication(self._caller)

    @property
    def game(self) -> AsyncGameGame:
        """The game itself and the state of its service."""
        from .game_game import AsyncGameGame

        return AsyncGameGame(self._caller)

    @property
    def heroes(self) -> AsyncGameHeroes:
        """The game's heroes, the player's heroes, their inventories and loadouts."""
        from .game_heroes import AsyncGameHeroes

        return AsyncGameHeroes(self._caller)

    @property
    def unified_player_accounts(self) -> AsyncGameUnifiedPlayerAccounts:
        """Sessions that a player opens on this device by signing in on another one."""
        from .game_unified_player_accounts import AsyncGameUnifiedPlayerAccounts

        return AsyncGameUnifiedPlayerAccounts(self._caller)

    @property
    def white_label_login(self) -> AsyncGameWhiteLabelLogin:
        """Accounts with e-mail address and password that LootLocker keeps for the game."""
        from .game_white_label_login import AsyncGameWhiteLabelLogin

        return AsyncGameWhiteLabelLogin(self._caller)


class ServerResources:
    """The groups of the Server API."""

    def __init__(self, caller: Caller) -> None:
        self._caller = caller

    @property
    def characters_heroes(self) -> ServerCharactersHeroes:
        """A player's characters and heroes."""
        from .server_characters_heroes import ServerCharactersHeroes

        return ServerCharactersHeroes(self._caller)

    @property
    def inventories(self) -> ServerInventories:
        """Read and alter players' inventories."""
        from .server_inventories import ServerInventories

        return ServerInventories(self._caller)

    @property
    def loadouts(self) -> ServerLoadouts:
        """Read and alter what players, characters and heroes wear."""
        from .server_loadouts import ServerLoadouts

        return ServerLoadouts(self._caller)

    @property
    def session(self) -> ServerSession:
        """Start and keep the session of a game server."""
        from .server_session import ServerSession

        return ServerSession(self._caller)


class AsyncServerResources:
    """The groups of the Server API, awaited."""

    def __init__(self, caller: AsyncCaller) -> None:
        self._caller = caller

    @property
    def characters_heroes(self) -> AsyncServerCharactersHeroes:
        """A player's characters and heroes."""
        from .server_characters_heroes import AsyncServerCharactersHeroes

        return AsyncServerCharactersHeroes(self._caller)

    @property
    def inventories(self) -> AsyncServerInventories:
        """Read and alter players' inventories."""
        from .server_inventories import AsyncServerInventories

        return AsyncServerInventories(self._caller)

    @property
    def loadouts(self) -> AsyncServerLoadouts:
        """Read and alter what players, characters and heroes wear."""
        from .server_loadouts import AsyncServerLoadouts

        return AsyncServerLoadouts(self._caller)

    @property
    def session(self) -> AsyncServerSession:
        """Start and keep the session of a game server."""
        from .server_session import AsyncServerSession

        return AsyncServerSession(self._caller)
