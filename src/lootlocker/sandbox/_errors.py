"""Answers that are no success, in the API's current error form."""

from __future__ import annotations

import uuid
from typing import Any

import attrs

DOC_URL = "https://docs.lootlocker.com/reference/error-codes#"


class SandboxError(Exception):
    """The sandbox can't do what was asked of it: a bad game file, a port in use, a database of something else."""


@attrs.define(eq=False)
class Refused(Exception):
    """A request that is answered with an error. `code` stays empty where LootLocker's own code is not known."""

    status: int
    message: str
    code: str | None = None
    param: str | None = None
    extra: dict[str, Any] = attrs.Factory(dict[str, Any])
    headers: dict[str, str] = attrs.Factory(dict[str, str])

    def body(self) -> dict[str, Any]:
        """The error object, with ids of its own."""
        found: dict[str, Any] = {"message": self.message, "request_id": str(uuid.uuid4()), "trace_id": uuid.uuid4().hex}
        if self.code is not None:
            found = {"code": self.code, "doc_url": DOC_URL + self.code, **found}
        if self.param is not None:
            found["param"] = self.param
        return {**found, **self.extra}


def missing(param: str) -> Refused:
    """A member or parameter that has to be there is not."""
    return Refused(400, f"The parameter '{param}' is missing.", "parameter_missing", param)


def invalid(param: str, why: str) -> Refused:
    """A member or parameter has a value that does not do."""
    return Refused(400, f"The parameter '{param}' is not valid: {why}", "parameter_invalid", param)


def bad_body(why: str) -> Refused:
    """The body is empty, no JSON or no object."""
    return Refused(400, f"The request body is not valid: {why}", "request_body_invalid")


def unauthorized(what: str) -> Refused:
    """Key, token or ticket missing, unknown or too old."""
    return Refused(401, what)


def not_found(what: str) -> Refused:
    """No such thing, or it belongs to someone else."""
    return Refused(404, f"{what} was not found.")


def internal_error() -> Refused:
    """A fault of the service."""
    message = "Internal server error occurred. Please reach out to us with the request id if this issue persists."
    return Refused(500, message, "internal_server_error")
