"""A result that was never saved is not lost with the window unasked."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QAbstractButton, QCheckBox, QFileDialog, QMessageBox
from pytestqt.qtbot import QtBot

from memnet_gui.imaging.files import read_photo
from memnet_gui.ui.closing import UnsavedResult
from memnet_gui.ui.main_window import MainWindow

Restore = Callable[[], None]


@pytest.fixture
def guard(window: MainWindow) -> UnsavedResult:
    return UnsavedResult(window)


@pytest.fixture
def restore(qtbot: QtBot, window: MainWindow, photo_path: Path, guard: UnsavedResult) -> Restore:
    def restore() -> None:
        window.open_path(photo_path)
        with qtbot.waitSignal(window.restored, timeout=60_000):
            window.actions_.restore.trigger()

    return restore


class Refuse(QObject):
    """Keeps a window open, as the question about training does."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.asked = 0
        window.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.Close:
            return False
        self.asked += 1
        event.ignore()
        return True


def box(window: MainWindow) -> QMessageBox | None:
    found = window.findChild(QMessageBox, "unsaved_box")
    assert found is None or isinstance(found, QMessageBox)
    return found


def answer(qtbot: QtBot, window: MainWindow, name: str) -> None:
    asked = box(window)
    assert asked is not None
    button = asked.findChild(QAbstractButton, f"unsaved_{name}_button")
    assert isinstance(button, QAbstractButton)
    button.click()
    qtbot.waitUntil(lambda: box(window) is None)


def save_dialog(window: MainWindow) -> QFileDialog:
    dialog = window.findChild(QFileDialog, "save_dialog")
    assert isinstance(dialog, QFileDialog)
    return dialog


def test_nothing_to_lose(window: MainWindow, guard: UnsavedResult, photo_path: Path) -> None:
    window.open_path(photo_path)
    assert window.close()


def test_discard(qtbot: QtBot, window: MainWindow, restore: Restore) -> None:
    restore()
    assert not window.close()
    assert not window.close(), "asks once, however often one tries"
    assert window.isVisible()
    assert len(window.findChildren(QMessageBox, "unsaved_box")) == 1
    answer(qtbot, window, "discard")
    assert not window.isVisible()


def test_cancel_keeps_all(qtbot: QtBot, window: MainWindow, restore: Restore) -> None:
    restore()
    window.close()
    answer(qtbot, window, "cancel")
    assert window.isVisible()
    restore()  # the threads are still there
    window.close()
    answer(qtbot, window, "discard")


def test_save_and_close(
    qtbot: QtBot, window: MainWindow, restore: Restore, photo_path: Path
) -> None:
    restore()
    window.close()
    answer(qtbot, window, "save")
    save_dialog(window).accept()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert photo_path.with_name("Straße 1-denoised.png").exists()


def test_no_place_to_save_keeps_the_window(
    qtbot: QtBot, window: MainWindow, restore: Restore, tmp_path: Path
) -> None:
    restore()
    window.close()
    answer(qtbot, window, "save")
    save_dialog(window).reject()
    assert window.isVisible()
    with qtbot.waitSignal(window.workbench.saved, timeout=60_000):
        window.save_as(tmp_path / "later.png")
    assert window.isVisible(), "a later save does not close it"
    assert window.close(), "and now nothing is lost"


@pytest.mark.parametrize("arrives_before", ["answer", "accept"])
def test_what_it_asked_about_is_saved_though_another_photo_arrives(
    qtbot: QtBot, window: MainWindow, restore: Restore, photo_path: Path, tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch, arrives_before: str,
) -> None:  # fmt: skip
    other = tmp_path / "other.png"
    Image.new("L", (9, 9)).save(other)
    restore()
    monkeypatch.setattr("memnet_gui.app.workbench._QUICK_MEGAPIXELS", 0.0)
    window.open_path(other)
    assert not window.close()
    for step in ("answer", "accept"):
        if step == arrives_before:
            qtbot.waitUntil(lambda: "other.png" in window.windowTitle(), timeout=60_000)
        if step == "answer":
            answer(qtbot, window, "save")
    save_dialog(window).accept()
    qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
    assert photo_path.with_name("Straße 1-denoised.png").exists()


def test_a_window_that_stays_after_saving_does_not_close_later(
    qtbot: QtBot, window: MainWindow, restore: Restore, tmp_path: Path
) -> None:
    restore()
    window.close()
    answer(qtbot, window, "save")
    refuse = Refuse(window)
    with qtbot.waitSignal(window.workbench.saved, timeout=60_000):
        save_dialog(window).accept()
    assert refuse.asked == 1
    window.removeEventFilter(refuse)
    with qtbot.waitSignal(window.workbench.saved, timeout=60_000):
        window.save_as(tmp_path / "later.png")
    assert window.isVisible()


