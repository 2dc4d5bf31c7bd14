"""The formats that the file dialogs offer."""

from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QFileDialog, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.app.document import Document
from memnet_gui.app.settings import Settings
from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.formats import OPEN_SUFFIXES
from memnet_gui.ui.dialogs import ask_for_photo
from memnet_gui.ui.save_dialog import SaveDialog


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
