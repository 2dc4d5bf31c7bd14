"""What is done to clean photos to measure how well it can be undone."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.strips import Check, go_on, iterate_strips


@dataclass(frozen=True)
class GaussianNoise:
    """White Gaussian noise.

    Attributes:
        sigma: Standard deviation on the 0-255 scale, 0 to 255.

    Raises:
        ValueError: `sigma` is out of range.
    """

    sigma: float

    def __post_init__(self) -> None:
        if not 0 <= self.sigma <= 255:
            raise ValueError(f"sigma is {self.sigma}, not 0 to 255")

    def apply(
        self, pixels: NDArray[np.float32], seed: int, check: Check = go_on
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
