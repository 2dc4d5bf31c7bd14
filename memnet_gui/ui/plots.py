"""What all plots share: the theme's colours, a mouse that reads, and files of them."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import numpy as np
import pyqtgraph as pg
from pyqtgraph.exporters import Exporter
from PySide6.QtCore import (
    QBuffer,
    QByteArray,
    QEvent,
    QIODevice,
    QMargins,
    QPoint,
    QPointF,
    QRect,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QImage, QMouseEvent, QPainter, QPalette, QPicture, QRegion
from PySide6.QtSvg import QSvgGenerator
from PySide6.QtWidgets import QWidget

from memnet_gui.errors import UserError
from memnet_gui.files import check_writable, write_file
from memnet_gui.messages import QT_TRANSLATE_NOOP

_TEXT_SCALE = 0.85
_PNG_SCALE = 2
_MARGIN_PX = 8
_AXIS_WIDTH_PX = 40
_AXES = ("left", "bottom")

Row = Sequence[object]


@runtime_checkable
class Tabulated(Protocol):
    """A widget that knows better than its curves what belongs into a table of its data."""

    def csv_rows(self) -> Iterable[Row]:
        """Yields the column names, then the rows."""


class LeftAxis(pg.AxisItem):
    """An axis whose numbers have a true minus sign, as all others in the window."""

    def __init__(self) -> None:
        super().__init__("left")

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        """Writes the numbers at the ticks."""
        texts = super().tickStrings(values, scale, spacing)
        return [text.replace("-", "\N{MINUS SIGN}") for text in texts]


class ThemedPlot(pg.PlotWidget):
    """A plot in the window's colours; a double click shows all of it again.

    Signals:
        pointed: Where the mouse is, in the plot's own units.
        left: The mouse is elsewhere.
        clicked: Where the left button was pressed and released, in the plot's own units.
        recoloured: Another theme was chosen: the owner colours its items anew.
    """

    pointed = Signal(QPointF)
    left = Signal()
    clicked = Signal(QPointF)
    recoloured = Signal()

    _is_ready = False
    """The base class sends events before there is anything to colour."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, enableMenu=False, axisItems={"left": LeftAxis()})
        self._extent = (0.0, 1.0, 0.0, 1.0)
        # A cached ground would go into vector files as a picture.
        self.setCacheMode(self.CacheModeFlag.CacheNone)
        self.plotItem.hideButtons()
        # Without a parent this menu, which is never shown, would outlive the plot.
        menu = self.plotItem.ctrlMenu
        menu.setParent(self, menu.windowFlags())
        self.plotItem.disableAutoRange()
        self.plotItem.setMouseEnabled(x=True, y=False)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _TEXT_SCALE)
        for side in _AXES:
            axis = self.plotItem.getAxis(side)
            axis.setTickFont(font)
            axis.enableAutoSIPrefix(False)
        # A width that follows the numbers would move the whole plot.
        self.plotItem.getAxis("left").setWidth(_AXIS_WIDTH_PX)
        self.scene().sigMouseMoved.connect(self._on_moved)
        self.scene().sigMouseClicked.connect(self._on_clicked)
        self._is_ready = True
        self._follow_palette()

    def set_extent(self, left: float, right: float, bottom: float, top: float) -> None:
        """Shows this range, and keeps pan and zoom inside it."""
        self._extent = (left, right, bottom, top)
        self.plotItem.setLimits(xMin=left, xMax=right, yMin=bottom, yMax=top)
        self.show_all()

    def grow_extent(self, left: float, right: float, bottom: float, top: float) -> None:
        """Shows this range of a curve that grows; what was zoomed into stays in view."""
        first, last = self.plotItem.viewRange()[0]
        was_all = np.allclose((first, last), self._extent[:2])
        self.set_extent(left, right, bottom, top)
        if not was_all:
            self.plotItem.setXRange(first, last, padding=0)

    def set_height(self, bottom: float, top: float) -> None:
        """Shows another range of values; a zoom into the other axis stays."""
        left, right, _, _ = self._extent
        self._extent = (left, right, bottom, top)
        self.plotItem.setLimits(yMin=bottom, yMax=top)
        self.plotItem.setRange(yRange=(bottom, top), padding=0)

    def show_all(self) -> None:
        """Ends pan and zoom."""
        left, right, bottom, top = self._extent
        self.plotItem.setRange(xRange=(left, right), yRange=(bottom, top), padding=0)

    def colour(self, role: QPalette.ColorRole) -> QColor:
        """Returns a colour of the theme."""
        return self.palette().color(role)

    def _follow_palette(self) -> None:
        self.setBackground(self.colour(QPalette.ColorRole.Base))
        for side in _AXES:
            axis = self.plotItem.getAxis(side)
            axis.setPen(self.colour(QPalette.ColorRole.Mid))
            axis.setTextPen(self.colour(QPalette.ColorRole.WindowText))

    @Slot(object)
    def _on_moved(self, place: QPointF) -> None:
        box = self.plotItem.getViewBox()
        if box.sceneBoundingRect().contains(place):
            self.pointed.emit(QPointF(box.mapSceneToView(place)))
        else:
            self.left.emit()

    @Slot(object)
    def _on_clicked(self, event: object) -> None:
        place = event.scenePos()  # type: ignore[attr-defined]
        box = self.plotItem.getViewBox()
        is_left = event.button() == Qt.MouseButton.LeftButton  # type: ignore[attr-defined]
        if is_left and box.sceneBoundingRect().contains(place):
            self.clicked.emit(QPointF(box.mapSceneToView(place)))

    def leaveEvent(self, event: QEvent) -> None:
        """Tells that the mouse is elsewhere."""
        super().leaveEvent(event)
        self.left.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Ends pan and zoom."""
        super().mouseDoubleClickEvent(event)
        self.show_all()

    def changeEvent(self, event: QEvent) -> None:
        """Takes on the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self._follow_palette()
            self.recoloured.emit()


