"""Writes what a walk found, as Markdown for people or as JSON.

There is no value out of an answer in it, no argument and no host of one's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlsplit

import attrs

from .. import __version__
from .._config import LIVE_HOSTS
from ._document import Document, source_file, steps
from ._patch import Change, as_yaml, proposal

if TYPE_CHECKING:
    from ._answers import Drift
    from ._compare import Coverage, Kind
    from ._walk import Called, Left

_WORDS: Final[dict[Kind, str]] = {
    "unknown_field": "unknown field",
    "missing_field": "missing field",
    "other_type": "other type",
    "other_format": "other format",
    "new_value": "new enum value",
    "undocumented_status": "undocumented status",
    "other_content_type": "other content type",
    "not_json": "not JSON",
    "no_body": "no body",
    "unexpected_body": "unexpected body",
    "not_successful": "success: false",
}


@attrs.frozen
class Report:
    """What a walk found.

    Attributes:
        host: Where the answers came from, without what is one's own.
        drifts: Every difference, in the order of their coming.
        unseen: Documented members that no answer had, by the schema's place, of the schemas that came at all.
        stopped: Why the walk ended early, or empty.
    """

    document: Document
    host: str
    drifts: list[Drift]
    unseen: dict[str, list[str]]
    called: list[Called]
    left: list[Left]
    stopped: bool

    def to_json(self) -> str:
        """The whole as JSON."""
        found: dict[str, Any] = {
            "client": __version__,
            "document": self.document.source["info"]["version"],
            "date": _today(),
            "host": self.host,
            "complete": not self.stopped,
            "drifts": [{**attrs.asdict(drift), "file": source_file(drift.pointer)[0]} for drift in self.drifts],
            "proposal": [{"file": change.file, **change.to_json()} for change in self._proposal],
            "never_seen": self.unseen,
            "called": [{"operation": each.operation.name, "statuses": [*each.statuses]} for each in self.called],
            "not_called": [
                {"operation": each.operation.name, "reason": each.reason, "missing_arguments": [*each.names]}
                for each in self.left
            ],
        }
        return json.dumps(found, indent=2) + "\n"

    @property
    def _proposal(self) -> list[Change]:
        return proposal(self.drifts, self.document)

    def to_markdown(self) -> str:
        """The whole for people."""
        return "\n".join(self._lines()) + "\n"

    def _lines(self) -> Iterator[str]:
        groups = _grouped(self.drifts)
        yield "# Is the document true?"
        yield ""
        version = self.document.source["info"]["version"]
        yield (
            f"{_count(len(self.called), 'operation')} called on {self.host} on {_today()}, compared with document"
            f" {version} of lootlocker-client {__version__}: **{_count(len(groups), 'difference')}**."
        )
        if self.stopped:
            yield "The walk ended early, so this is not everything."
        yield "Names, places, types and shapes only: no value out of an answer is in this report."
        yield from self._differences(groups)
        yield from self._patch(self._proposal)
        yield from self._never_seen()
        yield from self._calls()

    def _differences(self, groups: list[list[Drift]]) -> Iterator[str]:
        if not groups:
            return
        yield from ("", "## Differences", "")
        yield "| what | where in the answer | documented | came | operation | in the document |"
        yield "|---|---|---|---|---|---|"
        for group in groups:
            first = group[0]
            names = list(dict.fromkeys(drift.operation for drift in group))
            more = f" and {len(names) - 1} more" if len(names) > 1 else ""
            cells = (
                _WORDS[first.kind],
                _code(first.place) if first.place else "the answer",
                _cell(first.documented),
                _cell(first.came),
                f"{_code(f'{names[0]} {first.status}')}{more}",
                _code(_home_of(first.pointer)),
            )
            yield f"| {' | '.join(cells)} |"

    def _patch(self, changes: list[Change]) -> Iterator[str]:
        if not changes:
            return
        yield from ("", "## Proposal", "")
        yield "What makes the document say what came. Descriptions are yours to write; then `make lint generate`."
        yield "A difference that has no obvious change is not here."
        yield from ("", "```yaml", *as_yaml(changes).splitlines(), "```")

    def _never_seen(self) -> Iterator[str]:
        if not self.unseen:
            return
        yield from ("", "## Documented, never seen", "")
        yield "No difference: these members may come in other answers."
        yield ""
        for pointer, names in self.unseen.items():
            yield f"- {_code(_home_of(pointer))}: {', '.join(map(_code, names))}"

    def _calls(self) -> Iterator[str]:
        if self.called:
            yield from ("", "## Called", "")
            for each in self.called:
                yield f"- {_code(each.operation.name)}: {', '.join(map(str, each.statuses))}"
        if self.left:
            yield from ("", "## Not called", "")
            for left in self.left:
                yield f"- {_code(left.operation.name)}: {left.reason or _missing(left.names)}"


def _grouped(drifts: Iterable[Drift]) -> list[list[Drift]]:
    """Differences that are one in the document, though several operations or places show them."""
    found: dict[tuple[str, ...], list[Drift]] = {}
    for drift in drifts:
        name = drift.place.rpartition(".")[2]
        found.setdefault((drift.kind, drift.pointer, name, drift.documented, drift.came), []).append(drift)
    return list(found.values())


def unseen_members(document: Document, coverage: Coverage) -> dict[str, list[str]]:
    """Documented members that no answer had, of the schemas of which an object came."""
    found: dict[str, list[str]] = {}
    for home, seen in sorted(coverage.seen.items()):
        names = [name for name in document.schema(home).core.members if name not in seen]
        if names:
            found[home] = names
    return found


def shown_host(base_url: str) -> str:
    """The host, if it is LootLocker's; a domain key before it and one's own hosts are left out."""
    host = urlsplit(base_url).hostname or ""
    for live in LIVE_HOSTS:
        if host == live or host.endswith(f".{live}"):
            return live
    return "a host that is not LootLocker's"


def _today() -> str:
    return datetime.now(UTC).date().isoformat()


def _count(number: int, what: str) -> str:
    return f"{number} {what}" if number == 1 else f"{number} {what}s"


def _missing(names: tuple[str, ...]) -> str:
    options = " ".join(f"--argument {name}=..." for name in names)
    return f"no {' and no '.join(names)} is known: `{options}`"


def _home_of(pointer: str) -> str:
    """A place in the document, as it is looked for in its files."""
    names = steps(pointer)
    if names[0] == "paths":
        return f"{names[2].upper()} {names[1]}, {' '.join(names[3:5])}"
    file, within = source_file(pointer)
    return file + (f"#{within}" if within else "")


def _code(text: str) -> str:
    return f"`{_cell(text)}`"


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("`", "'").replace("\n", " ")
