"""The trainer: steps, averages and states that continue exactly."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor, nn

from memnet_gui.network.memnet import MemNet
from memnet_gui.training import trainer as trainer_module
from memnet_gui.training.data import PatchSampler
from memnet_gui.training.degraders import NoiseDegrader
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.trainer import Trainer

BuildRecipe = Callable[..., TrainingRecipe]
BuildTrainer = Callable[[TrainingRecipe], Trainer]


def weights(trainer: Trainer) -> dict[str, Tensor]:
    return {
        f"{name} {tensor_name}": tensor.clone()
        for name, network in (("own", trainer.network), ("average", trainer.average.network))
        for tensor_name, tensor in network.state_dict().items()
    }


def assert_equal(one: dict[str, Tensor], other: dict[str, Tensor]) -> None:
    assert [name for name, tensor in one.items() if not torch.equal(tensor, other[name])] == []


def take(trainer: Trainer, steps: int) -> list[float]:
    return [trainer.train_step()[0].item() for _ in range(steps)]


def test_a_snapshot_continues_exactly_and_stays_as_it_is(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer
) -> None:
    trainer = build_trainer(build_recipe())
    take(trainer, 4)
    snapshot = trainer.snapshot()
    losses = take(trainer, 4)
    after = weights(trainer)
    for other in (trainer, build_trainer(build_recipe()), trainer):
        other.restore(snapshot)
        assert (other.step, other.pixels) == (4, 4 * 2 * 16 * 16)
        assert take(other, 4) == losses
        assert_equal(weights(other), after)


def test_rate_of_a_step(build_recipe: BuildRecipe, build_trainer: BuildTrainer) -> None:
    recipe = build_recipe(warmup=0.0)
    trainer = build_trainer(recipe)
    trainer.rate_factor = 0.25
    for step in range(3):
        rate = 0.25 * recipe.learning_rate(step / 12)
        assert trainer.rate == pytest.approx(rate)
        trainer.train_step()
        rates = [group["lr"] for each in trainer.optimizers for group in each.param_groups]
        assert rates == [pytest.approx(rate)] * 3


def test_minutes_are_the_budget_where_there_are_no_steps(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer
) -> None:
    trainer = build_trainer(build_recipe(steps=None, minutes=2.0))
    assert trainer.done == 0
    trainer.seconds = 30.0
    assert trainer.done == 0.25


def test_a_gradient_that_is_not_finite_changes_no_weight(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer, monkeypatch: pytest.MonkeyPatch
) -> None:
    trainer = build_trainer(build_recipe())
    take(trainer, 3)
    before = dict(trainer.network.named_parameters())
    before = {name: weight.detach().clone() for name, weight in before.items()}
    moments = copy.deepcopy([each.state_dict()["state"] for each in trainer.optimizers])
    true_loss = trainer_module.multi_supervised_loss
    with monkeypatch.context() as patch:
        patch.setattr(
            trainer_module, "multi_supervised_loss", lambda *pair: true_loss(*pair) * torch.nan
        )
        loss, norm = trainer.train_step()
    assert not loss.isfinite()
    assert not norm.isfinite()
    for name, weight in trainer.network.named_parameters():
        assert torch.equal(weight, before[name]), name
    for kept, each in zip(moments, trainer.optimizers, strict=True):
        for index, state in each.state_dict()["state"].items():
            assert all(torch.equal(tensor, kept[index][key]) for key, tensor in state.items())
    take(trainer, 1)
    assert not torch.equal(trainer.network.feature_conv.weight, before["feature_conv.weight"])


def test_statistics_of_the_initial_model_are_kept(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer
) -> None:
    first = build_trainer(build_recipe())
    take(first, 3)
    initial = first.averaged_network()
    trainer = Trainer(build_recipe(keep_statistics=True), first.images, initial=initial)
    clean = trainer.sampler.reseeded(5).draw(2)
    with torch.no_grad():
        expected = copy.deepcopy(initial)(clean).final
        torch.testing.assert_close(trainer.network(clean).final, expected)  # no batch's own
    take(trainer, 3)
    for network in (trainer.network, trainer.averaged_network()):
        assert not network.training
        for name, buffer in network.named_buffers():
            assert torch.equal(buffer, initial.get_buffer(name)), name
        changed = [
            not torch.equal(weight, initial.get_parameter(name))
            for name, weight in network.named_parameters()
        ]
        assert sum(changed) > len(changed) / 2


def test_averaged_network_has_statistics_of_its_own(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer
) -> None:
    trainer = build_trainer(build_recipe(blind=False, levels=(30.0,)))
    take(trainer, 12)
    before = trainer.sampler.generator.get_state()
    network = trainer.averaged_network()
    assert not network.training
    assert torch.equal(trainer.sampler.generator.get_state(), before)

    norms = {n: m for n, m in network.named_modules() if isinstance(m, nn.BatchNorm2d)}
    seen = statistics_of(network, PatchSampler(trainer.images, 16, 1 << 20, trainer.device))
    assert seen.keys() == norms.keys()
    own = dict(trainer.network.named_modules())
    for name, norm in norms.items():
        mean, variance = seen[name]
        torch.testing.assert_close(norm.running_mean, mean, atol=1e-5, rtol=1e-4)
        torch.testing.assert_close(norm.running_var, variance, atol=1e-5, rtol=1e-4)
        assert not torch.allclose(norm.running_var, own[name].running_var, rtol=1e-3)  # type: ignore[arg-type]


def statistics_of(network: MemNet, sampler: PatchSampler) -> dict[str, tuple[Tensor, Tensor]]:
    """Means and variances of what each BatchNorm reads, averaged over 64 batches."""
    network = copy.deepcopy(network).train()
    inputs: dict[str, tuple[list[Tensor], list[Tensor]]] = {}
    for name, module in network.named_modules():
        if isinstance(module, nn.BatchNorm2d):

            def note(_module: nn.Module, args: tuple[Tensor], name: str = name) -> None:
                means, variances = inputs.setdefault(name, ([], []))
                means.append(args[0].mean((0, 2, 3)))
                variances.append(args[0].var((0, 2, 3)))

            module.register_forward_pre_hook(note)
    with torch.no_grad():
        for _ in range(64):
            network(NoiseDegrader((30.0,), blind=False)(sampler.draw(2), sampler.generator)[0])
    return {
        name: (torch.stack(means).mean(0), torch.stack(variances).mean(0))
        for name, (means, variances) in inputs.items()
    }


@pytest.mark.gpu
@pytest.mark.filterwarnings("ignore:Synchronization debug mode:UserWarning")
@pytest.mark.parametrize("task", ["denoise", "upscale"])
def test_no_step_waits_for_the_gpu(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer, task: str
) -> None:
    levels: dict[str, Any] = (
        {"levels": (2.0, 3.0, 4.0), "blind": False} if task == "upscale" else {}
    )
    recipe = build_recipe(device="cuda", task=task, patch_px=8, batch=4, **levels)
    torch.use_deterministic_algorithms(mode=False)
    trainer = build_trainer(recipe)
    take(trainer, 2)
    torch.cuda.set_sync_debug_mode("error")
    try:
        trainer.train_step()
    finally:
        torch.cuda.set_sync_debug_mode("default")
