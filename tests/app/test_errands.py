"""Questions that may never be answered."""

import threading

import pytest
from pytestqt.qtbot import QtBot

from memnet_gui.app.errands import Errands, ask_briefly
from memnet_gui.app.jobs import Outcome


def fail() -> None:
    raise OSError("gone")


def test_a_quick_answer_is_returned(qtbot: QtBot) -> None:
    errands = Errands()
    answer = errands.ask(lambda: 7, 60)
    assert isinstance(answer, Outcome)
    assert answer.result == 7
    answer = errands.ask(fail, 60)
    assert isinstance(answer, Outcome)
    assert str(answer.error) == "gone"


def test_a_slow_answer_is_told_in_the_window_s_thread(qtbot: QtBot) -> None:
    errands, gate = Errands(), threading.Event()

    def wait() -> str:
        gate.wait(60)
        return "there"

    number = errands.ask(wait, 0.01)
    assert isinstance(number, int)
    with qtbot.waitSignal(errands.answered, timeout=60_000) as blocker:
        gate.set()
    assert blocker.args[0].job_id == number
    assert blocker.args[0].result == "there"


@pytest.mark.parametrize(("call", "expected"), [(lambda: 1, 1), (fail, 2)])
def test_ask_briefly(call: object, expected: int) -> None:
    assert ask_briefly(call, 60, otherwise=2) == expected  # type: ignore[arg-type]


def test_no_answer_is_no_matter() -> None:
    gate = threading.Event()
    assert ask_briefly(lambda: gate.wait(60), 0.01, otherwise="none") == "none"
    gate.set()
