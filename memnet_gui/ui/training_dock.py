"""The dock of the training panel, and what connects it to the window."""

import logging
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QEvent, QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtWidgets import QDockWidget, QMainWindow, QMessageBox

from memnet_gui.app.settings import Settings
from memnet_gui.app.training import TrainingBench
from memnet_gui.app.training_choices import (
    SUFFIX,
    TrainingChoices,
    models_folder,
    with_fresh_output,
)
from memnet_gui.app.translation import translate_error, translate_message
from memnet_gui.errors import UserError
from memnet_gui.network.cost import count_work
from memnet_gui.network.header import CheckpointError
from memnet_gui.restoration.models import ModelInfo, find_model
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.gates import NormPlot
from memnet_gui.ui.message_bar import MessageBar
from memnet_gui.ui.side_dock import SideDock
from memnet_gui.ui.training import TrainingPanel

_CLOSE_BOX = "training_close_box"
_LEAST_MEASURED_S = 5.0

log = logging.getLogger(__name__)


class TrainingDock(QObject):
    """Owns the dock and the training bench; the window is told of models.

    While a network learns, closing the window asks first.

    Attributes:
        model_trained: (ModelInfo) A model was written and belongs into the list.
    """

    model_trained = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        neighbours: Sequence[QDockWidget],
        actions: Actions,
        message_bar: MessageBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._message_bar = message_bar
        self._settings = Settings()
        self._plan: TrainingPlan | None = None
        self._is_ready = self._has_choices = False
        self._closes_next = False
        self.bench = TrainingBench(self)
        self.panel = TrainingPanel(actions, NormPlot(), self._settings)
        self.dock = SideDock(
            self.tr("Training"), self.panel, actions.show_training, window, neighbours[-1]
        )
        self.dock.setObjectName("training_dock")
        window.installEventFilter(self)
        self._connect()
        self._update_actions()

    def offer_models(self, models: list[ModelInfo]) -> None:
        """Offers models to start from; the first time the last run's choices come back."""
        self.panel.set_models(models)
        if not self._has_choices:
            self._has_choices = True
            self._restore_choices()

    def own_models(self) -> list[ModelInfo]:
        """Lists the models that were trained here before; a damaged file is passed over."""
        found = []
        for path in sorted(models_folder().glob(f"*{SUFFIX}")):
            try:
                found.append(find_model(path))
            except CheckpointError as error:
                log.warning("%s", error)
        return found

    @Slot()
    def save_and_close(self) -> None:
        """Ends the run so that it can go on later, and then closes the window."""
        if not self.bench.running:  # it ended while the box was open
            self._window.close()
            return
        self._closes_next = True
        self.bench.stop(keep=False)
        self.panel.set_stopping(self.tr("Saving; the window closes in a moment…"))
        self._update_actions()

    def _connect(self) -> None:
        actions, bench, panel = self._actions, self.bench, self.panel
        actions.train_start.triggered.connect(self._on_start)
        actions.train_pause.toggled.connect(self._on_pause_toggled)
        actions.train_stop.triggered.connect(self._on_stop)
        panel.readiness_changed.connect(self._on_readiness_changed)
        panel.live_page.go_on_wanted.connect(self._on_go_on)
        bench.started.connect(panel.begin)
        bench.progressed.connect(panel.show_progress)
        bench.progressed.connect(self._on_progressed)
        bench.activity_changed.connect(panel.set_activity)
        bench.paused_changed.connect(panel.set_paused)
        bench.paused_changed.connect(self._on_paused_changed)
        bench.published.connect(self._on_published)
        bench.failed.connect(panel.set_failure)
        bench.failed.connect(self._message_bar.show_error)
        bench.failed.connect(self._on_failed)
        bench.ended.connect(panel.end)
        bench.ended.connect(self._on_ended)

    def _restore_choices(self) -> None:
        """Shows the last run's choices; an interrupted run is offered to go on."""
        try:
            choices = TrainingChoices.from_json(self._settings.training)
        except ValueError:
            return
        page = self.panel.settings_page
        can_go_on = choices.can_go_on
        page.set_choices(replace(choices, resume=can_go_on))
        if not can_go_on:
            page.take_free_name()

    def _update_actions(self) -> None:
        running, stopping = self.bench.running, self.bench.stopping
        actions = self._actions
        actions.train_start.setEnabled(self._is_ready and not running)
        actions.train_pause.setEnabled(running and not stopping)
        actions.train_stop.setEnabled(running and not stopping)
        self._show_paused(paused=self.bench.paused)

    def _show_paused(self, *, paused: bool) -> None:
        action = self._actions.train_pause
        with QSignalBlocker(action):
            action.setChecked(paused)
        action.setText(self.tr("&Resume") if paused else self.tr("&Pause"))

    def _ask_before_closing(self) -> None:
        if self._closes_next or self._window.findChild(QMessageBox, _CLOSE_BOX) is not None:
            return
        box = QMessageBox(self._window)
        box.setObjectName(_CLOSE_BOX)
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Training goes on"))
        box.setText(self.tr("A network is being trained."))
        box.setInformativeText(self.tr("Saved, it can go on the next time the program runs."))
        save = box.addButton(self.tr("&Save and close"), QMessageBox.ButtonRole.AcceptRole)
        save.setObjectName("training_save_and_close_button")
        keep = box.addButton(self.tr("&Keep training"), QMessageBox.ButtonRole.RejectRole)
        keep.setObjectName("training_keep_button")
        box.setDefaultButton(save)
        box.setEscapeButton(keep)
        box.accepted.connect(self.save_and_close)
        box.open()

    @Slot(bool)
    def _on_readiness_changed(self, ready: bool) -> None:
        self._is_ready = ready
        self._update_actions()

    @Slot()
    def _on_start(self) -> None:
        page = self.panel.settings_page
        page.check()  # the disk may have changed since
        try:
            plan = page.plan()
        except UserError as error:
            self._message_bar.show_error(translate_error(error))
            return
        self._plan = plan
        self._closes_next = False
        self._settings.training = page.choices.to_json()
        self.dock.come_to_front()
        self.bench.start(plan)
        self._update_actions()

    @Slot()
    def _on_go_on(self) -> None:
        page = self.panel.settings_page
        page.set_choices(replace(page.choices, resume=True))
        self._on_start()

    @Slot(bool)
    def _on_pause_toggled(self, paused: bool) -> None:
        self.bench.pause(paused)

    @Slot(bool)
    def _on_paused_changed(self, _paused: bool) -> None:
        self._update_actions()

    @Slot()
    def _on_stop(self) -> None:
        self.bench.stop(keep=True)
        self.panel.set_stopping(self.tr("Measuring and writing the model…"))
        self._update_actions()

    @Slot(object)
    def _on_progressed(self, progress: TrainingProgress) -> None:
        if progress.note:
            self._message_bar.show_notice(translate_message(progress.note))

    @Slot(object)
    def _on_published(self, path: Path) -> None:
        try:
            self.model_trained.emit(find_model(path))
        except CheckpointError as error:
            self._message_bar.show_error(translate_error(error))
            return
        if self.bench.running:
            text = self.tr("The model {name} is in the list and gets better while it learns.")
        else:
            text = self.tr("The model {name} is trained and in the list.")
        self._message_bar.show_notice(text.format(name=path.stem))

    @Slot(str)
    def _on_failed(self, _text: str) -> None:
        self._closes_next = False  # what went wrong must be seen

    @Slot(object)
    def _on_ended(self, result: TrainingResult | None) -> None:
        self._remember_speed()
        if result is not None and result.is_complete:
            choices = with_fresh_output(self.panel.settings_page.choices)
            self._settings.training = choices.to_json()
        self._update_actions()
        if self._closes_next:
            self._closes_next = False  # another question may keep the window open
            self._window.close()

    def _remember_speed(self) -> None:
        progress, plan = self.bench.progress, self._plan
        if progress is None or plan is None or progress.seconds < _LEAST_MEASURED_S:
            return
        work_per_s = progress.pixels / progress.seconds * count_work(plan.recipe.network)
        self._settings.remember_training_speed(plan.recipe.device, work_per_s)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keeps the window open while a network learns, and else ends the thread with it."""
        if watched is self._window and event.type() == QEvent.Type.Close:
            if self.bench.running:
                event.ignore()
                self._ask_before_closing()
                return True
            self.bench.close()
        return super().eventFilter(watched, event)
