"""What changed in the public Python API: two dumps (generated/api.txt) compared name by name."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from dataclasses import dataclass

from change_report.annotation import relation
from change_report.rows import Effect, Row, shown

LINE = re.compile(
    r"(?P<kind>class|def|async def|property|settable|attribute|alias) (?P<path>[\w.]+)(?P<rest>.*)", re.DOTALL
)
WORDS = {"def": "function", "async def": "async function", "alias": "name", "settable": "setter"}
#: Users reach the properties of these through a client: `ServerResources.inventories` is `server.inventories`.
ROOTS = re.compile(r"lootlocker_api\.api\.(?:Async)?(Game|Server)Resources$")

#: Each operation has a module that its method reads; users have the method.
MACHINERY = re.compile(r"lootlocker_api\.api\.\w+\.\w+\.OPERATION$")
#: Annotations that say who may set a name, not what it is.
QUALIFIED = re.compile(r"(?:Final|ClassVar)\[(.*)\]")


@dataclass(frozen=True)
class Name:
    """A public name: its kind and the rest of its lines in the dump."""

    kind: str
    path: str
    rest: tuple[str, ...]


@dataclass(frozen=True)
class Parameter:
    """One parameter of a signature; `kind` is positional, keyword or a starred form."""

    kind: str
    annotation: str
    default: str | None


def names(dump: str) -> dict[str, Name]:
    """The names of a dump by path; a path with a setter has one entry for it beside the property's."""
    found: dict[str, Name] = {}
    for line in dump.splitlines():
        match = LINE.fullmatch(line)
        if match and not MACHINERY.match(match["path"]):
            key = f"{match['path']}=" if match["kind"] == "settable" else match["path"]
            known = found.get(key)
            found[key] = Name(match["kind"], match["path"], (*(known.rest if known else ()), match["rest"]))
    return found


