"""The examples run as they are printed; the quickstart has a test of its own."""

from __future__ import annotations

import runpy
from collections.abc import Iterator
from pathlib import Path

import pytest
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import StatusCode

from lootlocker.sandbox import Sandbox

EXAMPLES = Path(__file__).parent.parent / "examples"


@pytest.fixture
def sandbox(monkeypatch: pytest.MonkeyPatch) -> Iterator[Sandbox]:
    with Sandbox() as running:
        monkeypatch.setenv("LOOTLOCKER_BASE_URL", running.base_url)
        monkeypatch.setenv("LOOTLOCKER_GAME_KEY", running.game_key)
        monkeypatch.setenv("LOOTLOCKER_GAME_VERSION", running.game_version)
        yield running


def test_opentelemetry_gets_a_span_an_attempt_in_one_trace(sandbox: Sandbox) -> None:
    sandbox.fail_next(429, operation="game.heroes.create_player_hero", headers={"Retry-After": "0"})
    exporter = InMemorySpanExporter()
    runpy.run_path(str(EXAMPLES / "opentelemetry_hooks.py"))["play"](exporter)
    *calls, play = exporter.get_finished_spans()
    start, create = "game.authentication.guest_session", "game.heroes.create_player_hero"
    assert [span.name for span in calls] == [start, create, create]
    told = [dict(span.attributes or {}) for span in calls]
    assert [each["http.response.status_code"] for each in told] == [200, 429, 200]
    assert [each["http.request.resend_count"] for each in told] == [0, 0, 1]
    assert told[1]["lootlocker.request_id"] == told[2]["lootlocker.request_id"] != told[0]["lootlocker.request_id"]
    assert [span.status.status_code for span in calls] == [StatusCode.UNSET, StatusCode.ERROR, StatusCode.UNSET]
    assert len({span.context.trace_id for span in [*calls, play] if span.context}) == 1
    assert [event.name for event in play.events] == ["wait"]
    sent = [dict(request.headers).get("traceparent", "") for request in sandbox.requests]
    spans = [f"{span.context.span_id:016x}" for span in calls if span.context]
    assert [header.split("-")[2] for header in sent] == spans
