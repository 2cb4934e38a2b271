"""Metadata of both APIs."""

from __future__ import annotations

from typing import Any

from .._call import Call
from .._errors import missing
from .._metadata import apply, entries_of, find_source
from .._pages import numbered_page
from . import handles


@handles("game_list_metadata", "server_list_metadata")
def list_entries(call: Call) -> dict[str, Any]:
    source = find_source(call, call.path["source"], call.path["source_id"])
    key, tags = call.query.get("key"), call.query.get("tags")
    entries = entries_of(
        call,
        source,
        keys=None if key is None else [key],
        tags=tags if key is None else None,
        files=not call.query.get("ignore_files", False),
    )
    page, pagination = numbered_page(call, entries)
    answer = {"entries": page, "pagination": pagination}
    return {**answer, "entry": page[0]} if key is not None and page else answer


@handles("game_metadata_operations", "server_metadata_actions")
def operate(call: Call) -> dict[str, Any]:
    """Each operation for itself: what one can't do is told, and the others are done."""
    own = "self" in call.body
    source = find_source(call, "self" if own else call.body["source"], "self" if own else call.body["source_id"])
    for number, operation in enumerate(call.body["entries"]):
        for name in ("action", "key"):
            if name not in operation:
                raise missing(f"entries.{number}.{name}")
    errors: list[dict[str, Any]] = []
    for operation in call.body["entries"]:
        problem = apply(call, source, operation)
        if problem is not None:
            entry = {name: operation[name] for name in ("key", "type") if name in operation}
            errors.append({"action": operation["action"], "error": problem, "entry": entry})
    return {"errors": errors, "source": source.kind, "source_id": source.id}


@handles("game_list_multisource_metadata", "server_list_multisource_metadata")
def several(call: Call) -> dict[str, Any]:
    files = not call.query.get("ignore_files", False)
    found: list[dict[str, Any]] = []
    for asked in call.body["sources"]:
        source = find_source(call, asked["source"], asked["id"])
        entries = entries_of(call, source, keys=asked.get("keys"), files=files)
        found.append({"source": source.kind, "source_id": source.id, "entries": entries})
    return {"metadata": found}
