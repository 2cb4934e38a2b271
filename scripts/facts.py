"""What the templates need to know and the generator's parser drops, taken from the bundled document.

The generator decides which files there are and calls the templates; this module hands them, per operation and per
schema, ready-made Python text. `lowered` gives the generator a document reduced to what its parser understands.
"""

from __future__ import annotations

import copy
import keyword
from typing import Any

from openapi_python_client.strings import PythonIdentifier

from annotations import child_of, identifier, is_object, python_type
from contents import Answer, Body, ContentError, answer_of, body_of
from pagination import Pages
from references import resolved

Json = dict[str, Any]

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace")
#: The keywords that `problems_of` in the generated client reads.
CHECKED = (
    "const",
    "pattern",
    "minLength",
    "maxLength",
    "minimum",
    "maximum",
    "minItems",
    "maxItems",
    "required",
    "x-client-value",
    "x-secret",
    "x-digits",
)
#: What the twin of an operation that answers bytes takes besides, to write them to a file.
SAVING = (("to", "Target"), ("progress", "Progress | None = None"))
#: What a parsed view of a member is called behind its name.
VIEWS = {"date": ("datetime",), "digits": ("int", "decimal")}
#: Names of `Model` that a member can't have.
RESERVED = {"adopt", "from_dict", "to_dict", "to_json"}


class FactsError(Exception):
    """The document says something that the templates can't express."""


