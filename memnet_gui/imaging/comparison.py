"""Before and after in one picture."""

import numpy as np

from memnet_gui.imaging.colour import to_channels
from memnet_gui.imaging.photo import Photo

_GREY = 0.5


def side_by_side(before: Photo, after: Photo, gap_px: int = 8) -> Photo:
    """Puts `before` to the left of `after`, a grey gap between them.

    Grey becomes RGB beside RGB; bit depth, colour profile and pixels per inch are those of
    `after`.

    Raises:
        ValueError: The photos differ in height or width, or the gap is negative.
    """
    if before.pixels.shape[:2] != after.pixels.shape[:2] or gap_px < 0:
        raise ValueError("photos side by side need one size and a gap of 0 pixels or more")
    height, width = after.height, after.width
    channels = max(before.channels, after.channels)
    pixels = np.full((height, 2 * width + gap_px, channels), _GREY, np.float32)
    pixels[:, :width] = to_channels(before.pixels, channels)
    pixels[:, width + gap_px :] = to_channels(after.pixels, channels)
    alpha = None
    if before.alpha is not None or after.alpha is not None:
        alpha = np.ones(pixels.shape[:2], np.float32)
        alpha[:, :width] = 1 if before.alpha is None else before.alpha
        alpha[:, width + gap_px :] = 1 if after.alpha is None else after.alpha
    return Photo(pixels, alpha, after.bit_depth, icc_profile=after.icc_profile, dpi=after.dpi)
