"""Sandboxes over real HTTP, and plain clients for them."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest

from lootlocker.sandbox import Sandbox
from support.sandbox import Api, Clock, Document
from support.strict import StrictApi


@pytest.fixture(scope="session")
def document() -> Document:
    return Document()


@pytest.fixture(scope="module")
def sandbox() -> Iterator[Sandbox]:
    with Sandbox() as running:
        yield running


@pytest.fixture
def api(sandbox: Sandbox, document: Document) -> Iterator[Api]:
    api = Api(sandbox, document)
    yield api
    sandbox.clear_faults()
    api.http.close()


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def timed(clock: Clock, document: Document) -> Iterator[Api]:
    """A sandbox of its own whose clock is `clock`."""
    with Sandbox(clock=clock) as running:
        api = Api(running, document)
        yield api
        api.http.close()


@pytest.fixture
def open_api(document: Document) -> Iterator[Callable[[Sandbox], Api]]:
    """Makes clients for sandboxes that a test starts by itself."""
    made: list[Api] = []

    def make(sandbox: Sandbox) -> Api:
        made.append(Api(sandbox, document))
        return made[-1]

    yield make
    for api in made:
        api.http.close()


@pytest.fixture
def strict(sandbox: Sandbox, document: Document) -> Iterator[StrictApi]:
    """Clients for which every answer has to come from a handler and to match the document to the last member."""
    api = StrictApi(sandbox, document)
    yield api
    api.http.close()


@pytest.fixture
def timed_strict(clock: Clock, document: Document) -> Iterator[StrictApi]:
    """The same, of a sandbox of its own whose clock is `clock`."""
    with Sandbox(clock=clock) as running:
        api = StrictApi(running, document)
        yield api
        api.http.close()
