"""Runs in a thread of their own: reports, pause, the two ways to stop, failure."""

from collections.abc import Callable, Generator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image
from pytestqt.qtbot import QtBot

from memnet_gui.app.training import ReportThinner, TrainingBench
from memnet_gui.app.training_choices import TrainingChoices, build_plan
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.progress import Activity, TrainingProgress
from memnet_gui.training.session import train

WAIT_MS = 60_000
ENDLESS = 10**6


@pytest.fixture
def build(tmp_path: Path) -> Callable[..., TrainingPlan]:
    """Returns the plan of a tiny run, changed as asked."""
    folder, others = tmp_path / "photos", tmp_path / "others"
    pixels = np.random.default_rng(0).integers(0, 256, (40, 44), np.uint8)
    for made in (folder, others):
        made.mkdir()
        Image.fromarray(pixels).save(made / "1.png")

    def build(**changes: object) -> TrainingPlan:
        choices = TrainingChoices(
            output=tmp_path / "models" / "mine.safetensors",
            folders=(folder,),
            validate=others,
            levels=(30.0, 30.0),
            network=NetworkConfig(2, 1, 4, 1),
            steps=4,
            batch=1,
            patch_px=16,
            device="cpu",
        )
        return build_plan(replace(choices, **changes))  # type: ignore[arg-type]

    return build


@pytest.fixture
def bench(qtbot: QtBot) -> Generator[TrainingBench]:
    bench = TrainingBench()
    yield bench
    bench.close()


def progress(step: int, loss: float, seconds: float, **more: object) -> TrainingProgress:
    values: dict[str, object] = {
        "step": step, "pixels": 100 * step, "seconds": seconds, "done": 0.5, "loss": loss,
        "rate": 1e-3, "gradient_norm": 1.0, "pixels_per_s": 50.0,
    }  # fmt: skip
    return TrainingProgress(**(values | more))  # type: ignore[arg-type]


def test_reports_are_thinned_without_losing_a_loss() -> None:
    passed: list[TrainingProgress] = []
    thinner = ReportThinner(passed.append, interval_s=1e9)
    thinner._passed_at = -1e10
    thinner(progress(10, 8.0, 1.0))
    assert [p.step for p in passed] == [10]
    thinner(progress(20, 1.0, 2.0, pixels_per_s=100.0))
    thinner(progress(50, 5.0, 5.0, pixels_per_s=200.0))
    assert len(passed) == 1
    thinner.flush()
    assert passed[1].step == 50
    assert passed[1].loss == pytest.approx((10 * 1.0 + 30 * 5.0) / 40)
    assert passed[1].pixels_per_s == pytest.approx((1 * 100 + 3 * 200) / 4)
    thinner.flush()
    assert len(passed) == 2


def test_notes_are_never_held_back_and_a_step_back_starts_anew() -> None:
    passed: list[TrainingProgress] = []
    thinner = ReportThinner(passed.append, interval_s=1e9)
    thinner._passed_at = 1e10
    thinner(progress(20, 1.0, 2.0))
    assert passed == []
    thinner(progress(5, 3.0, 0.5, note="Went back."))
    assert [(p.step, p.loss, p.note) for p in passed] == [(5, 3.0, "Went back.")]


def test_a_run_from_start_to_end(
    qtbot: QtBot, bench: TrainingBench, build: Callable[..., TrainingPlan]
) -> None:
    plan = build()
    reports: list[TrainingProgress] = []
    published: list[Path] = []
    bench.progressed.connect(reports.append)
    bench.published.connect(published.append)
    with qtbot.waitSignal(bench.ended, timeout=WAIT_MS) as ended:
        bench.start(plan)
        assert bench.running
    assert not bench.running
    result = ended.args[0]
    assert isinstance(result, TrainingResult)
    assert (result.step, result.done, result.output) == (4, 1, plan.recipe.output)
    assert published == [plan.recipe.output] * 2  # with the first validation and at the end
    assert reports[-1].step == 4
    assert reports[-1] is bench.progress
    finals = [r.validation.final_psnr["noise 30"] for r in reports if r.validation is not None]
    assert max(finals) == pytest.approx(result.best["noise 30"])
    network, card = load_checkpoint(plan.recipe.output)
    assert network.config == NetworkConfig(2, 1, 4, 1)
    assert card.summary == "Removes noise of sigma 30 from grey photos"


def test_pause_holds_the_run_and_resume_goes_on(
    qtbot: QtBot, bench: TrainingBench, build: Callable[..., TrainingPlan]
) -> None:
    plan = build(steps=ENDLESS, validate=None)
    changes: list[bool] = []
    activities: list[Activity] = []
    bench.paused_changed.connect(changes.append)
    bench.activity_changed.connect(activities.append)
    bench.start(plan)
    qtbot.waitUntil(lambda: bench.progress is not None, timeout=WAIT_MS)
    bench.pause(True)
    assert bench.paused
    # By then the last step is taken, reported and saved.
    qtbot.waitUntil(lambda: Activity.PAUSED in activities, timeout=WAIT_MS)
    assert plan.recipe.state_path.exists()
    held = bench.progress.step
    qtbot.wait(400)
    assert bench.progress.step == held
    bench.pause(False)
    qtbot.waitUntil(lambda: bench.progress.step > held, timeout=WAIT_MS)
    assert changes == [True, False]
    since_pause = activities[activities.index(Activity.PAUSED) :]
    assert since_pause[:2] == [Activity.PAUSED, Activity.LEARNING]
    with qtbot.waitSignal(bench.ended, timeout=WAIT_MS):
        bench.stop(keep=False)


