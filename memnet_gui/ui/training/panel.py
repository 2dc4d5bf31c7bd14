"""The training panel: a page of settings, then a page to watch."""

from PySide6.QtCore import QCoreApplication, QSize, Signal, Slot
from PySide6.QtWidgets import QStackedWidget, QWidget

from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import translate_message
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.progress import Activity, TrainingProgress
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.training.figures import round_down
from memnet_gui.ui.training.history import title_of
from memnet_gui.ui.training.live_page import LivePage, NormView
from memnet_gui.ui.training.settings_page import SettingsPage


class TrainingPanel(QStackedWidget):
    """Both pages; it knows nothing of threads and of the rest of the window.

    Attributes:
        readiness_changed: (bool) Whether a run can start with what is chosen.
    """

    readiness_changed = Signal(bool)

    def __init__(
        self, actions: Actions, norms: NormView, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setObjectName("training_panel")
        self._failure = self._note = self._ending = ""
        self._is_moving = self._is_paused = False
        self._is_saved = True
        self._activity = Activity.LEARNING
        self.settings_page = SettingsPage(actions.train_start, settings)
        self.live_page = LivePage(actions.train_pause, actions.train_stop, norms)
        self.addWidget(self.settings_page)
        self.addWidget(self.live_page)
        self.settings_page.readiness_changed.connect(self.readiness_changed)
        self.live_page.settings_wanted.connect(self.show_settings)
        self.settings_page.check()

    def set_models(self, models: list[ModelInfo]) -> None:
        """Offers models to start from."""
        self.settings_page.set_models(models)

    @Slot(object)
    def begin(self, plan: TrainingPlan) -> None:
        """Shows the page of a run that begins."""
        self._failure = self._note = self._ending = ""
        self._is_moving, self._is_paused, self._is_saved = False, False, True
        self._activity = Activity.LEARNING
        self.live_page.begin(plan)
        self._show_state()
        self.setCurrentWidget(self.live_page)

    @Slot(object)
    def show_progress(self, progress: TrainingProgress) -> None:
        """Shows a report; the first one says by itself that the photos were read."""
        is_saved_again = progress.is_saved and not self._is_saved
        if progress.note or is_saved_again:
            self._note = translate_message(progress.note)
        self._is_moving, self._is_saved = True, progress.is_saved
        self._show_state()
        self.live_page.show_progress(progress)

    @Slot(object)
    def set_activity(self, activity: Activity) -> None:
        """Says what the run does."""
        self._is_moving, self._activity = True, activity
        self._show_state()

    @Slot(bool)
    def set_paused(self, paused: bool) -> None:
        """Says whether the run is to stand still."""
        self._is_paused = paused
        if self._is_saved:
            self._note = ""
        self._show_state()

    def set_stopping(self, text: str) -> None:
        """Says how the run comes to its end."""
        self._ending = text
        self._show_state()

    def _show_state(self) -> None:
        if self._ending:
            text = self._ending
        elif self._is_paused and not self._is_moving:
            text = self.tr("Pausing as soon as the photos are read…")
        elif self._is_paused and self._is_saved:
            paused = self.tr("Paused; everything so far is saved.")
            text = paused if self._activity is Activity.PAUSED else self.tr("Pausing…")
        elif self._activity is Activity.MEASURING and self._is_saved:
            text = self.tr("Measuring…")
        else:
            moving, reading = self.tr("Learning…"), self.tr("Reading the photos…")
            text = self._note or (moving if self._is_moving else reading)
        self.live_page.set_state(text)

    @Slot(str)
    def set_failure(self, text: str) -> None:
        """Keeps what went wrong for `end`."""
        self._failure = text

    @Slot(object)
    def end(self, result: TrainingResult | None) -> None:
        """Says how the run ended; one that never began goes back to its settings."""
        if self._failure and not self._is_moving:
            self.setCurrentWidget(self.settings_page)
            self.settings_page.show_failure(self._failure)
            return
        is_complete = result is not None and result.is_complete
        can_go_on = not is_complete and self.settings_page.choices.has_state
        text = self._failure or _describe(result, can_go_on=can_go_on)
        self.live_page.end(text, can_go_on=can_go_on)

    @Slot()
    def show_settings(self) -> None:
        """Shows the page of settings, with a free name for another model."""
        self.settings_page.take_free_name()
        self.setCurrentWidget(self.settings_page)

    def sizeHint(self) -> QSize:
        """Fits a dock at the side."""
        return QSize(400, 600)


def _describe(result: TrainingResult | None, *, can_go_on: bool) -> str:
    translate = QCoreApplication.translate
    if result is not None and result.step == 0:
        later = translate(
            "TrainingPanel", "Stopped before the first step; the run can go on later."
        )
        return later if can_go_on else translate("TrainingPanel", "Stopped before the first step.")
    if result is None or result.output is None:
        return translate(
            "TrainingPanel", "Stopped before there was a model; the run can go on later."
        )
    done = translate("TrainingPanel", "Done; {model} is in the list of models.")
    stopped = translate("TrainingPanel", "Stopped at {done:.0%}; {model} is in the list of models.")
    text = done if result.is_complete else stopped
    text = text.format(model=result.output.stem, done=round_down(result.done, 100) / 100)
    best = ", ".join(f"{title_of(name)} {psnr:.2f} dB" for name, psnr in result.best.items())
    figures = translate("TrainingPanel", "Best: {figures}.").format(figures=best)
    return f"{text} {figures}" if best else text
