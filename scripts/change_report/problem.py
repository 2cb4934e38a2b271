"""Why there is no report."""

from __future__ import annotations


class ReportError(Exception):
    """The report can't be made; the message says why, and what to do."""
