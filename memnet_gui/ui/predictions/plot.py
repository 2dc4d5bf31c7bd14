"""The plots of the intermediate predictions: how good each is, and how much each counts."""

from collections.abc import Iterator, Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from memnet_gui.evaluation.predictions import FINAL, INPUT, PredictionFigures, name_prediction
from memnet_gui.evaluation.published import PublishedWeights, find_published_weights
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.ui.plots import Row
from memnet_gui.ui.predictions.chart import Chart, colour_curve, fill_curve, finite
from memnet_gui.ui.predictions.entry import title_of
from memnet_gui.ui.predictions.table import tabulate_predictions
from memnet_gui.ui.predictions.weights_legend import WeightsLegend
from memnet_gui.ui.theme import ACCENT

_EMPTY_TEXT = QT_TRANSLATE_NOOP(
    "PredictionsPlot", "Restore a photo to see how its intermediate predictions improve."
)
_BASIC_TEXT = QT_TRANSLATE_NOOP(
    "PredictionsPlot",
    "This is a basic network: only its last memory block was trained to predict, "
    "so there are no intermediate predictions and no weights.",
)
_FINAL_TEXT = QT_TRANSLATE_NOOP(
    "PredictionsPlot",
    "Only the final picture of this photo is kept: its intermediate predictions would take too "
    "much memory.",
)
_PSNR_TITLE = QT_TRANSLATE_NOOP("PredictionsPlot", "PSNR against the clean photo, dB")
_STEP_TITLE = QT_TRANSLATE_NOOP(
    "PredictionsPlot",
    "Step M(m) − M(m−1), RMS on the 0–255 scale",  # noqa: RUF001
)
_BAR_WIDTH = 0.36
_FINAL_PX = 11
_SMALLEST_SPAN_DB = 0.2


