# Generated from openapi/ by `make generate`. Do not edit.
"""Start a player's session with one of the platforms, verify a platform's ticket, end the session."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from ...client import AsyncResource, Resource
from ...types import UNSET, Unset

if TYPE_CHECKING:
    from ... import models


class GameAuthentication(Resource):
    """Start a player's session with one of the platforms, verify a platform's ticket, end the session."""

    def guest_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        player_identifier: str | Unset = UNSET,
        platform: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Guest Session.

        Starts a session of a guest: a player known by an identifier alone, created when it is new.
        Sent once: without an identifier each repeat would create another player.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            player_identifier: Names the guest; the same text is the same player again. Empty or absent: the service makes one up and
                returns it. The service refuses the text `player`.
            platform: Unity sends `guest`. Not needed.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/v2/session/guest`, evidence: documented, retry: once.
        Source: https://ref.lootlocker.com/game/api-5291491; unity-sdk@03f5eb20
        Tests/LootLockerTests/PlayMode/GuestSessionTest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_guest_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "player_identifier": player_identifier,
                "platform": platform,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def white_label_session(
        self,
        *,
        email: str,
        token: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """White Label Session.

        Starts a session of a player who has signed in with White Label Login (Sign In).
        May be repeated: the White Label token stays valid for hours and names the same player each time.

        Args:
            email: The address that the player signed in with.
            token: The `session_token` of Sign In.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/v2/session/white-label`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp; lootlocker-
        sudoku@16ee36e pkg/lootlocker/authentication.go (third-party, against the live API).
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_white_label_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "email": email,
                "token": token,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def steam_session(
        self,
        *,
        steam_ticket: str,
        game_version: str | Unset = UNSET,
        steam_app_id: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Steam Session.

        Starts a session of a Steam user. It can't be refreshed: get a new ticket.
        Sent once: whether Steam's ticket is taken a second time is not known.

        Args:
            steam_ticket: The user's authentication session ticket, as hexadecimal text.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            steam_app_id: Which app the ticket is for, where the game has several Steam app ids configured.
            game_api_key: The game's API key. Sources call it `game_api_key` or `game_key`; one of the two is enough.
            game_key: Another name of `game_api_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/steam`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp; godot-
        sdk@8ab3c23 addons/LootLockerSDK/Game/Requests/LL_Authentication.gd.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_steam_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "steam_ticket": steam_ticket,
                "game_version": game_version,
                "steam_app_id": steam_app_id,
                "game_api_key": game_api_key,
                "game_key": game_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def epic_games_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        id_token: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Epic Games Session.

        Starts a session of an Epic Games user, with an id token or the `refresh_token` of the last answer; the answer
        brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: a repeat could spend a refresh token whose answer
        was lost.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            id_token: The id token that Epic Online Services gave the user.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/epic`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_epic_games_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "id_token": id_token,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def apple_sign_in_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        apple_authorization_code: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Apple Sign In Session.

        Starts a session of a user of Sign in with Apple, with an authorization code or the `refresh_token` of the
        last answer; the answer brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: authorization codes are good for one use, and a
        repeat could spend a refresh token.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            apple_authorization_code: The authorization code that Apple gave the user. SDKs of 2022 sent `apple_user_token` here.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/apple`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_apple_sign_in_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "apple_authorization_code": apple_authorization_code,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def apple_game_center_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        bundle_id: str | Unset = UNSET,
        player_id: str | Unset = UNSET,
        public_key_url: str | Unset = UNSET,
        signature: str | Unset = UNSET,
        salt: str | Unset = UNSET,
        timestamp: int | str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Apple Game Center Session.

        Starts a session of a Game Center player, with Game Center's signed proof (all six members) or the last
        `refresh_token`.
        The answer brings a new one; an expired one gives 400, says Unity. Sent once: a repeat could spend a refresh
        token whose answer was lost.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            bundle_id: The app's bundle id.
            player_id: The player's Game Center id.
            public_key_url: Where the public key is that checks the signature.
            signature: Game Center's signature.
            salt: The salt that the signature covers.
            timestamp: The time that the signature covers. Unity sends a number, Unreal a string.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/apple/game-center`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_apple_game_center_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "bundle_id": bundle_id,
                "player_id": player_id,
                "public_key_url": public_key_url,
                "signature": signature,
                "salt": salt,
                "timestamp": timestamp,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def google_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        id_token: str | Unset = UNSET,
        platform: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Google Session.

        Starts a session of a Google user, with an id token or the `refresh_token` of the last answer; the answer
        brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: a repeat could spend a refresh token whose answer
        was lost.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            id_token: The id token that Google gave the user.
            platform: The kind of Google client that the id token was made for.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/google`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_google_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "id_token": id_token,
                "platform": platform,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def google_play_games_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        auth_code: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Google Play Games Session.

        Starts a session of a Google Play Games user, with a server auth code or the `refresh_token` of the last
        answer; the answer brings a new one.
        An expired refresh token gives 401, says Unity, where others give 400. Sent once: auth codes are good for one
        use, and a repeat could spend a refresh token.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            auth_code: The server auth code that Google Play Games gave the user.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_api_key: The game's API key. Sources call it `game_api_key` or `game_key`; one of the two is enough.
            game_key: Another name of `game_api_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/google-play-games/v1/login`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_google_play_games_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "auth_code": auth_code,
                "refresh_token": refresh_token,
                "game_api_key": game_api_key,
                "game_key": game_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def nintendo_switch_session(
        self,
        *,
        nsa_id_token: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Nintendo Switch Session.

        Starts a session of a Nintendo Switch user. It can't be refreshed: get a new id token.
        Sent once: whether the id token is taken a second time is not known.

        Args:
            nsa_id_token: The id token of the user's Nintendo Service Account.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/nintendo-switch`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_nintendo_switch_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "nsa_id_token": nsa_id_token,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def xbox_session(
        self,
        *,
        xbox_user_token: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Xbox Session.

        Starts a session of an Xbox user.
        Sent once: whether the user token is taken a second time is not known.

        Args:
            xbox_user_token: The token that Xbox services gave the user.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/xbox-one`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_xbox_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "xbox_user_token": xbox_user_token,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def meta_oculus_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        user_id: str | Unset = UNSET,
        nonce: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Meta/Oculus Session.

        Starts a session of a Meta (Oculus) user, with user id and nonce or the `refresh_token` of the last answer;
        the answer brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: a nonce is good for one use, and a repeat could
        spend a refresh token.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            user_id: The user's id at Meta.
            nonce: The nonce that proves to LootLocker who the user is.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/meta`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_meta_oculus_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "user_id": user_id,
                "nonce": nonce,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def discord_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        access_token: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Discord Session.

        Starts a session of a Discord user, with an OAuth access token or the `refresh_token` of the last answer; the
        answer brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: a repeat could spend a refresh token whose answer
        was lost.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            access_token: The user's OAuth access token of Discord.
            refresh_token: The `refresh_token` of LootLocker's last answer, not Discord's. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/discord`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_discord_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "access_token": access_token,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def psn_session_v3(
        self,
        *,
        auth_code: str,
        game_version: str | Unset = UNSET,
        env_iss_id: int | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """PSN Session (v3).

        Starts a session of a PlayStation Network user whose auth code starts with `v3`.
        Sent once: an auth code is good for one use.

        Args:
            auth_code: The auth code that PlayStation Network gave the user; it starts with `v3`.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            env_iss_id: The issuer id of PlayStation's environment. 256 is production, and what SDKs send unless told otherwise.
            game_api_key: The game's API key. Sources call it `game_api_key` or `game_key`; one of the two is enough.
            game_key: Another name of `game_api_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/psn-v3/v1/login`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_psn_session_v3 import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "auth_code": auth_code,
                "game_version": game_version,
                "env_iss_id": env_iss_id,
                "game_api_key": game_api_key,
                "game_key": game_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def psn_player_verification(
        self,
        *,
        token: str,
        key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        psn_issuer_id: int | Unset = UNSET,
    ) -> models.Success:
        """PSN Player Verification.

        Shows that a PlayStation Network user is who they say. Start the session (Steam/PSN Session) within 5 minutes.
        The page's sample is that of Steam. Sent once: an auth code is good for one use.

        Args:
            token: The auth code that PlayStation Network gave the user.
            key: The game's API key, under the name that pages and Unreal use.
            game_api_key: Another name of `key`.
            psn_issuer_id: The issuer id of PlayStation's environment; 256 is production.

        `POST /game/v1/player/verify`, evidence: documented, retry: once.
        Source: https://ref.lootlocker.io/next-game-api/ (introduction); unity-sdk@03f5eb20
        Runtime/Game/Requests/LootLockerVerifyRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_psn_player_verification import OPERATION

        return self._caller.call(
            OPERATION, {}, {"token": token, "key": key, "game_api_key": game_api_key, "psn_issuer_id": psn_issuer_id}
        )

    def steam_player_verification(
        self,
        *,
        token: str | int,
        key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        active_steam_app_id: int | Unset = UNSET,
    ) -> models.Success:
        """Steam Player Verification.

        Shows that a Steam user is who they say. Start the session (Steam/PSN Session) within 5 minutes.
        Sent once: whether Steam's ticket is taken a second time is not known.

        Args:
            token: The user's session ticket. The page's sample shows a bare number; SDKs send a string.
            key: The game's API key, under the name that pages and Unreal use.
            game_api_key: Another name of `key`.
            active_steam_app_id: Which app the ticket is for, where the game has several Steam app ids configured.

        `POST /game/v1/player/verify`, evidence: documented, retry: once.
        Source: https://ref.lootlocker.io/next-game-api/ (introduction); unity-sdk@03f5eb20
        Runtime/Game/Requests/LootLockerVerifyRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_steam_player_verification import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {"token": token, "key": key, "game_api_key": game_api_key, "active_steam_app_id": active_steam_app_id},
        )

    def steam_psn_session(
        self,
        *,
        platform: str,
        player_identifier: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Steam/PSN Session.

        Starts a session of a player whom the platform's own id names: Steam, PSN, and also Android, Amazon Luna and
        (old) iOS.
        PSN players have to be verified first, Steam players may be, the others can't. What three further optional
        members are is not known.
        May be repeated: the identifier names the same player each time.

        Args:
            platform: The platform of the player. `ios` is old, Apple has session starts of its own.
            player_identifier: The player's id at the platform: a SteamID64 for Steam. For PSN old sources say the online id, Unity
                since 2025-09 the numeric account id.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/v2/session`, evidence: documented, retry: idempotent.
        Source: https://ref.lootlocker.com/game-api (introduction); unity-sdk@03f5eb20
        Runtime/Game/Requests/LootLockerSessionRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_steam_psn_session import OPERATION

        return self._caller.call(
            OPERATION,
            {},
            {
                "platform": platform,
                "player_identifier": player_identifier,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    def end_session(self, *, logout: bool | Unset = UNSET) -> None:
        """End Session.

        Ends the player's session: its token is no longer valid. With `logout` the White Label login ends too.
        May be repeated: an ended session stays ended.

        Args:
            logout: Whether to end the White Label login as well.

        `DELETE /game/v1/session`, evidence: sdk, retry: idempotent.
        Source: godot-sdk@8ab3c23 addons/LootLockerSDK/Game/Requests/LL_Authentication.gd; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_end_session import OPERATION

        return self._caller.call(OPERATION, {"logout": logout}, None)


class AsyncGameAuthentication(AsyncResource):
    """Start a player's session with one of the platforms, verify a platform's ticket, end the session."""

    async def guest_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        player_identifier: str | Unset = UNSET,
        platform: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Guest Session.

        Starts a session of a guest: a player known by an identifier alone, created when it is new.
        Sent once: without an identifier each repeat would create another player.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            player_identifier: Names the guest; the same text is the same player again. Empty or absent: the service makes one up and
                returns it. The service refuses the text `player`.
            platform: Unity sends `guest`. Not needed.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/v2/session/guest`, evidence: documented, retry: once.
        Source: https://ref.lootlocker.com/game/api-5291491; unity-sdk@03f5eb20
        Tests/LootLockerTests/PlayMode/GuestSessionTest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_guest_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "player_identifier": player_identifier,
                "platform": platform,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def white_label_session(
        self,
        *,
        email: str,
        token: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """White Label Session.

        Starts a session of a player who has signed in with White Label Login (Sign In).
        May be repeated: the White Label token stays valid for hours and names the same player each time.

        Args:
            email: The address that the player signed in with.
            token: The `session_token` of Sign In.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/v2/session/white-label`, evidence: sdk, retry: idempotent.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp; lootlocker-
        sudoku@16ee36e pkg/lootlocker/authentication.go (third-party, against the live API).
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_white_label_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "email": email,
                "token": token,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def steam_session(
        self,
        *,
        steam_ticket: str,
        game_version: str | Unset = UNSET,
        steam_app_id: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Steam Session.

        Starts a session of a Steam user. It can't be refreshed: get a new ticket.
        Sent once: whether Steam's ticket is taken a second time is not known.

        Args:
            steam_ticket: The user's authentication session ticket, as hexadecimal text.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            steam_app_id: Which app the ticket is for, where the game has several Steam app ids configured.
            game_api_key: The game's API key. Sources call it `game_api_key` or `game_key`; one of the two is enough.
            game_key: Another name of `game_api_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/steam`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp; godot-
        sdk@8ab3c23 addons/LootLockerSDK/Game/Requests/LL_Authentication.gd.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_steam_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "steam_ticket": steam_ticket,
                "game_version": game_version,
                "steam_app_id": steam_app_id,
                "game_api_key": game_api_key,
                "game_key": game_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def epic_games_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        id_token: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Epic Games Session.

        Starts a session of an Epic Games user, with an id token or the `refresh_token` of the last answer; the answer
        brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: a repeat could spend a refresh token whose answer
        was lost.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            id_token: The id token that Epic Online Services gave the user.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/epic`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_epic_games_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "id_token": id_token,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def apple_sign_in_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        apple_authorization_code: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Apple Sign In Session.

        Starts a session of a user of Sign in with Apple, with an authorization code or the `refresh_token` of the
        last answer; the answer brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: authorization codes are good for one use, and a
        repeat could spend a refresh token.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            apple_authorization_code: The authorization code that Apple gave the user. SDKs of 2022 sent `apple_user_token` here.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/apple`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_apple_sign_in_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "apple_authorization_code": apple_authorization_code,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def apple_game_center_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        bundle_id: str | Unset = UNSET,
        player_id: str | Unset = UNSET,
        public_key_url: str | Unset = UNSET,
        signature: str | Unset = UNSET,
        salt: str | Unset = UNSET,
        timestamp: int | str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Apple Game Center Session.

        Starts a session of a Game Center player, with Game Center's signed proof (all six members) or the last
        `refresh_token`.
        The answer brings a new one; an expired one gives 400, says Unity. Sent once: a repeat could spend a refresh
        token whose answer was lost.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            bundle_id: The app's bundle id.
            player_id: The player's Game Center id.
            public_key_url: Where the public key is that checks the signature.
            signature: Game Center's signature.
            salt: The salt that the signature covers.
            timestamp: The time that the signature covers. Unity sends a number, Unreal a string.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/apple/game-center`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_apple_game_center_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "bundle_id": bundle_id,
                "player_id": player_id,
                "public_key_url": public_key_url,
                "signature": signature,
                "salt": salt,
                "timestamp": timestamp,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def google_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        id_token: str | Unset = UNSET,
        platform: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Google Session.

        Starts a session of a Google user, with an id token or the `refresh_token` of the last answer; the answer
        brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: a repeat could spend a refresh token whose answer
        was lost.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            id_token: The id token that Google gave the user.
            platform: The kind of Google client that the id token was made for.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/google`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_google_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "id_token": id_token,
                "platform": platform,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def google_play_games_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        auth_code: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Google Play Games Session.

        Starts a session of a Google Play Games user, with a server auth code or the `refresh_token` of the last
        answer; the answer brings a new one.
        An expired refresh token gives 401, says Unity, where others give 400. Sent once: auth codes are good for one
        use, and a repeat could spend a refresh token.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            auth_code: The server auth code that Google Play Games gave the user.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_api_key: The game's API key. Sources call it `game_api_key` or `game_key`; one of the two is enough.
            game_key: Another name of `game_api_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/google-play-games/v1/login`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_google_play_games_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "auth_code": auth_code,
                "refresh_token": refresh_token,
                "game_api_key": game_api_key,
                "game_key": game_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def nintendo_switch_session(
        self,
        *,
        nsa_id_token: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Nintendo Switch Session.

        Starts a session of a Nintendo Switch user. It can't be refreshed: get a new id token.
        Sent once: whether the id token is taken a second time is not known.

        Args:
            nsa_id_token: The id token of the user's Nintendo Service Account.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/nintendo-switch`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_nintendo_switch_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "nsa_id_token": nsa_id_token,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def xbox_session(
        self,
        *,
        xbox_user_token: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Xbox Session.

        Starts a session of an Xbox user.
        Sent once: whether the user token is taken a second time is not known.

        Args:
            xbox_user_token: The token that Xbox services gave the user.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/xbox-one`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_xbox_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "xbox_user_token": xbox_user_token,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def meta_oculus_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        user_id: str | Unset = UNSET,
        nonce: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Meta/Oculus Session.

        Starts a session of a Meta (Oculus) user, with user id and nonce or the `refresh_token` of the last answer;
        the answer brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: a nonce is good for one use, and a repeat could
        spend a refresh token.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            user_id: The user's id at Meta.
            nonce: The nonce that proves to LootLocker who the user is.
            refresh_token: The `refresh_token` of the last answer, instead of a new sign-in. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/meta`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_meta_oculus_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "user_id": user_id,
                "nonce": nonce,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def discord_session(
        self,
        *,
        game_version: str | Unset = UNSET,
        access_token: str | Unset = UNSET,
        refresh_token: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Discord Session.

        Starts a session of a Discord user, with an OAuth access token or the `refresh_token` of the last answer; the
        answer brings a new one.
        An expired refresh token gives 400, says Unity. Sent once: a repeat could spend a refresh token whose answer
        was lost.

        Args:
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            access_token: The user's OAuth access token of Discord.
            refresh_token: The `refresh_token` of LootLocker's last answer, not Discord's. The answer carries a new one.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/discord`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_discord_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "game_version": game_version,
                "access_token": access_token,
                "refresh_token": refresh_token,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def psn_session_v3(
        self,
        *,
        auth_code: str,
        game_version: str | Unset = UNSET,
        env_iss_id: int | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """PSN Session (v3).

        Starts a session of a PlayStation Network user whose auth code starts with `v3`.
        Sent once: an auth code is good for one use.

        Args:
            auth_code: The auth code that PlayStation Network gave the user; it starts with `v3`.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            env_iss_id: The issuer id of PlayStation's environment. 256 is production, and what SDKs send unless told otherwise.
            game_api_key: The game's API key. Sources call it `game_api_key` or `game_key`; one of the two is enough.
            game_key: Another name of `game_api_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/session/psn-v3/v1/login`, evidence: sdk, retry: once.
        Source: unity-sdk@03f5eb20 Runtime/Game/Requests/LootLockerSessionRequest.cs; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_psn_session_v3 import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "auth_code": auth_code,
                "game_version": game_version,
                "env_iss_id": env_iss_id,
                "game_api_key": game_api_key,
                "game_key": game_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def psn_player_verification(
        self,
        *,
        token: str,
        key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        psn_issuer_id: int | Unset = UNSET,
    ) -> models.Success:
        """PSN Player Verification.

        Shows that a PlayStation Network user is who they say. Start the session (Steam/PSN Session) within 5 minutes.
        The page's sample is that of Steam. Sent once: an auth code is good for one use.

        Args:
            token: The auth code that PlayStation Network gave the user.
            key: The game's API key, under the name that pages and Unreal use.
            game_api_key: Another name of `key`.
            psn_issuer_id: The issuer id of PlayStation's environment; 256 is production.

        `POST /game/v1/player/verify`, evidence: documented, retry: once.
        Source: https://ref.lootlocker.io/next-game-api/ (introduction); unity-sdk@03f5eb20
        Runtime/Game/Requests/LootLockerVerifyRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_psn_player_verification import OPERATION

        return await self._caller.call(
            OPERATION, {}, {"token": token, "key": key, "game_api_key": game_api_key, "psn_issuer_id": psn_issuer_id}
        )

    async def steam_player_verification(
        self,
        *,
        token: str | int,
        key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        active_steam_app_id: int | Unset = UNSET,
    ) -> models.Success:
        """Steam Player Verification.

        Shows that a Steam user is who they say. Start the session (Steam/PSN Session) within 5 minutes.
        Sent once: whether Steam's ticket is taken a second time is not known.

        Args:
            token: The user's session ticket. The page's sample shows a bare number; SDKs send a string.
            key: The game's API key, under the name that pages and Unreal use.
            game_api_key: Another name of `key`.
            active_steam_app_id: Which app the ticket is for, where the game has several Steam app ids configured.

        `POST /game/v1/player/verify`, evidence: documented, retry: once.
        Source: https://ref.lootlocker.io/next-game-api/ (introduction); unity-sdk@03f5eb20
        Runtime/Game/Requests/LootLockerVerifyRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_steam_player_verification import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {"token": token, "key": key, "game_api_key": game_api_key, "active_steam_app_id": active_steam_app_id},
        )

    async def steam_psn_session(
        self,
        *,
        platform: str,
        player_identifier: str,
        game_version: str | Unset = UNSET,
        game_key: str | Unset = UNSET,
        game_api_key: str | Unset = UNSET,
        optionals: models.SessionOptionals | Mapping[str, Any] | None | Unset = UNSET,
        development_mode: bool | Unset = UNSET,
    ) -> models.Session:
        """Steam/PSN Session.

        Starts a session of a player whom the platform's own id names: Steam, PSN, and also Android, Amazon Luna and
        (old) iOS.
        PSN players have to be verified first, Steam players may be, the others can't. What three further optional
        members are is not known.
        May be repeated: the identifier names the same player each time.

        Args:
            platform: The platform of the player. `ios` is old, Apple has session starts of its own.
            player_identifier: The player's id at the platform: a SteamID64 for Steam. For PSN old sources say the online id, Unity
                since 2025-09 the numeric account id.
            game_version: The game's version: two to four numbers with dots between, MAJOR.MINOR.PATCH.BUILD, as in 0.10.0.0.
            game_key: The game's API key. Sources call it `game_key` or `game_api_key`; one of the two is enough.
            game_api_key: Another name of `game_key`.
            optionals: Things to set on the player while the session starts.
            development_mode: Legacy. Chose the stage environment; only worked with old keys that start with neither `dev_` nor
                `prod_`.

        `POST /game/v2/session`, evidence: documented, retry: idempotent.
        Source: https://ref.lootlocker.com/game-api (introduction); unity-sdk@03f5eb20
        Runtime/Game/Requests/LootLockerSessionRequest.cs.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_steam_psn_session import OPERATION

        return await self._caller.call(
            OPERATION,
            {},
            {
                "platform": platform,
                "player_identifier": player_identifier,
                "game_version": game_version,
                "game_key": game_key,
                "game_api_key": game_api_key,
                "optionals": optionals,
                "development_mode": development_mode,
            },
        )

    async def end_session(self, *, logout: bool | Unset = UNSET) -> None:
        """End Session.

        Ends the player's session: its token is no longer valid. With `logout` the White Label login ends too.
        May be repeated: an ended session stays ended.

        Args:
            logout: Whether to end the White Label login as well.

        `DELETE /game/v1/session`, evidence: sdk, retry: idempotent.
        Source: godot-sdk@8ab3c23 addons/LootLockerSDK/Game/Requests/LL_Authentication.gd; unreal-sdk@d948c23
        LootLockerSDK/Source/LootLockerSDK/Private/GameAPI/LootLockerAuthenticationRequestHandler.cpp.
        Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.
        """
        from .game_end_session import OPERATION

        return await self._caller.call(OPERATION, {"logout": logout}, None)
