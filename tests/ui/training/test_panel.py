"""What the training panel says of a run, in one line."""

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from memnet_gui.app.training_choices import TrainingChoices, build_plan
from memnet_gui.training.plan import TrainingResult
from memnet_gui.training.progress import Activity, TrainingProgress
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.training import TrainingPanel

FAILURE = "x could not be written (full); training goes on and tries again."


@pytest.fixture
def panel(window: MainWindow, tiny: TrainingChoices) -> TrainingPanel:
    panel = window.training.panel
    panel.settings_page.set_choices(tiny)
    panel.begin(build_plan(tiny))
    return panel


def report(step: int, note: str = "", *, is_saved: bool = True) -> TrainingProgress:
    return TrainingProgress(
        step, 100 * step, 6.0, 0.1, 0.01, 1e-3, 1.0, 1e5, note=note, is_saved=is_saved
    )


def state(panel: TrainingPanel) -> str:
    label = panel.findChild(QLabel, "training_state_label")
    assert label is not None
    return label.text()


def test_a_pause_while_the_photos_are_read(panel: TrainingPanel) -> None:
    assert state(panel) == "Reading the photos…"
    panel.set_paused(True)
    assert state(panel) == "Pausing as soon as the photos are read…"
    panel.show_progress(report(1, "Going on after step 0."))
    assert state(panel) == "Pausing…"
    panel.set_activity(Activity.PAUSED)
    assert state(panel) == "Paused; everything so far is saved."
    panel.set_paused(False)
    assert state(panel) == "Learning…"


def test_what_could_not_be_written_is_told_until_it_could(panel: TrainingPanel) -> None:
    panel.show_progress(report(1, FAILURE, is_saved=False))
    panel.show_progress(report(2, is_saved=False))
    assert state(panel) == FAILURE
    panel.set_paused(True)
    assert state(panel) == FAILURE
    panel.set_activity(Activity.PAUSED)
    assert state(panel) == FAILURE
    panel.show_progress(report(3))
    assert state(panel) == "Paused; everything so far is saved."
    panel.set_paused(False)
    assert state(panel) == "Learning…"


def test_measuring_is_not_called_learning_nor_a_pause(panel: TrainingPanel) -> None:
    panel.set_activity(Activity.MEASURING)
    assert state(panel) == "Measuring…"
    panel.set_paused(True)
    assert state(panel) == "Pausing…"
    panel.set_paused(False)
    panel.set_activity(Activity.LEARNING)
    assert state(panel) == "Learning…"


def test_how_it_ends_is_not_talked_over(panel: TrainingPanel) -> None:
    panel.set_stopping("Measuring…")
    panel.show_progress(report(1, "Going on after step 0."))
    assert state(panel) == "Measuring…"


@pytest.mark.parametrize("has_state", [True, False])
def test_stopped_before_the_first_step(
    panel: TrainingPanel, tiny: TrainingChoices, has_state: bool
) -> None:
    tiny.output.parent.mkdir(exist_ok=True)
    path: Path = tiny.output.with_suffix(".resume.pt")
    if has_state:
        path.touch()
    panel.end(TrainingResult(None))
    later = "; the run can go on later." if has_state else "."
    assert state(panel) == f"Stopped before the first step{later}"


def test_the_bar_and_the_words_say_the_same_and_not_all_before_the_end(
    panel: TrainingPanel, tmp_path: Path
) -> None:
    for done, percent in ((0.3178, "31"), (0.29, "29"), (0.9996, "99")):
        panel.show_progress(replace(report(1), done=done))
        panel.end(TrainingResult(tmp_path / "m.safetensors", step=1, done=done))
        assert state(panel) == f"Stopped at {percent}%; m is in the list of models."
        assert panel.live_page.figures.bar.text() == f"{percent} %"
