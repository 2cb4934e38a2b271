"""On what and with what was measured."""

from __future__ import annotations

import os
import platform
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import Any

from .data import ROOT

#: What the figures depend on.
PACKAGES = (
    *("lootlocker-client", "httpx", "httpcore", "httpx2", "attrs", "orjson", "pydantic", "msgspec", "cattrs"),
    *("openai", "stripe", "githubkit", "pinecone", "requests", "aiohttp"),
    *("openapi-python-client", "openapi-generator-cli", "datamodel-code-generator"),
)
#: Above this much other work at the start, the figures are a first look and nothing more.
QUIET = 0.5


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return "absent"


def _processor() -> str:
    try:
        text = Path("/proc/cpuinfo").read_text(encoding="utf-8")
    except OSError:
        return platform.processor() or "unknown"
    names = [line.partition(":")[2].strip() for line in text.splitlines() if line.startswith("model name")]
    return names[0] if names else platform.machine()


def _commit() -> str:
    head = ROOT / ".git" / "HEAD"
    try:
        text = head.read_text(encoding="utf-8").strip()
        if not text.startswith("ref: "):
            return text[:12]
        return (ROOT / ".git" / text[5:]).read_text(encoding="utf-8").strip()[:12]
    except OSError:
        return "unknown"


def describe() -> dict[str, Any]:
    """To be asked before anything is measured: the load is that of others."""
    load = os.getloadavg()
    return {
        "python": f"{platform.python_implementation()} {platform.python_version()}",
        "system": f"{platform.system()} {platform.machine()}",
        "processor": _processor(),
        "cores": len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count(),
        "load at start": [round(each, 2) for each in load],
        "quiet": load[0] <= QUIET,
        "parent commit": _commit(),
        "versions": {package: _version(package) for package in PACKAGES},
    }
