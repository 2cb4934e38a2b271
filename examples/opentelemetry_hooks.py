"""Each request of a client as a span of OpenTelemetry: needs `opentelemetry-sdk`.

A retried call gives one span for each attempt, with the same `lootlocker.request_id`. The trace travels along in the
header `traceparent`. Put LOOTLOCKER_BASE_URL, LOOTLOCKER_GAME_KEY and LOOTLOCKER_GAME_VERSION into the environment
(`python -m lootlocker.sandbox` prints them), then run this file.
"""

from opentelemetry import propagate, trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import ConsoleSpanExporter, SimpleSpanProcessor, SpanExporter
from opentelemetry.trace import SpanKind, Status, StatusCode

from lootlocker import GameClient
from lootlocker.auth import GuestLogin
from lootlocker.hooks import AnswerEvent, Hooks, RequestEvent, WaitEvent


def tracing(tracer: trace.Tracer) -> Hooks:
    """Hooks that open a span before each request and close it with its answer."""

    def before_request(event: RequestEvent) -> None:
        span = tracer.start_span(event.operation, kind=SpanKind.CLIENT)
        span.set_attribute("http.request.method", event.method)
        span.set_attribute("server.address", event.host)
        span.set_attribute("url.template", event.path)
        span.set_attribute("http.request.resend_count", event.attempt - 1)
        span.set_attribute("lootlocker.request_id", event.request_id)
        propagate.inject(event.headers, context=trace.set_span_in_context(span))
        event.state["span"] = span

    def after_answer(event: AnswerEvent) -> None:
        span: trace.Span = event.request.state["span"]
        if event.status is not None:
            span.set_attribute("http.response.status_code", event.status)
        if event.server_request_id is not None:
            span.set_attribute("lootlocker.server_request_id", event.server_request_id)
        if event.status is None or event.status >= 400:
            span.set_status(Status(StatusCode.ERROR, event.reason))
        span.end()

    def before_wait(event: WaitEvent) -> None:
        trace.get_current_span().add_event("wait", {"seconds": event.seconds, "reason": event.reason})

    return Hooks(before_request=before_request, after_answer=after_answer, before_wait=before_wait)


def play(exporter: SpanExporter) -> None:
    provider = TracerProvider()
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    tracer = provider.get_tracer("lootlocker")
    with tracer.start_as_current_span("play"), GameClient(login=GuestLogin(), hooks=tracing(tracer)) as game:
        game.heroes.create_player_hero(hero_id=8)
    provider.shutdown()


if __name__ == "__main__":
    play(ConsoleSpanExporter())
