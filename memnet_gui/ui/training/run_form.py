"""How long a run takes, where, and where its model goes."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFileDialog,
    QPushButton,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.app.training_choices import SUFFIX, TrainingChoices, fresh_output
from memnet_gui.files import is_folder, is_there
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.hardware import DEVICES
from memnet_gui.ui.training.fields import PathField, Section, named, quiet_label, row_of

_MINUTES = QT_TRANSLATE_NOOP("RunForm", "minutes")
_STEPS = QT_TRANSLATE_NOOP("RunForm", "steps")
_DEFAULT_STEPS = 20_000
_DEVICES = {
    "auto": QT_TRANSLATE_NOOP("RunForm", "Automatic"),
    "cpu": "CPU",
    "cuda": "CUDA GPU",
}


class RunForm(QWidget):
    """Budget, device, output and what seldom needs another value.

    Attributes:
        changed: Something was chosen.
    """

    changed = Signal()

    def __init__(self, defaults: TrainingChoices, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._task = defaults.task
        self._is_own_name = False
        self._amounts = {_MINUTES: int(defaults.minutes), _STEPS: _DEFAULT_STEPS}
        self._budget = named(QSpinBox(), "budget", self.tr("How long the network learns"))
        self._unit = QComboBox()
        self._unit.setObjectName("training_budget_unit_box")
        self._unit.setAccessibleName(self.tr("Unit of the budget"))
        for unit in (_MINUTES, _STEPS):
            self._unit.addItem(self.tr(unit), unit)
        self._device = QComboBox()
        self._device.setObjectName("training_device_box")
        for device in DEVICES:
            self._device.addItem(self.tr(_DEVICES[device]), device)
        self._output = PathField(
            "output",
            self.tr("A file name that ends in {suffix}").format(suffix=SUFFIX),
            self.tr("The new model"),
        )
        self._hint = quiet_label("training_output_hint")
        self._resume = QCheckBox(self.tr("Go on with its interrupted run"))
        self._resume.setObjectName("training_resume_box")
        self._resume.setToolTip(
            self.tr("From where it stopped; the network and the task stay as they were")
        )
        self._fresh = QPushButton(self.tr("Take another name"))
        self._fresh.setObjectName("training_fresh_name_button")
        self._advanced = QToolButton()
        self._batch = named(QSpinBox(), "batch", self.tr("Patches in a step"))
        self._batch.setRange(1, 4096)
        self._patch = named(QSpinBox(), "patch", self.tr("Width and height of a patch"))
        self._patch.setRange(8, 1024)
        self._patch.setSuffix(" px")
        self._rate = named(QDoubleSpinBox(), "rate", self.tr("Highest learning rate"))
        self._rate.setDecimals(5)
        self._rate.setRange(1e-5, 1.0)
        self._rate.setSingleStep(5e-4)
        self._lay_out()
        self._connect()
        self.set_choices(defaults)

    @property
    def minutes(self) -> float:
        """Budget in minutes, which counts where there is none in steps."""
        return float(self._amounts[_MINUTES])

    @property
    def steps(self) -> int | None:
        """Budget in steps, None where it is in minutes."""
        return self._amounts[_STEPS] if self._unit.currentData() == _STEPS else None

    @property
    def device(self) -> str:
        """`auto`, `cpu` or `cuda`."""
        return str(self._device.currentData())

    @property
    def output(self) -> Path:
        """Where the model goes."""
        return self._output.path or Path()

    @property
    def resume(self) -> bool:
        """Whether an interrupted run goes on."""
        return not self._resume.isHidden() and self._resume.isChecked()

    @property
    def batch(self) -> int:
        """Patches in a step."""
        return self._batch.value()

    @property
    def patch_px(self) -> int:
        """Width and height of a patch."""
        return self._patch.value()

    @property
    def rate(self) -> float:
        """Highest learning rate."""
        return self._rate.value()

    def set_choices(self, choices: TrainingChoices) -> None:
        """Shows these choices."""
        self._amounts[_MINUTES] = max(1, round(choices.minutes))
        if choices.steps is not None:
            self._amounts[_STEPS] = choices.steps
        self._unit.setCurrentIndex(0 if choices.steps is None else 1)
        self._show_amount()
        self._device.setCurrentIndex(self._device.findData(choices.device))
        self._batch.setValue(choices.batch)
        self._patch.setValue(choices.patch_px)
        self._rate.setValue(choices.rate)
        self._task = choices.task
        self._resume.setChecked(choices.resume)
        self._output.set_path(choices.output)
        # Only a name that was proposed follows the task.
        self._is_own_name = not choices.output.name.startswith(f"{choices.task}-mine")
        self.check_output()

    def set_task(self, task: str) -> None:
        """Proposes a name for another task, unless the user chose one."""
        self._task = task
        if not self._is_own_name:
            self._on_fresh_clicked()

    def set_device_offered(self, device: str, *, offered: bool) -> None:
        """Lets a device be chosen or not."""
        item = self._device.model().item(self._device.findData(device))  # type: ignore[attr-defined]
        item.setEnabled(offered)
        item.setToolTip("" if offered else self.tr("There is none"))

    def check_output(self) -> None:
        """Says what is there under the name already, and offers what can be done."""
        choices = TrainingChoices(self.output)
        can_go_on = choices.can_go_on
        exists = choices.has_state or is_there(self.output)
        name = self.output.name.removesuffix(SUFFIX)
        if can_go_on:
            self._hint.setText(self.tr("{name} has a run that can go on.").format(name=name))
        elif exists:
            self._hint.setText(self.tr("{name} exists already.").format(name=name))
        self._hint.setVisible(exists)
        self._resume.setVisible(can_go_on)
        self._fresh.setVisible(exists and not self.resume)

    def _lay_out(self) -> None:
        section = Section(self.tr("Run"))
        section.add_row(self.tr("Budget"), row_of(self._budget, self._unit, stretch=False))
        section.add_row(self.tr("Device"), self._device)
        section.add_row(self.tr("Save as"), self._output)
        for widget in (self._hint, self._resume, self._fresh):
            section.rows.addRow("", widget)
        self._advanced.setObjectName("training_advanced_button")
        self._advanced.setText(self.tr("Advanced"))
        self._advanced.setCheckable(True)
        self._advanced.setAutoRaise(True)
        self._advanced.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._details = Section()
        self._details.add_row(self.tr("Batch"), self._batch)
        self._details.add_row(self.tr("Patch"), self._patch)
        self._details.add_row(self.tr("Rate"), self._rate)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(section)
        layout.addWidget(self._advanced)
        layout.addWidget(self._details)
        self._on_advanced_toggled(False)

    def _connect(self) -> None:
        self._budget.valueChanged.connect(self._on_budget_changed)
        self._unit.currentIndexChanged.connect(self._on_unit_chosen)
        self._device.currentIndexChanged.connect(self.changed)
        self._output.changed.connect(self._on_output_changed)
        self._output.browsed.connect(self._on_browsed)
        self._resume.toggled.connect(self._on_resume_toggled)
        self._fresh.clicked.connect(self._on_fresh_clicked)
        self._advanced.toggled.connect(self._on_advanced_toggled)
        for spin in (self._batch, self._patch, self._rate):
            spin.valueChanged.connect(self.changed)

    def _show_amount(self) -> None:
        unit = self._unit.currentData()
        amount = self._amounts[unit]
        self._budget.setRange(1, 10**6 if unit == _MINUTES else 10**9)
        self._budget.setSingleStep(10 if unit == _MINUTES else 1000)
        self._budget.setValue(amount)

    @Slot(int)
    def _on_budget_changed(self, value: int) -> None:
        self._amounts[self._unit.currentData()] = value
        self.changed.emit()

    @Slot(int)
    def _on_unit_chosen(self, _index: int) -> None:
        self._show_amount()
        self.changed.emit()

    @Slot()
    def _on_output_changed(self) -> None:
        self._is_own_name = True
        self.check_output()
        self.changed.emit()

    @Slot(bool)
    def _on_resume_toggled(self, _resume: bool) -> None:
        self.check_output()
        self.changed.emit()

    @Slot()
    def _on_fresh_clicked(self) -> None:
        self._resume.setChecked(False)
        self._output.set_path(fresh_output(self._task, self.output.parent))
        self._is_own_name = False

    @Slot(bool)
    def _on_advanced_toggled(self, shown: bool) -> None:
        self._advanced.setArrowType(Qt.ArrowType.DownArrow if shown else Qt.ArrowType.RightArrow)
        self._details.setVisible(shown)

    @Slot()
    def _on_browsed(self) -> None:
        folder = self.output.parent
        start = folder if is_folder(folder) else Path.home()
        title, kinds = self.tr("Where the model goes"), self.tr("Models")
        dialog = QFileDialog(self, title, str(start), f"{kinds} (*{SUFFIX})")
        dialog.setObjectName("training_output_dialog")
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setOption(QFileDialog.Option.DontConfirmOverwrite)  # nothing is ever replaced
        dialog.setDefaultSuffix(SUFFIX)
        dialog.selectFile(self.output.name)
        dialog.fileSelected.connect(self._on_file_chosen)
        dialog.open()

    @Slot(str)
    def _on_file_chosen(self, name: str) -> None:
        self._output.set_path(Path(name))
