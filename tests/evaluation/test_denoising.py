"""The protocol against a statement of its own, with the network called directly."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.evaluation.denoising import DenoisingProtocol
from memnet_gui.imaging.photo import PhotoError
from memnet_gui.restoration.models import Model

LUMA = [0.298936021, 0.587043074, 0.114020904]


@pytest.fixture
def photos(tmp_path: Path) -> dict[Path, NDArray[np.uint8]]:
    """A grey and a colour photo and what is in them."""
    generator = np.random.default_rng(3)
    pixels = {
        tmp_path / "a.png": generator.integers(0, 256, (20, 25), np.uint8),
        tmp_path / "b.png": generator.integers(0, 256, (17, 13, 3), np.uint8),
    }
    for path, values in pixels.items():
        Image.fromarray(values).save(path)
    return pixels


def psnr(clean: NDArray[np.float64], image: NDArray[np.float64]) -> float:
    return float(10 * np.log10(1 / np.mean((clean - image) ** 2)))


def reference(model: Model, clean: NDArray[np.float64], sigma: float, seed: int) -> list[float]:
    """PSNR of the input, of each prediction and of the final image."""
    noise = np.random.default_rng(seed).normal(0, sigma / 255, clean.shape)
    noisy = (clean + noise).astype(np.float32)
    with torch.no_grad():
        output = model.network(torch.from_numpy(noisy).permute(2, 0, 1)[None])
    pictures = [t[0].permute(1, 2, 0).double().numpy() for t in (*output.predictions, output.final)]
    return [psnr(clean, picture) for picture in (noisy.astype(np.float64), *pictures)]


def measured(
    model: Model, paths: list[Path], sigma: float, **settings: object
) -> list[list[float]]:
    protocol = DenoisingProtocol(sigma, device="cpu", precision="fp32", **settings)  # type: ignore[arg-type]
    return [
        [score.psnr for score in (scores.input, *scores.predictions, scores.final)]
        for scores in protocol.measure(model, paths)
    ]


@pytest.mark.parametrize(("sigma", "seed"), [(30.0, 0), (120.0, 11)])
def test_grey_model(
    build_model: Callable[[int], Model],
    photos: dict[Path, NDArray[np.uint8]],
    sigma: float,
    seed: int,
) -> None:
    model = build_model(1)
    grey, colour = photos.values()
    clean = [grey[..., None] / 255, np.rint(colour @ LUMA)[..., None] / 255]
    expected = [reference(model, c, sigma, seed + i) for i, c in enumerate(clean)]
    np.testing.assert_allclose(measured(model, list(photos), sigma, seed=seed), expected, atol=1e-4)


def test_colour_model(
    build_model: Callable[[int], Model], photos: dict[Path, NDArray[np.uint8]]
) -> None:
    model = build_model(3)
    grey, colour = photos.values()
    clean = [np.repeat(grey[..., None], 3, axis=2) / 255, colour / 255]
    expected = [reference(model, c, 30, i) for i, c in enumerate(clean)]
    np.testing.assert_allclose(measured(model, list(photos), 30), expected, atol=1e-4)


def test_tiles_change_nothing(
    build_model: Callable[[int], Model], photos: dict[Path, NDArray[np.uint8]]
) -> None:
    model = build_model(1)
    whole = measured(model, list(photos), 30)
    np.testing.assert_allclose(measured(model, list(photos), 30, tile_px=16), whole, atol=1e-4)


def test_photos_are_read_one_by_one(
    build_model: Callable[[int], Model], photos: dict[Path, NDArray[np.uint8]], tmp_path: Path
) -> None:
    measuring = DenoisingProtocol(30).measure(build_model(1), [*photos, tmp_path / "absent.png"])
    assert next(measuring)
    assert next(measuring)
    with pytest.raises(PhotoError, match=r"absent\.png"):
        next(measuring)
