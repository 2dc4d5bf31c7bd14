"""Tables of what the plots of the predictions show; names in them know no language."""

import math
from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint

from memnet_gui.evaluation.predictions import FINAL, INPUT, PredictionFigures, name_prediction
from memnet_gui.ui.plots import Row
from memnet_gui.ui.predictions.entry import REFERENCE

_CHANNELS = {1: ("grey",), 3: ("R", "G", "B")}


def tabulate_predictions(
    figures: Sequence[PredictionFigures], weights: Sequence[float], authors: Sequence[float]
) -> Iterator[Row]:
    """Yields the column names, then a row each for the input, M1..MM and the final picture.

    Args:
        figures: What was measured.
        weights: A model's ensemble weights w_1..w_M.
        authors: Those of the authors; where they have more, so has the table.
    """
    yield "name", "psnr_db", "ssim", "rms_from_final", "step_rms", "weight", "authors_weight"
    measured = {it.name: it for it in figures}
    if not (measured or weights or authors):
        return
    learned = _by_name(weights)
    published = _by_name(authors)
    count = max(len(measured.keys() - {INPUT, FINAL}), len(weights), len(authors))
    for name in (INPUT, *(name_prediction(m) for m in range(1, count + 1)), FINAL):
        yield name, *_figures(measured.get(name)), learned.get(name), published.get(name)


def tabulate_pixel(
    names: Sequence[str],
    values: NDArray[np.floating],
    reference: NDArray[np.floating] | None,
    place: QPoint,
) -> Iterator[Row]:
    """Yields the column names, then a row for each channel of each picture and of the reference.

    Args:
        names: `Input`, `M1`..`MM`, `Final`.
        values: (n, C), a row for each name, C being 1 or 3; NaN for what is not known.
        reference: (C,) or None.
        place: Which pixel.
    """
    yield "x", "y", "name", "channel", "value"
    rows = [*zip(names, values, strict=True)]
    if reference is not None:
        rows.append((REFERENCE, reference))
    for name, pixel in rows:
        for channel, value in zip(_CHANNELS[len(pixel)], pixel, strict=True):
            yield place.x(), place.y(), name, channel, _known(float(value))


def _by_name(weights: Sequence[float]) -> dict[str, float]:
    return {name_prediction(m): weight for m, weight in enumerate(weights, start=1)}


def _figures(figures: PredictionFigures | None) -> tuple[float | None, ...]:
    if figures is None:
        return (None,) * 4
    values = (figures.psnr, figures.ssim, figures.rms_from_final, figures.step_rms)
    return tuple(_known(value) for value in values)


def _known(value: float | None) -> float | None:
    """Returns None, which leaves a field empty, for NaN, too."""
    return None if value is None or math.isnan(value) else value
