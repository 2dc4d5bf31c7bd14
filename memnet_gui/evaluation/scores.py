"""PSNR and SSIM of a restoration, per image and on average."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.metrics import psnr, ssim
from memnet_gui.imaging.strips import Check, go_on


@dataclass(frozen=True)
class Score:
    """How close a picture is to its reference: PSNR in dB and SSIM."""

    psnr: float
    ssim: float

    @classmethod
    def of(
        cls, reference: NDArray[np.float32], image: NDArray[np.float32], check: Check = go_on
    ) -> "Score":
        """Compares two pictures (H, W, C) in [0, 1], neither rounded nor clipped."""
        return cls(psnr(reference, image), ssim(reference, image, check))

    @classmethod
    def mean(cls, scores: Sequence["Score"]) -> "Score":
        """Averages over images, as the literature does."""
        return cls(
            float(np.mean([score.psnr for score in scores])),
            float(np.mean([score.ssim for score in scores])),
        )

    def to_dict(self) -> dict[str, float | None]:
        """Returns plain values for JSON, which has no infinity and no NaN: they become None."""
        values = {"psnr": self.psnr, "ssim": self.ssim}
        return {name: value if math.isfinite(value) else None for name, value in values.items()}


@dataclass(frozen=True)
class RestorationScores:
    """The scores of one image, or their mean over a set.

    Attributes:
        input: The degraded image.
        predictions: M1..MM.
        final: The restored image.
    """

    input: Score
    predictions: tuple[Score, ...]
    final: Score

    @classmethod
    def mean(cls, images: Sequence["RestorationScores"]) -> "RestorationScores":
        """Averages each score over images.

        Raises:
            ValueError: There are no images.
        """
        if not images:
            raise ValueError("there is nothing to average")
        columns = zip(*(image.predictions for image in images), strict=True)
        return cls(
            Score.mean([image.input for image in images]),
            tuple(Score.mean(column) for column in columns),
            Score.mean([image.final for image in images]),
        )

    def to_dict(self) -> dict[str, Any]:
        """Returns plain values for JSON."""
        return {
            "input": self.input.to_dict(),
            "predictions": [score.to_dict() for score in self.predictions],
            "final": self.final.to_dict(),
        }
