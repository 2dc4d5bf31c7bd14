"""Bicubic resampling by whole factors, as MATLAB's imresize does it."""

from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.photo import Photo
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message

if TYPE_CHECKING:
    from torch import Tensor

SCALES = (2, 3, 4)
"""The factors of the super-resolution literature."""


def reduce_images(images: "Tensor", scale: int) -> "Tensor":
    """Returns (B, C, H / scale, W / scale) from (B, C, H, W): antialiased bicubic.

    Keys' cubic convolution with a = -0.5, its kernel widened by `scale`: imresize(x, 1/scale).

    Raises:
        ValueError: `scale` does not divide H and W.
    """
    height, width = images.shape[-2:]
    if height % scale or width % scale:
        raise ValueError(f"{width} x {height} pixels are no multiple of {scale}")
    return _resize(images, (height // scale, width // scale))


def enlarge_images(images: "Tensor", scale: int) -> "Tensor":
    """Returns (B, C, H * scale, W * scale) from (B, C, H, W): imresize(x, scale)."""
    height, width = images.shape[-2:]
    return _resize(images, (height * scale, width * scale))


def reduce_pixels(pixels: NDArray[np.float32], scale: int) -> NDArray[np.float32]:
    """Returns (H / scale, W / scale, C) from (H, W, C); see `reduce_images`."""
    return _to_pixels(reduce_images(_to_images(pixels), scale))


def enlarge_pixels(pixels: NDArray[np.float32], scale: int) -> NDArray[np.float32]:
    """Returns (H * scale, W * scale, C) from (H, W, C); may overshoot the range of `pixels`."""
    return _to_pixels(enlarge_images(_to_images(pixels), scale))


def enlarge_photo(photo: Photo, scale: int) -> Photo:
    """Returns the photo with its pixels and its alpha enlarged; it is printed at the same size."""
    alpha = photo.alpha
    if alpha is not None:
        alpha = enlarge_pixels(alpha[..., np.newaxis], scale)[..., 0].clip(0, 1)
    pixels = enlarge_pixels(photo.pixels, scale)
    return replace(photo, pixels=pixels, alpha=alpha, dpi=photo.multiply_dpi(scale))


def cut_to_multiple(pixels: NDArray[np.float32], scale: int) -> NDArray[np.float32]:
    """Returns `pixels` (H, W, C) without the last rows and columns that `scale` does not divide.

    Raises:
        ValueError: Nothing would be left.
    """
    height, width = (size - size % scale for size in pixels.shape[:2])
    if not height or not width:
        text = QT_TRANSLATE_NOOP("Engine", "a photo must be at least {scale} pixels wide and high")
        raise ValueError(Message(text, scale=scale))
    return pixels[:height, :width]


def _resize(images: "Tensor", size: tuple[int, int]) -> "Tensor":
    from torch.nn import functional  # takes a second

    # Only with antialias does torch use a = -0.5 and weigh by what lies inside at the borders.
    return functional.interpolate(images, size=size, mode="bicubic", antialias=True)


def _to_images(pixels: NDArray[np.float32]) -> "Tensor":
    import torch  # takes a second

    return torch.from_numpy(np.ascontiguousarray(pixels.transpose(2, 0, 1)))[None]


def _to_pixels(images: "Tensor") -> NDArray[np.float32]:
    pixels: NDArray[np.float32] = np.ascontiguousarray(images[0].numpy().transpose(1, 2, 0))
    return pixels
