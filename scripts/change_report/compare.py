"""Two documents and two dumps of the Python API, compared."""

from __future__ import annotations

from typing import Any

from change_report.api import Api
from change_report.document import Comparison, renamed_api
from change_report.places import Places
from change_report.rows import Row

Json = dict[str, Any]


def compare(
    documents: tuple[Json, Json],
    dumps: tuple[str, str] = ("", ""),
    places: tuple[Places | None, Places | None] = (None, None),
) -> list[Row]:
    """What changed for users from the first to the second of each pair.

    What the API's dump says of a change of the document is left out: the document's row says it with its place.
    """
    comparison = Comparison(*documents, places)
    found = comparison.compare()
    groups = comparison.before.groups() | comparison.now.groups()
    api = Api(renamed_api(dumps[0], comparison.renamed), dumps[1], groups)
    return [*found.rows, *(row for row in api.rows() if not found.explains(row))]
