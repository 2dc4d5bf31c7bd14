"""What is done to the photos of a batch, and where the results go."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QLineEdit,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.app.batch_choices import RESULT_FORMATS, BatchChoices
from memnet_gui.app.translation import translate_error, translate_message
from memnet_gui.errors import UserError
from memnet_gui.imaging.formats import FORMATS
from memnet_gui.imaging.jpeg import QUALITIES
from memnet_gui.imaging.resampling import SCALES
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.task_box import TaskBox
from memnet_gui.ui.training.fields import Section, icon_button, quiet_label, row_of

_LOSSY = ("", *(form.suffixes[0] for form in FORMATS if form.has_quality))
_SHORTEST_PX = 60


class SettingsForm(QWidget):
    """The choices of a batch.

    Attributes:
        changed: Something was chosen.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._known: list[ModelInfo] = []
        self._task = TaskBox()
        self._task.setObjectName("batch_task_box")
        self._task.setToolTip(self.tr("What shall be done to the photos"))
        self._scale = _combo("scale", self.tr("How many times wider and higher the photos become"))
        for scale in SCALES:
            self._scale.addItem(f"×{scale}", scale)
        self._model = _combo("model", self.tr("Which model restores the photos"))
        self._folder = _edit(
            "folder", self.tr("Beside each photo"), self.tr("Folder for the results")
        )
        self._browse = icon_button("batch_folder_button", "folder-open-outline", self.tr("Choose…"))
        tip = self.tr(
            "Name of a result: {name}, {task} and {model} stand for the photo's and the choices"
        )
        self._pattern = _edit("pattern", "", tip)
        self._example = quiet_label("batch_example_label")
        self._format = _combo("format", self.tr("Format of the results"))
        for suffix, name in RESULT_FORMATS.items():
            self._format.addItem(translate_message(name), suffix)
        self._quality = QSpinBox()
        self._quality.setObjectName("batch_quality_box")
        self._quality.setAccessibleName(self.tr("Quality"))
        self._quality.setToolTip(self.tr("Quality of JPEG, WebP, AVIF and HEIC files, 1 to 100"))
        self._quality.setPrefix(self.tr("Quality "))
        self._quality.setRange(*QUALITIES)
        self._bare = QCheckBox(self.tr("Remove metadata"))
        self._bare.setObjectName("batch_remove_metadata_box")
        self._bare.setToolTip(self.tr("Leave out the camera's notes, such as time and place"))
        self._lay_out()
        self.set_choices(BatchChoices())
        self._connect()

    @property
    def choices(self) -> BatchChoices:
        """What is chosen."""
        return BatchChoices(
            task=self._task.task,
            model=str(self._model.currentData()),
            scale=int(self._scale.currentData()),
            folder=self._folder.text().strip(),
            pattern=self._pattern.text(),
            suffix=str(self._format.currentData()),
            quality=self._quality.value(),
            keeps_metadata=not self._bare.isChecked(),
        )

    @property
    def problem(self) -> str:
        """Why a batch cannot start with these choices, one sentence, or ""."""
        choices = self.choices
        try:
            choices.example()
            choices.models(self._known)
        except UserError as error:
            return translate_error(error)
        return ""

    def set_choices(self, choices: BatchChoices) -> None:
        """Shows these choices; a model that is not there counts as none."""
        self._task.choose(choices.task)
        self._offer_models(choices.model)
        self._scale.setCurrentIndex(max(0, self._scale.findData(choices.scale)))
        self._folder.setText(choices.folder)
        self._pattern.setText(choices.pattern)
        self._format.setCurrentIndex(self._format.findData(choices.suffix))
        self._quality.setValue(choices.quality)
        self._bare.setChecked(not choices.keeps_metadata)
        self._refresh()

    def set_models(self, models: list[ModelInfo]) -> None:
        """Offers models; the chosen one stays chosen while it is there."""
        self._known = list(models)
        self._task.set_available({info.card.task for info in models})
        self._offer_models(str(self._model.currentData() or ""))
        self._refresh()

    @property
    def models(self) -> list[ModelInfo]:
        """All that are offered, for any task."""
        return list(self._known)

    def _offer_models(self, chosen: str) -> None:
        with QSignalBlocker(self._model):
            self._model.clear()
            self._model.addItem(self.tr("Best for each photo"), "")
            for info in self._known:
                if info.card.task == self._task.task:
                    self._model.addItem(info.name, info.name)
            self._model.setCurrentIndex(max(0, self._model.findData(chosen)))

    def _lay_out(self) -> None:
        section = Section()
        section.add_row(self.tr("Task"), row_of(self._task, self._scale, stretch=False))
        section.add_row(self.tr("Model"), self._model)
        section.add_row(self.tr("Save in"), row_of(self._folder, self._browse, stretch=False))
        section.add_row(self.tr("Name"), self._pattern)
        section.rows.addRow("", self._example)
        section.add_row(self.tr("Format"), row_of(self._format, self._quality, stretch=False))
        section.rows.addRow("", self._bare)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(section)

    def _connect(self) -> None:
        self._task.currentIndexChanged.connect(self._on_task_chosen)
        for box in (self._scale, self._model, self._format):
            box.currentIndexChanged.connect(self._on_changed)
        self._folder.textChanged.connect(self._on_changed)
        self._pattern.textChanged.connect(self._on_changed)
        self._quality.valueChanged.connect(self._on_changed)
        self._bare.toggled.connect(self._on_changed)
        self._browse.clicked.connect(self._on_browse_clicked)

    def _refresh(self) -> None:
        choices = self.choices
        self._scale.setVisible(choices.task == "upscale")
        self._quality.setEnabled(choices.suffix in _LOSSY)
        try:
            example = choices.example()
        except UserError as error:
            self._example.setText(translate_error(error))
        else:
            text = self.tr("photo.jpg becomes {result}")
            self._example.setText(text.format(result=example))

    @Slot(int)
    def _on_task_chosen(self, _index: int) -> None:
        self._offer_models("")
        self._on_changed()

    @Slot()
    def _on_changed(self) -> None:
        self._refresh()
        self.changed.emit()

    @Slot()
    def _on_browse_clicked(self) -> None:
        start = Path(self._folder.text() or Path.home())
        dialog = QFileDialog(self, self.tr("Folder for the results"), str(start))
        dialog.setObjectName("batch_output_dialog")
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        dialog.fileSelected.connect(self._folder.setText)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()


def _combo(name: str, tip: str) -> QComboBox:
    box = QComboBox()
    box.setObjectName(f"batch_{name}_box")
    box.setAccessibleName(tip)
    box.setToolTip(tip)
    box.setMinimumContentsLength(4)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumWidth(_SHORTEST_PX)
    return box


def _edit(name: str, hint: str, tip: str) -> QLineEdit:
    edit = QLineEdit()
    edit.setObjectName(f"batch_{name}_edit")
    edit.setAccessibleName(tip)
    edit.setPlaceholderText(hint)
    edit.setToolTip(tip)
    return edit
