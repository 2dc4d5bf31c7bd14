"""Messages inside the window, in place of modal boxes."""

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

_NOTICE_MS = 6000
_ERROR = QColor("#b3261e")
_NOTICE = QColor("#3a3a3a")
_BUTTON = """
QPushButton { color: white; background: rgba(255, 255, 255, 30); border: 1px solid white;
    border-radius: 4px; padding: 4px 12px; }
QPushButton:hover, QPushButton:focus { background: rgba(255, 255, 255, 80); }
"""


class MessageBar(QFrame):
    """One message at a time: a notice goes by itself, an error stays until it is closed.

    An unexpected error stays, too, when something else begins, until another message comes.

    Attributes:
        shown: There is a message, which may need another height.
        report_wanted: The user wants to copy what is known of an unexpected error.
        dismissed: The user has closed a message.
    """

    shown = Signal()
    report_wanted = Signal()
    dismissed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("message_bar")
        self._colour = _NOTICE
        self._label = QLabel()
        self._label.setObjectName("message_label")
        self._label.setWordWrap(True)
        self._label.setStyleSheet("color: white;")
        self._summary = self._last_summary = ""
        self._copy = QPushButton(self.tr("Copy report"))
        self._copy.setObjectName("copy_report_button")
        self._copy.setToolTip(
            self.tr("Copy what a bug report needs; it names no photos and no folders")
        )
        self._copy.setStyleSheet(_BUTTON)
        self._copy.clicked.connect(self._on_copy_clicked)
        close = QToolButton()
        close.setObjectName("message_close_button")
        close.setText("✕")
        close.setAutoRaise(True)
        close.setToolTip(self.tr("Close this message"))
        close.setAccessibleName(self.tr("Close message"))
        close.setStyleSheet("color: white; border: none; padding: 4px;")
        close.clicked.connect(self._on_close_clicked)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(14, 8, 8, 8)
        layout.addWidget(self._label, 1)
        layout.addWidget(self._copy)
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
        """Shows what did not work, until it is closed.

        Tells it of the last unexpected error, in other words, that one's report can be copied.
        """
        last = self._last_summary
        self._timer.stop()
        self._show(text, _ERROR, last if last and last in text else "")

    def show_fault(self, text: str, summary: str) -> None:
        """Shows an unexpected error, of which a report can be copied.

        Args:
            text: What is said.
            summary: What happened, by which a later message is known to be about the same.
        """
        self._timer.stop()
        self._last_summary = summary
        self._show(text, _ERROR, summary)

    @Slot(str)
    def show_notice(self, text: str) -> None:
        """Shows something worth knowing, for a few seconds."""
        self._timer.start(_NOTICE_MS)
        self._show(text, _NOTICE)

    @Slot(str)
    def show_work(self, text: str) -> None:
        """Shows what is being done, until another message comes."""
        self._timer.stop()
        self._show(text, _NOTICE)

    @Slot()
    def clear(self) -> None:
        """Takes the message away, unless it is an unexpected error."""
        self._timer.stop()
        if not self._summary:
            self.hide()

    def clear_error(self) -> None:
        """Takes an error away as `clear` does; a notice goes by itself."""
        if self._colour is _ERROR:
            self.clear()

    def _show(self, text: str, colour: QColor, summary: str = "") -> None:
        self._colour = colour
        self._summary = summary
        self._copy.setText(self.tr("Copy report"))
        self._copy.setVisible(bool(summary))
        self._label.setText(text[:1].upper() + text[1:])
        self.setAccessibleName(text)
        self.show()
        self.raise_()
        self.shown.emit()
        self.update()

    @Slot()
    def _on_copy_clicked(self) -> None:
        self.report_wanted.emit()
        self._copy.setText(self.tr("Copied"))

    @Slot()
    def _on_close_clicked(self) -> None:
        self._summary = ""
        self.clear()
        self.dismissed.emit()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints a rounded box."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(self._colour)
        painter.setPen(self._colour.lighter(130))
        painter.drawRoundedRect(self.rect().adjusted(0, 0, -1, -1), 6, 6)
