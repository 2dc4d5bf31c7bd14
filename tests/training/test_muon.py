"""Muon, against torch's own where there is one."""

from itertools import pairwise

import pytest
import torch
from torch import Tensor, nn

from memnet_gui.training.muon import Muon

SHAPES = [(8, 8, 3, 3), (8, 40, 1, 1), (8, 24, 1, 1)]


def build_weights(shapes: list[tuple[int, ...]]) -> list[nn.Parameter]:
    generator = torch.Generator().manual_seed(0)
    return [nn.Parameter(torch.randn(shape, generator=generator)) for shape in shapes]


def give_gradients(weights: list[nn.Parameter], seed: int) -> list[Tensor]:
    generator = torch.Generator().manual_seed(seed)
    for weight in weights:
        weight.grad = torch.randn(weight.shape, generator=generator)
        if weight.ndim == 4:
            weight.grad = weight.grad.contiguous(memory_format=torch.channels_last)
    return [weight.grad for weight in weights if weight.grad is not None]


@pytest.mark.skipif(not hasattr(torch.optim, "Muon"), reason="this torch has no Muon")
@pytest.mark.parametrize("shapes", [SHAPES, [(40, 8, 1, 1), (24, 8, 1, 1)]], ids=["wide", "tall"])
def test_steps_are_those_of_torch(shapes: list[tuple[int, ...]]) -> None:
    weights = build_weights(shapes)
    own = Muon(weights, lr=0.01, weight_decay=0.1)
    others = [nn.Parameter(weight.detach().flatten(1).clone()) for weight in weights]
    theirs = torch.optim.Muon(others, lr=0.01, weight_decay=0.1, adjust_lr_fn="match_rms_adamw")
    for seed in range(4):
        for gradient, other in zip(give_gradients(weights, seed), others, strict=True):
            other.grad = gradient.flatten(1).clone()
        before = [other.detach().clone() for other in others]
        own.step()
        theirs.step()
        for weight, other, was in zip(weights, others, before, strict=True):
            change = (other - was).norm()
            # Theirs makes matrices orthogonal in bf16.
            assert (weight.flatten(1) - other).norm() < (0.02 * (seed + 1)) * change


def test_a_step_is_as_large_as_adamws_in_every_direction() -> None:
    (weight,) = build_weights([(16, 48)])
    before = weight.detach().clone()
    weight.grad = torch.outer(torch.arange(1.0, 17), torch.ones(48)) + torch.randn(
        16, 48, generator=torch.Generator().manual_seed(1)
    )
    Muon([weight], lr=0.5, weight_decay=0.0).step()
    sizes = torch.linalg.svdvals(before - weight.detach()) / 0.5
    wanted = 0.2 * 48**0.5
    assert 0.6 * wanted < sizes.min()
    assert sizes.max() < 1.3 * wanted


def test_matrices_of_several_shapes_do_not_touch_each_other() -> None:
    together = build_weights(SHAPES)
    one_by_one = build_weights(SHAPES)
    own = Muon(together, lr=0.01, weight_decay=0.1)
    apart = [Muon([weight], lr=0.01, weight_decay=0.1) for weight in one_by_one]
    for seed in range(3):
        give_gradients(together, seed)
        give_gradients(one_by_one, seed)
        own.step()
        for each in apart:
            each.step()
    for weight, other in zip(together, one_by_one, strict=True):
        torch.testing.assert_close(weight, other, atol=1e-6, rtol=1e-5)


def test_a_step_that_is_left_out_changes_nothing() -> None:
    weights = build_weights(SHAPES)
    own = Muon(weights, lr=0.01, weight_decay=0.1)
    give_gradients(weights, 0)
    own.step()
    kept = [weight.detach().clone() for weight in weights]
    momenta = [own.state[weight]["momentum"].clone() for weight in weights]
    for gradient in give_gradients(weights, 1):
        gradient[0] = torch.nan
    own.found_inf = torch.tensor(1.0)
    own.step()
    for weight, was, momentum in zip(weights, kept, momenta, strict=True):
        assert torch.equal(weight, was)
        assert torch.equal(own.state[weight]["momentum"], momentum)
    own.found_inf = torch.tensor(0.0)
    give_gradients(weights, 2)
    own.step()
    assert not any(torch.equal(w, was) for w, was in zip(weights, kept, strict=True))


def test_a_state_continues_exactly() -> None:
    paths = []
    for breaks in (False, True):
        weights = build_weights(SHAPES)
        own = Muon(weights, lr=0.01, weight_decay=0.1)
        for seed in range(4):
            if breaks and seed == 2:
                state = own.state_dict()
                own = Muon(weights, lr=0.5, weight_decay=0.0)
                own.load_state_dict(state)
            give_gradients(weights, seed)
            own.step()
        paths.append([weight.detach() for weight in weights])
    for one, other in pairwise(paths):
        assert all(torch.equal(a, b) for a, b in zip(one, other, strict=True))


def test_a_weight_without_a_gradient_stays() -> None:
    weights = build_weights(SHAPES)
    kept = [weight.detach().clone() for weight in weights]
    own = Muon(weights, lr=0.01, weight_decay=0.1)
    own.step()
    give_gradients(weights[:1], 0)
    own.step()
    changed = [not torch.equal(w, was) for w, was in zip(weights, kept, strict=True)]
    assert changed == [True, False, False]


def test_only_matrices() -> None:
    with pytest.raises(ValueError, match="matrices"):
        Muon([nn.Parameter(torch.zeros(4))], lr=0.01, weight_decay=0.0)
