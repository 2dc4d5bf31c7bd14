"""The restorer against the plain forward pass, and what happens when things go wrong."""

import threading
import time
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.engines.rows import Rows
from memnet_gui.restoration.models import Model, find_model, load_model
from memnet_gui.restoration.request import (
    Cancelled,
    PredictionRestored,
    Progress,
    RestorationError,
    RestorationRequest,
    TileRestored,
)
from memnet_gui.restoration.restorer import restore

BuildModel = Callable[..., Model]


def photo(*shape: int, seed: int = 0) -> NDArray[np.float32]:
    return np.random.default_rng(seed).random(shape, dtype=np.float32)


def whole(model: Model, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    """The forward pass over the whole picture, without the restorer."""
    with torch.no_grad():
        final: NDArray[np.float32] = (
            model.network(torch.from_numpy(pixels.transpose(2, 0, 1)[None]))
            .final[0]
            .numpy()
            .transpose(1, 2, 0)
        )
    return final


def fp32(pixels: NDArray[np.float32], model: Model, **settings: object) -> RestorationRequest:
    request = RestorationRequest(pixels, model, device="cpu", precision="fp32")
    return replace(request, **settings)  # type: ignore[arg-type]


@pytest.mark.parametrize("shape", [(50, 70, 1), (1, 1, 1), (90, 1, 1), (1, 65, 1), (33, 31, 1)])
@pytest.mark.parametrize("tile_px", [16, 24, 512])
def test_tiles_equal_the_whole_picture(
    grey_model: Model, shape: tuple[int, ...], tile_px: int
) -> None:
    pixels = photo(*shape)
    result = restore(fp32(pixels, grey_model, tile_px=tile_px))
    np.testing.assert_allclose(result.pixels, whole(grey_model, pixels), atol=1e-5)
    assert result.pixels.dtype == np.float32


def test_predictions_are_those_of_the_network(grey_model: Model) -> None:
    pixels = photo(40, 45, 1)
    result = restore(fp32(pixels, grey_model, tile_px=16, keep_predictions=True))
    with torch.no_grad():
        output = grey_model.network(torch.from_numpy(pixels.transpose(2, 0, 1)[None]))
    assert len(result.predictions) == 2
    for found, wanted in zip(result.predictions, output.predictions, strict=True):
        np.testing.assert_allclose(found[..., 0], wanted[0, 0].numpy(), atol=1e-5)


def test_grey_model_restores_each_colour_alone(grey_model: Model) -> None:
    pixels = photo(30, 20, 3)
    result = restore(fp32(pixels, grey_model, tile_px=16))
    for c in range(3):
        alone = whole(grey_model, pixels[..., c : c + 1])
        np.testing.assert_allclose(result.pixels[..., c : c + 1], alone, atol=1e-5)


def test_colour_model_on_colour_and_grey(colour_model: Model) -> None:
    pixels = photo(30, 20, 3)
    result = restore(fp32(pixels, colour_model))
    np.testing.assert_allclose(result.pixels, whole(colour_model, pixels), atol=1e-5)
    grey = photo(30, 20, 1)
    result = restore(fp32(grey, colour_model))
    expected = whole(colour_model, np.repeat(grey, 3, axis=2)).mean(axis=2, keepdims=True)
    np.testing.assert_allclose(result.pixels, expected, atol=1e-5)


@pytest.mark.parametrize("strength", [0.0, 0.25, 1.0])
def test_strength_blends(grey_model: Model, strength: float) -> None:
    pixels = photo(20, 20, 1)
    result = restore(fp32(pixels, grey_model, strength=strength))
    expected = (1 - strength) * pixels + strength * whole(grey_model, pixels)
    np.testing.assert_allclose(result.pixels, expected, atol=1e-5)


def test_basic_network_has_one_prediction(build_model: BuildModel) -> None:
    model = build_model(NetworkConfig(2, 2, 8, multi_supervised=False))
    result = restore(fp32(photo(9, 9, 1), model, keep_predictions=True))
    assert len(result.predictions) == 1
    np.testing.assert_array_equal(result.predictions[0], result.pixels)


def test_progress_rises_to_one_and_tiles_fill_the_picture(grey_model: Model) -> None:
    events: list[object] = []
    pixels = photo(60, 120, 1)
    result = restore(fp32(pixels, grey_model, tile_px=16), events.append)
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done == sorted(done)
    assert done[0] == 0
    assert done[-1] == pytest.approx(1)
    assert len(set(done)) > 20
    filled = np.full_like(pixels, np.nan)
    for event in events:
        if isinstance(event, TileRestored):
            height, width = event.pixels.shape[:2]
            filled[event.top : event.top + height, event.left : event.left + width] = event.pixels
    np.testing.assert_array_equal(filled, result.pixels)


@pytest.mark.alone
def test_cancel_within_half_a_second_in_the_middle_of_a_tile(build_model: BuildModel) -> None:
    model = build_model(NetworkConfig(6, 6, 32))
    cancel = threading.Event()
    moments: list[float] = []

    def listen(event: object) -> None:
        assert isinstance(event, Progress), "cancelled only after the picture"
        if event.done > 0.1 and not moments:
            moments.append(time.monotonic())
            cancel.set()

    with pytest.raises(Cancelled):
        restore(fp32(photo(384, 384, 1), model, tile_px=384), listen, cancel)
    assert time.monotonic() - moments[0] < 0.5


def test_predictions_are_reported_block_by_block(grey_model: Model) -> None:
    events: list[object] = []
    pixels = photo(60, 40, 3)
    result = restore(fp32(pixels, grey_model, tile_px=16, keep_predictions=True), events.append)
    pictures = [np.full_like(pixels, np.nan) for _ in range(2)]
    for event in events:
        if isinstance(event, PredictionRestored):
            height, width = event.pixels.shape[:2]
            place = slice(event.top, event.top + height), slice(event.left, event.left + width)
            pictures[event.number - 1][place] = event.pixels
    for picture, prediction in zip(pictures, result.predictions, strict=True):
        np.testing.assert_array_equal(picture, prediction)
    kinds = [type(event) for event in events if not isinstance(event, Progress)]
    assert kinds[:3] == [PredictionRestored, PredictionRestored, TileRestored]


@pytest.mark.parametrize(("tile_px", "newest"), [(64, 1), (16, None)])
def test_cancelling_keeps_the_newest_complete_prediction(
    grey_model: Model, tile_px: int, newest: int | None
) -> None:
    """With one tile M1 covers the picture after the first block, with many it does not."""
    pixels = photo(40, 40, 1)
    request = fp32(pixels, grey_model, tile_px=tile_px, keep_predictions=True)
    cancel = threading.Event()

    def listen(event: object) -> None:
        if isinstance(event, PredictionRestored):
            cancel.set()

    with pytest.raises(Cancelled) as stopped:
        restore(request, listen, cancel)
    if newest is None:
        assert stopped.value.newest is None
        return
    assert stopped.value.newest is not None
    assert stopped.value.newest.newest == newest
    whole_run = restore(request)
    np.testing.assert_array_equal(stopped.value.newest.pixels, whole_run.predictions[0])
    assert len(stopped.value.newest.predictions) == 1


def test_out_of_memory_halves_the_tile(grey_model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[int] = []
    append = Rows.append

    def limited(self: Rows, count: int) -> torch.Tensor:
        rows = append(self, count)
        seen.append(rows.shape[1])
        if rows.shape[1] > 50:
            raise torch.OutOfMemoryError("CUDA out of memory")
        return rows

    monkeypatch.setattr(Rows, "append", limited)
    pixels = photo(100, 100, 1)
    result = restore(fp32(pixels, grey_model, tile_px=64))
    assert result.tile_px == 16
    assert list(dict.fromkeys(seen)) == [84, 52, 36]
    monkeypatch.undo()
    np.testing.assert_allclose(result.pixels, whole(grey_model, pixels), atol=1e-5)


@pytest.mark.parametrize(
    "error",
    [MemoryError(), RuntimeError("[enforce fail] DefaultCPUAllocator: can't allocate memory")],
)
def test_no_memory_at_all_is_said(
    grey_model: Model, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(Rows, "append", fail)
    said = f"not enough memory for even a small tile with {grey_model.info.name}; choose a smaller"
    with pytest.raises(RestorationError, match=said):
        restore(fp32(photo(100, 100, 1), grey_model))


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_input_that_is_not_finite_is_refused(grey_model: Model, value: float) -> None:
    pixels = photo(9, 9, 1)
    pixels[4, 4] = value
    with pytest.raises(RestorationError, match="not finite"):
        restore(fp32(pixels, grey_model))


def test_output_that_is_not_finite_is_no_picture(grey_model: Model) -> None:
    with torch.no_grad():
        grey_model.network.reconstruction_conv.bias.fill_(torch.inf)  # type: ignore[union-attr]
    name = grey_model.info.name
    said = f"the output of {name} is not finite: its weights are unusable; choose another model"
    with pytest.raises(RestorationError, match=said):
        restore(fp32(photo(9, 9, 1), grey_model))


def test_requests_are_checked(grey_model: Model) -> None:
    with pytest.raises(ValueError, match="pixels"):
        RestorationRequest(photo(4, 4, 2), grey_model)
    with pytest.raises(ValueError, match="tile"):
        RestorationRequest(photo(4, 4, 1), grey_model, tile_px=8)
    with pytest.raises(ValueError, match="strength"):
        RestorationRequest(photo(4, 4, 1), grey_model, strength=1.5)


def noisy_camera() -> NDArray[np.float32]:
    from memnet_gui.imaging.degradation import GaussianNoise
    from memnet_gui.imaging.samples import load_sample

    return GaussianNoise(30).apply(load_sample("camera").pixels, seed=1)


def test_shipped_halo_leaves_the_8_bit_output_unchanged() -> None:
    model = load_model(find_model())
    noisy = noisy_camera()[100:420, 60:400]
    assert 0 < model.halo_px <= model.info.config.receptive_radius_px
    tiled = restore(fp32(noisy, model, tile_px=64)).pixels * 255
    exact = whole(model, noisy) * 255
    assert np.abs(tiled - exact).max() < 1e-3
    # A value that float32 cannot tell from a tie may round either way.
    is_tie = np.abs(exact - np.floor(exact) - 0.5) < 1e-3
    np.testing.assert_array_equal(np.rint(tiled)[~is_tie], np.rint(exact)[~is_tie])
    assert is_tie.mean() < 0.01


@pytest.mark.parametrize("name", ["denoise-grey-fast", "deblock-grey-fast", "upscale-fast"])
def test_bf16_stays_within_a_level_of_fp32(name: str) -> None:
    model = load_model(find_model(name))
    noisy = noisy_camera()[100:228, 60:188]
    exact = whole(model, noisy).clip(0, 1) * 255
    quick = restore(fp32(noisy, model, precision="bf16")).pixels.clip(0, 1) * 255
    assert np.abs(np.rint(exact) - np.rint(quick)).max() <= 1
    assert 0 < np.sqrt(np.square(exact - quick).mean()) < 0.25
