"""The row of a save dialog in which a format's choices are made."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSlider,
    QSpinBox,
    QWidget,
)

from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.save_options import BIT_DEPTHS, SaveOptions
from memnet_gui.ui.elided_label import ElidedLabel
from memnet_gui.ui.save_formats import SaveFormat

_SLIDER_WIDTH_PX = 140


class SaveOptionsRow(QWidget):
    """Shows what can be chosen for one format, and what the photo would lose in it."""

    def __init__(self, photo: Photo, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._photo = photo
        self.setObjectName("save_options_row")
        self.quality_slider = QSlider(Qt.Orientation.Horizontal)
        self.quality_slider.setObjectName("save_quality_slider")
        self.quality_slider.setAccessibleName(self.tr("Quality"))
        self.quality_slider.setRange(1, 100)
        self.quality_slider.setFixedWidth(_SLIDER_WIDTH_PX)
        self.quality_box = QSpinBox()
        self.quality_box.setObjectName("save_quality_box")
        self.quality_box.setAccessibleName(self.tr("Quality"))
        self.quality_box.setToolTip(self.tr("1 is the smallest file, 100 the best picture"))
        self.quality_box.setRange(1, 100)
        self.depth_box = QComboBox()
        self.depth_box.setObjectName("save_depth_box")
        self.depth_box.setAccessibleName(self.tr("Bits a channel"))
        self.depth_box.setToolTip(self.tr("How finely each colour is stored"))
        opened = self.tr("{bits} bit, as opened").format(bits=photo.bit_depth)
        self.depth_box.addItem(opened, None)
        for depth in BIT_DEPTHS:
            self.depth_box.addItem(self.tr("{bits} bit").format(bits=depth), depth)
        self.metadata_box = QCheckBox(self.tr("Remove metadata"))
        self.metadata_box.setObjectName("remove_metadata_box")
        self.metadata_box.setToolTip(
            self.tr("Leave out camera, date, place and descriptions; the colour profile stays")
        )
        self._caution = ElidedLabel()
        self._caution.setObjectName("save_caution_label")
        self._caution.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self._quality = _labelled(self.tr("Quality"), self.quality_box, self.quality_slider)
        self._depth = _labelled(self.tr("Depth"), self.depth_box)
        self._lay_out()
        self.quality_slider.valueChanged.connect(self.quality_box.setValue)
        self.quality_box.valueChanged.connect(self._on_quality_changed)

    @property
    def options(self) -> SaveOptions:
        """What is chosen."""
        return SaveOptions(
            quality=self.quality_box.value(),
            bit_depth=self.depth_box.currentData(),
            keeps_metadata=not self.metadata_box.isChecked(),
        )

    def show_format(self, form: SaveFormat, options: SaveOptions) -> None:
        """Offers the choices of a format, made like those given."""
        self._quality.setVisible(form.has_quality)
        self._depth.setVisible(form.has_depths)
        self.metadata_box.setVisible(form.has_metadata)
        self.quality_box.setValue(options.quality)
        self.depth_box.setCurrentIndex(self.depth_box.findData(options.bit_depth))
        self.metadata_box.setChecked(not options.keeps_metadata)
        self._caution.setText(form.caution(self._photo))

    def _lay_out(self) -> None:
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 4, 0, 4)
        layout.setSpacing(8)
        layout.addWidget(self._quality)
        layout.addWidget(self._depth)
        layout.addWidget(self.metadata_box)
        layout.addSpacing(12)
        layout.addWidget(self._caution, 1)

    @Slot(int)
    def _on_quality_changed(self, value: int) -> None:
        self.quality_slider.setValue(value)


def _labelled(text: str, named: QWidget, *more: QWidget) -> QWidget:
    """Returns a label in front of what it names; `more` stands between them."""
    box = QWidget()
    label = QLabel(text)
    label.setBuddy(named)
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 12, 0)
    layout.setSpacing(8)
    for widget in (label, *more, named):
        layout.addWidget(widget)
    return box
