"""The demonstration without a display."""

import argparse
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from memnet_gui.cli import demo, gui, main
from memnet_gui.imaging.samples import load_sample


def test_headless(
    succeeds: Callable[..., str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sample = load_sample("camera")
    part = sample.with_pixels(sample.pixels[100:220, 150:290])  # the whole takes seconds
    monkeypatch.setattr(demo, "load_sample", lambda _name: part)
    folder = tmp_path / "new" / "demo"
    succeeds("demo", "--output", folder)
    printed = succeeds("demo", "--output", folder)  # which replaces the earlier one
    clean = part.pixels[..., 0]
    height, width = clean.shape
    restored = np.asarray(Image.open(folder / "restored.png"))
    assert restored.shape == np.asarray(Image.open(folder / "noisy.png")).shape == (height, width)
    both = np.asarray(Image.open(folder / "before-after.png"))
    assert both.shape == (height, 2 * width + 8)
    for name in ("noisy", "restored", "before-after"):
        assert f" {folder.resolve() / name}.png\n" in printed
    scores = re.search(r"PSNR: ([\d.]+) dB before, ([\d.]+) dB after\n", printed)
    assert scores
    before, after = map(float, scores.groups())
    assert before == pytest.approx(18.6, abs=0.2)
    assert after > before + 6
    error = restored / 255 - clean
    assert -10 * np.log10(np.mean(error**2)) == pytest.approx(after, abs=0.1)


@pytest.mark.parametrize("names", [["noisy"], ["restored", "before-after"]], ids=str)
def test_files_of_others_stay(fails: Callable[..., str], tmp_path: Path, names: list[str]) -> None:
    for name in names:
        (tmp_path / f"{name}.png").write_text("mine")
    message = fails("demo", "--output", tmp_path)
    assert message == (
        f"{tmp_path / names[0]}.png is there already and not from a demo; name another folder with "
        "--output"
    )
    assert {path.read_text() for path in tmp_path.iterdir()} == {"mine"}


def test_output_that_cannot_be_made(fails: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    message = fails("demo", "--output", tmp_path / "file")
    assert message.endswith("cannot be made a folder (File exists); name another one")


@pytest.mark.parametrize(
    ("variables", "expected"),
    [
        ({}, False),
        ({"DISPLAY": ":0"}, True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, True),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False),
        ({"DISPLAY": ":0", "QT_QPA_PLATFORM": "xcb"}, True),
    ],
    ids=str,
)
def test_display(
    monkeypatch: pytest.MonkeyPatch, variables: dict[str, str], expected: bool
) -> None:
    monkeypatch.setattr("sys.platform", "linux")
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    assert demo.has_display() is expected


def test_window_where_there_is_a_display(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[bool] = []
    monkeypatch.setattr(demo, "has_display", lambda: True)

    def run(options: argparse.Namespace) -> int:
        asked.append(options.sample)
        return 0

    monkeypatch.setattr(gui, "run", run)

    assert main(["demo", "--output", str(tmp_path / "unused")]) == 0
    assert asked == [True]
    assert not (tmp_path / "unused").exists()
