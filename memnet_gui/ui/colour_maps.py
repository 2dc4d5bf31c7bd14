"""Turns arrays of any range, and the order of memory blocks, into colours."""

import math
from functools import cache

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtGui import QColor, QImage

from memnet_gui.ui.difference import colour_scale
from memnet_gui.ui.qimages import to_qimage

_OUTLIERS_PERCENT = 0.5
_SAMPLED = 16_384
"""How many values of an array suffice to know its spread."""


def spread(values: NDArray[np.float32]) -> tuple[float, float]:
    """Returns between which values nearly all of `values` (H, W) lie.

    Single extreme pixels would otherwise leave all others in the middle of the scale. What is
    constant but for these is as wide as they are.
    """
    step = math.ceil(math.sqrt(values.size / _SAMPLED))
    # Zero padding makes the photo's border unlike the rest: it must not be sampled too often.
    sample = values[step // 2 :: step, step // 2 :: step]
    percents = (_OUTLIERS_PERCENT, 100 - _OUTLIERS_PERCENT)
    low, high = np.percentile(sample if sample.size else values, percents)
    if low < high:
        return float(low), float(high)
    return float(values.min()), float(values.max())


def to_diverging(values: NDArray[np.float32], limit: float) -> QImage:
    """Colours `values` (H, W): blue below zero, light grey at zero, red above.

    The colours are those of the difference view. What lies beyond -limit and limit gets the
    last colour.
    """
    table = _diverging_table()
    share = values / np.float32(limit if limit > 0 else 1.0)
    middle = (len(table) - 1) / 2
    places = np.clip(np.rint((share + 1) * np.float32(middle)), 0, len(table) - 1)
    return to_qimage(table[places.astype(np.intp)])


def to_greys(values: NDArray[np.float32], low: float, high: float) -> QImage:
    """Draws `values` (H, W) in greys, `low` black and `high` white; mid-grey if these are equal."""
    if high <= low:
        return to_qimage(np.full((*values.shape, 1), 0.5, np.float32))
    scaled = (values - np.float32(low)) / np.float32(high - low)
    return to_qimage(scaled[..., np.newaxis])


def block_colours(count: int, *, dark: bool) -> list[QColor]:
    """Returns a colour for each memory block, in order from blue to yellow-green or orange."""
    name, low, high = ("viridis", 0.4, 0.93) if dark else ("plasma", 0.0, 0.78)
    places = np.linspace(low, high, max(count, 2))[:count]
    return list(pg.colormap.get(name).map(places, mode="qcolor"))


@cache
def _diverging_table() -> NDArray[np.float32]:
    """Returns the colours of the difference view, (511, 3) in [0, 1]."""
    scale = colour_scale()
    colours = [scale.pixelColor(x, 0) for x in range(scale.width())]
    levels = [(colour.red(), colour.green(), colour.blue()) for colour in colours]
    return np.array(levels, np.float32) / np.float32(255)
