"""Loads what computes while the window is there already: torch alone takes longer than all else."""

import sys
import threading
from collections.abc import Callable, Generator
from contextlib import contextmanager
from importlib import import_module
from importlib.abc import MetaPathFinder

from PySide6.QtCore import QObject, Signal, Slot

from memnet_gui.app.jobs import JobContext, JobReport, JobRunner, Outcome
from memnet_gui.errors import summarise
from memnet_gui.restoration.hardware import automatic_threads, choose_device, choose_precision

_MODULES = (
    "memnet_gui.network.checkpoint",
    "memnet_gui.restoration.restorer",
    "memnet_gui.restoration.inspection",
    "skimage.color",
)
"""What is imported when it is first used; the last one draws the panels."""


class LoadEngine:
    """Imports what restorations and inspections need, and looks at the hardware once.

    It reports when the window's thread can ask for the hardware without waiting.
    """

    def __call__(self, context: JobContext, /) -> None:
        """Returns when the first photo can be looked at without waiting, too."""
        with _stoppable_imports(context.check):
            for name in _MODULES:
                import_module(name)
            choose_precision("auto", choose_device("auto"))
            automatic_threads()
            context.report(None)
            from skimage.restoration import estimate_sigma  # noqa: F401 - takes a second


class _Checkpoint(MetaPathFinder):
    """Finds no module; it only looks, before each one, whether there shall be any more."""

    def __init__(self, check: Callable[[], None]) -> None:
        self._check = check
        self._thread = threading.get_ident()

    def find_spec(self, *_names: object) -> None:
        if threading.get_ident() == self._thread:
            self._check()


@contextmanager
def _stoppable_imports(check: Callable[[], None]) -> Generator[None]:
    """Lets what is imported in this thread be given up between two modules, of which are many.

    What was half imported is of no use then: it is for the end of the program.
    """
    finder = _Checkpoint(check)
    sys.meta_path.insert(0, finder)
    try:
        yield
    finally:
        sys.meta_path.remove(finder)


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
        self._is_closed = False
        self._runner: JobRunner | None = None

    @property
    def ready(self) -> bool:
        """Whether the engine is there."""
        return self._is_ready

    @Slot()
    def load(self) -> None:
        """Begins loading, unless the engine is there or on its way, or the window has gone."""
        if self._is_ready or self._is_closed or self._runner is not None:
            return
        self._runner = JobRunner("engine", self)
        self._runner.reported.connect(self._on_reported)
        self._runner.ended.connect(self._on_ended)
        self._runner.submit(LoadEngine())

    def close(self) -> None:
        """Gives up what is being loaded, and waits for the module that is being imported."""
        self._is_closed = True
        self._end_thread()

    def _end_thread(self) -> None:
        runner, self._runner = self._runner, None
        if runner is not None:
            runner.reported.disconnect(self._on_reported)
            runner.ended.disconnect(self._on_ended)
            runner.close()

    @Slot(object)
    def _on_ended(self, outcome: Outcome) -> None:
        self._end_thread()
        if outcome.error is not None and not self._is_ready:
            text = self.tr(
                "What restores photos cannot be loaded ({error}); install MemNet GUI again."
            )
            self.failed.emit(text.format(error=summarise(outcome.error)))

    @Slot(object)
    def _on_reported(self, _report: JobReport) -> None:
        self._is_ready = True
        self.loaded.emit()
