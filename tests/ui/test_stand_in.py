"""What is said while a quicker model's work is seen."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QLabel
from pytestqt.qtbot import QtBot

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import ModelInfo, find_model
from memnet_gui.restoration.preview import Preview
from memnet_gui.restoration.request import TileRestored
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.stand_in import StandIn
from memnet_gui.ui.status import StatusBar

SLOW = NetworkConfig(20, 10, 32)
REGION = (100, 40, 30, 50)
SAID = "Preview by denoise-grey-fast"


@pytest.fixture(scope="module")
def fast() -> ModelInfo:
    return find_model("denoise-grey-fast")


@pytest.fixture
def status(qtbot: QtBot) -> StatusBar:
    bar = StatusBar()
    qtbot.addWidget(bar)
    bar.show()
    return bar


@pytest.fixture
def stand_in(status: StatusBar, fast: ModelInfo) -> StandIn:
    stand_in = StandIn(status)
    stand_in.begin(Preview(fast, REGION), replace(fast, name="slow"))
    return stand_in


def said(widget: StatusBar | MainWindow) -> str:
    label = widget.findChild(QLabel, "stand_in_label")
    assert isinstance(label, QLabel)
    return label.text() if label.isVisible() else ""


def tile(top: int, left: int, height: int, width: int) -> TileRestored:
    return TileRestored(top, left, np.zeros((height, width, 1), np.float32))


def test_nothing_is_said_before_the_preview_is_there(status: StatusBar, stand_in: StandIn) -> None:
    assert said(status) == ""


@pytest.mark.parametrize(
    ("tiles", "is_last"),
    [
        ([(0, 0, 100, 200), (100, 0, 29, 200), (129, 0, 10, 200)], True),  # strips
        ([(0, 0, 300, 60), (0, 60, 300, 60)], True),  # columns
        ([(0, 0, 120, 60), (0, 60, 120, 60), (120, 0, 120, 60), (120, 60, 120, 60)], True),
        ([(0, 0, 100, 200), (100, 0, 29, 200), (130, 0, 10, 200)], False),
    ],
)
def test_it_is_said_until_the_chosen_model_has_come_to_the_end_of_it(
    status: StatusBar,
    stand_in: StandIn,
    tiles: list[tuple[int, int, int, int]],
    is_last: bool,
) -> None:
    stand_in.note(tile(*REGION))
    assert said(status) == SAID
    for place in tiles[:-1]:
        stand_in.note(tile(*place))
        assert said(status) == SAID
    stand_in.note(tile(*tiles[-1]))
    assert said(status) == ("" if is_last else SAID)


def test_the_chosen_model_itself_is_not_named(
    status: StatusBar, stand_in: StandIn, fast: ModelInfo
) -> None:
    stand_in.begin(Preview(fast, REGION), fast)
    stand_in.note(tile(*REGION))
    assert said(status) == ""


def test_no_preview_no_word(status: StatusBar, stand_in: StandIn, fast: ModelInfo) -> None:
    stand_in.begin(None, fast)
    stand_in.note(tile(*REGION))
    assert said(status) == ""


def open_large(qtbot: QtBot, window: MainWindow, folder: Path) -> Path:
    path = folder / "large.png"
    Image.fromarray(np.full((1100, 1000), 90, np.uint8)).save(path)
    window.open_path(path)
    qtbot.waitUntil(lambda: window.workbench.document is not None)
    return path


def see_preview(
    qtbot: QtBot, window: MainWindow, folder: Path, save_model: Callable[..., Path]
) -> Path:
    """Begins to restore a large photo with a slow model, and waits until something is seen."""
    path = open_large(qtbot, window, folder)
    window.open_model(save_model(SLOW))
    window.resize(720, 520)
    window.viewer.actual_size()
    trigger(window, "restore")
    qtbot.waitUntil(lambda: said(window) == SAID, timeout=60_000)
    return path


def trigger(window: MainWindow, name: str) -> None:
    action = window.findChild(QAction, f"action_{name}")
    assert isinstance(action, QAction)
    action.trigger()


def test_the_window_says_it_and_takes_it_back_when_stopped(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, save_model: Callable[..., Path]
) -> None:
    see_preview(qtbot, window, tmp_path, save_model)
    trigger(window, "cancel")
    qtbot.waitUntil(lambda: not window.workbench.restoring, timeout=60_000)
    assert said(window) == ""


def test_nothing_is_said_of_another_photo(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, save_model: Callable[..., Path]
) -> None:
    path = see_preview(qtbot, window, tmp_path, save_model)
    before = window.workbench.document
    window.open_path(path)
    qtbot.waitUntil(lambda: window.workbench.document is not before, timeout=60_000)
    assert said(window) == ""


def test_a_region_has_no_preview(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, save_model: Callable[..., Path]
) -> None:
    open_large(qtbot, window, tmp_path)
    window.open_model(save_model(NetworkConfig(5, 3, 32)))
    model = window.controls.choice.chosen
    assert model is not None
    trigger(window, "restore")
    trigger(window, "cancel")  # before the preview is there
    qtbot.waitUntil(lambda: not window.workbench.restoring, timeout=60_000)
    seen: list[str] = []
    window.workbench.tile_restored.connect(lambda _tile: seen.append(said(window)))
    with qtbot.waitSignal(window.workbench.restored, timeout=60_000):
        window.workbench.restore(model, region=(10, 10, 24, 24))
    assert said(window) == ""
    assert set(seen) <= {""}


def test_a_long_name_makes_the_window_no_wider(status: StatusBar, qtbot: QtBot) -> None:
    status.begin_progress()
    status.set_stand_in("m")
    qtbot.waitUntil(lambda: said(status) != "")
    before = status.minimumSizeHint().width()
    status.set_stand_in("a-model-with-a-name-that-is-long-" * 4)
    QApplication.processEvents()
    assert status.minimumSizeHint().width() == before
