"""The wheel carries everything: installed into a fresh environment, far from the checkout, the demo runs."""

from __future__ import annotations

import subprocess
import sys
import sysconfig
import venv
import zipfile
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_the_demo_runs_from_an_installed_wheel(tmp_path: Path) -> None:
    subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path / "dist")],
        cwd=ROOT, check=True, capture_output=True,
    )  # fmt: skip
    (wheel,) = (tmp_path / "dist").glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    assert "tui/web/app_index.html" in names
    assert "glossary/_data/samples/exhibition.ko.txt" in names
    assert not any(name.startswith("tests/") for name in names)

    home = tmp_path / "env"
    venv.create(home, with_pip=False)
    (site,) = home.glob("lib/python*/site-packages")
    zipfile.ZipFile(wheel).extractall(site)
    # The dependencies of this environment, without its .pth files, so that the checkout is out of reach.
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n")
    where = "import glossary.paths as p; print(p.data_path('samples'))"
    found = subprocess.run([home / "bin/python", "-c", where], cwd=tmp_path, check=True, capture_output=True, text=True)
    assert found.stdout.startswith(str(site))
    done = subprocess.run(
        [home / "bin/python", "-m", "tui.start", "demo"], cwd=tmp_path, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stderr
    assert "terms-tbx.tbx" in done.stdout
