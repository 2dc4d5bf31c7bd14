"""Light and dark: neutral greys, so that the surround does not colour the photo."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QApplication

ACCENT = QColor("#2f6fde")
ACCENT_LIT, ACCENT_PRESSED = ACCENT.darker(112), ACCENT.darker(126)
"""Under the mouse; not lighter, which white text could not be read on."""

WARNING = "#9a5b00"
"""Background of white text that warns; reads in both themes."""

_Role = QPalette.ColorRole
_LIGHT = {
    _Role.Window: "#f2f2f2",
    _Role.WindowText: "#1d1d1d",
    _Role.Base: "#ffffff",
    _Role.AlternateBase: "#f7f7f7",
    _Role.Text: "#1d1d1d",
    _Role.Button: "#f8f8f8",
    _Role.ButtonText: "#1d1d1d",
    _Role.ToolTipBase: "#ffffff",
    _Role.ToolTipText: "#1d1d1d",
    _Role.PlaceholderText: "#6b6b6b",
    _Role.Mid: "#c4c4c4",
}
_DARK = {
    _Role.Window: "#232323",
    _Role.WindowText: "#e6e6e6",
    _Role.Base: "#1a1a1a",
    _Role.AlternateBase: "#202020",
    _Role.Text: "#e6e6e6",
    _Role.Button: "#303030",
    _Role.ButtonText: "#e6e6e6",
    _Role.ToolTipBase: "#303030",
    _Role.ToolTipText: "#e6e6e6",
    _Role.PlaceholderText: "#a0a0a0",
    _Role.Mid: "#4a4a4a",
}
_DARK_BOX = QColor("#6e6e6e")
"""Three times as light as the window, which WCAG 2.2 asks of what can be used."""
_DISABLED = {False: "#9b9b9b", True: "#6f6f6f"}


class Theme(Enum):
    """What the user chose; SYSTEM follows the desktop."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


def is_dark(theme: Theme) -> bool:
    """Tells what `theme` comes to on this desktop."""
    if theme is not Theme.SYSTEM:
        return theme is Theme.DARK
    return QApplication.styleHints().colorScheme() == Qt.ColorScheme.Dark


def apply_theme(theme: Theme) -> None:
    """Gives the application the colours of `theme`."""
    # A style that is set anew takes over shades of the palette before.
    if QApplication.style().name() != "fusion":
        QApplication.setStyle("Fusion")
    dark = is_dark(theme)
    QApplication.setPalette(build_palette(dark=dark))
    # PySide's types say bytes, but it takes str alone.
    QApplication.setPalette(build_box_palette(dark=dark), "QCheckBox")  # type: ignore[arg-type]
    for widget in QApplication.allWidgets():
        if widget.styleSheet():
            # It keeps the colours that it had when its sheet was set.
            sheet = widget.styleSheet()
            widget.setStyleSheet("")
            widget.setStyleSheet(sheet)


def build_box_palette(*, dark: bool) -> QPalette:
    """Returns the palette of check boxes: an empty one must be seen on a dark window."""
    palette = build_palette(dark=dark)
    if dark:
        palette.setColor(_Role.Base, _DARK_BOX)
    return palette


def build_palette(*, dark: bool) -> QPalette:
    """Returns the light or the dark palette."""
    colours = _DARK if dark else _LIGHT
    # The constructor derives the shades of bevels and lines from these two.
    palette = QPalette(QColor(colours[_Role.Button]), QColor(colours[_Role.Window]))
    for role, colour in colours.items():
        palette.setColor(role, QColor(colour))
    palette.setColor(_Role.Highlight, ACCENT)
    palette.setColor(_Role.HighlightedText, QColor("#ffffff"))
    palette.setColor(_Role.Accent, ACCENT)
    palette.setColor(_Role.Link, ACCENT.lighter(140) if dark else ACCENT_LIT)
    for role in (_Role.WindowText, _Role.Text, _Role.ButtonText, _Role.PlaceholderText):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(_DISABLED[dark]))
    for role in (_Role.Highlight, _Role.Accent):
        palette.setColor(QPalette.ColorGroup.Disabled, role, QColor(colours[_Role.Mid]))
    return palette
