"""What stands beside the strip: the choice of a rival, how far it is, and how it did."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.ui.icon_button import IconButton
from memnet_gui.ui.rivals.rival_box import RivalBox

_WIDTH_PX = 204
_PERCENT = 100


class RivalPanel(QWidget):
    """The box with a line for progress or for what is known of the result.

    Signals:
        again_wanted: The rival shall restore the photo again.
        cancel_wanted: It shall stop.
    """

    again_wanted = Signal()
    cancel_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_running = False
        self.box = RivalBox()
        self.button = IconButton("refresh")
        self.button.setObjectName("rival_button")
        self.button.clicked.connect(self._on_clicked)
        self.progress = QProgressBar()
        self.progress.setObjectName("rival_progress")
        self.progress.setTextVisible(False)
        self.progress.setFixedHeight(6)
        self.facts = QLabel()
        self.facts.setObjectName("rival_facts")
        self.facts.setWordWrap(True)
        self.facts.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        # Nothing moves when more is known.
        self.facts.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self.facts.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        self._pages = QStackedWidget()
        self._pages.addWidget(self.facts)
        self._pages.addWidget(_at_the_top(self.progress))
        self._lay_out()
        self.set_running(False)
        self.set_facts("")

    def set_running(self, running: bool) -> None:
        """Shows how far the rival is, or what is known of its result."""
        self._is_running = running
        self.progress.setRange(0, 0)  # until the first tile is done
        self._pages.setCurrentIndex(1 if running else 0)
        self.button.set_icon("close" if running else "refresh")
        tip = self.tr("Cancel the comparison") if running else self.tr("Compare again")
        self.button.setToolTip(tip)
        self.button.setAccessibleName(tip)

    def set_progress(self, share: float) -> None:
        """Shows how much is done."""
        self.progress.setRange(0, _PERCENT)
        self.progress.setValue(round(_PERCENT * share))

    def set_facts(self, text: str) -> None:
        """Says something of the result."""
        self.facts.setText(text)
        self.facts.setToolTip(text)

    def set_enabled(self, enabled: bool) -> None:
        """Offers to run the rival, or not."""
        self.button.setEnabled(enabled)

    def _lay_out(self) -> None:
        label = QLabel(self.tr("Compare &with"))
        label.setBuddy(self.box)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self.box, 1)
        row.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(4, 8, 8, 6)
        layout.setSpacing(4)
        layout.addWidget(label)
        layout.addLayout(row)
        layout.addWidget(self._pages, 1)
        self.setFixedWidth(_WIDTH_PX)

    @Slot()
    def _on_clicked(self) -> None:
        if self._is_running:
            self.cancel_wanted.emit()
        else:
            self.again_wanted.emit()


def beside(strip: QWidget, panel: QWidget) -> QWidget:
    """Puts the panel to the right of the strip, which takes the room."""
    both = QWidget()
    layout = QHBoxLayout(both)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(0)
    layout.addWidget(strip, 1)
    layout.addWidget(panel)
    return both


def _at_the_top(widget: QWidget) -> QWidget:
    page = QWidget()
    layout = QVBoxLayout(page)
    layout.setContentsMargins(0, 4, 0, 0)
    layout.addWidget(widget)
    layout.addStretch(1)
    return page
