import math
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from scipy.ndimage import correlate1d

from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.metrics import psnr, ssim

Array = NDArray[Any]


def _pair(
    channels: int, sigma: float = 25, height: int = 40, width: int = 50
) -> tuple[Array, Array]:
    steps = np.linspace(0, 6, height * width * channels).reshape(height, width, channels)
    clean = (0.5 + 0.5 * np.sin(steps * 40)).astype(np.float32)
    return clean, GaussianNoise(sigma).apply(clean, 0)


def _wang(reference: Array, image: Array) -> float:
    """SSIM of one channel by equation 13 of Wang et al., 2004."""
    places = np.arange(-5, 6)
    window = np.exp(-(places**2) / (2 * 1.5**2))
    window /= window.sum()

    def mean(values: Array) -> Array:
        rows = correlate1d(values, window, axis=0)
        return correlate1d(rows, window, axis=1)[5:-5, 5:-5]

    x, y = reference.astype(np.float64), image.astype(np.float64)
    mu_x, mu_y = mean(x), mean(y)
    var_x, var_y = mean(x * x) - mu_x**2, mean(y * y) - mu_y**2
    covariance = mean(x * y) - mu_x * mu_y
    c1, c2 = 0.01**2, 0.03**2
    numerator = (2 * mu_x * mu_y + c1) * (2 * covariance + c2)
    return (numerator / ((mu_x**2 + mu_y**2 + c1) * (var_x + var_y + c2))).mean()


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("sigma", [2, 25])
def test_psnr_is_the_plain_formula(channels: int, sigma: float) -> None:
    clean, noisy = _pair(channels, sigma)
    error = ((clean.astype(np.float64) - noisy) ** 2).mean()
    assert psnr(clean, noisy) == pytest.approx(10 * math.log10(1 / error), abs=1e-5)


def test_psnr_of_a_known_error() -> None:
    reference = np.zeros((4, 4, 1))
    assert psnr(reference, reference + 0.1) == pytest.approx(20)
    assert psnr(reference, reference - 10) == pytest.approx(-20)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("sigma", [2, 25])
def test_ssim_is_that_of_wang(channels: int, sigma: float) -> None:
    clean, noisy = _pair(channels, sigma)
    expected = np.mean([_wang(clean[..., c], noisy[..., c]) for c in range(channels)])
    assert ssim(clean, noisy) == pytest.approx(expected, abs=1e-5)


def test_equal_pictures() -> None:
    clean, _ = _pair(3)
    assert psnr(clean, clean) == math.inf
    assert ssim(clean, clean) == 1


def test_pictures_smaller_than_the_window_have_no_ssim() -> None:
    clean, noisy = _pair(1, height=10, width=30)
    assert math.isnan(ssim(clean, noisy))
    assert not math.isnan(ssim(*_pair(1, height=11, width=11)))
    assert math.isfinite(psnr(clean, noisy))


@pytest.mark.parametrize("measure", [psnr, ssim])
@pytest.mark.parametrize("shape", [(40, 50, 1), (40, 49, 3), (40, 50)])
def test_refuses_other_shapes(
    measure: Callable[[Array, Array], float], shape: tuple[int, ...]
) -> None:
    clean, _ = _pair(3)
    with pytest.raises(ValueError, match="cannot be compared"):
        measure(clean, np.zeros(shape, np.float32))


def test_ssim_in_strips_equals_ssim_of_the_whole() -> None:
    from skimage.metrics import structural_similarity

    generator = np.random.default_rng(0)
    reference = generator.random((700, 40, 3), dtype=np.float32)
    image = (reference + generator.normal(0, 0.1, reference.shape)).astype(np.float32)
    whole = structural_similarity(
        reference.astype(np.float64),
        image.astype(np.float64),
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        data_range=1,
        channel_axis=2,
    )
    assert ssim(reference, image) == pytest.approx(whole, abs=1e-6)


def test_ssim_can_be_stopped() -> None:
    def stop() -> None:
        raise InterruptedError

    picture = np.zeros((20, 20, 1), np.float32)
    with pytest.raises(InterruptedError):
        ssim(picture, picture, stop)
