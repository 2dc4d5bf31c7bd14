"""Measured effects against whole restorations without each memory."""

import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from skimage.metrics import peak_signal_noise_ratio
from torch import nn

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memories import Memory
from memnet_gui.restoration import effects, partial_run
from memnet_gui.restoration.ablated_run import AblatedRun
from memnet_gui.restoration.effects import Effects, EffectsRequest, measure_effects
from memnet_gui.restoration.models import Model
from memnet_gui.restoration.request import (
    Cancelled,
    Region,
    RestorationError,
    RestorationRequest,
)
from memnet_gui.restoration.restorer import restore

BuildModel = Callable[..., Model]
REGION = (11, 30, 7, 9)
ALL = (0, 0, 40, 60)
NOTHING: frozenset[Memory] = frozenset()

CONFIGS = [
    NetworkConfig(3, 2, 8),
    NetworkConfig(2, 2, 8, channels=3),
    NetworkConfig(2, 2, 8, multi_supervised=False),
    NetworkConfig(3, 2, 8, long_term=False),
    NetworkConfig(3, 2, 8, short_term=False),
    NetworkConfig(1, 1, 8),
    NetworkConfig(2, 2, 8, shared_recursions=False, long_term_first=False),
    NetworkConfig(2, 4, 8, shared_recursions=False, short_term_step=2),
]


def clean(channels: int) -> NDArray[np.float32]:
    return np.random.default_rng(4).random((40, 60, channels), np.float32)


def noisy(channels: int) -> NDArray[np.float32]:
    noise = np.random.default_rng(5).normal(0, 0.1, (40, 60, channels))
    return (clean(channels) + noise).astype(np.float32)


def stir(model: Model) -> Model:
    """Moves BatchNorms away from where they start."""
    generator = torch.Generator().manual_seed(9)
    for module in model.network.modules():
        if isinstance(module, nn.BatchNorm2d):
            for tensor in (module.weight.data, module.running_var):
                tensor.copy_(torch.rand(tensor.shape, generator=generator) + 0.5)
            for tensor in (module.bias.data, module.running_mean):
                tensor.copy_(torch.randn(tensor.shape, generator=generator) * 0.3)
    return model


def measure(
    model: Model, channels: int, region: Region = REGION, off: frozenset[Memory] = NOTHING
) -> Effects:
    request = EffectsRequest(
        noisy(channels), region, model, clean(channels), "cpu", "fp32", switched_off=off
    )
    return measure_effects(request)


def restored(model: Model, channels: int, off: frozenset[Memory]) -> NDArray[np.float32]:
    request = RestorationRequest(
        noisy(channels), model, "cpu", "fp32", backend="torch", switched_off=off
    )
    return restore(request).pixels


def check(
    model: Model, channels: int, region: Region = REGION, off: frozenset[Memory] = NOTHING
) -> None:
    """Compares every effect with two restorations of the whole photo."""
    top, left, height, width = region
    place = slice(top, top + height), slice(left, left + width)
    reference, whole = clean(channels)[place], restored(model, channels, off)[place]
    before = peak_signal_noise_ratio(reference, whole, data_range=1)
    config = model.info.config
    measured = measure(model, channels, region, off)
    names = [(b, name) for b in range(1, config.blocks + 1) for name in config.gate_memories(b)]
    assert [(it.block, it.memory) for it in measured.cells] == names
    for effect in measured.cells:
        without = restored(model, channels, off | {(effect.block, effect.memory)})[place]
        change = peak_signal_noise_ratio(reference, without, data_range=1) - before
        assert effect.psnr_change == pytest.approx(change, abs=1e-3)
        rms = 255 * math.sqrt(np.square(without.astype(np.float64) - whole).mean())
        assert effect.rms_change == pytest.approx(rms, abs=1e-3)


@pytest.mark.parametrize("config", CONFIGS)
def test_they_are_those_of_the_whole_photo(build_model: BuildModel, config: NetworkConfig) -> None:
    check(stir(build_model(config)), config.channels)


