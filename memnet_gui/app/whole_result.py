"""What a result without some memories is set against: that of the whole network."""

from dataclasses import dataclass
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from memnet_gui.app.document import Document
from memnet_gui.imaging.photo import Photo
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.restoration.request import Restoration

WHOLE_KEY = QT_TRANSLATE_NOOP("Predictions", "All memories")
"""Name of its figures, which is that of its entry in the strip."""


@dataclass(frozen=True, eq=False)
class WholeResult:
    """A complete restoration of a whole photo by a whole network.

    Attributes:
        photo: What was restored.
        model: What restored it.
        manner: Device, precision and number of positions.
        pixels: The result, (H, W, C) float32.
        rendering: What the window made of it to show it.
    """

    photo: Photo
    model: ModelInfo
    manner: tuple[str, str, int]
    pixels: NDArray[np.float32]
    rendering: Any

    @classmethod
    def of(cls, document: Document, rendering: Any) -> Self | None:
        """Returns a document's result if it is such a one, else None."""
        model, restoration = document.model, document.restoration
        if model is None or restoration is None or rendering is None or document.switched_off:
            return None
        if document.region is not None or not restoration.is_complete:
            return None
        return cls(document.photo, model, _manner(restoration), restoration.pixels, rendering)

    def differs_by_memories_alone(self, document: Document) -> bool:
        """Whether nothing but switched-off memories tells the document's result from this one."""
        restoration = document.restoration
        return (
            restoration is not None
            and restoration.is_complete
            and document.photo is self.photo
            and document.model == self.model
            and document.region is None
            and _manner(restoration) == self.manner
        )


def _manner(restoration: Restoration) -> tuple[str, str, int]:
    return restoration.device, restoration.precision, restoration.positions
