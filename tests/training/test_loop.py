"""What happens between two steps, and when."""

import errno
import math
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
import torch
from torch import Tensor

from memnet_gui.errors import UserError
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.memnet import MemNet
from memnet_gui.training import loop, storage
from memnet_gui.training.control import TrainingControl
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.progress import Activity, TrainingProgress, ValidationScores
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.session import train
from memnet_gui.training.state import load_state
from memnet_gui.training.trainer import Trainer
from memnet_gui.training.validation import Validator

BuildRecipe = Callable[..., TrainingRecipe]
Run = Callable[..., tuple[TrainingResult, list[TrainingProgress]]]
At = Callable[[int, Callable[[], None]], None]


@pytest.fixture
def at(monkeypatch: pytest.MonkeyPatch) -> At:
    """Has something happen after a step."""
    events: dict[int, Callable[[], None]] = {}
    take_step = Trainer.train_step

    def step(trainer: Trainer) -> tuple[Tensor, Tensor]:
        taken = take_step(trainer)
        events.get(trainer.step, lambda: None)()
        return taken

    monkeypatch.setattr(Trainer, "train_step", step)
    return events.__setitem__


def saved(recipe: TrainingRecipe) -> dict[str, Any]:
    trainer: dict[str, Any] = load_state(recipe.state_path, torch.device("cpu"))["trainer"]
    return trainer


def assert_same_weights(one: TrainingRecipe, other: TrainingRecipe) -> None:
    """Compares networks and averages; each validation measures the latter's statistics anew."""
    own, theirs = saved(one), saved(other)
    for name, tensor in own["network"].items():
        assert torch.equal(tensor, theirs["network"][name]), name
    for name, tensor in own["average"]["network"].items():
        assert torch.equal(tensor, theirs["average"]["network"][name]), name


def test_compiling_does_not_use_up_the_budget(
    build_recipe: BuildRecipe, run: Run, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch, "compile", lambda network: network)
    at(1, lambda: time.sleep(0.5))  # where a network is compiled, and the next one resumed
    at(6, lambda: time.sleep(0.5))
    for steps, least_s, most_s in ((3, 0.0, 0.5), (6, 0.5, 1.0)):
        run(build_recipe(steps=steps, compile=True), resume=True)
        assert least_s <= saved(build_recipe())["seconds"] < most_s
    at(4, lambda: time.sleep(0.5))
    run(build_recipe("other", steps=5, compile=True))
    assert 0.5 <= saved(build_recipe("other"))["seconds"] < 1.0


def test_no_validation_falls_due_while_compiling(
    build_recipe: BuildRecipe, run: Run, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch, "compile", lambda network: network)
    monkeypatch.setattr(loop, "_FIRST_VALIDATION_S", 0.5)
    monkeypatch.setattr(loop, "_FIRST_VALIDATION_SHARE", 1.0)
    at(1, lambda: time.sleep(0.6))
    recipe = build_recipe(steps=4, compile=True)
    _, reports = run(recipe)
    assert [report.step for report in reports if report.validation] == [4]
    at(2, lambda: time.sleep(0.6))
    _, reports = run(recipe, overwrite=True)
    assert [report.step for report in reports if report.validation] == [2, 4]


def test_slices_equal_an_uninterrupted_run(build_recipe: BuildRecipe, run: Run, at: At) -> None:
    straight, sliced = build_recipe("straight"), build_recipe("sliced")
    run(straight)
    control = TrainingControl()
    at(6, lambda: control.stop(keep=False))
    first, _ = run(sliced, control)
    assert (first.step, first.done, first.output) == (6, 0.5, sliced.output)
    second, _ = run(sliced, resume=True)
    assert (second.step, second.done) == (12, 1.0)
    assert second.pixels == 2 * first.pixels
    assert_same_weights(straight, sliced)


def test_validation_does_not_change_what_the_run_sees(
    build_recipe: BuildRecipe, run: Run, others: Path
) -> None:
    plain = build_recipe("plain", steps=6)
    run(plain)
    watched = build_recipe("watched", steps=6, validate=others, validate_every_minutes=0.0)
    _, reports = run(watched)
    assert [progress.step for progress in reports] == [1, 2, 3, 4, 5, 6]
    assert all(progress.validation for progress in reports)
    assert_same_weights(plain, watched)


