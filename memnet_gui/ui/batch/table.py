"""The photos of a batch as a table, quick for many thousands of them."""

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtCore import (
    QAbstractTableModel,
    QCoreApplication,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

from memnet_gui.app.batch_reports import Standing
from memnet_gui.app.translation import translate_message
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.batch.photos import BatchPhoto
from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.ui.batch.row import FINISHED, WAITING, Row, make_row

NAME, SIZE, STATE = range(3)
DONE_ROLE = Qt.ItemDataRole.UserRole
"""Share of the work of a photo that is being restored, else None."""
_HEADINGS = (
    QT_TRANSLATE_NOOP("BatchTable", "Photo"),
    QT_TRANSLATE_NOOP("BatchTable", "Size"),
    QT_TRANSLATE_NOOP("BatchTable", "State"),
)
_FAILED = {False: QColor("#b3261e"), True: QColor("#f2938c")}
_TO_DO = (State.WAITING, State.STOPPED)
_Index = QModelIndex | QPersistentModelIndex


class BatchTable(QAbstractTableModel):
    """Holds the photos in the order in which they came, each once.

    Attributes:
        withdraw: Told the keys of photos that shall leave the list; returns which may.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[Row] = []
        self._places: dict[str, int] = {}
        self._counts: Counter[State] = Counter()
        self.withdraw: Callable[[Collection[str]], set[str]] = set

    @property
    def rows(self) -> Sequence[Row]:
        """All photos."""
        return self._rows

    @property
    def to_do(self) -> list[Row]:
        """The photos that a run would restore."""
        return [row for row in self._rows if row.state in _TO_DO]

    def count(self, *states: State) -> int:
        """Returns how many photos are in one of these states."""
        return sum(self._counts[state] for state in states)

    def add(self, photos: Iterable[BatchPhoto]) -> None:
        """Adds photos that are not there yet."""
        new = [photo for photo in photos if photo.key not in self._places]
        if not new:
            return
        first = len(self._rows)
        self.beginInsertRows(QModelIndex(), first, first + len(new) - 1)
        self._rows += [make_row(photo) for photo in new]
        self._counts.update(row.state for row in self._rows[first:])
        self._places.update((photo.key, first + place) for place, photo in enumerate(new))
        self.endInsertRows()

    def set_sizes(self, sizes: Mapping[str, float]) -> None:
        """Notes megapixels by keys."""
        self._change(sizes, lambda row, size: replace(row, megapixels=size), SIZE)

    def set_standings(self, standings: Mapping[str, Standing]) -> None:
        """Notes how far photos are, by keys."""
        self._change(standings, lambda row, it: replace(row, standing=it), STATE)

    def take_results(self, results: Iterable[PhotoResult]) -> None:
        """Notes how a run ended; photos whose turn had not come wait for the next one."""
        standings = {}
        for result in results:
            place = self._places.get(result.photo.key)
            if place is None:
                continue
            begun = self._rows[place].state is not State.WAITING
            if result.state is not State.STOPPED or begun:
                standings[result.photo.key] = Standing(result.state, 1.0, result)
        self.set_standings(standings)

    def retry(self) -> list[BatchPhoto]:
        """Has the photos that failed wait again.

        Returns:
            Entries that were no photos: they are taken off the list, to be looked for again.
        """
        failed = [row.photo for row in self._rows if row.state is State.FAILED]
        self.set_standings({photo.key: WAITING for photo in failed if not photo.problem})
        lost = [photo for photo in failed if photo.problem]
        self._drop({photo.key for photo in lost})
        return lost

    def remove_finished(self) -> None:
        """Takes the photos off the list whose results are there."""
        self._drop({row.photo.key for row in self._rows if row.state in FINISHED})

    def remove(self, places: Iterable[int]) -> None:
        """Takes photos off the list, but for the one at work."""
        rows = [self._rows[place] for place in places]
        self._drop(self.withdraw({it.photo.key for it in rows if it.state is not State.RUNNING}))

    def _drop(self, keys: Collection[str]) -> None:
        if not keys:
            return
        self.beginResetModel()
        self._rows = [row for row in self._rows if row.photo.key not in keys]
        self._places = {row.photo.key: place for place, row in enumerate(self._rows)}
        self._counts = Counter(row.state for row in self._rows)
        self.endResetModel()

    def _change(
        self, values: Mapping[str, Any], changed: Callable[[Row, Any], Row], column: int
    ) -> None:
        places = []
        for key, value in values.items():
            place = self._places.get(key)
            if place is None:  # taken off the list meanwhile
                continue
            old, new = self._rows[place], changed(self._rows[place], value)
            self._rows[place] = new
            self._counts[old.state] -= 1
            self._counts[new.state] += 1
            places.append(place)
        if places:
            first, last = self.index(min(places), column), self.index(max(places), column)
            self.dataChanged.emit(first, last)

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Returns the number of photos."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Returns the number of columns."""
        return 0 if parent.isValid() else len(_HEADINGS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """Returns a heading."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self.tr(_HEADINGS[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Returns what a cell shows."""
        row, column = self._rows[index.row()], index.column()
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return _text(row, column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return _tip(row)
        if role == Qt.ItemDataRole.TextAlignmentRole and column == SIZE:
            return Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        if role == Qt.ItemDataRole.ForegroundRole:
            return _colour(row, column)
        if role == DONE_ROLE:
            is_running = column == STATE and row.state is State.RUNNING
            return row.standing.done if is_running else None
        return None


def _text(row: Row, column: int) -> str:
    if column == NAME:
        return str(row.photo.name)
    if column == STATE:
        return row.state_text
    return _size(row.megapixels) if row.megapixels else ""


def _size(megapixels: float) -> str:
    return f"{megapixels:.1f} MP" if megapixels >= 0.05 else f"{max(0.001, megapixels):.3f} MP"


def _tip(row: Row) -> str:
    lines = [str(row.photo.path)]
    result = row.result
    if result is not None and result.error:
        lines.append(translate_message(result.error))
    elif row.shown_file != row.photo.path:
        text = QCoreApplication.translate("BatchTable", "Double click opens {file}")
        lines.append(text.format(file=row.shown_file))
    return "\n".join(lines)


def _colour(row: Row, column: int) -> QColor | None:
    palette = QApplication.palette()
    if row.state is State.FAILED and column == STATE:
        return _FAILED[palette.color(QPalette.ColorRole.Base).lightness() < 128]
    if column == SIZE or (column == STATE and row.state is State.WAITING):
        return palette.color(QPalette.ColorRole.PlaceholderText)
    return None