def test_saving_that_fails_keeps_the_window(
    qtbot: QtBot, window: MainWindow, restore: Restore, tmp_path: Path
) -> None:
    restore()
    window.close()
    answer(qtbot, window, "save")
    with qtbot.waitSignal(window.workbench.failed, timeout=60_000):
        save_dialog(window).fileSelected.emit(str(tmp_path / "absent" / "a.png"))
    assert window.isVisible()
    assert "absent" in window.message_bar.text
    save_dialog(window).reject()
    window.close()
    answer(qtbot, window, "discard")


def test_what_is_restored_again_is_unsaved(
    qtbot: QtBot, window: MainWindow, restore: Restore, tmp_path: Path
) -> None:
    restore()
    with qtbot.waitSignal(window.workbench.saved, timeout=60_000):
        window.save_as(tmp_path / "a.png")
    assert not window.workbench.has_unsaved_result
    restore()
    assert window.workbench.has_unsaved_result
    window.close()
    answer(qtbot, window, "discard")


def test_a_trial_is_not_asked_about(qtbot: QtBot, window: MainWindow, guard: UnsavedResult) -> None:
    with qtbot.waitSignal(window.restored, timeout=60_000):
        window.open_sample(restore=True)
    assert window.close()


def informed(window: MainWindow) -> str:
    asked = box(window)
    assert asked is not None
    return f"{asked.text()} {asked.informativeText()}"


@pytest.fixture
def others(tmp_path: Path) -> list[Path]:
    paths = [tmp_path / "second.png", tmp_path / "third.png"]
    for path in paths:
        Image.new("L", (9, 9), 128).save(path)
    return paths


def test_results_of_earlier_photos_are_asked_about_one_after_the_other(
    qtbot: QtBot, window: MainWindow, restore: Restore, others: list[Path], photo_path: Path
) -> None:
    restore()
    for path in others:
        window.open_path(path)
        with qtbot.waitSignal(window.restored, timeout=60_000):
            window.actions_.restore.trigger()
    window.controls.strength_slider.setValue(0)
    assert not window.close()
    assert "restored photo" in informed(window)
    assert "2 other photos" in informed(window)
    for path, then in (others[1], "second.png"), (others[0], "Straße 1.png"):
        answer(qtbot, window, "save")
        save_dialog(window).accept()
        qtbot.waitUntil(lambda: box(window) is not None, timeout=60_000)
        assert path.with_stem(path.stem + "-denoised").exists()
        assert then in informed(window)
    assert "other" not in informed(window)
    answer(qtbot, window, "discard")
    assert not window.isVisible()
    assert not photo_path.with_stem("Straße 1-denoised").exists()
    saved = [read_photo(path.with_stem(path.stem + "-denoised")).pixels for path in others]
    assert np.ptp(saved[1]) == 0, "at the strength that was chosen"
    assert np.ptp(saved[0]) > 0, "at full strength"


def test_an_earlier_result_is_asked_about_though_the_open_photo_has_none(
    qtbot: QtBot, window: MainWindow, restore: Restore, others: list[Path]
) -> None:
    restore()
    window.open_path(others[0])
    assert not window.close()
    assert "Straße 1.png" in informed(window)
    answer(qtbot, window, "cancel")
    window.actions_.undo.trigger()
    assert not window.close()
    answer(qtbot, window, "discard")
    assert not window.isVisible()


def test_an_earlier_result_is_saved_beside_its_own_photo(
    qtbot: QtBot, window: MainWindow, restore: Restore, tmp_path: Path, photo_path: Path
) -> None:
    restore()
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    Image.new("L", (9, 9), 128).save(elsewhere / "other.png")
    window.open_path(elsewhere / "other.png")
    assert not window.close()
    answer(qtbot, window, "save")
    with qtbot.waitSignal(window.workbench.saved, timeout=60_000) as saved:
        save_dialog(window).accept()
    assert saved.args == [photo_path.with_stem("Straße 1-denoised")]


def test_a_box_that_was_left_keeps_no_photo(
    qtbot: QtBot, window: MainWindow, restore: Restore, guard: UnsavedResult
) -> None:
    restore()
    window.close()
    answer(qtbot, window, "cancel")
    assert guard._asked_of is None
    guard.agree()
    assert window.close()


def test_do_not_ask_again(qtbot: QtBot, window: MainWindow, restore: Restore) -> None:
    restore()
    window.close()
    asked = box(window)
    assert asked is not None
    never = asked.findChild(QCheckBox, "unsaved_never_ask_box")
    assert isinstance(never, QCheckBox)
    never.setChecked(True)
    answer(qtbot, window, "discard")
    assert not window.settings.asks_before_closing


def test_the_setting_is_heeded(window: MainWindow, restore: Restore) -> None:
    restore()
    window.settings.asks_before_closing = False
    assert window.close()


def test_agreeing_closes_unasked(
    window: MainWindow, restore: Restore, guard: UnsavedResult
) -> None:
    restore()
    guard.agree()
    assert window.close()


def test_windows_of_tests_close_unasked(qtbot: QtBot, window: MainWindow, photo_path: Path) -> None:
    window.open_path(photo_path)
    with qtbot.waitSignal(window.restored, timeout=60_000):
        window.actions_.restore.trigger()
    assert window.close()
