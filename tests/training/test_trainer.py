"""The trainer: slices that continue exactly, averages, validation and its best."""

import copy
from collections.abc import Callable
from pathlib import Path
from threading import Event

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.data import PatchSampler
from memnet_gui.training.degraders import NoiseDegrader
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.state import load_state
from memnet_gui.training.trainer import Trainer, TrainingProgress

BuildRecipe = Callable[..., TrainingRecipe]


def assert_same_weights(a: Trainer, b: Trainer) -> None:
    for one, other in ((a.network, b.network), (a.average, b.average)):
        theirs = other.state_dict()
        differ = [n for n, t in one.state_dict().items() if not torch.equal(t, theirs[n])]
        assert differ == []


def run_for(trainer: Trainer, steps: int) -> None:
    """Runs until a report after so many steps cancels."""
    cancel = Event()
    trainer.run(report=lambda _progress: cancel.set(), cancel=cancel, report_every=steps)


def test_resumed_run_equals_an_uninterrupted_one(build_recipe: BuildRecipe) -> None:
    straight = Trainer(build_recipe("straight"))
    straight.run()
    first = Trainer(build_recipe("sliced"))
    run_for(first, 6)
    assert (first.step, first.done) == (6, 0.5)
    second = Trainer(build_recipe("sliced"))
    second.resume()
    assert (second.step, second.pixels, second.seconds) == (6, first.pixels, first.seconds)
    second.run()
    assert (straight.step, second.step) == (12, 12)
    assert straight.pixels == second.pixels == 12 * 2 * 16 * 16
    assert_same_weights(straight, second)
    assert not torch.equal(first.network.feature_conv.weight, second.network.feature_conv.weight)


def test_validation_does_not_change_what_the_run_sees(
    build_recipe: BuildRecipe, photos: Path
) -> None:
    plain = Trainer(build_recipe("plain", steps=6))
    plain.run()
    recipe = build_recipe("watched", steps=6, validate=photos, validate_every_minutes=0.0)
    watched = Trainer(recipe)
    reports: list[TrainingProgress] = []
    watched.run(report=reports.append)
    assert [progress.step for progress in reports] == [1, 2, 3, 4, 5, 6]
    assert all(set(progress.validation_psnr) == {"noise 30"} for progress in reports)
    assert_same_weights(plain, watched)


def test_short_run_denoises(build_recipe: BuildRecipe, photos: Path) -> None:
    recipe = build_recipe(
        network=NetworkConfig(2, 1, 8),
        steps=150,
        batch=8,
        patch_px=24,
        levels=(50.0, 50.0),
        validate=photos,
        validation_levels=(50.0,),
    )
    trainer = Trainer(recipe)
    reports: list[TrainingProgress] = []
    trainer.run(report=reports.append, report_every=30)
    assert reports[-1].loss < 0.5 * reports[0].loss
    restored = trainer.best_validation["noise 50"]
    assert restored > input_psnr(trainer.images, 50) + 5


def input_psnr(images: list[NDArray[np.uint8]], sigma: float) -> float:
    """The mean PSNR of the noise alone, seeded by the number of the photo."""
    generators = [np.random.default_rng(seed) for seed in range(len(images))]
    noise = [g.normal(0, sigma / 255, i.shape) for g, i in zip(generators, images, strict=True)]
    return float(np.mean([-10 * np.log10(np.mean(n**2)) for n in noise]))


def test_slice_ends_early_and_is_saved(build_recipe: BuildRecipe) -> None:
    trainer = Trainer(build_recipe(steps=1000))
    trainer.run(slice_minutes=0)
    assert trainer.step == 1
    assert trainer.done == pytest.approx(1 / 1000)
    assert load_state(trainer.recipe.state_path, trainer.device)["step"] == 1


def test_budget_in_minutes(build_recipe: BuildRecipe) -> None:
    trainer = Trainer(build_recipe(steps=None, minutes=1e-9))
    assert trainer.done == 0
    trainer.run()
    assert (trainer.step, trainer.done) == (1, 1)


def test_cancelled_before_it_starts(build_recipe: BuildRecipe) -> None:
    trainer = Trainer(build_recipe())
    cancel = Event()
    cancel.set()
    trainer.run(cancel=cancel)
    assert trainer.step == 0


@pytest.mark.parametrize("report_every", [2, 4, 50])
def test_last_step_is_always_validated(build_recipe: BuildRecipe, report_every: int) -> None:
    trainer = Trainer(build_recipe(steps=4))
    saved: list[int] = []
    reports: list[TrainingProgress] = []
    trainer.run(
        report=reports.append,
        save_best=lambda _network, trainer: saved.append(trainer.step),
        report_every=report_every,
    )
    assert saved == [4]
    assert (reports[-1].step, reports[-1].is_best, reports[-1].done) == (4, True, 1)


class ScriptedValidator:
    """Returns scores that were written beforehand."""

    def __init__(self, *scores: float) -> None:
        self._scores = iter(scores)

    def psnr(self, _network: MemNet) -> dict[str, float]:
        return {"noise 30": next(self._scores)}


def test_best_outlives_worse_validations(
    build_recipe: BuildRecipe, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = build_recipe(steps=5, validate_every_minutes=0.0)
    trainer = Trainer(recipe)
    monkeypatch.setattr(trainer, "_validator", ScriptedValidator(20, 30, 25))
    saved: list[int] = []
    reports: list[TrainingProgress] = []
    cancel = Event()

    def report(progress: TrainingProgress) -> None:
        reports.append(progress)
        if len(reports) == 3:
            cancel.set()

    trainer.run(report=report, save_best=lambda _network, t: saved.append(t.step), cancel=cancel)
    assert saved == [1, 2]
    assert [progress.is_best for progress in reports] == [True, True, False]
    resumed = Trainer(recipe)
    resumed.resume()
    assert (resumed.best_psnr, resumed.best_validation) == (30, {"noise 30": 30})
    monkeypatch.setattr(resumed, "_validator", ScriptedValidator(29, 31))
    resumed.run(save_best=lambda _network, t: saved.append(t.step))
    assert saved == [1, 2, 5]


def test_averaged_network_has_statistics_of_its_own(build_recipe: BuildRecipe) -> None:
    trainer = Trainer(build_recipe(blind=False, levels=(30.0,)))
    for _ in range(12):
        trainer.train_step()
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


@pytest.mark.parametrize("folder", ["data", "validate"])
def test_empty_folder(build_recipe: BuildRecipe, folder: str, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(FileNotFoundError, match="holds no photo"):
        Trainer(build_recipe(**{folder: tmp_path / "empty"}))
