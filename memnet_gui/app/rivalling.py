"""Has methods that are not MemNet restore the open photo, and measures them."""

from dataclasses import dataclass, replace
from typing import Any

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.document import Document, RenderPhoto
from memnet_gui.app.jobs import JobContext
from memnet_gui.app.measuring import measure_other
from memnet_gui.evaluation.predictions import PredictionFigures
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.photo import Photo
from memnet_gui.restoration.rivals.opening import RivalKeeper
from memnet_gui.restoration.rivals.rival import RivalRequest, RivalRestoration

RIVAL_KEY = "Rival"
"""Name of its figures, which is that of its entry in the strip."""


@dataclass(frozen=True, eq=False)
class RivalResult:
    """What a rival made of the photo.

    Attributes:
        source: Its name or file, as it was asked for.
        restoration: What came out, and how.
        photo: That as a photo.
        rendering: What the window made of it to show it.
        figures: How good it is, and how far from the document's restoration.
    """

    source: str
    restoration: RivalRestoration
    photo: Photo
    rendering: Any
    figures: PredictionFigures


@dataclass(frozen=True, eq=False)
class RunRival:
    """Restores the photo of a document that has been restored."""

    document: Document
    source: str
    keeper: RivalKeeper
    compute: ComputeSettings
    render: RenderPhoto

    def __call__(self, context: JobContext, /) -> RivalResult:
        """Returns the result; reports `Progress` after each tile."""
        from memnet_gui.restoration.rivals.running import run_rival  # loads torch

        opened = self.keeper.open(self.source)
        context.check()
        restoration = run_rival(opened, self.request(), context.report, context.cancel)
        photo = self.document.photo.with_pixels(restoration.pixels)
        figures = measure_other(self.document, RIVAL_KEY, photo.pixels, context.check)
        return RivalResult(self.source, restoration, photo, self.render(photo), figures)

    def request(self) -> RivalRequest:
        """Returns all that the rival needs; the noise that was added here is known to it."""
        document, compute = self.document, self.compute
        degradation = document.degradation
        return RivalRequest(
            document.photo.pixels,
            document.model.card.task if document.model else "denoise",
            small=document.small.pixels if document.small else None,
            scale=document.scale,
            sigma=degradation.sigma if isinstance(degradation, GaussianNoise) else None,
            device=compute.device,
            tile_px=compute.tile_px,
            memory_bytes=compute.memory_bytes,
            threads=compute.threads,
        )


@dataclass(frozen=True, eq=False)
class MeasureRival:
    """Measures a result that is there beside another restoration of the same photo."""

    document: Document
    result: RivalResult

    def __call__(self, context: JobContext, /) -> RivalResult:
        """Returns the result with its new figures."""
        pixels = self.result.photo.pixels
        figures = measure_other(self.document, RIVAL_KEY, pixels, context.check)
        return replace(self.result, figures=figures)
