"""A grant that goes into a connection that is just being closed has an unknown outcome, and no fault to blame."""

from __future__ import annotations

import httpx

from lootlocker.sandbox import Sandbox


def test_the_sandbox_closes_no_connection_that_a_client_may_still_use() -> None:
    kept = httpx.Limits().keepalive_expiry
    assert kept is not None
    with Sandbox() as sandbox:
        server = sandbox._server
        assert server is not None
        assert server._uvicorn.config.timeout_keep_alive > 2 * kept
