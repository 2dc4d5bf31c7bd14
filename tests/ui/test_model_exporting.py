"""Exporting the chosen model in the window."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QCheckBox, QLineEdit
from pytestqt.qtbot import QtBot

from memnet_gui.exporting import openvino
from memnet_gui.exporting.checks import Reopened
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.engines.openvino_network import load_openvino
from memnet_gui.ui.export_dialog import ExportDialog
from memnet_gui.ui.main_window import MainWindow

SaveModel = Callable[..., Path]
FILTERS = {
    "onnx": "ONNX (*.onnx)",
    "openvino": "OpenVINO IR (*.xml)",
    "torch-export": "PyTorch program (*.pt2)",
    "hugging-face": "Hugging Face folder (*)",
}


@pytest.fixture(autouse=True)
def folder(window: MainWindow, tmp_path: Path) -> Path:
    """The folder that dialogs begin in."""
    window.settings.folder = tmp_path
    return tmp_path


def action(window: MainWindow) -> QAction:
    found = window.findChild(QAction, "action_export_model")
    assert isinstance(found, QAction)
    return found


def open_dialog(window: MainWindow, form: str = "onnx") -> ExportDialog:
    action(window).trigger()
    found = window.findChild(ExportDialog, "export_model_dialog")
    assert found is not None
    found.selectNameFilter(FILTERS[form])
    found.filterSelected.emit(FILTERS[form])
    return found


def edit(dialog: ExportDialog, name: str) -> QLineEdit:
    found = dialog.findChild(QLineEdit, name)
    assert found is not None
    return found


def box(dialog: ExportDialog) -> QCheckBox:
    found = dialog.findChild(QCheckBox, "export_predictions_box")
    assert found is not None
    return found


def export(qtbot: QtBot, window: MainWindow, dialog: ExportDialog) -> None:
    with qtbot.waitSignal(window.exporting.exporter.exported, timeout=60_000):
        dialog.accept()
        assert not action(window).isEnabled()
        assert "Exporting M2R2-C4 as " in window.message_bar.text
    assert action(window).isEnabled()


def test_file_types_are_the_formats(window: MainWindow) -> None:
    dialog = open_dialog(window)
    assert dialog.nameFilters() == list(FILTERS.values())
    assert "M2R2-C4" in dialog.windowTitle()
    names = {}
    for form, text in FILTERS.items():
        dialog.selectNameFilter(text)
        dialog.filterSelected.emit(text)
        names[form] = edit(dialog, "fileNameEdit").text()
        assert box(dialog).isHidden() == (form == "hugging-face")
    assert names == {
        "onnx": "M2R2-C4.onnx",
        "openvino": "M2R2-C4.xml",
        "torch-export": "M2R2-C4.pt2",
        "hugging-face": "M2R2-C4",
    }
    dialog.reject()


def test_names(window: MainWindow, folder: Path) -> None:
    (folder / "M2R2-C4.xml").touch()
    dialog = open_dialog(window, "openvino")
    name = edit(dialog, "fileNameEdit")
    assert name.text() == "M2R2-C4-2.xml"
    name.setText("mine.v2.pt2")
    name.textEdited.emit("mine.v2.pt2")
    assert dialog.selectedNameFilter() == FILTERS["torch-export"]
    for form, expected in (("hugging-face", "mine.v2"), ("onnx", "mine.v2.onnx")):
        dialog.filterSelected.emit(FILTERS[form])
        assert name.text() == expected
    dialog.reject()


def test_openvino(qtbot: QtBot, window: MainWindow, folder: Path, save_model: SaveModel) -> None:
    dialog = open_dialog(window, "openvino")
    box(dialog).setChecked(True)
    assert edit(dialog, "export_licence_edit").text() == "unknown"
    edit(dialog, "export_licence_edit").setText("MIT")
    export(qtbot, window, dialog)
    path = folder / "M2R2-C4.xml"
    assert window.message_bar.text.startswith(f"Exported {path}: it agrees with PyTorch within ")
    model = load_openvino().Core().read_model(path)
    assert model.get_rt_info(["model_info", "license"]).astype(str) == "MIT"
    picture = np.random.default_rng(0).random((1, 1, 9, 7), np.float32)
    settings = {"INFERENCE_PRECISION_HINT": "f32"}
    found = load_openvino().compile_model(model, "CPU", settings)({"image": picture})
    network, _ = load_checkpoint(save_model())
    with torch.no_grad():
        expected = network(torch.from_numpy(picture))
    np.testing.assert_allclose(found["M2"], expected.predictions[1].numpy(), atol=1e-5)


def test_hugging_face_folder(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    export(qtbot, window, open_dialog(window, "hugging-face"))
    assert (folder / "M2R2-C4" / "README.md").is_file()
    text = f"Exported {folder / 'M2R2-C4'}: it computes exactly what PyTorch does."
    assert window.message_bar.text == text


def test_licence_of_a_shipped_model_stands(window: MainWindow) -> None:
    window.choice.model_box.setCurrentIndex(0)
    assert window.choice.chosen is not None
    assert window.choice.chosen.name == "denoise-grey-fast"
    dialog = open_dialog(window)
    licence = edit(dialog, "export_licence_edit")
    assert (licence.text(), licence.isEnabled()) == ("Apache-2.0", False)
    dialog.reject()


def test_basic_network_has_no_predictions(window: MainWindow, save_model: SaveModel) -> None:
    window.open_model(save_model(NetworkConfig(1, 1, 2, multi_supervised=False)))
    dialog = open_dialog(window)
    assert box(dialog).isHidden()
    dialog.reject()


def test_what_differs_is_told(
    qtbot: QtBot, window: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reopen = openvino.reopen
    monkeypatch.setattr(
        openvino,
        "reopen",
        lambda path: Reopened(lambda picture: {"final": 1 - picture}, reopen(path).metadata),
    )
    dialog = open_dialog(window, "openvino")
    with qtbot.waitSignal(window.exporting.exporter.failed, timeout=60_000):
        dialog.accept()
    assert "The exported network differs from PyTorch's" in window.message_bar.text
    assert action(window).isEnabled()
    assert [path.name for path in folder.iterdir()] == ["models"]


def test_companion_of_the_chosen_file_is_not_replaced(
    qtbot: QtBot, window: MainWindow, folder: Path
) -> None:
    (folder / "M2R2-C4.bin").write_text("mine")
    dialog = open_dialog(window, "openvino")
    with qtbot.waitSignal(window.exporting.exporter.failed, timeout=60_000):
        dialog.accept()
    assert "M2R2-C4.bin exists already" in window.message_bar.text
    assert (folder / "M2R2-C4.bin").read_text() == "mine"


def test_another_spelling_is_another_file(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    (folder / "Net.xml").write_text("mine")
    if (folder / "Net.XML").exists():
        pytest.skip("names of files do not tell upper from lower case here")
    dialog = open_dialog(window, "openvino")
    edit(dialog, "fileNameEdit").setText("Net.XML")
    export(qtbot, window, dialog)
    assert (folder / "Net.xml").read_text() == "mine"
    assert (folder / "Net.XML").read_text().startswith("<?xml")
    assert window.message_bar.text.startswith(f"Exported {folder / 'Net.XML'}: it ")


def test_cancel_stops_it_and_leaves_nothing(qtbot: QtBot, window: MainWindow, folder: Path) -> None:
    cancel = window.actions_.cancel
    assert not cancel.isEnabled()
    open_dialog(window, "torch-export").accept()
    assert cancel.isEnabled()
    with qtbot.waitSignal(window.exporting.exporter.cancelled, timeout=60_000):
        cancel.trigger()
        assert window.message_bar.text == "Stopping the export…"
    assert window.message_bar.text == "The export was stopped; nothing was written."
    assert not cancel.isEnabled()
    assert action(window).isEnabled()
    assert [path.name for path in folder.iterdir()] == ["models"]


def test_cancel_stops_a_restoration_before_an_export(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    open_dialog(window, "torch-export").accept()
    with qtbot.waitSignal(window.exporting.exporter.exported, timeout=60_000):
        window.actions_.restore.trigger()
        window.actions_.cancel.trigger()
    assert not window.workbench.restoring


def test_closing_meanwhile_leaves_nothing(window: MainWindow, folder: Path) -> None:
    open_dialog(window, "torch-export").accept()
    window.close()
    assert [path.name for path in folder.iterdir()] == ["models"]


def test_without_a_model_there_is_nothing_to_export(window: MainWindow) -> None:
    assert action(window).isEnabled()
    window.choice.set_models([])
    assert not action(window).isEnabled()