class Facts:
    """Facts about one bundled document."""

    def __init__(self, document: Json) -> None:
        self.document = document
        self.schemas: Json = document["components"]["schemas"]

    def resolve(self, node: Json) -> Json:
        return resolved(self.document, node)

    def checked(self, schema: Json) -> Json:
        """The part of a schema that is checked before sending, without references."""
        schema = self.resolve(schema)
        if schema.get("format") == "binary":
            return {"format": "binary"}
        found: Json = {}
        kinds = schema.get("type", [])
        kinds = [kinds] if isinstance(kinds, str) else list(kinds)
        choices = schema.get("anyOf") or schema.get("oneOf")
        if choices and not is_object(schema):
            parts = [self.checked(each) for each in choices]
            for part in parts:
                kinds += [part.pop("type")] if isinstance(part["type"], str) else part.pop("type")
            rules = [part for part in parts if part]
            if len(rules) > 1:
                raise FactsError(f"a sent value can have one constrained alternative, not {len(rules)}: {choices}")
            found.update(rules[0] if rules else {})
        if kinds:
            found = {"type": kinds[0] if len(kinds) == 1 else list(dict.fromkeys(kinds)), **found}
        found.update({key: schema[key] for key in CHECKED if key in schema})
        if schema.get("format") in ("int64", "uint64"):
            found.setdefault("maximum", 2**64 - 1)
        if schema.get("x-digits"):
            found.setdefault("pattern", r"^-?[0-9]+(\.[0-9]+)?$")
        if "not" in schema:
            found["not"] = self.checked(schema["not"])
        if isinstance(schema.get("items"), dict):
            found["items"] = self.checked(schema["items"])
        if is_object(schema):
            found["properties"] = {name: self.checked(each) for name, each in schema["properties"].items()}
            if schema.get("additionalProperties") is False:
                found["additionalProperties"] = False
            for key in ("anyOf", "oneOf"):
                if key in schema:
                    found[key] = [
                        {name: each[name] for name in ("required", "properties") if name in each}
                        for each in schema[key]
                    ]
        return found

    def operations(self) -> dict[str, Json]:
        found: dict[str, Json] = {}
        for path, item in self.document["paths"].items():
            for method in METHODS:
                if method in item:
                    facts = self.operation(path, method, item)
                    found[facts["key"]] = facts
        return found

    def group(self, tag: str) -> Json:
        api = tag.partition(" ")[0]
        description = next((each["description"] for each in self.document["tags"] if each["name"] == tag), tag)
        module = str(PythonIdentifier(tag, "tag"))
        return {
            "api": api.lower(),
            "name": module.removeprefix(f"{api.lower()}_"),
            "module": module,
            "cls": "".join(part.capitalize() for part in module.split("_")),
            "description": description.strip(),
        }

    def operation(self, path: str, method: str, item: Json) -> Json:
        spec = item[method]
        group = self.group(spec["tags"][0])
        key = identifier(spec["operationId"])
        name = key.removeprefix(f"{group['api']}_")
        where = f"{group['api']}.{group['name']}.{name}"
        if keyword.iskeyword(name.removesuffix("_")):
            raise FactsError(f"{where}: that is a word of Python's own; choose another operationId")
        answer, body = self.contents(spec, where)
        arguments = self.arguments(item, spec, body, where)
        pages = self.pages(spec, answer, arguments, where)
        options = self.options(spec, answer, body, pages)
        facts: Json = {
            "key": key,
            "id": spec["operationId"],
            "name": where,
            "group": group,
            "method_name": name,
            "method": method.upper(),
            "path": path.partition("#")[0],
            "evidence": spec["x-evidence"],
            "retry": spec["x-retry"],
            "options": options,
            "parameters": [{"name": each["name"], "code": each["code"]} for each in self.parameters(item, spec)],
            "arguments": arguments,
            "has_body": body is not None,
            "returns": answer.type,
            "returned": f"JsonStream[{answer.type}]" if answer.reads == "stream" else answer.type,
            "summary": spec["summary"],
            "description": spec.get("description", "").strip(),
            "ending": self.ending(spec, method, path),
            "iter_name": None,
            "save_name": None,
            "streams": answer.reads == "stream",
        }
        if answer.reads == "bytes":
            facts["save_name"] = f"save_{name}"
            facts["save_arguments"] = self.saving(arguments, where)
        if pages and answer.model:
            facts["iter_name"] = "iter_" + name.removeprefix("get_").removeprefix("list_")
            facts |= pages.facts(answer.model)
        return facts

    def ending(self, spec: Json, method: str, path: str) -> list[str]:
        """What closes an operation's docstring: where it goes, how well it is known, what it raises."""
        ended = [f"Deprecated: it ends on {spec['x-end-of-life']}."] if "x-end-of-life" in spec else []
        return [
            *ended,
            f"`{method.upper()} {path.partition('#')[0]}`, evidence: {spec['x-evidence']}, retry: {spec['x-retry']}.",
            f"Source: {'; '.join(map(_short, spec['x-source']))}.",
            "Raises InvalidRequest before sending; APIError, InvalidResponse or TransportError after.",
        ]

    def contents(self, spec: Json, where: str) -> tuple[Answer, Body | None]:
        """What an operation answers and what it sends."""
        try:
            return answer_of(spec, self.resolve), body_of(spec, self.resolve)
        except ContentError as error:
            raise FactsError(f"{where}: {error}") from None

    def parameters(self, item: Json, spec: Json) -> list[Json]:
        given = [self.resolve(each) for each in [*item.get("parameters", []), *spec.get("parameters", [])]]
        found = []
        for place in ("path", "query", "header"):
            for each in given:
                if each["in"] != place:
                    continue
                schema = {**each["schema"], **{key: each[key] for key in ("x-client-value", "x-secret") if key in each}}
                required = each.get("required", False)
                ending = ", required=True" if required else ""
                ending += ", commas=True" if _has_commas(each) else ""
                code = f"Parameter({each['name']!r}, {place!r}, {self.checked(schema)!r}{ending})"
                found.append({"name": identifier(each["name"]), "code": code, "spec": each, "schema": schema})
        return found

    def arguments(self, item: Json, spec: Json, body: Body | None, where: str) -> list[Json]:
        found: list[Json] = []
        for each in self.parameters(item, spec):
            if "x-client-value" in each["schema"]:
                continue
            required = each["spec"].get("required", False)
            found.append(
                self.argument(each["spec"]["name"], each["schema"], each["spec"].get("description", ""), required)
                | {"positional": each["spec"]["in"] == "path", "body": False}
            )
        schema_of: Json = body.schema if body else {}
        required_names = schema_of.get("required", [])
        members = sorted(schema_of.get("properties", {}).items(), key=lambda member: member[0] not in required_names)
        for name, schema in members:
            if "const" in self.resolve(schema):
                continue
            required = name in required_names and "x-client-value" not in schema
            description = schema.get("description") or self.resolve(schema).get("description", "")
            is_whole = body is not None and body.whole is not None
            found.append(self.argument(name, schema, description, required) | {"positional": is_whole, "body": True})
        names = [each["name"] for each in found]
        if twice := {name for name in names if names.count(name) > 1}:
            raise FactsError(f"{where}: two arguments are called {', '.join(sorted(twice))}")
        return sorted(found, key=lambda each: (not each["positional"], "UNSET" in each["type"]))

    def saving(self, arguments: list[Json], where: str) -> list[Json]:
        """The arguments of the twin that writes the answer to a file."""
        more = [{"name": name, "type": type_, "positional": False} for name, type_ in SAVING]
        if twice := {each["name"] for each in arguments} & {each["name"] for each in more}:
            raise FactsError(f"{where}: an answer of bytes leaves no room for an argument {', '.join(sorted(twice))}")
        return sorted([*arguments, *more], key=lambda each: (not each["positional"], " = " in each["type"]))

    def argument(self, wire: str, schema: Json, description: str, required: bool) -> Json:
        annotation = python_type(schema, "models.", sent=True)
        if not required:
            annotation += " | Unset = UNSET"
        return {
            "name": identifier(wire),
            "wire": wire,
            "type": annotation,
            "description": (description.strip() or "The document does not describe it.") + self.known(schema),
        }

    def known(self, schema: Json) -> str:
        """The values of an open enum: no type shows them."""
        whole = self.resolve(schema)
        values = self.resolve(whole.get("items", whole)).get("x-extensible-enum", ())
        return f" Known: {', '.join(map(str, values))}." if values else ""

    def options(
        self,
        spec: Json,
        answer: Answer,
        body: Body | None,
        pages: Pages | None,
    ) -> list[tuple[str, str]]:
        """The facts that only some operations have, as keyword arguments of `Operation`."""
        options: list[tuple[str, str]] = []
        security = spec.get("security", self.document.get("security", []))
        if security:
            options.append(("security", repr(next(iter(security[0])))))
        options += answer.options
        if answer.model and self.holds_secrets(self.schemas[answer.model]):
            options.append(("secret_answer", "True"))
        if spec.get("deprecated"):
            options.append(("deprecated", "True"))
        if pages:
            options.append(("pagination", pages.code))
        if body is not None:
            checked = self.checked(body.schema)
            options += [("body", repr(checked)), *body.options]
            if "'x-digits': True" in repr(checked):
                options.append(("amounts", "True"))
        return options

    def holds_secrets(self, schema: Json) -> bool:
        """Whether a value by this schema may hold a secret, however deep."""
        left: list[Any] = [schema]
        seen: set[int] = set()
        while left:
            node = left.pop()
            if isinstance(node, list):
                left += node
            elif isinstance(node, dict) and id(node := self.resolve(node)) not in seen:
                seen.add(id(node))
                left += node.values()
                if node.get("x-secret") is True:
                    return True
        return False

    def pages(self, spec: Json, answer: Answer, arguments: list[Json], where: str) -> Pages | None:
        """How the pages of an operation follow each other, if it has pages."""
        if "x-pagination" not in spec:
            return None
        pages = Pages(spec["x-pagination"], self.schemas.get(answer.model or "", {}), arguments, self.resolve)
        if problem := pages.problem():
            raise FactsError(f"{where}: x-pagination{problem}")
        return pages

    def models(self) -> dict[str, Json]:
        return {name: self.model(name, schema) for name, schema in self.schemas.items() if is_object(schema)}

    def model(self, name: str, schema: Json) -> Json:
        members = []
        uses: set[str] = set()
        for key, member in schema["properties"].items():
            child = child_of(member)
            if child:
                uses.add(child[0])
            python_name = identifier(key)
            if python_name in RESERVED or python_name.startswith("_"):
                raise FactsError(f"{name}.{key}: {python_name} is a name that every model has already")
            parts = [f"key={key!r}"] if python_name != key else []
            if child:
                parts.append(f"model={child[0]!r}")
                parts += [f"shape={child[1]!r}"] if child[1] != "one" else []
            if member.get("x-secret"):
                parts.append("secret=True")
            members.append(
                {
                    "name": python_name,
                    "type": python_type(member),
                    "default": f"member({', '.join(parts)})" if parts else "UNSET",
                    "description": (member.get("description") or "").strip(),
                    "date": bool(member.get("x-date")),
                    "digits": bool(member.get("x-digits")),
                }
            )
        names = {each["name"] for each in members}
        views = [f"{each['name']}_{view}" for each in members for kind in VIEWS if each[kind] for view in VIEWS[kind]]
        if taken := [view for view in views if view in names]:
            raise FactsError(f"{name}: {taken[0]} is the name of a view and of a member, too")
        return {
            "description": schema.get("description", name).strip(),
            "members": members,
            "uses": sorted(uses - {name}),
        }

    def for_templates(self) -> Json:
        """What the templates know as `facts`."""
        operations = self.operations()
        groups = {facts["group"]["module"]: facts["group"] for facts in operations.values()}
        schemes = self.document["components"].get("securitySchemes", {})
        headers = {name: scheme["name"] for name, scheme in schemes.items() if scheme["type"] == "apiKey"}
        return {
            "operations": operations,
            "schemas": self.models(),
            "groups": [groups[module] for module in sorted(groups)],
            "security_headers": repr(headers),
        }


