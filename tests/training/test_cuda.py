"""Training on CUDA: the same arithmetic as on a CPU, and files that other machines open."""

import copy
from collections.abc import Callable, Generator
from dataclasses import replace
from typing import Any

import pytest
import torch
from torch import Tensor

from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.training.loss import multi_supervised_loss
from memnet_gui.training.plan import TrainingResult
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.training.publication import Account, build_card
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.trainer import Trainer

BuildRecipe = Callable[..., TrainingRecipe]
BuildTrainer = Callable[[TrainingRecipe], Trainer]
Run = Callable[..., tuple[TrainingResult, list[TrainingProgress]]]

pytestmark = pytest.mark.gpu

LEVELS: dict[str, dict[str, Any]] = {
    "denoise": {"levels": (30.0,), "blind": False, "validation_levels": (30.0,)},
    "upscale": {"levels": (2.0, 3.0), "blind": False, "validation_levels": (2.0,)},
    "deblock": {"levels": (10.0,), "blind": False, "validation_levels": (10.0,)},
}


@pytest.fixture(autouse=True)
def cuda_arithmetic() -> Generator[None]:
    """CUDA has no deterministic way to do some of the steps, and rounds products unless told."""
    torch.use_deterministic_algorithms(mode=False)
    allowed = torch.backends.cudnn.allow_tf32
    torch.backends.cudnn.allow_tf32 = False
    yield
    torch.backends.cudnn.allow_tf32 = allowed


def test_the_surround_of_a_tile_is_that_measured_on_the_cpu(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer
) -> None:
    network = NetworkConfig(1, 1, 4)
    recipes = [build_recipe(device=device, network=network) for device in ("cpu", "cuda")]
    trainers = [build_trainer(recipe) for recipe in recipes]
    networks = [trainer.averaged_network() for trainer in trainers]
    torch.nn.init.constant_(networks[0].reconstruction_conv.weight, 0.01)
    networks[1].load_state_dict(networks[0].state_dict())
    cpu, cuda = (
        build_card(averaged, trainer, Account("", ""), {}).halo_px
        for averaged, trainer in zip(networks, trainers, strict=True)
    )
    assert cpu is not None
    assert cuda is not None
    assert abs(cpu - cuda) <= 2


def test_gradients_are_those_of_the_cpu(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer
) -> None:
    trainer = build_trainer(build_recipe(device="cuda", **LEVELS["denoise"]))
    degraded, clean = torch.rand(2, 2, 1, 16, 16)
    on_cpu = copy.deepcopy(trainer.network).cpu()
    for network in (trainer.network, on_cpu):
        # A reconstruction of zeros, as training starts from, would hide all other gradients.
        torch.nn.init.constant_(network.reconstruction_conv.weight, 0.01)
        device = network.feature_conv.weight.device
        loss = multi_supervised_loss(network(degraded.to(device)), clean.to(device))
        loss.backward()  # type: ignore[no-untyped-call]
    wanted = dict(on_cpu.named_parameters())
    for name, weight in trainer.network.named_parameters():
        expected, found = wanted[name].grad, weight.grad
        assert isinstance(expected, Tensor)
        assert isinstance(found, Tensor)
        scale = float(expected.abs().max())
        torch.testing.assert_close(found.cpu(), expected, atol=1e-3 * scale + 1e-7, rtol=1e-3)


@pytest.mark.parametrize("task", LEVELS)
def test_a_continued_run_takes_the_same_steps(
    build_recipe: BuildRecipe, build_trainer: BuildTrainer, task: str
) -> None:
    recipe = build_recipe(device="cuda", task=task, patch_px=8, **LEVELS[task])
    whole, first, second = (build_trainer(recipe) for _ in range(3))
    for _ in range(8):
        whole.train_step()
    for _ in range(5):
        first.train_step()
    second.restore(first.snapshot())
    for _ in range(3):
        second.train_step()
    found = dict(second.network.named_parameters())
    for name, weight in whole.network.named_parameters():
        torch.testing.assert_close(found[name], weight, atol=2e-4, rtol=2e-3)
    assert torch.equal(whole.sampler.generator.get_state(), second.sampler.generator.get_state())


@pytest.mark.filterwarnings("ignore:.*torch.jit:DeprecationWarning")  # torch's compiler uses it
@pytest.mark.parametrize("compiled", [False, True], ids=["plain", "compiled"])
@pytest.mark.parametrize("task", LEVELS)
def test_a_run_in_slices_leaves_a_model_for_any_machine(
    build_recipe: BuildRecipe, run: Run, task: str, *, compiled: bool
) -> None:
    recipe = build_recipe(
        device="cuda", task=task, patch_px=8, precision="bf16", compile=compiled, **LEVELS[task]
    )
    run(replace(recipe, steps=5))
    result, reports = run(recipe, resume=True)
    assert result.step == 12
    assert any("step 5" in report.note for report in reports)
    network, card = load_checkpoint(recipe.output)
    assert card.task == task
    assert network(torch.rand(1, 1, 9, 9)).final.isfinite().all()


def test_a_step_lowers_the_loss(build_recipe: BuildRecipe, build_trainer: BuildTrainer) -> None:
    trainer = build_trainer(
        build_recipe(device="cuda", steps=200, precision="bf16", **LEVELS["denoise"])
    )
    losses = torch.stack([trainer.train_step()[0] for _ in range(200)])
    assert losses[-20:].mean() < 0.5 * losses[:20].mean()
