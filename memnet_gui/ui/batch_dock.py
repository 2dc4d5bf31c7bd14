"""The dock of the batch panel, and what connects it to the window."""

from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QDockWidget, QMainWindow

from memnet_gui.app.batch import BatchBench
from memnet_gui.app.batch_choices import BatchChoices
from memnet_gui.app.batch_reports import BatchReport
from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import translate_message
from memnet_gui.app.workbench import Workbench
from memnet_gui.errors import UserError
from memnet_gui.files import is_folder
from memnet_gui.restoration.batch.naming import Naming
from memnet_gui.restoration.batch.photos import FoundPhotos
from memnet_gui.restoration.batch.result import PhotoResult
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.batch import BatchPanel
from memnet_gui.ui.message_bar import MessageBar
from memnet_gui.ui.side_dock import SideDock


class BatchDock(QObject):
    """Owns the dock and the batch bench.

    Several files, or a folder, that are dropped anywhere on the window come here.
    """

    def __init__(
        self,
        window: QMainWindow,
        neighbours: Sequence[QDockWidget],
        actions: Actions,
        workbench: Workbench,
        message_bar: MessageBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._settings = Settings()
        self._is_stopped = self._has_choices = False
        self._starts_when_found = False
        self.bench = BatchBench(self)
        self.panel = BatchPanel()
        self.panel.table.withdraw = self.bench.withdraw
        self.dock = SideDock(
            self.tr("Batch"), self.panel, actions.show_batch, window, neighbours[-1]
        )
        self.dock.setObjectName("batch_dock")
        window.installEventFilter(self)
        self._connect(message_bar)

    def offer_models(self, models: list[ModelInfo]) -> None:
        """Offers models; the first time the last batch's choices come back."""
        self.panel.form.set_models(models)
        if not self._has_choices:
            self._has_choices = True
            with suppress(ValueError):
                self.panel.form.set_choices(BatchChoices.from_json(self._settings.batch))
        self.panel.refresh()

    @Slot(object)
    def add(self, paths: list[Path]) -> None:
        """Puts files, and the photos in folders, on the list and shows it."""
        self.dock.come_to_front()
        self.bench.find(paths, self._naming())

    def close(self) -> None:
        """Ends what runs; no half-written file is left."""
        self._settings.batch = self.panel.form.choices.to_json()
        self._give_up()
        self.bench.close()

    def _connect(self, message_bar: MessageBar) -> None:
        bench, panel, workbench = self.bench, self.panel, self._workbench
        panel.paths_added.connect(self.add)
        panel.start_wanted.connect(self._on_start)
        panel.stop_wanted.connect(self._on_stop)
        panel.retry_wanted.connect(self._on_retry)
        panel.file_opened.connect(workbench.open_path)
        bench.found.connect(self._on_found)
        bench.measured.connect(panel.table.set_sizes)
        bench.finding_changed.connect(panel.set_finding)
        bench.finding_changed.connect(self._on_finding_changed)
        bench.advanced.connect(self._on_advanced)
        bench.ended.connect(self._on_ended)
        bench.failed.connect(message_bar.show_error)
        bench.failed.connect(self._on_failed)
        # A restoration in the window goes first.
        workbench.restoration_started.connect(self._on_restoring_changed)
        workbench.restored.connect(self._on_restoring_changed)
        workbench.restoration_stopped.connect(self._on_restoring_changed)
        workbench.document_changed.connect(self._on_restoring_changed)

    def _naming(self) -> Naming | None:
        """Returns where results would go; None while that cannot be told."""
        form = self.panel.form
        if form.problem:
            return None
        choices = form.choices
        return choices.naming(choices.models(form.models))

    def _start(self) -> None:
        form, to_do = self.panel.form, self.panel.table.to_do
        choices = form.choices
        try:
            models = choices.models(form.models)
        except UserError:
            return  # the panel says so
        self._settings.batch = choices.to_json()
        self._is_stopped = False
        self.bench.start(
            [row.photo for row in to_do],
            [row.megapixels or 0.0 for row in to_do],
            choices.restorer(models, self._workbench.compute, self._workbench.largest_megapixels),
        )
        self.panel.set_running(True)

    @Slot()
    def _on_start(self) -> None:
        panel = self.panel
        if not self.bench.running and panel.table.to_do and not panel.form.problem:
            self._start()

    @Slot()
    def _on_stop(self) -> None:
        self._give_up()
        self.bench.stop()

    @Slot(str)
    def _on_failed(self, _text: str) -> None:
        self._give_up()

    def _give_up(self) -> None:
        """Has nothing begin by itself any more."""
        self._is_stopped = True
        self._starts_when_found = False

    @Slot()
    def _on_retry(self) -> None:
        lost = self.panel.table.retry()
        if lost:
            self._starts_when_found = True
            self.bench.find_again(lost, self._naming())
        self._on_start()

    @Slot(object)
    def _on_found(self, found: FoundPhotos) -> None:
        self.panel.table.add(found.photos)
        self.panel.add(len(found.not_photos))

    @Slot(bool)
    def _on_finding_changed(self, finding: bool) -> None:
        self.panel.refresh()
        if self._starts_when_found and not finding:
            self._starts_when_found = False
            self._on_start()

    @Slot(object)
    def _on_advanced(self, report: BatchReport) -> None:
        self.panel.table.set_standings(report.standings)
        self.panel.refresh()
        if report.progress is not None:
            waits = self.tr("waiting for the photo in the window")
            note = waits if self.bench.held else translate_message(report.preparing)
            self.panel.show_progress(report.progress, note)

    @Slot(object)
    def _on_ended(self, results: list[PhotoResult]) -> None:
        self.panel.table.take_results(results)
        # What was added meanwhile follows, unless the user has stopped.
        if not self._is_stopped and self.panel.table.to_do:
            self._start()
            return
        self.panel.set_running(False)

    @Slot()
    def _on_restoring_changed(self) -> None:
        self.bench.hold(self._workbench.restoring)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Takes several files, or a folder, that are dropped on the window."""
        if (
            watched is self._window
            and event.type() == QEvent.Type.Drop
            and isinstance(event, QDropEvent)
            and self._take_drop(event)
        ):
            return True
        return super().eventFilter(watched, event)

    def _take_drop(self, event: QDropEvent) -> bool:
        urls = event.mimeData().urls()
        paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]
        if len(paths) < 2 and not any(map(is_folder, paths)):
            return False
        event.acceptProposedAction()
        self.add(paths)
        return True