def _has_commas(parameter: Json) -> bool:
    """Whether a list travels as one text, which OpenAPI says by style and explode."""
    is_list = "array" in parameter["schema"].get("type", ())
    return is_list and parameter.get("style", "form") == "form" and parameter.get("explode") is False


def _short(source: str) -> str:
    """A source without the files of a repository: docs/coverage.md names them."""
    repository = source.partition(" ")[0]
    return repository if "@" in repository else source


def lowered(document: Json) -> Json:
    """The document as the generator's parser understands it: alternatives of members and free maps become plain.

    Operations lose their bodies and answers, which the templates have as facts: the parser copies all that an operation
    reaches, once for each of its parameters.
    """
    document = copy.deepcopy(document)
    for schema in document["components"]["schemas"].values():
        if is_object(schema):
            schema.pop("title", None)  # the parser would name the class by it
            schema.pop("anyOf", None)
            schema.pop("oneOf", None)
            schema["properties"] = {name: _lowered_member(each) for name, each in schema["properties"].items()}
    document["components"].pop("examples", None)
    for item in document["paths"].values():
        for method in item.keys() & METHODS:
            item[method].pop("requestBody", None)
            item[method]["responses"] = {status: {"description": ""} for status in item[method]["responses"]}
    return document


def _lowered_member(schema: Json) -> Json:
    """A member keeps its model, if it has one; its annotation comes from `python_type` anyway."""
    child = child_of(schema)
    if child is None:
        return {}
    reference = {"$ref": f"#/components/schemas/{child[0]}"}
    return reference if child[1] == "one" else {"type": "array", "items": reference}
