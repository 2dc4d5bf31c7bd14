"""PSNR on the validation photos over the pixels seen: input, M1..MM and final."""

from collections.abc import Iterable, Iterator

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from memnet_gui.evaluation.predictions import FINAL, INPUT, name_prediction
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.training.progress import TrainingProgress, ValidationScores
from memnet_gui.ui.colour_maps import block_colours
from memnet_gui.ui.plots import Row, ThemedPlot, is_dark
from memnet_gui.ui.predictions.entry import title_of as prediction_title
from memnet_gui.ui.theme import ACCENT
from memnet_gui.ui.training.fields import AXIS_PX, quiet_label
from memnet_gui.ui.training.history import title_of

_MOST_NAMED = 5
_LEAST_DB = 0.2
_OUTLIERS_PERCENT = 10
_MOST_POINTS = 1000
_EMPTY = QT_TRANSLATE_NOOP("QualityPlot", "The first measurement comes soon.")
_WITHOUT = QT_TRANSLATE_NOOP(
    "QualityPlot", "Without a folder to measure on there are no PSNR curves."
)


class QualityPlot(QWidget):
    """A choice of the level, the curves and what their colours mean."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training_quality")
        self._points: list[tuple[float, dict[str, ValidationScores]]] = []
        self._level = QComboBox()
        self._level.setObjectName("training_level_box")
        self._level.setAccessibleName(self.tr("Level"))
        self._level.setToolTip(self.tr("Level of the damage"))
        self._with_input = QCheckBox(prediction_title(INPUT))
        self._with_input.setObjectName("training_input_box")
        self._with_input.setToolTip(self.tr("Show the degraded photos' own PSNR, dashed"))
        self._with_input.setChecked(True)
        self._figures = quiet_label("training_quality_label")
        self._legend = quiet_label("training_quality_legend")
        self._note = quiet_label("training_quality_note")
        self._note.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.plot = ThemedPlot()
        self.plot.setObjectName("training_quality_plot")
        self.plot.setAccessibleName(self.tr("PSNR during training"))
        self.plot.plotItem.setLabel("bottom", self.tr("Mpx seen"))
        self.plot.plotItem.getAxis("bottom").setHeight(AXIS_PX)
        self.plot.plotItem.showGrid(y=True, alpha=0.15)
        self._input, self._final = self._add_curve(), self._add_curve()
        self._final.setZValue(2)
        self._predictions: list[pg.PlotDataItem] = []
        self._level.currentIndexChanged.connect(self._refresh)
        self._with_input.toggled.connect(self._refresh)
        self.plot.recoloured.connect(self._refresh)
        self._lay_out()
        self.clear()

    @property
    def level(self) -> str:
        """The level whose curves are shown, "" while there is none."""
        return str(self._level.currentData() or "")

    def add(self, progress: TrainingProgress) -> None:
        """Adds a validation."""
        validation = progress.validation
        assert validation is not None
        if not validation.scores:
            self._note.setText(self.tr(_WITHOUT))
            return
        if len(self._points) >= _MOST_POINTS:
            del self._points[1::2]
        self._points.append((progress.pixels / 1e6, dict(validation.scores)))
        self._offer_levels(validation.scores)
        self._refresh()

    def clear(self) -> None:
        """Forgets all."""
        self._points.clear()
        self._level.clear()
        self._note.setText(self.tr(_EMPTY))
        self._refresh()
        self.plot.show_all()

    def csv_rows(self) -> Iterator[Row]:
        """Yields all levels, not only the chosen one."""
        yield "megapixels", "level", "curve", "psnr_db"
        for megapixels, scores in self._points:
            for level, score in scores.items():
                for name, value in _curves(score):
                    yield megapixels, level, name, value

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._level)
        row.addWidget(self._with_input)
        row.addWidget(self._figures, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 0)
        layout.setSpacing(4)
        layout.addLayout(row)
        layout.addWidget(self._note, 1)
        layout.addWidget(self.plot, 1)
        layout.addWidget(self._legend)

    def _add_curve(self) -> pg.PlotDataItem:
        curve = pg.PlotDataItem([], [], antialias=True, symbolPen=None, symbolSize=5)
        self.plot.addItem(curve)
        return curve

    def _offer_levels(self, names: Iterable[str]) -> None:
        """Offers the levels; the middle one is shown first."""
        known = [self._level.itemData(i) for i in range(self._level.count())]
        if known != list(names):
            self._level.clear()
            for name in names:
                self._level.addItem(title_of(name), name)
            self._level.setCurrentIndex(self._level.count() // 2)

    @Slot()
    def _refresh(self) -> None:
        """Brings the points of the chosen level into the curves."""
        level = self.level
        points = [(x, scores[level]) for x, scores in self._points if level in scores]
        for widget in (self._level, self._with_input, self._figures, self.plot, self._legend):
            widget.setVisible(bool(points))
        self._note.setVisible(not points)
        x = np.array([place for place, _ in points])
        scores = [score for _, score in points]
        count = len(scores[-1].predictions) if scores else 0
        # The one prediction of a basic network is its final output.
        count = count if count > 1 else 0
        while len(self._predictions) < count:
            self._predictions.append(self._add_curve())
        self._fill(self._input, x, [s.input for s in scores])
        self._fill(self._final, x, [s.final for s in scores])
        for index, curve in enumerate(self._predictions):
            shown = scores if index < count else []
            self._fill(curve, x[: len(shown)], [s.predictions[index] for s in shown])
        self._input.setVisible(self._with_input.isChecked())
        self._colour(count)
        if scores:
            self._describe(scores[-1])
            self._fit(x, scores)

    def _fill(self, curve: pg.PlotDataItem, x: np.ndarray, values: list[float]) -> None:
        y = np.array(values, float)
        finite = np.isfinite(y)
        # A single measurement would be an invisible line.
        curve.setData(x[finite], y[finite], symbol="o" if finite.sum() < 3 else None)

    def _describe(self, score: ValidationScores) -> None:
        gain = score.final - score.input
        told = f" ({gain:+.2f})" if np.isfinite(gain) else ""  # noise 0 changes nothing
        self._figures.setText(f"{prediction_title(FINAL)} {score.final:.2f} dB{told}")

    def _fit(self, x: np.ndarray, scores: list[ValidationScores]) -> None:
        """Shows everything; without the input, what matters late in the run."""
        learned = np.array([[*s.predictions, s.final] for s in scores])
        learned = learned[np.isfinite(learned)]
        if not len(learned):
            return
        if self._with_input.isChecked():
            inputs = [s.input for s in scores if np.isfinite(s.input)]
            low = min([float(learned.min()), *inputs])
        else:
            low = float(np.percentile(learned, _OUTLIERS_PERCENT))
        high = float(learned.max())
        missing = max(0.0, _LEAST_DB - (high - low)) / 2 + 0.05 * (high - low) + 0.01
        left = float(x[0]) if len(x) > 1 else max(0.0, float(x[0]) - 0.5)
        right = float(x[-1]) if len(x) > 1 else float(x[0]) + 0.5
        self.plot.grow_extent(left, right, low - missing, high + missing)

    def _colour(self, count: int) -> None:
        quiet = self.plot.colour(self.plot.palette().ColorRole.PlaceholderText)
        colours = block_colours(count, dark=is_dark(self.palette()))
        self._input.setPen(pg.mkPen(quiet, width=1.5, style=Qt.PenStyle.DashLine))
        self._input.setSymbolBrush(quiet)
        self._final.setPen(pg.mkPen(ACCENT, width=2.5))
        self._final.setSymbolBrush(ACCENT)
        for curve, colour in zip(self._predictions, colours, strict=False):
            curve.setPen(pg.mkPen(colour, width=1))
            curve.setSymbolBrush(colour)
        named = [(name_prediction(m + 1), colour.name()) for m, colour in enumerate(colours)]
        if count > _MOST_NAMED:
            named = [named[0], named[count // 2], named[-1]]
        entries = [f"<span style='color:{colour}'>■</span> {name}" for name, colour in named]
        final = prediction_title(FINAL)
        entries.append(f"<span style='color:{ACCENT.name()}'>■</span> {final}")
        self._legend.setText(f"╌╌ {prediction_title(INPUT)} &nbsp; " + " &nbsp; ".join(entries))

    def sizeHint(self) -> QSize:
        """Fits a narrow dock."""
        return QSize(340, 220)


def _curves(score: ValidationScores) -> Iterator[tuple[str, float]]:
    yield INPUT, score.input
    for m, value in enumerate(score.predictions, start=1):
        yield name_prediction(m), value
    yield FINAL, score.final
