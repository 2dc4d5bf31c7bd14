"""Regions of a photo that is looked into, and the surround that a network reads for them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.request import Region, RestorationError


def check_region(region: Region, shape: Sequence[int]) -> None:
    """Checks that a region is part of a photo.

    Args:
        region: What is looked into, in pixels of the photo.
        shape: Of the photo, (H, W, channels).

    Raises:
        ValueError: It is not, is empty, or the shape is none of a photo.
    """
    if len(shape) != 3 or shape[2] not in (1, 3):
        raise ValueError(f"pixels must be (H, W, 1) or (H, W, 3), not {tuple(shape)}")
    top, left, height, width = region
    if not (0 <= top < top + height <= shape[0] and 0 <= left < left + width <= shape[1]):
        raise ValueError(f"the region {region} is not part of a photo of shape {tuple(shape)}")


def middle_of(region: Region, limit_px: int) -> Region:
    """Returns the middle of a region, at most `limit_px` wide and high."""
    top, left, height, width = region
    rows, columns = min(height, limit_px), min(width, limit_px)
    return top + (height - rows) // 2, left + (width - columns) // 2, rows, columns


def widen(region: Region, by_px: int, shape: Sequence[int]) -> Region:
    """Returns a region with what surrounds it on all sides, cut at the edges of the photo."""
    top, left, height, width = region
    bottom, right = min(shape[0], top + height + by_px), min(shape[1], left + width + by_px)
    top, left = max(0, top - by_px), max(0, left - by_px)
    return top, left, bottom - top, right - left


def slices_of(region: Region, window: Region) -> tuple[slice, slice]:
    """Returns the rows and columns in which a region lies in a window around it."""
    top, left = region[0] - window[0], region[1] - window[1]
    return slice(top, top + region[2]), slice(left, left + region[3])


def cut_photo(pixels: NDArray[np.float32], window: Region) -> NDArray[np.float32]:
    """Returns a window of a photo (H, W, C), which is not copied.

    Raises:
        RestorationError: It holds values that are not finite.
    """
    top, left, height, width = window
    seen = pixels[top : top + height, left : left + width]
    if not np.isfinite(seen).all():
        text = QT_TRANSLATE_NOOP(
            "Engine", "the photo holds values that are not finite and cannot be inspected"
        )
        raise RestorationError(text)
    return seen