def test_stop_and_keep_leaves_a_model(
    qtbot: QtBot, bench: TrainingBench, build: Callable[..., TrainingPlan]
) -> None:
    plan = build(steps=ENDLESS)
    bench.start(plan)
    qtbot.waitUntil(lambda: bench.progress is not None, timeout=WAIT_MS)
    with qtbot.waitSignal(bench.ended, timeout=WAIT_MS) as ended:
        bench.stop(keep=True)
        assert bench.stopping
    assert 0 < ended.args[0].done < 1
    load_checkpoint(plan.recipe.output)


def test_a_paused_run_can_be_stopped_and_goes_on_later(
    qtbot: QtBot, bench: TrainingBench, build: Callable[..., TrainingPlan]
) -> None:
    bench.start(build(steps=ENDLESS, validate=None))
    qtbot.waitUntil(lambda: bench.progress is not None, timeout=WAIT_MS)
    bench.pause(True)
    with qtbot.waitSignal(bench.ended, timeout=WAIT_MS) as ended:
        bench.stop(keep=False)
    first = ended.args[0]
    assert not bench.paused
    with qtbot.waitSignal(bench.ended, timeout=WAIT_MS) as ended:
        bench.start(build(steps=first.step + 2, validate=None, resume=True))
    assert ended.args[0].step == first.step + 2


def test_a_folder_without_photos_is_one_sentence(
    qtbot: QtBot, bench: TrainingBench, build: Callable[..., TrainingPlan], tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    said: list[object] = []
    bench.failed.connect(said.append)
    bench.ended.connect(said.append)
    with qtbot.waitSignal(bench.ended, timeout=WAIT_MS):
        bench.start(build(folders=(tmp_path / "empty",)))
    text, result = said
    assert result is None
    assert isinstance(text, str)
    assert "empty holds no photo" in text
    assert "\n" not in text
    assert not bench.running


def test_a_run_of_the_command_line_with_other_settings(
    qtbot: QtBot, bench: TrainingBench, build: Callable[..., TrainingPlan]
) -> None:
    plan = build(steps=1)
    train(replace(plan, recipe=replace(plan.recipe, seed=1)))
    with qtbot.waitSignal(bench.failed, timeout=WAIT_MS) as failed:
        bench.start(build(steps=1, resume=True))
    assert failed.args[0] == (
        f"{plan.recipe.state_path} was written by a run with other settings (seed: 1, not 0); "
        "choose the same ones, take another name, or go on with it on the command line"
    )


def test_a_damaged_state_is_no_dead_end(
    qtbot: QtBot, bench: TrainingBench, build: Callable[..., TrainingPlan]
) -> None:
    plan = build(steps=1, resume=True)
    plan.recipe.state_path.parent.mkdir(exist_ok=True)
    plan.recipe.state_path.write_bytes(b"?")
    with qtbot.waitSignal(bench.failed, timeout=WAIT_MS) as failed:
        bench.start(plan)
    assert failed.args[0] == (
        f"{plan.recipe.state_path} is not a training state that can be resumed; take another name"
    )


def test_a_run_that_diverges_again_and_again(
    qtbot: QtBot,
    bench: TrainingBench,
    build: Callable[..., TrainingPlan],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("memnet_gui.training.loop.REPORT_STEPS", 2)
    plan = build(steps=1000)
    plan = replace(plan, recipe=replace(plan.recipe, rate=1e30, clip=1e30))
    with qtbot.waitSignal(bench.failed, timeout=WAIT_MS) as failed:
        bench.start(plan)
    assert failed.args[0].startswith("the loss diverged at step ")
    assert failed.args[0].endswith(
        " 3 times; start over under another name, with a lower rate (Advanced) than 1e+30"
    )


def test_an_unexpected_fault_is_one_line(
    qtbot: QtBot,
    bench: TrainingBench,
    build: Callable[..., TrainingPlan],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def fail(*_args: object) -> None:
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr("memnet_gui.training.session.train", fail)
    with qtbot.waitSignal(bench.failed, timeout=WAIT_MS) as failed:
        bench.start(build())
    assert failed.args[0] == (
        "Training failed unexpectedly (RuntimeError: first line); see the log."
    )


def test_only_one_run_at_a_time(
    qtbot: QtBot, bench: TrainingBench, build: Callable[..., TrainingPlan]
) -> None:
    bench.start(build(steps=ENDLESS, validate=None))
    with pytest.raises(RuntimeError, match="already"):
        bench.start(build())
    with qtbot.waitSignal(bench.ended, timeout=WAIT_MS):
        bench.stop(keep=False)


def test_training_and_the_caller_keep_numbers_of_threads_of_their_own(
    qtbot: QtBot,
    bench: TrainingBench,
    build: Callable[..., TrainingPlan],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    seen: list[int] = []

    def look(*_args: object) -> TrainingResult:
        seen.append(torch.get_num_threads())
        return TrainingResult(None)

    own = torch.get_num_threads()
    monkeypatch.setattr("memnet_gui.app.training.training_threads", lambda: own + 2)
    monkeypatch.setattr("memnet_gui.training.session.train", look)
    with qtbot.waitSignal(bench.ended, timeout=WAIT_MS):
        bench.start(build())
    assert seen == [own + 2]
    assert torch.get_num_threads() == own


def test_closing_ends_a_run_at_once_and_saves_it(
    qtbot: QtBot, build: Callable[..., TrainingPlan]
) -> None:
    plan = build(steps=ENDLESS, validate=None)
    bench = TrainingBench()
    bench.start(plan)
    qtbot.waitUntil(lambda: bench.progress is not None, timeout=WAIT_MS)
    bench.close()
    assert not bench.running
    assert plan.recipe.state_path.exists()
