"""Shows where the keyboard is, on widgets that do not show it themselves."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Slot
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QCheckBox,
    QComboBox,
    QLineEdit,
    QPushButton,
    QSlider,
    QTabBar,
    QWidget,
)

from memnet_gui.ui.theme import ACCENT

_MARKED_BY_STYLE = (
    QAbstractItemView, QAbstractSpinBox, QCheckBox, QComboBox, QLineEdit, QPushButton, QSlider,
    QTabBar,
)  # fmt: skip
_THICKNESS_PX = 2
_MOVED = (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Hide)


def can_be_seen(widget: QWidget, window: QWidget) -> bool:
    """Tells whether a widget is in no panel that lies behind another one of the window.

    Qt keeps such panels shown, at a place outside the window.
    """
    part = widget
    while (parent := part.parentWidget()) is not None and parent is not window:
        part = parent
    return not part.visibleRegion().isEmpty()


class FocusFrame(QWidget):
    """Lies over the widget that has the focus, once the Tab key was used to get there."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setObjectName("focus_frame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        self._main = window
        self._target: QWidget | None = None
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        application.focusChanged.connect(self._on_focus_changed)

    @Slot(QWidget, QWidget)
    def _on_focus_changed(self, _old: QWidget | None, new: QWidget | None) -> None:
        if self._target is not None:
            self._target.removeEventFilter(self)
            self._target = None
        by_keyboard = Qt.WidgetAttribute.WA_KeyboardFocusChange
        if (
            new is None
            or new.window() is not self._main
            or isinstance(new, _MARKED_BY_STYLE)
            or not self._main.testAttribute(by_keyboard)
        ):
            self.hide()
            return
        self._target = new
        new.installEventFilter(self)
        self._place()
        self.show()
        self.raise_()

    def _place(self) -> None:
        assert self._target is not None
        corner = self._target.mapTo(self._main, QPoint())
        self.setGeometry(QRect(corner, self._target.size()))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follows the widget."""
        if watched is self._target and event.type() in _MOVED:
            self._place()
            self.setVisible(event.type() != QEvent.Type.Hide)
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints the frame, light at its inner edge so that it shows on any picture."""
        painter = QPainter(self)
        inner = self.rect().adjusted(0, 0, -1, -1)
        for inset, colour, width in (
            (1, ACCENT, _THICKNESS_PX),
            (_THICKNESS_PX, Qt.GlobalColor.white, 1),
        ):
            painter.setPen(QPen(colour, width))
            painter.drawRect(inner.adjusted(inset, inset, -inset, -inset))
