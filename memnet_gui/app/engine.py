"""Loads what computes while the window is there already: torch alone takes longer than all else."""

import sys
from importlib import import_module

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.jobs import JobContext, JobRunner, Outcome
from memnet_gui.errors import summarise
from memnet_gui.restoration.hardware import choose_device, choose_precision

_MODULES = (
    "memnet_gui.network.checkpoint",
    "memnet_gui.restoration.restorer",
    "memnet_gui.restoration.inspection",
    "skimage.color",
)
"""What is imported when it is first used; the last one draws the panels."""


class LoadEngine:
    """Imports what restorations and inspections need, and looks at the hardware once."""

    def __call__(self, _context: JobContext, /) -> None:
        """Returns when the window's thread can ask for the hardware without waiting."""
        for name in _MODULES:
            import_module(name)
        choose_precision("auto", choose_device("auto"))


class EngineLoader(QObject):
    """Loads the engine once, in a thread that ends with it.

    No other job needs to ask for it: one that comes early waits for the same modules.

    Attributes:
        loaded: The engine is there.
        failed: (str) It cannot be loaded; one sentence.
    """

    loaded = Signal()
    failed = Signal(str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        # On Windows torch is loaded before Qt.
        self._is_ready = "torch" in sys.modules
        self._runner: JobRunner | None = None

    @property
    def ready(self) -> bool:
        """Whether the engine is there."""
        return self._is_ready

    @Slot()
    def load(self) -> None:
        """Begins loading, unless the engine is there or on its way."""
        if self._is_ready or self._runner is not None:
            return
        self._runner = JobRunner("engine", self)
        self._runner.ended.connect(self._on_ended)
        self._runner.submit(LoadEngine())

    def close(self) -> None:
        """Waits until what is being loaded is there: an import cannot be interrupted."""
        runner, self._runner = self._runner, None
        if runner is not None:
            runner.ended.disconnect(self._on_ended)
            runner.close()

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        self.close()
        if outcome.error is not None:
            self.failed.emit(
                f"What restores photos cannot be loaded ({summarise(outcome.error)}); "
                "install MemNet GUI again."
            )
            return
        self._is_ready = True
        self.loaded.emit()
