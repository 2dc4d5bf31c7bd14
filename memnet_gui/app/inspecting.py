"""Looks at a memory of a network on the open photo."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.document import Document
from memnet_gui.app.jobs import JobContext
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo, ModelKeeper

if TYPE_CHECKING:
    from memnet_gui.restoration.inspection import MemoryView


@dataclass(frozen=True, eq=False)
class InspectMemory:
    """Computes a memory's feature maps and its contribution to a gate on a region."""

    document: Document
    info: ModelInfo
    keeper: ModelKeeper
    region: QRect
    block: int
    memory: str
    compute: ComputeSettings
    switched_off: frozenset[Memory] = frozenset()

    def __call__(self, context: JobContext, /) -> "MemoryView":
        """Returns the maps."""
        # Loads torch, which takes a second.
        from memnet_gui.restoration.inspection import InspectionRequest, inspect_memory

        rect = self.region
        request = InspectionRequest(
            pixels=self.document.photo.pixels,
            region=(rect.top(), rect.left(), rect.height(), rect.width()),
            model=self.keeper.load(self.info),
            block=self.block,
            memory=self.memory,
            device=self.compute.device,
            precision=self.compute.precision,
            threads=self.compute.threads,
            switched_off=self.switched_off,
        )
        return inspect_memory(request, context.cancel, context.report)
