"""A scratch copy of the project for each test that changes one."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from report.project import copied


@pytest.fixture(scope="session")
def start(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copied(tmp_path_factory.mktemp("start"))


@pytest.fixture
def project(start: Path, tmp_path: Path) -> Path:
    return Path(shutil.copytree(start, tmp_path / "project", symlinks=True))
