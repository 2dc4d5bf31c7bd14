"""Non-local means and BM3D."""

import sys
from threading import Event

import numpy as np
import pytest
from skimage import data
from skimage.restoration import denoise_nl_means

from memnet_gui.imaging.metrics import psnr
from memnet_gui.restoration.request import Cancelled
from memnet_gui.restoration.rivals.classical import BM3D, list_classical, open_classical
from memnet_gui.restoration.rivals.rival import RivalError, RivalRequest
from memnet_gui.restoration.rivals.running import run_rival

SIGMA = 25


@pytest.fixture(scope="module")
def clean() -> np.ndarray:
    return data.camera()[100:420:2, 100:420:2, None].astype(np.float32) / 255


@pytest.fixture(scope="module")
def noisy(clean: np.ndarray) -> np.ndarray:
    noise = np.random.default_rng(0).normal(0, SIGMA / 255, clean.shape)
    return (clean + noise).astype(np.float32)


def test_non_local_means_is_scikit_images(noisy: np.ndarray, clean: np.ndarray) -> None:
    result = run_rival(open_classical("non-local-means"), RivalRequest(noisy, sigma=SIGMA))
    share = SIGMA / 255
    expected = denoise_nl_means(
        noisy[..., 0], patch_size=5, patch_distance=6, h=0.8 * share, sigma=share, fast_mode=True
    )
    np.testing.assert_allclose(result.pixels[..., 0], expected, atol=1e-6)
    assert psnr(clean, result.pixels) > psnr(clean, noisy) + 5
    assert (result.device, result.sigma, result.is_estimated) == ("cpu", SIGMA, False)


def test_non_local_means_in_tiles(noisy: np.ndarray) -> None:
    opened = open_classical("non-local-means")
    whole = run_rival(opened, RivalRequest(noisy, sigma=SIGMA))
    shares: list[float] = []
    tiled = run_rival(
        opened,
        RivalRequest(noisy, sigma=SIGMA, tile_px=48),
        lambda progress: shares.append(progress.done),
    )
    assert len(shares) > 3
    np.testing.assert_allclose(tiled.pixels, whole.pixels, atol=1e-5)


def test_sigma_is_estimated_where_it_is_not_known(noisy: np.ndarray) -> None:
    result = run_rival(open_classical("non-local-means"), RivalRequest(noisy))
    assert result.is_estimated
    assert result.sigma == pytest.approx(SIGMA, rel=0.2)


def test_colour_stays_colour(noisy: np.ndarray) -> None:
    colour = np.concatenate([noisy, noisy[::-1], noisy[:, ::-1]], axis=2)
    result = run_rival(open_classical("non-local-means"), RivalRequest(colour, sigma=SIGMA))
    assert result.pixels.shape == colour.shape


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_flat_photos(value: float) -> None:
    flat = np.full((40, 50, 1), value, np.float32)
    result = run_rival(open_classical("non-local-means"), RivalRequest(flat))
    np.testing.assert_allclose(result.pixels, flat, atol=1e-4)


@pytest.mark.parametrize("size", [(1, 1), (3, 40), (7, 8)])
def test_tiny_photos(size: tuple[int, int]) -> None:
    pixels = np.random.default_rng(0).random((*size, 3), np.float32)
    result = run_rival(open_classical("non-local-means"), RivalRequest(pixels, sigma=5))
    assert result.pixels.shape == pixels.shape


def test_values_that_are_not_finite_are_refused() -> None:
    with pytest.raises(RivalError, match="not finite"):
        run_rival(
            open_classical("non-local-means"),
            RivalRequest(np.full((8, 8, 1), np.nan, np.float32)),
        )


def test_cancel(noisy: np.ndarray) -> None:
    cancel = Event()
    cancel.set()
    with pytest.raises(Cancelled):
        run_rival(open_classical("non-local-means"), RivalRequest(noisy, sigma=5), cancel=cancel)


def test_bm3d_is_offered_where_it_is_installed(monkeypatch: pytest.MonkeyPatch) -> None:
    name = "memnet_gui.restoration.rivals.classical.has_bm3d"
    monkeypatch.setattr(name, lambda: False)
    assert [rival.name for rival in list_classical()] == ["non-local-means"]
    with pytest.raises(RivalError, match=r"non-commercial use only.*pip install bm3d"):
        open_classical("bm3d")
    monkeypatch.setattr(name, lambda: True)
    assert [rival.name for rival in list_classical()] == ["non-local-means", "bm3d"]
    assert "non-commercial" in BM3D.licence
    assert "bm3d" not in sys.modules or open_classical("bm3d").rival is BM3D


def test_bm3d(noisy: np.ndarray, clean: np.ndarray) -> None:
    bm3d = pytest.importorskip("bm3d")
    opened = open_classical("bm3d")
    result = run_rival(opened, RivalRequest(noisy, sigma=SIGMA))
    expected = bm3d.bm3d(noisy[..., 0], SIGMA / 255)
    np.testing.assert_allclose(result.pixels[..., 0], expected, atol=0.02)  # its threads differ
    assert psnr(clean, result.pixels) == pytest.approx(psnr(clean, expected[..., None]), abs=0.02)
    tiled = run_rival(opened, RivalRequest(noisy, sigma=SIGMA, tile_px=80))
    assert psnr(clean, tiled.pixels) == pytest.approx(psnr(clean, result.pixels), abs=0.05)


def test_bm3d_in_colour(noisy: np.ndarray) -> None:
    bm3d = pytest.importorskip("bm3d")
    colour = np.concatenate([noisy, noisy[::-1], noisy[:, ::-1]], axis=2)[:80, :80]
    result = run_rival(open_classical("bm3d"), RivalRequest(colour, sigma=SIGMA))
    np.testing.assert_allclose(result.pixels, bm3d.bm3d_rgb(colour, SIGMA / 255), atol=0.02)


def test_bm3d_of_grey_in_three_channels(noisy: np.ndarray) -> None:
    pytest.importorskip("bm3d")
    grey = noisy[:80, :80]
    opened = open_classical("bm3d")
    expected = run_rival(opened, RivalRequest(grey, sigma=SIGMA)).pixels
    result = run_rival(opened, RivalRequest(np.repeat(grey, 3, axis=2), sigma=SIGMA))
    np.testing.assert_allclose(result.pixels, np.repeat(expected, 3, axis=2), atol=0.02)


@pytest.mark.parametrize("size", [(1, 1), (3, 40), (8, 8), (9, 31)])
@pytest.mark.parametrize("channels", [1, 3])
def test_bm3d_of_tiny_photos(size: tuple[int, int], channels: int) -> None:
    pytest.importorskip("bm3d")
    pixels = np.random.default_rng(0).random((*size, channels), np.float32)
    result = run_rival(open_classical("bm3d"), RivalRequest(pixels, sigma=5))
    assert result.pixels.shape == pixels.shape
    assert np.abs(result.pixels - pixels).max() < 0.2
