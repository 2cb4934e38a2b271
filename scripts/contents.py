"""What an operation sends and answers, by the content types that the document names: which form, and which schema."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from annotations import component, is_object

Json = dict[str, Any]
Resolve = Callable[[Json], Json]


class ContentError(Exception):
    """The document names a content that the templates can't express; the message goes behind the operation's name."""


#: What a body's content type is called in `Operation.sends`.
SENDS = {"application/json": "json", "multipart/form-data": "multipart", "application/x-www-form-urlencoded": "form"}
#: What a member of a form may be: it has to travel as text.
PLAIN = {"string", "integer", "number", "boolean"}
BINARY = {"type": "string", "format": "binary"}


class Body(NamedTuple):
    """What an operation sends.

    Attributes:
        sends: `json`, `multipart` or `form`.
        schema: The object whose members are the arguments.
        whole: The only member, if it is a list that is sent in place of an object.
    """

    sends: str
    schema: Json
    whole: str | None = None

    @property
    def options(self) -> list[tuple[str, str]]:
        """The facts of `Operation` that only some bodies have, beside the schema."""
        found = [] if self.sends == "json" else [("sends", repr(self.sends))]
        return [*found, ("whole", repr(self.whole))] if self.whole else found


class Answer(NamedTuple):
    """What an operation answers.

    Attributes:
        reads: `json`, `text`, `bytes`, or `stream`: objects one after the other.
        model: The name of the schema of the object, or of each object; None where there is none.
        may_be_empty: Whether a success without a body is documented.
        counter: The member of a stream's last object that says how many came before it.
        many: Whether it is a list of such objects.
    """

    reads: str = "json"
    model: str | None = None
    may_be_empty: bool = False
    counter: str | None = None
    many: bool = False

    @property
    def type(self) -> str:
        """What the method returns; of a stream, what each of its items is."""
        if self.reads in ("text", "bytes"):
            return "str" if self.reads == "text" else "bytes"
        optional = " | None" if self.may_be_empty and self.reads == "json" else ""
        if self.model is None:
            return "None"
        return f"list[models.{self.model}]{optional}" if self.many else f"models.{self.model}{optional}"

    @property
    def options(self) -> list[tuple[str, str]]:
        """The facts of `Operation` that only some answers have."""
        found: list[tuple[str, str]] = []
        if self.model:
            found.append(("answer", repr(self.model)))
        if self.many:
            found.append(("many", "True"))
        if self.reads != "json":
            found.append(("reads", repr(self.reads)))
        if self.counter:
            found.append(("counter", repr(self.counter)))
        if self.may_be_empty and self.model:
            found.append(("may_be_empty", "True"))
        return found


def answer_of(spec: Json, resolve: Resolve) -> Answer:
    """What an operation answers.

    Raises:
        ContentError: It is nothing that the templates know.
    """
    found: list[Answer] = []
    empty = False
    for status, response in spec["responses"].items():
        if not status.startswith("2"):
            continue
        content = resolve(response).get("content")
        if content:
            found.append(_streamed(spec["x-stream"], resolve) if "x-stream" in spec else _answer(status, content))
        else:
            empty = True
    if len(set(found)) > 1:
        raise ContentError(f"the successes have different schemas: {', '.join(each.type for each in found)}")
    return (found[0] if found else Answer())._replace(may_be_empty=empty)


def _answer(status: str, content: Json) -> Answer:
    if list(content) == ["text/plain"] and content["text/plain"].get("schema") == {"type": "string"}:
        return Answer("text")
    if list(content) == ["application/octet-stream"] and content["application/octet-stream"].get("schema") == BINARY:
        return Answer("bytes")
    schema = content.get("application/json", {}).get("schema", {})
    if name := component(schema):
        return Answer(model=name)
    if schema.get("type") == "array" and (name := component(schema.get("items", {}))):
        return Answer(model=name, many=True)
    raise ContentError(
        f"the answer {status} has to be a JSON object with a schema file of its own or a list of such, text/plain"
        " with a string, or application/octet-stream with a binary string"
    )


def _streamed(rule: Any, resolve: Resolve) -> Answer:
    known = isinstance(rule, dict) and rule.keys() == {"items", "counter"}
    if not known or not all(isinstance(text, str) for text in rule.values()):
        raise ContentError("x-stream has to name items, a schema, and counter, a member of the last object")
    try:
        schema = resolve({"$ref": f"#/components/schemas/{rule['items']}"})
    except KeyError:
        schema = {}
    if not is_object(schema):
        raise ContentError(f"x-stream: items is {rule['items']!r}, and there is no such object among the schemas")
    return Answer("stream", rule["items"], counter=rule["counter"])


def body_of(spec: Json, resolve: Resolve) -> Body | None:
    """What an operation sends, or None.

    Raises:
        ContentError: It is nothing that the templates know.
    """
    if "requestBody" not in spec:
        return None
    body = resolve(spec["requestBody"])
    content = body["content"]
    kind = next(iter(content), "")
    if len(content) != 1 or kind not in SENDS:
        raise ContentError(f"the body has to be one of {', '.join(SENDS)}")
    schema = resolve(content[kind]["schema"])
    if kind == "application/json" and schema.get("type") == "array":
        return _list(body, schema)
    if not is_object(schema):
        raise ContentError("the body has to be an object with properties")
    if kind != "application/json":
        _check_form(schema, resolve, files=kind == "multipart/form-data")
    return Body(SENDS[kind], schema)


def _list(body: Json, schema: Json) -> Body:
    name = body.get("x-argument")
    if not isinstance(name, str) or not component(schema.get("items", {})):
        raise ContentError("a body that is a list needs x-argument, its name in Python, and items with a schema file")
    if not body.get("required"):
        raise ContentError("a body that is a list has to be required")
    named = {**schema, "description": body.get("description", schema.get("description", ""))}
    return Body("json", {"type": "object", "properties": {name: named}, "required": [name]}, name)


def _check_form(schema: Json, resolve: Resolve, *, files: bool) -> None:
    for name, member in schema["properties"].items():
        found = resolve(member)
        if found.get("type") == "array":
            found = resolve(found.get("items", {}))
            if found.get("format") == "binary":
                raise ContentError(f"{name}: a member of a form can't be a list of files")
        if found.get("format") == "binary" and not files:
            raise ContentError(f"{name}: a file needs a body of the type multipart/form-data")
        if "const" not in found and found.get("type") not in PLAIN:
            raise ContentError(f"{name}: a member of a form has to be text, a number, a boolean or a list of them")
