"""BatchNorm and gate units of a processor against torch's own modules, in float64."""

import copy
from collections.abc import Callable

import pytest
import torch
from torch import Tensor, nn

from memnet_gui.restoration.engines import float32, kernels
from memnet_gui.restoration.engines.float32 import Affine, Float32Operations, SummingGate

RandomNorm = Callable[[int], nn.BatchNorm2d]

CPU, CUDA = torch.device("cpu"), torch.device("cuda")


def normalised(norm: nn.BatchNorm2d, rows: Tensor) -> Tensor:
    images = rows.double().permute(2, 0, 1)[None]
    with torch.no_grad():
        return copy.deepcopy(norm).double()(images)[0].permute(1, 2, 0).relu()


@pytest.mark.parametrize("values", [1, 200, 1 << 17])
def test_it_normalises(
    random_norm: RandomNorm, values: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whole rows and parts of them, and in place."""
    monkeypatch.setattr(float32, "_VALUES_PER_THREAD", values)
    torch.manual_seed(0)
    norm, source = random_norm(5), torch.randn(7, 9, 5)
    wanted = normalised(norm, source)
    target = torch.full((7, 20, 5), torch.nan)
    with torch.inference_mode():
        Affine(norm)(source, target[:, 4:13])
        Affine(norm)(source, source)
    torch.testing.assert_close(target[:, 4:13].double(), wanted, atol=2e-6, rtol=0)
    assert target[:, :4].isnan().all()
    assert target[:, 13:].isnan().all()
    torch.testing.assert_close(source.double(), wanted, atol=2e-6, rtol=0)


@pytest.mark.parametrize("room_px", [11, 25, 1000])
@pytest.mark.parametrize("off", [None, slice(6, 12)])
def test_it_gates(random_norm: RandomNorm, room_px: int, off: slice | None) -> None:
    """Three memories of 6 feature maps, so many pixels at a time."""
    torch.manual_seed(room_px)
    norm, conv, then = random_norm(18), nn.Conv2d(18, 6, 1), random_norm(6)
    memories = [torch.randn(8, 11, 6) for _ in range(3)]
    seen = normalised(norm, torch.cat(memories, 2))
    if off is not None:
        seen[:, :, off] = 0
    weight, bias = conv.weight[:, :, 0, 0].double(), conv.bias.double()  # type: ignore[union-attr]
    wanted = (seen @ weight.t() + bias).detach()
    target, following = torch.empty(8, 11, 6), torch.empty(8, 11, 6)
    with torch.inference_mode():
        gate = SummingGate(norm, conv)
        if off is not None:
            gate.switch_off(off)
        gate.combine(memories, torch.empty(room_px * 6), target, [(Affine(then), following)])
    torch.testing.assert_close(target.double(), wanted, atol=5e-6, rtol=0)
    wanted = normalised(then, target)
    torch.testing.assert_close(following.double(), wanted, atol=5e-6, rtol=0)


def test_switching_off_leaves_the_network_as_it_is(random_norm: RandomNorm) -> None:
    conv = nn.Conv2d(18, 6, 1)
    before = conv.weight.clone()
    with torch.inference_mode():
        SummingGate(random_norm(18), conv).switch_off(slice(0, 18))
    assert torch.equal(conv.weight, before)


def test_the_fast_networks_take_it_on_a_processor() -> None:
    assert type(kernels.choose_operations(CPU, torch.float32, 32)) is Float32Operations
    for device, dtype in ((CPU, torch.bfloat16), (CUDA, torch.float32)):
        assert not isinstance(kernels.choose_operations(device, dtype, 32), Float32Operations)
