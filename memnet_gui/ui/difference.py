"""The signed difference of two pictures in colours: blue where it is darker, red where brighter."""

from functools import cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

GAINS = (1, 2, 4, 8, 16, 32)
"""How many times a difference may be magnified before it becomes a colour."""

_LEVELS = 255
_ANCHORS = (
    (-1.0, (9, 32, 92)),
    (-0.55, (38, 98, 205)),
    (-0.2, (146, 184, 232)),
    (0.0, (238, 238, 238)),
    (0.2, (242, 170, 148)),
    (0.55, (206, 48, 38)),
    (1.0, (94, 6, 20)),
)
"""Share of the range and RGB: as dark on either side, and without a tint in the middle."""

_LUMINANCE = np.array([0.114, 0.587, 0.299, 0.0], np.float32)
"""Weights of the four bytes of an RGB32 pixel, which lie in memory as blue, green, red, unused."""

_STRIP_ROWS = 16
"""Rows computed at once: the intermediate arrays stay in the processor's cache."""


def colour_difference(before: QImage, after: QImage, gain: float) -> QImage:
    """Returns after - before in colours, from dark blue over light grey to dark red.

    Of colour pictures it is the difference of their luminance (Rec. 601), which is what the
    networks restore and PSNR compares; a change of hue alone does not show. 1.6 megapixels take
    about 7 ms.

    Args:
        before: Of format RGB32.
        after: Of the size and format of `before`.
        gain: Magnifies the difference; the darkest colours stand for 255 / gain 8-bit levels.

    Raises:
        ValueError: If sizes or formats differ from that.
    """
    rgb32 = QImage.Format.Format_RGB32
    if before.size() != after.size() or {before.format(), after.format()} != {rgb32}:
        raise ValueError("Two RGB32 pictures of one size expected.")
    old, new, table = _pixels_of(before), _pixels_of(after), _colour_table()
    weights = _LUMINANCE * np.float32(gain)
    colours = np.empty(old.shape[:2], np.uint32)
    for top in range(0, len(old), _STRIP_ROWS):
        rows = slice(top, top + _STRIP_ROWS)
        # Faster than to subtract bytes as floats.
        levels = np.subtract(new[rows], old[rows], dtype=np.int16).astype(np.float32)
        places = levels @ weights
        places += np.float32(_LEVELS + 0.5)
        np.take(table, places.astype(np.intp), out=colours[rows], mode="clip")
    return _to_rgb32(colours)


def colour_scale() -> QImage:
    """Returns all colours in a row, 511 pixels wide: -255 at the left, 0 in the middle."""
    return _to_rgb32(_colour_table()[np.newaxis])


@cache
def _colour_table() -> NDArray[np.uint32]:
    """Returns the RGB32 values of -255..255."""
    shares, colours = zip(*_ANCHORS, strict=True)
    steps = np.linspace(-1.0, 1.0, 2 * _LEVELS + 1)
    channels = [np.interp(steps, shares, channel) for channel in zip(*colours, strict=True)]
    red, green, blue = np.rint(channels).astype(np.uint32)
    return np.asarray(0xFF000000 | red << 16 | green << 8 | blue, np.uint32)


def _pixels_of(image: QImage) -> NDArray[np.uint8]:
    """Returns an RGB32 image's bytes, (H, W, 4), for as long as it lives; rows have no padding."""
    return np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.width(), 4)


def _to_rgb32(colours: NDArray[np.uint32]) -> QImage:
    """Returns an image that owns its memory."""
    height, width = colours.shape
    data = np.ascontiguousarray(colours).data
    return QImage(data, width, height, 4 * width, QImage.Format.Format_RGB32).copy()
