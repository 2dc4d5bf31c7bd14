"""Restoring folders of photos from the command line."""

import json
import os
import shutil
import signal
import sys
from collections.abc import Callable
from itertools import chain
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from memnet_gui.cli import main
from memnet_gui.restoration import restorer
from memnet_gui.restoration.batch import photo_file


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Seven photos in a folder and in those inside it, a damaged one and a text."""
    folder = tmp_path / "tree"
    generator = np.random.default_rng(0)
    names = ["b.png", "a.jpg", "one/a.jpg", "one/c.png", "two/deep/d.tif", "two/e.webp", "f.png"]
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        shape = (14, 12) if path.stem == "b" else (12, 14, 3)
        Image.fromarray(generator.integers(0, 256, shape, np.uint8)).save(path)
    (folder / "one" / "bad.png").write_bytes((folder / "b.png").read_bytes()[:60])
    (folder / "one" / "notes.txt").write_text("no photo")
    return folder


class Restore:
    """Runs the command; keeps what was said."""

    def __init__(self, model: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self._model = model
        self._capsys = capsys
        self.out: list[str] = []
        self.err: list[str] = []

    def __call__(self, *arguments: object) -> int:
        self._capsys.readouterr()
        given = ["restore", *arguments, "--model", self._model, "--device", "cpu"]
        status = main([str(argument) for argument in given])
        out, err = self._capsys.readouterr()
        self.out, self.err = out.splitlines(), err.splitlines()
        assert "Traceback" not in err
        return status


@pytest.fixture
def restore(model_file: Path, capsys: pytest.CaptureFixture[str]) -> Restore:
    return Restore(model_file, capsys)


def made(folder: Path) -> list[str]:
    return sorted(it.relative_to(folder).as_posix() for it in folder.rglob("*") if it.is_file())


def test_a_folder_keeps_its_structure_and_a_bad_photo_stops_nothing(
    restore: Restore, tree: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert restore(tree, "--recursive", "--output", out) == 1
    assert made(out) == [
        *("a.jpg", "b.png", "f.png", "one/a.jpg", "one/c.png", "two/deep/d.tif", "two/e.webp"),
    ]
    assert len(restore.out) == 7
    bad, summary = restore.err
    assert f"{tree / 'one' / 'bad.png'} is damaged" in bad
    assert summary == "memnet-gui: 7 restored, 1 failed, 1 not photo"


def test_what_cannot_be_followed_stops_nothing(
    restore: Restore, tree: Path, tmp_path: Path
) -> None:
    (tree / "loop").symlink_to("loop")
    (tree / "loop.png").symlink_to("loop.png")
    long, out = tree / f"{'x' * 300}.png", tmp_path / "out"
    assert restore(tree, long, "--output", out) == 1
    assert made(out) == ["a.jpg", "b.png", "f.png"]
    missing = "does not exist; check its name and folder"
    assert restore.err == [
        f"memnet-gui: {tree / 'loop.png'} {missing}.",
        f"memnet-gui: {long} {missing}.",
        "memnet-gui: 3 restored, 2 failed, 1 not photo",
    ]
    for arguments in ((long, "--output", tmp_path / "x.png"), (tree, "--output", long)):
        assert restore(*arguments) == 1
        assert "unexpected" not in restore.err[0]


def test_without_recursive_only_the_folder_itself(
    restore: Restore, tree: Path, tmp_path: Path
) -> None:
    assert restore(tree, "--output", tmp_path / "out") == 0
    assert made(tmp_path / "out") == ["a.jpg", "b.png", "f.png"]
    assert restore.err == ["memnet-gui: 3 restored"]


def test_skip_existing_goes_on_and_touches_nothing(
    restore: Restore, tree: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    restore(tree, "--recursive", "--output", out)
    (out / "b.png").unlink()
    before = (out / "a.jpg").stat().st_mtime_ns
    assert restore(tree, "--recursive", "--output", out, "--skip-existing") == 1
    assert restore.err[-1] == "memnet-gui: 1 restored, 6 skipped, 1 failed, 1 not photo"
    assert restore.out[0].startswith(f"{out / 'b.png'}  (")
    assert (out / "a.jpg").stat().st_mtime_ns == before
    # Without it what exists fails, and stays.
    assert restore(tree, "--output", out) == 1
    assert restore.err[-1] == "memnet-gui: 0 restored, 3 failed"
    assert "exists already" in restore.err[0]
    assert (out / "a.jpg").stat().st_mtime_ns == before


def test_a_photo_is_not_taken_for_its_own_result(restore: Restore, tree: Path) -> None:
    before = (tree / "b.png").read_bytes()
    assert restore(tree, "--output", tree, "--skip-existing") == 1
    assert restore.err[-1] == "memnet-gui: 0 restored, 3 failed"
    assert (tree / "b.png").read_bytes() == before


def test_results_inside_the_photos_folder_are_not_fed_back(restore: Restore, tree: Path) -> None:
    (tree / "one" / "bad.png").unlink()
    out = tree / "restored"
    for _ in range(2):
        assert restore(tree, "--recursive", "--output", out, "--skip-existing") == 0
    assert restore.err == ["memnet-gui: 0 restored, 7 skipped, 1 not photo"]
    for _ in range(2):
        beside = ("--name", "{name}-{task}", "--skip-existing")
        assert restore(tree, "--output", tree, *beside) == 0
    assert restore.err == ["memnet-gui: 0 restored, 3 skipped"]
    assert {"a-denoised.jpg", "b-denoised.png"} <= set(made(tree))


def test_names_follow_the_pattern(
    restore: Restore,
    make_model: Callable[..., Path],
    tree: Path,
    tmp_path: Path,
    shipped: Path,
    capsys: pytest.CaptureFixture[str],
) -> None:
    make_model("grey"), make_model("colour", channels=3)
    out = str(tmp_path / "out")
    command = ["restore", str(tree), "--output", out, "--name", "{name} by {model}"]
    assert main([*command, "--device", "cpu"]) == 0
    assert made(tmp_path / "out") == ["a by colour.jpg", "b by grey.png", "f by colour.png"]
    assert main([*command, "--device", "cpu", "--skip-existing"]) == 0
    assert capsys.readouterr().err.endswith("0 restored, 3 skipped\n")
    assert main([*command[:-1], "{date}", "--device", "cpu"]) == 1
    assert "unknown field" in capsys.readouterr().err


def test_one_name_for_two_photos_is_refused_before_anything_runs(
    restore: Restore, tree: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    assert restore(tree, tree / "one", "--output", out) == 1
    (sentence,) = restore.err
    assert f"{tree / 'a.jpg'} and {tree / 'one' / 'a.jpg'} would get one name" in sentence
    assert not out.exists()


def test_saving_options(restore: Restore, tree: Path, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[271] = "Maker"
    with Image.open(tree / "f.png") as photo:
        photo.save(tree / "f.png", exif=exif)
    noise = np.random.default_rng(1).integers(0, 256, (60, 60, 3), np.uint8)
    Image.fromarray(noise).save(tree / "a.jpg", quality=95)
    sizes = []
    for quality in (90, 20):
        out = tmp_path / f"out{quality}"
        restore(tree, "--output", out, "--quality", quality, "--bit-depth", 16)
        sizes.append((out / "a.jpg").stat().st_size)
        with Image.open(out / "b.png") as photo:
            assert photo.mode == "I;16"
    assert sizes[1] < sizes[0] / 2
    kept, bare = tmp_path / "kept", tmp_path / "bare"
    restore(tree / "f.png", "--output", kept)
    restore(tree / "f.png", "--output", bare, "--remove-metadata")
    with Image.open(kept / "f.png") as whole, Image.open(bare / "f.png") as stripped:
        assert whole.getexif()[271] == "Maker"
        assert not stripped.getexif()


def test_the_report_and_the_retry(restore: Restore, tree: Path, tmp_path: Path) -> None:
    out, report_file = tmp_path / "out", tmp_path / "report.json"
    command = ("--output", out, "--report", report_file)
    assert restore(tree, "--recursive", *command) == 1
    report = json.loads(report_file.read_text())
    assert report["totals"] == {
        "done": 7,
        "skipped": 0,
        "failed": 1,
        "stopped": 0,
        "not_photos": 1,
        "megapixels": 0.001176,
        "seconds": report["totals"]["seconds"],
    }
    assert report["not_photos"] == ["one/notes.txt"]
    assert report["task"] == "denoise"
    assert report["shard"] == "1/1"
    entries = {entry["name"]: entry for entry in report["photos"]}
    assert len(entries) == 8
    good, bad = entries["two/deep/d.tif"], entries["one/bad.png"]
    assert good["state"] == "done"
    assert good["photo"] == str(tree / "two" / "deep" / "d.tif")
    assert good["result"] == str(out / "two" / "deep" / "d.tif")
    assert (good["model"], good["device"], good["backend"]) == ("tiny", "cpu", "torch")
    assert (good["width"], good["height"], good["result_width"]) == (14, 12, 14)
    assert 0 < good["restored_s"] <= good["seconds"]
    assert good["error"] is None
    assert bad["state"] == "failed"
    assert "is damaged" in bad["error"]

    Image.fromarray(np.zeros((9, 9), np.uint8)).save(tree / "one" / "bad.png")
    assert restore("--retry-failed", report_file, *command) == 0
    assert restore.err == ["memnet-gui: 1 restored"]
    assert (out / "one" / "bad.png").is_file()
    assert json.loads(report_file.read_text())["totals"]["done"] == 1


def test_only_an_earlier_report_is_replaced(restore: Restore, tree: Path, tmp_path: Path) -> None:
    mine = tmp_path / "mine.json"
    mine.write_text('{"kind": "shopping list"}')
    assert restore(tree, "--output", tmp_path / "out", "--report", mine) == 1
    assert f"{mine} exists already" in restore.err[0]
    assert not (tmp_path / "out").exists()
    assert restore("--retry-failed", mine, "--output", tmp_path / "out") == 1
    assert restore.err[0].endswith("is not a report of 'memnet-gui restore'; name another file")
    assert restore("--retry-failed", tmp_path / "none", "--output", tmp_path / "out") == 1
    assert restore.err == [
        f"memnet-gui: {tmp_path / 'none'} cannot be read (No such file or directory)"
    ]
    assert mine.read_text() == '{"kind": "shopping list"}'


def test_json_is_all_that_is_printed(restore: Restore, tree: Path, tmp_path: Path) -> None:
    assert restore(tree, "--output", tmp_path / "out", "--json") == 0
    report = json.loads("\n".join(restore.out))
    assert [entry["name"] for entry in report["photos"]] == ["a.jpg", "b.png", "f.png"]


def test_shards_share_the_work(restore: Restore, tree: Path, tmp_path: Path) -> None:
    parts: list[list[str]] = []
    for part in range(1, 4):
        out = tmp_path / f"part{part}"
        restore(tree, "--recursive", "--output", out, "--shard", f"{part}/3", "--json")
        report: dict[str, Any] = json.loads("\n".join(restore.out))
        parts.append([entry["name"] for entry in report["photos"]])
        assert report["shard"] == f"{part}/3"
    assert [len(part) for part in parts] == [3, 3, 2]
    expected = [*made(tree)]
    expected.remove("one/notes.txt")
    assert sorted(chain.from_iterable(parts)) == expected


def test_the_split_does_not_depend_on_what_is_done(restore: Restore, tree: Path) -> None:
    """Machines begin at different times, and the first results lie among the photos."""
    out, names = tree / "out", []
    for part in (1, 2):
        restore(tree, "--recursive", "--output", out, "--shard", f"{part}/2", "--json")
        report = json.loads("\n".join(restore.out))
        names += [entry["name"] for entry in report["photos"]]
    assert len(names) == len(set(names)) == 8


@pytest.mark.parametrize(
    "arguments",
    [
        ["--shard", "0/2"],
        ["--shard", "3/2"],
        ["--shard", "1"],
        ["--shard", "a/b"],
        ["--shard", "1/0"],
        ["--quality", "0"],
        ["--bit-depth", "12"],
        ["--overwrite", "--skip-existing"],
        ["--retry-failed", "report.json"],
    ],
    ids=" ".join,
)
def test_wrong_usage(restore: Restore, tree: Path, tmp_path: Path, arguments: list[str]) -> None:
    assert restore(tree, "--output", tmp_path / "out", *arguments) == 2
    assert restore.err[0].startswith("usage: memnet-gui restore")
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("option", ["", "--output", "--report", "--predictions", "--retry-failed"])
def test_a_name_that_is_empty_is_no_folder(
    restore: Restore, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, option: str
) -> None:
    """Such as of a variable that is not set: the whole working folder would be meant."""
    monkeypatch.chdir(tree)
    given = (option, "") if option else ("",)
    before = made(tree)
    assert restore("b.png", *given, "--output", tmp_path / "out") == 2
    assert f"argument {option or 'PHOTO_OR_FOLDER'}: the name is empty" in restore.err[-1]
    assert made(tree) == before
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("name", ["2026.11.28", "v1.2", "Dr. Smith"])
def test_a_new_folder_may_have_a_point_in_its_name(
    restore: Restore, tree: Path, tmp_path: Path, name: str
) -> None:
    assert restore(tree, "--output", tmp_path / name) == 0
    assert made(tmp_path / name) == ["a.jpg", "b.png", "f.png"]
    assert restore(tree / "b.png", "--output", tmp_path / "one" / name) == 0
    assert made(tmp_path / "one" / name) == ["b.png"]


@pytest.mark.parametrize("with_predictions", [False, True])
def test_what_another_run_has_saved_meanwhile_is_skipped(
    restore: Restore,
    tree: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    with_predictions: bool,
) -> None:
    """Two machines that go through the same photos meet at times."""
    out, inside, own = tmp_path / "out", tmp_path / "m", photo_file.PhotoRestorer._save
    predictions = ("--predictions", inside) if with_predictions else ()

    def save(restorer: photo_file.PhotoRestorer, *arguments: Any) -> None:
        own(restorer, *arguments)  # by the other run
        own(restorer, *arguments)

    monkeypatch.setattr(photo_file.PhotoRestorer, "_save", save)
    arguments = (tree / "b.png", "--output", out, *predictions)
    assert restore(*arguments, "--skip-existing") == 0
    assert restore.err == ["memnet-gui: 0 restored, 1 skipped"]
    for path in (out, inside):
        shutil.rmtree(path, ignore_errors=True)
    assert restore(*arguments) == 1
    assert "exists already" in restore.err[0]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a folder in which none may write")
def test_where_nothing_can_be_written_nothing_is_computed(
    restore: Restore, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(photo_file.PhotoRestorer, "_restore", None)
    report = Path("/proc/report.json")
    assert restore(tree, "--output", tmp_path / "out", "--report", report) == 1
    assert restore.err[0].startswith(f"memnet-gui: {report} cannot be written (")
    assert not (tmp_path / "out").exists()
    assert restore(tree / "b.png", "--output", "/proc/b.png") == 1
    assert restore.err[0].startswith("memnet-gui: /proc/b.png cannot be written (")


def test_more_wrong_usage(restore: Restore, tree: Path, tmp_path: Path) -> None:
    assert restore("--output", tmp_path / "out") == 2
    assert "required: PHOTO_OR_FOLDER" in restore.err[-1]
    named = ("--name", "{name}")
    assert restore(tree / "b.png", "--output", tmp_path / "x.png", *named) == 2
    assert restore(tree, "--output", tmp_path / "x.png") == 1
    assert "one file for several photos; name a folder" in restore.err[0]


@pytest.mark.parametrize(("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_signals_end_with_the_summary_and_nothing_half_done(
    restore: Restore,
    tree: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    number: signal.Signals,
    status: int,
) -> None:
    real, calls = restorer.restore, []

    def interrupt_the_second(*given: Any) -> Any:
        calls.append(given)
        if len(calls) == 2:
            os.kill(os.getpid(), number)
        return real(*given)

    monkeypatch.setattr(restorer, "restore", interrupt_the_second)
    out, report = tmp_path / "out", tmp_path / "report.json"
    before = signal.getsignal(number)
    assert restore(tree, "--recursive", "--output", out, "--report", report) == status
    assert signal.getsignal(number) is before
    assert made(out) == ["a.jpg"]
    expected = "memnet-gui: interrupted; 1 restored, 7 not begun or stopped, 1 not photo"
    assert restore.err == [expected]
    assert json.loads(report.read_text())["totals"]["stopped"] == 7
    assert restore("--retry-failed", report, "--output", out) == 1
    assert restore.err[-1] == "memnet-gui: 6 restored, 1 failed"


def test_enlarged_photos_keep_to_the_limit(
    make_model: Callable[..., Path], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    source = tmp_path / "in.png"
    Image.fromarray(np.zeros((600, 600), np.uint8)).save(source)
    model = make_model(task="upscale")
    command = ["restore", str(source), "--output", str(tmp_path / "out.png"), "--scale", "2"]
    assert main([*command, "--model", str(model), "--largest-photo", "1"]) == 1
    error = capsys.readouterr().err
    assert f"{source} enlarged 2 times would have 1 megapixels, more than 1" in error


def test_the_self_ensemble_is_another_result(restore: Restore, tree: Path, tmp_path: Path) -> None:
    restore(tree / "b.png", "--output", tmp_path / "plain.png")
    restore(tree / "b.png", "--output", tmp_path / "mean.png", "--self-ensemble")
    plain, mean = (np.asarray(Image.open(tmp_path / f"{it}.png")) for it in ("plain", "mean"))
    assert plain.shape == mean.shape
    assert (plain != mean).any()


def test_models_are_loaded_once(
    restore: Restore, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from memnet_gui.restoration.batch import models

    loaded = []
    real = models.load_model
    monkeypatch.setattr(models, "load_model", lambda it: loaded.append(it) or real(it))
    restore(tree, "--recursive", "--output", tmp_path / "out")
    assert len(loaded) == 1


def test_photos_are_read_one_at_a_time(
    restore: Restore, tree: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What was skipped is not read at all."""
    read: list[str] = []
    real = photo_file.read_photo

    def note(path: Path, **given: Any) -> Any:
        read.append(path.name)
        return real(path, **given)

    monkeypatch.setattr(photo_file, "read_photo", note)
    restore(tree, "--output", tmp_path / "out")
    restore(tree, "--output", tmp_path / "out", "--skip-existing")
    assert read == ["a.jpg", "b.png", "f.png"]
