"""What an empty window says."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget


class Invitation(QWidget):
    """Invites to drop a photo, to open one or to try a sample.

    Attributes:
        open_clicked: The user wants to choose a photo.
        sample_clicked: The user wants to see a sample.
    """

    open_clicked = Signal()
    sample_clicked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("invitation")
        title = QLabel("Drop a photo here")
        font = title.font()
        font.setPointSizeF(font.pointSizeF() * 1.8)
        title.setFont(font)
        hint = QLabel("It is restored on this computer and goes nowhere else.")
        hint.setForegroundRole(hint.palette().ColorRole.PlaceholderText)
        open_button = QPushButton("Open a photo…")
        open_button.setObjectName("invitation_open_button")
        open_button.setDefault(True)
        open_button.clicked.connect(self.open_clicked)
        sample_button = QPushButton("Try a sample")
        sample_button.setObjectName("invitation_sample_button")
        sample_button.clicked.connect(self.sample_clicked)
        buttons = QHBoxLayout()
        buttons.setSpacing(12)
        buttons.addStretch(1)
        for button in (open_button, sample_button):
            button.setMinimumSize(140, 36)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setSpacing(14)
        layout.addStretch(1)
        for label in (title, hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            layout.addWidget(label)
        layout.addSpacing(8)
        layout.addLayout(buttons)
        layout.addStretch(1)
