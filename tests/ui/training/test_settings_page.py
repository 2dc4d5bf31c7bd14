"""The page of settings, by the names of its widgets."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QAbstractButton,
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLabel,
    QLineEdit,
    QListWidget,
    QSpinBox,
    QWidget,
)
from pytestqt.qtbot import QtBot

from memnet_gui.app.settings import Settings
from memnet_gui.app.training_choices import PRESETS, TrainingChoices
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_work
from memnet_gui.restoration.models import find_model
from memnet_gui.training.claim import Claim
from memnet_gui.training.recipe import TASK_LEVELS
from memnet_gui.ui.training.settings_page import SettingsPage

_Kind = TypeVar("_Kind", bound=QWidget)


@pytest.fixture
def page(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> SettingsPage:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    page = SettingsPage(QAction("Start"), Settings())
    qtbot.addWidget(page)
    page.show_hardware()
    page.show()
    return page


def find(page: QWidget, kind: type[_Kind], name: str) -> _Kind:
    found = page.findChild(kind, f"training_{name}")
    assert isinstance(found, kind), name
    return found


def choose(page: QWidget, name: str, text: str) -> None:
    box = find(page, QComboBox, name)
    assert box.findText(text) >= 0, text
    box.setCurrentText(text)


def test_what_is_chosen_comes_back(page: SettingsPage, tiny: TrainingChoices) -> None:
    upscale = replace(tiny, task="upscale", levels=(2.0, 4.0), steps=None, minutes=7.0)
    deblock = replace(tiny, task="deblock", levels=(7.0, 80.0), validate=None, rate=0.00123)
    free = NetworkConfig(3, 5, 17, 3, multi_supervised=False, long_term=False, short_term=False)
    for choices in (tiny, upscale, deblock, replace(tiny, network=free)):
        page.set_choices(choices)
        assert page.choices == choices
        assert page.plan().recipe.output == choices.output


@pytest.mark.parametrize("preset", PRESETS)
def test_presets(page: SettingsPage, preset: str) -> None:
    choose(page, "preset_box", preset)
    network = page.choices.network
    assert (network.blocks, network.recursions, network.filters) == PRESETS[preset]
    assert not find(page, QSpinBox, "blocks_box").isEnabled()


def test_free_networks_and_ablations(page: SettingsPage) -> None:
    choose(page, "preset_box", "Free")
    for name, value in (("blocks_box", 2), ("recursions_box", 3), ("filters_box", 9)):
        find(page, QSpinBox, name).setValue(value)
    find(page, QCheckBox, "multi_box").setChecked(False)
    find(page, QCheckBox, "no_long_term_box").setChecked(True)
    find(page, QCheckBox, "no_short_term_box").setChecked(True)
    assert page.choices.network == NetworkConfig(
        2, 3, 9, 3, multi_supervised=False, long_term=False, short_term=False
    )


@pytest.mark.parametrize(
    ("text", "task", "channels"),
    [("Denoise", "denoise", 3), ("Upscale", "upscale", 1), ("Deblock", "deblock", 3)],
)
def test_tasks_bring_their_usual_levels(
    page: SettingsPage, text: str, task: str, channels: int
) -> None:
    choose(page, "task_box", "Upscale" if task == "denoise" else "Denoise")
    choose(page, "task_box", text)
    choices = page.choices
    assert (choices.task, choices.network.channels) == (task, channels)
    assert choices.levels == TASK_LEVELS[task].levels
    assert choices.output.name == f"{task}-mine.safetensors"
    assert find(page, QSpinBox, "lowest_box").isVisible() == (task != "upscale")
    assert find(page, QCheckBox, "scale_3_box").isVisible() == (task == "upscale")


def test_a_range_stays_in_order(page: SettingsPage) -> None:
    lowest, highest = find(page, QSpinBox, "lowest_box"), find(page, QSpinBox, "highest_box")
    lowest.setValue(90)
    assert page.choices.levels == (90, 90)
    highest.setValue(20)
    assert page.choices.levels == (20, 20)


def test_a_chosen_name_stays_when_the_task_changes(page: SettingsPage, tmp_path: Path) -> None:
    find(page, QLineEdit, "output_edit").setText(str(tmp_path / "my own.safetensors"))
    choose(page, "task_box", "Deblock")
    assert page.choices.output == tmp_path / "my own.safetensors"


@pytest.mark.parametrize("name", ["output_edit", "validate_edit"])
def test_paths_that_lead_nowhere_are_typed(page: SettingsPage, photos: Path, name: str) -> None:
    page.set_choices(replace(page.choices, folders=(photos,)))
    edit = find(page, QLineEdit, name)
    for text in ("", "/", "~nobody of this name/a.safetensors", f"/{300 * 'a'}.safetensors"):
        edit.setText(text)
    page.check()
    page.take_free_name()
    assert find(page, QLabel, "output_hint").isHidden()


def test_weights_and_time_are_told_live(page: SettingsPage) -> None:
    choose(page, "channels_box", "Grey")
    figures = find(page, QLabel, "figures_label")
    assert figures.text().startswith("96\u202f832 weights")
    assert "Mpx in 60 min" in figures.text()
    choose(page, "preset_box", "M6R6 C64 (the paper)")
    assert figures.text().startswith("676\u202f992 weights")
    choose(page, "budget_unit_box", "steps")
    find(page, QSpinBox, "budget_box").setValue(1000)
    network = page.choices.network
    Settings().remember_training_speed("cpu", 48**2 * 12 * count_work(network))
    find(page, QSpinBox, "budget_box").setValue(90)  # at one step a second
    assert "about 1 min 30 s" in figures.text()


def test_minutes_and_steps_are_kept_apart(page: SettingsPage) -> None:
    budget = find(page, QSpinBox, "budget_box")
    budget.setValue(33)
    choose(page, "budget_unit_box", "steps")
    budget.setValue(4400)
    assert page.choices.steps == 4400
    choose(page, "budget_unit_box", "minutes")
    assert (page.choices.minutes, page.choices.steps) == (33, None)


def test_a_model_that_learns_on_locks_its_network(
    page: SettingsPage, save_model: Callable[..., Path]
) -> None:
    info = find_model(save_model(NetworkConfig(2, 1, 4, 1, short_term=False)))
    page.set_models([info])
    choose(page, "initial_box", f"Model {info.name}")
    choices = page.choices
    assert (choices.network, choices.initial) == (info.config, info.path)
    for name in ("preset_box", "channels_box"):
        assert not find(page, QComboBox, name).isEnabled()
    assert not find(page, QCheckBox, "multi_box").isEnabled()
    choose(page, "task_box", "Deblock")
    assert page.choices.network == info.config
    page.set_models([info, info])
    assert page.choices.initial == info.path
    choose(page, "initial_box", "Scratch")
    assert page.choices.initial is None
    assert find(page, QComboBox, "preset_box").isEnabled()
    assert find(page, QComboBox, "channels_box").isEnabled()


def test_choices_that_come_back_lock_the_colours_of_their_model(
    page: SettingsPage, save_model: Callable[..., Path], tiny: TrainingChoices
) -> None:
    info = find_model(save_model(NetworkConfig(2, 1, 4, 3)))
    page.set_models([info])
    colours = find(page, QComboBox, "channels_box")
    page.set_choices(replace(tiny, initial=info.path, network=info.config))
    assert (page.choices.network, colours.currentData()) == (info.config, 3)
    assert not colours.isEnabled()
    page.set_choices(tiny)
    assert (page.choices.network.channels, colours.isEnabled()) == (1, True)


def test_a_model_that_is_gone_is_not_started_from(
    page: SettingsPage, save_model: Callable[..., Path]
) -> None:
    info = find_model(save_model())
    page.set_models([info])
    choose(page, "initial_box", f"Model {info.name}")
    page.set_models([])
    assert page.choices.initial is None
    assert find(page, QComboBox, "preset_box").isEnabled()


def test_readiness(qtbot: QtBot, page: SettingsPage, photos: Path) -> None:
    problem = find(page, QLabel, "problem_label")
    assert "Add a folder" in problem.text()
    with qtbot.waitSignal(page.readiness_changed) as ready:
        page.set_choices(replace(page.choices, folders=(photos,)))
    assert ready.args == [True]
    assert problem.isHidden()


def test_folders_are_added_once_and_removed(
    page: SettingsPage, photos: Path, tmp_path: Path
) -> None:
    listed = find(page, QListWidget, "folder_list")
    add = find(page, QAbstractButton, "add_folder_button")
    remove = find(page, QAbstractButton, "remove_folder_button")
    for folder in (photos, tmp_path, photos):
        add.click()
        dialog = page.findChild(QFileDialog, "training_folder_dialog")
        assert dialog is not None
        dialog.fileSelected.emit(str(folder))
        dialog.close()
        dialog.setObjectName("")
    assert page.choices.folders == (photos, tmp_path)
    assert not remove.isEnabled()
    listed.setCurrentRow(0)
    remove.click()
    assert page.choices.folders == (tmp_path,)


def test_a_taken_name_offers_another_or_to_go_on(page: SettingsPage, tiny: TrainingChoices) -> None:
    tiny.output.parent.mkdir()
    tiny.output.touch()
    page.set_choices(tiny)
    fresh = find(page, QAbstractButton, "fresh_name_button")
    resume = find(page, QCheckBox, "resume_box")
    assert "exists already" in find(page, QLabel, "output_hint").text()
    assert (fresh.isVisible(), resume.isVisible()) == (True, False)
    tiny.output.with_suffix(".resume.pt").touch()
    page.check()
    assert "can go on" in find(page, QLabel, "output_hint").text()
    assert resume.isVisible()
    resume.setChecked(True)
    assert page.choices.problem == ""
    assert page.plan().resume
    resume.setChecked(False)
    fresh.click()
    assert page.choices.output.name == "denoise-mine-2.safetensors"
    assert page.choices.problem == ""
    assert not fresh.isVisible()


def test_a_run_that_goes_on_elsewhere_is_not_offered(
    page: SettingsPage, tiny: TrainingChoices
) -> None:
    tiny.output.parent.mkdir()
    tiny.output.with_suffix(".resume.pt").touch()
    with Claim(tiny.output) as claim:
        claim.take()
        page.set_choices(replace(tiny, resume=True))
        assert find(page, QCheckBox, "resume_box").isHidden()
        assert "exists already" in find(page, QLabel, "output_hint").text()
        assert "exists already" in page.choices.problem
        problem = replace(tiny, resume=True).problem
        assert problem == "denoise-mine is being trained by another program; take another name."
    page.check()
    assert not find(page, QCheckBox, "resume_box").isHidden()


def test_advanced_settings_are_put_away(page: SettingsPage) -> None:
    rate = find(page, QWidget, "rate_box")
    assert not rate.isVisible()
    find(page, QAbstractButton, "advanced_button").click()
    assert rate.isVisible()


def test_only_devices_that_are_there_can_be_chosen(page: SettingsPage) -> None:
    box = find(page, QComboBox, "device_box")
    item = box.model().item(box.findData("cuda"))  # type: ignore[attr-defined]
    assert not item.isEnabled()
