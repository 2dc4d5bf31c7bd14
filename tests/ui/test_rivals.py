"""Methods that are not MemNet, chosen and looked at as a person would."""

import threading
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtWidgets import (
    QComboBox,
    QFileDialog,
    QLabel,
    QProgressBar,
    QScrollArea,
    QToolButton,
)
from pytestqt.qtbot import QtBot

from memnet_gui.app.settings import Settings
from memnet_gui.imaging.metrics import psnr
from memnet_gui.restoration.rivals.classical import open_classical
from memnet_gui.restoration.rivals.rival import (
    Check,
    OpenRival,
    Rival,
    RivalError,
    RivalRequest,
)
from memnet_gui.restoration.rivals.running import run_rival
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.predictions import PredictionsStrip, StripEntry
from memnet_gui.ui.rivals import RivalPanel, StripWithRival

WAIT_MS = 60_000
NLM = "non-local-means"


class Scripted:
    """Gives back the photo somewhat darker; a test may hold it up."""

    align_px, halo_px = 1, 0

    def __init__(self) -> None:
        self.runs = 0
        self.gate: threading.Event | None = None
        self.started = threading.Event()

    def prepare(self, device: str, budget_bytes: int) -> int:
        return 16 * 16

    def restore(self, pixels: np.ndarray, sigma: float | None, check: Check) -> np.ndarray:
        self.runs += 1
        self.started.set()
        while self.gate is not None and not self.gate.wait(0.01):
            check()
        return pixels * np.float32(0.9)


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Scripted:
    """Stands for the network in `net.pth`, of 1234567 weights."""
    restorer = Scripted()
    rival = Rival("net", "net", "Darkener", weights=1_234_567, channels=None)

    def open_rival(name_or_file: str) -> OpenRival:
        if name_or_file.endswith("broken.pth"):
            raise RivalError("broken.pth cannot be read")
        return OpenRival(rival, restorer)

    monkeypatch.setattr("memnet_gui.restoration.rivals.opening.open_rival", open_rival)
    return restorer


def box_of(window: MainWindow) -> QComboBox:
    box = window.findChild(QComboBox, "rival_box")
    assert box is not None
    return box


def facts_of(window: MainWindow) -> str:
    label = window.findChild(QLabel, "rival_facts")
    assert label is not None
    return label.text()


def button_of(window: MainWindow) -> QToolButton:
    button = window.findChild(QToolButton, "rival_button")
    assert button is not None
    return button


def choose(window: MainWindow, source: str) -> None:
    box = box_of(window)
    index = box.findData(source)
    assert index >= 0
    box.setCurrentIndex(index)
    box.activated.emit(index)


def restore(qtbot: QtBot, window: MainWindow) -> None:
    with qtbot.waitSignals([window.restored, window.inside.inspector.measured], timeout=WAIT_MS):
        window.actions_.restore.trigger()


def open_noisy(qtbot: QtBot, window: MainWindow, path: Path) -> None:
    window.open_path(path)
    window.actions_.add_noise.trigger()
    restore(qtbot, window)


def idle(qtbot: QtBot, window: MainWindow) -> None:
    qtbot.waitUntil(lambda: not window.inside.inspector.is_busy, timeout=WAIT_MS)


