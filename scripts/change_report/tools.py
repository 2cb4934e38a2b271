"""What changed in what the client is made with, the document aside: generator, templates, dependencies."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from change_report.collect import State
from change_report.generated import PACKAGE
from change_report.rows import Effect, Row, shown
from lock import TEMPLATES, tree

#: Keys of the lock that say nothing of their own here: the document and the output have their rows elsewhere.
UNTOLD = {"document", "output", "templates", "api"}
PIN = re.compile(r"^([A-Za-z0-9._-]+(?:\[[^\]]*\])?)==([^\s;\\]+)", re.MULTILINE)
NAME = re.compile(r"[A-Za-z0-9._-]+(?:\[[^\]]*\])?")
SHOWN_PINS = 8


def tool_rows(before: State, now: State, *, sound: bool) -> Iterator[Row]:
    """A row for each tool, template and dependency that changed.

    Args:
        sound: Whether the generated client is what tools and templates make. If so, and it is what it was at BASE,
            a change of those reached developers alone.
    """
    silent = sound and tree(before.root / PACKAGE) == tree(now.root / PACKAGE)
    for row in (*_locked(before, now), *_templates(before.root, now.root)):
        if silent:
            kind, _, name = row.subject.partition(" ")
            text = f"{row.text.partition(': ')[0]}: no generated code differs"
            yield replace(row, subject=f"tool of developers ({kind}) {name}", text=text)
        else:
            yield row
    yield from _requirements(before, now)
    yield from _pins(before.root, now.root)


def _locked(before: State, now: State) -> Iterator[Row]:
    """Versions of tools in the lock. A hash says only that something changed, and what did has a row of its own.

    Without a lock, or with half a one, it is not known what changed; that the lock is missing is told elsewhere.
    """
    if not before.lock:
        return
    for key, new in sorted(now.lock.items()):
        old = before.lock.get(key)
        hashes = all(value is None or len(str(value)) == 64 for value in (old, new))
        if key not in UNTOLD and not hashes and old != new:
            text = f"became {new} (was {old or 'absent'}): the client was generated anew with it"
            yield Row("generator-bumped", "tools", f"generator {key}", text, "", "generated/lock.json")


def _templates(before: Path, now: Path) -> Iterator[Row]:
    old, new = _shaping(before), _shaping(now)
    for name in sorted(old.keys() | new.keys()):
        if old.get(name) != new.get(name):
            word = "was added" if name not in old else "was removed" if name not in new else "changed"
            text = f"{word} ({_size(old.get(name, b''), new.get(name, b''))}): it shapes the generated client"
            kind = "template" if name.startswith("templates/") else "generator"
            yield Row(f"{kind}-changed", "tools", f"{kind} {name}", text, "", name)


def _shaping(root: Path) -> dict[str, bytes]:
    found: dict[str, bytes] = {}
    for name in TEMPLATES:
        path = root / name
        if path.is_dir():
            found |= {f"{name}/{inner}": content for inner, content in tree(path).items()}
        elif path.is_file():
            found[name] = path.read_bytes()
    return found


def _size(old: bytes, new: bytes) -> str:
    lines = list(difflib.ndiff(old.decode(errors="replace").splitlines(), new.decode(errors="replace").splitlines()))
    return f"+{sum(line[:1] == '+' for line in lines)} -{sum(line[:1] == '-' for line in lines)}"


def _requirements(before: State, now: State) -> Iterator[Row]:
    """What pyproject.toml asks for: what users install, and the interpreter, from what only developers use."""
    old, new = before.project.get("project", {}), now.project.get("project", {})
    if old.get("requires-python") != new.get("requires-python"):
        text = f"became {shown(new.get('requires-python'))} (was {shown(old.get('requires-python'))})"
        breaks = _least(new.get("requires-python")) > _least(old.get("requires-python"))
        effect: Effect = "breaking" if breaks else "additive"
        code = "pip install lootlocker-client  # finds no version for an older Python" if breaks else ""
        yield Row("python-changed", effect, "requires-python", text, code, "pyproject.toml")
    yield from _asked("dependency", old.get("dependencies", []), new.get("dependencies", []))
    extras = (old.get("optional-dependencies", {}), new.get("optional-dependencies", {}))
    for name in sorted(extras[0].keys() | extras[1].keys()):
        if name not in extras[1]:
            code = f"pip install 'lootlocker-client[{name}]'  # there is no such extra any more"
            yield Row("extra-removed", "breaking", f"extra {name}", "was removed", code, "pyproject.toml")
        elif name not in extras[0]:
            text = f"was added: {shown(', '.join(extras[1][name]))}"
            yield Row("extra-added", "additive", f"extra {name}", text, "", "pyproject.toml")
        else:
            yield from _asked(f"dependency of [{name}]", extras[0].get(name, []), extras[1].get(name, []))
    groups = (before.project.get("dependency-groups", {}), now.project.get("dependency-groups", {}))
    for name in sorted(groups[0].keys() | groups[1].keys()):
        yield from _asked(f"tool of developers ({name})", groups[0].get(name, []), groups[1].get(name, []))
    build = [state.project.get("build-system", {}).get("requires", []) for state in (before, now)]
    yield from _asked("build tool", *build)


def _asked(kind: str, old: list[str], new: list[str]) -> Iterator[Row]:
    before, after = ({_name(each): each for each in side if isinstance(each, str)} for side in (old, new))
    for name in sorted(before.keys() | after.keys()):
        if before.get(name) != after.get(name):
            was, is_now = (shown(side[name]) if name in side else "absent" for side in (before, after))
            yield Row(
                "dependency-changed", "tools", f"{kind} {name}", f"became {is_now} (was {was})", "", "pyproject.toml"
            )


def _name(requirement: str) -> str:
    match = NAME.match(requirement)
    return match[0].lower() if match else requirement


def _least(requires: object) -> tuple[int, ...]:
    match = re.search(r">=\s*([\d.]+)", str(requires))
    return tuple(int(part) for part in match[1].split(".") if part) if match else ()


def _pins(before: Path, now: Path) -> Iterator[Row]:
    """One row for each file of pins, with the first of those that changed."""
    names = sorted({file.name for root in (before, now) for file in (root / "requirements").glob("*.txt")})
    for name in names:
        old, new = (_pinned(root / "requirements" / name) for root in (before, now))
        changed = [each for each in sorted(old.keys() | new.keys()) if old.get(each) != new.get(each)]
        if changed:
            told = ", ".join(
                f"{each} {old.get(each, 'absent')} to {new.get(each, 'absent')}" for each in changed[:SHOWN_PINS]
            )
            more = f" and {len(changed) - SHOWN_PINS} more" if len(changed) > SHOWN_PINS else ""
            text = f"{len(changed)} pins changed: {told}{more}"
            yield Row("pins-changed", "tools", f"requirements/{name}", text, "", f"requirements/{name}")


def _pinned(file: Path) -> dict[str, str]:
    return dict(PIN.findall(file.read_text(encoding="utf-8"))) if file.is_file() else {}
