"""Weights from elsewhere become a model on the command line, and the model works everywhere."""

import json
import re
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from torch import Tensor, nn

from memnet_gui.cli import main
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_weights
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import find_model

Run = Callable[..., str]
CONFIG = NetworkConfig(
    2, 2, 4, multi_supervised=False, shared_recursions=False, long_term_first=False
)
UNIT = r"dense_memory.\1.recursive_unit.\2.relu_conv"
RENAMED = {
    r"^feature_": "feature_extractor.",
    r"^reconstruction_norms\.0": "reconstructor.norm",
    r"^reconstruction_conv": "reconstructor.conv",
    r"^memory_blocks\.(\d+)\.recursions\.(\d+)\.norm_a": UNIT + "1.bn",
    r"^memory_blocks\.(\d+)\.recursions\.(\d+)\.norm_b": UNIT + "2.bn",
    r"^memory_blocks\.(\d+)\.conv_a\.(\d+)": UNIT + "1.conv",
    r"^memory_blocks\.(\d+)\.conv_b\.(\d+)": UNIT + "2.conv",
    r"^memory_blocks\.(\d+)\.gate": r"dense_memory.\1.gate_unit",
    r"\.norm\.": ".bn.",
}
"""What one of the ports calls our parameters."""


def rename(state: dict[str, Tensor]) -> dict[str, Tensor]:
    named = {}
    for name, value in state.items():
        for ours, theirs in RENAMED.items():
            name = re.sub(ours, theirs, name)  # noqa: PLW2901
        named[name] = value
    return named


@pytest.fixture
def network() -> MemNet:
    torch.manual_seed(4)
    network = MemNet(CONFIG).eval()
    nn.init.normal_(network.reconstruction_conv.weight, std=0.1)
    return network


@pytest.fixture
def weights(tmp_path: Path, network: MemNet) -> Path:
    path = tmp_path / "memnet_denoising.pth"
    torch.save({"state_dict": rename(network.state_dict())}, path)
    return path


def test_the_model_is_the_network_and_says_what_it_is(
    tmp_path: Path, weights: Path, network: MemNet, succeeds: Run
) -> None:
    output = tmp_path / "mine.safetensors"
    text = succeeds("import", weights, "--output", output)
    loaded, card = load_checkpoint(output)
    assert loaded.config == CONFIG
    picture = torch.rand(1, 1, 9, 7)
    assert torch.equal(loaded(picture).final, network(picture).final)
    assert (card.task, card.halo_px) == ("denoise", None)
    assert card.imported_from == "memnet_denoising.pth (pytorch-MemNet)"
    assert text.startswith("mine  (denoise)\n  Imported from memnet_denoising.pth (pytorch-MemNet)")
    assert "not the paper's network: 0.00134 million weights in place of 0.00076;" in text
    assert "its recursions share no weights, its gate units read short-term memory first\n" in text
    assert "\n  \n" not in text
    assert succeeds("models", output) == text


def test_json(tmp_path: Path, weights: Path, succeeds: Run) -> None:
    output = tmp_path / "mine.safetensors"
    printed = succeeds("import", weights, "--output", output, "--task", "deblock", "--json")
    report = json.loads(printed)
    assert (report["name"], report["task"], report["file"]) == ("mine", "deblock", str(output))
    assert report["convolution_weights"] == count_weights(CONFIG)
    assert (
        report["shared_recursions"] is report["long_term_first"] is report["follows_paper"] is False
    )
    assert report["imported_from"] == "memnet_denoising.pth (pytorch-MemNet)"
    assert report["origin"].startswith("Imported from memnet_denoising.pth")
    (listed,) = json.loads(succeeds("models", output, "--json"))["models"]
    assert listed == report


@pytest.mark.parametrize("backend", ["torch", "openvino"])
def test_it_restores(
    tmp_path: Path, weights: Path, photos: Path, network: MemNet, succeeds: Run, backend: str
) -> None:
    output, result = tmp_path / "mine.safetensors", tmp_path / "clean.png"
    succeeds("import", weights, "--output", output)
    succeeds(
        "restore", photos / "grey.png", "--model", output, "--output", result,
        "--backend", backend, "--precision", "fp32",
    )  # fmt: skip
    picture = np.asarray(Image.open(photos / "grey.png"), np.float32) / 255
    with torch.inference_mode():
        final = network(torch.from_numpy(picture)[None, None]).final[0, 0].numpy()
    wanted = np.rint(np.clip(final, 0, 1) * 255)
    assert np.abs(np.asarray(Image.open(result)) - wanted).max() <= 1
    assert np.abs(wanted - picture * 255).max() > 5


def test_its_gates_are_shown_in_the_order_of_the_port(
    tmp_path: Path, weights: Path, succeeds: Run
) -> None:
    output = tmp_path / "mine.safetensors"
    succeeds("import", weights, "--output", output)
    blocks = json.loads(succeeds("gates", output, "--json"))["blocks"]
    assert [s["name"] for s in blocks[1]["segments"]] == ["H1", "H2", "B0", "B1"]


def test_without_a_task_it_is_asked_for(
    tmp_path: Path, weights: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    plain = weights.rename(tmp_path / "best.pth.tar")
    output = tmp_path / "mine.safetensors"
    assert main(["import", str(plain), "--output", str(output)]) == 2
    assert (
        f"the name of {plain} does not tell what it is for: give --task" in capsys.readouterr().err
    )
    assert not output.exists()


def test_what_cannot_be(tmp_path: Path, weights: Path, photos: Path, fails: Run) -> None:
    output = tmp_path / "mine.safetensors"
    assert "is a PNG file" in fails("import", photos / "grey.png", "--output", output)
    assert "must end in .safetensors" in fails("import", weights, "--output", tmp_path / "a.pth")
    output.write_text("mine")
    assert "exists already" in fails("import", weights, "--output", output)
    assert output.read_text() == "mine"
    assert main(["import", str(weights), "--output", str(output), "--overwrite"]) == 0
    assert find_model(output).config == CONFIG
    assert "is already a model of this program" in fails(
        "import", output, "--output", tmp_path / "b.safetensors"
    )


def test_a_file_with_the_name_of_the_command_is_no_photo(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "import").write_text("")
    assert main(["import"]) == 2
    assert "usage: memnet-gui import" in capsys.readouterr().err
