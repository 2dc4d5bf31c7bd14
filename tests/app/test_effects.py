"""The effects of memories, measured beside what else is looked at."""

import threading
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect
from PySide6.QtTest import QSignalSpy
from pytestqt.qtbot import QtBot

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.document import Document
from memnet_gui.app.inspector import Inspector
from memnet_gui.app.workbench import Workbench
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration import effects
from memnet_gui.restoration.models import ModelInfo

SaveModel = Callable[..., ModelInfo]
WAIT_MS = 60_000
ALL = QRect(0, 0, 60, 40)
FP32 = ComputeSettings(device="cpu", precision="fp32")


@pytest.fixture
def inspector(qtbot: QtBot) -> Generator[Inspector]:
    inspector = Inspector(lambda photo: ("rendered", photo.width))
    yield inspector
    inspector.close()


@pytest.fixture
def document(bench: Workbench, photo_path: Path) -> Document:
    bench.open_path(photo_path)
    bench.degrade(GaussianNoise(25))
    assert bench.document is not None
    return bench.document


def settle(qtbot: QtBot, inspector: Inspector) -> None:
    qtbot.waitUntil(lambda: not inspector.is_busy, timeout=WAIT_MS)


def hold(monkeypatch: pytest.MonkeyPatch) -> threading.Event:
    """Has effects wait, after the first, until the returned event is set."""
    go_on, measure = threading.Event(), effects.measure_effects

    def wait(request: Any, found: Any, cancel: Any, report: Any) -> Any:
        def tell(so_far: effects.Effects) -> None:
            found(so_far)
            while not (go_on.is_set() or cancel.is_set()):
                go_on.wait(0.01)

        return measure(request, tell, cancel, report)

    monkeypatch.setattr(effects, "measure_effects", wait)
    return go_on


def test_they_stand_still_while_they_are_held(
    qtbot: QtBot, inspector: Inspector, document: Document, save_model: SaveModel
) -> None:
    told = QSignalSpy(inspector.effects_measured)
    inspector.hold_effects(True)
    inspector.measure_effects(document, save_model(), ALL, FP32)
    qtbot.wait(300)
    assert inspector.is_busy
    assert not told.count()
    inspector.hold_effects(False)
    settle(qtbot, inspector)
    assert told.count() == 8
    inspector.hold_effects(True)
    inspector.measure_effects(document, save_model(), ALL, FP32)
    inspector.cancel()
    settle(qtbot, inspector)
    assert told.count() == 8


def test_they_come_one_by_one(
    qtbot: QtBot, inspector: Inspector, document: Document, save_model: SaveModel
) -> None:
    told, shares = QSignalSpy(inspector.effects_measured), QSignalSpy(inspector.effects_progressed)
    ended = QSignalSpy(inspector.effects_ended)
    inspector.measure_effects(document, save_model(), ALL, FP32)
    assert inspector.can_cancel
    settle(qtbot, inspector)
    counts = [len(told.at(number)[0].cells) for number in range(told.count())]
    assert counts == [1, 2, 3, 4, 5, 6, 7, 7]
    assert all(cell.psnr_change is not None for cell in told.at(7)[0].cells)
    assert told.at(7)[0].region == (0, 0, 40, 60)
    assert (ended.count(), inspector.can_cancel) == (1, False)
    done = [shares.at(number)[0] for number in range(shares.count())]
    assert done[0] == 0
    assert done == sorted(done)


def test_a_memory_is_looked_at_meanwhile(
    qtbot: QtBot,
    inspector: Inspector,
    document: Document,
    save_model: SaveModel,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    go_on, info = hold(monkeypatch), save_model()
    with qtbot.waitSignal(inspector.effects_measured, timeout=WAIT_MS):
        inspector.measure_effects(document, info, ALL, FP32)
    with qtbot.waitSignal(inspector.inspected, timeout=WAIT_MS):
        inspector.inspect(document, info, ALL, (2, "B0"), FP32)
    assert inspector.is_busy
    go_on.set()
    settle(qtbot, inspector)


@pytest.mark.parametrize("how", ["cancel", "forget", "forget_effects", "close"])
def test_they_can_be_stopped(
    qtbot: QtBot,
    inspector: Inspector,
    document: Document,
    save_model: SaveModel,
    monkeypatch: pytest.MonkeyPatch,
    how: str,
) -> None:
    hold(monkeypatch)
    ended, cancelled = QSignalSpy(inspector.effects_ended), QSignalSpy(inspector.cancelled)
    with qtbot.waitSignal(inspector.effects_measured, timeout=WAIT_MS):
        inspector.measure_effects(document, save_model(), ALL, FP32)
    getattr(inspector, how)()
    if how == "close":
        return
    settle(qtbot, inspector)
    told = 1 if how == "cancel" else 0
    assert (ended.count(), cancelled.count()) == (told, told)


def test_only_the_newest_count(
    qtbot: QtBot, inspector: Inspector, document: Document, save_model: SaveModel
) -> None:
    ended = QSignalSpy(inspector.effects_ended)
    inspector.measure_effects(document, save_model(NetworkConfig(6, 6, 16)), ALL, FP32)
    told = QSignalSpy(inspector.effects_measured)
    inspector.measure_effects(
        document, save_model(), QRect(10, 5, 8, 6), FP32, frozenset({(1, "B0")})
    )
    settle(qtbot, inspector)
    assert ended.count() == 1
    regions = {told.at(number)[0].region for number in range(told.count())}
    assert regions == {(5, 10, 6, 8)}
    assert told.at(told.count() - 1)[0].cells[0].rms_change == 0


def test_what_is_wrong_is_said(
    qtbot: QtBot, inspector: Inspector, document: Document, save_model: SaveModel
) -> None:
    info = save_model()
    info.path.unlink()
    with qtbot.waitSignals([inspector.effects_ended, inspector.failed], timeout=WAIT_MS):
        inspector.measure_effects(document, info, ALL, FP32)
