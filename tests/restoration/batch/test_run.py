"""Going through a batch, with a stand-in for the network."""

import time
from collections.abc import Callable
from pathlib import Path, PurePath
from threading import Event

import numpy as np
import pytest
from PIL import Image

from memnet_gui.errors import UserError
from memnet_gui.restoration.batch.photos import BatchPhoto
from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.restoration.batch.run import (
    BatchEvent,
    PhotoEnded,
    PhotoProgressed,
    PhotoStarted,
    measure_megapixels,
    run_batch,
)
from memnet_gui.restoration.request import Cancelled, Progress, RestorationEvent

Report = Callable[[RestorationEvent], None]


def photos(*names: str) -> list[BatchPhoto]:
    return [BatchPhoto(Path(name), PurePath(name)) for name in names]


def restore(photo: BatchPhoto, report: Report, cancel: Event) -> PhotoResult:
    """Does what the name says."""
    report(Progress(0.5, 0.1, 0.1, 1.0))
    time.sleep(0.01)
    if photo.path.stem == "bad":
        raise UserError("bad cannot be read; mend it.")
    if photo.path.stem == "fault":
        raise RuntimeError("first\nsecond")
    if photo.path.stem == "stop":
        cancel.set()
        raise Cancelled
    state = State.SKIPPED if photo.path.stem == "there" else State.DONE
    return PhotoResult(photo, state, photo.path)


def test_every_photo_gets_its_turn_and_the_events_come_in_order() -> None:
    batch = photos("a", "bad", "fault", "there", "b")
    events: list[BatchEvent] = []
    results = run_batch(batch, restore, events.append, Event())
    states = [result.state for result in results]
    assert states == [State.DONE, State.FAILED, State.FAILED, State.SKIPPED, State.DONE]
    assert [result.photo for result in results] == batch
    assert results[1].error == "bad cannot be read; mend it."
    assert results[2].error == "fault: unexpected RuntimeError: first"
    kinds = [type(event) for event in events]
    assert kinds == [PhotoStarted, PhotoProgressed, PhotoEnded] * 5
    assert [event.result for event in events if isinstance(event, PhotoEnded)] == results


def test_a_stopped_batch_begins_nothing_more() -> None:
    events: list[BatchEvent] = []
    results = run_batch(photos("a", "stop", "b", "c"), restore, events.append, Event())
    assert [result.state for result in results] == [State.DONE, *[State.STOPPED] * 3]
    assert sum(isinstance(event, PhotoStarted) for event in events) == 2


def test_a_photo_with_a_problem_is_not_tried() -> None:
    photo = BatchPhoto(Path("x"), PurePath("x"), problem="x is a folder without photos.")
    (result,) = run_batch([photo], pytest.fail, lambda _: None, Event())
    assert result == PhotoResult(photo, State.FAILED, error="x is a folder without photos.")


def test_progress_counts_megapixels_and_time_tells_what_remains() -> None:
    """Of 4 + 2 + 2 + 8 MP the failed and the skipped 2 each need no time."""
    seen: list[BatchEvent] = []
    batch = photos("a", "bad", "there", "b")
    run_batch(batch, restore, seen.append, Event(), [4.0, 2.0, 2.0, 8.0])
    progress = [event.progress for event in seen if isinstance(event, PhotoProgressed | PhotoEnded)]
    assert [it.megapixels_done for it in progress] == [2, 4, 5, 4, 5, 4, 8, 12]
    assert [it.megapixels for it in progress] == [16, 16, 16, 14, 14, 12, 12, 12]
    assert [it.photos_done for it in progress] == [0, 1, 1, 2, 2, 3, 3, 4]
    assert progress[-1].done == 1
    assert progress[-1].remaining_s == 0
    for it in progress:
        assert it.remaining_s is not None
        expected = (it.megapixels - it.megapixels_done) / it.megapixels_per_s
        assert it.remaining_s == pytest.approx(expected)
    # Both restored photos took a hundredth of a second at least, what failed does not count.
    assert progress[-1].megapixels_per_s <= 12 / 0.02


def test_megapixels_come_from_the_header(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(np.zeros((20, 30), np.uint8)).save(path)
    assert measure_megapixels(BatchPhoto(path, PurePath("a.png"))) == 0.0006
    path.write_bytes(b"no photo")
    assert measure_megapixels(BatchPhoto(path, PurePath("a.png"))) == 0
    assert measure_megapixels(BatchPhoto(path, PurePath("a.png"), problem="x")) == 0
