"""A workbench without a window."""

from collections.abc import Callable, Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from memnet_gui.app.workbench import Workbench
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import ModelInfo, find_model


@pytest.fixture
def save_model(save_model: Callable[..., Path]) -> Callable[..., ModelInfo]:
    """Saves a model and finds it."""

    def save(config: NetworkConfig | None = None, task: str = "denoise") -> ModelInfo:
        return find_model(save_model(config, task))

    return save


@pytest.fixture
def bench(qtbot: QtBot) -> Generator[Workbench]:
    workbench = Workbench(lambda photo: ("rendered", photo.width))
    yield workbench
    workbench.close()
