"""A sample picture that improves: degraded, restored and clean side by side."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFont, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QSlider, QVBoxLayout, QWidget

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.ui.training.fields import quiet_label
from memnet_gui.ui.training.history import Moment, Sample, title_at, title_of

_GAP_PX = 6
_LARGEST_PX = 256
_TEXT_SCALE = 0.85
_EMPTY = QT_TRANSLATE_NOOP("SampleStrip", "The first picture comes with the first validation.")


class SampleView(QWidget):
    """The pictures, and a slider over the validations.

    Attributes:
        moment_chosen: (int) The pictures of this validation are shown, counted from 0.
    """

    moment_chosen = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._moments: list[Moment] = []
        self.strip = SampleStrip()
        self._slider = QSlider(Qt.Orientation.Horizontal)
        self._slider.setObjectName("training_history_slider")
        self._slider.setAccessibleName(self.tr("Validation"))
        self._slider.setToolTip(
            self.tr("Earlier validations; at the right end new ones are followed")
        )
        self._when = quiet_label("training_history_label")
        self._when.setWordWrap(False)
        self._when.setMinimumWidth(self.fontMetrics().horizontalAdvance(title_at(0)) + 4)
        self._slider.valueChanged.connect(self._on_moved)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._slider, 1)
        row.addWidget(self._when)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self.strip)
        layout.addLayout(row)
        self.set_moments([])

    def set_moments(self, moments: list[Moment]) -> None:
        """Offers these validations; the newest is shown unless an earlier one was chosen."""
        follows = self._slider.value() >= self._slider.maximum()
        pixels = self._moments[self._slider.value()].pixels if self._moments else 0
        self._moments = list(moments)
        self._slider.setEnabled(len(moments) > 1)
        self._slider.blockSignals(True)
        self._slider.setRange(0, max(0, len(moments) - 1))
        place = len(moments) - 1
        if not follows:
            place = max((i for i, it in enumerate(moments) if it.pixels <= pixels), default=0)
        self._slider.setValue(max(0, place))
        self._slider.blockSignals(False)
        self._on_moved(self._slider.value())

    @Slot(int)
    def _on_moved(self, index: int) -> None:
        if not self._moments:
            self.strip.set_sample(None)
            self._when.clear()
            return
        moment = self._moments[index]
        self.strip.set_sample(moment.sample)
        self._when.setText(moment.title)
        self.moment_chosen.emit(index)


class SampleStrip(QWidget):
    """Three pictures of one size, with a line above and one below each.

    What is larger than its place is cut to its middle: scaled down, noise would be gone.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("training_sample")
        self._sample: Sample | None = None
        policy = QSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        font = QFont(self.font())
        font.setPointSizeF(font.pointSizeF() * _TEXT_SCALE)
        self.setFont(font)

    @property
    def sample(self) -> Sample | None:
        """What is shown."""
        return self._sample

    def set_sample(self, sample: Sample | None) -> None:
        """Shows these pictures; None says what to wait for."""
        self._sample = sample
        captions = " ".join(self._captions(sample)) if sample else ""
        words = self.tr("Sample picture, {figures}").format(figures=captions)
        self.setAccessibleName(words if sample else self.tr(_EMPTY))
        self.update()

    def _captions(self, sample: Sample) -> tuple[str, str, str]:
        return (
            f"{sample.degraded_psnr:.2f} dB",
            f"{sample.restored_psnr:.2f} dB",
            "",
        )

    def _side_px(self, width: int) -> int:
        return max(16, min(_LARGEST_PX, (width - 2 * _GAP_PX) // 3))

    def _line_px(self) -> int:
        return self.fontMetrics().height() + 2

    def _paint_picture(self, painter: QPainter, image: QImage, place: QRect) -> None:
        side = round(place.width() * self.devicePixelRatioF())
        shown = min(side, image.width(), image.height())
        cut = QRectF(0, 0, shown, shown)
        cut.moveCenter(QPointF(image.width() / 2, image.height() / 2))
        cut.moveTopLeft(QPointF(int(cut.left()), int(cut.top())))
        painter.drawImage(QRectF(place), image, cut)

    def _paint_texts(self, painter: QPainter, cell: QRect, title: str, caption: str) -> None:
        line = self._line_px()
        centre = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignVCenter
        painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
        painter.drawText(QRect(cell.left(), cell.top() - line, cell.width(), line), centre, title)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        below = QRect(cell.left(), cell.bottom() + 1, cell.width(), line)
        painter.drawText(below, centre, caption)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paints pictures and words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        side, line = self._side_px(self.width()), self._line_px()
        left = (self.width() - 3 * side - 2 * _GAP_PX) // 2
        cells = [QRect(left + i * (side + _GAP_PX), line, side, side) for i in range(3)]
        sample = self._sample
        if sample is None:
            painter.setPen(self.palette().color(QPalette.ColorRole.Mid))
            for cell in cells:
                painter.drawRect(cell.adjusted(0, 0, -1, -1))
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            place = QRect(0, line + side, self.width(), line)
            painter.drawText(place, Qt.AlignmentFlag.AlignCenter, self.tr(_EMPTY))
            return
        titles = (title_of(sample.name), self.tr("Restored"), self.tr("Clean"))
        images = (sample.degraded, sample.restored, sample.clean)
        captions = self._captions(sample)
        for cell, title, image, caption in zip(cells, titles, images, captions, strict=True):
            self._paint_picture(painter, image, cell)
            self._paint_texts(painter, cell, title, caption)

    def hasHeightForWidth(self) -> bool:
        """The pictures are square."""
        return True

    def heightForWidth(self, width: int) -> int:
        """Returns room for a picture and two lines."""
        return self._side_px(width) + 2 * self._line_px()

    def sizeHint(self) -> QSize:
        """Fits a narrow dock."""
        return QSize(380, self.heightForWidth(380))

    def minimumSizeHint(self) -> QSize:
        """Stays readable."""
        return QSize(240, self.heightForWidth(240))
