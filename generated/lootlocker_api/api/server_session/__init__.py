# Generated from openapi/ by `make generate`. Do not edit.
"""Start and keep the session of a game server."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ...client import AsyncResource, Resource
from ...types import UNSET, Unset

if TYPE_CHECKING:
    from ... import models


class ServerSession(Resource):
    """Start and keep the session of a game server."""

    def session(
        self, *, game_version: str | Unset = UNSET, is_development: bool | Unset = UNSET
    ) -> models.ServerSessionResponse:
        """Session.

        Starts the session of a game server. The token lives 60 minutes after its last use; LootLocker advises a call
        every 55 minutes. It can be sent again after a fault: it makes a token and changes nothing else that a source
        knows of, so a second one does no harm.

        Args:
            game_version: Version of the game, `major.minor[.patch[.bug]]`, numbers without leading zeros. The rule is that of the
                SDKs; what LootLocker says to another form is not known.
            is_development: Whether to use the stage environment. Only keys without a `dev_` or `prod_` prefix need it, the older
                ones.

        `POST /server/session`, evidence: sdk, retry: idempotent.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerAuthRequest.h;
        https://ref.lootlocker.com/server-api; https://docs.lootlocker.com/server/unreal-server/how-to/unreal-server-
        start-server/.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_session import OPERATION

        return self._caller.call(OPERATION, {}, {"game_version": game_version, "is_development": is_development})

    def ping(self) -> models.ServerPingResponse:
        """Ping.

        Asks for the time at LootLocker. Like any other call it makes the token live another 60 minutes.

        `GET /server/ping`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerAuthRequest.h; unreal-server-sdk@b368cdc
        LootLockerServerForCpp.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_ping import OPERATION

        return self._caller.call(OPERATION, {}, None)


class AsyncServerSession(AsyncResource):
    """Start and keep the session of a game server."""

    async def session(
        self, *, game_version: str | Unset = UNSET, is_development: bool | Unset = UNSET
    ) -> models.ServerSessionResponse:
        """Session.

        Starts the session of a game server. The token lives 60 minutes after its last use; LootLocker advises a call
        every 55 minutes. It can be sent again after a fault: it makes a token and changes nothing else that a source
        knows of, so a second one does no harm.

        Args:
            game_version: Version of the game, `major.minor[.patch[.bug]]`, numbers without leading zeros. The rule is that of the
                SDKs; what LootLocker says to another form is not known.
            is_development: Whether to use the stage environment. Only keys without a `dev_` or `prod_` prefix need it, the older
                ones.

        `POST /server/session`, evidence: sdk, retry: idempotent.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerAuthRequest.h;
        https://ref.lootlocker.com/server-api; https://docs.lootlocker.com/server/unreal-server/how-to/unreal-server-
        start-server/.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_session import OPERATION

        return await self._caller.call(OPERATION, {}, {"game_version": game_version, "is_development": is_development})

    async def ping(self) -> models.ServerPingResponse:
        """Ping.

        Asks for the time at LootLocker. Like any other call it makes the token live another 60 minutes.

        `GET /server/ping`, evidence: sdk, retry: safe.
        Source: unreal-server-sdk@6268cb3 Public/ServerAPI/LootLockerServerAuthRequest.h; unreal-server-sdk@b368cdc
        LootLockerServerForCpp.h.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .server_ping import OPERATION

        return await self._caller.call(OPERATION, {}, None)
