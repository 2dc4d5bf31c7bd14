"""The system ends the program while a network learns."""

import os
import signal
import sys
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QMessageBox
from pytestqt.qtbot import QtBot

from memnet_gui.app.training_choices import TrainingChoices
from memnet_gui.ui.guards import guarded
from memnet_gui.ui.main_window import MainWindow

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="has no signals")


def test_the_run_is_saved_and_the_window_closes_unasked(
    qtbot: QtBot, window: MainWindow, tiny: TrainingChoices
) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with guarded(window) as guards:
        assert guards.status is None
        window.training.panel.settings_page.set_choices(replace(tiny, steps=10**6, validate=None))
        window.actions_.train_start.trigger()
        bench = window.training.bench
        qtbot.waitUntil(lambda: bench.progress is not None, timeout=60_000)
        os.kill(os.getpid(), signal.SIGTERM)
        qtbot.waitUntil(lambda: not window.isVisible(), timeout=60_000)
        assert window.findChild(QMessageBox, "training_close_box") is None
        assert guards.status == 128 + 15
    assert not bench.running
    assert tiny.output.with_suffix(".resume.pt").exists()
    assert signal.getsignal(signal.SIGTERM) == before