@pytest.mark.parametrize("region", [ALL, (0, 55, 5, 5), (39, 0, 1, 1), (30, 0, 10, 60)])
def test_regions_at_the_border(build_model: BuildModel, region: Region) -> None:
    check(stir(build_model(NetworkConfig(2, 2, 8))), 1, region)


@pytest.mark.parametrize("multi_supervised", [True, False])
@pytest.mark.parametrize("off", [{(1, "H2")}, {(2, "B0"), (2, "B1")}, {(1, "B0"), (3, "B1")}])
def test_some_are_off_already(
    build_model: BuildModel, off: set[Memory], multi_supervised: bool
) -> None:
    config = NetworkConfig(3, 2, 8, multi_supervised=multi_supervised)
    model, frozen = stir(build_model(config)), frozenset(off)
    check(model, 1, off=frozen)
    cells = {(it.block, it.memory): it for it in measure(model, 1, off=frozen).cells}
    assert all(cells[memory].psnr_change == cells[memory].rms_change == 0 for memory in off)


@pytest.mark.parametrize(
    ("channels", "task", "photo_channels"),
    [(1, "denoise", 3), (1, "deblock", 3), (3, "denoise", 1), (3, "deblock", 3)],
    ids=["each", "luminance", "repeated", "colour"],
)
def test_of_colour_they_are_those_of_the_restored_rgb(
    build_model: BuildModel, channels: int, task: str, photo_channels: int
) -> None:
    model = stir(build_model(NetworkConfig(2, 2, 8, channels=channels)))
    info = replace(model.info, card=ModelCard(task=task), path=Path("other.safetensors"))
    check(Model(info, model.network), photo_channels)


def test_memories_that_do_nothing_have_no_effect(grey_model: Model) -> None:
    with torch.no_grad():
        grey_model.network.memory_blocks[1].gate.conv.weight[:, :8] = 0
    cells = {(it.block, it.memory): it for it in measure(grey_model, 1).cells}
    assert cells[2, "B0"].psnr_change == cells[2, "B0"].rms_change == 0
    assert cells[2, "B1"].rms_change > 0


def test_without_a_clean_photo_only_the_change_is_known(grey_model: Model) -> None:
    measured = measure_effects(EffectsRequest(noisy(1), REGION, grey_model, None, "cpu", "fp32"))
    assert [it.psnr_change for it in measured.cells] == [None] * len(measured.cells)
    assert [it.rms_change for it in measured.cells] == [
        it.rms_change for it in measure(grey_model, 1).cells
    ]


def test_a_picture_that_equals_the_clean_one_has_no_psnr_to_change(grey_model: Model) -> None:
    nn.init.zeros_(grey_model.network.reconstruction_conv.weight)
    with torch.no_grad():
        grey_model.network.ensemble_weights.fill_(0.5)
    request = EffectsRequest(noisy(1), REGION, grey_model, noisy(1), "cpu", "fp32")
    assert {it.psnr_change for it in measure_effects(request).cells} == {None}


def test_half_precision_is_near(build_model: BuildModel) -> None:
    model = stir(build_model(NetworkConfig(2, 2, 8)))
    request = EffectsRequest(noisy(1), ALL, model, clean(1), "cpu", "bf16")
    for half, full in zip(
        measure_effects(request).cells, measure(model, 1, ALL).cells, strict=True
    ):
        assert half.rms_change == pytest.approx(full.rms_change, rel=0.1, abs=0.5)


