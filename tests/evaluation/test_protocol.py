"""The protocols against statements of their own, with the network called directly."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.errors import UserError
from memnet_gui.evaluation.protocol import (
    COLOUR,
    GREY,
    LUMINANCE,
    Hardware,
    Protocol,
    find_model_protocol,
    find_protocol,
)
from memnet_gui.imaging.degradation import (
    BicubicReduction,
    Degradation,
    GaussianNoise,
    JpegCompression,
)
from memnet_gui.imaging.photo import PhotoError
from memnet_gui.imaging.samples import load_sample
from memnet_gui.restoration.models import Model

GREY_WEIGHTS = [0.298936021, 0.587043074, 0.114020904]
Y_WEIGHTS = [65.481, 128.553, 24.966]
EXACT = Hardware("cpu", "fp32")

Array = NDArray[np.float64]
Photos = dict[Path, NDArray[np.uint8]]


@pytest.fixture
def photos(tmp_path: Path) -> Photos:
    """A grey and a colour photo and what is in them: parts of the samples, of odd sizes."""
    samples = [
        np.rint(load_sample(name).pixels * 255).astype(np.uint8) for name in ("camera", "astronaut")
    ]
    pixels = {
        tmp_path / "a.png": samples[0][100:145, 200:249, 0],
        tmp_path / "b.png": samples[1][50:93, 180:217],
    }
    for path, values in pixels.items():
        Image.fromarray(values).save(path)
    return pixels


def psnr(clean: Array, image: Array) -> float:
    return float(10 * np.log10(1 / np.mean((clean - image) ** 2)))


def run_network(model: Model, degraded: Array) -> list[Array]:
    """The input, each prediction and the final image."""
    given = degraded.astype(np.float32)
    with torch.no_grad():
        output = model.network(torch.from_numpy(given).permute(2, 0, 1)[None])
    tensors = (*output.predictions, output.final)
    return [given.astype(float), *(t[0].permute(1, 2, 0).double().numpy() for t in tensors)]


def measured(model: Model, paths: list[Path], protocol: Protocol, **settings: int) -> Array:
    hardware = Hardware("cpu", "fp32", **settings)
    return np.array(
        [
            [score.psnr for score in (scores.input, *scores.predictions, scores.final)]
            for scores in protocol.measure(model, paths, hardware)
        ]
    )


def luminance(pixels: NDArray[np.uint8]) -> Array:
    """Y of MATLAB's rgb2ycbcr on uint8; grey as it is."""
    if pixels.ndim == 2:
        return pixels[..., None].astype(float)
    return np.rint(16 + pixels / 255 @ Y_WEIGHTS)[..., None]


def noisy(clean: Array, sigma: float, seed: int) -> Array:
    return clean + np.random.default_rng(seed).normal(0, sigma / 255, clean.shape)


@pytest.mark.parametrize(("sigma", "seed"), [(30.0, 0), (120.0, 11)])
def test_noise_on_grey(
    build_model: Callable[..., Model], photos: Photos, sigma: float, seed: int
) -> None:
    model = build_model(1)
    grey, colour = photos.values()
    clean = [grey[..., None] / 255, np.rint(colour @ GREY_WEIGHTS)[..., None] / 255]
    expected = [
        [psnr(c, picture) for picture in run_network(model, noisy(c, sigma, seed + i))]
        for i, c in enumerate(clean)
    ]
    protocol = find_protocol(GaussianNoise(sigma), 1, seed)
    np.testing.assert_allclose(measured(model, list(photos), protocol), expected, atol=1e-4)


def test_noise_on_colour(build_model: Callable[..., Model], photos: Photos) -> None:
    model = build_model(3)
    grey, colour = photos.values()
    clean = [np.repeat(grey[..., None], 3, axis=2) / 255, colour / 255]
    expected = [
        [psnr(c, picture) for picture in run_network(model, noisy(c, 30, i))]
        for i, c in enumerate(clean)
    ]
    protocol = find_protocol(GaussianNoise(30), 3)
    np.testing.assert_allclose(measured(model, list(photos), protocol), expected, atol=1e-4)


