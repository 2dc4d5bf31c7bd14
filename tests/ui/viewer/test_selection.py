"""The geometry of a selection."""

import pytest
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF

from memnet_gui.ui.viewer.selection import (
    MOVE,
    Drag,
    Grip,
    grip_at,
    grown,
    handles_of,
    middle_of,
    moved,
)

BOUNDS = QRect(0, 0, 100, 80)
START = QRect(20, 30, 40, 20)


@pytest.mark.parametrize(
    ("anchor", "point", "expected"),
    [
        ((10.5, 10.5), (12.5, 13.5), (10, 10, 3, 4)),
        ((12.5, 13.5), (10.5, 10.5), (10, 10, 3, 4)),
        ((90.0, 70.0), (300.0, 300.0), (90, 70, 10, 10)),
        ((5.0, 5.0), (-50.0, -9.0), (0, 0, 6, 6)),
    ],
)
def test_a_new_one_spans_the_pixels_between(
    anchor: tuple[float, float], point: tuple[float, float], expected: tuple[int, ...]
) -> None:
    drag = Drag(None, MOVE, QPointF(*anchor))
    assert drag.to(QPointF(*point), BOUNDS) == QRect(*expected)


@pytest.mark.parametrize(
    ("grip", "point", "expected"),
    [
        ((1, 1), (70.2, 60.4), (20, 30, 50, 30)),
        ((-1, 0), (10.0, 0.0), (10, 30, 50, 20)),
        ((-1, 0), (75.0, 0.0), (60, 30, 15, 20)),
        ((0, 1), (0.0, 30.0), (20, 30, 40, 1)),
        ((1, -1), (500.0, -500.0), (20, 0, 80, 50)),
        (MOVE, (25.0, 31.0), (25, 31, 40, 20)),
        (MOVE, (500.0, -500.0), (60, 0, 40, 20)),
    ],
)
def test_edges_and_corners_follow_the_mouse(
    grip: Grip, point: tuple[float, float], expected: tuple[int, ...]
) -> None:
    drag = Drag(START, grip, QPointF(20, 30))
    assert drag.to(QPointF(*point), BOUNDS) == QRect(*expected)


def test_what_the_mouse_holds() -> None:
    shown = QRectF(100, 100, 200, 100)
    for grip, place in handles_of(shown).items():
        assert grip_at(place, shown, 7) == grip
    assert grip_at(QPointF(130, 104), shown, 7) == (0, -1)
    assert grip_at(QPointF(200, 150), shown, 7) == MOVE
    assert grip_at(QPointF(90, 150), shown, 7) is None


def test_steps() -> None:
    assert moved(START, QPoint(-30, 1), BOUNDS) == QRect(0, 31, 40, 20)
    assert grown(START, QPoint(1, 2), BOUNDS) == QRect(20, 30, 41, 22)
    assert grown(START, QPoint(-50, 90), BOUNDS) == QRect(20, 30, 1, 50)
    assert middle_of(QRect(0, 0, 40, 20)) == QRect(10, 5, 20, 10)
    assert middle_of(QRect(0, 0, 1, 1)) == QRect(0, 0, 1, 1)
