"""The denoising protocol: grey, Gaussian noise neither clipped nor rounded, no border cropped."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnet_gui.evaluation.scores import RestorationScores, Score
from memnet_gui.imaging.colour import to_channels, to_grey
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.files import read_photo
from memnet_gui.restoration.models import Model
from memnet_gui.restoration.request import RestorationRequest
from memnet_gui.restoration.restorer import restore


@dataclass(frozen=True)
class DenoisingProtocol:
    """How denoising is measured.

    Attributes:
        sigma: Noise level on the 0-255 scale.
        seed: Image number i (from 0, in the order of the file names) gets noise of seed + i.
        device: As in a restoration request.
        precision: As in a restoration request.
        tile_px: As in a restoration request.
    """

    sigma: float
    seed: int = 0
    device: str = "auto"
    precision: str = "auto"
    tile_px: int | None = None

    def measure(self, model: Model, paths: Sequence[Path]) -> Iterator[RestorationScores]:
        """Yields the scores of each photo, in order.

        Grey models are measured on the grey version of a colour photo, colour models on
        colour photos as they are.

        Raises:
            PhotoError: A photo cannot be read.
        """
        for index, path in enumerate(paths):
            pixels = read_photo(path).pixels
            grey = model.info.config.channels == 1
            clean = _eight_bit(to_grey(pixels)) if grey else to_channels(pixels, 3)
            yield self._score(model, clean, self.seed + index)

    def _score(self, model: Model, clean: NDArray[np.float32], seed: int) -> RestorationScores:
        noisy = GaussianNoise(self.sigma).apply(clean, seed)
        request = RestorationRequest(
            noisy,
            model,
            device=self.device,
            precision=self.precision,
            tile_px=self.tile_px,
            keep_predictions=True,
        )
        restoration = restore(request)
        return RestorationScores(
            Score.of(clean, noisy),
            tuple(Score.of(clean, prediction) for prediction in restoration.predictions),
            Score.of(clean, restoration.pixels),
        )


def _eight_bit(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """The grey test sets are 8-bit files: a colour photo made grey is rounded likewise."""
    return np.rint(pixels * 255).astype(np.float32) / np.float32(255)
