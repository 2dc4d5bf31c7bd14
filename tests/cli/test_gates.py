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
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import gate_norms
from memnet_gui.network.growth import grow
from memnet_gui.network.memnet import MemNet

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


@pytest.fixture
def grown_file(tmp_path: Path) -> Path:
    """A network of four blocks, the last two of which were added to a network of two."""
    path = tmp_path / "grown.safetensors"
    network = grow(MemNet(NetworkConfig(2, 2, 4)), NetworkConfig(4, 2, 4))
    save_checkpoint(path, network, ModelCard())
    return path


def test_json_says_what_gates_pass_on(succeeds: Run, grown_file: Path) -> None:
    report = json.loads(succeeds("gates", grown_file, "--json"))
    assert [block["passes_on"] for block in report["blocks"]] == [False, False, True, True]
    assert [block["passed_on"] for block in report["blocks"][2:]] == [1, 1]
    passing = report["passing_gates"]
    assert passing["blocks"] == [3, 4]
    assert passing["memories"] == ["B2", "B3"]
    assert passing["shares"] == [1, 1]
    assert passing["finding"].startswith("Gates 3 and 4 mostly pass B2 and B3 on, map by map")
    found = report["observations"]
    gates = gate_norms(load_checkpoint(grown_file)[0])
    assert found["mean_and_variance_fall"]["means"] == [gate.mean for gate in gates]
    assert found["mean_and_variance_fall"]["means_without_passed"][2:] == [0, 0]
    assert found["last_recursion_leads"]["highest"] == [
        gate.block
        for gate in gates
        if gate.last_recursion_mean == max(s.mean for s in gate.segments)
    ]


def test_json_has_the_ensemble_weights(succeeds: Run, model_file: Path, tmp_path: Path) -> None:
    network, card = load_checkpoint(model_file)
    assert network.ensemble_weights is not None
    report = json.loads(succeeds("gates", model_file, "--json"))
    assert report["ensemble_weights"] == network.ensemble_weights.tolist()
    basic = tmp_path / "basic.safetensors"
    save_checkpoint(basic, MemNet(NetworkConfig(2, 1, 4, multi_supervised=False)), card)
    assert json.loads(succeeds("gates", basic, "--json"))["ensemble_weights"] is None


def test_text_says_what_gates_pass_on(succeeds: Run, model_file: Path, grown_file: Path) -> None:
    assert "Gates 3 and 4 mostly pass B2 and B3 on" in succeeds("gates", grown_file)
    assert "mostly pass" not in succeeds("gates", model_file)


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
