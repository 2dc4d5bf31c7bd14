"""The photos beside the open one, in the order in which file managers show them."""

import os
from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass
from functools import cmp_to_key, partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QCollator, QCoreApplication, QLocale, QObject, Qt, Signal, Slot

from memnet_gui.app.errands import Errands
from memnet_gui.app.jobs import Outcome
from memnet_gui.imaging.formats import OPEN_SUFFIXES

_PATIENCE_S = 0.1
"""How long the window waits for a folder before it says that it does."""


@dataclass(frozen=True)
class Place:
    """Where a photo stands among those of its folder, from 1."""

    number: int
    count: int

    def __str__(self) -> str:
        text = QCoreApplication.translate("FolderPhotos", "{number} of {count}")
        return text.format(number=self.number, count=self.count)


class FolderPhotos(QObject):
    """Knows the photos of one folder, and asks anew at each step what there is by now.

    Attributes:
        placed: (Place | None) Where the photo stands; None: that is not known.
        chosen: (Path) Another photo shall be opened.
        waited: The folder takes long to be read.
        noticed: (str) There is no such photo.
        failed: (str) The folder cannot be read; one sentence.
    """

    placed = Signal(object)
    chosen = Signal(object)
    waited = Signal()
    noticed = Signal(str)
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._errands = Errands(self)
        self._current: Path | None = None
        self._names: list[str] = []
        self._folder: Path | None = None
        self._steps = 0
        self._awaited: int | None = None
        self._errands.answered.connect(self._on_answered)

    def visit(self, path: Path | None) -> None:
        """Takes the photo that is open, None for one without a file."""
        # A listing that is due for another folder counts no more.
        if path is None or self._current is None or path.parent != self._current.parent:
            self._awaited, self._steps = None, 0
        self._current = path
        if path is None:
            self.placed.emit(None)
        elif path.parent == self._folder and path.name in self._names:
            self._tell_place()
        else:
            self.placed.emit(None)
            self._ask(path.parent)

    def step(self, offset: int) -> None:
        """Chooses the photo so many places further; those of before this one count, too."""
        if self._current is None:
            return
        self._steps += offset
        if self._awaited is None:
            self._ask(self._current.parent)

    def _ask(self, folder: Path) -> None:
        answer = self._errands.ask(partial(list_names, folder), _PATIENCE_S)
        if isinstance(answer, Outcome):
            self._take(answer)
            return
        self._awaited = answer
        self.waited.emit()

    @Slot(object)
    def _on_answered(self, answer: Outcome) -> None:
        if answer.job_id == self._awaited:
            self._awaited = None
            self._take(answer)

    def _take(self, answer: Outcome) -> None:
        steps, self._steps = self._steps, 0
        if self._current is None:
            return
        if answer.error is not None:
            self.placed.emit(None)
            if steps:
                text = self.tr(
                    "The folder {folder} cannot be read; check that its drive is connected."
                )
                self.failed.emit(text.format(folder=self._current.parent))
            return
        self._folder, self._names = self._current.parent, answer.result
        if not steps or not self._go(steps):
            self._tell_place()

    def _go(self, steps: int) -> bool:
        """Chooses a photo; returns whether there was another one."""
        assert self._current is not None
        name = self._current.name
        if name in self._names:
            place = self._names.index(name) + steps
        else:  # it has vanished: what came before it is one step back, what came behind it is next
            key = natural_key()
            place = bisect_left(self._names, key(name), key=key) + steps - (steps > 0)
        place = min(max(place, 0), len(self._names) - 1)
        if place < 0 or self._names[place] == name:
            last = self.tr("This is the last photo in its folder.")
            first = self.tr("This is the first photo in its folder.")
            self.noticed.emit(last if steps > 0 else first)
            return False
        self._current = self._current.with_name(self._names[place])
        self.chosen.emit(self._current)
        return True

    def _tell_place(self) -> None:
        assert self._current is not None
        name, count = self._current.name, len(self._names)
        known = name in self._names
        self.placed.emit(Place(self._names.index(name) + 1, count) if known else None)


def list_names(folder: Path) -> list[str]:
    """Returns the names of a folder's photos in natural order; hidden files are passed over.

    Raises:
        OSError: The folder cannot be read.
    """
    with os.scandir(folder) as entries:
        names = [
            entry.name
            for entry in entries
            if not entry.name.startswith(".")
            and os.path.splitext(entry.name)[1].lower() in OPEN_SUFFIXES  # noqa: PTH122 - of thousands
            and _leads_to_file(entry)
        ]
    return sorted(names, key=natural_key())


def _leads_to_file(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_file()
    except OSError:
        return False  # a link that cannot be followed


def natural_key() -> Callable[[str], Any]:
    """Returns a key for sorting: `photo 2` before `photo 10`, capitals like small letters."""
    # The C locale compares bytes, whatever it is told.
    locale = QLocale()
    if locale.language() == QLocale.Language.C:
        locale = QLocale(QLocale.Language.English)
    collator = QCollator(locale)
    collator.setNumericMode(True)
    collator.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return cmp_to_key(collator.compare)
