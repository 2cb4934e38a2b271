# Generated from openapi/ by `make generate`. Do not edit.
"""Accounts with e-mail address and password that LootLocker keeps for the game."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from ...client import AsyncResource, Resource
from ...types import UNSET, Unset

if TYPE_CHECKING:
    from ... import models


class GameWhiteLabelLogin(Resource):
    """Accounts with e-mail address and password that LootLocker keeps for the game."""

    def sign_up(
        self,
        *,
        email: str,
        password: str,
        custom_fields: Sequence[models.WhiteLabelCustomField | Mapping[str, Any]] | Unset = UNSET,
    ) -> models.WhiteLabelUser:
        """Sign Up.

        Creates a user with e-mail address and password. Depending on the game's settings a mail goes out that asks to
        verify the address.
        The page's sample cuts the answer off; the members are those of SDKs.
        Sent once: it creates a user and may send a mail.

        Args:
            email: The user's address.
            password: The user's password, at least 8 characters.
            custom_fields: Answers to the extra questions that the game asks on sign-up.

        `POST /white-label-login/sign-up`, evidence: documented, retry: once.
        Source: https://docs.lootlocker.com/players/white-label-login/how-to/create-new-user; unity-sdk@03f5eb20
        Runtime/Game/Requests/WhiteLabelRequest.cs; godot-sdk@8ab3c23
        addons/LootLockerSDK/Game/Requests/LL_WhiteLabel.gd; lootlocker-sudoku@16ee36e
        pkg/lootlocker/authentication.go (third-party, against the live API).
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_sign_up import OPERATION

        return self._caller.call(OPERATION, {}, {"email": email, "password": password, "custom_fields": custom_fields})

    def sign_in(self, *, email: str, password: str, remember: bool | Unset = UNSET) -> models.WhiteLabelSession:
        """Sign In.

        Checks address and password and gives out a White Label token, which starts a session (White Label Session).
        A wrong password is refused with a message that contains "wrong email/password".
        May be repeated: every call just gives out another token.

        Args:
            email: The user's address.
            password: The user's password.
            remember: Whether the token shall live 30 days, or as long as the console says, instead of 24 hours.

        `POST /white-label-login/login`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/WhiteLabelRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp; godot-
        sdk@8ab3c23 addons/LootLockerSDK/Game/Requests/LL_WhiteLabel.gd; lootlocker-sudoku@16ee36e
        pkg/lootlocker/authentication.go (third-party, against the live API);
        https://docs.lootlocker.com/players/white-label-login/how-to/returning-player (how long the token lives).
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_sign_in import OPERATION

        return self._caller.call(OPERATION, {}, {"email": email, "password": password, "remember": remember})

    def request_verification(self, *, user_id: int | Unset = UNSET, email: str | Unset = UNSET) -> None:
        """Request Verification.

        Sends the mail that asks the user to verify the address once more. The game's account verification has to be
        switched on.
        Sent once: every call sends a mail.

        Args:
            user_id: The user's id.
            email: The user's address.

        `POST /white-label-login/request-verification`, evidence: documented, retry: once.
        Source: https://docs.lootlocker.com/players/white-label-login/how-to/request-user-verification; unity-
        sdk@03f5eb20 Runtime/Game/Requests/WhiteLabelRequest.cs; godot-sdk@8ab3c23
        addons/LootLockerSDK/Game/Requests/LL_WhiteLabel.gd.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_request_verification import OPERATION

        return self._caller.call(OPERATION, {}, {"user_id": user_id, "email": email})

    def request_reset_password(self, *, email: str) -> None:
        """Request Reset Password.

        Sends a mail with a link to set a new password, on a page that LootLocker hosts. Old pages are said to have
        asked for `user_id`; SDKs send `email`.
        Sent once: every call sends a mail.

        Args:
            email: The user's address.

        `POST /white-label-login/request-reset-password`, evidence: sdk, retry: once.
        Source: godot-sdk@8ab3c23 addons/LootLockerSDK/Game/Requests/LL_WhiteLabel.gd; unity-sdk@03f5eb20
        Runtime/Game/Requests/WhiteLabelRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_request_reset_password import OPERATION

        return self._caller.call(OPERATION, {}, {"email": email})

    def verify_session(self, *, email: str, token: str) -> models.WhiteLabelVerification:
        """Verify Session.

        Checks whether a White Label token is still valid. One that is not gives an error; its status is not known.
        May be repeated: it only reads.

        Args:
            email: The user's address.
            token: The `session_token` of Sign In.

        `POST /white-label-login/verify-session`, evidence: documented, retry: idempotent.
        Source: https://docs.lootlocker.com/players/white-label-login/how-to/returning-player; unity-sdk@03f5eb20
        Runtime/Game/Requests/WhiteLabelRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_verify_session import OPERATION

        return self._caller.call(OPERATION, {}, {"email": email, "token": token})


