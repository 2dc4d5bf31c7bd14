"""The engine that is loaded while the window is there already."""

import sys
from collections.abc import Generator
from pathlib import Path
from types import ModuleType, SimpleNamespace

import pytest
from pytestqt.qtbot import QtBot

from memnet_gui.app import engine
from memnet_gui.app.engine import EngineLoader

WAIT_MS = 20_000


@pytest.fixture
def loader(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> Generator[EngineLoader]:
    """A loader in a process that has no torch yet, as far as it can tell."""
    monkeypatch.setattr(engine, "sys", SimpleNamespace(modules={}, meta_path=sys.meta_path))
    loader = EngineLoader()
    yield loader
    loader.close()


def test_it_is_there_where_torch_is(qtbot: QtBot) -> None:
    import torch  # noqa: F401 - as on Windows, before Qt

    loader = EngineLoader()
    assert loader.ready
    with qtbot.assertNotEmitted(loader.loaded, wait=50):
        loader.load()


def test_it_is_loaded_once(qtbot: QtBot, loader: EngineLoader) -> None:
    told: list[bool] = []
    loader.loaded.connect(lambda: told.append(loader.ready))
    assert not loader.ready
    with qtbot.waitSignal(loader.loaded, timeout=WAIT_MS):
        loader.load()
        loader.load()
    loader.load()
    qtbot.wait(20)
    assert told == [True]


def test_what_is_not_there_is_said(
    qtbot: QtBot, loader: EngineLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(engine, "_MODULES", ("memnet_gui.absent",))
    with qtbot.waitSignal(loader.failed, timeout=WAIT_MS) as failed:
        loader.load()
    assert failed.args[0].startswith("What restores photos cannot be loaded (ModuleNotFoundError")
    assert failed.args[0].endswith("install MemNet GUI again.")
    assert "\n" not in failed.args[0]
    assert not loader.ready


def test_closing_waits_and_says_nothing_more(qtbot: QtBot, loader: EngineLoader) -> None:
    loader.load()
    with qtbot.assertNotEmitted(loader.loaded, wait=50):
        loader.close()
    loader.close()
    assert not loader.ready


def test_nothing_is_loaded_after_closing(qtbot: QtBot, loader: EngineLoader) -> None:
    loader.close()
    with qtbot.assertNotEmitted(loader.loaded, wait=50):
        loader.load()


def test_closing_does_not_wait_for_modules_that_are_still_to_come(
    qtbot: QtBot, loader: EngineLoader, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    begun = tmp_path / "begun"
    (tmp_path / "slow_first.py").write_text(
        f"import pathlib, time\npathlib.Path({str(begun)!r}).touch()\ntime.sleep(0.3)\n"
        "import slow_second\n"
    )
    (tmp_path / "slow_second.py").write_text("raise AssertionError")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(engine, "_MODULES", ("slow_first",))
    finders = list(sys.meta_path)
    loader.load()
    qtbot.waitUntil(begun.exists, timeout=WAIT_MS)
    with qtbot.assertNotEmitted(loader.failed, wait=50):
        loader.close()
    assert sys.meta_path == finders
    assert "slow_first" not in sys.modules


def test_what_comes_after_restoring_holds_nothing_up(
    qtbot: QtBot, loader: EngineLoader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, "skimage.restoration", ModuleType("skimage.restoration"))
    with qtbot.assertNotEmitted(loader.failed):
        with qtbot.waitSignal(loader.loaded, timeout=WAIT_MS):
            loader.load()
        qtbot.waitUntil(lambda: loader._runner is None, timeout=WAIT_MS)
    assert loader.ready
