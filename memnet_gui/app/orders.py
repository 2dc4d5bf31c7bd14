"""Restorations that are wanted: what shall be computed, and how."""

from dataclasses import dataclass

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.document import Document
from memnet_gui.app.jobs import Work
from memnet_gui.app.tasks import RestorePart, RestorePhoto
from memnet_gui.imaging.photo import Photo
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo, ModelKeeper
from memnet_gui.restoration.preview import Preview
from memnet_gui.restoration.request import Region, Restoration

_MOST_PREDICTIONS_BYTES = 1_500_000_000


@dataclass(frozen=True)
class Order:
    """A restoration that is wanted.

    Attributes:
        model: What restores.
        scale: How many times the photo is enlarged before.
        switched_off: Memories that shall contribute nothing.
        region: The part of the photo, at its own size, that is restored; None for all of it.
    """

    model: ModelInfo
    scale: int = 1
    switched_off: frozenset[Memory] = frozenset()
    region: Region | None = None

    def work_on(
        self, photo: Photo, keeper: ModelKeeper, compute: ComputeSettings, preview: Preview | None
    ) -> Work:
        """Returns the job that carries it out.

        Args:
            photo: What is restored, enlarged already.
            keeper: Keeps the loaded network for the next one.
            compute: How it is computed.
            preview: What is restored before the rest, if anything.
        """
        config = self.model.config
        fits = config.predictions * photo.pixels.nbytes <= _MOST_PREDICTIONS_BYTES
        task = RestorePhoto(
            photo,
            self.model,
            keeper,
            compute,
            # What the basic network predicts is the final picture.
            keep_predictions=config.multi_supervised and fits,
            switched_off=self.switched_off,
            preview=preview,
        )
        return task if self.region is None else RestorePart(task, self.region)

    def complete(self, document: Document, restoration: Restoration) -> Document:
        """Returns the document of the photo that it was carried out on, with the result."""
        return document.restored_by(self.model, restoration, self.switched_off, self.region)
