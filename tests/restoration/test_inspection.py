"""Inspected memories against forward hooks on the whole photo."""

from collections.abc import Callable
from threading import Event

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from memnet_gui.imaging.colour import to_grey
from memnet_gui.network.ablation import switched_off
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.network.memories import Memory
from memnet_gui.restoration import inspection
from memnet_gui.restoration.inspection import (
    InspectionRequest,
    MemoryView,
    Region,
    inspect_memory,
    split_gate,
)
from memnet_gui.restoration.models import Model
from memnet_gui.restoration.request import Cancelled, RestorationError

BuildModel = Callable[..., Model]
REGION = (11, 30, 7, 9)

CONFIGS = [
    NetworkConfig(3, 2, 8),
    NetworkConfig(2, 3, 8, channels=3),
    NetworkConfig(2, 2, 8, multi_supervised=False),
    NetworkConfig(3, 2, 8, long_term=False),
    NetworkConfig(3, 2, 8, short_term=False),
    NetworkConfig(1, 1, 8),
    NetworkConfig(2, 2, 8, shared_recursions=False, long_term_first=False),
    NetworkConfig(2, 4, 8, shared_recursions=False, short_term_step=2),
]


def photo(channels: int, height: int = 40, width: int = 60) -> NDArray[np.float32]:
    return np.random.default_rng(4).random((height, width, channels), np.float32)


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


def look(
    model: Model,
    block: int,
    memory: str,
    pixels: NDArray[np.float32] | None = None,
    region: Region = REGION,
    off: frozenset[Memory] = frozenset(),
) -> MemoryView:
    pixels = photo(model.info.config.channels) if pixels is None else pixels
    request = InspectionRequest(
        pixels, region, model, block, memory, "cpu", "fp32", switched_off=off
    )
    return inspect_memory(request)


@torch.no_grad()
def gate_traffic(
    network: MemNet, pixels: NDArray[np.float32]
) -> list[tuple[tuple[Tensor, ...], Tensor]]:
    """Returns what each gate unit reads and what it makes of it, on the whole photo."""
    traffic: list[tuple[tuple[Tensor, ...], Tensor]] = []
    hooks = [
        block.gate.register_forward_hook(
            lambda _gate, inputs, output: traffic.append((tuple(inputs[0]), output))
        )
        for block in network.memory_blocks
    ]
    network(torch.from_numpy(pixels.transpose(2, 0, 1)[None].copy()))
    for hook in hooks:
        hook.remove()
    return traffic


@pytest.mark.parametrize("config", CONFIGS)
def test_maps_are_those_of_the_whole_photo(build_model: BuildModel, config: NetworkConfig) -> None:
    model = stir(build_model(config))
    top, left, height, width = REGION
    traffic = gate_traffic(model.network, photo(config.channels))
    for block, (memories, output) in enumerate(traffic, start=1):
        gate = model.network.memory_blocks[block - 1].gate
        total = gate.conv.bias.detach().sum().numpy()
        for name, whole in zip(config.gate_memories(block), memories, strict=True):
            view = look(model, block, name)
            expected = whole[0, :, top : top + height, left : left + width].numpy()
            atol = 1e-5 * max(1.0, np.abs(expected).max())
            np.testing.assert_allclose(view.maps, expected, rtol=1e-4, atol=atol)
            total = total + view.contribution
        made = output[0, :, top : top + height, left : left + width].sum(dim=0).numpy()
        np.testing.assert_allclose(total, made, rtol=1e-4, atol=1e-4 * np.abs(made).max())


@pytest.mark.parametrize("region", [(0, 0, 40, 60), (0, 55, 5, 5), (39, 0, 1, 1)])
def test_regions_at_the_border(build_model: BuildModel, region: Region) -> None:
    model = stir(build_model(NetworkConfig(2, 2, 8)))
    top, left, height, width = region
    expected = gate_traffic(model.network, photo(1))[1][0][1][0].numpy()
    view = look(model, 2, "B1", region=region)
    assert (view.memory, view.region, view.cropped) == ("B1", region, False)
    np.testing.assert_allclose(
        view.maps, expected[:, top : top + height, left : left + width], rtol=1e-4, atol=1e-5
    )


@pytest.mark.parametrize("config", CONFIGS)
@torch.no_grad()
def test_contributions_and_bias_sum_to_the_gates_output(
    build_model: BuildModel, config: NetworkConfig
) -> None:
    model = stir(build_model(config))
    for block, (memories, output) in enumerate(
        gate_traffic(model.network, photo(config.channels)), start=1
    ):
        parts, bias = split_gate(model.network.memory_blocks[block - 1].gate, memories)
        assert len(parts) == len(config.gate_memories(block))
        summed = torch.stack(parts).sum(dim=0) + bias.view(1, -1, 1, 1)
        assert (summed - output).abs().max() < 1e-4 * output.abs().max()


@pytest.mark.parametrize("memory", ["B0", "B1", "B2", "H1", "H2"])
@pytest.mark.parametrize("off", [{(1, "H2")}, {(2, "B0"), (2, "B1")}, {(1, "B0"), (3, "B1")}])
def test_it_runs_without_memories_that_are_switched_off(
    build_model: BuildModel, memory: str, off: set[Memory]
) -> None:
    config = NetworkConfig(3, 2, 8)
    model, frozen = stir(build_model(config)), frozenset(off)
    view, whole = look(model, 3, memory, off=frozen), look(model, 3, memory)
    with switched_off(model.network, frozen):
        memories, _ = gate_traffic(model.network, photo(1))[2]
    top, left, height, width = REGION
    expected = memories[config.gate_memories(3).index(memory)][0].numpy()
    expected = expected[:, top : top + height, left : left + width]
    atol = 1e-5 * max(1.0, np.abs(expected).max())
    np.testing.assert_allclose(view.maps, expected, rtol=1e-4, atol=atol)
    depends = memory in {"B2", "H1", "H2"} or (memory == "B1" and any(m == 1 for m, _ in off))
    assert np.allclose(view.maps, whole.maps, rtol=1e-3, atol=100 * atol) != depends
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in model.network.modules())


