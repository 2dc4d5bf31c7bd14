"""What the viewer paints, pixel by pixel."""

from collections.abc import Callable
from functools import partial
from time import perf_counter

import numpy as np
import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QColor, QImage, QLinearGradient, QPainter, QPalette
from PySide6.QtWidgets import QApplication

from memnet_gui.ui.qimages import to_qimage
from memnet_gui.ui.viewer import CompareViewer, ViewMode

BEFORE, AFTER = (300, 260), (702, 260)
"""Positions in the panes of the two pictures, away from badges and divider."""


def plain(colour: QColor | int, width: int = 400, height: int = 300) -> QImage:
    image = QImage(width, height, QImage.Format.Format_ARGB32)
    image.fill(QColor(colour, colour, colour) if isinstance(colour, int) else colour)
    opaque = image.pixelColor(0, 0).alpha() == 255
    return image.convertToFormat(QImage.Format.Format_RGB32) if opaque else image


def red_at(viewer: CompareViewer, *positions: tuple[int, int]) -> list[int]:
    grabbed = viewer.grab().toImage()
    return [grabbed.pixelColor(*position).red() for position in positions]


def set_theme(viewer: CompareViewer, grey: int) -> None:
    palette = QPalette(viewer.palette())
    palette.setColor(QPalette.ColorRole.Window, QColor(grey, grey, grey))
    viewer.setPalette(palette)


def test_each_side_shows_its_picture(viewer: CompareViewer) -> None:
    viewer.set_before(plain(40))
    assert red_at(viewer, BEFORE) == [40]
    viewer.set_after(plain(200))
    assert red_at(viewer, BEFORE, AFTER) == [40, 200]
    viewer.set_mode(ViewMode.SPLIT)
    viewer.set_split(0.6)
    assert red_at(viewer, (470, 260), (492, 260)) == [40, 200]
    viewer.set_after(None)
    assert red_at(viewer, (492, 260)) == [40]


@pytest.mark.parametrize(("window", "surround"), [(30, "#2b2b2b"), (240, "#d0d0d0")])
def test_the_surround_is_grey_and_follows_the_theme(
    viewer: CompareViewer, window: int, surround: str
) -> None:
    set_theme(viewer, window)
    grabbed = viewer.grab().toImage()
    expected = QImage(grabbed.size(), grabbed.format())
    expected.fill(QColor(surround))
    assert grabbed == expected


@pytest.mark.parametrize("strength", [0.0, 0.25, 0.5, 1.0])
@pytest.mark.parametrize("mode", list(ViewMode))
def test_strength_blends_after_over_before(
    viewer: CompareViewer, strength: float, mode: ViewMode
) -> None:
    viewer.set_mode(mode)
    viewer.set_before(plain(40))
    viewer.set_after(plain(240))
    viewer.set_strength(strength)
    before, after = red_at(viewer, (210, 260), (590, 260))
    assert before == 40
    assert after == pytest.approx(40 + 200 * strength, abs=2)


def test_transparent_pictures_blend_their_opacity(viewer: CompareViewer) -> None:
    viewer.set_before(plain(QColor(255, 0, 0, 0)))
    (nothing,) = red_at(viewer, BEFORE)
    viewer.set_after(plain(QColor(0, 0, 0, 128)))
    viewer.set_strength(0.5)
    # A quarter of black over the checkerboard.
    assert red_at(viewer, AFTER)[0] == pytest.approx(nothing * 0.75, abs=3)
    viewer.set_before(plain(QColor(0, 0, 0, 128)))
    before, after = red_at(viewer, BEFORE, AFTER)
    assert after == pytest.approx(before, abs=2)


def test_a_checkerboard_shows_through(viewer: CompareViewer) -> None:
    viewer.set_before(plain(QColor(0, 0, 0, 1)))
    light, dark = red_at(viewer, (404, 100), (412, 100))
    assert abs(light - dark) > 10


def test_parts_are_painted_in_place(viewer: CompareViewer) -> None:
    viewer.set_before(plain(40, 3200, 2400))
    viewer.begin_after()
    assert red_at(viewer, BEFORE, AFTER) == [40, 40]
    viewer.paint_after(plain(200, 800, 800), 1600, 1200)
    # The panes show 3200 x 2400 at 1/8, so from the fourth level.
    left, top = 402 + 200, 150
    inside, outside = [(left, top), (left + 99, top + 99)], [(left - 1, top), (left + 100, top)]
    assert red_at(viewer, *inside, *outside, BEFORE) == [200, 200, 40, 40, 40]
    viewer.set_strength(0.5)
    assert red_at(viewer, inside[0], outside[0]) == [pytest.approx(120, abs=2), 40]


def test_a_part_repaints_no_more_than_itself(viewer: CompareViewer) -> None:
    viewer.set_before(plain(40, 3200, 2400))
    viewer.begin_after()
    QApplication.processEvents()
    regions = []
    viewer.paintEvent = lambda event: regions.append(event.region().boundingRect())
    viewer.paint_after(plain(200, 80, 80), 1600, 1200)
    QApplication.processEvents()
    assert [region.size().toTuple() for region in regions] == [(16, 16)]


