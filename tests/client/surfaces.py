"""Every way in which an object, an error or a log record shows what it holds: to find planted secrets in it."""

from __future__ import annotations

import logging
import pickle
import pprint
import traceback
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import attrs

#: Part of every secret that the tests plant, so that one look finds them all.
MARK = "s3cr3t"
TESTS = str(Path(__file__).resolve().parents[1])


def leaks(texts: Iterable[str]) -> list[str]:
    """The lines with a secret in them."""
    return [line.strip()[:300] for text in texts if MARK in text for line in text.splitlines() if MARK in line]


def looks(thing: Any) -> Iterator[str]:
    """What printing, debugging and pickling an object give away, one level deep."""
    yield from (repr(thing), str(thing), format(thing, ""), f"{thing!a}", "%s" % (thing,), pprint.pformat(thing))  # noqa: UP031
    yield repr(getattr(thing, "__dict__", {}))
    if attrs.has(type(thing)):
        yield f"{attrs.asdict(thing)} {attrs.astuple(thing)}"
    for protocol in (2, pickle.HIGHEST_PROTOCOL):
        yield pickle.dumps(thing, protocol).decode("latin-1")


def parts_of(client: Any) -> list[Any]:
    """A client and what it is made of."""
    engine = client._engine
    keeper, pool = engine.keeper, engine.transport.pool
    parts = [client, engine, engine.settings, keeper, keeper._login, engine.transport, pool, engine.limiter]
    return [*parts, engine.hooks]


def _chained(error: BaseException | None, known: set[int]) -> Iterator[BaseException]:
    if error is not None and id(error) not in known:
        known.add(id(error))
        yield error
        for other in (error.__cause__, error.__context__, *getattr(error, "exceptions", ())):
            yield from _chained(other, known)


def told_by(error: BaseException) -> Iterator[str]:
    """What a traceback, a log, a pickle or a crash report would show of an error and of all that led to it.

    Crash reports hold the variables of each frame. The frames of the tests are left out: they hold what was planted.
    """
    yield "".join(traceback.format_exception(error))
    for each in _chained(error, set()):
        yield from looks(each)
        yield repr(each.args)
        for frame in traceback.TracebackException.from_exception(each, capture_locals=True).stack:
            if not frame.filename.startswith(TESTS):
                yield f"{frame.filename}:{frame.lineno} {frame.name} {frame.locals}"


class Overheard(logging.Handler):
    """Keeps what every logger says, at every level.

    Attributes:
        texts: By logger, each record's text, arguments, other members and error.
    """

    def __init__(self) -> None:
        super().__init__(logging.NOTSET)
        self.texts: dict[str, list[str]] = {}

    def emit(self, record: logging.LogRecord) -> None:
        texts = self.texts.setdefault(record.name, [])
        texts += [record.getMessage(), repr(record.args), repr(record.__dict__)]
        if record.exc_info and record.exc_info[1]:
            texts += told_by(record.exc_info[1])

    def leaks(self, *, but: str = "nobody") -> list[str]:
        """The lines with a secret in them, `but` those of a logger and the ones below it."""
        return leaks(text for name, texts in self.texts.items() if not name.startswith(but) for text in texts)


@contextmanager
def overheard() -> Iterator[Overheard]:
    """Listen to every logger of the process."""
    root, handler = logging.getLogger(), Overheard()
    level = root.level
    root.addHandler(handler)
    root.setLevel(1)
    try:
        yield handler
    finally:
        root.removeHandler(handler)
        root.setLevel(level)
