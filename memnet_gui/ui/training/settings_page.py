"""The page on which a training run is set up."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction, QPalette
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from memnet_gui.app.settings import Settings
from memnet_gui.app.training_choices import (
    TrainingChoices,
    build_plan,
    fresh_output,
    models_folder,
    with_fresh_output,
)
from memnet_gui.app.training_estimate import guess_speed
from memnet_gui.app.translation import translate_message
from memnet_gui.files import is_there
from memnet_gui.network.cost import count_weights
from memnet_gui.restoration.hardware import choose_device, choose_precision
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.training.plan import TrainingPlan
from memnet_gui.ui.numbers import format_count, format_duration
from memnet_gui.ui.page_scroll import PageScroll
from memnet_gui.ui.training.fields import action_button, quiet_label
from memnet_gui.ui.training.network_form import NetworkForm
from memnet_gui.ui.training.run_form import RunForm
from memnet_gui.ui.training.task_form import TaskForm


class SettingsPage(QWidget):
    """All choices of a run, what they come to, and the button that starts it.

    Attributes:
        readiness_changed: (bool) Whether the run can start.
    """

    readiness_changed = Signal(bool)

    def __init__(self, start: QAction, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._is_filling = False
        self._knows_hardware = False
        defaults = TrainingChoices(fresh_output("denoise", models_folder()))
        self._task = TaskForm()
        self._network = NetworkForm()
        self._run = RunForm(defaults)
        self._figures = quiet_label("training_figures_label")
        self._problem = quiet_label("training_problem_label")
        self._problem.setForegroundRole(QPalette.ColorRole.WindowText)
        self._lay_out(start)
        self._task.changed.connect(self._on_changed)
        self._task.task_changed.connect(self._on_task_changed)
        self._network.changed.connect(self._on_changed)
        self._network.initial_changed.connect(self._on_initial_changed)
        self._run.changed.connect(self._on_changed)
        self.set_choices(defaults)

    @property
    def choices(self) -> TrainingChoices:
        """What is chosen."""
        initial = self._network.initial
        return TrainingChoices(
            output=self._run.output,
            folders=self._task.folders,
            validate=self._task.validate,
            task=self._task.task,
            levels=self._task.levels,
            network=self._network.config(self._task.channels),
            minutes=self._run.minutes,
            steps=self._run.steps,
            batch=self._run.batch,
            patch_px=self._run.patch_px,
            rate=self._run.rate,
            device=self._run.device,
            initial=initial.path if initial else None,
            resume=self._run.resume,
        )

    def set_choices(self, choices: TrainingChoices) -> None:
        """Shows these choices; a model to start from that is not offered counts as none."""
        self._is_filling = True
        self._network.set_initial(choices.initial)
        if self._network.initial is None:
            self._network.set_config(choices.network)
        self._task.set_photos(choices.folders, choices.validate)
        self._task.set_task(choices.task, choices.levels, choices.network.channels)
        self._on_initial_changed(self._network.initial)
        self._run.set_choices(choices)
        self._is_filling = False
        self._on_changed()

    def set_models(self, models: list[ModelInfo]) -> None:
        """Offers models to start from."""
        self._network.set_models(models)

    @Slot()
    def show_hardware(self) -> None:
        """Offers the devices that there are and says how fast they are.

        Only when the engine is loaded: asking it before would keep the window waiting.
        """
        self._knows_hardware = True
        self._run.set_device_offered("cuda", offered=_has_cuda())
        self._on_changed()

    def plan(self) -> TrainingPlan:
        """Returns what the trainer gets.

        Raises:
            UserError: Something is missing.
        """
        return build_plan(self.choices)

    def take_free_name(self) -> None:
        """Proposes another name where the chosen one is taken."""
        choices = self.choices
        if choices.has_state or is_there(choices.output):
            self.set_choices(with_fresh_output(choices))

    def check(self) -> None:
        """Looks again at what lies on the disk."""
        self._run.check_output()
        self._on_changed()

    def show_failure(self, text: str) -> None:
        """Says why the last run did not even begin, until something is changed."""
        self._problem.setText(text)
        self._problem.show()

    def _lay_out(self, start: QAction) -> None:
        form = QWidget()
        rows = QVBoxLayout(form)
        rows.setContentsMargins(10, 8, 10, 8)
        rows.setSpacing(12)
        for part in (self._task, self._network, self._run):
            rows.addWidget(part)
        rows.addStretch(1)
        scroll = PageScroll(form)
        scroll.setObjectName("training_settings_scroll")
        scroll.setAccessibleName(self.tr("Settings of the training"))
        foot = QWidget()
        foot.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        lines = QVBoxLayout(foot)
        lines.setContentsMargins(10, 6, 10, 8)
        lines.setSpacing(6)
        lines.addWidget(self._figures)
        lines.addWidget(self._problem)
        lines.addWidget(action_button("training_start_button", start))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(scroll, 1)
        layout.addWidget(foot)

    def _describe(self, choices: TrainingChoices) -> str:
        """Returns the number of weights, and what the budget comes to as far as one knows."""
        count = format_count(count_weights(choices.network))
        text = self.tr("{count} weights").format(count=count)
        if not self._knows_hardware:
            return text
        has_device = choices.device != "cuda" or _has_cuda()
        device = choose_device(choices.device) if has_device else "cpu"
        measured = self._settings.training_speed(device)
        precision = choose_precision("auto", device)
        speed = guess_speed(choices.network, device, precision, measured)
        if speed is None:
            unknown = self.tr("speed not measured yet")
            return f"{text}  ·  {unknown}"
        if choices.steps is None:
            count = format_count(speed * 60 * choices.minutes / 1e6)
            estimate = self.tr("about {count} Mpx in {minutes:g} min")
            return f"{text}  ·  {estimate.format(count=count, minutes=choices.minutes)}"
        seconds = choices.steps * choices.batch * choices.patch_px**2 / speed
        estimate = self.tr("about {duration}").format(duration=format_duration(seconds))
        return f"{text}  ·  {estimate}"

    @Slot()
    def _on_changed(self) -> None:
        if self._is_filling:
            return
        choices = self.choices
        self._figures.setText(self._describe(choices))
        self._problem.setText(translate_message(choices.problem))
        self._problem.setVisible(bool(choices.problem))
        self.readiness_changed.emit(not choices.problem)

    @Slot(str)
    def _on_task_changed(self, task: str) -> None:
        self._run.set_task(task)
        self._on_initial_changed(self._network.initial)

    @Slot(object)
    def _on_initial_changed(self, info: ModelInfo | None) -> None:
        """A model that learns on keeps its image channels."""
        channels = info.config.channels if info else self._task.channels
        self._task.set_channels(channels, locked=info is not None)


def _has_cuda() -> bool:
    return choose_device("auto") == "cuda"
