"""Files on other hosts, whose addresses LootLocker gives: they are asked for with no credential of any kind."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import attrs

from lootlocker_api.client import Operation, Request
from lootlocker_api.streams import pour, pour_async

from ._config import file_address
from ._contents import opened, opened_async
from ._http import AsyncTransport, Transport
from ._outward import Outward
from ._pool import AsyncPool, Pool
from .errors import InvalidRequest

if TYPE_CHECKING:
    from lootlocker_api.streams import Progress, Target

    from ._answers import Outgoing

#: For log and hooks: whoever has the address of a file may read it.
_PATH: Final = "/{file}"


@attrs.frozen
class _Bare:
    """Sends to another host: nothing that belongs to LootLocker goes along."""

    transport: Any

    def open(self, wanted: Outgoing) -> Any:
        """As `Transport.open`, or as `AsyncTransport.open`."""
        return self.transport.open(wanted._replace(headers={}, bare=True))


def _begun(engine: Any, url: object) -> tuple[Any, Request]:
    """What an engine is to another host, and the request there."""
    name = f"{engine.kind}.download"
    engine.check_open(name)
    try:
        origin, target = file_address(url, engine.settings.allow_plain_http)
    except ValueError as error:
        raise InvalidRequest(name, [f"{error}"]) from None
    operation: Operation[bytes] = Operation(
        id="download", name=name, method="GET", path=_PATH, evidence="inferred", retry="safe", reads="bytes"
    )
    guest = engine._copy()
    guest.settings = attrs.evolve(engine.settings, base_url=origin)
    guest.limiter = guest.drift = None
    return guest, Request(operation, target, {}, None)


def download(engine: Any, url: str, to: Target, progress: Progress | None) -> int:
    """Write the file at `url` to `to`; how many bytes came."""
    with Outward():
        guest, request = _begun(engine, url)
        pool = Pool(engine.transport.pool.given, guest.settings.base_url, trust_env=guest.settings.is_remote)
        pool.share(guest)
        guest.transport = _Bare(Transport(pool))
        try:
            return pour(lambda: opened(guest, request), request.operation.name, to, progress)
        finally:
            pool.leave(guest)


async def download_async(engine: Any, url: str, to: Target, progress: Progress | None) -> int:
    """As `download`."""
    with Outward():
        guest, request = _begun(engine, url)
        pool = AsyncPool(engine.transport.pool.given, guest.settings.base_url, trust_env=guest.settings.is_remote)
        pool.share(guest)
        guest.transport = _Bare(AsyncTransport(pool))
        try:
            return await pour_async(lambda: opened_async(guest, request), request.operation.name, to, progress)
        finally:
            await pool.leave(guest)