def is_dark(palette: QPalette) -> bool:
    """Tells whether the theme has light text on a dark ground."""
    return palette.color(QPalette.ColorRole.Base).lightness() < 128


def export_plot(plot: QWidget, path: Path, *, overwrite: bool = False) -> None:
    """Writes a plot, or a widget with plots in it, in the format that the name ends on.

    The picture is what the widget shows; the table is what `Tabulated` widgets say of themselves,
    else all visible curves and bars of the plots.

    Args:
        plot: What to write.
        path: Ends on .png, .svg or .csv.
        overwrite: Replace an existing file.

    Raises:
        UserError: The ending is unknown, or the file exists or cannot be written.
    """
    write = _FORMATS.get(path.suffix.lower())
    if write is None:
        text = QT_TRANSLATE_NOOP("Engine", "{path} has no known ending; end the name on {endings}")
        raise UserError(text, path=path, endings=", ".join(_FORMATS))
    check_writable(path, overwrite=overwrite)
    write_file(path, write(plot), overwrite=overwrite)


def render_png(widget: QWidget) -> bytes:
    """Returns a PNG file of the widget, at twice its size on the screen, with a margin."""
    image = QImage(_page(widget).size() * _PNG_SCALE, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(_PNG_SCALE)
    painter = QPainter(image)
    _draw(widget, painter)
    painter.end()
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    return bytes(content.data())


def render_svg(widget: QWidget) -> bytes:
    """Returns an SVG file of the widget, with a margin."""
    # SVG Tiny, the default, knows no clipping: curves would run over the axes.
    generator = QSvgGenerator(QSvgGenerator.SvgVersion.Svg11)
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator.setOutputDevice(buffer)
    generator.setSize(_page(widget).size())
    generator.setViewBox(_page(widget))
    generator.setResolution(widget.logicalDpiX())
    # Recorded first: of widgets within, Qt would write where they are cut off to the wrong place.
    picture = QPicture()
    painter = QPainter(picture)
    _draw(widget, painter)
    painter.end()
    painter.begin(generator)
    painter.drawPicture(0, 0, picture)
    painter.end()
    # "Sans Serif", as Qt calls the system's font, is no family that browsers know.
    return re.sub(rb'font-family="([^"]*)"', rb'font-family="\1, sans-serif"', content.data())


def _page(widget: QWidget) -> QRect:
    """Returns where the widget and its margin are drawn."""
    margin = QMargins(_MARGIN_PX, _MARGIN_PX, _MARGIN_PX, _MARGIN_PX)
    return widget.rect().marginsAdded(margin).translated(_MARGIN_PX, _MARGIN_PX)


def _draw(widget: QWidget, painter: QPainter) -> None:
    """Draws the widget on the ground of its plots, names and legends, too."""
    painter.fillRect(_page(widget), widget.palette().color(QPalette.ColorRole.Base))
    offset = QPoint(_MARGIN_PX, _MARGIN_PX)
    exporters = [Exporter(plot.plotItem) for plot in _plots(widget)]
    for exporter in exporters:
        exporter.setExportMode(True)  # points are drawn, not copied from pictures of them
    # QGraphicsView has another method of that name.
    QWidget.render(widget, painter, offset, QRegion(), QWidget.RenderFlag.DrawChildren)
    for exporter in exporters:
        exporter.setExportMode(False)


def render_csv(widget: QWidget) -> bytes:
    """Returns a CSV file, in UTF-8, of the widget's data."""
    text = io.StringIO()
    rows = widget.csv_rows() if isinstance(widget, Tabulated) else _curve_rows(widget)
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode()


_FORMATS: dict[str, Callable[[QWidget], bytes]] = {
    ".png": render_png,
    ".svg": render_svg,
    ".csv": render_csv,
}


def _curve_rows(widget: QWidget) -> Iterator[Row]:
    yield "curve", "x", "y"
    items = [item for plot in _plots(widget) for item in plot.plotItem.items if item.isVisible()]
    for number, (name, x, y) in enumerate(filter(None, map(_curve, items)), start=1):
        for row in zip(x, y, strict=True):
            yield name or f"curve {number}", *(float(value) for value in row)


def _plots(widget: QWidget) -> list[Any]:
    return [widget] if isinstance(widget, pg.PlotWidget) else widget.findChildren(pg.PlotWidget)


def _curve(item: object) -> tuple[str | None, np.ndarray, np.ndarray] | None:
    if isinstance(item, pg.PlotDataItem):
        x, y = item.getOriginalDataset()
        return None if x is None else (item.name(), x, y)
    if isinstance(item, pg.BarGraphItem):
        return item.name(), np.asarray(item.opts["x"]), np.asarray(item.opts["height"])
    return None
