"""The page on which one watches a training run."""

from collections.abc import Sequence
from typing import Protocol

from PySide6.QtCore import Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.network.gates import GateNorms
from memnet_gui.training.plan import TrainingPlan
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.ui.task_box import task_name
from memnet_gui.ui.training.fields import action_button, bold_label, quiet_label
from memnet_gui.ui.training.figures import Figures
from memnet_gui.ui.training.history import History, Moment
from memnet_gui.ui.training.loss_plot import LossPlot
from memnet_gui.ui.training.quality_plot import QualityPlot
from memnet_gui.ui.training.sample import SampleView
from memnet_gui.ui.training.weights_plot import WeightsPlot


class NormView(Protocol):
    """A widget that draws norms, and others dashed over them."""

    def set_norms(self, norms: Sequence[GateNorms], title: str) -> None:
        """Shows norms."""

    def set_overlay(self, norms: Sequence[GateNorms], title: str) -> None:
        """Lays norms over the first, dashed."""


class LivePage(QWidget):
    """What is trained, how far it is, how good it is and what it looks like.

    Attributes:
        go_on_wanted: The run was stopped early and shall go on.
        settings_wanted: The run is over and another shall be set up.
    """

    go_on_wanted = Signal()
    settings_wanted = Signal()

    def __init__(
        self, pause: QAction, stop: QAction, norms: NormView, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._history = History()
        self._title = bold_label()
        self._title.setObjectName("training_title_label")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._subtitle = quiet_label("training_subtitle_label")
        self._subtitle.setWordWrap(False)
        self.figures = Figures()
        self._state = quiet_label("training_state_label")
        self._pause = action_button("training_pause_button", pause)
        self._stop = action_button("training_stop_button", stop)
        self._go_on = QPushButton(self.tr("Go On"))
        self._go_on.setObjectName("training_go_on_button")
        self._go_on.setToolTip(self.tr("Train the same network for the rest of its budget"))
        self._go_on.clicked.connect(self.go_on_wanted)
        self._again = QPushButton(self.tr("Set Up Another Run"))
        self._again.setObjectName("training_settings_button")
        self._again.clicked.connect(self.settings_wanted)
        self.sample = SampleView()
        self.sample.moment_chosen.connect(self._on_moment_chosen)
        self.quality = QualityPlot()
        self.loss = LossPlot()
        self.norms = norms
        self.weights = WeightsPlot()
        self.tabs = QTabWidget()
        self.tabs.setObjectName("training_tabs")
        self.tabs.setDocumentMode(True)
        self._lay_out()

    def begin(self, plan: TrainingPlan) -> None:
        """Makes room for a run."""
        recipe = plan.recipe
        task, network = task_name(recipe.task), recipe.network
        colours = self.tr("colour") if network.channels == 3 else self.tr("grey")
        self._title.setText(recipe.output.stem)
        self._title.setToolTip(str(recipe.output))
        self._subtitle.setText(f"{task}  ·  {network.name}  ·  {colours}")
        self.figures.begin()
        self._history.clear()
        self.sample.set_moments([])
        self.quality.clear()
        self.loss.clear_curve()
        self._show_gates(None, None)
        self._show_buttons(running=True, can_go_on=False)

    def show_progress(self, progress: TrainingProgress) -> None:
        """Shows a report."""
        self.figures.show_progress(progress)
        self.loss.add(progress)
        if progress.validation is not None:
            self._history.add(progress)
            self.quality.add(progress)
            self.sample.set_moments(self._history.moments)

    def set_state(self, text: str) -> None:
        """Says what happens now, in a line that is always there so that nothing moves."""
        self._state.setText(text)

    def end(self, text: str, *, can_go_on: bool) -> None:
        """Says how the run ended, and leaves everything to be looked at."""
        self.set_state(text)
        self._show_buttons(running=False, can_go_on=can_go_on)

    def _show_buttons(self, *, running: bool, can_go_on: bool) -> None:
        self._pause.setVisible(running)
        self._stop.setVisible(running)
        self._go_on.setVisible(can_go_on)
        self._again.setVisible(not running)

    def _show_gates(self, moment: Moment | None, first: Moment | None) -> None:
        """Shows a validation's weights over those of the first one."""
        older = first if first is not moment else None
        norms_at = self.tr("Weight norms {when}")
        title = norms_at.format(when=moment.title) if moment else ""
        self.norms.set_norms(moment.gate_norms if moment else (), title)
        self.norms.set_overlay(older.gate_norms if older else (), older.title if older else "")
        self.weights.set_weights(moment.ensemble_weights if moment else ())

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        for button in (self._pause, self._stop, self._go_on, self._again):
            buttons.addWidget(button)
        buttons.addStretch(1)
        self.tabs.addTab(self.quality, self.tr("Quality"))
        self.tabs.addTab(self.loss, self.tr("Loss"))
        assert isinstance(self.norms, QWidget)
        self.tabs.addTab(self.norms, self.tr("Gates"))
        self.tabs.addTab(self.weights, self.tr("Weights"))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 8)
        layout.setSpacing(6)
        heading = QHBoxLayout()
        heading.setSpacing(10)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._subtitle)
        layout.addLayout(heading)
        layout.addWidget(self._state)
        layout.addWidget(self.figures)
        layout.addLayout(buttons)
        layout.addWidget(self.sample)
        layout.addWidget(self.tabs, 1)

    @Slot(int)
    def _on_moment_chosen(self, index: int) -> None:
        moments = self._history.moments
        self._show_gates(moments[index], moments[0])
