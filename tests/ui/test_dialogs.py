"""The formats that the file dialogs offer."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QToolButton, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.app.document import Document
from memnet_gui.app.settings import Settings
from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.formats import OPEN_SUFFIXES
from memnet_gui.restoration.models import find_model
from memnet_gui.ui.dialogs import ask_for_photo
from memnet_gui.ui.export_dialog import ExportDialog
from memnet_gui.ui.save_dialog import SaveDialog
from memnet_gui.ui.theme import build_palette


@pytest.mark.parametrize(
    ("name", "proposed"),
    [
        ("a.heic", "a-restored.heic"),
        ("a.HIF", "a-restored.heic"),
        ("a.avif", "a-restored.avif"),
        ("a.jpeg", "a-restored.jpg"),
        ("a.tiff", "a-restored.tif"),
        ("a.gif", "a-restored.png"),
        ("a", "a-restored.png"),
        ("Dr. Smith", "Dr. Smith-restored.png"),
    ],
)
def test_saving_proposes_the_photos_own_format(
    qtbot: QtBot, tmp_path: Path, name: str, proposed: str
) -> None:
    photo = from_array(np.zeros((4, 4), np.uint8), path=tmp_path / name)
    parent = QWidget()
    qtbot.addWidget(parent)
    stem = Document(photo, None, name).suggested_stem
    dialog = SaveDialog(photo, stem, tmp_path, Settings(), parent)
    dialog.open()
    assert Path(dialog.selectedFiles()[0]).name == proposed
    assert f"*{Path(proposed).suffix}" in dialog.selectedNameFilter()
    dialog.reject()


def test_opening_shows_every_format(qtbot: QtBot, tmp_path: Path) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    ask_for_photo(parent, tmp_path, lambda _: None)
    dialog = parent.findChild(QFileDialog, "open_dialog")
    assert isinstance(dialog, QFileDialog)
    assert all(f"*{suffix}" in dialog.nameFilters()[0] for suffix in OPEN_SUFFIXES)
    dialog.reject()


@pytest.mark.parametrize("dark", [False, True])
@pytest.mark.parametrize("kind", ["save", "export"])
def test_arrows_of_qts_own_dialogs_are_seen(
    qtbot: QtBot, qapp: QApplication, tmp_path: Path, kind: str, dark: bool
) -> None:
    usual = qapp.palette()
    qapp.setPalette(build_palette(dark=dark))
    parent = QWidget()
    qtbot.addWidget(parent)
    photo = from_array(np.zeros((4, 4), np.uint8))
    dialog: QFileDialog
    if kind == "save":
        dialog = SaveDialog(photo, "photo", tmp_path, Settings(), parent)
    else:
        dialog = ExportDialog(find_model("denoise-grey-fast"), tmp_path, parent)
    qapp.setPalette(usual)
    for name in ("backButton", "forwardButton", "toParentButton"):
        button = dialog.findChild(QToolButton, name)
        assert isinstance(button, QToolButton)
        image = button.icon().pixmap(32, 32).toImage()
        pixels = [image.pixelColor(x, y) for x in range(32) for y in range(32)]
        inked = [pixel.lightness() for pixel in pixels if pixel.alpha() > 200]
        assert min(inked) > 180 if dark else max(inked) < 80
