"""How far a run is, in figures that stay in their places."""

import math

from PySide6.QtGui import QFont, QPalette
from PySide6.QtWidgets import QGridLayout, QLabel, QProgressBar, QVBoxLayout, QWidget

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.ui.numbers import format_count, format_duration
from memnet_gui.ui.training.history import format_pixels

_STEPS = 1000
_COLUMNS = 4
_GAP_PX = 4
_TEXT_SCALE = 0.85
_NAMES = {
    "elapsed": (
        QT_TRANSLATE_NOOP("Figures", "Elapsed"),
        QT_TRANSLATE_NOOP("Figures", "Training time, without measuring and pauses"),
    ),
    "left": (
        QT_TRANSLATE_NOOP("Figures", "Left"),
        QT_TRANSLATE_NOOP("Figures", "At the speed so far"),
    ),
    "speed": (
        QT_TRANSLATE_NOOP("Figures", "Speed"),
        QT_TRANSLATE_NOOP("Figures", "Pixels learned from in a second"),
    ),
    "seen": (
        QT_TRANSLATE_NOOP("Figures", "Seen"),
        QT_TRANSLATE_NOOP("Figures", "Pixels learned from so far"),
    ),
    "step": (
        QT_TRANSLATE_NOOP("Figures", "Step"),
        QT_TRANSLATE_NOOP("Figures", "Steps of the optimiser"),
    ),
    "loss": (
        QT_TRANSLATE_NOOP("Figures", "Loss"),
        QT_TRANSLATE_NOOP("Figures", "Mean since the last report"),
    ),
    "rate": (
        QT_TRANSLATE_NOOP("Figures", "Rate"),
        QT_TRANSLATE_NOOP("Figures", "Learning rate of the last step"),
    ),
    "gradient": (
        QT_TRANSLATE_NOOP("Figures", "Gradient"),
        QT_TRANSLATE_NOOP("Figures", "Norm of the last gradient, before it is clipped"),
    ),
}
_NONE = "–"  # noqa: RUF001 - a dash stands for no number


class Figures(QWidget):
    """A progress bar and eight numbers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.bar = QProgressBar()
        self.bar.setObjectName("training_progress_bar")
        self.bar.setAccessibleName(self.tr("Progress of the training"))
        self.bar.setRange(0, _STEPS)
        self.bar.setFormat("%p %")
        self._values = {name: _value(name) for name in _NAMES}
        grid = QGridLayout()
        grid.setHorizontalSpacing(8)
        grid.setVerticalSpacing(0)
        for index, (name, (text, tip)) in enumerate(_NAMES.items()):
            row, column = 3 * (index // _COLUMNS), index % _COLUMNS
            caption, value = _caption(self.tr(text)), self._values[name]
            for label in (caption, value):
                label.setToolTip(self.tr(tip))
            grid.addWidget(caption, row, column)
            grid.addWidget(value, row + 1, column)
            grid.setColumnStretch(column, 1)
        grid.setRowMinimumHeight(2, _GAP_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.bar)
        layout.addLayout(grid)

    def begin(self) -> None:
        """Shows that nothing is known yet."""
        self.bar.setValue(0)
        for label in self._values.values():
            label.setText(_NONE)

    def show_progress(self, progress: TrainingProgress) -> None:
        """Shows a report."""
        self.bar.setValue(round_down(progress.done, _STEPS))
        texts = {
            "elapsed": format_duration(progress.seconds),
            "left": _left(progress),
            "speed": f"{progress.pixels_per_s / 1e6:.2f} Mpx/s" if progress.pixels_per_s else _NONE,
            "seen": format_pixels(progress.pixels),
            "step": format_count(progress.step),
            "loss": _small(progress.loss),
            "rate": _small(progress.rate),
            "gradient": _small(progress.gradient_norm),
        }
        for name, text in texts.items():
            self._values[name].setText(text)


def round_down(done: float, parts: int) -> int:
    """Returns how many of `parts` are done of a run: all of them only at its end."""
    return math.floor(done * parts + 1e-9)


def _left(progress: TrainingProgress) -> str:
    if progress.done >= 1:
        return format_duration(0)
    if progress.done <= 0 or progress.seconds < 1:
        return _NONE
    return format_duration(progress.seconds * (1 / progress.done - 1))


def _small(value: float) -> str:
    return f"{value:.2e}" if math.isfinite(value) else _NONE


def _caption(text: str) -> QLabel:
    label = QLabel(text)
    font = QFont(label.font())
    font.setPointSizeF(font.pointSizeF() * _TEXT_SCALE)
    label.setFont(font)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _value(name: str) -> QLabel:
    label = QLabel(_NONE)
    label.setObjectName(f"training_{name}_label")
    # All digits equally wide: the numbers change without dancing.
    font = QFont(label.font())
    font.setFeature(QFont.Tag("tnum"), 1)
    label.setFont(font)
    label.setMinimumWidth(label.fontMetrics().horizontalAdvance("00 min 00 s"))
    return label
