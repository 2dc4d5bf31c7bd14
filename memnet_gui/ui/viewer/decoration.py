"""What is painted around and over the pictures: surround, checkerboard, divider, badges, box."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPalette, QPen, QPixmap

from memnet_gui.ui.difference import colour_scale
from memnet_gui.ui.theme import ACCENT

HANDLE_RADIUS_PX = 13.0
"""Of the handle on a divider that can be dragged."""

_BADGE_MARGIN_PX = 10.0
_BADGE_PADDING_PX = 8.0
_LEGEND_BAR_PX = 120.0, 8.0
_LEGEND_PADDING_PX = 22.0, 7.0
_BOX_PX, _BOX_HALO_PX = 1.5, 4.5
_CHECK_PX = 8
_LIGHT_CHECK, _DARK_CHECK = QColor(200, 200, 200), QColor(172, 172, 172)
_BADGE, _BADGE_TEXT = QColor(20, 20, 20, 190), QColor(255, 255, 255, 235)
_STRONG_BADGE, _STRONG_BADGE_TEXT = QColor(255, 255, 255, 225), QColor(20, 20, 20)
_BOX_HALO = QColor(0, 0, 0, 150)
_LINE, _LINE_EDGE = QColor(255, 255, 255, 235), QColor(0, 0, 0, 90)


def surround_of(palette: QPalette) -> QColor:
    """Returns the grey around the pictures: no tint, since one would change how colours look."""
    return QColor(43, 43, 43) if _is_dark(palette) else QColor(208, 208, 208)


def gap_of(palette: QPalette) -> QColor:
    """Returns the colour of the thin line between two panes."""
    return QColor(78, 78, 78) if _is_dark(palette) else QColor(160, 160, 160)


def checkerboard(ratio: float) -> QBrush:
    """Returns the pattern that shows through transparent pictures.

    Args:
        ratio: Device pixels per logical pixel; the brush is for a painter in device pixels.
    """
    side = round(_CHECK_PX * ratio)
    tile = QPixmap(2 * side, 2 * side)
    tile.fill(_LIGHT_CHECK)
    painter = QPainter(tile)
    painter.fillRect(0, 0, side, side, _DARK_CHECK)
    painter.fillRect(side, side, side, side, _DARK_CHECK)
    painter.end()
    return QBrush(tile)


def draw_badge(
    painter: QPainter, pane: QRectF, text: str, *, right: bool = False, strong: bool = False
) -> None:
    """Paints a label into a top corner of a pane.

    Args:
        painter: Paints in logical pixels.
        pane: The pane's rectangle.
        text: The label.
        right: The right corner in place of the left one.
        strong: Light on dark turned round, for a state that must not be overlooked.
    """
    font = _badge_font(painter.font())
    metrics = QFontMetricsF(font)
    height = metrics.height() + _BADGE_PADDING_PX
    padding = height * 0.8
    room = pane.width() - 2 * _BADGE_MARGIN_PX - padding
    text = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
    width = metrics.horizontalAdvance(text) + padding
    left = pane.right() - _BADGE_MARGIN_PX - width if right else pane.left() + _BADGE_MARGIN_PX
    badge = QRectF(left, pane.top() + _BADGE_MARGIN_PX, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_LINE_EDGE, 1.0) if strong else QPen(Qt.PenStyle.NoPen))
    painter.setBrush(_STRONG_BADGE if strong else _BADGE)
    painter.drawRoundedRect(badge, height / 2, height / 2)
    painter.setFont(font)
    painter.setPen(_STRONG_BADGE_TEXT if strong else _BADGE_TEXT)
    painter.drawText(badge, Qt.AlignmentFlag.AlignCenter, text)


def legend_width() -> float:
    """Returns the room that a legend takes at the right of a pane, in logical pixels."""
    return _LEGEND_BAR_PX[0] + 2 * _LEGEND_PADDING_PX[0] + _BADGE_MARGIN_PX


def draw_legend(painter: QPainter, pane: QRectF, limit: float) -> None:
    """Paints what the colours of a difference mean into the top right corner of a pane.

    Args:
        painter: Paints in logical pixels.
        pane: The pane's rectangle.
        limit: The 8-bit levels that the outermost colours stand for.
    """
    font = _badge_font(painter.font())
    text_height = QFontMetricsF(font).height()
    (width, height), (dx, dy) = _LEGEND_BAR_PX, _LEGEND_PADDING_PX
    corner = QPointF(pane.right() - _BADGE_MARGIN_PX - width - dx, pane.top() + _BADGE_MARGIN_PX)
    bar = QRectF(corner.x(), corner.y() + dy, width, height)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_BADGE)
    painter.drawRoundedRect(bar.adjusted(-dx, -dy, dx, dy / 2 + text_height), 8.0, 8.0)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(bar, colour_scale())
    painter.setFont(font)
    painter.setPen(_BADGE_TEXT)
    values = {bar.left(): f"\N{MINUS SIGN}{limit:.0f}", bar.center().x(): "0"}
    for x, text in (values | {bar.right(): f"+{limit:.0f}"}).items():
        place = QRectF(x - width / 2, bar.bottom() + 1.0, width, text_height)
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)


def draw_box(painter: QPainter, box: QRectF) -> None:
    """Paints an outline that shows over any picture, in logical pixels."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for colour, width in ((_BOX_HALO, _BOX_HALO_PX), (ACCENT, _BOX_PX)):
        join = Qt.PenJoinStyle.MiterJoin
        painter.setPen(QPen(colour, width, Qt.PenStyle.SolidLine, Qt.PenCapStyle.SquareCap, join))
        painter.drawRect(box)


def draw_split_line(painter: QPainter, line: QRectF) -> None:
    """Paints a divider with its handle, in logical pixels, so that it shows over any picture."""
    painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
    painter.fillRect(line.adjusted(-1, 0, 1, 0), _LINE_EDGE)
    painter.fillRect(line, _LINE)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(_LINE_EDGE, 1.0))
    painter.setBrush(QColor(255, 255, 255))
    painter.drawEllipse(line.center(), HANDLE_RADIUS_PX, HANDLE_RADIUS_PX)
    painter.setPen(
        QPen(
            QColor(70, 70, 70),
            1.8,
            Qt.PenStyle.SolidLine,
            Qt.PenCapStyle.RoundCap,
            Qt.PenJoinStyle.RoundJoin,
        )
    )
    for direction in (-1.0, 1.0):
        _draw_chevron(painter, line.center(), direction)


def _draw_chevron(painter: QPainter, centre: QPointF, direction: float) -> None:
    """Paints one of the handle's two arrows, -1 to the left and 1 to the right."""
    tip = centre + QPointF(direction * 7.0, 0.0)
    arms = [tip + QPointF(-direction * 3.5, dy) for dy in (-3.5, 3.5)]
    painter.drawPolyline([arms[0], tip, arms[1]])


def _badge_font(font: QFont) -> QFont:
    """Returns the viewer's font, a little heavier."""
    badge = QFont(font)
    badge.setWeight(QFont.Weight.Medium)
    return badge


def _is_dark(palette: QPalette) -> bool:
    """Whether the palette is of a dark theme."""
    return palette.color(QPalette.ColorRole.Window).lightness() < 128
