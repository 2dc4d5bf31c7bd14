"""The line over a chart that says what its colours stand for."""

import html
from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QResizeEvent, QTextDocumentFragment
from PySide6.QtWidgets import QLabel, QWidget

_SQUARE, _GAP = "■ ", "\u00a0 \u00a0"
_SPARE_PX = 4

_Entry = tuple[QColor, str]


class WeightsLegend(QLabel):
    """A title and named colours: in one line, else below it, where need be one below the other.

    Qt would break a line inside of names. One that is wider than all the room is elided.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._title = ""
        self._entries: tuple[_Entry, ...] = ()
        self.setTextFormat(Qt.TextFormat.RichText)

    def set_entries(self, title: str, entries: Sequence[_Entry]) -> None:
        """Shows `title`, which is rich text, and plain names behind squares of their colours."""
        self._title, self._entries = title, tuple(entries)
        self._write()

    def _write(self) -> None:
        entries = [(colour, self._elide(name)) for colour, name in self._entries]
        names = _GAP.join(f"{_SQUARE}{name}" for _, name in entries)
        title = QTextDocumentFragment.fromHtml(self._title).toPlainText()
        between = self._gap_in(names)
        parts = [self._title, *([between.join(map(_mark, entries))] if entries else ())]
        self.setText(self._gap_in(f"{title}{_GAP}{names}").join(parts))

    def _elide(self, name: str) -> str:
        room = self._room_px() - self.fontMetrics().horizontalAdvance(_SQUARE)
        return self.fontMetrics().elidedText(name, Qt.TextElideMode.ElideMiddle, room)

    def _gap_in(self, line: str) -> str:
        """Returns what parts the names of a line: that stands in several where it has no room."""
        has_room = self.fontMetrics().horizontalAdvance(line) <= self._room_px()
        return _GAP if has_room else "<br>"

    def _room_px(self) -> int:
        return self.contentsRect().width() - _SPARE_PX

    def minimumSizeHint(self) -> QSize:
        """Keeps no panel from getting narrower: what has no room then is elided."""
        return QSize(self.fontMetrics().horizontalAdvance(_SQUARE), self.sizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Finds out anew what has room."""
        super().resizeEvent(event)
        self._write()


def _mark(entry: _Entry) -> str:
    colour, name = entry
    return f"<span style='color:{colour.name()}'>{_SQUARE}</span>{html.escape(name)}"
