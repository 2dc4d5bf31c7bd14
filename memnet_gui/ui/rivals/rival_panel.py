"""What stands beside the strip: the choice of a rival, how far it is, and how it did."""

from PySide6.QtCore import QSize, Qt, Signal, Slot
from PySide6.QtGui import QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLabel,
    QProgressBar,
    QSizePolicy,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.ui.elided_label import ElidedLabel
from memnet_gui.ui.icon_button import IconButton
from memnet_gui.ui.lengths import with_letters
from memnet_gui.ui.rivals.rival_box import RivalBox

_WIDTH_PX = 204
_BOX_WIDTH_PX = 200
_WIDEST_PX = 16_777_215  # QWIDGETSIZE_MAX
_PERCENT = 100
_NARROW_PX = 1_100
"""With less, the paper's network and the panel have no room beside each other."""


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
        self._is_running = self._is_low = False
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
        self._line = ElidedLabel()
        self._line.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._line.setAlignment(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft)
        self._progress_page = QWidget()
        self._progress_layout = QVBoxLayout(self._progress_page)
        self._progress_layout.setContentsMargins(0, 4, 0, 4)
        self._progress_layout.addWidget(self.progress)
        self._pages = QStackedWidget()
        for page in (self.facts, self._line, self._progress_page):
            self._pages.addWidget(page)
        self._layout = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._lay_out()
        self.set_low(False)
        self.set_running(False)
        self.set_facts("")

    def set_running(self, running: bool) -> None:
        """Shows how far the rival is, or what is known of its result."""
        self._is_running = running
        self.progress.setRange(0, 0)  # until the first tile is done
        self._update_page()
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
        self._line.setText("  ·  ".join(text.splitlines()))

    def set_low(self, low: bool) -> None:
        """Takes a line that is as long as may be, or a column."""
        self._is_low = low
        if low:
            self._layout.setDirection(QBoxLayout.Direction.LeftToRight)
            self._layout.setContentsMargins(8, 6, 8, 0)
            self.setMinimumWidth(0)
            self.setMaximumWidth(_WIDEST_PX)
        else:
            self._layout.setDirection(QBoxLayout.Direction.TopToBottom)
            self._layout.setContentsMargins(4, 8, 8, 6)
            self.setFixedWidth(with_letters(_WIDTH_PX, self.font()))
        self._layout.setSpacing(8 if low else 4)
        place = Qt.AlignmentFlag.AlignVCenter if low else Qt.AlignmentFlag.AlignTop
        self._progress_layout.setAlignment(self.progress, place)
        self.setSizePolicy(
            QSizePolicy.Policy.Preferred,
            QSizePolicy.Policy.Maximum if low else QSizePolicy.Policy.Preferred,
        )
        box_px = with_letters(_BOX_WIDTH_PX, self.font())
        self.box.setMaximumWidth(box_px if low else _WIDEST_PX)
        self._update_page()

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
        self._layout.addWidget(label)
        self._layout.addLayout(row)
        self._layout.addWidget(self._pages, 1)

    def _update_page(self) -> None:
        """Shows how far it is, or else what is known, in as many lines as there are."""
        finished = self._line if self._is_low else self.facts
        self._pages.setCurrentWidget(self._progress_page if self._is_running else finished)

    @Slot()
    def _on_clicked(self) -> None:
        if self._is_running:
            self.cancel_wanted.emit()
        else:
            self.again_wanted.emit()


class StripWithRival(QWidget):
    """The strip, and the panel at its right or, where there is little room, above it."""

    def __init__(self, strip: QWidget, panel: RivalPanel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._strip, self._panel = strip, panel
        self._is_narrow = False
        self._layout = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addWidget(strip, 1)
        self._layout.addWidget(panel)

    def sizeHint(self) -> QSize:
        """As high as the strip wants to be."""
        return self._strip.sizeHint().expandedTo(self.minimumSizeHint())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Moves the panel."""
        super().resizeEvent(event)
        is_narrow = self.width() < with_letters(_NARROW_PX, self.font())
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            above, beside = QBoxLayout.Direction.BottomToTop, QBoxLayout.Direction.LeftToRight
            self._layout.setDirection(above if is_narrow else beside)
            self._panel.set_low(is_narrow)
            self._layout.activate()