def cubic_weights(small: int, scale: int) -> tuple[Array, Array]:
    """Matrices that shrink `small * scale` samples to `small` and enlarge them back.

    Keys' cubic kernel (a = -1/2), widened for shrinking; MATLAB's imresize in one dimension.
    """

    def kernel(x: Array) -> Array:
        x = np.abs(x)
        near, far = 1.5 * x**3 - 2.5 * x**2 + 1, -0.5 * x**3 + 2.5 * x**2 - 4 * x + 2
        return np.where(x <= 1, near, np.where(x < 2, far, 0))

    wide, narrow = np.arange(small * scale), np.arange(small)
    down = kernel(((narrow[:, None] + 0.5) * scale - 0.5 - wide) / scale)
    up = kernel((wide[:, None] + 0.5) / scale - 0.5 - narrow)
    return down / down.sum(1, keepdims=True), up / up.sum(1, keepdims=True)


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_upscaling(build_model: Callable[..., Model], photos: Photos, scale: int) -> None:
    model = build_model(1, "upscale")
    expected = []
    for pixels in photos.values():
        height, width = pixels.shape[0] // scale, pixels.shape[1] // scale
        clean = luminance(pixels)[: height * scale, : width * scale]
        (shrink, enlarge), (shrink_row, enlarge_row) = (
            cubic_weights(size, scale) for size in (height, width)
        )
        rows, columns = enlarge @ shrink, enlarge_row @ shrink_row
        blurred = rows @ (clean[..., 0] / 255) @ columns.T
        inside = slice(scale, -scale)
        expected.append(
            [
                psnr(
                    clean[inside, inside] / 255,
                    np.rint(np.clip(picture[inside, inside] * 255, 0, 255)) / 255,
                )
                for picture in run_network(model, blurred[..., None])
            ]
        )
    protocol = find_protocol(BicubicReduction(scale), 1)
    # Where two ways to compute differ in the seventh digit, single pixels round another way.
    np.testing.assert_allclose(measured(model, list(photos), protocol), expected, atol=2e-3)


def jpeg(pixels: NDArray[np.uint8], quality: int) -> Array:
    buffer = io.BytesIO()
    Image.fromarray(pixels).save(buffer, "JPEG", quality=quality)
    return np.asarray(Image.open(buffer)) / 255


@pytest.mark.parametrize("quality", [10, 40])
def test_jpeg_on_the_luminance(
    build_model: Callable[..., Model], photos: Photos, quality: int
) -> None:
    model = build_model(1, "deblock")
    expected = []
    for pixels in photos.values():
        clean = luminance(pixels)
        degraded = jpeg(clean[..., 0].astype(np.uint8), quality)[..., None]
        expected.append([psnr(clean / 255, p) for p in run_network(model, degraded)])
    protocol = find_protocol(JpegCompression(quality), 1)
    np.testing.assert_allclose(measured(model, list(photos), protocol), expected, atol=1e-4)


def test_jpeg_on_colour(build_model: Callable[..., Model], photos: Photos) -> None:
    model = build_model(3, "deblock")
    path, pixels = list(photos.items())[1]
    expected = [psnr(pixels / 255, p) for p in run_network(model, jpeg(pixels, 10))]
    protocol = find_protocol(JpegCompression(10), 3)
    np.testing.assert_allclose(measured(model, [path], protocol), [expected], atol=1e-4)


@pytest.mark.parametrize(
    "degradation", [GaussianNoise(25), BicubicReduction(3), JpegCompression(10)]
)
def test_input_alone(
    build_model: Callable[..., Model], photos: Photos, degradation: Degradation
) -> None:
    protocol = find_protocol(degradation, 1, seed=3)
    whole = [it.input for it in protocol.measure(build_model(1), list(photos), EXACT)]
    assert list(protocol.measure_input(list(photos))) == whole


