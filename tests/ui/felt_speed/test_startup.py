"""The time that the program takes to start."""

import sys

import pytest

from memnet_gui.ui.felt_speed import startup


def test_one_folder_build_cannot_start_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    monkeypatch.setattr(startup.subprocess, "run", lambda *_, **__: pytest.fail("it was started"))
    assert startup.measure_startup_s() is None
