"""The gate units on the command line."""

import csv
import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from memnet_gui.cli import main
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.gates import gate_norms

Run = Callable[..., str]


def test_json(succeeds: Run, model_file: Path) -> None:
    report = json.loads(succeeds("gates", model_file, "--json"))
    expected = gate_norms(load_checkpoint(model_file)[0])
    assert [block["block"] for block in report["blocks"]] == [1, 2]
    for block, gate in zip(report["blocks"], expected, strict=True):
        assert block["norms"] == gate.norms.tolist()
        assert block["mean"] == gate.mean
        assert block["variance"] == gate.variance
    assert [s["name"] for s in report["blocks"][1]["segments"]] == ["B0", "B1", "H1"]
    assert report["blocks"][1]["segments"][1] == {
        "name": "B1",
        "start": 4,
        "stop": 8,
        "mean": expected[1].segments[1].mean,
    }
    observations = report["observations"]
    assert set(observations) == {
        "mean_and_variance_fall",
        "last_recursion_leads",
        "long_term_gains",
    }
    assert observations["long_term_gains"]["holds"] is None  # R = 1: no first R-1 recursions
    assert all(isinstance(part["finding"], str) for part in observations.values())


def test_text(succeeds: Run, model_file: Path) -> None:
    text = succeeds("gates", model_file)
    assert "tiny (M2R1 C4)" in text
    assert "Block 2: mean " in text
    assert "B1" in text
    assert "Mean and variance fall as m grows" in text


def test_csv(succeeds: Run, model_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "norms.csv"
    succeeds("gates", model_file, "--csv", path)
    with path.open(newline="") as file:
        rows = list(csv.DictReader(file))
    expected = [row for gate in gate_norms(load_checkpoint(model_file)[0]) for row in gate.rows()]
    names = ("block", "feature_map", "memory", "filter", "norm")
    assert [tuple(row[name] for name in names) for row in rows] == [
        tuple(str(value) for value in row) for row in expected
    ]


def test_png(succeeds: Run, model_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "norms.png"
    assert str(path) in succeeds("gates", model_file, "--png", path)
    with Image.open(path) as image:
        assert image.format == "PNG"
        assert image.width >= 1000
        assert len(np.unique(np.asarray(image.convert("RGB")).reshape(-1, 3), axis=0)) > 50


def test_nothing_is_overwritten(
    succeeds: Run, fails: Callable[..., str], model_file: Path, tmp_path: Path
) -> None:
    table, picture = tmp_path / "norms.csv", tmp_path / "norms.png"
    picture.write_text("mine")
    message = fails("gates", model_file, "--csv", table, "--png", picture)
    assert "exists already" in message
    assert picture.read_text() == "mine"
    assert not table.exists()  # looked at before the work
    succeeds("gates", model_file, "--csv", table, "--png", picture, "--overwrite")
    assert picture.read_bytes().startswith(b"\x89PNG")


def test_table_and_picture_are_two_files(
    model_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "norms"
    (tmp_path / "folder").mkdir()
    again = tmp_path / "folder" / ".." / "norms"
    for overwrite in ([], ["--overwrite"]):
        given = ["gates", str(model_file), "--csv", str(path), "--png", str(again), *overwrite]
        assert main(given) == 2
        assert "--csv and --png name the same file" in capsys.readouterr().err
    assert not path.exists()


def test_unknown_model(fails: Callable[..., str]) -> None:
    assert "nowhere" in fails("gates", "nowhere")


SCRIPT = """
import sys
from memnet_gui.cli import main
model, table, picture = sys.argv[1:]
assert main(["gates", model, "--csv", table]) == 0
print("PySide6" in sys.modules, file=sys.stderr)
assert main(["gates", model, "--png", picture]) == 0
"""


def test_without_display(model_file: Path, tmp_path: Path) -> None:
    environment = {k: v for k, v in os.environ.items() if k not in ("QT_QPA_PLATFORM", "DISPLAY")}
    files = [tmp_path / "norms.csv", tmp_path / "norms.png"]
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(model_file), *map(str, files)],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stderr.strip() == "False"  # no Qt for a table, and not one warning
    assert all(file.stat().st_size > 100 for file in files)
