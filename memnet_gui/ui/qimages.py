"""Arrays as Qt images: the one place where pixels of the engine become a QImage."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from qimage2ndarray import array2qimage, gray2qimage

_STRIP_ROWS = 64
"""Rows converted at once: the floating-point copy stays in the processor's cache."""


def to_qimage(pixels: NDArray[np.float32], alpha: NDArray[np.float32] | None = None) -> QImage:
    """Converts a photo's pixels into an image that owns its memory.

    Needs no window and no QPixmap, so a worker thread may call it. 24 megapixels of RGB take
    about a quarter of a second and 170 MB beside the result. qimage2ndarray only ever writes
    into the new image here: its views of an existing QImage are not reliable with PySide6.

    Args:
        pixels: (H, W, 1) grey or (H, W, 3) RGB in [0, 1]; values outside are clipped.
        alpha: Opacity (H, W) in [0, 1], or None for an opaque picture.

    Returns:
        Grayscale8 for opaque grey, RGB32 for opaque RGB, ARGB32 with opacity.

    Raises:
        ValueError: If there are neither 1 nor 3 channels.
    """
    if pixels.ndim != 3 or pixels.shape[2] not in {1, 3}:
        raise ValueError(f"Pixels of shape (H, W, 1) or (H, W, 3) expected, not {pixels.shape}.")
    if alpha is not None:
        channels = np.empty((*alpha.shape, pixels.shape[2] + 1), np.uint8)
        channels[..., :-1], channels[..., -1] = _to_bytes(pixels), _to_bytes(alpha)
        return array2qimage(channels)
    if pixels.shape[2] == 1:
        indexed = gray2qimage(_to_bytes(pixels)[..., 0])
        return indexed.convertToFormat(QImage.Format.Format_Grayscale8)
    return array2qimage(_to_bytes(pixels))


def part_to_qimage(
    pixels: NDArray[np.float32], alpha: NDArray[np.float32] | None, top: int, left: int
) -> QImage:
    """Converts a part of a photo as `to_qimage` does.

    Args:
        pixels: The part, (h, w, 1) or (h, w, 3).
        alpha: The opacity (H, W) of the whole photo, or None.
        top: The part's first row in the photo.
        left: Its first column.
    """
    if alpha is not None:
        alpha = alpha[top : top + len(pixels), left : left + pixels.shape[1]]
    return to_qimage(pixels, alpha)


def _to_bytes(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Rounds [0, 1] to 0..255, strip by strip."""
    result = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), _STRIP_ROWS):
        strip = values[top : top + _STRIP_ROWS] * np.float32(255)
        np.clip(np.rint(strip, out=strip), 0, 255, out=strip)
        result[top : top + _STRIP_ROWS] = strip
    return result
