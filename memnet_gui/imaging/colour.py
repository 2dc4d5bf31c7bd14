"""Grey and colour: conversions between pixel arrays (H, W, C) in [0, 1]."""

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.strips import iterate_strips

_LUMA = np.array([0.2989360212937753, 0.5870430744511212, 0.1140209042551033], np.float32)
"""ITU-R BT.601 weights with the digits of MATLAB's rgb2gray, which the test sets were made by."""
_STUDIO_LUMA = np.array([65.481 / 255, 128.553 / 255, 24.966 / 255], np.float32)
_STUDIO_BLACK = np.float32(16 / 255)
_STUDIO_GAIN = np.float32(255 / 219)


def to_grey(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns (H, W, 1) from (H, W, 1) or (H, W, 3)."""
    if pixels.shape[2] == 1:
        return pixels
    return (pixels @ _LUMA)[..., np.newaxis]


def is_grey(pixels: NDArray[np.float32]) -> bool:
    """Whether all channels are alike everywhere; few rows tell of most colour photos."""
    parts = (pixels[rows] for rows in iterate_strips(len(pixels)))
    return pixels.shape[2] == 1 or all((part[..., :-1] == part[..., 1:]).all() for part in parts)


def to_channels(pixels: NDArray[np.float32], channels: int) -> NDArray[np.float32]:
    """Returns (H, W, channels) from (H, W, 1) or (H, W, 3); grey is repeated for colour."""
    if channels == 1:
        return to_grey(pixels)
    return pixels if pixels.shape[2] == channels else np.repeat(pixels, channels, axis=2)


def to_luminance(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """Returns (H, W, 1): Y of a colour photo, a grey photo as it is.

    ITU-R BT.601 in studio range as MATLAB's rgb2ycbcr computes it: Y lies in [16, 235] / 255.
    """
    if pixels.shape[2] == 1:
        return pixels
    return (pixels @ _STUDIO_LUMA + _STUDIO_BLACK)[..., np.newaxis]


def with_luminance(
    pixels: NDArray[np.float32], luminance: NDArray[np.float32]
) -> NDArray[np.float32]:
    """Returns RGB (H, W, 3) with the Y of `to_luminance` replaced, Cb and Cr kept; not clipped.

    YCbCr to RGB is linear and its column for Y is 255 / 219 for R, G and B alike, so the change
    of Y is all that has to be added.
    """
    return pixels + _STUDIO_GAIN * (luminance - to_luminance(pixels))
