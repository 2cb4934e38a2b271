"""What to change in the document so that it says what came: a proposal for each difference that has an obvious one."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final, TypeGuard, cast

import attrs

from ._compare import ANY_KEY
from ._document import Document, join, source_file, steps

if TYPE_CHECKING:
    from ._answers import Drift
    from ._document import Json

_PLAIN: Final = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*", re.ASCII)
_WORDS: Final = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
_DESCRIPTION: Final = "Seen in a live answer. What it means is not known."
#: The bundle does not tell which file a path item is in.
_HINT: Final = ", in the file that it names for the path"
_SOURCE: Final = "a live answer, seen by lootlocker-drift"


@attrs.frozen
class Change:
    """One change of the document.

    Attributes:
        op: `add`, `replace` or `remove`, as in a JSON Patch of the bundled document.
        path: JSON pointer into the bundled document.
        value: What is to stand there.
    """

    op: str
    path: str
    value: Any = None

    @property
    def file(self) -> str:
        """The file in `openapi/` to change. Of a path item it is `openapi.yaml`, which names its file."""
        return source_file(self.path)[0]

    def to_json(self) -> Json:
        """As an operation of a JSON Patch."""
        found: Json = {"op": self.op, "path": self.path}
        return found if self.op == "remove" else {**found, "value": self.value}


def proposal(drifts: Iterable[Drift], document: Document) -> list[Change]:
    """The changes that make the document say what came, each place once; those without an obvious one are left out."""
    draft = Document(copy.deepcopy(document.source))
    touched: dict[str, None] = {}
    came: dict[str, list[str]] = {}
    for drift in drifts:
        for pointer in _apply(drift, draft, came):
            touched[pointer] = None
    found = [
        _change(pointer, document, draft) for pointer in sorted(touched, key=lambda each: (source_file(each), each))
    ]
    return [change for change in found if change is not None]


def _change(pointer: str, document: Document, draft: Document) -> Change | None:
    before, after = _find(document, pointer), _find(draft, pointer)
    if after is None:
        return None if before is None else Change("remove", pointer)
    return Change("add" if before is None else "replace", pointer, after)


def _find(document: Document, pointer: str) -> Any:
    try:
        return document.at(pointer)
    except KeyError:
        return None


def _apply(drift: Drift, draft: Document, came: dict[str, list[str]]) -> list[str]:
    """Change the draft as one difference asks for; the pointers of what changed.

    Args:
        came: What new members came as so far, by pointer; it is added to.
    """
    node: Json = draft.at(drift.pointer)
    name = drift.place.rpartition(".")[2]
    match drift.kind:
        case "unknown_field" if name != ANY_KEY:
            pointer = join(drift.pointer, "properties", name)
            shapes = came.setdefault(pointer, [])
            shapes.append(drift.came)
            node.setdefault("properties", {})[name] = _member(shapes)
            return [pointer]
        case "missing_field":
            left = [each for each in node.get("required", ()) if each != name]
            _set(node, "required", left or None)
            return [join(drift.pointer, "required")]
        case "other_type":
            return [join(drift.pointer, *names) for names in _widen(node, drift.came)]
        case "other_format":
            limit = next(each for each in ("x-date", "pattern", "format") if each in node)
            _set(node, limit, None)
            return [join(drift.pointer, limit)]
        case "new_value" if (keyword := _keyword(node)) and not drift.came.startswith("another "):
            node[keyword] = [*node[keyword], drift.came]
            return [join(drift.pointer, keyword)]
        case "undocumented_status":
            node[str(drift.status)] = _response(drift.came.partition(", ")[2])
            return [join(drift.pointer, str(drift.status))]
        case "unexpected_body" if drift.came == "application/json":
            node["content"] = _response(drift.came)["content"]
            return [join(drift.pointer, "content")]
        case "other_content_type" if "/" in drift.came:
            node["content"][drift.came] = {"schema": copy.deepcopy(node["content"]["application/json"]["schema"])}
            return [join(drift.pointer, "content", drift.came)]
        case _:
            return []


def _keyword(node: Json) -> str | None:
    return next((each for each in ("x-extensible-enum", "enum") if each in node), None)


def _set(node: Json, keyword: str, value: Any) -> None:
    if value is None:
        node.pop(keyword, None)
    else:
        node[keyword] = value


def _type(came: str) -> str:
    """The type in what came: `integer`, `null`, or the `array` of `array of string`."""
    return came.partition(" of ")[0]


def _member(shapes: list[str]) -> Json:
    """A new member that came in these shapes. Null alone says nothing of what else may come."""
    found: Json = _schema([_type(shape) for shape in shapes])
    inner = [kind for shape in shapes for kind in shape.partition(" of ")[2].split(" or ") if kind]
    if "items" in found:
        found["items"] = _schema(inner)
    return {**found, "description": _DESCRIPTION, "x-evidence": "inferred", "x-source": [_SOURCE]}


def _schema(kinds: list[str]) -> Json:
    if not set(kinds) - {"null"}:
        return {}
    return {"type": _joined(kinds), "items": {}} if "array" in kinds else {"type": _joined(kinds)}


def _listed(node: Json) -> list[str]:
    found = node.get("type", [])
    return [found] if isinstance(found, str) else list(found)


def _joined(kinds: list[str]) -> str | list[str]:
    different = [kind for kind in dict.fromkeys(kinds) if kind != "integer" or "number" not in kinds]
    return different[0] if len(different) == 1 else different


def _widen(node: Json, came: str) -> list[list[str]]:
    """Let a schema allow one more type; the keywords that changed."""
    kind = _type(came)
    more: Json = {"type": kind, "items": {}} if kind == "array" else {"type": kind}
    if "$ref" in node:
        node["anyOf"] = [{"$ref": node.pop("$ref")}, more]
        return [["$ref"], ["anyOf"]]
    for keyword in ("anyOf", "oneOf"):
        if keyword in node:
            if more not in node[keyword]:
                node[keyword].append(more)
            return [[keyword]]
    node["type"] = _joined([*_listed(node), kind])
    if kind == "array" and "items" not in node:
        node["items"] = {}
        return [["type"], ["items"]]
    return [["type"]]


def _response(media: str) -> Json:
    found: Json = {"description": "Seen in a live answer. When it comes is not known."}
    return {**found, "content": {media: {"schema": {"type": "object"}}}} if "/" in media else found


def as_yaml(changes: Iterable[Change]) -> str:
    """The changes as fragments of the files in `openapi/`, to be put in by hand."""
    files: dict[str, Json] = {}
    for change in changes:
        file, within = source_file(change.path)
        *above, name = steps(within)
        tree = files.setdefault(file, {})
        for each in above:
            tree = tree.setdefault(each, {})
        tree[name] = change
    lines: list[str] = []
    for file, tree in files.items():
        lines += [*([""] if lines else []), f"# {file}{_HINT if 'paths' in tree else ''}", *_fragment(tree, 0, file)]
    return "\n".join(lines) + "\n"


def _fragment(tree: Json, depth: int, file: str) -> list[str]:
    lines: list[str] = []
    for name, below in tree.items():
        start = f"{'  ' * depth}{_scalar(name)}:"
        if not isinstance(below, Change):
            lines += [start, *_fragment(below, depth + 1, file)]
        elif below.op == "remove":
            lines.append(f"{'  ' * depth}# without {name}")
        elif _is_block(below.value):
            lines += [start, *_block(below.value, depth + 1, file)]
        else:
            lines.append(f"{start} {_flow(below.value, file)}")
    return lines


def _is_block(value: object) -> TypeGuard[Json]:
    return isinstance(value, dict) and "$ref" not in value and len(cast("Json", value)) > 0


def _block(value: Json, depth: int, file: str) -> list[str]:
    lines: list[str] = []
    for name, inner in value.items():
        start = f"{'  ' * depth}{_scalar(name)}:"
        if _is_block(inner):
            lines += [start, *_block(inner, depth + 1, file)]
        else:
            lines.append(f"{start} {_flow(inner, file)}")
    return lines


def _flow(value: object, file: str) -> str:
    if isinstance(value, list):
        return f"[{', '.join(_flow(each, file) for each in cast('list[object]', value))}]"
    if isinstance(value, dict):
        members = cast("Json", value)
        if members.keys() == {"$ref"}:
            return "{$ref: " + _reference(members["$ref"], file) + "}"
        return "{" + ", ".join(f"{_scalar(name)}: {_flow(inner, file)}" for name, inner in members.items()) + "}"
    return _scalar(value)


def _reference(pointer: str, file: str) -> str:
    """A reference to another file, as this one writes it. Path items are one folder below `openapi.yaml`."""
    target, within = source_file(pointer.removeprefix("#"))
    target = target.removeprefix("openapi/")
    folder = target.partition("/")[0]
    if file == "openapi/openapi.yaml":
        target = f"../{target}"
    elif file.startswith(f"openapi/{folder}/"):
        target = target.removeprefix(f"{folder}/")
    return _scalar(target + (f"#{within}" if within else ""))


def _scalar(value: Any) -> str:
    if isinstance(value, str) and _PLAIN.fullmatch(value) and value.lower() not in _WORDS:
        return value
    return json.dumps(value, ensure_ascii=True)
