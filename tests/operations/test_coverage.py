"""The tables leave no body of theirs out, and the sync and async clients have the same methods."""

from __future__ import annotations

import inspect
import re
from collections import Counter
from typing import Any

import pytest

from lootlocker import AsyncGameClient, AsyncServerClient, GameClient, ServerClient
from support.document import DOCUMENT

from .test_operations import CASES

OPERATIONS = [
    node
    for item in DOCUMENT["paths"].values()
    for method, node in item.items()
    if method in ("get", "put", "post", "patch", "delete")
]
CLIENTS = {"game": (GameClient, AsyncGameClient), "server": (ServerClient, AsyncServerClient)}
# The schema of each body that the tables send, by operationId.
BODIES = {
    node["operationId"]: DOCUMENT["components"]["schemas"][
        node["requestBody"]["content"]["application/json"]["schema"]["$ref"].rsplit("/", 1)[1]
    ]
    for node in OPERATIONS
    if node["operationId"] in {case.operation for case in CASES} and "requestBody" in node
}


def group_and_method(operation: dict[str, Any]) -> tuple[str, str, str]:
    """`Server Characters & Heroes`, `server_get_player_heroes` -> server, characters_heroes, get_player_heroes."""
    api, _, group = operation["tags"][0].partition(" ")
    words = re.findall(r"[a-z]+", group.lower())
    return api.lower(), "_".join(words), operation["operationId"].removeprefix(f"{api.lower()}_")


def test_each_scenario_has_a_name_of_its_own() -> None:
    assert [name for name, times in Counter(map(str, CASES)).items() if times > 1] == []


def fits(body: dict[str, Any], alternative: dict[str, Any]) -> bool:
    forbidden = {name for name, rule in alternative.get("properties", {}).items() if rule is False}
    return body.keys() >= set(alternative["required"]) and not body.keys() & forbidden


def sent_bodies(operation: str) -> list[dict[str, Any]]:
    return [case.body for case in CASES if case.operation == operation]


@pytest.mark.parametrize("operation", BODIES)
def test_every_alternative_and_member_of_a_body_is_sent(operation: str) -> None:
    schema, sent = BODIES[operation], sent_bodies(operation)
    for alternative in schema.get("oneOf", ()):
        assert any(fits(body, alternative) for body in sent), f"nobody sends {alternative['title']}"
    assert schema["properties"].keys() == {name for body in sent for name in body}


def test_every_alternative_of_a_granted_item_is_sent_with_others() -> None:
    schema = DOCUMENT["components"]["schemas"]["GrantItem"]
    sent = [item for body in sent_bodies("server_alter_player_inventory") for item in body.get("add", [])]
    assert [
        alternative["title"] for alternative in schema["oneOf"] if not any(fits(x, alternative) for x in sent)
    ] == []


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation["operationId"])
def test_the_method_is_on_both_clients_with_the_same_signature(operation: dict[str, Any]) -> None:
    api, group, method = group_and_method(operation)
    sync, awaited = (inspect.get_annotations(vars_of(client, group).fget)["return"] for client in CLIENTS[api])
    assert awaited == f"Async{sync}"
    package = __import__(f"lootlocker_api.api.{api}_{group}", fromlist=[sync])
    one, other = getattr(getattr(package, sync), method), getattr(getattr(package, awaited), method)
    assert str(inspect.signature(one)) == str(inspect.signature(other)).replace("AsyncJsonStream", "JsonStream")
    assert inspect.iscoroutinefunction(other) == ("x-stream" not in operation)
    assert not inspect.iscoroutinefunction(one)
    if "x-pagination" in operation:
        name = f"iter_{re.sub('^(list|get)_', '', method)}"
        pages, awaited_pages = getattr(getattr(package, sync), name), getattr(getattr(package, awaited), name)
        takes = dict(inspect.signature(one).parameters)
        rule = operation["x-pagination"]
        after = (
            rule["page"] if rule["kind"] == "page" else rule["after"]
        )  # may be a pager's cursor, which is None at the start
        takes[after] = takes[after].replace(annotation=f"{takes[after].annotation} | None")
        assert list(inspect.signature(pages).parameters.values()) == list(takes.values())
        assert inspect.signature(pages).parameters == inspect.signature(awaited_pages).parameters


def vars_of(client: type, group: str) -> Any:
    """The property of a client that hands out a group."""
    return inspect.getattr_static(client, group)


@pytest.mark.parametrize(("sync", "awaited"), CLIENTS.values(), ids=list(CLIENTS))
def test_the_clients_have_the_same_members_and_groups(sync: type, awaited: type) -> None:
    def public(kind: type) -> set[str]:
        return {name for name in dir(kind) if not name.startswith("_")}

    def signatures(kind: type) -> dict[str, Any]:
        members = {name: inspect.getattr_static(kind, name) for name in public(kind)}
        return {
            name: list(inspect.signature(member).parameters.values())
            for name, member in members.items()
            if inspect.isfunction(member)
        }

    groups = {group_and_method(each)[1] for each in OPERATIONS if CLIENTS[group_and_method(each)[0]][0] is sync}
    assert groups <= public(sync)
    assert public(sync) == public(awaited) - {"aclose"}
    assert signatures(sync) == {name: each for name, each in signatures(awaited).items() if name != "aclose"}