class Api:
    """Both dumps.

    Args:
        groups: Classes of operations to the way users reach them: `server.inventories`.
    """

    def __init__(self, before: str, now: str, groups: dict[str, str]) -> None:
        self.before, self.now = names(before), names(now)
        self.groups = groups
        every = {**self.before, **self.now}
        self.short = {
            each.rest[0].removeprefix(" = "): each.path.removeprefix("lootlocker_api.")
            for each in every.values()
            if each.kind == "alias" and each.rest[0].removeprefix(" = ") in every
        }

    def rows(self) -> list[Row]:
        found: dict[tuple[str, str, str], Row] = {}
        for row in self._all():
            found.setdefault((row.subject, row.text, row.effect), row)
        return list(found.values())

    def _all(self) -> Iterator[Row]:
        gone = self.before.keys() - self.now.keys()
        came = self.now.keys() - self.before.keys()
        for path in sorted(gone):
            if not self.within(path, gone) and not self.is_home(path, self.before, gone):
                yield self.whole(self.before[path], "removed")
        for path in sorted(came):
            if not self.within(path, came) and not self.is_home(path, self.now, came):
                yield self.whole(self.now[path], "added")
        for path in sorted(self.before.keys() & self.now.keys()):
            old, new = self.before[path], self.now[path]
            if old != new:
                yield from self.changed(old, new)

    @staticmethod
    def within(path: str, others: set[str]) -> bool:
        """Whether what holds a name came or went, too."""
        return path.rpartition(".")[0] in others

    @staticmethod
    def is_home(path: str, dump: dict[str, Name], others: set[str]) -> bool:
        """Whether a name is a plain alias of another name that came or went."""
        name = dump[path]
        return name.kind == "alias" and name.rest[0].removeprefix(" = ") in others

    def subject(self, path: str) -> tuple[str, str]:
        """How a user writes a path, and the part of it that a change is about."""
        for known, short in (*self.groups.items(), *self.short.items()):
            if path == known:
                return short, ""
            if path.startswith(f"{known}."):
                inner = path.removeprefix(f"{known}.")
                return (f"{short}.{inner}", "") if known in self.groups else (short, inner)
        holder, _, name = path.rpartition(".")
        if match := ROOTS.match(holder):
            return f"{match[1].lower()}.{name}", ""
        return path, ""

    def row(self, change: str, effect: Effect, path: str, text: str, code: str = "", detail: str = "") -> Row:
        subject, part = self.subject(path)
        label = f"{part}: " if part and f" {part} " not in text else ""
        return Row(f"api-{change}", effect, subject, f"{label}{text}", code, "", detail or part)

    def whole(self, name: Name, word: str) -> Row:
        subject, part = self.subject(name.path)
        noun = WORDS.get(name.kind, name.kind)
        effect: Effect = "breaking" if word == "removed" else "additive"
        written = f"{subject}.{part}" if part else subject
        code = f"{written}  # there is no such name any more" if effect == "breaking" else ""
        return self.row(word, effect, name.path, f"{noun} {part + ' ' if part else ''}was {word}", code)

    def changed(self, old: Name, new: Name) -> Iterator[Row]:
        if old.kind != new.kind:
            text = f"became {_article(new.kind)} (was {_article(old.kind)})"
            yield self.row("kind", "breaking", new.path, text, self.code(new, f"is {_article(new.kind)} now"))
        elif new.kind in ("def", "async def"):
            yield from self.signatures(old, new)
        elif new.kind == "class":
            yield from self.classes(old, new)
        elif new.kind == "alias":
            target = new.rest[0].removeprefix(" = ")
            yield self.row("alias", "wire", new.path, f"is {shown(target)} now")
        else:
            yield from self.values(old, new)

    def code(self, name: Name, comment: str) -> str:
        subject, part = self.subject(name.path)
        return f"{subject}.{part}  # {comment}" if part else f"{subject}  # {comment}"

    def classes(self, old: Name, new: Name) -> Iterator[Row]:
        before, after = (each.rest[0].partition(")")[0][1:].split(", ") for each in (old, new))
        for base in before:
            if base and base not in after:
                text = f"is no {base} any more"
                yield self.row("base", "breaking", new.path, text, self.code(new, text))
        for base in after:
            if base and base not in before:
                yield self.row("base", "additive", new.path, f"is a {base} now")
        marks = [set(each.rest[0].rpartition(")")[2].split()) for each in (old, new)]
        for mark in sorted(marks[0] ^ marks[1]):
            breaks = mark in marks[1]
            text = f"{'became' if breaks else 'is no more'} {mark}"
            effect: Effect = "breaking" if breaks else "additive"
            yield self.row("class", effect, new.path, text, self.code(new, text) if breaks else "")

    def values(self, old: Name, new: Name) -> Iterator[Row]:
        (before, was), (after, is_now) = (_value(each.rest[0]) for each in (old, new))
        if relation(before, after) != "same":
            text = f"type became {shown(after)} (was {shown(before)})"
            effect: Effect = "additive" if relation(before, after) == "narrower" else "breaking"
            yield self.row(
                "type", effect, new.path, text, self.code(new, f"is {after} now") if effect == "breaking" else ""
            )
        if was != is_now:
            yield self.row(
                "value", "wire", new.path, f"value became {shown(is_now or 'none')} (was {shown(was or 'none')})"
            )

    def signatures(self, old: Name, new: Name) -> Iterator[Row]:
        if len(old.rest) != 1 or len(new.rest) != 1:
            yield self.row(
                "overloads", "breaking", new.path, "overloads changed", self.code(new, "is typed otherwise now")
            )
            return
        (before, returned), (after, returns) = _signature(old.rest[0]), _signature(new.rest[0])
        for name in before.keys() - after.keys():
            yield self.parameter(new, name, "removed", "breaking", "was removed", f"there is no {name} any more")
        for name in after.keys() - before.keys():
            if after[name].default is None and not after[name].kind.startswith("*"):
                yield self.parameter(new, name, "added", "breaking", "was added, required", f"{name} is required now")
            else:
                yield self.parameter(new, name, "added", "additive", "was added", "")
        for name in before.keys() & after.keys():
            yield from self.parameters(new, name, before[name], after[name])
        order = [[name for name, each in side.items() if each.kind == "positional"] for side in (before, after)]
        kept = [name for name in order[0] if name in order[1]]
        if kept != [name for name in order[1] if name in order[0]]:
            text = f"order of parameters became {', '.join(order[1])}"
            yield self.row("order", "breaking", new.path, text, self.code(new, text), order[1][0])
        if relation(returned, returns) != "same":
            text = f"returns {shown(returns)} (was {shown(returned)})"
            effect: Effect = "additive" if relation(returned, returns) == "narrower" else "breaking"
            code = self.code(new, f"returns {returns} now") if effect == "breaking" else ""
            yield self.row("returns", effect, new.path, text, code, "returns")

    def parameters(self, owner: Name, name: str, old: Parameter, new: Parameter) -> Iterator[Row]:
        if old.kind != new.kind:
            yield self.parameter(
                owner, name, "passing", "breaking", f"is passed as {new.kind} now", f"{name} is {new.kind} now"
            )
        if (old.default is None) != (new.default is None):
            if new.default is None:
                yield self.parameter(owner, name, "required", "breaking", "became required", f"{name} is required now")
            else:
                yield self.parameter(owner, name, "optional", "additive", "became optional", "")
        elif old.default != new.default:
            text = f"default became {shown(new.default)} (was {shown(old.default)})"
            yield self.parameter(owner, name, "default", "breaking", text, f"left out, {name} is {new.default} now")
        how = relation(old.annotation, new.annotation)
        if how != "same":
            effect: Effect = "additive" if how == "wider" else "breaking"
            text = f"type became {shown(new.annotation)} (was {shown(old.annotation)})"
            yield self.parameter(owner, name, "type", effect, text, f"{name} is {new.annotation} now")

    def parameter(self, owner: Name, name: str, change: str, effect: Effect, text: str, comment: str) -> Row:
        subject, part = self.subject(owner.path)
        call = f"{subject}.{part}" if part else subject
        code = f"{call.removesuffix('.__init__')}(...)  # {comment}" if effect == "breaking" else ""
        return self.row(f"parameter-{change}", effect, owner.path, f"parameter {name} {text}", code, name)


