"""Measures what each memory does for the open photo."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.document import Document
from memnet_gui.app.jobs import JobContext
from memnet_gui.app.turns import Turn
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo, ModelKeeper

if TYPE_CHECKING:
    from memnet_gui.restoration.effects import Effects


@dataclass(frozen=True, eq=False)
class MeasureEffects:
    """Restores the middle of a region without each memory of a model in turn.

    Attributes:
        document: The photo; effects are in dB where it has a reference.
        info: Whose memories.
        keeper: Loads the model.
        region: What is seen of the photo, in its pixels.
        compute: How it is computed.
        turn: While it is held, this stands still.
        switched_off: Memories that take no part in any case.
    """

    document: Document
    info: ModelInfo
    keeper: ModelKeeper
    region: QRect
    compute: ComputeSettings
    turn: Turn
    switched_off: frozenset[Memory] = frozenset()

    def __call__(self, context: JobContext, /) -> "Effects":
        """Returns all effects; reports those so far after each memory, and each percent."""
        # Loads torch, which takes a second.
        from memnet_gui.restoration.effects import EffectsRequest, measure_effects

        rect, reference = self.region, self.document.reference
        request = EffectsRequest(
            pixels=self.document.photo.pixels,
            region=(rect.top(), rect.left(), rect.height(), rect.width()),
            model=self.keeper.load(self.info),
            reference=reference.pixels if reference else None,
            device=self.compute.device,
            precision=self.compute.precision,
            threads=self.compute.threads,
            switched_off=self.switched_off,
        )
        report = _each_percent(context.report)

        def listen(share: float) -> None:
            report(share)
            self.turn.wait(context.cancel)

        return measure_effects(request, context.report, context.cancel, listen)


def _each_percent(report: Callable[[object], None]) -> Callable[[float], None]:
    """Returns what passes shares on, one for each percent."""
    last = -1

    def listen(share: float) -> None:
        nonlocal last
        percent = int(100 * share)
        if percent != last:
            last = percent
            report(share)

    return listen
