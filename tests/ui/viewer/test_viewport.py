"""The viewport's mapping, limits and steady points."""

import pytest
from PySide6.QtCore import QPointF, QRectF, QSize

from memnet_gui.ui.viewer.viewport import MAX_SCALE, Viewport


@pytest.fixture
def fitted() -> Viewport:
    return Viewport(QSize(6000, 4000), QSize(1200, 1000)).fit()


def distance(a: QPointF, b: QPointF) -> float:
    return (a - b).manhattanLength()


def test_fit_shows_the_whole_picture_in_the_middle(fitted: Viewport) -> None:
    assert fitted.scale == pytest.approx(0.2)
    assert fitted.visible == QRectF(0, 0, 6000, 4000)
    assert fitted.origin.toTuple() == (0, 100)


@pytest.mark.parametrize("scale", [0.07, 0.2, 1.0, 2.5, 64.0])
def test_mapping_there_and_back(fitted: Viewport, scale: float) -> None:
    viewport = fitted.zoom_to(scale, QPointF(300, 700)).pan(QPointF(-31, 17))
    for point in (QPointF(0, 0), QPointF(1199.5, 3.25), QPointF(600, 500)):
        assert distance(viewport.to_frame(viewport.to_image(point)), point) < 1e-6


def test_the_anchor_keeps_its_place_through_many_small_steps(fitted: Viewport) -> None:
    anchor = QPointF(0, 130)  # near the picture's corner, where the leeway is least
    viewport, point = fitted, fitted.to_image(anchor)
    while viewport.scale < MAX_SCALE:
        viewport = viewport.zoom_by(1.013, anchor)
        # Whole device pixels: half a pixel on either axis and side.
        assert distance(viewport.to_frame(point), anchor) <= 2.0


def test_zooming_out_ends_with_a_centred_picture(fitted: Viewport) -> None:
    viewport = fitted.zoom_to(20, QPointF(1100, 850)).pan(QPointF(5000, 5000))
    for _ in range(200):
        viewport = viewport.zoom_by(0.9, QPointF(3, 5))
    assert viewport.scale == fitted.scale / 4
    assert viewport.centre == QPointF(3000, 2000)


@pytest.mark.parametrize("scale", [0.05, 0.3, 1.0, 64.0])
def test_the_picture_cannot_be_lost(fitted: Viewport, scale: float) -> None:
    for dx, dy in ((1e7, 1e7), (-1e7, 0), (0, -1e7)):
        shown = fitted.zoom_to(scale).pan(QPointF(dx, dy)).visible
        assert min(shown.width(), shown.height()) * scale > 100


def test_zoom_stops_at_the_limits_and_at_100_percent(fitted: Viewport) -> None:
    assert fitted.zoom_to(1e9).scale == MAX_SCALE
    assert fitted.zoom_to(0).scale == pytest.approx(0.05)
    assert fitted.zoom_to(0.95).zoom_by(1.2).scale == 1.0
    assert fitted.zoom_to(1.0).zoom_by(1.2).scale == 1.2
    assert fitted.zoom_to(1.1).zoom_by(0.8).scale == 1.0


def test_a_small_picture_can_be_shown_at_100_percent() -> None:
    viewport = Viewport(QSize(20, 10), QSize(1200, 1000)).fit()
    assert viewport.scale == 60.0
    assert viewport.zoom_to(1.0).scale == 1.0


def test_fit_follows_the_frame_until_zoomed(fitted: Viewport) -> None:
    wide = QSize(3000, 1000)
    assert fitted.resize(wide).scale == 0.25
    zoomed = fitted.zoom_to(0.5, QPointF(200, 300))
    assert zoomed.resize(wide).scale == 0.5
    assert zoomed.resize(wide).centre == zoomed.centre
    assert zoomed.fit().resize(wide).scale == 0.25


def test_at_100_percent_pixels_meet_pixels() -> None:
    # Odd sizes would put the corner between two device pixels.
    viewport = Viewport(QSize(101, 77), QSize(640, 480)).fit().zoom_to(1.0)
    corner = viewport.to_frame(QPointF(0, 0))
    assert corner == QPointF(round(corner.x()), round(corner.y()))


def test_nothing_to_show_is_harmless() -> None:
    for viewport in (Viewport(), Viewport(QSize(10, 10)), Viewport(frame=QSize(10, 10))):
        assert viewport.is_empty
        assert viewport.zoom_by(2.0).pan(QPointF(3, 3)).fit().scale == 1.0


def test_another_size_of_the_same_picture_is_seen_at_the_same_spot(fitted: Viewport) -> None:
    zoomed = fitted.zoom_to(1.5, QPointF(1100, 850))
    size = QSize(fitted.image.width() * 3, fitted.image.height() * 3)
    larger = zoomed.show_other(size, 3)
    assert larger.scale == pytest.approx(0.5)
    assert distance(larger.centre, zoomed.centre * 3) < 1e-6
    back = larger.show_other(fitted.image, 1 / 3)
    assert back.scale == pytest.approx(zoomed.scale)
    assert distance(back.centre, zoomed.centre) < 1e-6
    assert fitted.show_other(size, 3) == Viewport(size, fitted.frame).fit()