class PredictionsPlot(QWidget):
    """PSNR or step over m, and under it the ensemble weights beside the authors' own."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("predictions_plot")
        self._figures: tuple[PredictionFigures, ...] = ()
        self._model_weights: tuple[float, ...] = ()
        self._published: PublishedWeights | None = None
        self._name = ""
        self._has_model = self._is_basic = False
        self._quality_title, self._weights_title = QLabel(), WeightsLegend()
        self._quality_title.setObjectName("predictions_plot_quality_title")
        self._quality_title.setTextFormat(Qt.TextFormat.PlainText)
        self._quality_title.setWordWrap(True)
        self._weights_title.setObjectName("predictions_plot_weights_title")
        self._quality, self._weights = Chart(), Chart()
        self._quality.setObjectName("predictions_quality_chart")
        self._quality.setAccessibleName(self.tr("Quality of the intermediate predictions"))
        self._weights.setObjectName("predictions_weights_chart")
        self._weights.setAccessibleName(self.tr("Ensemble weights"))
        self._note = _note()
        self._curve = self._quality.add_curve()
        self._final = self._quality.add_curve("d", _FINAL_PX)
        self._final_level = self._quality.add_level()
        self._zero = self._weights.add_level()
        self._zero.setVisible(True)
        self._zero.setZValue(-0.5)  # small negative weights stay in sight
        self._authors_bars, self._bars = _add_bars(self._weights), _add_bars(self._weights)
        self._quality.recoloured.connect(self._on_recoloured)
        self._colour_items()
        self._lay_out()
        self._refresh()

    @property
    def quality_title(self) -> str:
        """What the upper plot shows."""
        return self._quality_title.text()

    @property
    def note(self) -> str:
        """What is said in place of a plot; empty when nothing needs saying."""
        return self._note.text()

    def set_figures(self, figures: Sequence[PredictionFigures], scope: str = "") -> None:
        """Shows PSNR where it was measured, else the step from each prediction to the next.

        Args:
            figures: What was measured; none shows no plot.
            scope: What of the pictures PSNR is of, such as `RGB`, as the user reads it.
        """
        self._figures = tuple(figures)
        if any(it.psnr is not None for it in figures):
            self._show_psnr(figures, scope)
        else:
            self._show_steps([it for it in figures if it.step_rms is not None])
        self._refresh()

    def empty_figures(self) -> None:
        """Takes the curve away while others are made; the plot stays where it is."""
        self._figures = ()
        for curve in (self._curve, self._final):
            curve.setData([], [])
        self._final_level.setVisible(False)

    def set_weights(self, weights: Sequence[float] | None, task: str, name: str = "") -> None:
        """Shows a model's ensemble weights beside those of the authors.

        Args:
            weights: w_1..w_M; None for the basic network.
            task: Which of the authors' models to compare with, as a model card has it.
            name: The model's, which the legend calls it by.
        """
        self._has_model, self._is_basic, self._name = True, weights is None, name
        self._model_weights = tuple(map(float, weights or ()))
        self._published = None if weights is None else find_published_weights(task)
        self._show_weights()
        self._refresh()

    def clear(self) -> None:
        """Forgets figures and weights, and says what to do."""
        self._figures, self._model_weights = (), ()
        self._published, self._name = None, ""
        self._has_model = self._is_basic = False
        self._refresh()

    def csv_rows(self) -> Iterator[Row]:
        """Yields all that is known of the input, of M1..MM and of the final picture."""
        return tabulate_predictions(self._figures, self._model_weights, self._authors_weights)

    @property
    def _authors_weights(self) -> tuple[float, ...]:
        return self._published.weights if self._published else ()

    def _show_psnr(self, figures: Sequence[PredictionFigures], scope: str) -> None:
        """Draws input and predictions as a curve, the final picture as a point beside it."""
        names = [it.name for it in figures]
        values = finite([it.psnr for it in figures])
        is_final = np.array([name == FINAL for name in names])
        places = np.arange(len(names))
        fill_curve(self._curve, places[~is_final], values[~is_final])
        fill_curve(self._final, places[is_final], values[is_final])
        level = values[is_final][-1] if is_final.any() else np.nan
        self._final_level.setVisible(bool(np.isfinite(level)))
        if np.isfinite(level):
            self._final_level.setValue(level)
        self._quality.set_names([title_of(name) for name in names])
        is_input = np.array([name == INPUT for name in names])
        remarks = "; ".join(filter(None, (scope, self._focus(values, is_input))))
        self._quality_title.setText(self.tr(_PSNR_TITLE) + (f" ({remarks})" if remarks else ""))

    def _focus(self, values: NDArray[np.float64], is_input: NDArray[np.bool_]) -> str:
        """Scales to the predictions, and tells the input's PSNR where it lies outside.

        The input is so much worse that at one scale all predictions would look alike.
        """
        inputs, others = values[is_input], values[~is_input]
        others = others[np.isfinite(others)]
        if len(others) < 3 or not np.isfinite(inputs).any():
            self._quality.enableAutoRange(y=True)
            return ""
        low, high = others.min(), others.max()
        missing = max(0.0, _SMALLEST_SPAN_DB - (high - low)) / 2
        self._quality.setYRange(low - missing, high + missing, padding=0.12)
        shown_low, shown_high = self._quality.viewRange()[1]
        is_outside = not shown_low <= inputs[0] <= shown_high
        return self.tr("input {psnr:.2f}").format(psnr=inputs[0]) if is_outside else ""

    def _show_steps(self, figures: Sequence[PredictionFigures]) -> None:
        """Draws how far each prediction is from the one before."""
        values = finite([it.step_rms for it in figures])
        fill_curve(self._curve, np.arange(len(figures)), values)
        self._final.setData([], [])
        self._final_level.setVisible(False)
        self._quality.set_names([title_of(it.name) for it in figures])
        self._quality.enableAutoRange(y=True)
        self._quality_title.setText(self.tr(_STEP_TITLE))

    def _show_weights(self) -> None:
        """Draws bars at m - 1; the authors' stand beside those of the same m."""
        weights, authors = self._model_weights, self._authors_weights
        shift = _BAR_WIDTH / 2 if authors else 0.0
        self._bars.setOpts(x=np.arange(len(weights)) - shift, height=finite(weights))
        self._authors_bars.setOpts(x=np.arange(len(authors)) + shift, height=finite(authors))
        count = max(len(weights), len(authors))
        self._weights.set_names([name_prediction(m + 1) for m in range(count)])

    def _refresh(self) -> None:
        """Shows the plots that have something to show, and what there is to say."""
        has_weights = self._has_model and not self._is_basic
        measured = any(it.psnr is not None or it.step_rms is not None for it in self._figures)
        for widget in (self._quality_title, self._quality):
            widget.setVisible(measured)
        for widget in (self._weights_title, self._weights):
            widget.setVisible(has_weights)
        text = _BASIC_TEXT if self._is_basic else self._missing_text(measured=measured)
        self._note.setText(self.tr(text) if text else "")
        self._note.setVisible(bool(text))
        self._write_legend()

    def _missing_text(self, *, measured: bool) -> str:
        """Says why there is no curve; empty where there is one."""
        return "" if measured else _FINAL_TEXT if self._figures else _EMPTY_TEXT

    def _write_legend(self) -> None:
        """Says what the bars are, with their colours."""
        entries = []
        if self._name or self._published:
            entries.append((ACCENT, self._name or self.tr("this model")))
        if self._published:
            authors = self.tr("authors’ {model}")  # noqa: RUF001
            quiet = self._quality.quiet_colour()
            entries.append((quiet, authors.format(model=self._published.model)))
        self._weights_title.set_entries(self.tr("Ensemble weights w<sub>m</sub>"), entries)
        source = self._published.source if self._published else ""
        self._weights_title.setToolTip("\n".join(filter(None, (self._name, source))))

    def _colour_items(self) -> None:
        """Gives the items the theme's colours: data in the accent, the rest neutral."""
        quiet = self._quality.quiet_colour()
        colour_curve(self._curve, ACCENT)
        colour_curve(self._final, self._quality.text_colour())
        self._final_level.setPen(pg.mkPen(quiet, style=Qt.PenStyle.DotLine))
        self._zero.setPen(pg.mkPen(quiet))
        self._bars.setOpts(brush=ACCENT, pen=pg.mkPen(None))
        self._authors_bars.setOpts(brush=quiet, pen=pg.mkPen(None))

    @Slot()
    def _on_recoloured(self) -> None:
        self._colour_items()
        self._refresh()

    def _lay_out(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self._note)
        layout.addWidget(self._quality_title)
        layout.addWidget(self._quality, 1)
        layout.addSpacing(4)
        layout.addWidget(self._weights_title)
        layout.addWidget(self._weights, 1)

    def sizeHint(self) -> QSize:
        """Fits a narrow dock."""
        return QSize(360, 420)


def _note() -> QLabel:
    label = QLabel()
    label.setObjectName("predictions_plot_note")
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def _add_bars(chart: Chart) -> pg.BarGraphItem:
    bars = pg.BarGraphItem(x=np.empty(0), height=np.empty(0), width=_BAR_WIDTH)
    chart.addItem(bars)
    return bars
