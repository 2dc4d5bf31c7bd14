"""Photos that are taken off a batch while it runs."""

from collections.abc import Callable
from pathlib import Path, PurePath
from threading import Event

from memnet_gui.restoration.batch.photos import BatchPhoto
from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.restoration.batch.run import BatchEvent, PhotoEnded, PhotoStarted, run_batch
from memnet_gui.restoration.batch.withdrawals import Withdrawals
from memnet_gui.restoration.request import RestorationEvent

A, B, C, D = (BatchPhoto(Path(name), PurePath(name)) for name in "abcd")


def run(
    during: dict[BatchPhoto, list[BatchPhoto]], sizes: list[float] | None = None
) -> tuple[list[PhotoResult], list[BatchEvent], list[set[str]]]:
    """Restores A to D; while one is at work, others are withdrawn."""
    withdrawals, events, went = Withdrawals(), [], []

    def restore(
        photo: BatchPhoto, _report: Callable[[RestorationEvent], None], _cancel: Event
    ) -> PhotoResult:
        went.append(withdrawals.withdraw(it.key for it in during.get(photo, [])))
        return PhotoResult(photo, State.DONE)

    results = run_batch([A, B, C, D], restore, events.append, Event(), sizes, withdrawals)
    return results, events, went


def test_what_goes_before_its_turn_is_passed_over() -> None:
    results, events, went = run({A: [B, D]})
    assert [result.photo for result in results] == [A, C]
    assert [it.photo for it in events if isinstance(it, PhotoStarted)] == [A, C]
    assert went[0] == {B.key, D.key}


def test_the_photo_at_work_and_those_that_are_over_do_not_change() -> None:
    results, _, went = run({B: [A, B]})
    assert [result.photo for result in results] == [A, B, C, D]
    assert went[1] == {A.key}


def test_progress_forgets_them_at_once() -> None:
    _, events, _ = run({B: [A, D]}, [1.0, 2.0, 4.0, 8.0])
    progress = [it.progress for it in events if isinstance(it, PhotoEnded)]
    assert [(it.photos_done, it.photos) for it in progress] == [(1, 4), (2, 3), (3, 3)]
    assert [it.megapixels for it in progress] == [15, 7, 7]
    assert [it.done for it in progress] == [1 / 15, 3 / 7, 1]


def test_what_went_is_told_once() -> None:
    withdrawals = Withdrawals()
    assert withdrawals.withdraw(["a", "b"]) == {"a", "b"}
    assert withdrawals.take_untold() == {"a", "b"}
    assert withdrawals.take_untold() == set()
    assert not withdrawals.begin("a")
    assert withdrawals.begin("c")
    assert withdrawals.withdraw(["c"]) == set()
    withdrawals.end()
    assert withdrawals.withdraw(["c"]) == {"c"}
