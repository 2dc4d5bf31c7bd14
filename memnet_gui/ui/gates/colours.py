"""Colours of norms."""

from functools import lru_cache

import numpy as np
from PySide6.QtGui import QColor

_STEPS = 256
# One hue, that of the accent, from near the ground to far from it.
_LIGHT_RAMP = ("#cbd9f2", "#12357a")
_DARK_RAMP = ("#30415f", "#bcd2ff")


def norm_colour(share: float, *, dark: bool) -> QColor:
    """Returns the colour of a norm from 0 to 1: equal steps look equal."""
    return _ramp(dark)[round(min(max(share, 0.0), 1.0) * (_STEPS - 1))]


def text_on(colour: QColor) -> QColor:
    """Returns black or white, whichever is easier to read on `colour`."""
    red, green, blue = (part**2.2 for part in (colour.redF(), colour.greenF(), colour.blueF()))
    luminance = 0.2126 * red + 0.7152 * green + 0.0722 * blue
    return QColor("#000000") if luminance > 0.18 else QColor("#ffffff")


@lru_cache
def _ramp(dark: bool) -> tuple[QColor, ...]:
    from skimage.color import lab2rgb, rgb2lab  # not needed before a panel is open

    ends = [QColor(name) for name in (_DARK_RAMP if dark else _LIGHT_RAMP)]
    # Straight in CIELAB, where distances are those that the eye sees.
    low, high = rgb2lab(np.array([(end.redF(), end.greenF(), end.blueF()) for end in ends]))
    shares = np.linspace(0, 1, _STEPS)[:, None]
    rgb = lab2rgb(low + shares * (high - low))
    return tuple(QColor.fromRgbF(*map(float, row)) for row in np.clip(rgb, 0, 1))
