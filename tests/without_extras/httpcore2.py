"""Stands before httpcore2 on the path, for the tests and the processes that they start: most users have no extra."""

raise ImportError("httpcore2 is hidden from the tests")
