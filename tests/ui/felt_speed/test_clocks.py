"""The clocks see what they are there to see."""

import time
from functools import partial
from statistics import median

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.ui.felt_speed.clocks import FrameClock, TickClock, spin_until
from memnet_gui.ui.felt_speed.figures import FrameTimes, Lateness


class SlowlyPainted(QWidget):
    """Takes some time to paint."""

    paint_s = 0.0

    def paintEvent(self, _event: object) -> None:
        time.sleep(self.paint_s)


@pytest.fixture
def widget(qtbot: QtBot) -> SlowlyPainted:
    widget = SlowlyPainted()
    qtbot.addWidget(widget)
    widget.show()
    qtbot.waitExposed(widget)
    return widget


def test_a_frame_lasts_from_the_input_to_the_end_of_painting(widget: SlowlyPainted) -> None:
    clock = FrameClock(widget)
    quick_s = min(clock.time_frame(widget.update) for _ in range(3))
    widget.paint_s = 0.05
    assert clock.time_frame(widget.update) >= quick_s + 0.04

    def act() -> None:
        time.sleep(0.05)
        widget.update()

    assert clock.time_frame(act) >= 0.1


def test_an_input_that_paints_nothing_is_no_frame(widget: SlowlyPainted) -> None:
    with pytest.raises(TimeoutError):
        FrameClock(widget).time_frame(lambda: None, limit_s=0.05)


@pytest.mark.parametrize("blocked_s", [0.1, 0.2])
def test_a_blocking_slot_makes_the_timer_late(qtbot: QtBot, blocked_s: float) -> None:
    clock = TickClock()
    with clock.running():
        QTimer.singleShot(20, partial(time.sleep, blocked_s))
        qtbot.wait(60)
    assert Lateness.of(clock.late_s).worst_ms >= 1000 * (blocked_s - 0.03)
    with clock.running():
        qtbot.wait(60)
    assert len(clock.late_s) > 2
    assert median(clock.late_s) < 0.05


def test_what_blocks_to_the_end_counts() -> None:
    clock = TickClock()
    with clock.running():
        time.sleep(0.08)
    assert Lateness.of(clock.late_s).worst_ms >= 70


def test_waiting_ends_when_it_happens_or_in_time(qtbot: QtBot) -> None:
    happened: list[int] = []
    QTimer.singleShot(20, partial(happened.append, 1))
    assert spin_until(lambda: bool(happened), 5)
    started = time.perf_counter()
    assert not spin_until(lambda: False, 0.05)
    assert time.perf_counter() - started >= 0.05


def test_figures_are_in_milliseconds() -> None:
    assert FrameTimes.of([0.001, 0.002, 0.030]) == FrameTimes(2.0, 30.0)
    late = Lateness.of([0.001] * 995 + [0.2] * 5)
    assert late.p99_ms == pytest.approx(1.0)
    assert late.worst_ms == pytest.approx(200)
    assert Lateness.of([]) == Lateness(0.0, 0.0)
