"""An isolated home for every test of the interface, and a data base with a small article."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.tui import desk


@pytest.fixture(autouse=True)
def isolated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keep settings, data and the working directory inside the test's own folder."""
    for name in ("config", "data", "work"):
        (tmp_path / name).mkdir()
    monkeypatch.setenv("MALMOI_CONFIG_DIR", str(tmp_path / "config"))
    monkeypatch.setenv("MALMOI_DATA_DIR", str(tmp_path / "data"))
    monkeypatch.delenv("MALMOI_DB", raising=False)
    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.chdir(tmp_path / "work")


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a data base with one alignment and two terms; made once, because its migration takes its time."""
    path = tmp_path_factory.mktemp("template") / "malmoi.sqlite"
    desk.make(path)
    return path


@pytest.fixture
def url(template: Path, tmp_path: Path) -> str:
    """Return the URL of a fresh copy of the template."""
    return desk.copy(template, tmp_path / "malmoi.sqlite")
