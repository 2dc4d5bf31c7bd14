"""The list of a batch."""

import time
from pathlib import Path, PurePath

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from memnet_gui.app.batch_reports import Standing
from memnet_gui.restoration.batch.photos import BatchPhoto
from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.ui.batch.table import DONE_ROLE, NAME, SIZE, STATE, BatchTable
from memnet_gui.ui.batch.view import BatchView

_MANY = 10_000
_BLINK_S = 0.1


def photos(count: int) -> list[BatchPhoto]:
    names = [f"IMG_{number:05}.jpg" for number in range(count)]
    return [BatchPhoto(Path("/photos", name), PurePath(name)) for name in names]


def ended(photo: BatchPhoto, state: State, **more: object) -> Standing:
    return Standing(state, 1.0, PhotoResult(photo, state, **more))  # type: ignore[arg-type]


def test_qt_finds_no_fault_with_the_model(qtbot: QtBot) -> None:
    table = BatchTable()
    tester = QAbstractItemModelTester(
        table, QAbstractItemModelTester.FailureReportingMode.Fatal, table
    )
    batch = photos(4)
    table.add(batch)
    table.add(batch[2:])
    table.set_sizes({photo.key: 12.0 for photo in batch} | {"gone": 1.0})
    table.set_standings({batch[0].key: ended(batch[0], State.DONE)})
    table.remove_finished()
    table.remove([1])
    assert [row.photo for row in table.rows] == [batch[1], batch[3]]
    table.set_standings({batch[3].key: Standing(State.RUNNING, 0.5)})
    assert table.data(table.index(1, STATE)) == "50 %"
    assert tester.model() is table


def test_what_it_says() -> None:
    table = BatchTable()
    batch = photos(6)
    table.add(batch)
    table.set_sizes({batch[0].key: 12.34, batch[1].key: 0.0049})
    failed = "/photos/IMG_00002.jpg is empty; copy it again."
    table.set_standings(
        {
            batch[0].key: ended(batch[0], State.DONE, target=Path("/out/x.jpg"), seconds=75.0),
            batch[1].key: ended(batch[1], State.SKIPPED, target=Path("/out/y.jpg")),
            batch[2].key: ended(batch[2], State.FAILED, error=failed),
            batch[3].key: Standing(State.RUNNING, 0.256),
            batch[4].key: ended(batch[4], State.STOPPED),
        }
    )
    said = [table.data(table.index(row, STATE)) for row in range(6)]
    assert said == [
        *("Done, 1 min 15 s", "Done already", "Failed: empty; copy it again."),
        *("26 %", "Stopped", "Waiting"),
    ]
    assert [table.data(table.index(row, SIZE)) for row in range(3)] == ["12.3 MP", "0.005 MP", ""]
    assert table.data(table.index(2, NAME), Qt.ItemDataRole.ToolTipRole).endswith(failed)
    assert [table.data(table.index(row, STATE), DONE_ROLE) for row in (2, 3)] == [None, 0.256]
    assert [row.shown_file.name for row in table.rows[:3]] == ["x.jpg", "y.jpg", "IMG_00002.jpg"]
    assert [row.photo for row in table.to_do] == [batch[4], batch[5]]
    assert table.count(State.DONE, State.SKIPPED) == 2


def test_a_run_that_was_stopped_leaves_what_was_not_begun_waiting() -> None:
    table = BatchTable()
    batch = photos(3)
    table.add(batch)
    table.set_standings({batch[0].key: Standing(State.RUNNING, 0.5)})
    table.take_results(PhotoResult(photo, State.STOPPED) for photo in batch)
    assert [row.state for row in table.rows] == [State.STOPPED, State.WAITING, State.WAITING]


@pytest.mark.alone
def test_many_photos_hold_nothing_up(qtbot: QtBot) -> None:
    table = BatchTable()
    view = BatchView(table)
    qtbot.addWidget(view)
    view.resize(400, 300)
    view.show()
    qtbot.waitExposed(view)
    batch = photos(_MANY)
    table.add(batch)
    slowest = 0.0
    for photo in batch[:: _MANY // 20]:
        started = time.perf_counter()
        table.set_standings({photo.key: ended(photo, State.DONE)})
        table.count(State.DONE, State.FAILED)
        view.scrollTo(table.index(batch.index(photo), 0))
        view.grab()
        slowest = max(slowest, time.perf_counter() - started)
    assert slowest < _BLINK_S
