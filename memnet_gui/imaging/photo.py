"""A photo as the engine handles it."""

from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Self

import numpy as np
from numpy.typing import NDArray

from memnet_gui.errors import UserError
from memnet_gui.imaging.colour import is_grey
from memnet_gui.imaging.resolution import Dpi

LARGEST_MEGAPIXELS = 300.0
"""Larger photos are refused unless asked for: their pixels alone would take 3.6 GB."""


class PhotoError(UserError):
    """A photo cannot be read or saved; the message is one sentence for the user."""


@dataclass(frozen=True, eq=False)
class Photo:
    """Pixels and what must survive from the file that they came from.

    Attributes:
        pixels: (H, W, 1) grey or (H, W, 3) RGB, float32 in [0, 1] as the file encodes them;
            added noise may leave the range.
        alpha: Opacity (H, W), float32 in [0, 1], or None for an opaque photo.
        bit_depth: Bits per channel of the file, 8 or 16.
        path: Where the photo was read from; None for samples and pasted pictures.
        exif: The EXIF block to carry into a saved file, orientation already reset.
        xmp: The XMP packet of the file, orientation already reset.
        icc_profile: The colour profile that `pixels` are encoded in; None means sRGB.
        dpi: Pixels per inch, across and down, at which the file says that the photo is printed;
            None where it does not say.
        jpeg_quality: The quality (1 to 100) that the file was compressed with, as far as its
            quantisation tables tell; None unless it is a JPEG.
        note: One sentence on what opening changed (CMYK converted, first frame only), or "".
    """

    pixels: NDArray[np.float32]
    alpha: NDArray[np.float32] | None = None
    bit_depth: int = 8
    path: Path | None = None
    exif: bytes | None = None
    xmp: bytes | None = None
    icc_profile: bytes | None = None
    dpi: Dpi | None = None
    jpeg_quality: int | None = None
    note: str = ""

    @property
    def width(self) -> int:
        """Columns."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Rows."""
        return int(self.pixels.shape[0])

    @property
    def channels(self) -> int:
        """1 for grey, 3 for RGB."""
        return int(self.pixels.shape[2])

    @cached_property
    def colours(self) -> int:
        """1 for grey, also where red, green and blue are stored and alike everywhere; else 3.

        A network for colour takes noise that is alike in all three for a part of the picture, and
        leaves it.
        """
        return 1 if is_grey(self.pixels) else 3

    @property
    def megapixels(self) -> float:
        """Width times height in millions."""
        return self.width * self.height / 1e6

    def with_pixels(self, pixels: NDArray[np.float32]) -> Self:
        """Returns the same photo showing other pixels of the same height and width."""
        return replace(self, pixels=pixels)

    def multiply_dpi(self, scale: float) -> Dpi | None:
        """Returns the pixels per inch at which `scale` times as many are printed at one size."""
        return (self.dpi[0] * scale, self.dpi[1] * scale) if self.dpi else None
