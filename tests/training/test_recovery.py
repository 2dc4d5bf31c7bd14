"""Runs that diverge."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from memnet_gui.errors import UserError
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.training import loop, trainer
from memnet_gui.training.plan import TrainingResult
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.recovery import Recovery
from memnet_gui.training.state import load_state
from memnet_gui.training.trainer import Trainer

BuildRecipe = Callable[..., TrainingRecipe]
BuildTrainer = Callable[[TrainingRecipe], Trainer]
Run = Callable[..., tuple[TrainingResult, list[TrainingProgress]]]


@pytest.fixture
def spoil(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Multiplies the losses of some calls by a factor."""
    true_loss = trainer.multi_supervised_loss
    calls = 0

    def spoil_calls(*numbers: int, factor: float = float("nan")) -> None:
        def loss(*pair: object) -> Tensor:
            nonlocal calls
            calls += 1
            return true_loss(*pair) * (factor if calls in numbers else 1)  # type: ignore[arg-type]

        monkeypatch.setattr(trainer, "multi_supervised_loss", loss)

    return spoil_calls


def saved(recipe: TrainingRecipe) -> dict[str, Any]:
    return load_state(recipe.state_path, torch.device("cpu"))


@pytest.mark.parametrize("factor", [float("nan"), float("inf"), 1e7])
def test_goes_back_and_on_with_half_the_rate(
    build_recipe: BuildRecipe,
    run: Run,
    spoil: Callable[..., None],
    monkeypatch: pytest.MonkeyPatch,
    factor: float,
) -> None:
    monkeypatch.setattr(loop, "REPORT_STEPS", 3)
    monkeypatch.setattr(loop, "REPORT_S", 1e9)
    recipe = build_recipe(steps=20)
    spoil(5, factor=factor)  # after the first validation at step 2, found out at step 5
    result, reports = run(recipe)
    notes = [progress for progress in reports if progress.note]
    assert [progress.note for progress in notes] == [
        "The loss diverged at step 5; went back to step 2 with half the rate."
    ]
    assert (notes[0].step, result.step, result.done) == (2, 20, 1)
    after = reports[reports.index(notes[0]) + 1]
    assert after.rate == pytest.approx(recipe.learning_rate((after.step - 1) / 20) / 2)
    assert all(progress.loss < 1 for progress in reports)
    _, card = load_checkpoint(recipe.output)  # which refuses values that are not finite
    assert card.pixels_seen == 20 * 2 * 16 * 16
    assert saved(recipe)["trainer"]["rate_factor"] == 0.5
    _, reports = run(build_recipe(steps=24), resume=True)
    assert reports[-1].rate == pytest.approx(recipe.learning_rate(23 / 24) / 2)


def test_an_enormous_rate_stops_with_a_clear_word(
    build_recipe: BuildRecipe, run: Run, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "REPORT_STEPS", 2)
    recipe = build_recipe(rate=1e30, clip=1e30, steps=1000, validate=others)
    with pytest.raises(UserError) as caught:
        run(recipe)
    assert str(caught.value).startswith("the loss diverged at step ")
    assert "though the rate was halved 3 times; start over with a lower --rate than 1e+30" in str(
        caught.value
    )
    state = saved(recipe)
    assert (state["setbacks"], state["trainer"]["rate_factor"]) == (3, 0.125)
    assert all(t.isfinite().all() for t in state["trainer"]["network"].values())


def test_the_best_model_outlives_divergence(
    build_recipe: BuildRecipe, run: Run, spoil: Callable[..., None], others: Path
) -> None:
    recipe = build_recipe(steps=1000, validate=others)
    run(build_recipe(steps=1, validate=others))
    before = recipe.output.read_bytes()
    spoil(*range(1, 1000))
    with pytest.raises(UserError, match=f"{recipe.output} keeps the best model so far"):
        run(recipe, resume=True)
    assert recipe.output.read_bytes() == before
    assert saved(recipe)["trainer"]["step"] == 1


def test_what_an_earlier_run_wrote_is_no_model_of_one_that_diverges(
    build_recipe: BuildRecipe, run: Run, spoil: Callable[..., None]
) -> None:
    recipe = build_recipe(steps=1000)
    run(build_recipe(steps=1))
    spoil(*range(1, 1000))
    with pytest.raises(UserError, match="start over with a lower --rate than") as caught:
        run(recipe, overwrite=True)
    assert "best model" not in str(caught.value)


def test_an_improvement_forgives(build_recipe: BuildRecipe, build_trainer: BuildTrainer) -> None:
    taken = build_trainer(build_recipe())
    recovery = Recovery(taken)
    for factor in (0.5, 0.25, 0.125):
        taken.seconds = 7.0
        taken.train_step()
        recovery.go_back(1)
        assert (taken.step, taken.seconds, taken.rate_factor) == (0, 7.0, factor)
    recovery.forget_setbacks()
    recovery.go_back(1)
    assert (recovery.setbacks, taken.rate_factor) == (1, 0.0625)


def test_what_is_bad(build_recipe: BuildRecipe, build_trainer: BuildTrainer) -> None:
    recovery = Recovery(build_trainer(build_recipe()))
    nan, inf = float("nan"), float("inf")
    assert recovery.first_bad([0.1, 90.0], [1.0, 1e9]) is None
    assert recovery.first_bad([0.1, nan, nan], [1.0, 1.0, nan]) == 1
    assert recovery.first_bad([0.1, 0.1, 101.0], [1.0, 1.0, 1.0]) == 2
    assert recovery.first_bad([0.1], [inf]) == 0