def test_reports_and_first_validation(
    build_recipe: BuildRecipe, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "REPORT_S", 1e9)
    _, reports = run(build_recipe(steps=150))
    assert [progress.step for progress in reports] == [15, 65, 115, 150]
    assert [progress.validation is not None for progress in reports] == [True, False, False, True]
    monkeypatch.setattr(loop, "REPORT_S", 0.0)
    _, reports = run(build_recipe(steps=20), overwrite=True)
    assert [progress.step for progress in reports] == list(range(1, 21))


def test_loss_of_a_report_is_the_mean_since_the_last(
    build_recipe: BuildRecipe, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    losses: dict[int, list[float]] = {}
    for every in (1, 5):
        monkeypatch.setattr(loop, "REPORT_STEPS", every)
        monkeypatch.setattr(loop, "REPORT_S", 1e9)
        monkeypatch.setattr(loop, "_FIRST_VALIDATION_SHARE", 2.0)
        _, reports = run(build_recipe(f"every {every}", steps=10))
        losses[every] = [progress.loss for progress in reports]
    assert len(losses[1]) == 10
    means = [sum(losses[1][:5]) / 5, sum(losses[1][5:]) / 5]
    assert losses[5] == pytest.approx(means)


def test_slice_ends_early_and_is_published(build_recipe: BuildRecipe, run: Run) -> None:
    recipe = build_recipe(steps=1000)
    result, _ = run(recipe, slice_minutes=0.0)
    assert (result.step, result.done, result.output) == (1, 1 / 1000, recipe.output)
    result, _ = run(recipe, slice_minutes=0.0, resume=True)
    assert result.step == saved(recipe)["step"] == 2


def test_budget_in_minutes(build_recipe: BuildRecipe, run: Run) -> None:
    result, reports = run(build_recipe(steps=None, minutes=1e-9))
    assert (result.step, result.done) == (1, 1)
    assert reports[-1].validation is not None


def test_a_run_within_a_time_fits_its_schedule_to_what_is_left(
    build_recipe: BuildRecipe, run: Run, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(torch, "compile", lambda network: network)
    recipe = build_recipe(steps=None, minutes=1000, warmup=0, compile=True)
    at(1, lambda: time.sleep(0.5))  # what compiles is the first step
    began = time.monotonic()
    result, reports = run(recipe, within_minutes=2 / 60)
    assert 2 <= time.monotonic() - began < 20
    assert result.done == 1
    assert result.step > 1
    assert reports[-1].seconds < 2 - 0.5
    assert reports[-1].rate < 0.1 * recipe.rate


def test_a_later_slice_ends_within_a_time(build_recipe: BuildRecipe, run: Run) -> None:
    recipe = build_recipe(steps=None, minutes=1000)
    first, _ = run(recipe, slice_minutes=0.0)
    assert first.done < 0.01
    second, _ = run(recipe, within_minutes=0.5 / 60, resume=True)
    assert second.done == 1
    assert second.step > first.step


@pytest.mark.parametrize("keep", [True, False])
def test_stop(build_recipe: BuildRecipe, run: Run, at: At, keep: bool) -> None:
    recipe = build_recipe(steps=100)
    control = TrainingControl()
    at(3, lambda: control.stop(keep=keep))
    result, reports = run(recipe, control)
    assert (result.step, saved(recipe)["step"]) == (3, 3)
    assert (result.output == recipe.output, reports[-1].validation is not None) == (keep, keep)
    again, _ = run(build_recipe(steps=5), resume=True)
    assert (again.step, again.output) == (5, recipe.output)


def test_stop_cuts_a_validation_short(
    build_recipe: BuildRecipe, run: Run, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = build_recipe(steps=2, validate=others)
    control = TrainingControl()
    restore = Validator._restore

    def stop(*arguments: object) -> object:
        control.stop(keep=False)
        return restore(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(Validator, "_restore", stop)
        result, reports = run(recipe, control)
    assert (result.step, result.output) == (1, None)
    assert all(progress.validation is None for progress in reports)
    result, _ = run(recipe, resume=True)
    assert result.output == recipe.output


@pytest.mark.parametrize("within_minutes", [None, 10.0])
def test_a_run_that_lacks_only_its_last_validation_goes_on_with_that(
    build_recipe: BuildRecipe,
    run: Run,
    others: Path,
    monkeypatch: pytest.MonkeyPatch,
    within_minutes: float | None,
) -> None:
    recipe = build_recipe(steps=3, validate=others, validate_every_minutes=0.0)
    control = TrainingControl()
    scores = ScriptedScores(20, 21, 22)

    def measure(*arguments: object) -> dict[str, ValidationScores]:
        measured = scores(*arguments[1:])  # type: ignore[arg-type]
        if measured["noise 30"].final == 22:
            control.stop(keep=False)
            control.check()
        return measured

    with monkeypatch.context() as patch:
        patch.setattr(Validator, "measure", measure)
        result, _ = run(recipe, control)
    assert (result.step, result.done, result.is_complete) == (3, 1, False)
    monkeypatch.setattr(Validator, "measure", ScriptedScores(22))
    recipe = replace(recipe, steps=None) if within_minutes else recipe
    result, _ = run(recipe, resume=True, within_minutes=within_minutes)
    assert (result.step, result.done, result.is_complete) == (3, 1, True)
    assert result.best == {"noise 30": 22}
    assert load_checkpoint(recipe.output)[1].pixels_seen == 3 * 2 * 16 * 16


def test_used_budget_is_validated_when_that_was_missed(
    build_recipe: BuildRecipe, run: Run, at: At
) -> None:
    recipe = build_recipe(steps=1)
    control = TrainingControl()
    at(1, lambda: control.stop(keep=False))
    assert run(recipe, control)[0].output is None
    result, reports = run(recipe, resume=True)
    assert (result.step, result.output) == (1, recipe.output)
    assert reports[-1].validation is not None
    before = recipe.output.stat().st_mtime_ns
    run(recipe, resume=True)  # there is nothing more to do
    assert recipe.output.stat().st_mtime_ns == before


def test_pause(build_recipe: BuildRecipe, at: At) -> None:
    recipe = build_recipe(steps=8)
    control = TrainingControl()
    at(5, control.pause)
    reports: list[TrainingProgress] = []
    paused = threading.Event()

    def report(progress: TrainingProgress) -> None:
        reports.append(progress)
        if progress.step == 5:
            paused.set()

    training = threading.Thread(target=train, args=(TrainingPlan(recipe), report, control))
    training.start()
    assert paused.wait(20)
    training.join(0.5)
    assert training.is_alive()
    assert saved(recipe)["step"] == 5
    control.resume()
    training.join(20)
    assert not training.is_alive()
    assert reports[-1].step == 8
    assert reports[-1].seconds < reports[0].seconds + 0.45  # the pause does not count


def test_says_what_it_does_as_it_begins_with_it(
    build_recipe: BuildRecipe, at: At, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    control = TrainingControl()
    told: list[Activity | str] = []

    def begin(activity: Activity) -> None:
        told.append(activity)
        if activity is Activity.PAUSED:
            assert saved(recipe)["step"] == 2
            control.resume()

    measure = Validator.measure

    def note(*arguments: Any) -> dict[str, ValidationScores]:
        told.append("measured")
        return measure(*arguments)

    monkeypatch.setattr(Validator, "measure", note)
    at(2, control.pause)
    recipe = build_recipe(steps=4, validate=others)  # measured at steps 1 and 4
    train(TrainingPlan(recipe), control=control, begin=begin)
    measuring = [Activity.MEASURING, "measured", Activity.LEARNING]
    assert told == [*measuring, Activity.PAUSED, Activity.LEARNING, *measuring]


def test_torchs_threads_end_in_a_pause(
    build_recipe: BuildRecipe,
    at: At,
    start_torch_thread: Callable[[], None],
    count_threads: Callable[[], int],
) -> None:
    """They would slow down what is restored meanwhile."""
    control, counts = TrainingControl(), []

    def pause() -> None:
        start_torch_thread()
        counts.append(count_threads())
        control.pause()

    def report(progress: TrainingProgress) -> None:
        if control.paused:
            paused.set()

    at(2, pause)
    paused = threading.Event()
    plan = TrainingPlan(build_recipe(steps=3))
    training = threading.Thread(target=train, args=(plan, report, control))
    training.start()
    assert paused.wait(20)
    deadline = time.monotonic() + 20
    while count_threads() >= counts[0] and time.monotonic() < deadline:
        time.sleep(0.02)
    during_pause = count_threads()
    control.resume()
    training.join(20)
    assert during_pause == counts[0] - 1


def test_state_is_saved_every_minute(
    build_recipe: BuildRecipe, run: Run, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert loop.SAVE_S <= 60
    recipe = build_recipe()
    steps: list[object] = []
    for step in (4, 5, 6):
        at(step, lambda: steps.append(saved(recipe)["step"]))
    run(recipe)
    assert len(set(steps)) == 1
    steps.clear()
    monkeypatch.setattr(loop, "SAVE_S", 0.0)
    run(recipe, overwrite=True)
    assert steps == [3, 4, 5]


def test_validations_take_no_more_than_their_share_of_the_time(
    build_recipe: BuildRecipe, run: Run, at: At, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    now_s, measure = [0.0], Validator.measure

    def spend(seconds: float) -> None:
        now_s[0] += seconds

    def measure_slowly(*arguments: Any) -> dict[str, ValidationScores]:
        spend(2.0)
        return measure(*arguments)

    monkeypatch.setattr(loop, "time", SimpleNamespace(monotonic=lambda: now_s[0]))
    monkeypatch.setattr(Validator, "measure", measure_slowly)
    for step in range(1, 13):
        at(step, lambda: spend(1.0))
    recipe = build_recipe(steps=12, validate=others, validate_every_minutes=0.0)
    _, reports = run(recipe, validation_share=1 / 3)
    assert [report.step for report in reports if report.validation] == [1, 5, 9, 12]


class ScriptedScores:
    """Returns scores that were written beforehand."""

    def __init__(self, *scores: float) -> None:
        self._scores = iter(scores)

    def __call__(self, _network: MemNet, _check: object) -> dict[str, ValidationScores]:
        final = next(self._scores)
        return {"noise 30": ValidationScores(18.0, (final, final), final)}


def test_best_outlives_worse_validations_and_slices(
    build_recipe: BuildRecipe, run: Run, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = build_recipe(steps=3, validate=others, validate_every_minutes=0.0)
    monkeypatch.setattr(Validator, "measure", ScriptedScores(20, 30, 25, 29, 31))
    result, reports = run(recipe)
    best = [progress.validation.is_best for progress in reports if progress.validation]
    assert (best, result.best) == ([True, True, False], {"noise 30": 30})
    assert load_checkpoint(recipe.output)[1].pixels_seen == 2 * 2 * 16 * 16
    result, _ = run(build_recipe(steps=4, validate=others), resume=True)
    assert result.best == {"noise 30": 30}
    assert load_checkpoint(recipe.output)[1].pixels_seen == 2 * 2 * 16 * 16
    result, _ = run(build_recipe(steps=5, validate=others), resume=True)
    assert result.best == {"noise 30": 31}
    assert load_checkpoint(recipe.output)[1].pixels_seen == 5 * 2 * 16 * 16


@pytest.mark.parametrize("is_measured", [True, False])
@pytest.mark.parametrize("steps", [2, 4])
def test_going_on_without_the_model_writes_it_again(
    build_recipe: BuildRecipe,
    run: Run,
    others: Path,
    monkeypatch: pytest.MonkeyPatch,
    steps: int,
    is_measured: bool,
) -> None:
    monkeypatch.setattr(Validator, "measure", ScriptedScores(30, 29, 28))
    monkeypatch.setattr(loop, "_FIRST_VALIDATION_SHARE", 2.0)
    validate = others if is_measured else None
    recipe = build_recipe(steps=2, validate=validate)
    run(recipe)
    recipe.output.rename(recipe.output.with_name("moved.safetensors"))
    result, _ = run(replace(recipe, steps=steps), resume=True)
    assert (result.step, result.output) == (steps, recipe.output)
    assert result.best == ({"noise 30": 29} if is_measured else {})
    assert load_checkpoint(recipe.output)[1].pixels_seen == steps * 2 * 16 * 16


def test_a_perfect_picture_counts_but_is_no_figure_of_a_card(
    build_recipe: BuildRecipe, run: Run, others: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(Validator, "measure", ScriptedScores(30, math.inf))
    monkeypatch.setattr(loop, "_FIRST_VALIDATION_SHARE", 0.5)
    recipe = build_recipe(steps=2, validate=others)
    result, _ = run(recipe)
    assert result.best == {"noise 30": math.inf}
    assert load_checkpoint(recipe.output)[1].validation_psnr == {}


def test_full_disk(
    build_recipe: BuildRecipe, run: Run, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The partial file is /dev/full, which really has no room."""
    recipe = build_recipe(steps=6)
    monkeypatch.setattr(loop, "SAVE_S", 0.0)
    partial = recipe.output.parent / ".run.resume.pt.partial"
    at(3, lambda: partial.symlink_to("/dev/full"))
    at(4, lambda: kept.append(saved(recipe)["step"]))
    kept: list[object] = []
    result, reports = run(recipe)
    assert [(progress.step, progress.note) for progress in reports if progress.note] == [
        (
            3,
            f"{recipe.state_path} could not be written (No space left on device); training goes "
            "on and tries again.",
        )
    ]
    assert kept == [2]
    assert (result.done, saved(recipe)["step"]) == (1, 6)


def test_disk_that_is_full_at_the_end(build_recipe: BuildRecipe, run: Run, at: At) -> None:
    recipe = build_recipe(steps=3)
    partial = recipe.output.parent / ".run.resume.pt.partial"
    at(3, lambda: partial.symlink_to("/dev/full"))
    with pytest.raises(UserError) as caught:
        run(recipe)
    assert str(caught.value) == (
        f"{recipe.state_path} could not be written (No space left on device); make room or choose "
        "another folder, then resume the run"
    )
    assert saved(recipe)["step"] < 3
    at(3, lambda: None)
    result, _ = run(recipe, resume=True)
    assert result.done == 1


def test_disk_that_is_full_all_along(
    build_recipe: BuildRecipe, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill_the_disk(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    recipe = build_recipe(steps=1)
    monkeypatch.setattr(storage, "save_state", fill_the_disk)
    with pytest.raises(UserError, match="make room or choose another folder, then start the run"):
        run(recipe)
    assert not recipe.state_path.exists()


def test_reports_say_whether_the_last_save_succeeded(
    build_recipe: BuildRecipe, run: Run, at: At, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(loop, "REPORT_STEPS", 1)
    monkeypatch.setattr(loop, "SAVE_S", 0.0)
    recipe = build_recipe(steps=5)
    partial = recipe.output.parent / ".run.resume.pt.partial"
    at(2, lambda: partial.symlink_to("/dev/full"))
    _, reports = run(recipe)
    assert [report.is_saved for report in reports] == [True, False, True, True, True]


def test_checkpoint_that_had_no_room_is_published_later(
    build_recipe: BuildRecipe, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = build_recipe(steps=3)

    def fill_the_disk(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(storage, "save_checkpoint", fill_the_disk)
        with pytest.raises(UserError, match=r"run\.safetensors could not be written \(No space"):
            run(recipe)
    assert saved(recipe)["step"] == 3
    assert not recipe.output.exists()
    result, _ = run(recipe, resume=True)
    assert (result.step, result.output) == (3, recipe.output)
    assert load_checkpoint(recipe.output)[1].pixels_seen == 3 * 2 * 16 * 16


def test_stopped_while_paused(build_recipe: BuildRecipe, run: Run, at: At) -> None:
    recipe = build_recipe()
    control = TrainingControl()
    at(5, control.pause)
    stopping = threading.Timer(0.0, lambda: None)

    def stop_soon() -> None:
        nonlocal stopping
        stopping = threading.Timer(0.3, lambda: control.stop(keep=False))
        stopping.start()

    true_wait = control.wait_while_paused
    control.wait_while_paused = lambda: (stop_soon(), true_wait())[1]  # type: ignore[method-assign]
    result, _ = run(recipe, control)
    stopping.join()
    assert (result.step, saved(recipe)["step"]) == (5, 5)
