"""Many photos in the window, as a person does it."""

import threading
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QDockWidget, QLabel, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.app.settings import Settings
from memnet_gui.restoration import restorer
from memnet_gui.restoration.batch.result import State
from memnet_gui.restoration.batch.withdrawals import Withdrawals
from memnet_gui.ui.batch.table import STATE
from memnet_gui.ui.main_window import MainWindow

WAIT_MS = 60_000


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with four photos, one of them damaged and one deeper, and a text."""
    root = tmp_path / "holiday"
    (root / "day 2").mkdir(parents=True)
    generator = np.random.default_rng(0)
    for name in ("a.png", "b.png", "day 2/d.png"):
        pixels = generator.integers(0, 256, (20, 24), np.uint8)
        Image.fromarray(pixels).save(root / name)
    (root / "c.png").write_bytes((root / "a.png").read_bytes()[:60])
    (root / "notes.txt").write_text("no photo")
    return root


@pytest.fixture
def batch(window: MainWindow) -> MainWindow:
    """A window whose batch takes the tiny model."""
    form = window.batch.panel.form
    form.set_choices(replace(form.choices, model="M2R2-C4"))
    assert form.choices.model == "M2R2-C4"
    return window


def button(window: MainWindow, name: str) -> QAbstractButton:
    found = window.findChild(QAbstractButton, f"batch_{name}_button")
    assert isinstance(found, QAbstractButton), name
    return found


def label(window: MainWindow, name: str) -> str:
    found = window.findChild(QLabel, f"batch_{name}_label")
    assert isinstance(found, QLabel), name
    return found.text()


def states(window: MainWindow) -> dict[str, State]:
    return {row.photo.name.as_posix(): row.state for row in window.batch.panel.table.rows}


def add(qtbot: QtBot, window: MainWindow, *paths: Path) -> None:
    window.batch.add(list(paths))
    qtbot.waitUntil(lambda: not window.batch.bench.finding, timeout=WAIT_MS)


def run(qtbot: QtBot, window: MainWindow, name: str = "start") -> None:
    with qtbot.waitSignal(window.batch.bench.ended, timeout=WAIT_MS):
        button(window, name).click()
        assert window.batch.bench.running
        assert not button(window, "start").isEnabled()
        assert button(window, "stop").isEnabled()
    qtbot.waitUntil(lambda: not window.batch.bench.running, timeout=WAIT_MS)


def drop(window: MainWindow, target: QWidget, *paths: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    more = (
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(5, 5), *more)
    QApplication.sendEvent(target, enter)
    assert enter.isAccepted()
    QApplication.sendEvent(target, QDropEvent(QPointF(5, 5), *more))


class Gate:
    """Holds restorations, in their thread, until they may go on."""

    def __init__(self, real: Callable[..., Any]) -> None:
        self._real = real
        self._open = threading.Event()
        self.reached = threading.Event()
        self.calls = 0

    def __call__(self, request: Any, report: Any, cancel: threading.Event) -> Any:
        self.calls += 1
        self.reached.set()
        while not (self._open.wait(0.01) or cancel.is_set()):
            pass
        return self._real(request, report, cancel)

    def open(self) -> None:
        self._open.set()


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Gate:
    gate = Gate(restorer.restore)
    monkeypatch.setattr(restorer, "restore", gate)
    return gate


def test_the_dock_is_closed_at_first_and_opens_beside_the_others(window: MainWindow) -> None:
    dock = window.findChild(QDockWidget, "batch_dock")
    action = window.findChild(QAction, "action_show_batch")
    assert dock is not None
    assert isinstance(action, QAction)
    assert dock.isHidden()
    assert action.toolTip() == "Restore many photos in one go (Ctrl+B)"
    window.actions_.see_inside.trigger()
    assert dock.isHidden()
    action.trigger()
    assert not dock.isHidden()
    assert dock in window.tabifiedDockWidgets(window.inside.docks[0])
    assert not button(window, "start").isEnabled()
    dock.close()
    assert not action.isChecked()


def test_add_start_and_open_a_result(
    qtbot: QtBot, english: None, batch: MainWindow, folder: Path
) -> None:
    add(qtbot, batch, folder)
    assert list(states(batch)) == [
        *("holiday/a.png", "holiday/b.png", "holiday/c.png", "holiday/day 2/d.png"),
    ]
    assert label(batch, "state") == "4 waiting, 1 file was no photo"
    table = batch.batch.panel.table
    assert table.data(table.index(0, 1)) == "0.001 MP"
    run(qtbot, batch)
    assert list(states(batch).values()) == [State.DONE, State.DONE, State.FAILED, State.DONE]
    for name in ("a", "b", "day 2/d"):
        with Image.open(folder / f"{name}-denoised.png") as result:
            assert result.size == (24, 20)
    assert label(batch, "state") == "3 restored, 1 failed, 1 file was no photo"
    view = batch.batch.panel.view
    place = view.visualRect(table.index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    document = batch.workbench.document
    assert document is not None
    assert document.photo.path == folder / "b-denoised.png"


def test_a_bad_photo_says_so_in_its_row_and_opens_no_box(
    qtbot: QtBot, batch: MainWindow, folder: Path
) -> None:
    add(qtbot, batch, folder / "c.png")
    run(qtbot, batch)
    table = batch.batch.panel.table
    cell = table.index(0, STATE)
    assert table.data(cell).startswith("Failed: damaged or incomplete")
    tip = table.data(cell, Qt.ItemDataRole.ToolTipRole)
    assert f"{folder / 'c.png'} is damaged or incomplete" in tip
    assert QApplication.activeModalWidget() is None
    assert batch.message_bar.text == ""


def test_retry_failed(qtbot: QtBot, batch: MainWindow, folder: Path) -> None:
    add(qtbot, batch, folder)
    assert not button(batch, "retry").isEnabled()
    run(qtbot, batch)
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(folder / "c.png")
    before = (folder / "a-denoised.png").stat().st_mtime_ns
    run(qtbot, batch, "retry")
    assert set(states(batch).values()) == {State.DONE}
    assert (folder / "c-denoised.png").is_file()
    assert (folder / "a-denoised.png").stat().st_mtime_ns == before
    assert not button(batch, "retry").isEnabled()


def test_what_is_done_is_skipped_and_can_be_cleared(
    qtbot: QtBot, batch: MainWindow, folder: Path
) -> None:
    (folder / "a-denoised.png").write_bytes(b"of an earlier run")
    add(qtbot, batch, folder)
    assert "holiday/a-denoised.png" not in states(batch)
    run(qtbot, batch)
    assert states(batch)["holiday/a.png"] is State.SKIPPED
    assert (folder / "a-denoised.png").read_bytes() == b"of an earlier run"
    button(batch, "clear_done").click()
    assert list(states(batch)) == ["holiday/c.png"]
    assert not button(batch, "clear_done").isEnabled()
    add(qtbot, batch, folder)
    assert len(states(batch)) == 4


def test_results_in_a_folder_keep_the_structure(
    qtbot: QtBot, batch: MainWindow, folder: Path, tmp_path: Path
) -> None:
    form = batch.batch.panel.form
    out = folder / "out"
    form.set_choices(
        replace(form.choices, folder=str(out), pattern="{name} ({model})", suffix=".jpg")
    )
    assert label(batch, "example") == "photo.jpg becomes photo (M2R2-C4).jpg"
    for _ in range(2):
        add(qtbot, batch, folder)
        run(qtbot, batch)
        assert sorted(str(it.relative_to(out)) for it in out.rglob("*.*")) == [
            *("holiday/a (M2R2-C4).jpg", "holiday/b (M2R2-C4).jpg"),
            "holiday/day 2/d (M2R2-C4).jpg",
        ]
        assert len(states(batch)) == 4
        batch.batch.panel.table.remove(range(4))


def test_photos_that_would_get_one_name(
    qtbot: QtBot, batch: MainWindow, folder: Path, tmp_path: Path
) -> None:
    twin = tmp_path / "other" / "a.png"
    twin.parent.mkdir()
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(twin)
    form = batch.batch.panel.form
    form.set_choices(replace(form.choices, folder=str(tmp_path / "out")))
    add(qtbot, batch, folder / "a.png", twin)
    run(qtbot, batch)
    first, second = batch.batch.panel.table.rows
    assert first.state is State.DONE
    assert second.result is not None
    assert second.result.error == (
        f"{twin} would get the same name as {folder / 'a.png'}; choose a pattern or an output "
        "folder that keeps them apart."
    )
    assert second.state_text.startswith("Failed: would get the same name as holiday/a.png; choose")


def test_another_photos_result_is_never_taken_for_a_photos_own(
    qtbot: QtBot, batch: MainWindow, folder: Path
) -> None:
    """A twin was refused at first, and then found its name taken by what it took for its own."""
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(folder / "a.bmp")
    form = batch.batch.panel.form
    form.set_choices(replace(form.choices, suffix=".tif"))
    add(qtbot, batch, folder / "a.png", folder / "a.bmp")
    run(qtbot, batch)
    for _ in range(2):
        assert list(states(batch).values()) == [State.DONE, State.FAILED]
        run(qtbot, batch, "retry")
    button(batch, "clear_done").click()
    run(qtbot, batch, "retry")
    assert states(batch) == {"a.bmp": State.FAILED}
    form.set_choices(replace(form.choices, suffix=".png", pattern="{name} 2"))
    run(qtbot, batch, "retry")
    assert states(batch) == {"a.bmp": State.DONE}
    with Image.open(folder / "a 2.png") as result:
        assert result.size == (9, 9)


def test_a_twin_that_is_added_while_it_runs(
    qtbot: QtBot, batch: MainWindow, folder: Path, gate: Gate
) -> None:
    twin = folder / "day 2" / "a.png"
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(twin)
    form = batch.batch.panel.form
    form.set_choices(replace(form.choices, folder=str(folder / "out")))
    add(qtbot, batch, folder / "a.png")
    button(batch, "start").click()
    add(qtbot, batch, twin)
    gate.open()
    qtbot.waitUntil(lambda: State.WAITING not in states(batch).values(), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not batch.batch.bench.running, timeout=WAIT_MS)
    rows = batch.batch.panel.table.rows
    assert [row.state for row in rows] == [State.DONE, State.FAILED]


def test_what_was_done_can_be_done_again(qtbot: QtBot, batch: MainWindow, folder: Path) -> None:
    add(qtbot, batch, folder / "a.png")
    run(qtbot, batch)
    button(batch, "clear_done").click()
    add(qtbot, batch, folder / "a.png")
    run(qtbot, batch)
    assert states(batch) == {"a.png": State.SKIPPED}


def test_a_folder_that_had_no_photos_is_looked_at_again(
    qtbot: QtBot, english: None, batch: MainWindow, folder: Path
) -> None:
    empty = folder / "empty"
    empty.mkdir()
    (empty / "notes.txt").write_text("no photo")
    add(qtbot, batch, empty)
    (row,) = batch.batch.panel.table.rows
    assert row.state_text == "Failed: a folder without photos; choose another one."
    button(batch, "retry").click()
    qtbot.waitUntil(lambda: not batch.batch.bench.finding, timeout=WAIT_MS)
    assert list(states(batch).values()) == [State.FAILED]
    assert label(batch, "state") == "1 failed, 1 file was no photo"
    (empty / "a.png").write_bytes((folder / "a.png").read_bytes())
    button(batch, "retry").click()
    qtbot.waitUntil(lambda: states(batch) == {"empty/a.png": State.DONE}, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not batch.batch.bench.running, timeout=WAIT_MS)
    assert not button(batch, "retry").isEnabled()
    assert (empty / "a-denoised.png").is_file()


def test_folders_are_looked_at_again_beside_photos(
    qtbot: QtBot, batch: MainWindow, folder: Path
) -> None:
    empty = folder / "empty"
    empty.mkdir()
    add(qtbot, batch, folder / "c.png", empty)
    run(qtbot, batch)
    for name in ("c.png", "empty/d.png"):
        Image.fromarray(np.zeros((9, 9), np.uint8)).save(folder / name)
    run(qtbot, batch, "retry")
    expected = {"c.png": State.DONE, "empty/d.png": State.DONE}
    qtbot.waitUntil(lambda: states(batch) == expected, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not batch.batch.bench.running, timeout=WAIT_MS)


def test_stop_and_go_on(qtbot: QtBot, batch: MainWindow, folder: Path, gate: Gate) -> None:
    add(qtbot, batch, folder)
    button(batch, "start").click()
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: states(batch)["holiday/a.png"] is State.RUNNING, timeout=WAIT_MS)
    with qtbot.waitSignal(batch.batch.bench.ended, timeout=WAIT_MS):
        button(batch, "stop").click()
    assert list(states(batch).values()) == [State.STOPPED, *[State.WAITING] * 3]
    assert sorted(it.name for it in folder.iterdir()) == [
        *("a.png", "b.png", "c.png", "day 2", "notes.txt"),
    ]
    assert label(batch, "state").startswith("3 waiting, 1 stopped")
    gate.open()
    run(qtbot, batch)
    assert [*states(batch).values()].count(State.DONE) == 3


def test_what_is_added_while_it_runs_follows(
    qtbot: QtBot, batch: MainWindow, folder: Path, gate: Gate
) -> None:
    add(qtbot, batch, folder / "a.png")
    button(batch, "start").click()
    add(qtbot, batch, folder / "b.png", folder / "a.png")
    assert len(states(batch)) == 2
    gate.open()
    qtbot.waitUntil(lambda: set(states(batch).values()) == {State.DONE}, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not batch.batch.bench.running, timeout=WAIT_MS)
    assert not button(batch, "stop").isEnabled()


def test_the_photo_at_work_stays_on_the_list(
    qtbot: QtBot, batch: MainWindow, folder: Path, gate: Gate
) -> None:
    add(qtbot, batch, folder)
    button(batch, "start").click()
    qtbot.waitUntil(lambda: states(batch)["holiday/a.png"] is State.RUNNING, timeout=WAIT_MS)
    view = batch.batch.panel.view
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    assert list(states(batch)) == ["holiday/a.png"]
    with qtbot.waitSignal(batch.batch.bench.ended, timeout=WAIT_MS):
        gate.open()
    assert list(states(batch).values()) == [State.DONE]


def test_what_is_taken_off_while_it_runs_is_passed_over(
    qtbot: QtBot, english: None, batch: MainWindow, folder: Path, gate: Gate
) -> None:
    add(qtbot, batch, folder)
    button(batch, "start").click()
    qtbot.waitUntil(lambda: states(batch)["holiday/a.png"] is State.RUNNING, timeout=WAIT_MS)
    view = batch.batch.panel.view
    view.selectAll()
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    add(qtbot, batch, folder / "day 2" / "d.png")  # again, which counts
    gate.open()
    qtbot.waitUntil(lambda: set(states(batch).values()) == {State.DONE}, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not batch.batch.bench.running, timeout=WAIT_MS)
    assert list(states(batch)) == ["holiday/a.png", "d.png"]
    assert not (folder / "b-denoised.png").exists()
    assert (folder / "day 2" / "d-denoised.png").is_file()
    assert label(batch, "state") == "2 restored, 1 file was no photo"


def test_a_photo_that_has_begun_stays_though_its_row_does_not_say_so_yet(
    qtbot: QtBot, batch: MainWindow, folder: Path, gate: Gate
) -> None:
    add(qtbot, batch, folder / "a.png", folder / "b.png")
    button(batch, "start").click()
    assert gate.reached.wait(WAIT_MS / 1000)
    table = batch.batch.panel.table
    assert [row.state for row in table.rows] == [State.WAITING] * 2
    table.remove(range(2))
    assert list(states(batch)) == ["a.png"]
    with qtbot.waitSignal(batch.batch.bench.ended, timeout=WAIT_MS):
        gate.open()
    assert states(batch) == {"a.png": State.DONE}


def test_a_run_whose_photos_have_all_gone_goes_on_with_what_was_added(
    qtbot: QtBot, batch: MainWindow, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    begin, may_begin = Withdrawals.begin, threading.Event()

    def begin_later(withdrawals: Withdrawals, key: str) -> bool:
        return may_begin.wait(WAIT_MS / 1000) and begin(withdrawals, key)

    monkeypatch.setattr(Withdrawals, "begin", begin_later)
    add(qtbot, batch, folder / "a.png", folder / "b.png")
    table = batch.batch.panel.table
    button(batch, "start").click()
    table.remove(range(2))
    assert not table.rows
    add(qtbot, batch, folder / "day 2" / "d.png")
    may_begin.set()
    qtbot.waitUntil(lambda: states(batch).get("d.png") is State.DONE, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not batch.batch.bench.running, timeout=WAIT_MS)


def test_a_restoration_in_the_window_goes_first(
    qtbot: QtBot, batch: MainWindow, folder: Path, gate: Gate
) -> None:
    batch.open_path(folder / "a.png")
    batch.actions_.restore.trigger()
    assert batch.batch.bench.held
    add(qtbot, batch, folder / "b.png")
    button(batch, "start").click()
    qtbot.wait(300)
    assert gate.calls == 1  # the window's own
    assert batch.batch.bench.running
    with qtbot.waitSignals([batch.restored, batch.batch.bench.ended], timeout=WAIT_MS):
        gate.open()
    assert not batch.batch.bench.held
    assert list(states(batch).values()) == [State.DONE]


def test_a_held_batch_can_be_stopped(
    qtbot: QtBot, batch: MainWindow, folder: Path, gate: Gate
) -> None:
    batch.batch.bench.hold(True)
    add(qtbot, batch, folder / "b.png")
    with qtbot.waitSignal(batch.batch.bench.ended, timeout=WAIT_MS):
        button(batch, "start").click()
        button(batch, "stop").click()
    batch.batch.bench.hold(False)


def test_closing_while_it_runs_leaves_nothing_half_done(
    qtbot: QtBot, batch: MainWindow, folder: Path, gate: Gate
) -> None:
    add(qtbot, batch, folder)
    button(batch, "start").click()
    qtbot.waitUntil(gate.reached.is_set, timeout=WAIT_MS)
    batch.close()
    assert not batch.isVisible()
    assert sorted(it.name for it in folder.iterdir()) == [
        *("a.png", "b.png", "c.png", "day 2", "notes.txt"),
    ]


def test_what_is_dropped_on_the_window(
    qtbot: QtBot, batch: MainWindow, folder: Path, photo_path: Path
) -> None:
    drop(batch, batch, photo_path)
    assert batch.batch.dock.isHidden()
    assert batch.workbench.document is not None
    drop(batch, batch, folder)
    assert not batch.batch.dock.isHidden()
    qtbot.waitUntil(lambda: len(states(batch)) == 4, timeout=WAIT_MS)
    drop(batch, batch, photo_path, folder / "notes.txt")
    qtbot.waitUntil(lambda: len(states(batch)) == 5, timeout=WAIT_MS)
    assert label(batch, "state").endswith("2 files were no photos")
    other = photo_path.with_name("other.png")
    other.write_bytes(photo_path.read_bytes())
    drop(batch, batch.batch.panel, other)
    qtbot.waitUntil(lambda: len(states(batch)) == 6, timeout=WAIT_MS)
    assert batch.workbench.document.photo.path == photo_path


def test_a_name_that_no_disk_takes_may_be_dropped(
    qtbot: QtBot, batch: MainWindow, folder: Path
) -> None:
    long = folder / f"{'x' * 300}.png"
    drop(batch, batch, long)
    assert batch.batch.dock.isHidden()
    assert "does not exist" in batch.message_bar.text
    drop(batch, batch, long, folder)
    qtbot.waitUntil(lambda: len(states(batch)) == 5, timeout=WAIT_MS)


def test_a_pattern_that_makes_no_name(qtbot: QtBot, batch: MainWindow, folder: Path) -> None:
    add(qtbot, batch, folder)
    form = batch.batch.panel.form
    form._pattern.setText("{date}")
    assert "unknown field" in label(batch, "problem")
    assert not button(batch, "start").isEnabled()
    form._pattern.setText("{name} 2")
    assert label(batch, "problem") == ""
    assert button(batch, "start").isEnabled()


def test_choices_come_back(qtbot: QtBot, batch: MainWindow) -> None:
    form = batch.batch.panel.form
    chosen = replace(form.choices, suffix=".webp", quality=80, keeps_metadata=False, model="")
    form.set_choices(chosen)
    batch.close()
    again = MainWindow()
    qtbot.addWidget(again)
    assert again.batch.panel.form.choices == chosen
    again.close()
    Settings().batch = '{"colour": "blue"}'
    third = MainWindow()
    qtbot.addWidget(third)
    assert third.batch.panel.form.choices.suffix == ""


@pytest.mark.parametrize(
    "name",
    [
        *("add_photos_button", "add_folder_button", "clear_done_button", "settings_button"),
        *("start_button", "stop_button", "retry_button", "task_box", "scale_box", "model_box"),
        *("folder_edit", "folder_button", "pattern_edit", "format_box", "quality_box"),
        *("remove_metadata_box", "progress_bar", "state_label", "view", "panel"),
    ],
)
def test_every_part_has_a_name(window: MainWindow, name: str) -> None:
    assert window.findChild(QWidget, f"batch_{name}") is not None
