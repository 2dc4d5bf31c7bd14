"""How far each intermediate prediction is from the final picture, and how good it is."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memnet_gui.evaluation.scores import Score
from memnet_gui.imaging.strips import Check, go_on, iterate_strips
from memnet_gui.messages import QT_TRANSLATE_NOOP

INPUT = QT_TRANSLATE_NOOP("Predictions", "Input")
FINAL = QT_TRANSLATE_NOOP("Predictions", "Final")


@dataclass(frozen=True)
class PredictionFigures:
    """The figures of the input, of one prediction or of the final picture.

    Attributes:
        name: `INPUT`, `M1`..`MM` or `FINAL`.
        psnr: In dB, infinite for a picture equal to the reference; None without a reference.
        ssim: None without a reference, NaN for a picture too small to have one.
        rms_from_final: Root of the mean squared difference from the final picture, on the
            0-255 scale.
        step_rms: The same from the prediction before, for M1 from the input; None for the
            input and the final picture.
    """

    name: str
    psnr: float | None
    ssim: float | None
    rms_from_final: float
    step_rms: float | None


def name_prediction(m: int) -> str:
    """Returns the name of prediction `m`, from 1."""
    return f"M{m}"


def measure_predictions(
    degraded: NDArray[np.float32],
    predictions: Sequence[NDArray[np.float32]],
    final: NDArray[np.float32],
    reference: NDArray[np.float32] | None,
    check: Check = go_on,
) -> tuple[PredictionFigures, ...]:
    """Measures the input, M1..MM and the final picture, in this order.

    Args:
        degraded: The input (H, W, C) in [0, 1], the values as they are; the others are like it.
        predictions: M1..MM; none for a network without intermediate predictions.
        final: The restored picture.
        reference: The clean picture if it is known.
        check: Called again and again; it stops the work by raising.

    Raises:
        ValueError: The shapes differ.
    """
    names = [INPUT, *(name_prediction(m + 1) for m in range(len(predictions))), FINAL]
    pictures = [degraded, *predictions, final]
    figures = []
    for index, (name, picture) in enumerate(zip(names, pictures, strict=True)):
        score = None if reference is None else Score.of(reference, picture, check)
        figures.append(
            PredictionFigures(
                name,
                score.psnr if score else None,
                score.ssim if score else None,
                0.0 if picture is final else rms_difference(picture, final, check),
                rms_difference(picture, pictures[index - 1], check)
                if name not in {INPUT, FINAL}
                else None,
            )
        )
    return tuple(figures)


def measure_beside(
    name: str,
    picture: NDArray[np.float32],
    final: NDArray[np.float32],
    reference: NDArray[np.float32] | None,
    check: Check = go_on,
) -> PredictionFigures:
    """Measures a picture that is no prediction, such as another model's result.

    Args:
        name: What its figures are called.
        picture: (H, W, C) in [0, 1]; the others are like it.
        final: The restored picture beside which it stands.
        reference: The clean picture if it is known.
        check: As of `measure_predictions`.

    Raises:
        ValueError: The shapes differ.
    """
    score = None if reference is None else Score.of(reference, picture, check)
    distance = rms_difference(picture, final, check)
    return PredictionFigures(
        name, score.psnr if score else None, score.ssim if score else None, distance, None
    )


def rms_difference(
    first: NDArray[np.float32], second: NDArray[np.float32], check: Check = go_on
) -> float:
    """Returns the root of the mean squared difference, on the 0-255 scale.

    Raises:
        ValueError: The shapes differ.
    """
    if first.shape != second.shape:
        raise ValueError(f"shapes {first.shape} and {second.shape} cannot be compared")
    total = 0.0
    for rows in iterate_strips(len(first), check):
        difference = first[rows] - second[rows]
        total += float(np.square(difference, out=difference).sum(dtype=np.float64))
    return 255 * math.sqrt(total / first.size)
