"""Programs that read a page: five fields of each item and of its asset, or every documented field of every object.

The second is written from the document as straight-line code, the same for every candidate but for the names of its
attributes: what is measured is the candidate, not a clever or a slow way to look at it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

Json = dict[str, Any]
Walk = Callable[[Any], None]

ITEM_FIELDS = ("instance_id", "variation_id", "rental_option_id", "acquisition_source", "asset")
ASSET_FIELDS = ("id", "uuid", "name", "price", "updated")


def read_five(page: Any) -> None:
    """Five fields of every item, its asset being one of them, and five of the asset."""
    for item in page.items:
        item.instance_id  # noqa: B018
        item.variation_id  # noqa: B018
        item.rental_option_id  # noqa: B018
        item.acquisition_source  # noqa: B018
        asset = item.asset
        asset.id  # noqa: B018
        asset.uuid  # noqa: B018
        asset.name  # noqa: B018
        asset.price  # noqa: B018
        asset.updated  # noqa: B018


def read_five_of_dict(page: Any) -> None:
    """The same of plain dicts."""
    for item in page["items"]:
        item["instance_id"]
        item["variation_id"]
        item["rental_option_id"]
        item["acquisition_source"]
        asset = item["asset"]
        asset["id"]
        asset["uuid"]
        asset["name"]
        asset["price"]
        asset["updated"]


def _reference(schema: Json) -> str | None:
    for each in (schema, *schema.get("anyOf", ())):
        if "$ref" in each:
            return str(each["$ref"]).rpartition("/")[2]
    return None


def child(schema: Json) -> tuple[str, bool] | None:
    """The schema of the objects that a member holds, and whether it holds a list of them."""
    if name := _reference(schema):
        return name, False
    for each in (schema, *schema.get("anyOf", ())):
        if name := _reference(each.get("items", {})):
            return name, True
    return None


def _may_be_scalar(schema: Json) -> bool:
    """Whether a number or a text may stand where an object is meant: on the page one does, so nobody looks into it."""
    return any(each.get("type") in ("integer", "number", "string", "boolean") for each in schema.get("anyOf", ()))


def _reached(schemas: Json, name: str, found: list[str]) -> list[str]:
    if name not in found:
        found.append(name)
        for member in schemas[name].get("properties", {}).values():
            if inner := child(member):
                _reached(schemas, inner[0], found)
    return found


def every_field(document: Json, root: str, name_of: Callable[[str, str], str] | None) -> Walk:
    """A function that reads all documented fields of a `root` and of all objects in it.

    Args:
        document: The OpenAPI document.
        name_of: The attribute for a key of a schema; None to read plain dicts.
    """
    schemas = document["components"]["schemas"]
    lines: list[str] = []
    for name in _reached(schemas, root, []):
        lines.append(f"def {name}(o):")
        if name_of is None:
            lines.append(" g = o.get")
        for key, member in schemas[name].get("properties", {}).items():
            read = f"g({key!r})" if name_of is None else f"o.{name_of(name, key)}"
            inner = child(member)
            if inner is None or _may_be_scalar(member):
                lines.append(f" {read}")
            elif inner[1]:
                lines += [f" v = {read}", " if v:", "  for x in v:", f"   {inner[0]}(x)"]
            else:
                lines += [f" v = {read}", f" if v: {inner[0]}(v)"]
        lines.append(" return None")
    made: dict[str, Any] = {}
    exec("\n".join(lines), made)
    walk: Walk = made[root]
    return walk
