"""Files that are none of those that can be imported get one sentence that says what they are."""

import gzip
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import save_file
from torch import nn

from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.importing.messages import caffe_message, onnx_message
from memnet_gui.network.importing.recognition import read_weights
from memnet_gui.network.importing.tensors import WeightsError
from memnet_gui.network.memnet import MemNet


def save_onnx(path: Path) -> None:
    model = onnx_message("ModelProto")(ir_version=8, producer_name="pytorch")
    model.graph.name = "main_graph"
    path.write_bytes(model.SerializeToString())


def save_other_caffe(path: Path) -> None:
    net = caffe_message("NetParameter")(name="VGG")
    for name in ("data", "conv1_1", "conv1_2", "fc8"):
        net.layer.add(name=name)
    path.write_bytes(net.SerializeToString())


def save_half(path: Path) -> None:
    torch.save(nn.Conv2d(8, 8, 3).state_dict(), path)
    path.write_bytes(path.read_bytes()[:-900])


def save_numpy(path: Path) -> None:
    with path.open("wb") as file:
        np.savez(file, a=np.ones(3))


class Harmful:
    """Would make a folder when it is unpickled by a careless program."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def __reduce__(self) -> tuple[Any, ...]:
        return Path.mkdir, (self.folder,)


CASES: list[tuple[Callable[[Path], object], str]] = [
    (lambda path: path.write_bytes(b""), "is empty"),
    (lambda path: path.mkdir(), "does not exist or is not a file"),
    (lambda path: path.write_text("# MemNet\nsome words"), "no file of weights"),
    (lambda path: path.write_bytes(bytes(64)), "no file of weights"),
    (lambda path: path.write_bytes(gzip.compress(b"x" * 99)), "is a gzip file"),
    (lambda path: Image.new("L", (8, 8)).save(path, "png"), "is a PNG file, not weights"),
    (lambda path: Image.new("L", (8, 8)).save(path, "jpeg"), "is a JPEG file, not weights"),
    (save_onnx, "is an ONNX file"),
    (
        save_other_caffe,
        r"Caffe file of another network \(with the layers data, conv1_1, conv1_2, …",
    ),
    (save_half, "no weights that can be read"),
    (
        lambda path: save_checkpoint(path, MemNet(NetworkConfig(1, 1, 2)), ModelCard()),
        "is already a model of this program: open it",
    ),
    (
        lambda path: torch.save(nn.Linear(2, 2).state_dict(), path),
        r"another network \(such as weight, bias\)",
    ),
    (
        lambda path: save_file({"up.weight": torch.ones(2)}, path),
        r"another network \(such as up.weight\)",
    ),
    (lambda path: torch.save([1, 2], path), "holds no weights by name"),
    (lambda path: torch.save({"epoch": 1}, path), "holds no weights by name"),
    (lambda path: torch.save(nn.Linear(2, 2), path), r"more than weights \(torch.nn.*Linear\)"),
    (
        lambda path: torch.save({"state_dict": {}, "psnr": np.float64(3)}, path),
        r"more than weights \(numpy.*scalar\).*save its state_dict\(\) alone",
    ),
    (save_numpy, "no weights that can be read"),
    (
        lambda path: path.write_bytes(b"\x80\x02}q\x00."),
        "no weights that can be read|no weights by",
    ),
    (
        lambda path: path.write_bytes((99).to_bytes(8, "little") + b'{"a": 1}' + bytes(9)),
        "looks like a safetensors file but is damaged",
    ),
]


@pytest.mark.parametrize(("make", "sentence"), CASES)
def test_one_sentence(tmp_path: Path, make: Callable[[Path], object], sentence: str) -> None:
    path = tmp_path / "weights 1.pth"
    make(path)
    with pytest.raises(WeightsError, match=rf"^{path} .*(?:{sentence})"):
        read_weights(path)


def test_a_name_that_no_file_system_holds(tmp_path: Path) -> None:
    with pytest.raises(WeightsError, match=r"cannot be read .*too long"):
        read_weights(tmp_path / ("a" * 300))


def test_a_file_that_no_message_can_fill_is_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "huge.caffemodel"
    with path.open("wb") as file:
        file.truncate(12 * 2**30)
    monkeypatch.delattr(Path, "read_bytes")
    with pytest.raises(WeightsError, match="no file of weights"):
        read_weights(path)


def test_nothing_in_a_file_is_run(tmp_path: Path) -> None:
    torch.save({"state_dict": Harmful(tmp_path / "harm")}, tmp_path / "net.pth")
    with pytest.raises(WeightsError, match="runs nothing that is in a checkpoint"):
        read_weights(tmp_path / "net.pth")
    assert not (tmp_path / "harm").exists()
