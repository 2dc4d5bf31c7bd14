"""Measures the pictures that came of the open photo, in the part that was restored."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memnet_gui.app.document import Document
from memnet_gui.app.jobs import JobContext
from memnet_gui.app.whole_result import WHOLE_KEY, WholeResult
from memnet_gui.evaluation.predictions import (
    PredictionFigures,
    measure_beside,
    measure_predictions,
)
from memnet_gui.imaging.strips import Check


@dataclass(frozen=True, eq=False)
class MeasurePredictions:
    """Measures the intermediate predictions of a restored photo.

    Attributes:
        document: The photo, which has been restored.
        whole: The result of the whole network, where memories were switched off.
    """

    document: Document
    whole: WholeResult | None = None

    def __call__(self, context: JobContext, /) -> tuple[PredictionFigures, ...]:
        """Returns the figures of Input, M1..MM and Final, and of the whole network's result."""
        document, restoration, check = self.document, self.document.restoration, context.check
        assert restoration is not None
        figures = measure_predictions(
            document.in_region(document.photo.pixels),
            [document.in_region(prediction) for prediction in restoration.predictions],
            document.in_region(restoration.pixels),
            _reference_of(document),
            check,
        )
        if self.whole is None:
            return figures
        return (*figures, measure_other(document, WHOLE_KEY, self.whole.pixels, check))


def measure_other(
    document: Document, name: str, picture: NDArray[np.float32], check: Check
) -> PredictionFigures:
    """Measures a picture of a restored photo that the document's restoration has no part in.

    Args:
        document: The photo, which has been restored.
        name: What the figures are called.
        picture: (H, W, C) in [0, 1], of the photo's size.
        check: Called again and again; it stops the work by raising.
    """
    assert document.restoration is not None
    final, part = document.in_region(document.restoration.pixels), document.in_region(picture)
    return measure_beside(name, part, final, _reference_of(document), check)


def _reference_of(document: Document) -> NDArray[np.float32] | None:
    return document.in_region(document.reference.pixels) if document.reference else None