def test_classical_method_stands_beside_the_final_picture(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    open_noisy(qtbot, window, photo_path)
    inside = window.inside
    assert inside.strip.keys == ("Input", "M1", "M2", "Final", "Reference")
    with qtbot.waitSignal(inside.inspector.rivalled, timeout=WAIT_MS):
        choose(window, NLM)
    assert inside.strip.keys == ("Input", "M1", "M2", "Final", "Rival", "Reference")
    document = window.workbench.document
    assert document is not None
    assert document.reference is not None
    sigma = document.degradation.sigma
    expected = run_rival(open_classical(NLM), RivalRequest(document.photo.pixels, sigma=sigma))
    decibels = psnr(document.reference.pixels, expected.pixels)
    thumbnail = inside.strip.thumbnail("Rival")
    assert thumbnail.caption[0] == f"{decibels:.2f} dB"
    assert thumbnail.entry.title == "Non-local means"
    assert thumbnail.entry.note.endswith(" s")
    assert f"Told the noise: sigma {sigma:.1f}" in thumbnail.toolTip()
    assert "on the processor\nNo weights\nTold the noise" in facts_of(window)
    inside.strip.choose(4)
    assert (inside.pictures.before, inside.pictures.after) == ("Input", "Rival")
    assert window.viewer.after_picture is inside.pictures.picture("Rival")
    assert dict(inside.pictures.shown).keys() >= {"Non-local means", "Final"}
    level = inside.pictures.picture("Rival").levels[0].pixelColor(3, 5)
    value = np.rint(expected.pixels[5, 3].clip(0, 1) * 255).astype(int).tolist()
    assert [level.red(), level.green(), level.blue()] == value


def test_noise_that_is_not_known_is_estimated(
    qtbot: QtBot, window: MainWindow, photo_path: Path
) -> None:
    window.open_path(photo_path)
    choose(window, NLM)
    assert facts_of(window) == "Appears when the photo is restored."
    assert not button_of(window).isEnabled()
    with qtbot.waitSignal(window.inside.inspector.rivalled, timeout=WAIT_MS):
        restore(qtbot, window)
    assert "Told estimated noise: sigma " in facts_of(window)
    assert button_of(window).isEnabled()
    assert window.inside.strip.thumbnail("Rival").caption[0].startswith("RMS ")


def test_file_is_opened_remembered_and_described(
    qtbot: QtBot, window: MainWindow, photo_path: Path, tmp_path: Path, network: Scripted
) -> None:
    open_noisy(qtbot, window, photo_path)
    path = tmp_path / "net.pth"
    path.touch()
    box = box_of(window)
    box.activated.emit(box.count() - 1)
    dialog = window.findChild(QFileDialog, "rival_dialog")
    assert dialog is not None
    with qtbot.waitSignal(window.inside.inspector.rivalled, timeout=WAIT_MS):
        dialog.fileSelected.emit(str(path))
    dialog.close()
    assert box.currentData() == str(path)
    assert Settings().rival_files == [path]
    assert "Darkener, 1\u202f234\u202f567 weights" in facts_of(window)
    assert network.runs > 1


def test_files_of_the_last_time_are_offered(
    qtbot: QtBot, tmp_path: Path, network: Scripted
) -> None:
    for name in ("old.pth", "new.pth"):
        Settings().remember_rival_file(tmp_path / name)
    window = MainWindow()
    qtbot.addWidget(window)
    box = box_of(window)
    titles = [box.itemText(index) for index in range(box.count())]
    assert titles[0] == box.currentText() == "nothing"
    assert titles[-4:] == ["new", "old", "", "Open a model file…"]
    window.close()


def test_to_open_a_file_and_not_to_do_so_leaves_the_choice(window: MainWindow) -> None:
    choose(window, NLM)
    box = box_of(window)
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.count() - 1)
    assert box.currentData() == NLM
    dialog = window.findChild(QFileDialog, "rival_dialog")
    assert dialog is not None
    dialog.close()


@pytest.fixture
def with_network(
    qtbot: QtBot, window: MainWindow, photo_path: Path, tmp_path: Path, network: Scripted
) -> Scripted:
    """Has a restored photo and the network chosen; its first result is there."""
    open_noisy(qtbot, window, photo_path)
    with qtbot.waitSignal(window.inside.inspector.rivalled, timeout=WAIT_MS):
        window.inside.rivals.open_file(tmp_path / "net.pth")
    return network


def test_another_restoration_of_the_photo_only_measures_again(
    qtbot: QtBot, window: MainWindow, with_network: Scripted
) -> None:
    runs = with_network.runs
    caption = window.inside.strip.thumbnail("Rival").caption
    with qtbot.waitSignal(window.inside.inspector.rivalled, timeout=WAIT_MS):
        restore(qtbot, window)
    idle(qtbot, window)
    assert with_network.runs == runs
    assert window.inside.strip.thumbnail("Rival").caption == caption


def test_again_on_request(qtbot: QtBot, window: MainWindow, with_network: Scripted) -> None:
    runs = with_network.runs
    with qtbot.waitSignal(window.inside.inspector.rivalled, timeout=WAIT_MS):
        button_of(window).click()
    assert with_network.runs == 2 * runs


def test_another_photo_forgets_the_result(
    window: MainWindow, with_network: Scripted, tmp_path: Path
) -> None:
    path = tmp_path / "other.png"
    Image.new("L", (30, 20)).save(path)
    window.open_path(path)
    assert "Rival" not in window.inside.strip.keys
    assert window.inside.pictures.picture("Rival") is None
    assert window.inside.rivals.figures == ()
    assert facts_of(window) == "Appears when the photo is restored."


