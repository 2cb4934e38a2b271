"""Clients that take an answer for wrong if the document does not know a part of it, or if it is only an example."""

from __future__ import annotations

from typing import Any

import httpx

from lootlocker.sandbox.strict import answer_problems

from .sandbox import Api


class StrictApi(Api):
    """Every answer comes from a handler and matches the document to the last member."""

    def send(self, method: str, path: str, **options: Any) -> httpx.Response:
        answer = super().send(method, path, **options)
        operation = self.sandbox.requests[-1].operation
        assert operation is not None, f"{method} {path} is no operation"
        assert "x-sandbox" not in answer.headers, operation
        assert answer.status_code < 500, answer.text
        if answer.headers.get("content-type") == "application/json":
            assert answer_problems(operation, answer.status_code, answer.json()) == []
        return answer
