from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from memnet_gui.imaging.arrays import from_array, to_array
from memnet_gui.imaging.photo import Photo

Array = NDArray[Any]


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_every_level_survives(dtype: type[np.integer]) -> None:
    levels = np.arange(np.iinfo(dtype).max + 1, dtype=dtype).reshape(-1, 16)
    photo = from_array(levels)
    assert photo.pixels.dtype == np.float32
    assert photo.pixels.min() == 0
    assert photo.pixels.max() == 1
    assert photo.bit_depth == np.iinfo(dtype).bits
    back = to_array(photo, photo.bit_depth)
    assert back.dtype == dtype
    np.testing.assert_array_equal(back, levels)


@pytest.mark.parametrize(("channels", "colours"), [(1, 1), (2, 1), (3, 3), (4, 3)])
def test_what_is_left_over_is_alpha(channels: int, colours: int) -> None:
    array = np.random.default_rng(0).integers(0, 256, (3, 5, channels), dtype=np.uint8)
    photo = from_array(array)
    np.testing.assert_array_equal(photo.pixels, (array[..., :colours] / 255).astype(np.float32))
    assert (photo.alpha is None) == (channels == colours)
    back = to_array(photo, 8)
    np.testing.assert_array_equal(back.reshape(array.shape), array)


def test_turned_arrays_become_contiguous() -> None:
    photo = from_array(np.zeros((4, 6, 3), np.uint8).swapaxes(0, 1)[:, ::-1])
    assert photo.pixels.flags.c_contiguous


def test_floats_are_copied_as_they_are() -> None:
    array = np.array([[-0.25, 1.5]])
    photo = from_array(array)
    array[:] = 0
    np.testing.assert_array_equal(photo.pixels[..., 0], [[-0.25, 1.5]])


def test_clips_and_rounds() -> None:
    photo = Photo(np.array([[[-1], [0.4 / 255], [0.6 / 255], [7]]], np.float32))
    np.testing.assert_array_equal(to_array(photo, 8), [[0, 0, 1, 255]])


@pytest.mark.parametrize("array", [np.zeros((2, 2, 5), np.uint8), np.zeros((0, 4, 3), np.uint8)])
def test_refuses_other_shapes(array: Array) -> None:
    with pytest.raises(ValueError, match="no photo"):
        from_array(array)


def test_refuses_other_types() -> None:
    with pytest.raises(ValueError, match="int64"):
        from_array(np.zeros((2, 2), np.int64))
