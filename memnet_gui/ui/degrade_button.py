"""Damages a clean photo, to see what restoring does: noise, a smaller size or JPEG."""

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QComboBox,
    QGridLayout,
    QLabel,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QWidget,
    QWidgetAction,
)

from memnet_gui.imaging.degradation import (
    BicubicReduction,
    Degradation,
    GaussianNoise,
    JpegCompression,
)
from memnet_gui.imaging.resampling import SCALES
from memnet_gui.ui.actions import Actions

_DEFAULT_SIGMA = 30
_DEFAULT_QUALITY = 10


class DegradeButton(QToolButton):
    """Adds noise when clicked; its menu offers all kinds of damage with their levels.

    Attributes:
        degradation_wanted: (Degradation) The photo shall be degraded.
    """

    degradation_wanted = Signal(object)

    def __init__(self, actions: Actions, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("add_noise_button")
        self.setDefaultAction(actions.add_noise)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.MenuButtonPopup)
        self.sigma_box = _build_level_box(
            "sigma_box", self.tr("Noise level sigma"), 100, _DEFAULT_SIGMA
        )
        self.sigma_box.setToolTip(self.tr("Standard deviation of the noise on the 0-255 scale"))
        self.reduce_scale_box = QComboBox()
        self.reduce_scale_box.setObjectName("reduce_scale_box")
        self.reduce_scale_box.setAccessibleName(self.tr("How many times smaller"))
        self.reduce_scale_box.setToolTip(self.tr("How many times smaller the photo becomes"))
        for scale in SCALES:
            self.reduce_scale_box.addItem(f"÷ {scale}", scale)
        self.jpeg_quality_box = _build_level_box(
            "jpeg_quality_box", self.tr("JPEG quality"), 100, _DEFAULT_QUALITY
        )
        self.jpeg_quality_box.setToolTip(self.tr("1 is the poorest quality, 100 the best"))
        self.setMenu(self._build_menu(actions))
        actions.add_noise.triggered.connect(self._on_add_noise)
        actions.reduce.triggered.connect(self._on_reduce)
        actions.compress.triggered.connect(self._on_compress)

    def _build_menu(self, actions: Actions) -> QMenu:
        panel = QWidget()
        grid = QGridLayout(panel)
        grid.setContentsMargins(10, 8, 10, 8)
        grid.setHorizontalSpacing(10)
        rows: list[tuple[QAction, str, QWidget]] = [
            (actions.add_noise, self.tr("Sigma"), self.sigma_box),
            (actions.reduce, self.tr("Size"), self.reduce_scale_box),
            (actions.compress, self.tr("Quality"), self.jpeg_quality_box),
        ]
        for row, (action, text, box) in enumerate(rows):
            button = QToolButton()
            button.setDefaultAction(action)
            button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
            button.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
            label = QLabel(text)
            label.setBuddy(box)
            grid.addWidget(button, row, 0)
            grid.addWidget(label, row, 1)
            grid.addWidget(box, row, 2)
        menu = QMenu(self)
        menu.setObjectName("degrade_menu")
        entry = QWidgetAction(menu)
        entry.setDefaultWidget(panel)
        menu.addAction(entry)
        return menu

    def _ask_for(self, degradation: Degradation) -> None:
        self.menu().close()
        self.degradation_wanted.emit(degradation)

    @Slot()
    def _on_add_noise(self) -> None:
        self._ask_for(GaussianNoise(float(self.sigma_box.value())))

    @Slot()
    def _on_reduce(self) -> None:
        self._ask_for(BicubicReduction(int(self.reduce_scale_box.currentData())))

    @Slot()
    def _on_compress(self) -> None:
        self._ask_for(JpegCompression(self.jpeg_quality_box.value()))


def _build_level_box(name: str, accessible_name: str, most: int, value: int) -> QSpinBox:
    box = QSpinBox()
    box.setObjectName(name)
    box.setAccessibleName(accessible_name)
    box.setRange(1, most)
    box.setValue(value)
    return box
