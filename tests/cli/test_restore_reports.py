"""Where the reports of `memnet-gui restore` may lie, and what a retry makes of them."""

import json
import os
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

KIND = "memnet-gui batch report"

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


@pytest.fixture
def locked(monkeypatch: pytest.MonkeyPatch) -> set[Path]:
    """Folders that cannot be read, as long as they are in this set."""
    folders: set[Path] = set()
    scandir = os.scandir

    def refuse(path: Path) -> object:
        if Path(path) in folders:
            raise PermissionError(13, "Permission denied")
        return scandir(path)

    monkeypatch.setattr(os, "scandir", refuse)
    return folders


def test_a_retry_looks_again_at_a_folder_that_could_not_be_read(
    restores: Restore, root: Path, tmp_path: Path, locked: set[Path]
) -> None:
    out, report = tmp_path / "out", tmp_path / "r.json"
    draw(root / "day" / "deep" / "c.png")
    locked.add(root / "day")
    options = ("--output", out, "--report", report)
    assert restores(root, "--recursive", *options)[0] == 1
    (entry,) = [it for it in json.loads(report.read_text())["photos"] if it["error"]]
    assert (entry["name"], entry["folder"]) == ("day", "day")
    # Still so: the report stays as good as it was, and so it does while there are no photos.
    assert "Permission denied" in restores("--retry-failed", report, *options)[2][0]
    locked.clear()
    (root / "day").rename(tmp_path / "away")
    (root / "day").mkdir()
    assert "without photos" in restores("--retry-failed", report, *options)[2][0]
    (root / "day").rmdir()
    assert "is not a folder" in restores("--retry-failed", report, *options)[2][0]
    (tmp_path / "away").rename(root / "day")
    status, _, err = restores("--retry-failed", report, *options)
    assert (status, err) == (0, ["memnet-gui: 2 restored"])
    assert made(out) == ["a.png", "day/b.png", "day/deep/c.png"]


def test_a_retry_looks_again_at_the_folder_that_was_named(
    restores: Restore, root: Path, tmp_path: Path, locked: set[Path]
) -> None:
    out, report = tmp_path / "out", tmp_path / "r.json"
    locked.add(root)
    options = ("--output", out, "--report", report)
    status, _, (error, summary) = restores(root, *options)
    assert (status, summary) == (1, "memnet-gui: 0 restored, 1 failed")
    assert "cannot be read (Permission denied)" in error
    locked.clear()
    assert restores("--retry-failed", report, *options)[0] == 0
    # The first run would not have gone into folders.
    assert made(out) == ["a.png"]


@pytest.mark.parametrize("recursive", [True, False])
def test_a_retry_looks_again_at_a_folder_that_was_empty(
    restores: Restore, tmp_path: Path, recursive: bool
) -> None:
    empty, out, report = tmp_path / "empty", tmp_path / "empty" / "out", tmp_path / "r.json"
    empty.mkdir()
    (empty / "notes.txt").touch()
    more = ("--recursive",) if recursive else ()
    options = ("--output", out, "--predictions", empty, "--report", report)
    assert restores(empty, *more, *options)[0] == 1
    (entry,) = json.loads(report.read_text())["photos"]
    assert (entry["state"], entry["name"], entry["folder"]) == ("failed", "empty", ".")
    assert restores("--retry-failed", report, *options)[0] == 1
    draw(empty / "deep" / "b.png")
    if not recursive:
        status, _, err = restores("--retry-failed", report, *options)
        assert status == 1
        assert "include the folders in it" in err[0]
    draw(empty / "a.png")
    draw(empty / "a-m1.png")  # a prediction, as the results are no photos
    status, _, err = restores("--retry-failed", report, *options, "--overwrite")
    done = ["a.png", "deep/b.png"] if recursive else ["a.png"]
    assert (status, err) == (0, [f"memnet-gui: {len(done)} restored, 1 not photo"])
    assert made(out) == done


def test_reports_without_what_was_added_later(
    restores: Restore, root: Path, tmp_path: Path
) -> None:
    """A folder is told by what lies there, and searched whole."""
    out, report = tmp_path / "out", tmp_path / "r.json"
    entry = {"photo": str(root), "name": "in", "state": "failed"}
    report.write_text(json.dumps({"kind": KIND, "photos": [entry]}))
    assert restores("--retry-failed", report, "--output", out)[0] == 0
    assert made(out) == ["in/a.png", "in/day/b.png"]


@pytest.mark.parametrize(
    "photos",
    [
        None,
        3,
        {"photo": "a.png"},
        ["a.png"],
        [{"photo": "a.png", "name": "a.png"}],
        [{"photo": 1, "name": 2, "state": "failed"}],
        [{"photo": "a.png", "name": "a.png", "state": "failed", "folder": 1}],
        [{"photo": "a.png", "name": "a.png", "state": []}],
    ],
)
def test_what_is_only_called_a_report(restores: Restore, tmp_path: Path, photos: object) -> None:
    report, out = tmp_path / "r.json", tmp_path / "out"
    whole = json.dumps({"kind": KIND, "photos": photos})
    for content in (whole, json.dumps({"kind": KIND}), "[" * 100_000):
        report.write_text(content)
        status, _, (error,) = restores("--retry-failed", report, "--output", out)
        assert status == 1
        assert error == (
            f"memnet-gui: {report} is not a report of 'memnet-gui restore'; name another file"
        )
    assert not out.exists()


def test_a_photo_found_in_two_ways_is_retried_once(restores: Restore, tmp_path: Path) -> None:
    folder, out, report = tmp_path / "in", tmp_path / "out", tmp_path / "r.json"
    folder.mkdir()
    options = ("--output", out, "--report", report)
    assert restores(folder / "a.png", folder, *options)[2][-1].endswith(" 2 failed")
    draw(folder / "a.png")
    status, _, err = restores("--retry-failed", report, *options)
    assert (status, err) == (0, ["memnet-gui: 1 restored"])


def test_what_opening_changed_is_said_and_stands_in_the_report(
    restores: Restore, tmp_path: Path
) -> None:
    """A document of two pages would else lose one without a word."""
    pages = [Image.fromarray(np.full((9, 12), level, np.uint8)) for level in (40, 90)]
    scan, plain = tmp_path / "scan.tif", draw(tmp_path / "plain.png")
    pages[0].save(scan, save_all=True, append_images=pages[1:])
    arguments = (scan, plain, "--output", tmp_path / "out")
    note = "The file holds 2 pictures and the first was opened."
    status, (first, second), errors = restores(*arguments)
    assert (status, errors) == (0, [])
    assert first.endswith(f")  {note}")
    assert second.endswith(")")
    lines = restores(*arguments, "--overwrite", "--json")[1]
    photos = json.loads("\n".join(lines))["photos"]
    assert [photo["note"] for photo in photos] == [note, ""]
