"""Grey and colour: conversions between pixel arrays (H, W, C) in [0, 1]."""

import numpy as np
from numpy.typing import NDArray

_LUMA = np.array([0.2989360212937753, 0.5870430744511212, 0.1140209042551033], np.float32)
"""ITU-R BT.601 weights with the digits of MATLAB's rgb2gray, which the test sets were made by."""


def to_grey(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns (H, W, 1) from (H, W, 1) or (H, W, 3)."""
    if pixels.shape[2] == 1:
        return pixels
    return (pixels @ _LUMA)[..., np.newaxis]


def to_channels(pixels: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    """Returns (H, W, channels) from (H, W, 1) or (H, W, 3); grey is repeated for colour."""
    if channels == 1:
        return to_grey(pixels)
    return pixels if pixels.shape[2] == channels else np.repeat(pixels, channels, axis=2)
