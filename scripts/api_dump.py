"""The public Python API as text, one line a name: generated/api.txt.

    python scripts/api_dump.py           # write it, after generating
    python scripts/api_dump.py --check   # say whether the committed one is up to date

Read from the sources, nothing is imported: the same sources give the same bytes on every Python. What a user can't
reach by names without a leading underscore is left out; what a private module defines stands where a public one hands
it out.
"""

from __future__ import annotations

import argparse
import ast
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from api_source import MODULE_FACTS, Function, Import, Module, attrs_options, flat, given_in_init, name_of, shown

ROOT = Path(__file__).resolve().parent.parent
COMMAND = "make generate"
PACKAGES = ("src/lootlocker", "generated/lootlocker_api")
HEAD = "# The public Python API, one line a name. Made by `make generate` from src/ and generated/. Do not edit.\n"
#: Methods with two underscores that users call by syntax.
SYNTAX = {
    *("__init__", "__call__", "__enter__", "__exit__", "__aenter__", "__aexit__", "__iter__", "__next__", "__aiter__"),
    *("__anext__", "__getitem__", "__setitem__", "__contains__", "__len__", "__bool__", "__eq__"),
}
TYPE_VARIABLES = {"TypeVar", "ParamSpec", "TypeVarTuple"}


Members = dict[str, list[tuple[Module, ast.stmt]]]


class SourceError(Exception):
    """A source file can't be read; the message says which and why."""


