"""What a training run says while it goes on."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import Enum, auto

import numpy as np
from numpy.typing import NDArray

from memnet_gui.network.gates import GateNorms


@dataclass(frozen=True)
class ValidationScores:
    """Mean PSNR in dB over the validation photos, at one level.

    Attributes:
        input: Of the degraded photos themselves.
        predictions: Of M1..MM; one entry for the basic network.
        final: Of the network's output.
    """

    input: float
    predictions: tuple[float, ...]
    final: float


@dataclass(frozen=True, eq=False)
class SamplePicture:
    """A crop of one photo, (h, w, C) with h and w up to 256.

    Attributes:
        name: The level, such as `noise 30`.
        degraded: As the network gets it.
        restored: What the network makes of it, not clipped.
        clean: The photo.
    """

    name: str
    degraded: NDArray[np.float32]
    restored: NDArray[np.float32]
    clean: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Validation:
    """How good the averaged network is now.

    Attributes:
        scores: By the name of the level, such as `noise 30`, `x 3` or `quality 10`; empty
            without a validation folder.
        sample: A validation photo at the middle level; a training photo without a
            validation folder.
        gate_norms: Of every gate unit.
        ensemble_weights: w_1..w_M, None for the basic network.
        is_best: Whether no earlier validation of the run was better.
    """

    scores: Mapping[str, ValidationScores]
    sample: SamplePicture
    gate_norms: tuple[GateNorms, ...]
    ensemble_weights: tuple[float, ...] | None
    is_best: bool

    @property
    def final_psnr(self) -> dict[str, float]:
        """PSNR in dB of the final output by level."""
        return {name: scores.final for name, scores in self.scores.items()}


class Activity(Enum):
    """What a run does; all but learning may go on for long without a report."""

    LEARNING = auto()
    MEASURING = auto()
    PAUSED = auto()


@dataclass(frozen=True, eq=False)
class TrainingProgress:
    """Where a run stands.

    Attributes:
        step: Optimiser steps taken, over all slices.
        pixels: Image pixels seen (patch width times height; colour channels not counted).
        seconds: Training time over all slices, without validation and pauses.
        done: Share of the budget, 0 to 1.
        loss: Mean training loss since the last report; NaN before the first step, where a
            note is to be told.
        rate: Learning rate of the last step.
        gradient_norm: Norm of the last gradient, before clipping.
        pixels_per_s: Since the last report.
        validation: Only in the report after a validation.
        note: One sentence for the user, mostly empty.
        is_saved: Whether what was last to be written could be.
    """

    step: int
    pixels: int
    seconds: float
    done: float
    loss: float
    rate: float
    gradient_norm: float
    pixels_per_s: float
    validation: Validation | None = None
    note: str = ""
    is_saved: bool = True
