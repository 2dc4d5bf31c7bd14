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
def test_multi_supervised_loss(blocks: int) -> None:
    torch.manual_seed(0)
    target, final = torch.rand(SHAPE), torch.rand(SHAPE)
    predictions = tuple(torch.rand(SHAPE) for _ in range(blocks))
    alpha = 1 / (blocks + 1)
    expected = alpha / 2 * mse(final, target) + (1 - alpha) / (2 * blocks) * sum(
        mse(y, target) for y in predictions
    )
    loss = multi_supervised_loss(MemNetOutput(final, predictions), target)
    assert loss.item() == pytest.approx(expected, rel=1e-6)


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
