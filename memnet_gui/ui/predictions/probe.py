"""One pixel's value through the predictions."""

from collections.abc import Iterable, Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication, QPoint, QSize, Qt, Slot
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from memnet_gui.ui.numbers import format_level
from memnet_gui.ui.plots import Row
from memnet_gui.ui.predictions.chart import Chart, colour_curve, fill_curve, finite
from memnet_gui.ui.predictions.entry import title_of
from memnet_gui.ui.predictions.table import tabulate_pixel
from memnet_gui.ui.theme import ACCENT

_COLOURS = (QColor("#bf3613"), QColor("#21a663"), ACCENT)
"""Of R, G and B; readable on light and on dark, and told apart by colour-blind eyes, too."""

_SMALLEST_SPAN = 4.0
"""On the 0-255 scale: smaller changes are not blown up to the whole height."""


class PixelProbe(QWidget):
    """A curve over the predictions for each channel, the reference as a dashed line."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pixel_probe")
        self._place = QLabel()
        self._place.setObjectName("pixel_probe_place")
        self._place.setWordWrap(True)
        self._hint = QLabel(self.tr("Click a pixel in the photo"))
        self._hint.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._hint.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._chart = Chart()
        self._chart.setObjectName("pixel_probe_chart")
        self._chart.setAccessibleName(self.tr("The pixel's value through the predictions"))
        self._chart.setLimits(minYRange=_SMALLEST_SPAN)
        self._curves = [self._chart.add_curve() for _ in _COLOURS]
        self._levels = [self._chart.add_level() for _ in _COLOURS]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(4)
        layout.addWidget(self._place)
        layout.addWidget(self._chart, 1)
        layout.addWidget(self._hint, 1)
        self._channels = 1
        self._table: tuple[Row, ...] = ()
        self._chart.recoloured.connect(self._on_recoloured)
        self._on_recoloured()
        self.clear()

    @property
    def summary(self) -> str:
        """Which pixel is shown, and its first, last and clean values; empty without one."""
        return self._place.text()

    def set_values(
        self,
        names: Sequence[str],
        values: NDArray[np.floating],
        reference: NDArray[np.floating] | None,
        place: QPoint,
    ) -> None:
        """Shows a pixel.

        Args:
            names: `Input`, `M1`..`MM`, `Final`.
            values: (n, C), a row for each name, C being 1 or 3, on the 0-255 scale and not
                clipped; NaN for what is not computed yet.
            reference: (C,) the clean photo's value, None where there is no clean photo.
            place: Which pixel.

        Raises:
            ValueError: The shapes do not go together.
        """
        if values.ndim != 2 or len(names) != len(values) or values.shape[1] not in {1, 3}:
            raise ValueError(f"values of shape {values.shape} do not fit {len(names)} names")
        if reference is not None and reference.shape != values.shape[1:]:
            raise ValueError(f"a reference of shape {reference.shape} does not fit {values.shape}")
        self._draw(values, reference)
        titles = [title_of(name) for name in names]
        self._chart.set_names(titles)
        self._place.setText(_summarise(titles, values, reference, place))
        self._table = tuple(tabulate_pixel(names, values, reference, place))
        self._show_values(shown=True)

    def clear(self) -> None:
        """Shows no pixel and says what to do."""
        self._place.clear()
        self._table = tuple(tabulate_pixel((), np.empty((0, 1)), None, QPoint()))
        self._show_values(shown=False)

    def csv_rows(self) -> Iterable[Row]:
        """Yields the pixel's value in each picture, on the 0-255 scale and unrounded."""
        return self._table

    def _draw(self, values: NDArray[np.floating], reference: NDArray[np.floating] | None) -> None:
        """Fills the curves of the channels that there are, and empties the others."""
        self._channels = values.shape[1]
        columns = range(self._channels)
        for channel, (curve, level) in enumerate(zip(self._curves, self._levels, strict=True)):
            column = finite(values[:, channel].tolist()) if channel in columns else np.empty(0)
            fill_curve(curve, np.arange(len(column)), column)
            has_level = reference is not None and channel in columns
            level.setVisible(has_level)
            if has_level and reference is not None:
                level.setValue(float(reference[channel]))
        self._on_recoloured()

    def _show_values(self, *, shown: bool) -> None:
        self._place.setVisible(shown)
        self._chart.setVisible(shown)
        self._hint.setVisible(not shown)

    @Slot()
    def _on_recoloured(self) -> None:
        """Gives grey the accent and its reference a neutral line; R, G and B their own."""
        is_grey = self._channels == 1
        for curve, level, own in zip(self._curves, self._levels, _COLOURS, strict=True):
            colour = ACCENT if is_grey else own
            line = self._chart.text_colour() if is_grey else own
            colour_curve(curve, colour)
            level.setPen(pg.mkPen(line, style=Qt.PenStyle.DashLine))

    def sizeHint(self) -> QSize:
        """Fits a narrow dock."""
        return QSize(360, 220)


def _summarise(
    names: Sequence[str],
    values: NDArray[np.floating],
    reference: NDArray[np.floating] | None,
    place: QPoint,
) -> str:
    shown = f"x {place.x()}, y {place.y()}"
    if reference is not None:
        text = QCoreApplication.translate("PixelProbe", "Reference {values} (dashed)")
        shown += f"   ·   {text.format(values=_numbers(reference))}"
    ends = [f"{names[row]} {_numbers(values[row])}" for row in (0, -1) if names]
    return f"{shown}\n{' → '.join(ends)}"


def _numbers(values: NDArray[np.floating]) -> str:
    """Writes a pixel's channels rounded."""
    return " ".join("?" if np.isnan(it) else format_level(it) for it in values)
