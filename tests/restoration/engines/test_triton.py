"""Triton's kernels: on a processor by Triton's interpreter in float32, on CUDA as they are."""

import importlib
import os
import subprocess
import sys
from collections.abc import Callable
from importlib.util import find_spec
from typing import Any

import pytest
import torch
from torch import Tensor
from torch.nn import functional

from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration import engines
from memnet_gui.restoration.engines import folded, kernels, streaming
from memnet_gui.restoration.engines.band import Engine
from memnet_gui.restoration.engines.operations import TorchOperations

Build = Callable[..., MemNet]
Run = Callable[[Engine, Tensor, int], list[Tensor]]

SIZES = [(1, 1, 16), (3, 5, 32), (2, 130, 16)]


IS_INTERPRETED = os.environ.get("TRITON_INTERPRET") == "1"
interpreted = pytest.mark.skipif(not IS_INTERPRETED, reason="for Triton's interpreter")


def load(name: str) -> Any:
    """Imports a module of the engines that takes Triton."""
    pytest.importorskip("triton")
    return importlib.import_module(f"{engines.__name__}.{name}")


def test_all_that_the_interpreter_can_run() -> None:
    """In a process of its own: Triton asks for it once, when it is imported."""
    if IS_INTERPRETED:
        pytest.skip("is running")
    if find_spec("triton") is None:
        pytest.skip("needs Triton")
    process = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-k", "interpreter", __file__],
        env={**os.environ, "TRITON_INTERPRET": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert process.returncode == 0, process.stdout
    assert "passed" in process.stdout


def convolved(source: Tensor, weight: Tensor, bias: Tensor) -> Tensor:
    """What a 3x3 convolution makes of rows, in float64."""
    images = source.double().permute(2, 0, 1)[None]
    result = functional.conv2d(images, weight.double(), bias.double(), padding=(0, 1))
    return result[0].permute(1, 2, 0)


def assert_equal(found: Tensor, wanted: Tensor) -> None:
    torch.testing.assert_close(found.double(), wanted, atol=2e-5, rtol=1e-5)


def nothing(*shape: int) -> Tensor:
    return torch.full(shape, torch.nan)


@interpreted
@pytest.mark.parametrize(("height", "width", "filters"), SIZES)
def test_convolution_with_all_that_belongs_to_it_in_the_interpreter(
    height: int, width: int, filters: int
) -> None:
    convolution, second_of = load("cudnn_convolution"), load("triton_kernels").Second
    torch.manual_seed(0)
    source, residual = torch.randn(height + 2, width, filters), torch.randn(height, width, filters)
    weight, bias = torch.randn(filters, filters, 3, 3), torch.randn(filters)
    scale, shift = torch.randn(2, filters)
    prepared = convolution.prepare(weight, torch.float32)
    wanted = convolved(source, weight, bias)
    found, second = nothing(height, width, filters), nothing(height, width, filters)
    convolution.convolve(source, prepared, bias, found)
    assert_equal(found, wanted)
    convolution.convolve(source, prepared, bias, found, relu=True)
    assert_equal(found, wanted.relu())
    convolution.convolve(
        source, prepared, bias, found, residual=residual, second=second_of(second, scale, shift)
    )
    assert_equal(found, wanted + residual)
    assert_equal(second, ((wanted + residual) * scale + shift).relu())


@interpreted
@pytest.mark.parametrize("memories", [1, 4])
@pytest.mark.parametrize(("height", "width", "filters"), SIZES)
def test_gate_sums_up_all_memories_in_the_interpreter(
    height: int, width: int, filters: int, memories: int
) -> None:
    triton_kernels = load("triton_kernels")
    torch.manual_seed(0)
    seen = [torch.randn(height, width, filters) for _ in range(memories)]
    scale, shift = torch.randn(2, memories * filters)
    weight, bias = torch.randn(memories * filters, filters), torch.randn(filters)
    norms = torch.randn(2, 2, filters)
    joined = torch.cat(seen, dim=2).double()
    wanted = (joined * scale + shift).relu() @ weight.double() + bias
    for count in range(3):
        found, *others = (nothing(height, width, filters) for _ in range(1 + count))
        seconds = [
            triton_kernels.Second(other, *norm) for other, norm in zip(others, norms, strict=False)
        ]
        triton_kernels.gate(seen, scale, shift, weight, bias, found, seconds)
        assert_equal(found, wanted)
        for other, norm in zip(others, norms.double(), strict=False):
            assert_equal(other, (wanted * norm[0] + norm[1]).relu())


@interpreted
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize(("height", "width", "filters"), SIZES)
def test_extraction_in_the_interpreter(
    height: int, width: int, filters: int, channels: int
) -> None:
    triton_kernels = load("triton_kernels")
    torch.manual_seed(0)
    source = torch.randn(height + 2, width, channels)
    weight, bias = torch.randn(filters, channels, 3, 3), torch.randn(filters)
    scale, shift = torch.randn(2, filters)
    taps = weight.permute(2, 3, 1, 0).reshape(-1, filters).contiguous()
    found, second = nothing(height, width, filters), nothing(height, width, filters)
    triton_kernels.extract(source, taps, bias, found)
    assert_equal(found, convolved(source, weight, bias))
    found = nothing(height, width, filters)
    seconds = triton_kernels.Second(second, scale, shift)
    triton_kernels.extract(source, taps, bias, found, seconds)
    assert_equal(found, convolved(source, weight, bias))
    assert_equal(second, (convolved(source, weight, bias) * scale + shift).relu())


@interpreted
@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize(("height", "width", "filters"), SIZES)
def test_reconstruction_and_normalisation_in_the_interpreter(
    height: int, width: int, filters: int, channels: int
) -> None:
    triton_kernels = load("triton_kernels")
    torch.manual_seed(0)
    source = torch.randn(height + 2, width, filters)
    weight, bias = torch.randn(channels, filters, 3, 3), torch.randn(channels)
    scale, shift = torch.randn(2, filters)
    found, normalised = nothing(height, width, channels), nothing(height + 2, width, filters)
    taps = weight.permute(0, 2, 3, 1).reshape(channels, 9, filters).contiguous()
    triton_kernels.reconstruct(source, taps, bias, found)
    assert_equal(found, convolved(source, weight, bias))
    triton_kernels.normalise(source, scale, shift, normalised)
    assert_equal(normalised, (source.double() * scale + shift).relu())


@interpreted
@pytest.mark.parametrize(
    "changes",
    [{}, {"channels": 3}, {"multi_supervised": False}, {"shared_recursions": False}],
    ids=["grey", "colour", "basic", "unshared recursions"],
)
def test_strips_equal_the_whole_picture_in_the_interpreter(
    build: Build, run: Run, monkeypatch: pytest.MonkeyPatch, changes: dict[str, Any]
) -> None:
    operations = load("triton_operations").TritonOperations(torch.float32)
    monkeypatch.setattr(folded, "choose_operations", lambda *_: operations)
    network = build(filters=16, **changes)
    image = torch.rand(network.config.channels, 33, 21)
    with torch.inference_mode():
        output = network(image[None])
    engine = streaming.StreamingEngine(network, torch.float32, lambda _h, _w: 8, 1 << 20, 26)
    pictures = run(engine, image, len(output.predictions))
    for found, wanted in zip(pictures, [*output.predictions, output.final], strict=True):
        torch.testing.assert_close(found, wanted[0], atol=2e-6, rtol=0)


def test_a_processor_takes_the_operations_of_torch() -> None:
    chosen = kernels.choose_operations(torch.device("cpu"), torch.bfloat16, 64)
    assert isinstance(chosen, TorchOperations)


@pytest.mark.gpu
@pytest.mark.parametrize("filters", [32, 64])
@pytest.mark.parametrize("module", ["cudnn_convolution", "hopper_convolution"])
@pytest.mark.parametrize(("height", "width"), [(1, 1), (7, 33), (61, 200), (150, 1224)])
def test_convolutions_on_cuda(module: str, height: int, width: int, filters: int) -> None:
    if module == "hopper_convolution" and torch.cuda.get_device_capability()[0] != 9:
        pytest.skip("needs a Hopper GPU")
    convolution, second_of = load(module), load("triton_kernels").Second
    torch.manual_seed(0)

    def draw(*shape: int) -> Tensor:
        return torch.randn(*shape, device="cuda")

    source = draw(height + 2, width, filters).bfloat16()
    residual = draw(height, width, filters).bfloat16()
    weight, bias = draw(filters, filters, 3, 3).bfloat16(), draw(filters)
    scale, shift = draw(filters), draw(filters)
    taps = convolution.prepare(weight, torch.bfloat16)
    wanted = convolved(source, weight, bias)
    found, second = (torch.full_like(residual, torch.nan) for _ in range(2))
    convolution.convolve(source, taps, bias, found, relu=True)
    assert (found.double() - wanted.relu()).norm() < 4e-3 * wanted.relu().norm()
    convolution.convolve(
        source, taps, bias, found, residual=residual, second=second_of(second, scale, shift)
    )
    wanted += residual
    assert (found.double() - wanted).norm() < 4e-3 * wanted.norm()
    wanted = (wanted * scale + shift).relu()
    assert (second.double() - wanted).norm() < 4e-3 * wanted.norm()


@pytest.mark.gpu
@pytest.mark.parametrize("filters", [16, 24, 32, 64])
def test_bf16_on_cuda_is_close_to_the_network(build: Build, run: Run, filters: int) -> None:
    network, image = build(filters=filters), torch.rand(1, 90, 140)
    with torch.inference_mode():
        wanted = network(image[None]).final[0]
    engine = streaming.StreamingEngine(
        network.to("cuda"), torch.bfloat16, lambda _h, _w: 32, 1 << 20, 26
    )
    found = run(engine, image, 3)[-1]
    assert (found - wanted).abs().max() * 255 < 2
