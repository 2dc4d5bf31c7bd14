"""Which network is trained, and what its weights start as."""

from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Signal, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QSpinBox, QVBoxLayout, QWidget

from memnet_gui.app.training_choices import PRESETS
from memnet_gui.app.translation import translate_message
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.training.fields import Section, named, row_of

_MOST_BLOCKS, _MOST_FILTERS = 64, 1024


class NetworkForm(QWidget):
    """Start, size, supervision and ablations; the image channels are chosen elsewhere.

    Attributes:
        changed: Something was chosen.
        initial_changed: (ModelInfo | None) Training starts from other weights.
    """

    changed = Signal()
    initial_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._models: list[ModelInfo] = []
        self._initial = QComboBox()
        self._initial.setObjectName("training_initial_box")
        self._initial.setToolTip(self.tr("Random weights, or those of a model that learns on"))
        self._initial.addItem(self.tr("Scratch"))
        self._preset = QComboBox()
        self._preset.setObjectName("training_preset_box")
        self._preset.setToolTip(self.tr("Memory blocks M, recursions R and filters C"))
        for name in PRESETS:
            self._preset.addItem(translate_message(name), name)
        self._preset.addItem(self.tr("Free"))
        self._blocks = _count_box("blocks", "M", self.tr("Memory blocks"), _MOST_BLOCKS)
        self._recursions = _count_box(
            "recursions", "R", self.tr("Recursions in a block"), _MOST_BLOCKS
        )
        self._filters = _count_box("filters", "C", self.tr("Filters of every layer"), _MOST_FILTERS)
        self._sizes = (self._blocks, self._recursions, self._filters)
        self._multi = _check_box(
            "multi",
            self.tr("Multi-supervised"),
            self.tr("Every memory block predicts, and the result is their learned weighted sum"),
        )
        self._multi.setChecked(True)
        self._no_long_term = _check_box(
            "no_long_term",
            "NL",
            self.tr("The paper's ablation: gate units do not read the long-term memories"),
        )
        self._no_short_term = _check_box(
            "no_short_term",
            "NS",
            self.tr("The paper's ablation: gate units read the last recursion only"),
        )
        self._show_sizes()
        self._lay_out()
        self._connect()

    @property
    def initial(self) -> ModelInfo | None:
        """The model whose weights training starts from, None for random ones."""
        index = self._initial.currentIndex()
        return self._models[index - 1] if index > 0 else None

    def config(self, channels: int) -> NetworkConfig:
        """Returns the network for pictures of so many channels."""
        if self.initial is not None:
            return self.initial.config
        blocks, recursions, filters = (box.value() for box in self._sizes)
        return NetworkConfig(
            blocks,
            recursions,
            filters,
            channels,
            multi_supervised=self._multi.isChecked(),
            long_term=not self._no_long_term.isChecked(),
            short_term=not self._no_short_term.isChecked(),
        )

    def set_models(self, models: list[ModelInfo]) -> None:
        """Offers models to start from; the choice stays where it can."""
        chosen = self.initial
        with QSignalBlocker(self._initial):
            self._models = list(models)
            self._initial.clear()
            names = [self.tr("Model {name}").format(name=info.name) for info in models]
            self._initial.addItems([self.tr("Scratch"), *names])
        self.set_initial(chosen.path if chosen else None)
        if self.initial is None and chosen is not None:
            self._on_initial_chosen(0)

    def set_initial(self, path: Path | None) -> None:
        """Starts from this model if it is offered, else from scratch."""
        paths = [info.path for info in self._models]
        self._initial.setCurrentIndex(1 + paths.index(path) if path in paths else 0)

    def set_config(self, config: NetworkConfig) -> None:
        """Shows this network; its channels are shown elsewhere."""
        sizes = (config.blocks, config.recursions, config.filters)
        names = [name for name, preset in PRESETS.items() if preset == sizes]
        self._preset.setCurrentIndex(self._preset.findData(names[0] if names else None))
        for box, size in zip(self._sizes, sizes, strict=True):
            box.setValue(size)
        self._multi.setChecked(config.multi_supervised)
        self._no_long_term.setChecked(not config.long_term)
        self._no_short_term.setChecked(not config.short_term)

    def _lay_out(self) -> None:
        section = Section(self.tr("Network"))
        section.add_row(self.tr("Start from"), self._initial)
        section.add_row(self.tr("Size"), self._preset)
        section.add_row("", row_of(*self._sizes, stretch=False))
        section.add_row("", row_of(self._multi, self._no_long_term, self._no_short_term))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(section)

    def _connect(self) -> None:
        self._initial.currentIndexChanged.connect(self._on_initial_chosen)
        self._preset.currentIndexChanged.connect(self._on_preset_chosen)
        for spin in self._sizes:
            spin.valueChanged.connect(self.changed)
        for box in (self._multi, self._no_long_term, self._no_short_term):
            box.toggled.connect(self.changed)

    def _show_sizes(self) -> None:
        """Brings the preset's numbers into the boxes, which are free only for Free."""
        preset = PRESETS.get(self._preset.currentData())
        for box, size in zip(self._sizes, preset or (0, 0, 0), strict=True):
            box.setEnabled(preset is None and self.initial is None)
            if preset is not None:
                box.setValue(size)

    @Slot(int)
    def _on_preset_chosen(self, _index: int) -> None:
        self._show_sizes()
        self.changed.emit()

    @Slot(int)
    def _on_initial_chosen(self, _index: int) -> None:
        info = self.initial
        if info is not None:
            self.set_config(info.config)
        for widget in (self._preset, self._multi, self._no_long_term, self._no_short_term):
            widget.setEnabled(info is None)
        self._show_sizes()
        self.initial_changed.emit(info)
        self.changed.emit()


def _count_box(name: str, letter: str, tip: str, most: int) -> QSpinBox:
    box = named(QSpinBox(), name, tip)
    box.setRange(1, most)
    box.setPrefix(f"{letter} ")
    return box


def _check_box(name: str, text: str, tip: str) -> QCheckBox:
    box = QCheckBox(text)
    box.setObjectName(f"training_{name}_box")
    box.setToolTip(tip)
    return box
