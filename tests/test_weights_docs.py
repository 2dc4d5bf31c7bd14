"""What docs/using-the-weights.md tells users to type does what it says."""

import re
import shlex
import warnings
from collections.abc import Iterator
from contextlib import chdir
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from memnet_gui.cli import main
from memnet_gui.restoration.engines.openvino_network import load_openvino

TEXT = (Path(__file__).parents[1] / "docs" / "using-the-weights.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)
COMMANDS = [shlex.split(line)[1:] for line in TEXT.splitlines() if line.startswith("    memnet")]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder with a noisy photo, the current one."""
    folder = tmp_path_factory.mktemp("weights")
    ramp = np.add.outer(np.arange(45), 2 * np.arange(61))[..., np.newaxis] + (0, 40, 80)
    noise = np.random.default_rng(0).normal(0, 25, ramp.shape)
    Image.fromarray((ramp + noise).clip(0, 255).astype(np.uint8)).save(folder / "photo.png")
    with chdir(folder):
        yield folder


def run(code: str, names: dict[str, Any]) -> dict[str, Any]:
    load_openvino()  # without its telemetry
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", r"`isinstance\(treespec, LeafSpec\)`", FutureWarning)
        exec(compile(code, "using-the-weights.md", "exec"), names)
    return names


def roughness(path: Path) -> float:
    """Returns how much neighbouring pixels differ, in levels."""
    with Image.open(path) as image:
        return float(np.abs(np.diff(np.asarray(image, np.float64), 2, axis=1)).mean())


def test_the_document_has_what_is_tested() -> None:
    assert len(PYTHON) == 5
    assert len(COMMANDS) == 4
    assert len(PYTHON[0].strip().splitlines()) <= 16


@pytest.fixture(scope="module")
def library(folder: Path) -> dict[str, Any]:
    """What the first two pieces of code leave."""
    return run(PYTHON[1], run(PYTHON[0], {}))


def test_with_this_package(folder: Path, library: dict[str, Any]) -> None:
    written = {path.stem for path in folder.glob("*.png")}
    assert written >= {"photo", "restored", "M1", "M2", "M3", "M4"}
    assert roughness(folder / "restored.png") < roughness(folder / "photo.png") / 3
    network = library["final"][0].permute(1, 2, 0).numpy()
    assert np.abs(network - library["restoration"].pixels).max() < 0.02  # which may be in bf16


def test_without_this_package(
    folder: Path, library: dict[str, Any], capsys: pytest.CaptureFixture[str]
) -> None:
    for arguments in COMMANDS:
        assert main(arguments) == 0
        agreement = capsys.readouterr().out.splitlines()[-1]
        assert float(agreement.removeprefix("agrees with PyTorch within ")) < 1e-5
    names = run(PYTHON[2], {})
    assert capsys.readouterr().out == "Apache-2.0\n"
    expected = library["final"].numpy()
    assert np.abs(names["final"] - expected).max() < 1e-5
    assert np.abs(names["first"] - library["predictions"][0].numpy()).max() < 1e-5
    for code in PYTHON[3:]:
        final = run(code, names)["final"]
        final = final.detach().numpy() if "torch" in code else final
        assert np.abs(final - expected).max() < 1e-5
    assert (folder / "denoise-hub" / "config.json").is_file()
