"""Every operation of the document, called for players who have something of everything: most calls succeed.

Some need an id that only an earlier answer gives, an order's or a file's; the tests of the sandbox have those succeed.
"""

from __future__ import annotations

import attrs
import pytest

from lootlocker.auth import GuestLogin
from lootlocker.errors import APIError
from lootlocker.sandbox import Sandbox
from lootlocker.sandbox.strict import answer_problems
from lootlocker_api.types import Model
from support.contract import GUEST, Prepared, dictionary, state
from support.document import DOCUMENT, resolved
from support.sandbox import Api, Document

from .from_document import METHODS, Call, calls
from .world import Clients, Kind

#: The share of all operations: 287 of 346 succeeded when this was written.
MOST = 0.8


#: What others need comes before what takes it away.
ORDER = ("POST", "PUT", "PATCH", "GET", "DELETE")
#: What found nothing is tried again behind all others.
ROUNDS = 3


def order(call: Call) -> tuple[bool, int]:
    ends = "session" in call.operation["operationId"] or "transfer" in call.operation["operationId"]
    return ends, ORDER.index(call.method)


class Home:
    """Puts what there is in place of what the examples name."""

    def __init__(self, prepared: Prepared) -> None:
        self._prepared = prepared

    def at_home(self, call: Call, number: int) -> Call:
        """The same call for the thing of this number, of each kind."""
        arguments = dict(call.arguments)
        for each in call.parameters:
            schema = resolved(each["schema"])
            place = f"{each['in']}.{each['name']}"
            name = dictionary(self._prepared.values, call.operation["operationId"], place, schema)
            if name is not None and each["name"] in arguments:
                found = self._prepared.values[name]
                value = found[number % len(found)]
                arguments[each["name"]] = int(value) if schema.get("type") == "integer" else value
        return attrs.evolve(call, arguments=arguments, body=self._prepared.found(call.body, ""))


@pytest.mark.parametrize("kind", ["sync", "async"])
def test_most_operations_succeed_where_there_is_something_to_find(kind: Kind) -> None:
    with Sandbox() as sandbox:
        api = Api(sandbox, Document())
        values, _ = state(api)
        home, clients = Home(Prepared("Game|Server", values)), Clients(sandbox, kind)
        player = clients.game_client(GuestLogin(player_identifier=GUEST))
        succeeded: set[str] = set()
        broken: list[str] = []
        in_order = sorted(calls(), key=order)
        for number, call in [(number, call) for number in range(ROUNDS) for call in in_order]:
            name, before = call.operation["operationId"], len(sandbox.requests)
            if name in succeeded:
                continue
            here = home.at_home(call, number)
            try:
                answer = here.function(player if call.api == "game" else clients.server)(**here.keywords())
                found = list(answer) if "x-stream" in call.operation else answer
            except APIError as error:
                broken += [str(error)] if error.status >= 500 else []
                continue
            sent = next(each for each in sandbox.requests[before:] if each.operation == name)
            if isinstance(found, Model):
                assert answer_problems(name, sent.status, found.to_dict()) == []
            succeeded.add(name)
        clients.close()
        api.http.close()
    assert broken == []
    known = {item[method]["operationId"] for item in DOCUMENT["paths"].values() for method in METHODS & item.keys()}
    assert len(succeeded) > MOST * len(known), sorted(known - succeeded)
