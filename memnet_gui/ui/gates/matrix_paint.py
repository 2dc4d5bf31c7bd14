"""Parts of the gate matrix that are painted: its scale, the cross of a cell, names that fit."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QLinearGradient, QPainter, QPen

from memnet_gui.ui.gates.cell_values import CellValues
from memnet_gui.ui.gates.colours import norm_colour

_SCALE_WIDTH_PX = 56
_STEPS = 16
_RIGHT = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight


def draw_scale(painter: QPainter, foot: QRectF, values: CellValues, *, dark: bool) -> QRectF:
    """Paints the scale's colours between its ends, at the right of a line.

    Returns:
        What is left of the line.
    """
    low, high = values.ends
    if not high:
        return foot
    metrics = painter.fontMetrics()
    right = QRectF(foot)
    right.setLeft(foot.right() - metrics.horizontalAdvance(high) - 4)
    painter.drawText(right, _RIGHT, high)
    bar = QRectF(right.left() - _SCALE_WIDTH_PX, foot.center().y() - 4, _SCALE_WIDTH_PX, 8)
    gradient = QLinearGradient(bar.topLeft(), bar.topRight())
    for step in range(_STEPS + 1):
        share = step / _STEPS
        gradient.setColorAt(share, norm_colour(values.tint(share), dark=dark))
    painter.fillRect(bar, gradient)
    low_px = metrics.horizontalAdvance(low) + 4
    lowest = QRectF(bar.left() - low_px - 4, foot.top(), low_px, foot.height())
    painter.drawText(lowest, _RIGHT, low)
    return QRectF(foot.left(), foot.top(), lowest.left() - foot.left() - 6, foot.height())


def draw_cross(painter: QPainter, place: QRectF) -> None:
    """Crosses out a cell, in the colour of the pen."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(painter.pen().color(), 1.6))
    inset = min(3.0, place.width() / 6)
    inner = place.adjusted(inset, inset, -inset, -inset)
    painter.drawLine(inner.topLeft(), inner.bottomRight())
    painter.drawLine(inner.topRight(), inner.bottomLeft())
    painter.restore()


def thin(count: int, step_px: float, needed_px: float) -> range:
    """Returns which of `count` names to show so that they do not overlap."""
    return range(0, count, max(1, -(-int(needed_px) // max(1, int(step_px)))))