def test_of_a_large_region_the_middle_is_measured(
    grey_model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(effects, "LARGEST_REGION_PX", 8)
    measured = measure(grey_model, 1, (10, 20, 16, 5))
    assert measured.cropped
    assert measured.region == (14, 20, 8, 5)
    assert measured.cells == measure(grey_model, 1, (14, 20, 8, 5)).cells


def test_what_is_measured_is_told_one_by_one(grey_model: Model) -> None:
    told: list[Effects] = []
    request = EffectsRequest(noisy(1), REGION, grey_model, None, "cpu", "fp32")
    measured = measure_effects(request, told.append)
    assert [len(it.cells) for it in told] == list(range(1, 8))
    assert told[-1] == measured
    assert all(it.cells == measured.cells[: len(it.cells)] for it in told)
    assert not measured.cropped


def test_memory_blocks_before_the_gate_are_not_computed_again(
    build_model: BuildModel, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Three blocks of two recursions: the whole, each gate's inputs, what follows each memory."""
    model, shares = build_model(NetworkConfig(3, 2, 8)), list[float]()
    request = EffectsRequest(noisy(1), REGION, model, None, "cpu", "fp32")
    measure_effects(request, report=shares.append)
    assert len(shares) == 2 * (3 + 3 + 3 * 2 + 4 * 1)
    assert shares == pytest.approx(np.arange(len(shares)) / len(shares))


def test_progress_ends_at_the_end_where_some_are_off(build_model: BuildModel) -> None:
    model, shares = build_model(NetworkConfig(2, 2, 8)), list[float]()
    off = frozenset({(1, "H1"), (2, "H1")})
    request = EffectsRequest(noisy(3), REGION, model, None, "cpu", "fp32", switched_off=off)
    measure_effects(request, report=shares.append)
    assert shares[-1] == pytest.approx(1 - 1 / len(shares))


def test_it_stops_between_two_recursions(build_model: BuildModel) -> None:
    model = build_model(NetworkConfig(3, 2, 8))
    request = EffectsRequest(noisy(1), REGION, model, None, "cpu", "fp32")
    cancel, told = Event(), list[Effects]()

    def stop(so_far: Effects) -> None:
        told.append(so_far)
        cancel.set()

    with pytest.raises(Cancelled):
        measure_effects(request, stop, cancel)
    assert len(told) == 1
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in model.network.modules())


def test_what_is_cancelled_does_not_begin(grey_model: Model) -> None:
    cancel = Event()
    cancel.set()
    request = EffectsRequest(noisy(1), REGION, grey_model, None, "cpu", "fp32")
    with pytest.raises(Cancelled):
        measure_effects(request, cancel=cancel)


@pytest.mark.parametrize(
    "error", [MemoryError(), RuntimeError("DefaultCPUAllocator: not enough memory")]
)
def test_too_little_memory_is_said(
    grey_model: Model, monkeypatch: pytest.MonkeyPatch, error: Exception
) -> None:
    def fail(*_: object) -> None:
        raise error

    monkeypatch.setattr(AblatedRun, "whole", fail)
    with pytest.raises(RestorationError, match="zoom in"):
        measure(grey_model, 1)


def test_other_errors_are_not_taken_for_it(
    grey_model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("a fault")

    monkeypatch.setattr(partial_run, "is_out_of_memory", lambda _error: False)
    monkeypatch.setattr(AblatedRun, "whole", fail)
    with pytest.raises(RuntimeError, match="a fault"):
        measure(grey_model, 1)


@pytest.mark.parametrize("region", [(0, 0, 0, 5), (-1, 0, 5, 5), (36, 0, 5, 5)])
def test_regions_outside_are_refused(grey_model: Model, region: Region) -> None:
    with pytest.raises(ValueError, match="not part"):
        EffectsRequest(noisy(1), region, grey_model)


def test_other_requests_out_of_range_are_refused(grey_model: Model) -> None:
    with pytest.raises(ValueError, match="reads"):
        EffectsRequest(noisy(1), REGION, grey_model, switched_off=frozenset({(1, "B1")}))
    with pytest.raises(ValueError, match="shape"):
        EffectsRequest(noisy(1), REGION, grey_model, clean(3))
    with pytest.raises(ValueError, match="unknown"):
        EffectsRequest(noisy(1), REGION, grey_model, device="abacus")


def test_values_that_are_not_finite_are_refused(grey_model: Model) -> None:
    pixels = noisy(1)
    pixels[12, 31] = np.nan
    with pytest.raises(RestorationError, match="not finite"):
        measure_effects(EffectsRequest(pixels, REGION, grey_model, None, "cpu", "fp32"))
    with torch.no_grad():
        grey_model.network.ensemble_weights.fill_(torch.inf)
    with pytest.raises(RestorationError, match="unusable"):
        measure(grey_model, 1)
