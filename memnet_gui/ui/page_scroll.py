"""A page of fields that scrolls where there is no room for all of them."""

from PySide6.QtCore import QEvent, QObject, QSize, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QFrame,
    QScrollArea,
    QWidget,
)


class PageScroll(QScrollArea):
    """Turns of the wheel are for the page, unless they are made over the field with the focus."""

    def __init__(self, page: QWidget, parent: QWidget | None = None) -> None:
        """`page` has all its fields already."""
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidget(page)
        self._page = page
        wheel = _WheelFilter(self)
        fields = [*page.findChildren(QComboBox), *page.findChildren(QAbstractSpinBox)]
        for field in fields:
            field.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # the wheel gives none
            field.installEventFilter(wheel)

    def sizeHint(self) -> QSize:
        """Shows all of the page, with room for the scroll bar."""
        size = self._page.sizeHint()
        if self._page.hasHeightForWidth():
            size.setHeight(self._page.heightForWidth(size.width()))
        return self._with_bar(size)

    def minimumSizeHint(self) -> QSize:
        """Cuts nothing off at the right."""
        width = self._with_bar(self._page.minimumSizeHint()).width()
        return QSize(width, super().minimumSizeHint().height())

    def follow_page(self) -> None:
        """Asks for other room where the page has changed, which Qt does not do."""
        layout = self._page.layout()
        assert layout is not None
        layout.activate()
        self.updateGeometry()

    def _with_bar(self, size: QSize) -> QSize:
        return QSize(size.width() + self.verticalScrollBar().sizeHint().width(), size.height())


class _WheelFilter(QObject):
    """Hands turns of the wheel over fields without the focus to the page."""

    def __init__(self, scroll: PageScroll) -> None:
        super().__init__(scroll)
        self._scroll = scroll

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes the turn from the field."""
        if isinstance(event, QWheelEvent) and watched is not QApplication.focusWidget():
            self._scroll.wheelEvent(event)
            return True
        return super().eventFilter(watched, event)
