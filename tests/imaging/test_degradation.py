from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from memnet_gui.imaging.degradation import GaussianNoise

Array = NDArray[Any]


def _grey(shape: tuple[int, ...] = (400, 500, 1)) -> Array:
    return np.full(shape, 0.5, np.float32)


@pytest.mark.parametrize("sigma", [5, 30, 70])
def test_noise_has_the_stated_statistics(sigma: float) -> None:
    noise = (GaussianNoise(sigma).apply(_grey(), 1).astype(np.float64) - 0.5) * 255
    count = noise.size
    # Five standard errors each.
    assert abs(noise.mean()) < 5 * sigma / np.sqrt(count)
    assert abs(noise.std() / sigma - 1) < 5 / np.sqrt(2 * count)
    assert abs((noise**4).mean() / sigma**4 - 3) < 5 * np.sqrt(96 / count)
    flat = noise[..., 0]
    for neighbour in (flat[:, 1:] * flat[:, :-1], flat[1:] * flat[:-1]):
        assert abs(neighbour.mean() / sigma**2) < 5 / np.sqrt(count)


def test_channels_are_independent() -> None:
    noise = GaussianNoise(30).apply(_grey((300, 300, 3)), 1).reshape(-1, 3)
    assert np.abs(np.corrcoef(noise.T) - np.eye(3)).max() < 5 / 300


def test_noise_is_not_clipped() -> None:
    noisy = GaussianNoise(50).apply(np.zeros((64, 64, 1), np.float32), 0)
    assert noisy.min() < -0.2
    assert noisy.dtype == np.float32


def test_seeds_repeat_and_the_input_stays() -> None:
    grey = _grey((16, 16, 1))
    first, second, other = (GaussianNoise(30).apply(grey, seed) for seed in (7, 7, 8))
    np.testing.assert_array_equal(first, second)
    assert not np.array_equal(first, other)
    np.testing.assert_array_equal(grey, _grey((16, 16, 1)))


def test_noise_is_that_of_numpy() -> None:
    expected = 0.5 + np.random.default_rng(3).normal(0, 25 / 255, (4, 5, 3))
    noisy = GaussianNoise(25).apply(_grey((4, 5, 3)), 3)
    np.testing.assert_array_equal(noisy, expected.astype(np.float32))


def test_no_noise_changes_nothing() -> None:
    np.testing.assert_array_equal(GaussianNoise(0).apply(_grey(), 0), _grey())


@pytest.mark.parametrize("sigma", [-1, 255.5, float("nan"), float("inf")])
def test_refuses_impossible_levels(sigma: float) -> None:
    with pytest.raises(ValueError, match="sigma"):
        GaussianNoise(sigma)


def test_strips_draw_what_the_whole_picture_would() -> None:
    pixels = np.zeros((600, 7, 3), np.float32)
    whole = np.random.default_rng(5).normal(0, 30 / 255, pixels.shape).astype(np.float32)
    np.testing.assert_array_equal(GaussianNoise(30).apply(pixels, seed=5), whole)