def test_of_a_memory_that_is_switched_off_the_gate_gets_nothing(grey_model: Model) -> None:
    whole = look(grey_model, 2, "B1")
    assert not whole.is_off
    assert whole.contribution.any()
    assert whole.contribution_mean == pytest.approx(whole.contribution.mean(), rel=1e-5)
    view = look(grey_model, 2, "B1", off=frozenset({(2, "B1"), (2, "H1")}))
    assert view.is_off
    assert view.contribution.shape == whole.contribution.shape
    assert not view.contribution.any()
    assert view.contribution_mean == 0
    np.testing.assert_array_equal(view.maps, whole.maps)
    np.testing.assert_array_equal(view.norms, whole.norms)
    elsewhere = look(grey_model, 2, "B1", off=frozenset({(1, "B0")}))
    assert not elsewhere.is_off
    assert elsewhere.contribution.any()


def test_norms_are_those_of_the_gates_weights_strongest_first(grey_model: Model) -> None:
    view = look(grey_model, 2, "H1")
    weight = grey_model.network.memory_blocks[1].gate.conv.weight.detach().numpy()[:, 16:24, 0, 0]
    np.testing.assert_allclose(view.norms, np.linalg.norm(weight, axis=0), rtol=1e-6)
    assert (np.diff(view.norms[view.order]) <= 0).all()
    assert sorted(view.order) == list(range(8))


def test_a_model_for_grey_sees_the_luminance_of_a_colour_photo(grey_model: Model) -> None:
    view = look(grey_model, 2, "B1", photo(3))
    assert view.luminance
    grey = look(grey_model, 2, "B1", to_grey(photo(3)))
    assert not grey.luminance
    np.testing.assert_allclose(view.maps, grey.maps, rtol=1e-4, atol=1e-5)


def test_a_colour_model_sees_grey_as_colour(colour_model: Model) -> None:
    view = look(colour_model, 1, "B0", photo(1))
    assert not view.luminance
    repeated = look(colour_model, 1, "B0", np.repeat(photo(1), 3, axis=2))
    np.testing.assert_array_equal(view.maps, repeated.maps)


def test_of_a_large_region_the_middle_is_shown(
    grey_model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(inspection, "LARGEST_REGION_PX", 8)
    view = look(grey_model, 1, "B0", region=(10, 20, 16, 5))
    assert view.cropped
    assert view.region == (14, 20, 8, 5)
    np.testing.assert_array_equal(view.maps, look(grey_model, 1, "B0", region=(14, 20, 8, 5)).maps)


def test_it_stops_between_two_recursions(build_model: BuildModel) -> None:
    model = build_model(NetworkConfig(3, 4, 8))
    request = InspectionRequest(photo(1), REGION, model, 3, "H2", "cpu", "fp32")
    cancel, shares = Event(), list[float]()

    def report(share: float) -> None:
        shares.append(share)
        if len(shares) == 3:
            cancel.set()

    with pytest.raises(Cancelled):
        inspect_memory(request, cancel, report)
    assert shares == [0, 0.1, 0.2]
    assert not any(m._forward_hooks or m._forward_pre_hooks for m in model.network.modules())


def test_a_cancelled_inspection_does_not_begin(grey_model: Model) -> None:
    cancel = Event()
    cancel.set()
    request = InspectionRequest(photo(1), REGION, grey_model, 1, "B0", "cpu", "fp32")
    with pytest.raises(Cancelled):
        inspect_memory(request, cancel)


def test_only_what_the_memory_needs_is_computed(grey_model: Model) -> None:
    shares: list[float] = []
    request = InspectionRequest(photo(1), REGION, grey_model, 2, "B1", "cpu", "fp32")
    inspect_memory(request, report=shares.append)
    assert shares == [0, 0.5]


@pytest.mark.parametrize(
    ("block", "memory", "region"),
    [
        (2, "B2", REGION),
        (3, "B0", REGION),
        (1, "B0", (0, 0, 0, 5)),
        (1, "B0", (-1, 0, 5, 5)),
        (1, "B0", (36, 0, 5, 5)),
    ],
)
def test_requests_out_of_range_are_refused(
    grey_model: Model, block: int, memory: str, region: Region
) -> None:
    with pytest.raises(ValueError, match=r"reads|gate units|not part"):
        InspectionRequest(photo(1), region, grey_model, block, memory)


@pytest.mark.parametrize("memory", [(2, "B2"), (3, "B0"), (0, "B0")])
def test_memories_that_are_not_there_cannot_be_off(grey_model: Model, memory: Memory) -> None:
    off = frozenset({(1, "B0"), memory})
    with pytest.raises(ValueError, match=r"reads|gate units"):
        InspectionRequest(photo(1), REGION, grey_model, 1, "B0", switched_off=off)


def test_values_that_are_not_finite_are_refused(grey_model: Model) -> None:
    pixels = photo(1)
    pixels[12, 31] = np.nan
    with pytest.raises(RestorationError, match="not finite"):
        look(grey_model, 1, "B0", pixels)
