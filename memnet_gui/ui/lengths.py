"""Lengths in pixels that hold text and so grow with larger letters."""

from PySide6.QtGui import QFont, QFontMetricsF

_USUAL_DIGIT_PX = 7.7
"""Width of a digit in the letters that the lengths were chosen with."""


def with_letters(length_px: int, font: QFont) -> int:
    """Returns how long something is where its texts have this font, never less than `length_px`."""
    growth = QFontMetricsF(font).horizontalAdvance("0") / _USUAL_DIGIT_PX
    return round(length_px * max(1.0, growth))
