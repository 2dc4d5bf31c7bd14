"""The window on a tiny model, so that restorations take no time."""

from collections.abc import Callable
from pathlib import Path

import pytest
import torch  # noqa: F401 - so that windows find the engine loaded
from pytestqt.qtbot import QtBot

from memnet_gui.restoration.models import find_model
from memnet_gui.ui.main_window import MainWindow


@pytest.fixture
def window(
    qtbot: QtBot, save_model: Callable[..., Path], monkeypatch: pytest.MonkeyPatch
) -> MainWindow:
    """A shown window that uses the tiny model and knows one that ships, for one task."""
    shipped = [find_model("denoise-grey-fast")]
    monkeypatch.setattr("memnet_gui.ui.main_window.shipped_models", lambda: shipped)
    window = MainWindow()
    # A test that fails may leave a run behind, for which the window would stay open and ask.
    qtbot.addWidget(window, before_close_func=lambda _window: window.training.bench.close())
    window.open_model(save_model())
    window.show()
    qtbot.waitExposed(window)
    return window
