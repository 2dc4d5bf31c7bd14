"""Pictures laid over each other in one pane."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter

from memnet_gui.ui.viewer.pyramid import Pyramid
from memnet_gui.ui.viewer.viewport import Viewport


class Layer(NamedTuple):
    """A picture and its share in what is seen, from 0 to 1."""

    pyramid: Pyramid
    opacity: float = 1.0


def draw_layers(
    painter: QPainter, viewport: Viewport, layers: Sequence[Layer], backdrop: QBrush
) -> None:
    """Paints pictures of one size over each other, transparent ones over a backdrop.

    Args:
        painter: Paints in frame coordinates.
        viewport: Says which part and how large.
        layers: The lowest first, at full opacity.
        backdrop: Shows through transparent pictures.
    """
    if not any(layer.pyramid.has_alpha for layer in layers):
        _draw(painter, viewport, layers)
        return
    shown = viewport.visible
    corners = viewport.to_frame(shown.topLeft()), viewport.to_frame(shown.bottomRight())
    painter.fillRect(QRectF(*corners), backdrop)
    if len(layers) == 1:
        _draw(painter, viewport, layers)
    else:
        painter.drawImage(0, 0, _mixed(viewport, layers))


def _mixed(viewport: Viewport, layers: Sequence[Layer]) -> QImage:
    """Blends transparent pictures so that their opacity is blended like their colours.

    Laid over each other on the screen they would look less transparent than either.
    """
    mixed = QImage(viewport.frame, QImage.Format.Format_ARGB32_Premultiplied)
    mixed.fill(Qt.GlobalColor.transparent)
    painter = QPainter(mixed)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    _draw(painter, viewport, layers)
    painter.end()
    return mixed


def _draw(painter: QPainter, viewport: Viewport, layers: Sequence[Layer]) -> None:
    for pyramid, opacity in layers:
        painter.setOpacity(opacity)
        pyramid.draw(painter, viewport)
    painter.setOpacity(1.0)