def test_tiles_change_nothing(build_model: Callable[..., Model], photos: Photos) -> None:
    model = build_model(1)
    protocol = find_protocol(GaussianNoise(30), 1)
    whole = measured(model, list(photos), protocol)
    tiled = measured(model, list(photos), protocol, tile_px=16)
    np.testing.assert_allclose(tiled, whole, atol=1e-4)


def test_photos_are_read_one_by_one(
    build_model: Callable[..., Model], photos: Photos, tmp_path: Path
) -> None:
    protocol = find_protocol(GaussianNoise(30), 1)
    measuring = protocol.measure(build_model(1), [*photos, tmp_path / "absent.png"])
    assert next(measuring)
    assert next(measuring)
    with pytest.raises(PhotoError, match=r"absent\.png"):
        next(measuring)


@pytest.mark.parametrize("size", [(3, 30), (8, 30), (30, 8)])
def test_photos_that_are_too_small(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "small.png"
    Image.new("L", size).save(path)
    protocol = find_protocol(BicubicReduction(4), 1)
    with pytest.raises(PhotoError, match=r"small\.png is too small to be measured"):
        list(protocol.measure_input([path]))


@pytest.mark.parametrize(
    ("degradation", "channels", "least"),
    [
        (GaussianNoise(25), 1, 11),
        (GaussianNoise(25), 3, 11),
        (JpegCompression(10), 1, 11),
        (JpegCompression(10), 3, 11),
        (BicubicReduction(2), 1, 16),  # 11 and twice the 2 that are cropped, in steps of the scale
        (BicubicReduction(3), 1, 18),
        (BicubicReduction(4), 1, 20),
    ],
)
def test_no_photo_is_smaller_than_what_ssim_compares(
    tmp_path: Path, degradation: Degradation, channels: int, least: int
) -> None:
    protocol = find_protocol(degradation, channels)
    path = tmp_path / "small.png"
    Image.new("RGB", (30, least)).save(path)
    (score,) = protocol.measure_input([path])
    assert np.isfinite(score.ssim)
    for size in ((30, least - 1), (least - 1, 30)):
        Image.new("RGB", size).save(path)
        with pytest.raises(
            PhotoError, match=r"small\.png is too small to be measured: SSIM needs 11"
        ):
            list(protocol.measure_input([path]))


def test_which_protocol() -> None:
    noise, reduction, compression = GaussianNoise(5), BicubicReduction(3), JpegCompression(10)
    assert find_protocol(noise, 1, 7) == Protocol(noise, GREY, seed=7)
    assert find_protocol(noise, 3) == Protocol(noise, COLOUR)
    assert find_protocol(reduction, 1) == Protocol(reduction, LUMINANCE, rounded=True, border_px=3)
    assert find_protocol(compression, 1) == Protocol(compression, LUMINANCE)
    assert find_protocol(compression, 3) == Protocol(compression, COLOUR)
    assert find_protocol(reduction, 1).description == (
        "luminance, rounded to 8 bits, 3 pixels cropped at the borders"
    )
    assert find_protocol(noise, 1).description == "grey, neither clipped nor rounded, not cropped"


def test_models_that_do_not_suit(build_model: Callable[..., Model]) -> None:
    with pytest.raises(UserError, match="upscaling is measured on the luminance"):
        find_model_protocol(build_model(3, "upscale").info, BicubicReduction(2))
    with pytest.raises(UserError, match="test was trained to denoise, which JPEG quality 10 does"):
        find_model_protocol(build_model(1).info, JpegCompression(10))


def test_without_predictions(build_model: Callable[..., Model], photos: Photos) -> None:
    protocol, model = find_protocol(GaussianNoise(30), 1), build_model(1)
    hardware = Hardware("cpu", "fp32")
    whole = list(protocol.measure(model, list(photos), hardware))
    short = list(protocol.measure(model, list(photos), hardware, predictions=False))
    assert [(s.input, s.final) for s in short] == [(s.input, s.final) for s in whole]
    assert {s.predictions for s in short} == {()}
