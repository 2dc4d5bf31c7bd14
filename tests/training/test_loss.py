"""The loss against its formula in numpy."""

import numpy as np
import pytest
import torch

from memnet_gui.network.memnet import MemNetOutput
from memnet_gui.training.loss import multi_supervised_loss

SHAPE = (2, 3, 5, 4)


def mse(a: torch.Tensor, b: torch.Tensor) -> float:
    return float(np.mean((a.double().numpy() - b.double().numpy()) ** 2))


@pytest.mark.parametrize("blocks", [2, 6])
@pytest.mark.parametrize("given", [None, 0.0, 0.8, 1.0])
def test_multi_supervised_loss(blocks: int, given: float | None) -> None:
    torch.manual_seed(0)
    target, final = torch.rand(SHAPE), torch.rand(SHAPE)
    predictions = tuple(torch.rand(SHAPE) for _ in range(blocks))
    alpha = 1 / (blocks + 1) if given is None else given
    expected = alpha / 2 * mse(final, target) + (1 - alpha) / (2 * blocks) * sum(
        mse(y, target) for y in predictions
    )
    loss = multi_supervised_loss(MemNetOutput(final, predictions), target, alpha=given)
    assert loss.item() == pytest.approx(expected, rel=1e-6)


@pytest.mark.parametrize("balance", [0.5, 1.0])
def test_balance_weighs_each_patch_by_its_error(balance: float) -> None:
    torch.manual_seed(0)
    target = torch.rand(SHAPE)
    spread = torch.tensor([0.02, 0.2]).view(-1, 1, 1, 1)
    final, *predictions = (target + spread * torch.rand(SHAPE) for _ in range(3))
    patches = [
        [mse(y[patch], target[patch]) for y in (final, *predictions)] for patch in range(SHAPE[0])
    ]
    weights = np.array([(errors[0] + 1 / 255**2) ** -balance for errors in patches])
    losses = np.array([of_final / 6 + (first + second) / 6 for of_final, first, second in patches])
    expected = float((losses * weights / weights.mean()).mean())
    output = MemNetOutput(final, tuple(predictions))
    loss = multi_supervised_loss(output, target, balance)
    assert loss.item() == pytest.approx(expected, rel=1e-5)
    paper = multi_supervised_loss(output, target)
    assert paper.item() == pytest.approx(float(losses.mean()), rel=1e-5)


def test_with_full_balance_a_decibel_counts_the_same_in_all_patches() -> None:
    torch.manual_seed(0)
    errors = torch.randn(SHAPE)
    errors /= errors.square().mean((1, 2, 3), keepdim=True).sqrt()
    errors *= torch.tensor([0.03, 0.3]).view(-1, 1, 1, 1)  # 20 dB apart
    scales = torch.ones(2, requires_grad=True)
    image = errors * scales.view(-1, 1, 1, 1)
    ratios = []
    for balance in (0.0, 0.5, 1.0):
        loss = multi_supervised_loss(
            MemNetOutput(image, (image, image)), torch.zeros(SHAPE), balance
        )
        (gradient,) = torch.autograd.grad(loss, scales, retain_graph=True)
        ratios.append(float(gradient[1] / gradient[0]))
    assert ratios == pytest.approx([100, 10, 1], rel=0.02)  # but for the smallest error that counts


def test_a_perfect_patch_is_no_division_by_zero() -> None:
    target = torch.rand(SHAPE)
    output = target.clone().requires_grad_()
    loss = multi_supervised_loss(MemNetOutput(output, (output, output)), target, 1.0)
    loss.backward()  # type: ignore[no-untyped-call]
    assert loss.item() == 0
    assert output.grad is not None
    assert output.grad.isfinite().all()


def test_basic_network() -> None:
    torch.manual_seed(0)
    target, final = torch.rand(SHAPE), torch.rand(SHAPE)
    loss = multi_supervised_loss(MemNetOutput(final, (final,)), target)
    assert loss.item() == pytest.approx(mse(final, target) / 2, rel=1e-6)


def test_every_prediction_is_supervised() -> None:
    target = torch.zeros(SHAPE)
    outputs = [torch.ones(SHAPE, requires_grad=True) for _ in range(4)]
    multi_supervised_loss(MemNetOutput(outputs[0], tuple(outputs[1:])), target).backward()  # type: ignore[no-untyped-call]
    assert all(y.grad is not None and (y.grad > 0).all() for y in outputs)