class Api:
    """The public names of some packages."""

    def __init__(self, folders: list[Path]) -> None:
        self.modules: dict[str, Module] = {}
        for folder in folders:
            for file in sorted(folder.rglob("*.py")):
                parts = [folder.name, *file.relative_to(folder).with_suffix("").parts]
                is_package = parts[-1] == "__init__"
                name = ".".join(parts[:-1] if is_package else parts)
                self.modules[name] = Module(name, file.read_text(encoding="utf-8"), is_package, str(file))
        self.public = [module for module in self.modules.values() if module.is_public]
        self.offered = {
            id(node)
            for module in self.public
            for name in module.public_names()
            for node in self.resolve(module, name)[1] or []
        }

    def lines(self) -> list[str]:
        found = {
            line
            for module in self.public
            for name in module.public_names()
            for line in self.describe(f"{module.name}.{name}", module, name)
        }
        return sorted(found, key=lambda line: (line.removeprefix("async ").split(" ", 1)[1], line))

    def describe(self, path: str, module: Module, name: str) -> Iterator[str]:
        home, found = self.resolve(module, name)
        if isinstance(home, str):
            if home != path:
                yield f"alias {path} = {home}"
        elif home is not module and home.is_public:
            yield f"alias {path} = {home.name}.{name if found is None else name_of(found[0])}"
        else:
            for node in shown(found or []):
                yield from self.definition(path, home, node)

    def resolve(self, module: Module, name: str) -> tuple[Module | str, list[ast.stmt] | None]:
        """Where a name is defined, and how. A text instead of a module: it is a module itself, or nothing of ours."""
        found = module.bindings.get(name, [])
        for each in found:
            if isinstance(each, Import):
                target = each.module if each.name is None else f"{each.module}.{each.name}"
                if target in self.modules or each.module not in self.modules:
                    return target, None
                return self.resolve(self.modules[each.module], each.name or "")
        if not found and f"{module.name}.{name}" in self.modules:
            return f"{module.name}.{name}", None
        return module, [each for each in found if not isinstance(each, Import)]

    def definition(self, path: str, module: Module, node: ast.stmt) -> Iterator[str]:
        match node:
            case ast.ClassDef():
                yield from self.class_lines(path, module, node)
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                yield self.function_line(path, module, node, bound=False)
            case ast.AnnAssign():
                yield f"attribute {path}: {ast.unparse(node.annotation)}{_constant(node.value)}"
            case ast.Assign(value=ast.Call(func=ast.Name(id=called))) if called in TYPE_VARIABLES:
                pass
            case ast.Assign(value=ast.Name() | ast.Attribute() | ast.Subscript() | ast.BinOp() as value):
                yield f"attribute {path} = {ast.unparse(value)}"
            case ast.Assign():
                value_text = "" if path.rpartition(".")[2] in MODULE_FACTS else _constant(node.value)
                yield f"attribute {path}{value_text}"
            case _:
                pass

    def class_lines(self, path: str, module: Module, node: ast.ClassDef) -> Iterator[str]:
        attrs = attrs_options(node)
        options = "".join(f" {option}" for option in ("frozen", "kw_only") if option in attrs)
        bases = [ast.unparse(base) for base in node.bases if not self.is_private(module, base)]
        yield f"class {path}({', '.join(bases)}){options}"
        members = self.members(module, node, lambda base: id(base) not in self.offered)
        if attrs and "kw_only" not in attrs and "__init__" not in members:
            fields = [
                f"{name}: {ast.unparse(each.annotation)}{self.default(home, each.value)}"
                for name, [*_, (home, each)] in self.members(module, node, lambda _: True).items()
                if isinstance(each, ast.AnnAssign) and not ast.unparse(each.annotation).startswith("ClassVar")
            ]
            yield f"def {path}.__init__({', '.join(fields)}) -> None"
        for name, found in members.items():
            if name.startswith("_") and name not in SYNTAX:
                continue
            homes = {id(each): home for home, each in found}
            for each in shown([statement for _, statement in found]):
                yield from self.member_lines(f"{path}.{name}", homes[id(each)], each)

    def members(self, module: Module, node: ast.ClassDef, wanted: Callable[[ast.ClassDef], bool]) -> Members:
        """What a class has, by name: its own, and that of its wanted bases. A base's comes first, as attrs has it."""
        found: Members = {}
        for base in reversed(node.bases):
            for home, each in self.classes(module, base):
                if wanted(each):
                    found |= self.members(home, each, wanted)
        own: Members = {}
        for statement in flat(node.body):
            if name := name_of(statement):
                own.setdefault(name, []).append((module, statement))
            if isinstance(statement, ast.FunctionDef) and statement.name == "__init__":
                for name, given in given_in_init(statement).items():
                    own.setdefault(name, [(module, given)])
        return found | own

    def classes(self, module: Module, base: ast.expr) -> Iterator[tuple[Module, ast.ClassDef]]:
        """The class that a base names, if it is one of ours."""
        plain = base.value if isinstance(base, ast.Subscript) else base
        home, found = self.resolve(module, plain.id) if isinstance(plain, ast.Name) else ("", None)
        if isinstance(home, Module):
            yield from ((home, each) for each in found or [] if isinstance(each, ast.ClassDef))

    def is_private(self, module: Module, base: ast.expr) -> bool:
        found = list(self.classes(module, base))
        return bool(found) and all(id(each) not in self.offered for _, each in found)

    def member_lines(self, path: str, module: Module, node: ast.stmt) -> Iterator[str]:
        match node:
            case ast.FunctionDef() | ast.AsyncFunctionDef():
                marks = {ast.unparse(each) for each in node.decorator_list}
                if marks & {"property", "cached_property", "functools.cached_property"}:
                    yield f"property {path}: {_returned(node)}"
                elif any(mark.endswith((".setter", ".deleter")) for mark in marks):
                    yield f"settable {path}"
                else:
                    kind = next((mark for mark in ("classmethod", "staticmethod") if mark in marks), "")
                    yield self.function_line(path, module, node, bound=kind != "staticmethod")
            case ast.AnnAssign():
                yield f"attribute {path}: {ast.unparse(node.annotation)}{self.default(module, node.value)}"
            case ast.ClassDef():
                yield from self.class_lines(path, module, node)
            case _:
                yield from self.definition(path, module, node)

    def function_line(self, path: str, module: Module, node: Function, *, bound: bool) -> str:
        given = node.args
        positional = [*given.posonlyargs, *given.args]
        defaults = [*[None] * (len(positional) - len(given.defaults)), *given.defaults]
        parts = [self.argument(module, each, default) for each, default in zip(positional, defaults, strict=True)]
        if given.posonlyargs:
            parts.insert(len(given.posonlyargs), "/")
        if bound:
            parts = parts[1:]
        if given.vararg:
            parts.append(f"*{_typed(given.vararg)}")
        elif given.kwonlyargs:
            parts.append("*")
        parts += [
            self.argument(module, each, default)
            for each, default in zip(given.kwonlyargs, given.kw_defaults, strict=True)
        ]
        if given.kwarg:
            parts.append(f"**{_typed(given.kwarg)}")
        word = "async def" if isinstance(node, ast.AsyncFunctionDef) else "def"
        return f"{word} {path}({', '.join(parts)}) -> {_returned(node)}"

    def argument(self, module: Module, node: ast.arg, default: ast.expr | None) -> str:
        return _typed(node) + (f" = {self.value(module, default)}" if default is not None else "")

    def default(self, module: Module, node: ast.expr | None) -> str:
        """A member's default as a class states it: itself, or in `attrs.field(...)` or a helper that returns that."""
        if not isinstance(node, ast.Call):
            return "" if node is None or ast.unparse(node) == "attrs.NOTHING" else f" = {self.value(module, node)}"
        called = ast.unparse(node.func)
        given = {each.arg: each.value for each in node.keywords}
        if called in ("attrs.field", "field", "dataclasses.field"):
            return " = ..." if "factory" in given else self.default(module, given.get("default"))
        home, found = self.resolve(module, called)
        for each in found or []:
            if isinstance(each, ast.FunctionDef) and isinstance(last := each.body[-1], ast.Return):
                text = self.default(home, last.value) if isinstance(home, Module) else ""
                parameters = [*each.args.args, *each.args.kwonlyargs]
                defaults = [*each.args.defaults, *each.args.kw_defaults][-len(parameters) :] if parameters else []
                own = dict(zip([parameter.arg for parameter in parameters], defaults, strict=False))
                name = text.removeprefix(" = ")
                return self.default(module, given.get(name, own[name])) if name in own else text
        return f" = {ast.unparse(node)}"

    def value(self, module: Module, node: ast.expr) -> str:
        """A default as text; the value behind it, if it is the name of a constant of ours."""
        home: Module | str = module
        name = node.id if isinstance(node, ast.Name) else ""
        if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
            place, name = self.resolve(module, node.value.id)[0], node.attr
            home = self.modules.get(place, place) if isinstance(place, str) else place
        if name and not isinstance(home, str):
            _, found = self.resolve(home, name)
            for each in found or []:
                if isinstance(each, ast.Assign | ast.AnnAssign) and isinstance(each.value, ast.Constant):
                    return ast.unparse(each.value)
        return ast.unparse(node)


