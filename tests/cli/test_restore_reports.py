"""Where the reports of `memnet-gui restore` may lie, and what a retry makes of them."""

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

Restore = Callable[..., tuple[int, list[str], list[str]]]


def draw(path: Path) -> Path:
    """Saves a small grey photo."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(0).integers(0, 256, (12, 14), np.uint8)
    Image.fromarray(pixels).save(path)
    return path


def made(folder: Path) -> list[str]:
    return sorted(it.relative_to(folder).as_posix() for it in folder.rglob("*") if it.is_file())


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A folder with a photo, and with one in a folder inside it."""
    draw(tmp_path / "in" / "a.png")
    draw(tmp_path / "in" / "day" / "b.png")
    return tmp_path / "in"


@pytest.mark.parametrize(
    "name", ["out", "out/a.png", "m", "m/a-m1.png", "out/day", "x/../out/day/b.png"]
)
def test_a_report_may_not_lie_where_results_go(
    restores: Restore, root: Path, tmp_path: Path, name: str
) -> None:
    report, out, inside = tmp_path / name, tmp_path / "out", tmp_path / "m"
    arguments = ("--output", out, "--predictions", inside, "--overwrite")
    status, _, (error,) = restores(root, "--recursive", *arguments, "--report", report)
    assert status == 1
    assert error == f"memnet-gui: {report} is where results go; name another file for the report"
    assert not out.exists()
    assert not inside.exists()


def test_the_report_of_one_photo_is_not_its_result(
    restores: Restore, root: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new" / "x.png"
    status, _, (error,) = restores(root / "a.png", "--output", target, "--report", target)
    assert (status, target.parent.exists()) == (1, False)
    assert "is where results go" in error


@pytest.mark.parametrize("name", ["new/r.json", "new/m/r.json", "r.json"])
def test_a_report_may_lie_in_the_folder_that_is_made(
    restores: Restore, root: Path, tmp_path: Path, name: str
) -> None:
    out, report = tmp_path / "new" / "out", tmp_path / name
    arguments = ("--output", out, "--predictions", tmp_path / "new" / "m", "--report", report)
    assert restores(root, *arguments)[0] == 0
    assert json.loads(report.read_text())["totals"]["done"] == 1
    assert restores(root, *arguments, "--skip-existing")[0] == 0
    assert json.loads(report.read_text())["totals"]["skipped"] == 1


def test_a_report_in_a_folder_that_nobody_makes(
    restores: Restore, root: Path, tmp_path: Path
) -> None:
    report = tmp_path / "nowhere" / "r.json"
    status, _, (error,) = restores(root, "--output", tmp_path / "out", "--report", report)
    assert status == 1
    assert error == f"memnet-gui: {report.parent} is not a folder; choose another one"
    assert not (tmp_path / "out").exists()
