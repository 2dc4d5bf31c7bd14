"""What is done to clean photos to measure how well it can be undone, and to learn undoing it."""

from dataclasses import dataclass, replace
from typing import ClassVar, Protocol

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging import jpeg
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.resampling import SCALES, cut_to_multiple, enlarge_pixels, reduce_pixels
from memnet_gui.imaging.strips import Check, go_on, iterate_strips
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message


class Degradation(Protocol):
    """One kind of damage at one level.

    Attributes:
        task: What undoes it: `denoise`, `upscale` or `deblock`.
        quantity: What the level counts, as a model card names it.
    """

    task: ClassVar[str]
    quantity: ClassVar[str]

    @property
    def level(self) -> float:
        """The level, in the unit of `quantity`."""

    @property
    def text(self) -> str:
        """The damage in a few words, such as `noise sigma 30`."""

    def fit(self, clean: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns the part of a clean photo (H, W, C) that can be degraded and compared with."""

    def apply(
        self, pixels: NDArray[np.float32], seed: int = 0, check: Check = go_on
    ) -> NDArray[np.float32]:
        """Returns the degraded photo; chance comes from `seed`, `check` stops by raising."""

    def present(self, degraded: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns what a network gets of the degraded photo, as large as what `fit` returned."""


class _KeepsSize:
    """Damage after which a photo is as large as before."""

    def fit(self, clean: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns the whole photo."""
        return clean

    def present(self, degraded: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns the degraded photo."""
        return degraded


@dataclass(frozen=True)
class GaussianNoise(_KeepsSize):
    """White Gaussian noise, not clipped.

    Attributes:
        sigma: Standard deviation on the 0-255 scale, 0 to 255.

    Raises:
        ValueError: `sigma` is out of range.
    """

    sigma: float

    task: ClassVar[str] = "denoise"
    quantity: ClassVar[str] = "noise_sigma"

    def __post_init__(self) -> None:
        if not 0 <= self.sigma <= 255:
            raise ValueError(f"sigma is {self.sigma}, not 0 to 255")

    @property
    def level(self) -> float:
        """Sigma."""
        return self.sigma

    @property
    def text(self) -> str:
        """Such as `noise sigma 30`."""
        return Message(QT_TRANSLATE_NOOP("Engine", "noise sigma {sigma:g}"), sigma=self.sigma)

    def apply(
        self, pixels: NDArray[np.float32], seed: int = 0, check: Check = go_on
    ) -> NDArray[np.float32]:
        """Returns pixels in [0, 1] of any shape with noise added, not clipped.

        Equal seeds give equal noise for equal shapes: that of one draw for the whole picture.
        """
        generator = np.random.default_rng(seed)
        noisy = np.empty(pixels.shape, np.float32)
        for rows in iterate_strips(len(pixels), check):
            strip = pixels[rows]
            noisy[rows] = strip + generator.normal(0, self.sigma / 255, strip.shape)
        return noisy


@dataclass(frozen=True)
class BicubicReduction:
    """A smaller photo; the network gets it enlarged to the old size.

    Attributes:
        scale: One of `SCALES`.

    Raises:
        ValueError: `scale` is another number.
    """

    scale: int

    task: ClassVar[str] = "upscale"
    quantity: ClassVar[str] = "scale"

    def __post_init__(self) -> None:
        if self.scale not in SCALES:
            raise ValueError(f"the scale is {self.scale}, not one of {SCALES}")

    @property
    def level(self) -> float:
        """The scale."""
        return self.scale

    @property
    def text(self) -> str:
        """Such as `reduced 3 times`."""
        return Message(QT_TRANSLATE_NOOP("Engine", "reduced {scale} times"), scale=self.scale)

    def fit(self, clean: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns the photo cut to a multiple of the scale.

        Raises:
            ValueError: The photo is smaller than the scale.
        """
        return cut_to_multiple(clean, self.scale)

    def apply(
        self,
        pixels: NDArray[np.float32],
        seed: int = 0,  # noqa: ARG002 - nothing here is left to chance
        check: Check = go_on,
    ) -> NDArray[np.float32]:
        """Returns (H / scale, W / scale, C) of the photo cut to a multiple of the scale."""
        check()
        return reduce_pixels(self.fit(pixels), self.scale)

    def present(self, degraded: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns the small photo (h, w, C) enlarged bicubically: (h * scale, w * scale, C)."""
        return enlarge_pixels(degraded, self.scale)


@dataclass(frozen=True)
class JpegCompression(_KeepsSize):
    """Compression to JPEG and back, by Pillow's encoder.

    Attributes:
        quality: 1 to 100.

    Raises:
        ValueError: `quality` is out of range.
    """

    quality: int

    task: ClassVar[str] = "deblock"
    quantity: ClassVar[str] = "jpeg_quality"

    def __post_init__(self) -> None:
        least, most = jpeg.QUALITIES
        if not least <= self.quality <= most:
            raise ValueError(f"the JPEG quality is {self.quality}, not {least} to {most}")

    @property
    def level(self) -> float:
        """The quality."""
        return self.quality

    @property
    def text(self) -> str:
        """Such as `JPEG quality 10`."""
        return Message(QT_TRANSLATE_NOOP("Engine", "JPEG quality {quality}"), quality=self.quality)

    def apply(
        self,
        pixels: NDArray[np.float32],
        seed: int = 0,  # noqa: ARG002 - nothing here is left to chance
        check: Check = go_on,
    ) -> NDArray[np.float32]:
        """Returns (H, W, 1 or 3) in [0, 1] as an 8-bit JPEG holds it; see `jpeg.compress`."""
        check()
        levels = np.rint(pixels.clip(0, 1) * 255).astype(np.uint8)
        return jpeg.compress(levels, self.quality).astype(np.float32) / np.float32(255)


def degrade_photo(
    photo: Photo, degradation: Degradation, seed: int = 0, check: Check = go_on
) -> Photo:
    """Returns the degraded photo; a reduced one has its alpha and pixels per inch reduced with it.

    Raises:
        ValueError, OSError: The photo is too small or too large for this degradation.
    """
    pixels = degradation.apply(photo.pixels, seed, check)
    alpha, dpi = photo.alpha, photo.dpi
    if isinstance(degradation, BicubicReduction):
        dpi = photo.multiply_dpi(1 / degradation.scale)
        if alpha is not None:
            alpha = degradation.apply(alpha[..., np.newaxis])[..., 0].clip(0, 1)
    return replace(photo, pixels=pixels, alpha=alpha, dpi=dpi)


def build_degradation(task: str, level: float) -> Degradation:
    """Returns the degradation that `task` undoes, at `level`.

    Raises:
        ValueError: There is no such task, or the level is out of range.
    """
    if task == GaussianNoise.task:
        return GaussianNoise(level)
    if task not in (BicubicReduction.task, JpegCompression.task):
        raise ValueError(f"there is no task {task!r}")
    if level != int(level):
        raise ValueError(f"a level of {level} is not a whole number")
    return BicubicReduction(int(level)) if task == "upscale" else JpegCompression(int(level))
