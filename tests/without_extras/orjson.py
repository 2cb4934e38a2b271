"""Stands before orjson on the path, for the tests and the processes that they start: most users have no extra."""

raise ImportError("orjson is hidden from the tests")
