"""Preferences count at once, are stored, and the program follows them."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.jobs import JobContext
from memnet_gui.app.settings import Settings
from memnet_gui.app.tasks import RestorePhoto
from memnet_gui.imaging.files import read_photo
from memnet_gui.restoration.models import ModelKeeper, find_model
from memnet_gui.restoration.request import RestorationRequest
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.page_scroll import PageScroll
from memnet_gui.ui.preferences import PreferencesDialog
from memnet_gui.ui.theme import Theme


@pytest.fixture
def dialog(window: MainWindow) -> PreferencesDialog:
    window.actions_.preferences.trigger()
    dialog = window.findChild(PreferencesDialog)
    assert isinstance(dialog, PreferencesDialog)
    return dialog


def choose(box: object, value: str) -> None:
    box.setCurrentIndex(box.findData(value))


def test_there_is_one_dialog_that_blocks_nothing(
    window: MainWindow, dialog: PreferencesDialog
) -> None:
    assert not dialog.isModal()
    window.actions_.preferences.trigger()
    assert window.findChildren(PreferencesDialog) == [dialog]
    dialog.close()
    QApplication.sendPostedEvents(None, 52)  # DeferredDelete
    window.actions_.preferences.trigger()
    assert len(window.findChildren(PreferencesDialog)) == 1


def test_computing_follows(window: MainWindow, dialog: PreferencesDialog) -> None:
    page = dialog.computing
    choose(page.device, "cpu")
    choose(page.precision, "fp32")
    choose(page.backend, "torch")
    page.threads.setValue(1)
    page.memory.setValue(2.5)
    compute = window.workbench.compute
    assert (compute.device, compute.precision, compute.backend) == ("cpu", "fp32", "torch")
    assert (compute.threads, compute.memory_bytes) == (1, 2_500_000_000)
    assert page.now.text() == "Now: CPU fp32  ·  PyTorch"
    assert Settings().memory_limit_gb == 2.5
    page.memory.setValue(0)
    assert page.memory.text() == "Automatic"
    assert window.workbench.compute.memory_bytes is None


def test_the_self_ensemble_is_switched_in_the_menu(
    window: MainWindow, dialog: PreferencesDialog
) -> None:
    action = window.actions_.self_ensemble
    assert action.isCheckable()
    assert not action.isChecked()
    action.trigger()
    assert window.workbench.compute.self_ensemble
    assert Settings().self_ensemble
    assert dialog.computing.now.text().endswith("8×")
    Settings().reset_preferences()
    window.preferences.follow()
    assert not action.isChecked()
    assert not window.workbench.compute.self_ensemble


def test_the_self_ensemble_is_remembered(qtbot: QtBot) -> None:
    Settings().self_ensemble = True
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.actions_.self_ensemble.isChecked()
    assert window.workbench.compute.self_ensemble
    window.close()


def test_a_missing_card_cannot_be_chosen(
    window: MainWindow, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    window.actions_.preferences.trigger()
    box = window.findChild(PreferencesDialog).computing.device
    index = box.model().index(box.findData("cuda"), 0)
    assert not index.flags() & Qt.ItemFlag.ItemIsEnabled
    assert "none found" in box.itemText(box.findData("cuda"))


def test_a_card_that_is_gone_is_told_and_done_without(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    Settings().device = "cuda"
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.workbench.compute.device == "auto"
    window.preferences.open()
    dialog = window.findChild(PreferencesDialog)
    assert "no graphics card" in dialog.computing.now.text()
    assert Settings().device == "cuda"
    dialog.close()


def test_before_the_engine_is_there_nothing_is_asked_of_it(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memnet_gui.app.engine.EngineLoader.ready", False)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: pytest.fail("asked too early"))
    Settings().precision = "fp32"
    window = MainWindow()
    qtbot.addWidget(window)
    window.preferences.open()
    assert window.workbench.compute.precision == "fp32"
    dialog = window.findChild(PreferencesDialog)
    assert dialog.computing.now.text() == ""
    monkeypatch.setattr("memnet_gui.app.engine.EngineLoader.ready", True)
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    window.engine.loaded.emit()
    assert dialog.computing.now.text().startswith("Now: CPU fp32")
    dialog.close()


def test_the_question_before_closing(window: MainWindow, dialog: PreferencesDialog) -> None:
    assert dialog.ask_box.isChecked()
    dialog.ask_box.click()
    assert not Settings().asks_before_closing
    dialog.findChild(QPushButton, "preferences_reset_button").click()
    assert dialog.ask_box.isChecked()
    assert Settings().asks_before_closing


def test_the_name_has_a_live_example(
    qtbot: QtBot, window: MainWindow, dialog: PreferencesDialog
) -> None:
    field = dialog.name_field
    assert field.example.text() == "holiday.jpg becomes holiday-denoised.jpg"
    field.edit.selectAll()
    qtbot.keyClicks(field.edit, "{task} {name}")
    assert field.example.text() == "holiday.jpg becomes denoised holiday.jpg"
    assert Settings().name_pattern == "{task} {name}"
    qtbot.keyClicks(field.edit, "{oops}")
    assert "unknown field" in field.example.text()
    assert Settings().name_pattern == "{task} {name}"
    field.edit.clear()
    qtbot.keyClicks(field.edit, " ")
    assert Settings().name_pattern == "{name}-{task}"


def test_the_largest_photo_is_that_of_the_settings(
    window: MainWindow, dialog: PreferencesDialog, photo_path: Path
) -> None:
    dialog.largest_box.setValue(1)
    assert window.workbench.largest_megapixels == 1
    window.workbench.largest_megapixels = 0.001
    window.open_path(photo_path)
    assert window.workbench.document is None
    assert "Preferences" in window.message_bar.text
    window.workbench.largest_megapixels = 1
    window.open_path(photo_path)
    assert window.workbench.document is not None


def test_a_default_model_is_chosen_until_another_is_picked(
    window: MainWindow, dialog: PreferencesDialog, photo_path: Path
) -> None:
    own = window.choice.chosen.name
    window.choice._picked.clear()
    window.choice._offer_models()
    assert window.choice.chosen.name == "denoise-grey-fast"
    choose(dialog.model_boxes["denoise"], own)
    assert window.choice.chosen.name == own
    choose(dialog.model_boxes["denoise"], "")
    assert window.choice.chosen.name == "denoise-grey-fast"
    window.choice._picked["denoise"] = own
    choose(dialog.model_boxes["denoise"], "denoise-grey-fast")
    assert window.choice.chosen.name == own


def test_a_default_model_that_is_gone_stays_chosen_and_does_no_harm(window: MainWindow) -> None:
    Settings().set_default_model("denoise", "of-yesterday")
    window.actions_.preferences.trigger()
    dialog = window.findChild(PreferencesDialog)
    assert dialog.model_boxes["denoise"].value == "of-yesterday"
    window.preferences.follow()
    assert window.choice.chosen is not None


def test_theme_and_menu_agree(window: MainWindow, dialog: PreferencesDialog) -> None:
    palette = QApplication.palette()
    try:
        choose(dialog.theme_box, "dark")
        assert Settings().theme == "dark"
        checked = [it.data() for it in window.menus._themes.actions() if it.isChecked()]
        assert checked == ["dark"]
        window.menus.theme_chosen.emit(Theme.LIGHT)
        assert dialog.theme_box.value == "light"
    finally:
        QApplication.setPalette(palette)


def test_reset_brings_everything_back(
    qtbot: QtBot, window: MainWindow, dialog: PreferencesDialog
) -> None:
    palette = QApplication.palette()
    try:
        choose(dialog.theme_box, "dark")
        choose(dialog.computing.precision, "fp32")
        dialog.computing.memory.setValue(4)
        dialog.largest_box.setValue(900)
        button = dialog.findChild(QPushButton, "preferences_reset_button")
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
        settings = Settings()
        assert (settings.theme, settings.precision, settings.memory_limit_gb) == (
            "system", "auto", None,
        )  # fmt: skip
        assert dialog.largest_box.value() == window.workbench.largest_megapixels == 300
        assert (dialog.theme_box.value, dialog.computing.precision.value) == ("system", "auto")
        assert window.workbench.compute.precision == "auto"
    finally:
        QApplication.setPalette(palette)


def test_the_memory_limit_reaches_the_restoration(
    photo_path: Path, save_model: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    seen: list[RestorationRequest] = []
    monkeypatch.setattr(
        "memnet_gui.restoration.restorer.restore", lambda request, *_rest: seen.append(request)
    )
    info = find_model(save_model())
    task = RestorePhoto(
        read_photo(photo_path), info, ModelKeeper(), ComputeSettings(memory_bytes=123_000_000)
    )
    task(JobContext())
    assert seen[0].memory_bytes == 123_000_000


def test_the_dialog_has_room_on_any_screen(dialog: PreferencesDialog, qtbot: QtBot) -> None:
    qtbot.waitExposed(dialog)
    assert dialog.height() < dialog.screen().availableSize().height()
    scroll = dialog.findChild(PageScroll)
    assert isinstance(scroll, PageScroll)
    assert scroll.verticalScrollBar().maximum() == 0
    choose(dialog.language_box, "de")
    QApplication.processEvents()
    assert scroll.verticalScrollBar().maximum() == 0
    dialog.resize(dialog.width(), 400)
    QApplication.processEvents()
    assert dialog.height() == 400
    close = dialog.findChild(QPushButton, "preferences_close_button")
    assert isinstance(close, QPushButton)
    assert dialog.rect().contains(close.geometry().translated(close.parent().pos()))
    dialog.computing.memory.setFocus()
    assert scroll.verticalScrollBar().value() == 0
    dialog.computing.threads.setFocus()
    qtbot.keyClick(dialog.computing.threads, Qt.Key.Key_Tab)
    assert scroll.verticalScrollBar().value() > 0
