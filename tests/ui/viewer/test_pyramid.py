"""The pyramid's levels against means taken with numpy."""

from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter

from memnet_gui.ui.qimages import to_qimage
from memnet_gui.ui.viewer.pyramid import Pyramid
from memnet_gui.ui.viewer.viewport import Viewport


def random_image(width: int, height: int, *, alpha: bool = False) -> QImage:
    rng = np.random.default_rng(1)
    pixels = rng.random((height, width, 3), dtype=np.float32)
    return to_qimage(pixels, rng.random((height, width), dtype=np.float32) if alpha else None)


def channels(image: QImage) -> NDArray[np.float64]:
    """Premultiplied (H, W, 4)."""
    plain = image.convertToFormat(QImage.Format.Format_RGBA8888_Premultiplied)
    levels = np.frombuffer(bytes(plain.constBits()), np.uint8)
    return levels.reshape(plain.height(), plain.width(), 4).astype(np.float64)


@pytest.mark.parametrize("alpha", [False, True])
def test_levels_are_means_of_the_level_before(alpha: bool) -> None:
    levels = Pyramid.of(random_image(301, 150, alpha=alpha)).levels
    assert [level.size().toTuple() for level in levels] == [
        (301, 150),
        (150, 75),
        (75, 37),
        (37, 18),
    ]
    for parent, child in pairwise(levels):
        height, width = child.height(), child.width()
        used = channels(parent)[: 2 * height, : 2 * width]
        means = used.reshape(height, 2, width, 2, 4).mean((1, 3))
        assert np.abs(channels(child) - means).max() < 1.0


@pytest.mark.parametrize("size", [(512, 256), (301, 211), (1, 200), (130, 1)])
@pytest.mark.parametrize("alpha", [False, True])
def test_painting_a_part_equals_building_anew(size: tuple[int, int], alpha: bool) -> None:
    pyramid = Pyramid.of(random_image(*size, alpha=alpha))
    whole = pyramid.levels[0].copy()
    patch = random_image(77, 41, alpha=alpha).convertToFormat(whole.format())
    expected = channels(whole)
    for x, y in ((0, 0), (101, 33), (size[0] - 5, size[1] - 9), (-70, -30), (5000, 0)):
        pyramid.paint(patch, x, y)
        top, left = max(y, 0), max(x, 0)
        part = channels(patch)[top - y :, left - x :][: max(size[1] - top, 0)]
        part = part[:, : max(size[0] - left, 0)]
        expected[top : top + part.shape[0], left : left + part.shape[1]] = part
    np.testing.assert_array_equal(channels(pyramid.levels[0]), expected)
    assert pyramid.levels == Pyramid.of(pyramid.levels[0]).levels


def test_a_copy_is_painted_on_its_own() -> None:
    pyramid = Pyramid.of(random_image(200, 100))
    before = tuple(level.copy() for level in pyramid.levels)
    patch = QImage(200, 100, QImage.Format.Format_RGB32)
    patch.fill(QColor(255, 0, 0))
    twin = pyramid.copy()
    twin.paint(patch, 0, 0)
    assert pyramid.levels == before
    assert twin.levels[-1].pixelColor(3, 3) == QColor(255, 0, 0)


def drawn(pyramid: Pyramid, viewport: Viewport) -> QImage:
    image = QImage(viewport.frame, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    pyramid.draw(painter, viewport)
    painter.end()
    return image


@pytest.mark.parametrize("alpha", [False, True])
@pytest.mark.parametrize("scale", [0.08, 0.2, 0.37, 0.73, 1.0, 1.7, 3.1, 9.0])
def test_a_copy_in_the_making_looks_like_a_whole_one(scale: float, alpha: bool) -> None:
    original = random_image(90, 1500, alpha=alpha)
    growing, whole = Pyramid.of(original).copy(), Pyramid.of(original.copy())
    patch = random_image(90, 40, alpha=alpha).convertToFormat(whole.levels[0].format())
    frame = QSize(60, 160)
    # The first band, one in the middle and then its neighbour, and a tile elsewhere.
    for x, y in ((0, 0), (0, 700), (0, 740), (30, 1100)):
        growing.paint(patch, x, y)
        whole.paint(patch, x, y)
        for middle in (0, 690, 745, 765, 1120, 1500):
            viewport = Viewport(QSize(90, 1500), frame, scale, QPointF(45.3, middle), False)
            assert drawn(growing, viewport) == drawn(whole, viewport), (x, y, middle)
    assert growing.levels == whole.levels


def test_a_copy_takes_over_only_what_is_near() -> None:
    twin = Pyramid.of(random_image(40, 2000)).copy()
    patch = random_image(40, 32)
    twin.paint(patch, 0, 1000)
    rows = twin._filled[0].boundingRect()
    assert rows.contains(QRect(0, 1000, 40, 32))
    assert rows.height() <= 4 * 64
    for y in range(0, 2000, 32):
        twin.paint(patch, 0, y)
    assert twin._original is None


def test_a_copy_keeps_what_the_original_had() -> None:
    original = Pyramid.of(random_image(60, 600))
    before = tuple(level.copy() for level in original.levels)
    twin = original.copy()
    original.paint(random_image(60, 300), 0, 0)
    assert twin.levels == before
