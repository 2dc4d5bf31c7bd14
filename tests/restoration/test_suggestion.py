from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from memnet_gui.imaging.arrays import to_array
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.samples import load_sample
from memnet_gui.restoration.suggestion import suggest


def save(path: Path, quality: int) -> Path:
    photo = load_sample("coffee")
    Image.fromarray(to_array(photo, 8)).save(path, quality=quality)
    return path


def test_strong_compression_wants_deblocking(tmp_path: Path) -> None:
    photo = read_photo(save(tmp_path / "a.jpg", 30))
    assert photo.jpeg_quality == 30
    suggestion = suggest(photo)
    assert suggestion is not None
    assert (suggestion.task, suggestion.level) == ("deblock", 30)
    assert "quality 30" in suggestion.text


@pytest.mark.parametrize("name", ["a.jpg", "a.png"])
def test_good_files_look_clean(tmp_path: Path, name: str) -> None:
    photo = read_photo(save(tmp_path / name, 92))
    assert photo.jpeg_quality == (92 if name == "a.jpg" else None)
    assert suggest(photo) is None


@pytest.mark.parametrize("sigma", [12.0, 40.0])
def test_noise_wants_denoising(sigma: float) -> None:
    clean = load_sample("camera")
    noisy = clean.with_pixels(GaussianNoise(sigma).apply(clean.pixels, 0))
    for photo in (noisy, replace(noisy, jpeg_quality=95)):
        suggestion = suggest(photo)
        assert suggestion is not None
        assert suggestion.task == "denoise"
        assert suggestion.level == pytest.approx(sigma, rel=0.15)
