"""Estimates against what was really done to the samples."""

import io

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.estimation import estimate_jpeg_quality, estimate_noise_sigma
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.samples import load_sample
from memnet_gui.imaging.transparency import cover_hidden


@pytest.mark.parametrize("name", ["camera", "astronaut", "coffee", "rocket"])
@pytest.mark.parametrize("sigma", [10.0, 25.0, 50.0])
def test_noise_is_found(name: str, sigma: float) -> None:
    pixels = GaussianNoise(sigma).apply(load_sample(name).pixels, 1)
    assert estimate_noise_sigma(pixels) == pytest.approx(sigma, rel=0.15)


@pytest.mark.parametrize("name", ["camera", "astronaut", "chelsea", "coffee", "rocket"])
def test_clean_photos_have_little(name: str) -> None:
    assert estimate_noise_sigma(load_sample(name).pixels) < 5


def test_noise_is_found_where_the_sky_is_clipped_to_black() -> None:
    photo = load_sample("camera").pixels.copy()
    photo[:350] = 0
    noisy = GaussianNoise(20).apply(photo, 1).clip(0, 1)
    assert estimate_noise_sigma(noisy) == pytest.approx(20, rel=0.15)


def make_cut_out(radius_px: int) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """Returns a noisy photo of which only a disc is visible, and its opacity."""
    pixels = GaussianNoise(20).apply(load_sample("astronaut").pixels[:300, :300], 1).clip(0, 1)
    rows, columns = np.ogrid[:300, :300]
    alpha = ((rows - 150) ** 2 + (columns - 150) ** 2 < radius_px**2).astype(np.float32)
    photo = Photo(pixels.astype(np.float32), alpha=alpha)
    return cover_hidden(photo).pixels, alpha


@pytest.mark.parametrize("radius_px", [140, 60])
def test_noise_is_found_in_what_is_visible_of_a_cut_out(radius_px: int) -> None:
    pixels, alpha = make_cut_out(radius_px)
    assert estimate_noise_sigma(pixels, alpha) == pytest.approx(20, rel=0.25)


def test_a_cut_out_too_small_for_a_block_tells_what_it_can() -> None:
    pixels, alpha = make_cut_out(20)
    assert 0 < estimate_noise_sigma(pixels, alpha) < 40


@pytest.mark.parametrize("shape", [(1, 1, 1), (15, 400, 3)])
def test_tiny_photos_tell_nothing(shape: tuple[int, ...]) -> None:
    assert estimate_noise_sigma(np.random.default_rng(0).random(shape).astype(np.float32)) == 0


def test_flat_photos_have_none() -> None:
    assert estimate_noise_sigma(np.full((64, 64, 3), 0.5, np.float32)) < 1e-9
    assert estimate_noise_sigma(np.ones((64, 64, 3), np.float32)) < 1e-9


@pytest.mark.parametrize("mode", ["L", "RGB"])
@pytest.mark.parametrize("quality", [1, 5, 10, 20, 49, 50, 60, 75, 90, 95, 100])
def test_the_quality_of_pillows_files(mode: str, quality: int) -> None:
    buffer = io.BytesIO()
    Image.new(mode, (16, 16)).save(buffer, "JPEG", quality=quality)
    with Image.open(buffer) as image:
        assert estimate_jpeg_quality(image.quantization) == quality  # type: ignore[attr-defined]


def test_tables_of_other_encoders_get_the_nearest_quality() -> None:
    buffer = io.BytesIO()
    Image.new("L", (16, 16)).save(buffer, "JPEG", quality=40)
    with Image.open(buffer) as image:
        table = [value + (index % 3 - 1) for index, value in enumerate(image.quantization[0])]  # type: ignore[attr-defined]
    assert 38 <= estimate_jpeg_quality({0: table}) <= 42


def test_photos_without_a_file_have_no_quality() -> None:
    assert from_array(np.zeros((4, 4), np.uint8)).jpeg_quality is None


@pytest.mark.parametrize("level", [0, 0.5])
def test_a_flat_photo_has_no_noise(level: float) -> None:
    flat = np.full((200, 200, 3), level, np.float32)
    assert estimate_noise_sigma(flat) == pytest.approx(0, abs=1e-6)
