"""What the network shall learn from: photos, task and range."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QSpinBox,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.app.training_choices import SCALES
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.card import TASKS
from memnet_gui.training.recipe import TASK_LEVELS
from memnet_gui.ui.task_box import task_name
from memnet_gui.ui.training.fields import (
    FolderList,
    PathField,
    Section,
    folder_dialog,
    named,
    row_of,
)

_RANGE_NAMES = {
    "denoise": QT_TRANSLATE_NOOP("TaskForm", "Sigma"),
    "upscale": QT_TRANSLATE_NOOP("TaskForm", "Scales"),
    "deblock": QT_TRANSLATE_NOOP("TaskForm", "JPEG quality"),
}
_HIGHEST = {"denoise": 100, "deblock": 100}
_LOWEST = {"denoise": 0, "deblock": 1}
_RANGE_TIPS = {
    "denoise": QT_TRANSLATE_NOOP("TaskForm", "Standard deviation of the noise on the 0-255 scale"),
    "deblock": QT_TRANSLATE_NOOP("TaskForm", "JPEG quality: the lower, the more blocks"),
}
_COLOUR = QT_TRANSLATE_NOOP("TaskForm", "Colour")
_GREY = QT_TRANSLATE_NOOP("TaskForm", "Grey")
_LUMINANCE = QT_TRANSLATE_NOOP("TaskForm", "Luminance only")
_CHANNELS = {
    "denoise": ((_COLOUR, 3), (_GREY, 1)),
    "upscale": ((_LUMINANCE, 1), (_COLOUR, 3)),
    "deblock": ((_COLOUR, 3), (_LUMINANCE, 1)),
}


class TaskForm(QWidget):
    """Folders, task, range of levels, colour.

    Attributes:
        changed: Something was chosen.
        task_changed: (str) The task is another one.
    """

    changed = Signal()
    task_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folders = FolderList()
        self._validate = PathField(
            "validate",
            self.tr("Optional: other photos to measure on"),
            self.tr(
                "A folder of photos that are not learned from; without it there are no PSNR curves"
            ),
        )
        self._task = QComboBox()
        self._task.setObjectName("training_task_box")
        self._task.setAccessibleName(self.tr("Task"))
        for task in TASKS:
            self._task.addItem(task_name(task), task)
        self._channels = QComboBox()
        self._channels.setObjectName("training_channels_box")
        self._channels.setAccessibleName(self.tr("Colours"))
        self._channels.setToolTip(
            self.tr("Whether the network sees red, green and blue, or one channel")
        )
        self._lowest = named(QSpinBox(), "lowest", self.tr("Lowest level"))
        self._highest = named(QSpinBox(), "highest", self.tr("Highest level"))
        self._scales = [self._scale_box(int(scale)) for scale in SCALES]
        self._range_name = self._lay_out()
        self._fill(self.task)
        self._connect()

    @property
    def task(self) -> str:
        """The chosen task."""
        return str(self._task.currentData())

    @property
    def folders(self) -> tuple[Path, ...]:
        """Where the photos lie."""
        return self._folders.folders

    @property
    def validate(self) -> Path | None:
        """Where other photos lie."""
        return self._validate.path

    @property
    def levels(self) -> tuple[float, ...]:
        """Both ends of the range, or the scales."""
        if self.task == "upscale":
            boxes = zip(SCALES, self._scales, strict=True)
            return tuple(scale for scale, box in boxes if box.isChecked())
        return float(self._lowest.value()), float(self._highest.value())

    @property
    def channels(self) -> int:
        """1 or 3."""
        return int(self._channels.currentData())

    def set_photos(self, folders: tuple[Path, ...], validate: Path | None) -> None:
        """Shows these folders."""
        self._folders.set_folders(folders)
        self._validate.set_path(validate)

    def set_task(self, task: str, levels: tuple[float, ...], channels: int) -> None:
        """Shows this task with its levels."""
        self._task.setCurrentIndex(self._task.findData(task))
        if task == "upscale":
            for scale, box in zip(SCALES, self._scales, strict=True):
                box.setChecked(scale in levels)
        elif levels:
            self._set_range(int(min(levels)), int(max(levels)))
        self.set_channels(channels)

    def set_channels(self, channels: int, *, locked: bool = False) -> None:
        """Chooses colour or not, and lets the user choose otherwise or not."""
        self._channels.setCurrentIndex(self._channels.findData(channels))
        self._channels.setEnabled(not locked)

    def _scale_box(self, scale: int) -> QCheckBox:
        box = QCheckBox(f"×{scale}")
        box.setObjectName(f"training_scale_{scale}_box")
        box.setChecked(True)
        return box

    def _lay_out(self) -> QLabel:
        photos = Section(self.tr("Photos"))
        photos.add_row(self.tr("Learn from"), self._folders)
        photos.add_row(self.tr("Measure on"), self._validate)
        self._range = QStackedWidget()
        self._range.addWidget(row_of(self._lowest, QLabel(self.tr("to")), self._highest))
        self._range.addWidget(row_of(*self._scales))
        task = Section(self.tr("Task"))
        task.add_row(self.tr("Task"), self._task)
        range_name = task.add_row("", self._range)
        task.add_row(self.tr("Colours"), self._channels)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(10)
        layout.addWidget(photos)
        layout.addWidget(task)
        return range_name

    def _connect(self) -> None:
        self._folders.changed.connect(self.changed)
        self._validate.changed.connect(self.changed)
        self._validate.browsed.connect(self._on_browsed)
        self._task.currentIndexChanged.connect(self._on_task_chosen)
        self._channels.currentIndexChanged.connect(self.changed)
        self._lowest.valueChanged.connect(self._on_lowest_changed)
        self._highest.valueChanged.connect(self._on_highest_changed)
        for box in self._scales:
            box.toggled.connect(self.changed)

    def _fill(self, task: str) -> None:
        """Offers what there is to choose for a task."""
        self._range_name.setText(self.tr(_RANGE_NAMES[task]))
        self._range.setCurrentIndex(1 if task == "upscale" else 0)
        self._channels.clear()
        for text, channels in _CHANNELS[task]:
            self._channels.addItem(self.tr(text), channels)
        if task != "upscale":
            for box in (self._lowest, self._highest):
                box.setToolTip(self.tr(_RANGE_TIPS[task]))
            low, high = TASK_LEVELS[task].levels
            self._lowest.setRange(_LOWEST[task], _HIGHEST[task] - 1)
            self._highest.setRange(_LOWEST[task] + 1, _HIGHEST[task])
            self._set_range(int(low), int(high))

    def _set_range(self, low: int, high: int) -> None:
        """Sets both ends; in this order neither pushes the other."""
        self._lowest.setValue(self._lowest.minimum())
        self._highest.setValue(high)
        self._lowest.setValue(low)

    @Slot(int)
    def _on_task_chosen(self, _index: int) -> None:
        with QSignalBlocker(self):  # half filled, it is nothing to be asked
            self._fill(self.task)
        self.task_changed.emit(self.task)
        self.changed.emit()

    @Slot(int)
    def _on_lowest_changed(self, value: int) -> None:
        self._highest.setValue(max(value, self._highest.value()))
        self.changed.emit()

    @Slot(int)
    def _on_highest_changed(self, value: int) -> None:
        self._lowest.setValue(min(value, self._lowest.value()))
        self.changed.emit()

    @Slot()
    def _on_browsed(self) -> None:
        start = self.validate or (self.folders[-1].parent if self.folders else Path.home())
        dialog = folder_dialog(self, self.tr("A folder of photos to measure on"), start)
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    @Slot(str)
    def _on_folder_chosen(self, name: str) -> None:
        self._validate.set_path(Path(name))
