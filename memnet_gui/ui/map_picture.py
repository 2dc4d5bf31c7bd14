"""One map large, and which colour in it stands for which value."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from memnet_gui.ui.numbers import format_value

_PIXELS_FROM = 3.0
"""Enlarged more than this, a picture shows its pixels."""


class MapPicture(QWidget):
    """One map as large as there is room."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feature_map_picture")
        self.setMinimumSize(120, 80)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._image = QImage()

    @property
    def image(self) -> QImage:
        """What is painted."""
        return self._image

    def set_image(self, image: QImage) -> None:
        """Paints another image."""
        self._image = image
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Fits the picture in the middle."""
        if self._image.isNull():
            return
        size = self._image.size().scaled(self.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRect(QPointF().toPoint(), size)
        place.moveCenter(self.rect().center())
        painter = QPainter(self)
        smooth = size.width() < _PIXELS_FROM * self._image.width()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, smooth)
        painter.drawImage(place, self._image)


class ColourScale(QWidget):
    """Which colour stands for which value."""

    _BAR_PX = 8

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("feature_map_scale")
        self.setToolTip(self.tr("Single extreme values lie beyond this scale"))
        self._ramp = QImage()
        self._values = (0.0, 0.0, 0.0)
        self.setFixedHeight(self._BAR_PX + self.fontMetrics().height() + 4)

    def set_scale(self, ramp: QImage, values: tuple[float, float, float]) -> None:
        """Shows a row of colours and the values at its left, middle and right."""
        self._ramp, self._values = ramp, values
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Draws the colours over their values."""
        painter = QPainter(self)
        painter.drawImage(QRectF(0, 0, self.width(), self._BAR_PX), self._ramp)
        painter.setPen(self.palette().windowText().color())
        area = self.rect().adjusted(0, self._BAR_PX + 2, 0, 0)
        low, middle, high = (format_value(value) for value in self._values)
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft, low)
        painter.drawText(area, Qt.AlignmentFlag.AlignRight, high)
        if painter.fontMetrics().horizontalAdvance(f" {low} {middle} {high} ") < self.width():
            painter.drawText(area, Qt.AlignmentFlag.AlignHCenter, middle)