def _article(kind: str) -> str:
    word = WORDS.get(kind, kind)
    return f"{'an' if word[0] in 'aeiou' else 'a'} {word}"


def _value(rest: str) -> tuple[str, str]:
    annotation, _, value = rest.partition(" = ")
    plain = annotation.removeprefix(": ")
    qualified = QUALIFIED.fullmatch(plain)
    return qualified[1] if qualified else plain, value


def _signature(rest: str) -> tuple[dict[str, Parameter], str]:
    """The parameters of a signature by name, and what it returns."""
    node = ast.parse(f"def f{rest}: ...").body[0]
    if not isinstance(node, ast.FunctionDef):
        return {}, ""
    given = node.args
    positional = [*given.posonlyargs, *given.args]
    defaults = [*[None] * (len(positional) - len(given.defaults)), *given.defaults]
    found: dict[str, Parameter] = {}
    for each, default in zip(positional, defaults, strict=True):
        found[each.arg] = _parameter("positional", each, default)
    for each, default in zip(given.kwonlyargs, given.kw_defaults, strict=True):
        found[each.arg] = _parameter("keyword", each, default)
    for star, extra in (("*", given.vararg), ("**", given.kwarg)):
        if extra:
            found[extra.arg] = _parameter(f"{star}{extra.arg}", extra, None)
    return found, ast.unparse(node.returns) if node.returns else ""


def _parameter(kind: str, node: ast.arg, default: ast.expr | None) -> Parameter:
    annotation = ast.unparse(node.annotation) if node.annotation else "Any"
    return Parameter(kind, annotation, ast.unparse(default) if default is not None else None)