def _typed(node: ast.arg) -> str:
    return f"{node.arg}: {ast.unparse(node.annotation)}" if node.annotation else node.arg


def _returned(node: Function) -> str:
    return ast.unparse(node.returns) if node.returns else "Any"


def _constant(node: ast.expr | None) -> str:
    return f" = {ast.unparse(node)}" if isinstance(node, ast.Constant) else ""


def api_file(root: Path) -> Path:
    return root / "generated" / "api.txt"


def dump(root: Path = ROOT) -> str:
    """The text of generated/api.txt for the sources below `root`.

    Raises:
        SourceError: A source file is not Python.
    """
    try:
        lines = Api([root / folder for folder in PACKAGES]).lines()
    except SyntaxError as error:
        file = Path(error.filename or root).relative_to(root).as_posix()
        raise SourceError(f"{file}:{error.lineno}: this is not Python: {error.msg}.") from None
    return HEAD + "".join(f"{line}\n" for line in lines)


def verify_api(root: Path = ROOT) -> list[str]:
    """A sentence if generated/api.txt is not what the sources define."""
    file = api_file(root)
    if not file.is_file():
        return [f"generated/api.txt is missing; run: {COMMAND}"]
    if file.read_text(encoding="utf-8") != dump(root):
        return [f"generated/api.txt is not what src/ and generated/lootlocker_api define; run: {COMMAND}"]
    return []


def main() -> None:
    parser = argparse.ArgumentParser(description="Write or check generated/api.txt.")
    parser.add_argument("--check", action="store_true", help="compare instead of writing")
    parser.add_argument("--root", type=Path, default=ROOT, help="the project to read; this one by default")
    arguments = parser.parse_args()
    root: Path = arguments.root
    problems: list[str] = []
    try:
        if arguments.check:
            problems = verify_api(root)
        else:
            api_file(root).write_text(dump(root), encoding="utf-8", newline="\n")
    except SourceError as error:
        problems = [str(error)]
    if problems:
        sys.exit("\n".join(problems))


if __name__ == "__main__":
    main()
