"""What an empty window says."""

from PySide6.QtCore import QCoreApplication, Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from memnet_gui.messages import QT_TRANSLATE_NOOP

_STEPS = (
    (
        "1",
        QT_TRANSLATE_NOOP("Invitation", "Open"),
        QT_TRANSLATE_NOOP("Invitation", "Drop a photo anywhere in this window, or choose one."),
    ),
    (
        "2",
        QT_TRANSLATE_NOOP("Invitation", "See what it needs"),
        QT_TRANSLATE_NOOP(
            "Invitation", "A suggestion comes up below the photo: follow it or choose a task."
        ),
    ),
    (
        "3",
        QT_TRANSLATE_NOOP("Invitation", "Restore and save"),
        QT_TRANSLATE_NOOP(
            "Invitation", "Press Restore, compare before with after, and save a new file."
        ),
    ),
)
_STEP_PX = 210
_GAP_PX = 36


class Invitation(QWidget):
    """Invites to drop a photo, to open one or to try a sample, and says what comes then.

    Attributes:
        open_clicked: The user wants to choose a photo.
        sample_clicked: The user wants to see a sample.
    """

    open_clicked = Signal()
    sample_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("invitation")
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(2)
        layout.addWidget(
            _label(self.tr("Drop a photo here"), 1.8), 0, Qt.AlignmentFlag.AlignHCenter
        )
        layout.addSpacing(4)
        layout.addLayout(self._buttons())
        layout.addSpacing(28)
        layout.addLayout(_steps())
        layout.addStretch(3)
        hint = self.tr("Photos are restored on this computer and go nowhere else.")
        layout.addWidget(_label(hint, is_faint=True), 0, Qt.AlignmentFlag.AlignHCenter)
        layout.addSpacing(12)

    def _buttons(self) -> QHBoxLayout:
        open_button = QPushButton(self.tr("Open a photo…"))
        open_button.setObjectName("invitation_open_button")
        open_button.setDefault(True)
        open_button.clicked.connect(self.open_clicked)
        sample_button = QPushButton(self.tr("Try a sample"))
        sample_button.setObjectName("invitation_sample_button")
        sample_button.setToolTip(self.tr("Open a noisy sample photo, to see what restoring does"))
        sample_button.clicked.connect(self.sample_clicked)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        for button in (open_button, sample_button):
            button.setMinimumSize(140, 36)
            buttons.addWidget(button)
        buttons.addStretch(1)
        return buttons


def _steps() -> QHBoxLayout:
    """Lays the steps out side by side, each a number beside a title and a sentence."""
    row = QHBoxLayout()
    row.setSpacing(_GAP_PX)
    row.addStretch(1)
    for number, title, text in _STEPS:
        step = QGridLayout()
        step.setHorizontalSpacing(10)
        step.setVerticalSpacing(2)
        top = Qt.AlignmentFlag.AlignTop
        step.addWidget(_label(number, 2.2, is_faint=True), 0, 0, 2, 1, top)
        step.addWidget(_label(QCoreApplication.translate("Invitation", title), 1.2), 0, 1)
        sentence = _label(QCoreApplication.translate("Invitation", text))
        sentence.setWordWrap(True)
        sentence.setFixedWidth(_STEP_PX)
        step.addWidget(sentence, 1, 1, top)
        step.setRowStretch(2, 1)
        row.addLayout(step)
    row.addStretch(1)
    return row


def _label(text: str, size: float = 1.0, *, is_faint: bool = False) -> QLabel:
    label = QLabel(text)
    font = label.font()
    font.setPointSizeF(font.pointSizeF() * size)
    label.setFont(font)
    if is_faint:
        label.setForegroundRole(label.palette().ColorRole.PlaceholderText)
    return label