class AsyncGameWhiteLabelLogin(AsyncResource):
    """Accounts with e-mail address and password that LootLocker keeps for the game."""

    async def sign_up(
        self,
        *,
        email: str,
        password: str,
        custom_fields: Sequence[models.WhiteLabelCustomField | Mapping[str, Any]] | Unset = UNSET,
    ) -> models.WhiteLabelUser:
        """Sign Up.

        Creates a user with e-mail address and password. Depending on the game's settings a mail goes out that asks to
        verify the address.
        The page's sample cuts the answer off; the members are those of SDKs.
        Sent once: it creates a user and may send a mail.

        Args:
            email: The user's address.
            password: The user's password, at least 8 characters.
            custom_fields: Answers to the extra questions that the game asks on sign-up.

        `POST /white-label-login/sign-up`, evidence: documented, retry: once.
        Source: https://docs.lootlocker.com/players/white-label-login/how-to/create-new-user; unity-sdk@03f5eb20
        Runtime/Game/Requests/WhiteLabelRequest.cs; godot-sdk@8ab3c23
        addons/LootLockerSDK/Game/Requests/LL_WhiteLabel.gd; lootlocker-sudoku@16ee36e
        pkg/lootlocker/authentication.go (third-party, against the live API).
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_sign_up import OPERATION

        return await self._caller.call(
            OPERATION, {}, {"email": email, "password": password, "custom_fields": custom_fields}
        )

    async def sign_in(self, *, email: str, password: str, remember: bool | Unset = UNSET) -> models.WhiteLabelSession:
        """Sign In.

        Checks address and password and gives out a White Label token, which starts a session (White Label Session).
        A wrong password is refused with a message that contains "wrong email/password".
        May be repeated: every call just gives out another token.

        Args:
            email: The user's address.
            password: The user's password.
            remember: Whether the token shall live 30 days, or as long as the console says, instead of 24 hours.

        `POST /white-label-login/login`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/WhiteLabelRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp; godot-
        sdk@8ab3c23 addons/LootLockerSDK/Game/Requests/LL_WhiteLabel.gd; lootlocker-sudoku@16ee36e
        pkg/lootlocker/authentication.go (third-party, against the live API);
        https://docs.lootlocker.com/players/white-label-login/how-to/returning-player (how long the token lives).
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_sign_in import OPERATION

        return await self._caller.call(OPERATION, {}, {"email": email, "password": password, "remember": remember})

    async def request_verification(self, *, user_id: int | Unset = UNSET, email: str | Unset = UNSET) -> None:
        """Request Verification.

        Sends the mail that asks the user to verify the address once more. The game's account verification has to be
        switched on.
        Sent once: every call sends a mail.

        Args:
            user_id: The user's id.
            email: The user's address.

        `POST /white-label-login/request-verification`, evidence: documented, retry: once.
        Source: https://docs.lootlocker.com/players/white-label-login/how-to/request-user-verification; unity-
        sdk@03f5eb20 Runtime/Game/Requests/WhiteLabelRequest.cs; godot-sdk@8ab3c23
        addons/LootLockerSDK/Game/Requests/LL_WhiteLabel.gd.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_request_verification import OPERATION

        return await self._caller.call(OPERATION, {}, {"user_id": user_id, "email": email})

    async def request_reset_password(self, *, email: str) -> None:
        """Request Reset Password.

        Sends a mail with a link to set a new password, on a page that LootLocker hosts. Old pages are said to have
        asked for `user_id`; SDKs send `email`.
        Sent once: every call sends a mail.

        Args:
            email: The user's address.

        `POST /white-label-login/request-reset-password`, evidence: sdk, retry: once.
        Source: godot-sdk@8ab3c23 addons/LootLockerSDK/Game/Requests/LL_WhiteLabel.gd; unity-sdk@03f5eb20
        Runtime/Game/Requests/WhiteLabelRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_request_reset_password import OPERATION

        return await self._caller.call(OPERATION, {}, {"email": email})

    async def verify_session(self, *, email: str, token: str) -> models.WhiteLabelVerification:
        """Verify Session.

        Checks whether a White Label token is still valid. One that is not gives an error; its status is not known.
        May be repeated: it only reads.

        Args:
            email: The user's address.
            token: The `session_token` of Sign In.

        `POST /white-label-login/verify-session`, evidence: documented, retry: idempotent.
        Source: https://docs.lootlocker.com/players/white-label-login/how-to/returning-player; unity-sdk@03f5eb20
        Runtime/Game/Requests/WhiteLabelRequest.cs; unreal-sdk@a14318f
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_verify_session import OPERATION

        return await self._caller.call(OPERATION, {}, {"email": email, "token": token})
