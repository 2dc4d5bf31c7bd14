"""The status bar: where and how it computes, how far it is, the zoom and the pixel at the mouse."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtWidgets import (
    QLabel,
    QMenu,
    QProgressBar,
    QSizePolicy,
    QStatusBar,
    QToolButton,
    QWidget,
)

from memnet_gui.app.computing import ComputeSettings
from memnet_gui.app.translation import translate_message
from memnet_gui.restoration.hardware import (
    BACKEND_NAMES,
    choose_backend,
    choose_device,
    choose_precision,
)
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.restoration.request import Preparing, Progress
from memnet_gui.ui.elided_label import ElidedLabel
from memnet_gui.ui.icon_button import IconButton
from memnet_gui.ui.numbers import format_duration, format_level, format_time_taken

_STEPS = 1000


class StatusBar(QStatusBar):
    """Shows plain figures, each in a place of its own so that nothing jumps."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("status_bar")
        self.setSizeGripEnabled(False)
        self._engine = self._label("engine_label", self.tr("How restorations are computed"))
        self._policy = self._label(
            "policy_label", self.tr("What of a colour photo goes through the network")
        )
        self.progress = QProgressBar()
        self.progress.setObjectName("progress_bar")
        self.progress.setAccessibleName(self.tr("Progress of the restoration"))
        self.progress.setRange(0, _STEPS)
        self.progress.setFixedWidth(160)
        self.progress.setFormat("%p %")
        self._pace = self._label("pace_label", self.tr("Time left and speed"))
        self._pixel = self._label(
            "pixel_label", self.tr("Pixel under the mouse, before and after, 0 to 255")
        )
        self._zoom = self._label("zoom_label", self.tr("Zoom"))
        self._stand_in = ElidedLabel()
        self._stand_in.setObjectName("stand_in_label")
        self._stand_in.setContentsMargins(6, 0, 6, 0)
        self.addWidget(self._engine)
        self.addWidget(self._policy)
        self.addWidget(self.progress)
        self.addWidget(self._stand_in)
        self.addWidget(self._pace, 1)
        self.addPermanentWidget(self._pixel)
        self.addPermanentWidget(self._zoom)
        self.progress.hide()
        self._stand_in.hide()

    def set_engine(self, text: str) -> None:
        """Says which device, precision and tile restorations use."""
        self._engine.setText(text)

    def set_policy(self, text: str) -> None:
        """Says what of the photo's colours goes through the network; "" for a grey photo."""
        text = translate_message(text)
        self._policy.setText(text[:1].upper() + text[1:])
        self._policy.setVisible(bool(text))

    def begin_progress(self) -> None:
        """Shows an empty progress bar."""
        self.progress.setValue(0)
        self.progress.show()
        self._pace.setText("")

    @Slot(object)
    def set_preparing(self, preparing: Preparing) -> None:
        """Says that the network is being compiled."""
        text = translate_message(preparing.text)
        self._pace.setText(text[:1].upper() + text[1:])

    def set_progress(self, progress: Progress) -> None:
        """Shows how far a restoration is."""
        self.progress.setValue(round(progress.done * _STEPS))
        pace = f"{progress.megapixels_per_s:.2f} MP/s"
        if progress.remaining_s is not None and progress.elapsed_s > 0.3:
            left = self.tr("{duration} left").format(duration=format_duration(progress.remaining_s))
            pace = f"{left}  ·  {pace}"
        self._pace.setText(pace)

    def set_stand_in(self, name: str) -> None:
        """Says which model's work is seen for the time being; "": the chosen one's."""
        self._stand_in.setText(self.tr("Preview by {model}").format(model=name) if name else "")
        self._stand_in.setVisible(bool(name))

    def end_progress(self, text: str = "") -> None:
        """Hides the progress bar and says how it went."""
        self.progress.hide()
        self.set_stand_in("")
        self._pace.setText(text)

    def set_zoom(self, zoom: float) -> None:
        """Shows the zoom; 1 means 100 %."""
        self._zoom.setText(f"{zoom * 100:.0f} %" if zoom >= 0.1 else f"{zoom * 100:.1f} %")

    def offer_zooms(self, menu: QMenu) -> None:
        """Puts a button beside the zoom that offers others."""
        button = IconButton("chevron-up")
        button.setObjectName("zoom_button")
        button.setAccessibleName(self.tr("Choose the zoom"))
        button.setToolTip(self.tr("Choose the zoom"))
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.setMenu(menu)
        button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        button.setStyleSheet("QToolButton::menu-indicator { image: none; }")
        self.addPermanentWidget(button)

    def set_pixel(self, text: str) -> None:
        """Shows a place and its values."""
        self._pixel.setText(text)

    def _label(self, name: str, tip: str) -> QLabel:
        label = QLabel()
        label.setObjectName(name)
        label.setToolTip(tip)
        label.setContentsMargins(6, 0, 6, 0)
        label.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        return label


def describe_engine(compute: ComputeSettings, info: ModelInfo | None) -> str:
    """Returns where and how a model is computed; "" for no model."""
    if info is None:
        return ""
    return f"{describe_compute(compute)}  ·  {info.config.name}"


def describe_compute(compute: ComputeSettings) -> str:
    """Returns where and how restorations are computed; the engine must be loaded."""
    device = choose_device(compute.device)
    precision = choose_precision(compute.precision, device)
    backend = BACKEND_NAMES[choose_backend(compute.backend, device)]
    times = "  ·  8×" if compute.self_ensemble else ""
    return f"{device.upper()} {precision}  ·  {backend}{times}"


def describe_pixel(place: QPoint, values: Sequence[tuple[str, NDArray[np.float32]]]) -> str:
    """Returns a pixel's place and what it is worth in some pictures.

    Args:
        place: In the photo.
        values: What each picture is called and the pixel's channels in it, in [0, 1].
    """
    parts = [f"x {place.x()}  y {place.y()}"]
    parts += [f"{name} {_levels(channels)}" for name, channels in values]
    return "   ".join(parts)


def _levels(values: NDArray[np.float32]) -> str:
    """Returns a pixel's values as 8-bit levels, unclipped: noise may leave the range."""
    return " ".join(format_level(value * 255) for value in values)


def describe_pace(seconds: float, megapixels: float) -> str:
    """Returns how long a restoration took and how fast it was, such as `0.4 s  ·  0.52 MP/s`."""
    return f"{format_time_taken(seconds)}  ·  {megapixels / seconds:.2f} MP/s"
