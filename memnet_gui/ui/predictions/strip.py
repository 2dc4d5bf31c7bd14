"""The strip of intermediate predictions under the viewer."""

from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, QRect, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QKeyEvent, QPalette, QWheelEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QStackedLayout,
    QWidget,
)

from memnet_gui.evaluation.predictions import INPUT, PredictionFigures
from memnet_gui.ui.predictions.entry import REFERENCE, StripEntry
from memnet_gui.ui.predictions.thumbnail import Mark, Thumbnail
from memnet_gui.ui.viewer import Pyramid

STEP_MS = 700
"""How long playing shows each entry."""

_HEIGHT_PX = 152
_DIGITS = tuple(range(Qt.Key.Key_0, Qt.Key.Key_9 + 1))
_ARROWS: dict[int, int] = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}


class PredictionsStrip(QWidget):
    """Thumbnails of the input, the predictions, the final picture and the reference.

    It only asks for another before or after picture; `set_chosen` says what the viewer shows.
    Keys: a digit or the arrows choose the after picture, with Shift the before picture.

    Signals:
        after_chosen: The entry with this key is wanted as the after picture.
        before_chosen: The entry with this key is wanted as the before picture.
        playing_changed: Whether the entries are shown one after the other.
        playable_changed: Whether there is something that could be.
    """

    after_chosen = Signal(str)
    before_chosen = Signal(str)
    playing_changed = Signal(bool)
    playable_changed = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("predictions_strip")
        self.setAccessibleName(self.tr("Intermediate predictions"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._thumbnails: dict[str, Thumbnail] = {}
        self._figures: dict[str, PredictionFigures] = {}
        self._region = QRect()
        self._chosen: tuple[str, str] = ("", "")
        self._played = ""
        self._timer = QTimer(self)
        self._timer.setInterval(STEP_MS)
        self._timer.timeout.connect(self._on_step_due)
        self._scroller = _Scroller()
        self._pages = QStackedLayout(self)
        self._pages.addWidget(_empty_page())
        self._pages.addWidget(self._scroller)

    @property
    def keys(self) -> tuple[str, ...]:
        """The entries' keys from left to right."""
        return tuple(self._thumbnails)

    @property
    def is_playing(self) -> bool:
        """Whether the entries are shown one after the other."""
        return self._timer.isActive()

    def thumbnail(self, key: str) -> Thumbnail:
        """Returns the thumbnail of an entry.

        Raises:
            KeyError: There is no such entry.
        """
        return self._thumbnails[key]

    def set_entries(self, entries: Sequence[StripEntry]) -> None:
        """Shows these entries; those whose key was there before keep picture and figures."""
        old, self._thumbnails = self._thumbnails, {}
        for place, entry in enumerate(entries):
            thumbnail = old.pop(entry.key, None) or self._make_thumbnail(entry)
            thumbnail.set_entry(entry)
            self._thumbnails[entry.key] = thumbnail
            self._scroller.row.insertWidget(place, thumbnail)
        for thumbnail in old.values():
            self._scroller.row.removeWidget(thumbnail)
            thumbnail.hide()
            thumbnail.deleteLater()
        self._figures = {key: it for key, it in self._figures.items() if key in self._thumbnails}
        self._pages.setCurrentIndex(1 if entries else 0)
        self._check_playable()

    def set_picture(self, key: str, picture: Pyramid | None) -> None:
        """Shows an entry's picture; None says that it is not computed yet.

        Raises:
            KeyError: There is no such entry.
        """
        self._thumbnails[key].set_picture(picture)
        self._check_playable()

    def update_picture(self, key: str, part: QRect) -> None:
        """Has an entry's picture shown anew where a rectangle of it was painted on.

        Raises:
            KeyError: There is no such entry.
        """
        self._thumbnails[key].update_picture(part)

    def set_figures(self, figures: Sequence[PredictionFigures]) -> None:
        """Shows what was measured; an entry without figures shows none."""
        self._figures = {it.name: it for it in figures}
        for key, thumbnail in self._thumbnails.items():
            thumbnail.set_figures(self._figures.get(key))

    def add_figures(self, figures: PredictionFigures) -> None:
        """Shows what was measured of one entry; those of the others stay."""
        self._figures[figures.name] = figures
        if figures.name in self._thumbnails:
            self._thumbnails[figures.name].set_figures(figures)

    def set_region(self, region: QRect) -> None:
        """Shows this part of every picture, in image pixels."""
        if region == self._region:
            return
        self._region = region
        for thumbnail in self._thumbnails.values():
            thumbnail.set_region(region)

    def set_chosen(self, before_key: str | None, after_key: str | None) -> None:
        """Marks what stands in the viewer; an entry that is both counts as after."""
        before, after = before_key or "", after_key or ""
        self._chosen = (before, after)
        for key, thumbnail in self._thumbnails.items():
            thumbnail.set_mark(self._mark_of(key))
        if after in self._thumbnails:
            self._scroller.reveal(self._thumbnails[after])

    def clear(self) -> None:
        """Forgets all entries and says when there will be some."""
        self._chosen = ("", "")
        self.set_entries(())

    def choose(self, index: int, before: bool = False) -> None:
        """Asks for an entry, from 0; does nothing where there is none or no picture yet.

        Args:
            index: Its place in the strip.
            before: As the before picture in place of the after picture.
        """
        if 0 <= index < len(self._thumbnails):
            self._ask_for(self.keys[index], before=before)

    @Slot()
    def play(self) -> None:
        """Shows M1 to the final picture one after the other, again and again, until stopped."""
        if self.is_playing:
            return
        if not self._playable() or not self.isVisible():
            self.playing_changed.emit(False)  # an action that was switched on goes off again
            return
        self._played = ""
        self._timer.start()
        self.playing_changed.emit(True)
        self._on_step_due()

    @Slot()
    def stop(self) -> None:
        """Ends playing; the viewer keeps what it shows."""
        if self.is_playing:
            self._timer.stop()
            self.playing_changed.emit(False)

    def _make_thumbnail(self, entry: StripEntry) -> Thumbnail:
        thumbnail = Thumbnail(entry)
        thumbnail.set_region(self._region)
        thumbnail.set_figures(self._figures.get(entry.key))
        thumbnail.set_mark(self._mark_of(entry.key))
        thumbnail.clicked.connect(self._on_thumbnail_clicked)
        return thumbnail

    def _mark_of(self, key: str) -> Mark:
        before, after = self._chosen
        if key == after:
            return Mark.AFTER
        return Mark.BEFORE if key == before else Mark.NONE

    def _ask_for(self, key: str, *, before: bool) -> None:
        """Asks for an entry that the user chose; another after picture ends playing."""
        if self._thumbnails[key].picture is None:
            return
        if before:
            self.before_chosen.emit(key)
        else:
            self.stop()
            self.after_chosen.emit(key)

    def _check_playable(self) -> None:
        playable = bool(self._playable())
        if not playable:
            self.stop()
        self.playable_changed.emit(playable)

    def _playable(self) -> list[str]:
        return [
            key
            for key, thumbnail in self._thumbnails.items()
            if key not in {INPUT, REFERENCE} and thumbnail.picture is not None
        ]

    def _move(self, step: int, *, before: bool) -> None:
        """Chooses the next entry with a picture to the left or the right."""
        keys = [key for key, it in self._thumbnails.items() if it.picture is not None]
        chosen = self._chosen[0 if before else 1]
        if not keys:
            return
        first = 0 if step > 0 else len(keys) - 1
        place = keys.index(chosen) + step if chosen in keys else first
        if 0 <= place < len(keys):
            self._ask_for(keys[place], before=before)

    @Slot(str, bool)
    def _on_thumbnail_clicked(self, key: str, is_shifted: bool) -> None:
        self._ask_for(key, before=is_shifted)

    @Slot()
    def _on_step_due(self) -> None:
        keys = self._playable()
        place = keys.index(self._played) + 1 if self._played in keys else 0
        self._played = keys[place % len(keys)]
        self.after_chosen.emit(self._played)

    def sizeHint(self) -> QSize:
        """Low, so that the photo stays the largest thing."""
        return QSize(720, _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        """One thumbnail and the scroll bar."""
        return QSize(200, 124)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody watches what plays in a hidden strip."""
        self.stop()
        super().hideEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chooses an entry."""
        is_shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        key = event.key()
        if key in _DIGITS:
            self.choose(_DIGITS.index(key), before=is_shifted)
        elif (step := _ARROWS.get(key)) is not None:
            self._move(step, before=is_shifted)
        else:
            super().keyPressEvent(event)


class _Scroller(QScrollArea):
    """A row of widgets that scrolls sideways when there is no room for all of them."""

    def __init__(self) -> None:
        super().__init__()
        content = QWidget()
        self.row = QHBoxLayout(content)
        self.row.setContentsMargins(8, 6, 8, 6)
        self.row.setSpacing(6)
        self.row.addStretch(1)
        self.setWidget(content)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def reveal(self, widget: QWidget) -> None:
        """Scrolls a widget of the row into sight."""
        self.ensureWidgetVisible(widget, 40, 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Scrolls sideways with a wheel that turns up and down."""
        turn = event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (turn.x() or turn.y()))
        event.accept()


def _empty_page() -> QLabel:
    label = QLabel(
        QCoreApplication.translate(
            "PredictionsStrip",
            "The network's intermediate predictions appear here when a photo is restored.",
        )
    )
    label.setObjectName("predictions_strip_hint")
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
