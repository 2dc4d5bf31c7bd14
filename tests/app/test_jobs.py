"""Background jobs: one outcome each, in the caller's thread, whatever happens."""

import threading
from collections.abc import Callable, Generator
from contextlib import suppress

import pytest
from PySide6.QtCore import QObject, QThread, Slot
from pytestqt.qtbot import QtBot

from memnet_gui.app.jobs import JobContext, JobRunner, Outcome, run_here
from memnet_gui.restoration.request import Cancelled


class Listener(QObject):
    def __init__(self, runner: JobRunner) -> None:
        super().__init__()
        self.events: list[object] = []
        self.threads: set[QThread] = set()
        runner.reported.connect(self.on_event)
        runner.ended.connect(self.on_event)

    @Slot(object)
    def on_event(self, event: object) -> None:
        self.events.append(event)
        self.threads.add(QThread.currentThread())


@pytest.fixture
def runner(qtbot: QtBot) -> Generator[JobRunner]:
    runner = JobRunner("test")
    yield runner
    runner.close()


def run(qtbot: QtBot, runner: JobRunner, work: object) -> Outcome:
    with qtbot.waitSignal(runner.ended, timeout=60_000) as blocker:
        runner.submit(work)  # type: ignore[arg-type]
    outcome = blocker.args[0]
    assert isinstance(outcome, Outcome)
    return outcome


def test_result_and_reports_arrive_in_the_callers_thread(qtbot: QtBot, runner: JobRunner) -> None:
    listener = Listener(runner)
    workers: list[int] = []

    def work(context: JobContext) -> str:
        workers.append(threading.get_ident())
        context.report({1: "one"})
        return "done"

    outcome = run(qtbot, runner, work)
    assert outcome.result == "done"
    assert [type(event).__name__ for event in listener.events] == ["JobReport", "Outcome"]
    assert listener.threads == {runner.thread()}
    assert workers != [threading.get_ident()]


@pytest.mark.parametrize("error", [ValueError("no"), MemoryError(), OSError(5, "disk")])
def test_every_exception_becomes_an_outcome(
    qtbot: QtBot, runner: JobRunner, error: Exception
) -> None:
    def work(context: JobContext) -> None:
        raise error

    assert run(qtbot, runner, work).error is error
    assert not runner.busy


def test_cancel_stops_what_runs_and_what_waits(qtbot: QtBot, runner: JobRunner) -> None:
    started = threading.Event()

    def work(context: JobContext) -> None:
        started.set()
        assert context.cancel.wait(5)
        raise Cancelled

    outcomes: list[Outcome] = []
    runner.ended.connect(outcomes.append)
    runner.submit(work)
    runner.submit(work)
    assert started.wait(5)
    runner.cancel()
    qtbot.waitUntil(lambda: len(outcomes) == 2)
    assert all(outcome.cancelled for outcome in outcomes)
    runner.ended.disconnect(outcomes.append)


@pytest.mark.parametrize("fails", [False, True])
def test_torchs_threads_end_with_the_job(
    qtbot: QtBot,
    runner: JobRunner,
    start_torch_thread: Callable[[], None],
    count_threads: Callable[[], int],
    fails: bool,
) -> None:
    """Those that nobody needs make another thread's wait asleep, which doubles its time."""
    counts = []

    def work(_context: JobContext) -> None:
        start_torch_thread()
        counts.append(count_threads())
        if fails:
            raise ValueError

    run(qtbot, runner, work)
    assert count_threads() == counts[0] - 1


@pytest.mark.parametrize("fails", [False, True])
def test_torchs_threads_end_with_work_that_is_done_here(
    start_torch_thread: Callable[[], None], count_threads: Callable[[], int], fails: bool
) -> None:
    """The window's thread enlarges small photos; it lives as long as the program."""
    counts, results = [], []

    def work(_context: JobContext) -> str:
        start_torch_thread()
        counts.append(count_threads())
        if fails:
            raise LookupError
        return "done"

    def use_thread() -> None:
        with suppress(LookupError):
            results.append(run_here(work))
        counts.append(count_threads())

    using = threading.Thread(target=use_thread)
    using.start()
    using.join()
    with_another, without = counts
    assert without == with_another - 1
    assert results == ([] if fails else ["done"])


def test_close_cancels_and_ends_the_thread(qtbot: QtBot) -> None:
    runner = JobRunner("closing")
    started, stopped = threading.Event(), threading.Event()

    def work(context: JobContext) -> None:
        started.set()
        context.cancel.wait(5)
        stopped.set()

    runner.submit(work)
    assert started.wait(5)
    runner.close()
    assert stopped.is_set()


def test_close_finishes_what_it_is_to_spare(qtbot: QtBot) -> None:
    runner = JobRunner("closing")
    started, done = threading.Event(), []

    def work(context: JobContext) -> None:
        started.set()
        assert context.cancel.wait(5)

    def note(context: JobContext) -> None:
        assert not context.cancel.is_set()
        done.append("spared")

    runner.submit(work)
    runner.submit(lambda _context: done.append("cancelled"))
    spared = runner.submit(note)
    assert started.wait(5)
    runner.close({spared})
    assert done == ["spared"]


def test_what_is_submitted_just_before_closing_is_not_left_in_the_queue(qtbot: QtBot) -> None:
    for _ in range(50):
        runner, done = JobRunner("closing"), threading.Event()
        runner.close({runner.submit(lambda _context, done=done: done.set())})
        assert done.is_set()
