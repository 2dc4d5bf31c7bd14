"""Exporting on the command line."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch

from memnet_gui.exporting import openvino
from memnet_gui.exporting.checks import Reopened
from memnet_gui.network.checkpoint import load_checkpoint

Run = Callable[..., str]


def test_text(succeeds: Run, model_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "tiny.xml"
    text = succeeds("export", model_file, "--format", "openvino", "--output", target)
    files, outputs, agreement = text.splitlines()[:2], *text.splitlines()[2:]
    assert files == [str(target), str(tmp_path / "tiny.bin")]
    assert outputs == "outputs: final"
    assert float(agreement.removeprefix("agrees with PyTorch within ")) < 1e-5
    assert all(Path(file).stat().st_size > 100 for file in files)


def test_json(succeeds: Run, model_file: Path, tmp_path: Path) -> None:
    target = tmp_path / "tiny.pt2"
    arguments = ("--format", "torch-export", "--output", target, "--predictions", "--json")
    report = json.loads(succeeds("export", model_file, *arguments))
    assert (report["model"], report["format"]) == ("tiny", "torch-export")
    assert report["files"] == [str(target)]
    assert report["outputs"] == ["final", "M1", "M2"]
    assert 0 <= report["largest_difference"] < report["tolerance"] == 1e-4
    assert {"batch": 1, "height": 37, "width": 53} in report["pictures"]


def test_onnx_file_as_other_programs_run_it(
    succeeds: Run, make_model: Callable[..., Path], tmp_path: Path
) -> None:
    import onnxruntime

    model, target = make_model(channels=3), tmp_path / "tiny.onnx"
    arguments = ("--format", "onnx", "--output", target, "--predictions", "--licence", "MIT")
    assert "outputs: final, M1, M2\n" in succeeds("export", model, *arguments)
    session = onnxruntime.InferenceSession(target)
    told = session.get_modelmeta().custom_metadata_map
    assert (told["name"], told["license"]) == ("tiny", "MIT")
    picture = torch.rand(1, 3, 41, 29, generator=torch.Generator().manual_seed(1))
    with torch.no_grad():
        expected = load_checkpoint(model)[0](picture)
    found = session.run(["final", "M1", "M2"], {"image": picture.numpy()})
    for output, image in zip(found, (expected.final, *expected.predictions), strict=True):
        np.testing.assert_allclose(output, image.numpy(), atol=1e-5)


def test_what_differs_is_not_written(
    fails: Run, model_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def reopen(target: Path) -> Reopened:
        right = reopened(target)
        return Reopened(lambda picture: {"final": picture}, right.metadata)

    reopened = openvino.reopen
    monkeypatch.setattr(openvino, "reopen", reopen)
    target = tmp_path / "tiny.xml"
    message = fails("export", model_file, "--format", "openvino", "--output", target)
    assert message.startswith("the exported network differs from PyTorch's by ")
    assert "nothing was written" in message
    assert [path.name for path in tmp_path.iterdir()] == ["models"]


def test_nothing_is_overwritten(
    succeeds: Run, fails: Run, model_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "tiny.xml"
    target.write_text("mine")
    arguments = ("export", model_file, "--format", "openvino", "--output", target)
    assert "tiny.xml exists already" in fails(*arguments)
    assert target.read_text() == "mine"
    assert not target.with_suffix(".bin").exists()
    succeeds(*arguments, "--overwrite")
    assert target.read_text().startswith("<?xml")


def test_without_the_extra(
    fails: Run, model_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "onnxscript", None)
    message = fails("export", model_file, "--format", "onnx", "--output", tmp_path / "a.onnx")
    assert "install MemNet GUI with pip as 'memnet-gui[export]'" in message


def test_unknown_model_and_wrong_ending(fails: Run, model_file: Path, tmp_path: Path) -> None:
    to = ("--output", tmp_path / "a.onnx", "--format")
    assert "there is no model 'nowhere'" in fails("export", "nowhere", *to, "onnx")
    assert "ends in .pt2" in fails("export", model_file, *to, "torch-export")
