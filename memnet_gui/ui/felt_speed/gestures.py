"""What a user does with a restored photo, as events."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QWidget

from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.view_modes import VIEW_MODES

Act = Callable[[], object]

_NOTCH = 120
_TURNS = 12
"""Of the wheel: from the whole photo to eight times that size."""

_DRAGS = 12
_DRAG_STEP = QPointF(-37, -23)
_STRENGTHS = (90, 70, 50, 51, 52, 30, 10, 0, 50, 100)
_BLEND = 60


def gestures(window: MainWindow) -> Iterator[tuple[str, list[Act]]]:
    """Yields what is done and the inputs of it, each of which leads to another frame."""
    slider, box, viewer = (
        window.controls.strength_slider,
        window.controls.view_mode_box,
        window.viewer,
    )
    others = list(VIEW_MODES)
    for place, mode in enumerate(VIEW_MODES):
        switches = [*others[place + 1 :], *others[:place], mode]
        yield f"{mode}: switch", [partial(box.setCurrentText, name) for name in switches]
        viewer.fit()
        QApplication.processEvents()
        yield f"{mode}: strength", [partial(slider.setValue, value) for value in _STRENGTHS]
        yield f"{mode}: zoom", [partial(_turn_wheel, viewer)] * _TURNS
        yield f"{mode}: pan", _drag(viewer)
        slider.setValue(_BLEND)
        QApplication.processEvents()
        yield f"{mode}: pan, blended", _drag(viewer)
        slider.setValue(_STRENGTHS[-1])
        QApplication.processEvents()


def _turn_wheel(viewer: QWidget) -> None:
    """Magnifies by one notch at a point beside the middle."""
    at = QPointF(viewer.rect().center()) * 0.9
    none = Qt.MouseButton.NoButton
    event = QWheelEvent(
        at,
        viewer.mapToGlobal(at),
        QPoint(),
        QPoint(0, _NOTCH),
        none,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewer, event)


def _drag(viewer: QWidget) -> list[Act]:
    """Returns the steps of dragging the picture, there and back."""
    steps = [_DRAG_STEP] * (_DRAGS // 2) + [-_DRAG_STEP] * (_DRAGS // 2)
    return [partial(_pull, viewer, step) for step in steps]


def _pull(viewer: QWidget, step: QPointF) -> None:
    """Drags the picture by a step, from a place where there is no divider."""
    at = QPointF(viewer.width() * 0.3, viewer.height() * 0.6)
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    _send(viewer, QEvent.Type.MouseButtonPress, at, left, left)
    _send(viewer, QEvent.Type.MouseMove, at + step, none, left)
    _send(viewer, QEvent.Type.MouseButtonRelease, at + step, left, none)


def _send(
    viewer: QWidget,
    kind: QEvent.Type,
    at: QPointF,
    button: Qt.MouseButton,
    buttons: Qt.MouseButton,
) -> None:
    place = viewer.mapToGlobal(at)
    modifiers = Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(viewer, QMouseEvent(kind, at, place, button, buttons, modifiers))
