"""Messages inside the window, in place of modal boxes."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QToolButton, QWidget

_NOTICE_MS = 6000
_ERROR = QColor("#b3261e")
_NOTICE = QColor("#3a3a3a")


class MessageBar(QFrame):
    """One message at a time: a notice goes by itself, an error stays until it is closed.

    Attributes:
        height_changed: The bar needs another height or has gone.
    """

    shown = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._colour = _NOTICE
        self._label = QLabel()
        self._label.setObjectName("message_label")
        self._label.setWordWrap(True)
        self._label.setStyleSheet("color: white;")
        close = QToolButton()
        close.setObjectName("message_close_button")
        close.setText("✕")
        close.setAutoRaise(True)
        close.setToolTip("Close this message")
        close.setAccessibleName("Close message")
        close.setStyleSheet("color: white; border: none; padding: 4px;")
        close.clicked.connect(self.clear)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.addWidget(self._label, 1)
        layout.addWidget(close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self.clear)
        self.hide()

    @property
    def text(self) -> str:
        """The message that is shown, or ""."""
        return "" if self.isHidden() else self._label.text()

    @Slot(str)
    def show_error(self, text: str) -> None:
        """Shows what did not work, until it is closed."""
        self._timer.stop()
        self._show(text, _ERROR)

    @Slot(str)
    def show_notice(self, text: str) -> None:
        """Shows something worth knowing, for a few seconds."""
        self._timer.start(_NOTICE_MS)
        self._show(text, _NOTICE)

    @Slot()
    def clear(self) -> None:
        """Takes the message away."""
        self._timer.stop()
        self.hide()

    def _show(self, text: str, colour: QColor) -> None:
        self._colour = colour
        self._label.setText(text[:1].upper() + text[1:])
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self.shown.emit()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints a rounded box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._colour)
        painter.setPen(self._colour.lighter(130))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
