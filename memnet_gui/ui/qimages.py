"""Arrays as Qt images: the one place where pixels of the engine become a QImage."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from qimage2ndarray import array2qimage, gray2qimage

from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.profiles import to_display
from memnet_gui.ui.colour_profiles import is_beyond_qt, to_srgb

_STRIP_ROWS = 64
"""Rows converted at once: the floating-point copy stays in the processor's cache."""


def to_qimage(
    pixels: NDArray[np.float32],
    alpha: NDArray[np.float32] | None = None,
    profile: bytes | None = None,
) -> QImage:
    """Converts a photo's pixels into an image that owns its memory.

    Needs no window and no QPixmap, so a worker thread may call it. 24 megapixels of RGB take
    about a quarter of a second and 170 MB beside the result. qimage2ndarray only ever writes
    into the new image here: its views of an existing QImage are not reliable with PySide6.

    Args:
        pixels: (H, W, 1) grey or (H, W, 3) RGB in [0, 1]; values outside are clipped.
        alpha: Opacity (H, W) in [0, 1], or None for an opaque picture.
        profile: The ICC profile that `pixels` are encoded in; None means sRGB.

    Returns:
        In sRGB: Grayscale8 for opaque grey, RGB32 for opaque RGB, ARGB32 with opacity.

    Raises:
        ValueError: If there are neither 1 nor 3 channels.
    """
    if pixels.ndim != 3 or pixels.shape[2] not in {1, 3}:
        raise ValueError(f"Pixels of shape (H, W, 1) or (H, W, 3) expected, not {pixels.shape}.")
    levels = _to_bytes(pixels)
    is_grey = pixels.shape[2] == 1
    if is_beyond_qt(profile, grey_with_opacity=is_grey and alpha is not None):
        levels = to_display(levels, profile)
    if alpha is not None:
        channels = np.empty((*alpha.shape, levels.shape[2] + 1), np.uint8)
        channels[..., :-1], channels[..., -1] = levels, _to_bytes(alpha)
        return to_srgb(array2qimage(channels), profile)
    if is_grey:
        indexed = gray2qimage(levels[..., 0])
        return to_srgb(indexed.convertToFormat(QImage.Format.Format_Grayscale8), profile)
    return to_srgb(array2qimage(levels), profile)


def photo_to_qimage(photo: Photo) -> QImage:
    """Converts a whole photo as `to_qimage` does."""
    return to_qimage(photo.pixels, photo.alpha, photo.icc_profile)


def part_to_qimage(
    pixels: NDArray[np.float32],
    alpha: NDArray[np.float32] | None,
    top: int,
    left: int,
    profile: bytes | None = None,
) -> QImage:
    """Converts a part of a photo as `to_qimage` does.

    Args:
        pixels: The part, (h, w, 1) or (h, w, 3).
        alpha: The opacity (H, W) of the whole photo, or None.
        top: The part's first row in the photo.
        left: Its first column.
        profile: The photo's ICC profile, or None.
    """
    if alpha is not None:
        alpha = alpha[top : top + len(pixels), left : left + pixels.shape[1]]
    return to_qimage(pixels, alpha, profile)


def _to_bytes(values: NDArray[np.float32]) -> NDArray[np.uint8]:
    """Rounds [0, 1] to 0..255, strip by strip."""
    result = np.empty(values.shape, np.uint8)
    for top in range(0, len(values), _STRIP_ROWS):
        strip = values[top : top + _STRIP_ROWS] * np.float32(255)
        np.clip(np.rint(strip, out=strip), 0, 255, out=strip)
        result[top : top + _STRIP_ROWS] = strip
    return result
