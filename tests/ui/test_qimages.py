"""to_qimage against pixel values computed by hand."""

from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from memnet_gui.ui.qimages import part_to_qimage, to_qimage


def random_pixels(*shape: int) -> NDArray[np.float32]:
    # Beyond [0, 1] too, as added noise is.
    return np.random.default_rng(0).uniform(-0.2, 1.2, shape).astype(np.float32)


def to_levels(pixels: NDArray[np.float32]) -> NDArray[np.int64]:
    return np.floor(np.clip(pixels.astype(np.float64), 0, 1) * 255 + 0.5).astype(np.int64)


def rgba(image: QImage) -> NDArray[np.int64]:
    rows = range(image.height())
    return np.array([[image.pixelColor(x, y).getRgb() for x in range(image.width())] for y in rows])


# 7 columns leave padding at the end of each row of 8-bit and 24-bit images.
@pytest.mark.parametrize(
    ("channels", "form"),
    [(1, QImage.Format.Format_Grayscale8), (3, QImage.Format.Format_RGB32)],
)
def test_opaque_pictures_are_exact(channels: int, form: QImage.Format) -> None:
    pixels = random_pixels(131, 7, channels)
    image = to_qimage(pixels)
    assert image.format() == form
    levels = rgba(image)
    np.testing.assert_array_equal(levels[..., :3], to_levels(pixels) * np.ones(3, np.int64))
    assert (levels[..., 3] == 255).all()


@pytest.mark.parametrize("channels", [1, 3])
def test_opacity_is_exact_and_leaves_colours_alone(channels: int) -> None:
    pixels, alpha = random_pixels(5, 7, channels), random_pixels(5, 7)
    image = to_qimage(pixels, alpha)
    assert image.format() == QImage.Format.Format_ARGB32
    levels = rgba(image)
    np.testing.assert_array_equal(levels[..., :3], to_levels(pixels) * np.ones(3, np.int64))
    np.testing.assert_array_equal(levels[..., 3], to_levels(alpha))


def test_the_image_outlives_its_array_and_its_thread() -> None:
    pixels = random_pixels(40, 30, 3)
    expected = to_levels(pixels)
    with ThreadPoolExecutor(1) as pool:
        image = pool.submit(to_qimage, pixels).result()
    pixels[:] = 0
    np.testing.assert_array_equal(rgba(image)[..., :3], expected)


def test_a_view_with_gaps_is_read_right() -> None:
    pixels = random_pixels(20, 30, 3)[::2, ::3, ::-1]
    np.testing.assert_array_equal(rgba(to_qimage(pixels))[..., :3], to_levels(pixels))


@pytest.mark.parametrize("shape", [(4, 4), (4, 4, 2), (4, 4, 4)])
def test_other_shapes_are_refused(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="expected"):
        to_qimage(np.zeros(shape, np.float32))


def test_a_part_has_the_photos_opacity_there() -> None:
    pixels, alpha = random_pixels(9, 7, 3), random_pixels(9, 7)
    part = part_to_qimage(pixels[4:9, 2:6], alpha, 4, 2)
    assert part == to_qimage(pixels, alpha).copy(2, 4, 4, 5)
    assert part_to_qimage(pixels[4:9, 2:6], None, 4, 2) == to_qimage(pixels).copy(2, 4, 4, 5)
