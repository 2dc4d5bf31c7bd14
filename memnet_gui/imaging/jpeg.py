"""JPEG compression as Pillow's encoder does it."""

import io

import numpy as np
from numpy.typing import NDArray
from PIL import Image

QUALITIES = (1, 100)
"""The range of JPEG's quality."""


def compress(levels: NDArray[np.uint8], quality: int) -> NDArray[np.uint8]:
    """Returns what is left of a picture after JPEG.

    Grey is stored as it is; colour as YCbCr with the chroma at half the width and height
    (4:2:0), the encoder's default. Libjpeg's quality scale.

    Args:
        levels: (H, W, 1) or (H, W, 3), at most 65,535 pixels wide and high.
        quality: 1 to 100.
    """
    buffer = io.BytesIO()
    flat = levels[..., 0] if levels.shape[2] == 1 else levels
    Image.fromarray(np.ascontiguousarray(flat)).save(buffer, "JPEG", quality=quality)
    with Image.open(buffer) as image:
        return np.asarray(image).reshape(levels.shape)