def test_a_part_without_an_after_picture_is_dropped(viewer: CompareViewer) -> None:
    viewer.set_before(plain(40))
    viewer.paint_after(plain(200), 0, 0)
    assert red_at(viewer, (400, 260)) == [40]


def test_an_after_picture_of_another_size_is_refused(viewer: CompareViewer) -> None:
    viewer.set_before(plain(40))
    with pytest.raises(ValueError, match="size"):
        viewer.set_after(plain(40, 399, 300))
    viewer.set_after(plain(200))
    viewer.set_before(plain(40, 300, 300))
    assert red_at(viewer, (600, 260), (400, 260)) != [200, 200]


def test_the_original_stands_in_for_the_after_picture(viewer: CompareViewer) -> None:
    viewer.set_before(plain(40))
    viewer.set_after(plain(200))
    viewer.set_original_shown(True)
    assert red_at(viewer, AFTER) == [40]
    badge = red_at(viewer, (802 - 18, 21))
    viewer.set_original_shown(False)
    assert red_at(viewer, AFTER) == [200]
    assert badge[0] > 200 > red_at(viewer, (802 - 18, 21))[0]


def test_labels_show_unless_empty(viewer: CompareViewer) -> None:
    viewer.set_before(plain(200))
    viewer.set_after(plain(200))
    corners = (18, 21), (802 - 18, 21)
    assert max(red_at(viewer, *corners)) < 150
    viewer.set_labels("", "M6")
    before, after = red_at(viewer, *corners)
    assert before == 200
    assert after < 150


@pytest.mark.parametrize("ratio", [1.0, 1.5, 2.0])
def test_100_percent_is_exact_on_every_screen(
    viewer: CompareViewer, monkeypatch: pytest.MonkeyPatch, ratio: float
) -> None:
    monkeypatch.setattr(viewer, "devicePixelRatioF", lambda: ratio, raising=False)
    QApplication.sendEvent(viewer, QEvent(QEvent.Type.DevicePixelRatioChange))
    noise = np.random.default_rng(2).random((301, 203, 3), dtype=np.float32)
    image = to_qimage(noise)
    viewer.set_before(image)
    viewer.actual_size()
    screen = QImage(round(802 * ratio), round(300 * ratio), QImage.Format.Format_RGB32)
    screen.setDevicePixelRatio(ratio)
    viewer.render(screen)
    left = round(802 * ratio / 2 - 101.5)
    top = round(150 * ratio - 150.5)
    screen.setDevicePixelRatio(1.0)
    part = screen.copy(left, max(top, 0), 203, 250)
    assert part == image.copy(0, max(-top, 0), 203, 250)


def test_pixels_are_squares_from_200_percent_and_smooth_below(viewer: CompareViewer) -> None:
    image = plain(0, 402, 300)
    painter = QPainter(image)
    painter.fillRect(201, 0, 201, 300, Qt.GlobalColor.white)
    painter.end()
    viewer.set_before(image)

    def greys() -> set[int]:
        return set(red_at(viewer, *((x, 150) for x in range(380, 420))))

    viewer.set_zoom(3.0)
    assert greys() == {0, 255}
    viewer.set_zoom(1.5)
    assert len(greys()) > 2


def test_24_megapixels_are_painted_fast(viewer: CompareViewer) -> None:
    image = plain(0, 6000, 4000)
    painter = QPainter(image)
    gradient = QLinearGradient(0, 0, 6000, 4000)
    gradient.setColorAt(1, Qt.GlobalColor.white)
    painter.fillRect(image.rect(), gradient)
    painter.end()
    viewer.resize(1600, 1000)
    times_ms = {"set_before": _time_ms(partial(viewer.set_before, image))}
    viewer.begin_after()
    viewer.set_strength(0.5)
    part = plain(200, 256, 256)
    viewer.paint_after(part, 0, 0)
    times_ms["paint_after"] = _time_ms(partial(viewer.paint_after, part, 2900, 1900))
    for mode in ViewMode:
        viewer.set_mode(mode)
        for zoom in (viewer.zoom, 0.26, 0.5, 0.51, 1.0, 1.5, 64.0):
            viewer.set_zoom(zoom)
            QApplication.processEvents()
            times_ms[f"{mode.name} {zoom:.2f}"] = _time_ms(viewer.repaint)
    limits = {"set_before": 300.0}
    slow = {step: ms for step, ms in times_ms.items() if ms > limits.get(step, 60.0)}
    assert not slow


def _time_ms(action: Callable[[], None]) -> float:
    """Returns the best of three: other programs may hold the processor."""

    def once() -> float:
        start = perf_counter()
        action()
        return (perf_counter() - start) * 1000

    return min(once() for _ in range(3))
