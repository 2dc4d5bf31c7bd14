"""Colour profiles: what a photo's numbers look like on a screen.

Conversions are by Little CMS, which comes with Pillow: relative colorimetric with black point
compensation, as photo viewers do it.
"""

import io
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms

_SPACES = {1: b"GRAY", 3: b"RGB "}
"""The colour space in a profile's header, by the channels of the photos that it is for."""
_SPACE_PLACE = slice(16, 20)
_MODES = {1: "L", 3: "RGB", 4: "RGBA"}
_SAME_LEVELS = 1
"""A conversion that changes no colour by more is none; that is what sRGB to sRGB comes to."""
_LEVELS = np.arange(256, dtype=np.uint8)[np.newaxis]
_GRID_LEVELS = np.linspace(0, 255, 9).astype(np.uint8)


def suits(icc_profile: bytes, channels: int) -> bool:
    """Says whether a profile is for photos of so many colour channels, 1 or 3."""
    return icc_profile[_SPACE_PLACE] == _SPACES[channels]


def changes_colours(
    channels: int, icc_profile: bytes | None, screen_profile: bytes | None = None
) -> bool:
    """Says whether `to_display` has something to do for photos of 1, 3 or 4 channels."""
    return _find_conversion(channels, icc_profile, screen_profile) is not None


def to_display(
    pixels: NDArray[np.uint8], icc_profile: bytes | None, screen_profile: bytes | None = None
) -> NDArray[np.uint8]:
    """Converts pixels for the screen; returns them as they are where nothing is to be done.

    Several threads may call it. What the conversion needs is kept for the next call, so that a
    picture can be converted in bands: some 20 to 30 megapixels a second on one core.

    Args:
        pixels: (H, W, 1) grey, (H, W, 3) RGB or (H, W, 4) RGB with alpha, which is kept.
        icc_profile: The photo's profile; None, a broken one, or one for another number of
            channels counts as sRGB.
        screen_profile: The screen's profile, likewise.

    Returns:
        Pixels of the same height and width; grey ones have three channels where the screen has a
        profile.
    """
    conversion = _find_conversion(pixels.shape[2], icc_profile, screen_profile)
    return pixels if conversion is None else conversion.convert(pixels)


def grey_to_srgb(pixels: NDArray[np.float32], icc_profile: bytes | None) -> NDArray[np.float32]:
    """Returns grey pixels (H, W, 1) of a profile in sRGB, clipped to [0, 1]."""
    curve = to_display(_LEVELS[..., np.newaxis], icc_profile).ravel() / np.float32(255)
    srgb: NDArray[np.float32] = np.interp(pixels, np.linspace(0, 1, 256), curve).astype(np.float32)
    return srgb


@dataclass(frozen=True)
class _Conversion:
    """From a photo's colours to a screen's.

    Attributes:
        transform: Of Little CMS.
        stays_grey: The result's channels are alike, so that one is enough.
    """

    transform: ImageCms.ImageCmsTransform
    stays_grey: bool

    def convert(self, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        if pixels.shape[2] == 1:
            return self._greys[pixels[..., 0]]
        image = self.transform.apply(Image.fromarray(np.ascontiguousarray(pixels)))
        return np.asarray(image)

    @cached_property
    def _greys(self) -> NDArray[np.uint8]:
        """What becomes of each grey: (256, 1 or 3)."""
        levels = _LEVELS if self.transform.input_mode == "L" else np.dstack([_LEVELS] * 3)
        converted = np.asarray(self.transform.apply(Image.fromarray(levels)))[0]
        return np.ascontiguousarray(converted[:, :1] if self.stays_grey else converted)

    def changes_nothing(self, channels: int) -> bool:
        levels = np.stack(np.meshgrid(*[_GRID_LEVELS] * 3), axis=-1).reshape(1, -1, 3)
        if channels == 1:
            levels = _LEVELS[..., np.newaxis]
        elif channels == 4:
            levels = np.dstack([levels, np.full(levels.shape[:2], 255, np.uint8)])
        change = self.convert(levels).astype(int) - levels
        return int(np.abs(change).max()) <= _SAME_LEVELS


@lru_cache(maxsize=8)
def _find_conversion(
    channels: int, icc_profile: bytes | None, screen_profile: bytes | None
) -> _Conversion | None:
    source = _load(icc_profile, 1 if channels == 1 else 3)
    screen = _load(screen_profile, 3)
    if source is None and screen is None:
        return None
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))
    # What Little CMS makes of a grey curve to be quicker is some levels off in the shadows.
    exact = ImageCms.Flags.NOOPTIMIZE if channels == 1 else ImageCms.Flags.NONE
    try:
        transform = ImageCms.buildTransform(
            source or srgb,
            screen or srgb,
            _MODES[channels] if source or channels == 4 else "RGB",
            "RGBA" if channels == 4 else "RGB",
            renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
            flags=ImageCms.Flags.BLACKPOINTCOMPENSATION | exact,
        )
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
    conversion = _Conversion(transform, stays_grey=channels == 1 and screen is None)
    return None if conversion.changes_nothing(channels) else conversion


def _load(icc_profile: bytes | None, channels: int) -> ImageCms.ImageCmsProfile | None:
    if icc_profile is None or not suits(icc_profile, channels):
        return None
    try:
        return ImageCms.ImageCmsProfile(io.BytesIO(icc_profile))
    except (ImageCms.PyCMSError, OSError, ValueError):
        return None