def test_nothing_takes_the_result_away(window: MainWindow, with_network: Scripted) -> None:
    window.inside.pictures.show("Final", "Rival")
    choose(window, "")
    assert "Rival" not in window.inside.strip.keys
    assert (window.inside.pictures.before, window.inside.pictures.after) == ("Input", "Final")
    assert facts_of(window) == ""


@pytest.mark.parametrize("how", ["button", "escape"])
def test_cancel(qtbot: QtBot, window: MainWindow, with_network: Scripted, how: str) -> None:
    with_network.gate = threading.Event()
    with_network.started.clear()
    button_of(window).click()
    assert with_network.started.wait(10)
    assert button_of(window).accessibleName() == "Cancel the comparison"
    progress = window.findChild(QProgressBar, "rival_progress")
    assert progress is not None
    assert progress.isVisible()
    assert window.actions_.cancel.isEnabled()
    with qtbot.waitSignal(window.inside.inspector.rival_ended, timeout=WAIT_MS):
        if how == "button":
            button_of(window).click()
        else:
            window.actions_.cancel.trigger()
    assert not progress.isVisible()
    assert button_of(window).accessibleName() == "Compare again"
    assert not window.message_bar.isVisible()
    assert "Rival" in window.inside.strip.keys  # the result before


def test_another_photo_stops_what_is_under_way(
    qtbot: QtBot, window: MainWindow, with_network: Scripted, photo_path: Path
) -> None:
    with_network.gate = threading.Event()
    with_network.started.clear()
    button_of(window).click()
    assert with_network.started.wait(10)
    window.open_path(photo_path)
    assert button_of(window).accessibleName() == "Compare again"
    with_network.gate = None
    restore(qtbot, window)  # whose figures wait for the thread
    idle(qtbot, window)
    assert "Rival" in window.inside.strip.keys  # of the photo that is open now
    assert window.inside.rivals._photo is window.workbench.document.photo


def test_progress(qtbot: QtBot, window: MainWindow, with_network: Scripted) -> None:
    shares: list[float] = []
    window.inside.inspector.rival_progressed.connect(shares.append)
    with qtbot.waitSignal(window.inside.inspector.rivalled, timeout=WAIT_MS):
        button_of(window).click()
    assert len(shares) > 1
    assert shares == sorted(shares)
    assert shares[-1] == 1


def test_errors_are_said_in_the_message_bar(
    qtbot: QtBot, window: MainWindow, with_network: Scripted, tmp_path: Path
) -> None:
    with qtbot.waitSignal(window.inside.inspector.failed, timeout=WAIT_MS):
        window.inside.rivals.open_file(tmp_path / "broken.pth")
    assert window.message_bar.isVisible()
    assert window.message_bar.text == "Broken.pth cannot be read"
    assert "Rival" not in window.inside.strip.keys
    assert button_of(window).accessibleName() == "Compare again"


def test_bm3d_names_its_licence(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("memnet_gui.restoration.rivals.classical.has_bm3d", lambda: True)
    box = box_of(window)
    window.inside.rivals.panel.box.offer_files([])
    titles = [box.itemText(index) for index in range(box.count())]
    assert titles[:3] == ["nothing", "Non-local means", "BM3D (non-commercial)"]


@pytest.mark.parametrize(("width", "is_above"), [(914, True), (1400, False)])
def test_a_narrow_window_shows_all_predictions_and_has_the_choice_above_them(
    qtbot: QtBot, width: int, is_above: bool
) -> None:
    strip, panel = PredictionsStrip(), RivalPanel()
    both = StripWithRival(strip, panel)
    qtbot.addWidget(both)
    names = ["Input", *(f"M{number}" for number in range(1, 7)), "Final", "Reference"]
    strip.set_entries([StripEntry(name, name) for name in names])
    panel.set_facts("0.3 s on the processor\nNo weights")
    both.resize(width, 160)
    both.show()
    qtbot.waitExposed(both)
    assert (panel.geometry().bottom() < strip.geometry().top()) is is_above
    assert (panel.geometry().left() > strip.geometry().right()) is not is_above
    shown = [label.text() for label in panel.findChildren(QLabel) if label.isVisible()]
    line, lines = "0.3 s on the processor  ·  No weights", "0.3 s on the processor\nNo weights"
    assert (line in shown, lines in shown) == (is_above, not is_above)
    scroller = strip.findChild(QScrollArea)
    assert scroller is not None
    assert scroller.horizontalScrollBar().maximum() == 0
    panel.set_running(True)
    progress = panel.findChild(QProgressBar, "rival_progress")
    assert progress is not None
    assert progress.isVisible()
