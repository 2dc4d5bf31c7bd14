"""Colours of arrays against hand-computed ones."""

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from memnet_gui.ui.colour_maps import spread, to_diverging, to_greys
from memnet_gui.ui.difference import colour_scale


def colours(image: QImage) -> list[tuple[int, ...]]:
    return [image.pixelColor(x, 0).getRgb()[:3] for x in range(image.width())]


def row(*values: float) -> NDArray[np.float32]:
    return np.array([values], np.float32)


def test_diverging_colours_are_those_of_the_difference_view() -> None:
    scale = colours(colour_scale())
    found = colours(to_diverging(row(-8, -4, 0, 4, 8, 99), 4))
    assert found == [scale[0], scale[0], scale[255], scale[510], scale[510], scale[510]]


def test_nothing_but_zero_is_in_the_middle_colour() -> None:
    assert colours(to_diverging(row(0, 0), 0)) == [colours(colour_scale())[255]] * 2


def test_greys_run_from_low_to_high() -> None:
    assert colours(to_greys(row(-3, -1, 1, 3, 5), -1, 3)) == [
        (0, 0, 0),
        (0, 0, 0),
        (128, 128, 128),
        (255, 255, 255),
        (255, 255, 255),
    ]


def test_a_constant_map_is_mid_grey() -> None:
    assert colours(to_greys(row(2, 2), 2, 2)) == [(128, 128, 128)] * 2


def test_the_spread_leaves_single_pixels_and_the_border_out() -> None:
    values = np.random.default_rng(0).random((400, 300), np.float32)
    values[7, 7], values[0] = 1e6, -50
    low, high = spread(values)
    assert -0.001 < low < 0.02
    assert 0.98 < high < 1.001


def test_the_spread_of_what_is_constant_but_for_a_pixel() -> None:
    values = np.zeros((200, 200), np.float32)
    assert spread(values) == (0, 0)
    values[3, 3] = 5
    assert spread(values) == (0, 5)


def test_the_spread_of_a_single_row() -> None:
    low, high = spread(np.arange(100_000, dtype=np.float32)[None])
    assert 0 <= low < 2000
    assert 98_000 < high < 100_000
