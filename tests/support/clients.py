"""Clients of the loopback server whose session needs no server."""

from __future__ import annotations

from typing import Any

from lootlocker import AsyncGameClient, AsyncServerClient, GameClient, ServerClient
from lootlocker.auth import SessionTokenLogin

from .http import LoopbackServer, Reply

VERSION = "1.0.0.0"


def game_client(server: LoopbackServer, **options: Any) -> GameClient:
    """A player with a running session."""
    return GameClient("dev_key", **_game_options(server), **options)


def async_game_client(server: LoopbackServer, **options: Any) -> AsyncGameClient:
    return AsyncGameClient("dev_key", **_game_options(server), **options)


def server_client(server: LoopbackServer, **options: Any) -> ServerClient:
    """A game server; its session start is answered."""
    return ServerClient("server_key", **_server_options(server), **options)


def async_server_client(server: LoopbackServer, **options: Any) -> AsyncServerClient:
    return AsyncServerClient("server_key", **_server_options(server), **options)


def _game_options(server: LoopbackServer) -> dict[str, Any]:
    return {
        "login": SessionTokenLogin("player-token"),
        "game_version": VERSION,
        "base_url": server.url,
        "domain_key": "domain",
    }


def _server_options(server: LoopbackServer) -> dict[str, Any]:
    server.on("POST", "/server/session", Reply.json({"token": "server-token"}))
    return {"game_version": VERSION, "base_url": server.url}
