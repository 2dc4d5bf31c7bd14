"""Photos from arrays of samples, and back."""

from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.photo import Photo

_COLOURS = {1: 1, 2: 1, 3: 3, 4: 3}
"""Colour channels for each number of channels; what is left over is alpha."""


def from_array(
    array: NDArray[Any],
    *,
    path: Path | None = None,
    exif: bytes | None = None,
    xmp: bytes | None = None,
    icc_profile: bytes | None = None,
    note: str = "",
) -> Photo:
    """Makes a photo from (H, W) or (H, W, 1 to 4): grey, grey and alpha, RGB or RGBA.

    Args:
        array: uint8, uint16, or floating point in [0, 1], which counts as 8-bit.
        path: Where the array was read from.
        exif: The EXIF block, orientation already reset.
        xmp: The XMP packet, likewise.
        icc_profile: The colour profile.
        note: What opening changed.

    Raises:
        ValueError: Another shape or type, or no pixel.
    """
    if array.ndim == 2:
        array = array[..., np.newaxis]
    if array.ndim != 3 or array.shape[2] not in _COLOURS or not array.size:
        raise ValueError(f"an array of shape {array.shape} is no photo")
    colours = _COLOURS[array.shape[2]]
    return Photo(
        pixels=_to_unit(array[..., :colours]),
        alpha=_to_unit(array[..., colours]) if array.shape[2] > colours else None,
        bit_depth=16 if array.dtype == np.uint16 else 8,
        path=path,
        exif=exif,
        xmp=xmp,
        icc_profile=icc_profile,
        note=note,
    )


def to_array(photo: Photo, bit_depth: int) -> NDArray[np.uint8 | np.uint16]:
    """Returns the photo clipped and rounded to 8 or 16 bits, (H, W) or (H, W, 2 to 4)."""
    planes = [photo.pixels]
    if photo.alpha is not None:
        planes.append(photo.alpha[..., np.newaxis])
    channels = sum(plane.shape[2] for plane in planes)
    dtype = np.uint16 if bit_depth == 16 else np.uint8
    array = np.empty((photo.height, photo.width, channels), dtype)
    first = 0
    for plane in planes:
        array[..., first : first + plane.shape[2]] = _from_unit(plane, np.iinfo(dtype).max)
        first += plane.shape[2]
    return array[..., 0] if channels == 1 else array


def divide_by_alpha(array: NDArray[Any]) -> NDArray[Any]:
    """Returns whole numbers whose colours were multiplied by alpha, the last channel, as before."""
    largest = np.iinfo(array.dtype).max
    alpha = np.maximum(array[..., -1:], 1).astype(np.float32)
    colours = np.rint(array[..., :-1] * (largest / alpha)).clip(0, largest).astype(array.dtype)
    return np.concatenate([colours, array[..., -1:]], axis=2)


def widen(array: NDArray[np.uint16], largest: int) -> NDArray[np.uint16]:
    """Returns whole numbers from 0 to `largest` on the scale of 16 bits."""
    levels: NDArray[np.uint16] = np.rint(array * np.float32(65535 / largest)).astype(np.uint16)
    return levels


def _to_unit(array: NDArray[Any]) -> NDArray[np.float32]:
    if array.dtype in (np.uint8, np.uint16):
        largest = np.float32(np.iinfo(array.dtype).max)
        unit: NDArray[np.float32] = np.divide(array, largest, dtype=np.float32, order="C")
        return unit
    if np.issubdtype(array.dtype, np.floating):
        return np.array(array, dtype=np.float32, order="C")
    raise ValueError(f"an array of {array.dtype} is no photo")


def _from_unit(plane: NDArray[np.float32], largest: int) -> NDArray[np.float32]:
    scaled: NDArray[np.float32] = np.clip(plane, 0, 1)
    scaled *= largest
    np.rint(scaled, out=scaled)
    return scaled
