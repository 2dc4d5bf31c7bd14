"""Pictures laid over each other in one pane, or taken from each other."""

from collections.abc import Sequence
from typing import NamedTuple

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QBrush, QImage, QPainter

from memnet_gui.ui.difference import colour_difference
from memnet_gui.ui.viewer.pyramid import Pyramid
from memnet_gui.ui.viewer.viewport import Viewport

_STRIP_ROWS = 64
"""Rows of a difference computed at once: new memory for whole screens costs more than the sums."""


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


def draw_difference(
    painter: QPainter, viewport: Viewport, before: Pyramid, after: Layer, gain: float, part: QRect
) -> None:
    """Paints the signed difference of two pictures as they are seen, in colours.

    It is taken from the screen's pixels, so no picture of it is kept. Zoomed out, each stands for
    the mean of the picture's pixels under it.

    Args:
        painter: Paints in frame coordinates.
        viewport: Says which part and how large.
        before: What is taken away.
        after: Its difference from `before` counts as much as its opacity.
        gain: Magnifies the difference.
        part: The rectangle of the frame that must be painted.
    """
    seen = viewport.visible
    corners = viewport.to_frame(seen.topLeft()), viewport.to_frame(seen.bottomRight())
    # A device pixel belongs to the picture if its centre does, as in a painted picture.
    shown = QRectF(*corners).toRect() & part
    if shown.isEmpty():
        return
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, on=False)
    for top in range(shown.top(), shown.bottom() + 1, _STRIP_ROWS):
        strip = shown & QRect(shown.left(), top, shown.width(), _STRIP_ROWS)
        old, new = (_seen(viewport, pyramid, strip) for pyramid in (before, after.pyramid))
        # Blending is linear: the share of the difference is the difference of the share.
        painter.drawImage(strip.topLeft(), colour_difference(old, new, gain * after.opacity))


def _seen(viewport: Viewport, pyramid: Pyramid, part: QRect) -> QImage:
    """Returns the pixels that a picture has in a part of the frame, over black."""
    image = QImage(part.size(), QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.black)
    painter = QPainter(image)
    painter.translate(-part.topLeft())
    pyramid.draw(painter, viewport)
    painter.end()
    return image


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
