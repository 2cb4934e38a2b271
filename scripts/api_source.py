"""What a Python source file defines and hands out, read without importing it."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import NamedTuple

#: Names with two underscores that tell what a package is.
MODULE_FACTS = {"__version__", "__api__"}
#: Modules below these are for the package itself, whatever they are called: users are told to import from the package.
NOT_OFFERED = ("lootlocker.sandbox.",)

Function = ast.FunctionDef | ast.AsyncFunctionDef


class Import(NamedTuple):
    """A name that a module takes from another one; `name` is None for a module itself."""

    module: str
    name: str | None
    handed_out: bool


Binding = ast.stmt | Import


class Module:
    """What one source file defines and imports, by name."""

    def __init__(self, name: str, source: str, is_package: bool, file: str) -> None:
        self.name = name
        self.package = name if is_package else name.rpartition(".")[0]
        self.bindings: dict[str, list[Binding]] = {}
        self.listed: list[str] | None = None
        for node in flat(ast.parse(source, file).body):
            self._bind(node)

    @property
    def is_public(self) -> bool:
        is_named = not any(part.startswith("_") for part in self.name.split("."))
        return is_named and not self.name.startswith(NOT_OFFERED)

    def _bind(self, node: ast.stmt) -> None:
        match node:
            case ast.ImportFrom():
                base = self.package.split(".")
                home = ".".join([*base[: len(base) - node.level + 1], *([node.module] if node.module else [])])
                for each in node.names:
                    found = Import(home if node.level else node.module or "", each.name, each.asname == each.name)
                    self._add(each.asname or each.name, found)
            case ast.Import():
                for each in node.names:
                    self._add(each.asname or each.name.partition(".")[0], Import(each.name, None, False))
            case ast.ClassDef() | ast.FunctionDef() | ast.AsyncFunctionDef():
                self._add(node.name, node)
            case ast.Assign(targets=[ast.Name(id="__all__")], value=ast.List() | ast.Tuple() as listed):
                self.listed = [str(each.value) for each in listed.elts if isinstance(each, ast.Constant)]
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                self._add(name, node)
            case _:
                pass

    def _add(self, name: str, found: Binding) -> None:
        self.bindings.setdefault(name, []).append(found)

    def public_names(self) -> list[str]:
        if self.listed is not None:
            own = MODULE_FACTS & self.bindings.keys()
            return sorted({*self.listed, *own})
        return sorted(
            name
            for name, found in self.bindings.items()
            if (name in MODULE_FACTS or not name.startswith("_"))
            and any(not isinstance(each, Import) or each.handed_out for each in found)
        )


def flat(body: list[ast.stmt]) -> Iterator[ast.stmt]:
    """Statements as a type checker sees them: also inside `if TYPE_CHECKING` and `try`, not inside `if not` it."""
    for node in body:
        match node:
            case ast.If(test=ast.UnaryOp(op=ast.Not(), operand=ast.Name(id="TYPE_CHECKING"))):
                yield from flat(node.orelse)
            case ast.If(test=ast.Name(id="TYPE_CHECKING")) | ast.Try():
                yield from flat(node.body)
            case ast.If():
                yield from flat([*node.body, *node.orelse])
            case _:
                yield node


def name_of(node: ast.stmt) -> str:
    match node:
        case ast.ClassDef(name=name) | ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name):
            return name
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name
        case _:
            return ""


def shown(nodes: list[ast.stmt]) -> list[ast.stmt]:
    """Of several definitions of one name: the overloads if there are any, a property with its setter, else the last."""
    overloads: list[ast.stmt] = [
        each
        for each in nodes
        if isinstance(each, Function) and any(ast.unparse(mark).endswith("overload") for mark in each.decorator_list)
    ]
    decorated: list[ast.stmt] = [each for each in nodes if isinstance(each, Function) and each.decorator_list]
    return overloads or (decorated if len(decorated) > 1 else nodes[-1:])


def attrs_options(node: ast.ClassDef) -> set[str]:
    """The options of `@attrs.define`, `@attrs.frozen` or `@dataclass` that are on; empty where it is none of them."""
    for mark in node.decorator_list:
        call = mark if isinstance(mark, ast.Call) else None
        name = ast.unparse(call.func if call else mark).rpartition(".")[2]
        if name in ("define", "frozen", "dataclass"):
            on = {each.arg or "" for each in (call.keywords if call else []) if ast.unparse(each.value) == "True"}
            return on | {"made", *(("frozen",) if name == "frozen" else ())}
    return set()


def given_in_init(node: ast.FunctionDef) -> dict[str, ast.stmt]:
    """The public attributes that `__init__` sets, with the types of what it sets them to."""
    types = {each.arg: each.annotation for each in [*node.args.args, *node.args.kwonlyargs]}
    found: dict[str, ast.stmt] = {}
    for each in flat(node.body):
        match each:
            case ast.AnnAssign(target=ast.Attribute(value=ast.Name(id="self"), attr=name), annotation=annotation):
                pass
            case ast.Assign(
                targets=[ast.Attribute(value=ast.Name(id="self"), attr=name)], value=ast.Name(id=given)
            ) if (given_type := types.get(given)) is not None:
                annotation = given_type
            case _:
                continue
        if not name.startswith("_"):
            found[name] = ast.AnnAssign(ast.Name(name), annotation, None, 1)
    return found
