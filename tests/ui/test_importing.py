"""Weights from elsewhere, imported in the window."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractButton, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot
from safetensors.torch import save_file

from memnet_gui.app.training_choices import models_folder
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.importing.messages import caffe_message
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import find_model
from memnet_gui.ui.main_window import MainWindow

PORT = (
    ("feature_norm", "feature_extractor.0"),
    ("feature_conv", "feature_extractor.2"),
    ("reconstruction_norms.0", "reconstructor.0"),
    ("reconstruction_conv", "reconstructor.2"),
    ("memory_blocks.0.recursions.0.norm_a", "recursive_unit.0.residual_block.0"),
    ("memory_blocks.0.conv_a.0", "recursive_unit.0.residual_block.2"),
    ("memory_blocks.0.recursions.0.norm_b", "recursive_unit.0.residual_block.3"),
    ("memory_blocks.0.conv_b.0", "recursive_unit.0.residual_block.5"),
    ("memory_blocks.0.gate.norm", "gate_unit.0"),
    ("memory_blocks.0.gate.conv", "gate_unit.2"),
)


def save_port(path: Path) -> Path:
    """Saves an M1R1 for colour photos under the names of MemNet-PyTorch."""
    torch.manual_seed(6)
    config = NetworkConfig(1, 1, 4, 3, multi_supervised=False, shared_recursions=False)
    named = {}
    for name, value in MemNet(config).state_dict().items():
        layer, part = name.rsplit(".", 1)
        theirs = dict(PORT)[layer]
        in_block = layer.startswith("memory_blocks")
        named[f"dense_memory_blocks.0.{theirs}.{part}" if in_block else f"{theirs}.{part}"] = value
    if path.suffix == ".safetensors":
        save_file(named, path)
    else:
        torch.save({"state_dict": named}, path)
    return path


def action(window: MainWindow) -> QAction:
    found = window.findChild(QAction, "action_import_weights")
    assert isinstance(found, QAction)
    return found


def choose(window: MainWindow, path: Path) -> None:
    action(window).trigger()
    dialog = window.findChild(QFileDialog, "import_dialog")
    assert isinstance(dialog, QFileDialog)
    assert "*.caffemodel" in dialog.nameFilters()[0]
    dialog.fileSelected.emit(str(path))
    dialog.reject()


def task_box(qtbot: QtBot, window: MainWindow) -> QMessageBox:
    qtbot.waitUntil(lambda: window.findChild(QMessageBox, "import_task_box") is not None)
    found = window.findChild(QMessageBox, "import_task_box")
    assert isinstance(found, QMessageBox)
    return found


def click(qtbot: QtBot, box: QMessageBox, name: str) -> None:
    button = box.findChild(QAbstractButton, f"import_{name}_button")
    assert isinstance(button, QAbstractButton)
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def test_a_chosen_file_becomes_the_chosen_model(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.importing.imported, timeout=30_000):
        choose(window, save_port(tmp_path / "colour-noise.pth.tar"))
    model = window.choice.chosen
    assert model is not None
    assert model.path == models_folder() / "colour-noise.safetensors"
    assert model.card.task == window.choice.task == "denoise"
    said = window.message_bar.text
    assert said.startswith("The model colour-noise is ready. Imported from colour-noise.pth.tar")
    assert "(MemNet-PyTorch, unrolled), not the paper's network" in said
    tip = window.choice.model_box.toolTip()
    assert tip.startswith("Imported, not the paper's network, for the task: Denoise (M1R1 C4)\n")
    assert "its gate units read short-term memory first" in tip
    with qtbot.waitSignal(window.restored, timeout=30_000):
        window.open_sample(restore=True)


def test_the_next_window_has_it_and_another_import_keeps_it(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    weights = save_port(tmp_path / "noise.pth")
    for name in ("noise", "noise-2"):
        with qtbot.waitSignal(window.importing.imported, timeout=30_000):
            window.importing.take(weights)
        assert window.choice.chosen is not None
        assert window.choice.chosen.name == name
    assert [info.name for info in window.training.own_models()] == ["noise-2", "noise"]


def test_the_task_is_asked_for_where_the_name_does_not_tell(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.importing.take(save_port(tmp_path / "best.pth"))
    box = task_box(qtbot, window)
    assert "best.pth" in box.informativeText()
    with qtbot.waitSignal(window.importing.imported, timeout=30_000):
        click(qtbot, box, "deblock")
    assert window.choice.task == "deblock"
    assert window.choice.chosen is not None
    assert window.choice.chosen.name == "best"


def test_without_a_task_nothing_is_written(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.importing.take(save_port(tmp_path / "best.pth"))
    click(qtbot, task_box(qtbot, window), "cancel")
    assert not models_folder().exists()
    assert window.message_bar.text == ""


@pytest.mark.parametrize("name", ["net.caffemodel", "net.pth"])
def test_what_cannot_be_imported_is_said(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    net = caffe_message("NetParameter")()
    net.layer.add(name="fc8")
    path.write_bytes(net.SerializeToString())
    window.importing.take(path)
    qtbot.waitUntil(lambda: "another network (with the layers fc8)" in window.message_bar.text)
    assert not models_folder().exists()


def drop(window: MainWindow, path: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path))])
    window.files.take(data, "Dropped")


def test_weights_and_models_can_be_dropped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, save_model: Callable[..., Any]
) -> None:
    for name in ("noise.PTH", "noise.pth.tar", "noise.safetensors"):
        with qtbot.waitSignal(window.importing.imported, timeout=30_000):
            drop(window, save_port(tmp_path / name))
    path = save_model(NetworkConfig(1, 2, 4), "deblock")
    drop(window, path)
    assert window.choice.chosen is not None
    assert window.choice.chosen.path == path


def test_a_name_that_the_ending_makes_too_long_is_cut(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    """`.safetensors` is longer than `.pth`."""
    path = save_port(tmp_path / f"noise {'ö' * 122}.pth")
    with qtbot.waitSignal(window.importing.imported, timeout=20_000):
        window.importing.take(path)
    (model,) = models_folder().glob("*")
    assert path.stem.startswith(model.stem)
    assert find_model(model).card.imported_from.startswith(path.name)


def test_closing_leaves_a_whole_model_or_none(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.importing.take(save_port(tmp_path / "noise.pth"))
    window.close()
    for path in models_folder().glob("*"):
        assert find_model(path).card.imported_from == "noise.pth (MemNet-PyTorch, unrolled)"
