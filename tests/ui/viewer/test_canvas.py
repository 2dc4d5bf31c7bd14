"""Panning, zooming, probing and moving the divider, as the user does it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, Qt
from PySide6.QtGui import QImage, QMouseEvent, QNativeGestureEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from memnet_gui.ui.viewer import CompareViewer, Pyramid, ViewMode

NO_KEYS = Qt.KeyboardModifier.NoModifier
LEFT = Qt.MouseButton.LeftButton
NONE = Qt.MouseButton.NoButton


@pytest.fixture
def shown(viewer: CompareViewer) -> CompareViewer:
    """Returns a viewer with two pictures of 800 x 600, at 50 % in panes of 400 x 300."""
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(0)
    viewer.set_before(image)
    viewer.set_after(image)
    return viewer


@pytest.fixture
def hovered(shown: CompareViewer) -> Iterator[list[QPoint | None]]:
    """Collects what pixel_hovered tells."""
    pixels: list[QPoint | None] = []
    shown.pixel_hovered.connect(pixels.append)
    yield pixels
    shown.pixel_hovered.disconnect(pixels.append)


def send(
    viewer: CompareViewer, kind: QEvent.Type, x: float, y: float, held: Qt.MouseButton
) -> None:
    button = NONE if kind == QEvent.Type.MouseMove else LEFT
    at = QPointF(x, y)
    QApplication.sendEvent(viewer, QMouseEvent(kind, at, at, button, held, NO_KEYS))


def move(viewer: CompareViewer, x: float, y: float) -> None:
    send(viewer, QEvent.Type.MouseMove, x, y, NONE)


def drag(viewer: CompareViewer, start: tuple[float, float], end: tuple[float, float]) -> None:
    send(viewer, QEvent.Type.MouseButtonPress, *start, LEFT)
    send(viewer, QEvent.Type.MouseMove, *end, LEFT)
    send(viewer, QEvent.Type.MouseButtonRelease, *end, NONE)


def double_click(viewer: CompareViewer, x: float, y: float) -> None:
    send(viewer, QEvent.Type.MouseButtonDblClick, x, y, LEFT)


def wheel(viewer: CompareViewer, x: float, y: float, angle: int, pixels: int = 0) -> None:
    at, phase = QPointF(x, y), Qt.ScrollPhase.NoScrollPhase
    event = QWheelEvent(at, at, QPoint(0, pixels), QPoint(0, angle), NONE, NO_KEYS, phase, False)
    QApplication.sendEvent(viewer, event)


def pinch(viewer: CompareViewer, x: float, y: float, value: float) -> None:
    kind, at = Qt.NativeGestureType.ZoomNativeGesture, QPointF(x, y)
    device = QPointingDevice.primaryPointingDevice()
    event = QNativeGestureEvent(kind, device, 2, at, at, at, value, QPointF())
    QApplication.sendEvent(viewer, event)


def test_a_picture_is_fitted_and_stays_so(shown: CompareViewer) -> None:
    assert shown.zoom == 0.5
    assert shown.visible_region() == QRect(0, 0, 800, 600)
    shown.resize(1602, 900)
    assert shown.zoom == 1.0
    shown.set_zoom(3.0)
    shown.resize(802, 300)
    assert shown.zoom == 3.0
    shown.fit()
    assert shown.zoom == 0.5


@pytest.mark.parametrize("x", [30, 390, 402 + 30, 402 + 390])
def test_the_wheel_zooms_at_the_cursor_in_either_pane(
    shown: CompareViewer, hovered: list[QPoint | None], x: float
) -> None:
    move(shown, x, 70)
    start = hovered[-1]
    for _ in range(12):
        wheel(shown, x, 70, angle=120)
    assert shown.zoom == pytest.approx(4.0)
    assert hovered[-1] is not None
    assert (hovered[-1] - start).manhattanLength() <= 1


def test_a_trackpad_zooms_in_finer_steps(shown: CompareViewer) -> None:
    wheel(shown, 200, 150, angle=0, pixels=6)
    assert shown.zoom == pytest.approx(0.5 * 2 ** (0.1 / 4))
    pinch(shown, 200, 150, 0.1)
    assert shown.zoom == pytest.approx(0.5 * 2 ** (0.1 / 4) * 1.1)


def test_dragging_moves_the_picture_with_the_hand(
    shown: CompareViewer, hovered: list[QPoint | None]
) -> None:
    shown.set_zoom(2.0)
    move(shown, 100, 100)
    held = hovered[-1]
    drag(shown, (100, 100), (140, 90))
    assert hovered[-1] == held
    assert shown.visible_region() == QRect(280, 230, 200, 150)


def test_double_click_toggles_fit_and_actual_size(shown: CompareViewer) -> None:
    double_click(shown, 0, 0)
    assert shown.zoom == 1.0
    assert shown.visible_region() == QRect(0, 0, 400, 300)
    double_click(shown, 0, 0)
    assert shown.is_fitted


@pytest.fixture
def clicked(shown: CompareViewer) -> Iterator[list[QPoint]]:
    """Collects what pixel_clicked tells."""
    pixels: list[QPoint] = []
    shown.pixel_clicked.connect(pixels.append)
    yield pixels
    shown.pixel_clicked.disconnect(pixels.append)


def test_a_click_tells_the_pixel_of_either_pane(
    shown: CompareViewer, clicked: list[QPoint]
) -> None:
    for x in (10.2, 402 + 20.0):
        drag(shown, (x, 30.0), (x, 30.0))
    shown.set_zoom(2.0)
    # A trembling hand takes the picture along.
    drag(shown, (100, 100), (103, 102))
    assert clicked == [QPoint(20, 60), QPoint(40, 60), QPoint(350, 275)]


def test_what_is_no_click_is_not_told(shown: CompareViewer, clicked: list[QPoint]) -> None:
    drag(shown, (100, 100), (140, 100))
    drag(shown, (401, 100), (401, 100))
    send(shown, QEvent.Type.MouseButtonPress, 100, 100, LEFT)
    for x in (160, 100):
        send(shown, QEvent.Type.MouseMove, x, 100, LEFT)
    send(shown, QEvent.Type.MouseButtonRelease, 100, 100, NONE)
    QTest.mouseClick(shown, Qt.MouseButton.MiddleButton, pos=QPoint(100, 100))
    QTest.mouseClick(shown, Qt.MouseButton.RightButton, pos=QPoint(100, 100))
    double_click(shown, 100, 100)
    send(shown, QEvent.Type.MouseButtonRelease, 100, 100, NONE)
    shown.set_mode(ViewMode.SPLIT)
    drag(shown, (401, 100), (401, 100))
    shown.set_zoom(0.2)
    drag(shown, (5, 5), (5, 5))
    assert clicked == []


def test_the_difference_has_one_pane(shown: CompareViewer, hovered: list[QPoint | None]) -> None:
    shown.set_mode(ViewMode.DIFFERENCE)
    shown.actual_size()
    assert shown.visible_region() == QRect(-1, 150, 802, 300) & QRect(0, 0, 800, 600)
    move(shown, 401, 150)
    assert hovered == [QPoint(400, 300)]


def test_the_panes_of_a_grid_share_one_view(
    shown: CompareViewer, hovered: list[QPoint | None], qtbot: QtBot
) -> None:
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(0)
    shown.set_grid([(str(i), Pyramid.of(image)) for i in range(8)])
    with qtbot.waitSignal(shown.zoom_changed), qtbot.waitSignal(shown.view_changed):
        shown.set_mode(ViewMode.GRID)
    assert shown.zoom == pytest.approx(149 / 600)
    assert shown.visible_region() == QRect(0, 0, 800, 600)
    wheel(shown, 30, 170, angle=120 * 8)
    assert shown.zoom == pytest.approx(149 / 600 * 4)
    region = shown.visible_region()
    # Four columns, 201 apart, and two rows, 151 apart.
    for x in (20, 221, 422, 622):
        for y in (30, 181):
            move(shown, x, y)
    pixels = [pixel for pixel in hovered if pixel is not None]
    assert all(region.contains(pixel) for pixel in pixels)
    assert max((pixel - pixels[0]).manhattanLength() for pixel in pixels) <= 1
    with qtbot.waitSignal(shown.view_changed):
        drag(shown, (700, 250), (680, 230))
    assert shown.visible_region() != region
    shown.set_mode(ViewMode.SIDE_BY_SIDE)
    assert shown.visible_region().center() != region.center()


def test_keys_zoom_and_pan(shown: CompareViewer) -> None:
    QTest.keyClick(shown, Qt.Key.Key_Plus)
    QTest.keyClick(shown, Qt.Key.Key_Plus)
    assert shown.zoom == pytest.approx(1.0)
    QTest.keyClick(shown, Qt.Key.Key_Right)
    QTest.keyClick(shown, Qt.Key.Key_Up)
    assert shown.visible_region() == QRect(240, 110, 400, 300)
    QTest.keyClick(shown, Qt.Key.Key_Minus)
    assert shown.zoom == pytest.approx(2**-0.5)


def test_hovering_tells_the_pixel_of_either_pane(
    shown: CompareViewer, hovered: list[QPoint | None]
) -> None:
    for x in (10.2, 10.4, 402 + 20.0, 401.0, 802 - 0.5):
        move(shown, x, 299.9)
    QApplication.sendEvent(shown, QEvent(QEvent.Type.Leave))
    # Told once per pixel; the divider between the panes belongs to neither.
    assert hovered == [QPoint(20, 599), QPoint(40, 599), None, QPoint(799, 599), None]


def test_another_pixel_under_a_resting_cursor_is_told(
    shown: CompareViewer, hovered: list[QPoint | None]
) -> None:
    move(shown, 100, 100)
    shown.set_zoom(2.0)
    assert hovered == [QPoint(200, 200), QPoint(350, 275)]


def test_signals_come_once_and_only_for_a_change(shown: CompareViewer, qtbot: QtBot) -> None:
    with qtbot.waitSignal(shown.zoom_changed) as zoomed, qtbot.waitSignal(shown.view_changed):
        shown.actual_size()
    assert zoomed.args == [1.0]
    with qtbot.assertNotEmitted(shown.zoom_changed), qtbot.waitSignal(shown.view_changed):
        drag(shown, (100, 100), (90, 90))
    with qtbot.assertNotEmitted(shown.view_changed):
        shown.actual_size()


def test_the_divider_is_dragged_and_the_picture_stays(shown: CompareViewer) -> None:
    shown.set_mode(ViewMode.SPLIT)
    shown.set_zoom(2.0)
    seen = shown.visible_region()
    move(shown, 404, 20)
    assert shown.cursor().shape() == Qt.CursorShape.SplitHCursor
    drag(shown, (404, 20), (200, 20))
    assert shown.split == pytest.approx(200 / 802)
    assert shown.visible_region() == seen
    move(shown, 404, 20)
    assert shown.cursor().shape() == Qt.CursorShape.ArrowCursor
    drag(shown, (200, 20), (-500, 20))
    assert shown.split == 0.0
    double_click(shown, 0, 20)
    assert shown.split == 0.5


def test_beside_the_divider_the_picture_is_dragged(shown: CompareViewer) -> None:
    shown.set_mode(ViewMode.SPLIT)
    shown.set_zoom(2.0)
    drag(shown, (300, 20), (320, 20))
    assert shown.split == 0.5
    assert shown.visible_region() == QRect(189, 225, 402, 150)


def test_another_size_is_fitted_and_the_same_size_keeps_the_view(shown: CompareViewer) -> None:
    shown.set_zoom(2.0)
    image = QImage(800, 600, QImage.Format.Format_RGB32)
    image.fill(0)
    shown.set_before(image)
    assert shown.zoom == 2.0
    shown.set_before(image.copy(0, 0, 401, 300))
    assert shown.is_fitted
    assert shown.zoom == 1.0
    shown.set_before(None)
    assert shown.visible_region() == QRect()


def test_without_a_picture_nothing_happens(viewer: CompareViewer, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(viewer.view_changed), qtbot.assertNotEmitted(viewer.pixel_hovered):
        wheel(viewer, 100, 100, angle=120)
        drag(viewer, (100, 100), (50, 50))
        double_click(viewer, 100, 100)
        viewer.actual_size()
        viewer.begin_after()


def test_double_density_counts_device_pixels(
    viewer: CompareViewer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(viewer, "devicePixelRatioF", lambda: 2.0, raising=False)
    QApplication.sendEvent(viewer, QEvent(QEvent.Type.DevicePixelRatioChange))
    image = QImage(3208, 1200, QImage.Format.Format_RGB32)
    image.fill(0)
    viewer.set_before(image)
    assert viewer.zoom == 0.5
    viewer.actual_size()
    assert viewer.visible_region() == QRect(802, 300, 1604, 600)
    pixels: list[QPoint | None] = []
    viewer.pixel_hovered.connect(pixels.append)
    move(viewer, 10.5, 20.0)
    drag(viewer, (10.5, 20.0), (12.5, 20.0))
    assert pixels == [QPoint(802 + 21, 340)]
    assert viewer.visible_region().left() == 798
    viewer.pixel_hovered.disconnect(pixels.append)
