from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from memnet_gui.imaging.degradation import (
    BicubicReduction,
    GaussianNoise,
    JpegCompression,
    build_degradation,
    degrade_photo,
)
from memnet_gui.imaging.jpeg import compress
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.resampling import enlarge_pixels, reduce_pixels
from memnet_gui.network.card import TASKS

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


def test_reduction_is_cut_to_a_multiple_and_presented_at_its_size() -> None:
    pixels = np.random.default_rng(0).random((17, 22, 3)).astype(np.float32)
    reduction = BicubicReduction(3)
    small = reduction.apply(pixels)
    assert small.shape == (5, 7, 3)
    np.testing.assert_array_equal(small, reduce_pixels(pixels[:15, :21], 3))
    assert reduction.fit(pixels).shape == reduction.present(small).shape == (15, 21, 3)
    np.testing.assert_array_equal(reduction.present(small), enlarge_pixels(small, 3))


def test_compression_is_that_of_an_8_bit_jpeg() -> None:
    pixels = np.random.default_rng(0).random((20, 24, 1)).astype(np.float32) * 1.2 - 0.1
    compressed = JpegCompression(30).apply(pixels)
    levels = np.rint(pixels.clip(0, 1) * 255).astype(np.uint8)
    np.testing.assert_array_equal(np.rint(compressed * 255), compress(levels, 30))
    assert compressed.dtype == np.float32


@pytest.mark.parametrize(
    ("task", "level", "expected"),
    [
        ("denoise", 12.5, GaussianNoise(12.5)),
        ("upscale", 3, BicubicReduction(3)),
        ("upscale", 4.0, BicubicReduction(4)),
        ("deblock", 10.0, JpegCompression(10)),
    ],
)
def test_degradations_of_tasks(task: str, level: float, expected: object) -> None:
    degradation = build_degradation(task, level)
    assert degradation == expected
    assert (degradation.task, degradation.level) == (task, level)
    assert task in TASKS
    assert f"{level:g}" in degradation.text


@pytest.mark.parametrize(
    ("task", "level"),
    [("upscale", 5), ("upscale", 2.5), ("deblock", 0), ("deblock", 101), ("deblock", 1.5)],
)
def test_refuses_impossible_reductions_and_qualities(task: str, level: float) -> None:
    with pytest.raises(ValueError, match=f"{level:g}"):
        build_degradation(task, level)


def test_refuses_unknown_tasks() -> None:
    with pytest.raises(ValueError, match="there is no task 'colourise'"):
        build_degradation("colourise", 1)


def test_a_photos_alpha_shrinks_with_it() -> None:
    generator = np.random.default_rng(0)
    pixels, alpha = generator.random((14, 12, 3)), generator.random((14, 12))
    photo = Photo(pixels.astype(np.float32), alpha.astype(np.float32), bit_depth=16)
    small = degrade_photo(photo, BicubicReduction(4))
    assert small.pixels.shape == (3, 3, 3)
    assert small.alpha is not None
    expected = reduce_pixels(photo.alpha[:12, :, None], 4)[..., 0]  # type: ignore[index]
    np.testing.assert_array_equal(small.alpha, expected.clip(0, 1))
    assert small.bit_depth == 16
    noisy = degrade_photo(photo, GaussianNoise(30), 3)
    np.testing.assert_array_equal(noisy.pixels, GaussianNoise(30).apply(photo.pixels, 3))
    assert noisy.alpha is photo.alpha


def test_a_reduced_photo_is_printed_at_the_same_size() -> None:
    photo = Photo(np.zeros((8, 8, 1), np.float32), dpi=(300, 150))
    assert degrade_photo(photo, BicubicReduction(2)).dpi == (150, 75)
    assert degrade_photo(photo, JpegCompression(50)).dpi == (300, 150)
