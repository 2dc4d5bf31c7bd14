"""Muon: momentum whose matrix is made orthogonal before it is taken as the step.

torch's own `Muon` takes matrices only, one at a time, each through some twenty calls; a network of
convolutions has them in four dimensions, and a GPU waits for the calls.

Source: K. Jordan et al., "Muon: An optimizer for hidden layers in neural networks", 2024; the size
of a step as in J. Liu et al., "Muon is Scalable for LLM Training", 2025, so that a learning rate of
AdamW's serves.
"""

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
from torch import Tensor
from torch.nn import functional

_MOMENTUM = 0.95
_COEFFICIENTS = (3.4445, -4.7750, 2.0315)
_ITERATIONS = 5
_SMALLEST_NORM = 1e-7
_ADAMW_RMS = 0.2
"""Root mean square of what AdamW usually changes in a step, as a share of the learning rate."""


class Muon(torch.optim.Optimizer):
    """Steps for convolution weights (out, in, height, width), each taken as a matrix of `out` rows.

    Attributes:
        found_inf: A step is left out while this is 1, as for torch's fused optimisers.
    """

    found_inf: Tensor | None = None

    def __init__(self, params: Iterable[Tensor], *, lr: float, weight_decay: float) -> None:
        """Takes the weights.

        Args:
            params: Of two or more dimensions each.
            lr: Learning rate.
            weight_decay: Share by which weights fall in a step, as a multiple of the rate.

        Raises:
            ValueError: A weight has one dimension only.
        """
        super().__init__(params, {"lr": lr, "weight_decay": weight_decay})
        if any(p.ndim < 2 for group in self.param_groups for p in group["params"]):
            raise ValueError("Muon takes matrices")

    @torch.no_grad()
    def step(self, closure: Callable[[], Any] | None = None) -> None:  # type: ignore[override]
        """Changes all weights that have gradients.

        Args:
            closure: Not supported.
        """
        assert closure is None
        for group in self.param_groups:
            weights = [p for p in group["params"] if p.grad is not None]
            if weights:
                self._change(weights, group["lr"], group["weight_decay"])

    def _change(self, weights: list[Tensor], rate: float, decay: float) -> None:
        momenta = [self._momentum_of(weight) for weight in weights]
        gradients = [weight.grad for weight in weights if weight.grad is not None]
        share: float | Tensor = rate
        if self.found_inf is not None:
            bad = self.found_inf.bool()
            # Nothing here may wait for a GPU: a momentum that meets itself stays as it is.
            pairs = zip(momenta, gradients, strict=True)
            gradients = [torch.where(bad, momentum, gradient) for momentum, gradient in pairs]
            share = rate * (1 - self.found_inf)
        torch._foreach_lerp_(momenta, gradients, 1 - _MOMENTUM)
        steps = _orthogonalise(torch.lerp(_stack(gradients), _stack(momenta), _MOMENTUM))
        for weight, step in zip(weights, steps, strict=True):
            rows, columns = weight.flatten(1).shape
            size = _ADAMW_RMS * math.sqrt(max(rows, columns))
            change = step[:rows, :columns].reshape(weight.shape) * size
            weight.mul_(1 - share * decay).sub_(change * share)

    def _momentum_of(self, weight: Tensor) -> Tensor:
        state = self.state[weight]
        if not state:
            state["momentum"] = torch.zeros_like(weight)
        momentum: Tensor = state["momentum"]
        return momentum


def _stack(weights: Sequence[Tensor]) -> Tensor:
    """Returns weights as matrices (N, rows, columns), with zeros beside the smaller ones."""
    matrices = [weight.flatten(1) for weight in weights]
    rows, columns = (max(matrix.shape[i] for matrix in matrices) for i in (0, 1))
    return torch.stack(
        [functional.pad(m, (0, columns - m.shape[1], 0, rows - m.shape[0])) for m in matrices]
    )


def _orthogonalise(stack: Tensor) -> Tensor:
    """Returns about the nearest orthogonal matrices: singular values between 0.7 and 1.2.

    Zeros beside a matrix change nothing.

    Args:
        stack: (N, rows, columns).
    """
    is_tall = stack.shape[1] > stack.shape[2]
    result = stack.mT if is_tall else stack
    result = result / result.norm(dim=(1, 2), keepdim=True).clamp(min=_SMALLEST_NORM)
    a, b, c = _COEFFICIENTS
    for _ in range(_ITERATIONS):
        squares = result @ result.mT
        inner = torch.baddbmm(squares, squares, squares, beta=b, alpha=c)
        result = torch.baddbmm(result, inner, result, beta=a)
    return result.mT if is_tall else result
