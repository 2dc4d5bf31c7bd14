"""Winograd's convolutions against the definition, in float64."""

import copy
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import torch
from torch import Tensor, nn
from torch.nn import functional

from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.engines import kernels, winograd
from memnet_gui.restoration.engines.band import Engine
from memnet_gui.restoration.engines.operations import normalise
from memnet_gui.restoration.engines.streaming import StreamingEngine
from memnet_gui.restoration.engines.winograd import Room, WinogradConvolution, WinogradOperations
from memnet_gui.restoration.models import find_model, load_model, shipped_models

Build = Callable[..., MemNet]
Run = Callable[[Engine, Tensor, int], list[Tensor]]
RandomNorm = Callable[[int], nn.BatchNorm2d]

CPU = torch.device("cpu")


def test_the_transforms_filter() -> None:
    output, kernel, inputs = (matrix.numpy() for matrix in winograd.build_transforms())
    row, taps = np.random.default_rng(0).normal(size=8), np.array([0.3, -1.0, 2.0])
    found = output @ ((kernel @ taps) * (inputs @ row))
    np.testing.assert_allclose(found, np.correlate(row, taps, "valid"), atol=1e-12)


def convolved(source: Tensor, conv: nn.Conv2d, norm: nn.BatchNorm2d | None) -> Tensor:
    """The convolution of rows and its BatchNorm, in float64."""
    assert conv.bias is not None
    images = source.double().permute(2, 0, 1)[None]
    result = functional.conv2d(images, conv.weight.double(), conv.bias.double(), padding=(0, 1))
    if norm is not None:
        parameters = (norm.running_mean, norm.running_var, norm.weight, norm.bias)
        means = [None if each is None else each.double() for each in parameters]
        result = functional.batch_norm(result, *means, eps=norm.eps)
    return result[0].permute(1, 2, 0)


@pytest.mark.parametrize(
    ("height", "width"),
    [(6, 6), (6, 1), (12, 7), (13, 40), (17, 13), (5, 9), (1, 1), (8, 1000), (60, 131)],
)
@torch.inference_mode()
def test_it_convolves(
    random_norm: RandomNorm, height: int, width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where tiles overlap, and where they are cut into several pieces."""
    monkeypatch.setattr(winograd, "_TILES_PER_THREAD", 32)
    torch.manual_seed(height * width)
    conv, norm, room = nn.Conv2d(16, 16, 3), random_norm(16), Room()
    source = torch.randn(height + 2, width, 16)
    target = torch.full((height, width, 16), torch.nan)
    WinogradConvolution(conv, room, norm)(source, target)
    wanted = convolved(source, conv, norm).relu()
    torch.testing.assert_close(target.double(), wanted, atol=2e-5, rtol=0)

    residual, following = torch.randn_like(target), torch.full_like(target, torch.nan)
    WinogradConvolution(conv, room)(source, target, residual, (partial(normalise, norm), following))
    wanted = convolved(source, conv, None) + residual
    torch.testing.assert_close(target.double(), wanted, atol=2e-5, rtol=0)
    normalised = torch.empty_like(target)
    normalise(norm, target, normalised)
    torch.testing.assert_close(following, normalised)

    WinogradConvolution(conv, room, norm)(source, target, residual)
    wanted = (convolved(source, conv, norm) + residual).relu()
    torch.testing.assert_close(target.double(), wanted, atol=2e-5, rtol=0)


def test_the_room_is_laid_out_anew_where_it_grows(random_norm: RandomNorm) -> None:
    conv, norm, room = nn.Conv2d(16, 16, 3), random_norm(16), Room()
    convolve = WinogradConvolution(conv, room, norm)
    with torch.inference_mode():
        for width in (12, 60, 12, 30):
            source, target = torch.randn(14, width, 16), torch.empty(12, width, 16)
            convolve(source, target)
            wanted = convolved(source, conv, norm).relu()
            torch.testing.assert_close(target.double(), wanted, atol=2e-5, rtol=0)


@pytest.mark.skipif(not torch.backends.mkl.is_available(), reason="needs MKL")
def test_the_full_networks_take_it_in_float32() -> None:
    chosen = kernels.choose_operations(CPU, torch.float32, 64)
    assert isinstance(chosen, WinogradOperations)
    for dtype, filters in ((torch.bfloat16, 64), (torch.float32, 32)):
        chosen = kernels.choose_operations(CPU, dtype, filters)
        assert not isinstance(chosen, WinogradOperations)


@pytest.mark.parametrize("rows", [7, 12, 40])
def test_strips_equal_the_whole_picture(
    build: Build, run: Run, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(winograd, "_FEWEST_FILTERS", 1)
    monkeypatch.setattr(winograd, "_has_products", lambda: True)
    network, image = build(), torch.rand(1, 40, 45)
    with torch.inference_mode():
        output = network(image[None])
    radius = network.config.receptive_radius_px
    engine = StreamingEngine(network, torch.float32, lambda *_: rows, 1 << 20, radius)
    pictures = run(engine, image, len(output.predictions))
    for found, wanted in zip(pictures, [*output.predictions, output.final], strict=True):
        torch.testing.assert_close(found, wanted[0], atol=1e-5, rtol=0)


@pytest.mark.parametrize("name", [i.name for i in shipped_models() if i.config.filters == 64])
def test_trained_networks_round_as_little_as_asked(
    run: Run, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(winograd, "_has_products", lambda: True)
    network = load_model(find_model(name)).network
    torch.manual_seed(0)
    flat = torch.nn.functional.interpolate(torch.rand(1, network.config.channels, 4, 5), (36, 45))
    image = (flat + 0.1 * torch.randn_like(flat))[0]
    with torch.inference_mode():
        output = copy.deepcopy(network).double()(image[None].double())
    radius = network.config.receptive_radius_px
    engine = StreamingEngine(network, torch.float32, lambda *_: 36, 1 << 20, radius)
    pictures = run(engine, image, len(output.predictions))
    for found, wanted in zip(pictures, [*output.predictions, output.final], strict=True):
        torch.testing.assert_close(found.double(), wanted[0], atol=1e-5, rtol=0)
