"""Against MATLAB's imresize as its documentation states it, written out in double precision."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.resampling import (
    cut_to_multiple,
    enlarge_photo,
    enlarge_pixels,
    reduce_pixels,
)


def cubic(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """Keys' kernel with a = -0.5."""
    x = np.abs(x)
    near = 1.5 * x**3 - 2.5 * x**2 + 1
    far = -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2
    return np.where(x <= 1, near, np.where(x <= 2, far, 0))


def imresize_rows(pixels: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    factor = size / len(pixels)
    widened = min(1.0, factor)
    centres = (np.arange(size) + 0.5) / factor - 0.5
    weights = cubic((centres[:, None] - np.arange(len(pixels))) * widened)
    weights /= weights.sum(axis=1, keepdims=True)
    return np.tensordot(weights, pixels, 1)


def imresize(pixels: NDArray[np.float32], height: int, width: int) -> NDArray[np.float64]:
    rows = imresize_rows(pixels.astype(np.float64), height)
    return imresize_rows(rows.transpose(1, 0, 2), width).transpose(1, 0, 2)


@pytest.mark.parametrize("scale", [2, 3, 4])
@pytest.mark.parametrize("channels", [1, 3])
def test_as_imresize(scale: int, channels: int) -> None:
    pixels = np.random.default_rng(scale).random((12 * 3, 12 * 4, channels)).astype(np.float32)
    small = reduce_pixels(pixels, scale)
    expected = imresize(pixels, 36 // scale, 48 // scale)
    assert small.dtype == np.float32
    np.testing.assert_allclose(small, expected, atol=2e-6)
    np.testing.assert_allclose(enlarge_pixels(small, scale), imresize(small, 36, 48), atol=2e-6)


def test_edges_overshoot_and_are_not_clipped() -> None:
    step = np.zeros((12, 12, 1), np.float32)
    step[:, 6:] = 1
    enlarged = enlarge_pixels(step, 3)
    assert enlarged.min() < -0.02
    assert enlarged.max() > 1.02


def test_only_whole_multiples_are_reduced() -> None:
    pixels = np.zeros((13, 9, 1), np.float32)
    with pytest.raises(ValueError, match="9 x 13 pixels are no multiple of 3"):
        reduce_pixels(pixels, 3)
    assert cut_to_multiple(pixels, 4).shape == (12, 8, 1)
    assert cut_to_multiple(pixels, 3).shape == (12, 9, 1)


def test_a_photo_smaller_than_the_scale() -> None:
    with pytest.raises(ValueError, match="at least 4 pixels"):
        cut_to_multiple(np.zeros((3, 9, 1), np.float32), 4)


def test_an_enlarged_photo_is_printed_at_the_same_size() -> None:
    photo = Photo(np.zeros((4, 6, 1), np.float32), dpi=(300, 150))
    assert enlarge_photo(photo, 3).dpi == (900, 450)
    assert enlarge_photo(replace(photo, dpi=None), 3).dpi is None
