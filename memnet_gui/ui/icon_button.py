"""A button that is only an icon."""

import qtawesome
from PySide6.QtCore import QEvent
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QToolButton, QWidget


class IconButton(QToolButton):
    """A small button whose icon has the colours of the theme."""

    def __init__(self, icon: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon
        self.setAutoRaise(True)
        self._draw()

    def set_icon(self, icon: str) -> None:
        """Shows another icon."""
        self._icon = icon
        self._draw()

    def _draw(self) -> None:
        palette = self.palette()
        colour = palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText)
        faint = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        self.setIcon(qtawesome.icon(f"mdi6.{self._icon}", color=colour, color_disabled=faint))

    def changeEvent(self, event: QEvent) -> None:
        """Takes on the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw()
