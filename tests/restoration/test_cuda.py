"""Restorations on CUDA against those of the CPU, with the models that ship."""

from dataclasses import replace

import numpy as np
import pytest
from numpy.typing import NDArray

from memnet_gui.imaging.metrics import psnr
from memnet_gui.restoration.effects import EffectsRequest, measure_effects
from memnet_gui.restoration.models import load_model, shipped_models
from memnet_gui.restoration.request import RestorationRequest
from memnet_gui.restoration.restorer import restore

pytestmark = pytest.mark.gpu

MODELS = [info.name for info in shipped_models()]


def photo(height: int, width: int) -> NDArray[np.float32]:
    """Waves with noise (H, W, 3) in [0, 1]."""
    ys, xs = np.mgrid[:height, :width] / 48
    waves = [0.5 + 0.4 * np.sin(5 * ys + phase) * np.cos(4 * xs) for phase in (0, 1, 2)]
    noise = np.random.default_rng(0).normal(0, 0.08, (height, width, 3))
    return np.clip(np.stack(waves, -1) + noise, 0, 1).astype(np.float32)


def request_for(name: str, pixels: NDArray[np.float32], **changes: object) -> RestorationRequest:
    model = load_model(next(info for info in shipped_models() if info.name == name))
    request = RestorationRequest(pixels, model, device="cpu", precision="fp32")
    return replace(request, **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", MODELS)
def test_fp32_equals_the_processor(name: str) -> None:
    pixels = photo(90, 131)
    wanted = restore(request_for(name, pixels)).pixels
    result = restore(request_for(name, pixels, device="cuda"))
    assert (result.device, result.precision) == ("cuda", "fp32")
    np.testing.assert_allclose(result.pixels, wanted, atol=2e-5)


@pytest.mark.parametrize("name", MODELS)
def test_bf16_is_within_a_level(name: str) -> None:
    pixels = photo(90, 131)
    wanted = restore(request_for(name, pixels)).pixels
    result = restore(request_for(name, pixels, device="cuda", precision="bf16"))
    assert result.precision == "bf16"
    assert np.abs(result.pixels - wanted).max() * 255 < 2
    assert psnr(wanted, result.pixels) > 55


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_strips_and_narrow_tiles_equal_the_whole_picture(precision: str) -> None:
    pixels = photo(300, 700)[:, :, :1]
    settings = {"device": "cuda", "precision": precision}
    wanted = restore(request_for("denoise-grey-fast", pixels, **settings)).pixels
    # So little memory has the photo cut into columns, and these into strips.
    found = restore(
        request_for("denoise-grey-fast", pixels, **settings, memory_bytes=24 << 20)
    ).pixels
    assert np.abs(found - wanted).max() * 255 < (0.05 if precision == "fp32" else 2)


def test_all_predictions_come_and_combine() -> None:
    pixels = photo(64, 80)[:, :, :1]
    request = request_for("denoise-grey-fast", pixels, device="cuda", precision="fp32")
    result = restore(replace(request, keep_predictions=True))
    weights = request.model.network.ensemble_weights
    assert weights is not None
    assert len(result.predictions) == 4
    total = sum(w * y for w, y in zip(weights.tolist(), result.predictions, strict=True))
    np.testing.assert_allclose(result.pixels, total, atol=2e-5)


def test_effects_of_memories_equal_those_of_the_processor() -> None:
    pixels = photo(90, 131)
    model = request_for("denoise-grey-fast", pixels).model
    request = EffectsRequest(
        pixels, (20, 30, 40, 50), model, pixels[::-1].copy(), "cpu", precision="fp32"
    )
    wanted = measure_effects(request).cells
    for found, expected in zip(
        measure_effects(replace(request, device="cuda")).cells, wanted, strict=True
    ):
        assert found.psnr_change == pytest.approx(expected.psnr_change, abs=1e-3)
        assert found.rms_change == pytest.approx(expected.rms_change, abs=1e-2)
