"""Unexpected errors of any thread are logged and told once."""

import logging
import sys
import threading
from collections.abc import Generator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from memnet_gui.app import faults
from memnet_gui.app.faults import Fault, FaultWatch, watching
from memnet_gui.app.jobs import JobRunner
from memnet_gui.errors import UserError

log = logging.getLogger("memnet_gui.test")


@pytest.fixture
def watch(qtbot: QtBot) -> Generator[FaultWatch]:
    root = logging.getLogger("memnet_gui")
    level = root.level
    root.setLevel(logging.INFO)
    watch = FaultWatch()
    with watching(watch):
        yield watch
    root.setLevel(level)


@pytest.fixture
def told(watch: FaultWatch) -> list[Fault]:
    told: list[Fault] = []
    watch.occurred.connect(told.append)
    return told


def raise_it(text: str = "boom") -> None:
    raise RuntimeError(text)


def caught(text: str = "boom") -> RuntimeError:
    try:
        raise_it(text)
    except RuntimeError as error:
        return error
    raise AssertionError


def hook(error: BaseException) -> None:
    sys.excepthook(type(error), error, error.__traceback__)


def test_an_error_that_nobody_handled(watch: FaultWatch, told: list[Fault]) -> None:
    hook(caught())
    assert told[0].summary == "RuntimeError: boom"
    assert "in raise_it" in told[0].report
    assert watch.lines[-1].endswith("RuntimeError: boom")


def test_a_thousand_of_the_same_are_told_and_logged_once(
    watch: FaultWatch, told: list[Fault]
) -> None:
    for number in range(1000):
        hook(caught(f"boom {number}"))
    assert len(told) == 1
    assert len(watch.lines) == 1
    assert watch.faults[told[0].place] == 1000


def test_the_same_is_told_again_after_a_quiet_time(
    watch: FaultWatch, told: list[Fault], monkeypatch: pytest.MonkeyPatch
) -> None:
    clock = [0.0]
    monkeypatch.setattr(faults.time, "monotonic", lambda: clock[0])
    for now, times in ((0, 1), (6, 1), (12, 1), (23, 2)):
        clock[0] = now
        hook(caught())
        assert len(told) == times, now
    clock[0] = 40
    watch.hush(told[0])
    clock[0] = 41
    hook(caught())
    assert len(told) == 2


def test_another_error_is_told_at_once(told: list[Fault]) -> None:
    hook(caught())
    try:
        raise KeyError("other")
    except KeyError as error:
        hook(error)
    assert [fault.summary for fault in told] == ["RuntimeError: boom", "KeyError: 'other'"]


def test_a_thread_s_error(qtbot: QtBot, watch: FaultWatch, told: list[Fault]) -> None:
    thread = threading.Thread(target=raise_it)
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(told) == 1)


def test_an_error_while_clearing_up(told: list[Fault]) -> None:
    class Bad:
        def __del__(self) -> None:
            raise_it()

    Bad()
    assert [fault.summary for fault in told] == ["RuntimeError: boom"]


def test_a_job_s_error(qtbot: QtBot, watch: FaultWatch, told: list[Fault]) -> None:
    runner = JobRunner("test")
    with qtbot.waitSignal(runner.ended) as ended:
        runner.submit(lambda _context: raise_it())
    qtbot.waitUntil(lambda: len(told) == 1)
    runner.close()
    assert isinstance(ended.args[0].error, RuntimeError)


def test_a_user_s_mishap_is_no_fault(told: list[Fault], watch: FaultWatch) -> None:
    message = f"{'Grand' + 'ma'}.png is not there"
    try:
        raise UserError(message)
    except UserError:
        log.exception("job %d failed", 7)
    assert told == []
    assert "job 7 failed" in watch.lines[-1]
    assert "Grandma" not in watch.lines[-1]


def test_log_lines_keep_figures_and_no_names(watch: FaultWatch) -> None:
    log.info("saved %s", Path("/home/jane/Grandma"))
    log.info("failed: %s", ["restore", "Grandma"])
    log.info("Qt: %s", "cannot read /home/jane/Grandma")
    log.info("after %.2f s", 1.234)
    log.info("said /home/jane/Grandma")
    watch.take(logging.LogRecord("a", logging.INFO, "f", 1, "%d apples", ("Grandma",), None))
    text = "\n".join(watch.lines)
    assert "Grandma" not in text
    assert "after 1.23 s" in text
    assert "%d apples" in text


def test_only_the_last_lines_are_kept(watch: FaultWatch) -> None:
    for number in range(1000):
        log.info("line %d", number)
    assert len(watch.lines) < 100
    assert watch.lines[-1].endswith("line 999")


def test_ctrl_c_is_left_to_python(
    watch: FaultWatch, told: list[Fault], capsys: pytest.CaptureFixture[str]
) -> None:
    asked: list[type[BaseException]] = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sys, "excepthook", lambda kind, *_more: asked.append(kind))
        with watching(watch):
            hook(KeyboardInterrupt())
    assert asked == [KeyboardInterrupt]
    assert told == []


def test_the_hooks_are_given_back(qtbot: QtBot) -> None:
    before = sys.excepthook, threading.excepthook, sys.unraisablehook
    with watching(FaultWatch()):
        assert sys.excepthook is not before[0]
    assert (sys.excepthook, threading.excepthook, sys.unraisablehook) == before
