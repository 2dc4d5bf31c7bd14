"""Models of one name from several folders: whoever is chosen is meant."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from memnet_gui.app.training_choices import models_folder
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import ModelInfo, find_model
from memnet_gui.ui.main_window import MainWindow

SaveModel = Callable[..., Path]
WAIT_MS = 60_000


@pytest.fixture
def runs(save_model: SaveModel, tmp_path: Path) -> list[Path]:
    """Two runs that called their models alike."""
    configs = (NetworkConfig(2, 1, 4), NetworkConfig(3, 1, 4))
    paths = [tmp_path / f"run{number}" / "model.safetensors" for number in (1, 2)]
    for path, config in zip(paths, configs, strict=True):
        path.parent.mkdir()
        shutil.copy(save_model(config), path)
    return paths


def offered(window: MainWindow) -> list[str]:
    box = window.controls.model_box
    return [box.itemText(index) for index in range(box.count())]


def chosen(window: MainWindow) -> ModelInfo:
    assert window.choice.chosen is not None
    return window.choice.chosen


def test_the_model_that_was_opened_is_chosen_and_restores(
    qtbot: QtBot, window: MainWindow, runs: list[Path], photo_path: Path
) -> None:
    for path in runs:
        window.open_model(path)
        assert chosen(window).path == path
    assert offered(window)[-2:] == ["model", "model (run2)"]
    window.open_path(photo_path)
    assert chosen(window).path == runs[1]
    with qtbot.waitSignal(window.restored, timeout=WAIT_MS):
        window.actions_.restore.trigger()
    document = window.workbench.document
    assert document is not None
    assert document.model == chosen(window)
    assert document.suggest_stem("{model}") == "model (run2)"


def test_a_model_that_is_opened_again_is_there_once(window: MainWindow, runs: list[Path]) -> None:
    for path in (*runs, runs[0], runs[1], runs[1].parent / ".." / "run2" / runs[1].name):
        window.open_model(path)
    assert offered(window)[-2:] == ["model", "model (run2)"]
    assert chosen(window).path == runs[1]
    window.open_model(runs[0])
    assert chosen(window).name == "model"


def test_every_list_tells_them_apart(window: MainWindow, runs: list[Path]) -> None:
    for path in runs:
        window.open_model(path)
    window.choice.choose_model(next(it for it in window.choice.models if it.path == runs[0]))
    assert chosen(window).path == runs[0]
    compare = window.inside.compare_box
    compare.box.setCurrentIndex(compare.box.findText("model (run2)"))
    window.open_model(runs[0])
    assert compare.chosen is not None
    assert compare.chosen.path == runs[1]
    form = window.batch.panel.form
    form._model.setCurrentIndex(form._model.findData("model (run2)"))
    assert form.choices.models(form.models).names == ("model (run2)",)
    assert form.choices.models(form.models).choose(1).info.path == runs[1]


def test_shipped_models_keep_their_names(qtbot: QtBot, runs: list[Path]) -> None:
    own = models_folder() / "denoise-grey-fast.safetensors"
    own.parent.mkdir(parents=True)
    shutil.copy(runs[0], own)
    window = MainWindow()
    qtbot.addWidget(window)
    named = {it.name: it.path for it in window.choice.models}
    assert named["denoise-grey-fast"] == find_model("denoise-grey-fast").path
    assert named["denoise-grey-fast (models)"] == own
    assert len(named) == len(window.choice.models)
