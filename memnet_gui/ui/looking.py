"""Looks at a memory of the chosen model on what is seen of the photo."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Slot

from memnet_gui.app.inspector import Inspector
from memnet_gui.app.workbench import Workbench
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.feature_maps import FeatureMapPanel
from memnet_gui.ui.predictions.scope import describe_size
from memnet_gui.ui.viewer import CompareViewer

if TYPE_CHECKING:
    from memnet_gui.restoration.inspection import MemoryView


class Looking(QObject):
    """Connects the panel of feature maps with what computes them.

    Attributes:
        panel: Shows them.
    """

    def __init__(
        self,
        workbench: Workbench,
        viewer: CompareViewer,
        inspector: Inspector,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.panel = FeatureMapPanel()
        self._workbench = workbench
        self._viewer = viewer
        self._inspector = inspector
        self._looked_at: tuple[ModelInfo, Memory, frozenset[Memory]] | None = None
        inspector.inspected.connect(self._on_inspected)
        inspector.progressed.connect(self.panel.set_progress)
        inspector.cancelled.connect(self._on_ended)
        inspector.failed.connect(self._on_ended)

    def look(self, info: ModelInfo, memory: Memory, switched_off: frozenset[Memory]) -> None:
        """Computes a memory, and what its gate unit makes of it, where others are off."""
        document = self._workbench.document
        if document is None:
            return
        photo = QRect(0, 0, document.photo.width, document.photo.height)
        region = self._viewer.visible_region() & photo
        if region.isEmpty():
            return
        self.panel.set_busy(True)
        self._looked_at = info, memory, switched_off
        compute = self._workbench.compute
        self._inspector.inspect(document, info, region, memory, compute, switched_off)

    def refresh(self, switched_off: frozenset[Memory]) -> None:
        """Looks at the same memory again where others are off than before."""
        if self._looked_at is not None and self._looked_at[2] != switched_off:
            self.look(*self._looked_at[:2], switched_off)

    def clear(self) -> None:
        """Forgets the memory that was looked at."""
        self._looked_at = None
        self._inspector.forget_inspection()
        self.panel.clear()

    @Slot(object)
    def _on_inspected(self, view: "MemoryView") -> None:
        self.panel.set_busy(False)
        document = self._workbench.document
        assert document is not None
        assert self._looked_at is not None
        self.panel.set_view(view, describe_size(document, self._looked_at[0]))

    @Slot()
    def _on_ended(self) -> None:
        self.panel.set_busy(False)
