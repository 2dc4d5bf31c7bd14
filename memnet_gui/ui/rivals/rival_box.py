"""The choice of a method that is not MemNet."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QComboBox, QWidget

from memnet_gui.app.translation import translate_message
from memnet_gui.restoration.rivals.classical import list_classical
from memnet_gui.restoration.rivals.rival import Rival

_SOURCE = Qt.ItemDataRole.UserRole
_OPEN = "open"
_NARROWEST_LETTERS = 12


class RivalBox(QComboBox):
    """Offers nothing, the methods without weights, files that were opened, and to open one.

    Signals:
        chosen_changed: (str) The name or file of what was chosen, "" for nothing; also when what
            was chosen is chosen again.
        open_wanted: A file shall be chosen.
    """

    chosen_changed = Signal(str)
    open_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("rival_box")
        self.setAccessibleName(self.tr("Method to compare with"))
        self.setToolTip(
            self.tr("Restores the photo with another method, too, and shows what came of it")
        )
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_NARROWEST_LETTERS)
        self._chosen = ""
        self._files: list[Path] = []
        self._fill()
        self.activated.connect(self._on_activated)

    @property
    def chosen(self) -> str:
        """The name or file of what is chosen, "" for nothing."""
        return self._chosen

    def offer_files(self, files: Sequence[Path]) -> None:
        """Offers these files; the choice stays."""
        self._files = list(files)
        self._fill()

    def choose(self, source: str) -> None:
        """Chooses a method by its name or file, without telling so."""
        self._chosen = source
        self._fill()

    def _fill(self) -> None:
        with QSignalBlocker(self):
            self.clear()
            self.addItem(self.tr("nothing"), "")
            for rival in list_classical():
                self._add(title_of_rival(rival), rival.name, translate_message(rival.licence))
            for path in self._files:
                self._add(path.stem, str(path), str(path))
            self.insertSeparator(self.count())
            self.addItem(self.tr("Open a model file…"), _OPEN)
            self.setCurrentIndex(max(0, self.findData(self._chosen)))
            widest = max(
                self.fontMetrics().horizontalAdvance(self.itemText(i)) for i in range(self.count())
            )
            self.view().setMinimumWidth(widest + 32)

    def _add(self, title: str, source: str, tip: str) -> None:
        self.addItem(title, source)
        self.setItemData(self.count() - 1, tip, Qt.ItemDataRole.ToolTipRole)

    @Slot(int)
    def _on_activated(self, index: int) -> None:
        source = self.itemData(index, _SOURCE)
        if source == _OPEN:
            self.setCurrentIndex(max(0, self.findData(self._chosen)))
            self.open_wanted.emit()
        else:
            self._chosen = source
            self.chosen_changed.emit(source)


def title_of_rival(rival: Rival) -> str:
    """Returns what the user reads for a method, with what its licence restricts."""
    title = translate_message(rival.title)
    if not rival.licence:
        return title
    text = QCoreApplication.translate("RivalBox", "{title} (non-commercial)")
    return text.format(title=title)
