"""Has the effect of each memory on what is seen of the photo measured, for the gate matrix."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Slot

from memnet_gui.app.document import Document
from memnet_gui.app.inspector import Inspector
from memnet_gui.app.workbench import Workbench
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.gates import GateMatrix, MatrixPanel
from memnet_gui.ui.predictions.scope import describe_size
from memnet_gui.ui.viewer import CompareViewer

if TYPE_CHECKING:
    from memnet_gui.restoration.effects import Effects


class EffectsChoice(QObject):
    """Connects the choice over the gate matrix with what measures.

    Effects belong to a photo, a model and the memories that are off: of others they are
    forgotten, and the matrix shows weight norms again.

    Attributes:
        panel: Has the matrix in it.
    """

    def __init__(
        self,
        workbench: Workbench,
        viewer: CompareViewer,
        inspector: Inspector,
        matrix: GateMatrix,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.panel = MatrixPanel(matrix)
        self.panel.box.setEnabled(False)
        self._workbench = workbench
        self._viewer = viewer
        self._inspector = inspector
        self._matrix = matrix
        self._info: ModelInfo | None = None
        self._switched_off: frozenset[Memory] = frozenset()
        self._region: QRect | None = None
        self._effects: Effects | None = None
        self._progress: float | None = None
        self.panel.effects_wanted.connect(self._on_effects_wanted)
        inspector.effects_measured.connect(self._on_measured)
        inspector.effects_progressed.connect(self._on_progressed)
        inspector.effects_ended.connect(self._on_ended)
        # A restoration goes first.
        workbench.restoration_started.connect(self._on_restoring_changed)
        workbench.restored.connect(self._on_restoring_changed)
        workbench.restoration_stopped.connect(self._on_restoring_changed)
        workbench.document_changed.connect(self._on_restoring_changed)

    def meet(self, document: Document | None) -> None:
        """Forgets the effects on another photo; without one there is nothing to measure on."""
        self._forget()
        self.panel.box.setEnabled(document is not None)

    def follow(self, info: ModelInfo | None, switched_off: frozenset[Memory]) -> None:
        """Forgets the effects if they are of another model, or others are off now."""
        if (info, switched_off) != (self._info, self._switched_off):
            self._forget()
        self._info, self._switched_off = info, switched_off

    def _forget(self) -> None:
        if self._region is not None:
            self._inspector.forget_effects()
        self._region = self._effects = self._progress = None
        self.panel.return_to_norms()
        self._show()

    def _measure(self) -> None:
        """Measures on what is seen now, unless that is done or under way."""
        document, region = self._workbench.document, self._seen()
        if document is None or self._info is None or region.isEmpty():
            self._forget()
            return
        if region == self._region and (self._progress is not None or self._is_complete):
            return
        self._region, self._effects, self._progress = region, None, 0.0
        self._inspector.measure_effects(
            document, self._info, region, self._workbench.compute, self._switched_off
        )

    def _seen(self) -> QRect:
        document = self._workbench.document
        if document is None:
            return QRect()
        photo = QRect(0, 0, document.photo.width, document.photo.height)
        return self._viewer.visible_region() & photo

    @property
    def _is_complete(self) -> bool:
        if self._effects is None or self._info is None:
            return False
        config = self._info.config
        blocks = range(1, config.blocks + 1)
        return len(self._effects.cells) == sum(len(config.gate_memories(b)) for b in blocks)

    def _show(self) -> None:
        shown = self.panel.shows_effects
        self._matrix.set_effects(self._effects, shown=shown and self._region is not None)
        self.panel.set_note(self._note() if shown else "")

    def _note(self) -> str:
        if self._progress is not None:
            return self.tr("Measuring… {done:.0%}").format(done=self._progress)
        if self._effects is None:
            return ""
        _, _, height, width = self._effects.region
        text = self.tr("Measured on the {width} × {height} pixels of the view.")
        if self._effects.cropped:
            text = self.tr("Measured on the middle {width} × {height} pixels of the view.")
        document = self._workbench.document
        size = describe_size(document, self._info) if document and self._info else ""
        text = " ".join(filter(None, (text.format(width=width, height=height), size)))
        if self._is_complete:
            return text
        return self.tr("Stopped before the end. {note}").format(note=text)

    @Slot(bool)
    def _on_effects_wanted(self, wanted: bool) -> None:
        if wanted:
            self._measure()
        self._show()

    @Slot(object)
    def _on_measured(self, effects: "Effects") -> None:
        self._effects = effects
        self._show()

    @Slot()
    def _on_restoring_changed(self) -> None:
        self._inspector.hold_effects(self._workbench.restoring)

    @Slot(float)
    def _on_progressed(self, done: float) -> None:
        self._progress = done
        self._show()

    @Slot()
    def _on_ended(self) -> None:
        """Keeps what was measured, also of a run that was stopped."""
        self._progress = None
        if self._effects is None:
            self._forget()
        self._show()
