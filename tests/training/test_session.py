"""A run from its plan to the model, and what keeps it from beginning."""

import errno
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import torch
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from memnet_gui.errors import UserError
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.training import loop
from memnet_gui.training.control import TrainingControl
from memnet_gui.training.errors import StateError
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.session import train
from memnet_gui.training.state import load_state, save_state

BuildRecipe = Callable[..., TrainingRecipe]
Run = Callable[..., tuple[TrainingResult, list[TrainingProgress]]]
CPU = torch.device("cpu")


def test_end_to_end(build_recipe: BuildRecipe, run: Run, others: Path) -> None:
    recipe = build_recipe(validate=others, validation_levels=(15.0, 30.0))
    result, reports = run(recipe, summary="Cleans")
    assert (result.output, result.step, result.done) == (recipe.output, 12, 1.0)
    assert result.is_complete
    assert result.pixels == 12 * 2 * 16 * 16
    last = reports[-1]
    assert (last.step, last.done, last.pixels) == (12, 1.0, result.pixels)
    assert last.rate == pytest.approx(recipe.learning_rate(11 / 12))
    assert 0 < last.loss < 1
    assert last.gradient_norm > 0
    assert last.pixels_per_s > 0
    validations = [progress.validation for progress in reports if progress.validation]
    assert validations
    for validation in validations:
        assert list(validation.scores) == ["noise 15", "noise 30"]
        assert len(validation.scores["noise 30"].predictions) == 2
        assert validation.scores["noise 30"].input == pytest.approx(18.6, abs=0.2)
        assert validation.ensemble_weights is not None
        assert len(validation.ensemble_weights) == len(validation.gate_norms) == 2
        assert validation.sample.name == "noise 30"
        assert validation.sample.clean.shape == (44, 48, 1)
    best = [validation for validation in validations if validation.is_best][-1]
    assert result.best == best.final_psnr
    network, card = load_checkpoint(recipe.output)
    assert network.config == recipe.network
    assert (card.summary, card.training_images) == ("Cleans", "3 photos in photos")
    assert card.validation_psnr == {name: round(v, 3) for name, v in result.best.items()}
    events = EventAccumulator(str(recipe.output.with_suffix(".tensorboard")))
    events.Reload()
    assert [event.step for event in events.Scalars("noise 30/M2")][-1] == 12
    assert sorted(path.name for path in recipe.output.parent.iterdir()) == [
        "run.resume.pt",
        "run.safetensors",
        "run.tensorboard",
    ]


def test_short_run_denoises(build_recipe: BuildRecipe, run: Run, others: Path) -> None:
    recipe = build_recipe(
        network=NetworkConfig(2, 1, 8),
        steps=150,
        batch=8,
        patch_px=24,
        levels=(50.0, 50.0),
        validate=others,
        validation_levels=(50.0,),
    )
    _, reports = run(recipe)
    validation = reports[-1].validation
    assert validation is not None
    scores = validation.scores["noise 50"]
    assert scores.final > scores.input + 5
    assert max(scores.predictions) > scores.input + 5


def test_cudnn_tries_algorithms_only_meanwhile(build_recipe: BuildRecipe) -> None:
    meanwhile = []

    def report(_progress: TrainingProgress) -> None:
        meanwhile.append(torch.backends.cudnn.benchmark)

    train(TrainingPlan(build_recipe(steps=2)), report)
    assert meanwhile
    assert all(meanwhile)
    assert not torch.backends.cudnn.benchmark


def test_without_a_validation_folder_a_training_photo_is_shown(
    build_recipe: BuildRecipe, run: Run
) -> None:
    config = NetworkConfig(
        2, 2, 4, multi_supervised=False, shared_recursions=False, long_term_first=False
    )
    result, reports = run(build_recipe(network=config))
    validation = reports[-1].validation
    assert validation is not None
    assert (validation.scores, validation.ensemble_weights, result.best) == ({}, None, {})
    assert validation.is_best
    assert validation.sample.clean.shape == (44, 48, 1)
    assert result.output is not None


@pytest.mark.parametrize("config", [NetworkConfig(1, 1, 4, channels=3), NetworkConfig(1, 1, 4)])
@pytest.mark.parametrize("task", ["upscale", "deblock"])
def test_other_tasks(
    build_recipe: BuildRecipe, run: Run, others: Path, config: NetworkConfig, task: str
) -> None:
    levels = (2.0, 3.0, 4.0) if task == "upscale" else (10.0, 40.0)
    recipe = build_recipe(
        network=config,
        task=task,
        levels=levels,
        blind=task == "deblock",
        validation_levels=levels,
        patch_px=8,
        steps=2,
        validate=others,
    )
    run(recipe)
    _, card = load_checkpoint(recipe.output)
    assert card.task == task
    assert len(card.validation_psnr) == len(levels)


def test_refuses_to_replace_a_run(build_recipe: BuildRecipe, run: Run) -> None:
    recipe = build_recipe(steps=1)
    run(recipe)
    before = recipe.output.read_bytes()
    with pytest.raises(UserError, match="continue it with --resume or start over"):
        run(recipe)
    recipe.state_path.unlink()
    for resume in (False, True):
        with pytest.raises(UserError, match=r"exists; name another --output or replace it"):
            run(recipe, resume=resume)
    assert recipe.output.read_bytes() == before
    run(replace(recipe, seed=5), overwrite=True)
    assert recipe.output.read_bytes() != before


@pytest.mark.parametrize(
    ("change", "differences"),
    [
        ({"seed": 5}, "seed: 0, not 5"),
        ({"rate": 0.5, "warmup": 0.1}, "rate: 0.01, not 0.5, warmup: 0.04, not 0.1"),
        ({"network": NetworkConfig(2, 2, 5)}, "filters: 4, not 5"),
        ({"network": NetworkConfig(2, 2, 4, long_term=False)}, "long-term: yes, not no"),
        ({"levels": (5.0, 6.0)}, "levels: 0-75, not 5-6"),
        ({"blind": False}, "levels: 0-75, not 0,75"),
        ({"optimizer": "adamw"}, "optimizer: muon, not adamw"),
        ({"balance": 0.5}, "balance: 0, not 0.5"),
        ({"alpha": 0.8}, "alpha: the paper's, not 0.8"),
        ({"keep_statistics": True}, "kept statistics: no, not yes"),
    ],
)
def test_state_of_another_recipe(
    build_recipe: BuildRecipe, run: Run, change: dict[str, object], differences: str
) -> None:
    run(build_recipe(steps=1))
    with pytest.raises(StateError) as caught:
        run(build_recipe(steps=1, **change), resume=True)
    assert str(caught.value).endswith(
        f"run.resume.pt was written by a run with other settings ({differences}); give the same "
        "options, or start over with --overwrite in place of --resume"
    )


def test_state_of_an_earlier_version_knows_adamw_and_the_papers_loss_alone(
    build_recipe: BuildRecipe, run: Run
) -> None:
    recipe = build_recipe(steps=2, optimizer="adamw")
    run(recipe)
    state = load_state(recipe.state_path, CPU)
    for later in ("optimizer", "balance", "alpha", "keep_statistics"):
        del state["recipe"][later]
    (state["trainer"]["optimizer"],) = state["trainer"].pop("optimizers")
    save_state(recipe.state_path, state)
    with pytest.raises(StateError, match="optimizer: adamw, not muon"):
        run(replace(recipe, optimizer="muon"), resume=True)
    unchosen = replace(recipe, steps=4, optimizer="muon", rate=0.5)
    result, _ = run(unchosen, resume=True, follows=("optimizer", "rate"))
    assert result.step == 4
    (moments,) = load_state(recipe.state_path, CPU)["trainer"]["optimizers"]
    assert {float(moment["step"]) for moment in moments["state"].values()} == {4.0}


def test_only_the_statistics_of_a_model_can_be_kept(build_recipe: BuildRecipe, run: Run) -> None:
    first = build_recipe(steps=1)
    run(first)
    kept = replace(first, keep_statistics=True, output=first.output.with_name("kept.safetensors"))
    with pytest.raises(UserError, match="is to keep the statistics of a model but starts"):
        run(kept)
    run(replace(kept, initial=first.output))
    result, _ = run(replace(kept, steps=2), resume=True)  # which need not name it once more
    assert result.step == 2
    before, after = (
        dict(load_checkpoint(path)[0].named_buffers()) for path in (first.output, kept.output)
    )
    assert before.keys() == after.keys()
    assert all(torch.equal(before[name], after[name]) for name in before)


@pytest.mark.parametrize("optimizer", ["lion", None, 5, ["muon"], ""])
def test_state_whose_optimizer_is_none(
    build_recipe: BuildRecipe, run: Run, optimizer: object
) -> None:
    recipe = build_recipe(steps=1)
    run(recipe)
    state = load_state(recipe.state_path, CPU)
    state["recipe"]["optimizer"] = optimizer
    save_state(recipe.state_path, state)
    for follows in ((), ("optimizer", "rate")):
        with pytest.raises(StateError, match=r"with other settings \(optimizer: .*, not muon\);"):
            run(recipe, resume=True, follows=follows)


def test_state_whose_network_is_none(build_recipe: BuildRecipe, run: Run) -> None:
    recipe = build_recipe(steps=1)
    run(recipe)
    state = load_state(recipe.state_path, CPU)
    state["recipe"]["network"] = {"blocks": 0}
    save_state(recipe.state_path, state)
    with pytest.raises(StateError, match=r"with other settings \(blocks: None, not 2, "):
        run(recipe, resume=True)


def test_budget_may_change(build_recipe: BuildRecipe, run: Run) -> None:
    recipe = build_recipe(steps=2)
    run(recipe)
    state = load_state(recipe.state_path, CPU)
    state["recipe"] |= {"minutes": 60.0, "steps": None}  # which is not compared
    save_state(recipe.state_path, state)
    result, reports = run(replace(recipe, steps=4), resume=True)
    assert result.step == 4
    assert reports[0].note == "Going on after step 2."


@pytest.mark.parametrize("part", ["trainer", "setbacks", "best_psnr", "validated_step"])
def test_state_that_is_not_whole(build_recipe: BuildRecipe, run: Run, part: str) -> None:
    recipe = build_recipe(steps=1)
    run(recipe)
    state = load_state(recipe.state_path, CPU)
    del state[part]
    save_state(recipe.state_path, state)
    with pytest.raises(StateError, match=r"is not a whole training state.*; start over with"):
        run(recipe, resume=True)


def test_state_of_several_processes(build_recipe: BuildRecipe, run: Run) -> None:
    recipe = build_recipe(steps=1)
    run(recipe)
    state = load_state(recipe.state_path, CPU)
    state["trainer"]["generators"] *= 2
    save_state(recipe.state_path, state)
    with pytest.raises(StateError, match="by a run in 2 processes; go on with as many, not with 1"):
        run(recipe, resume=True)


def test_state_of_another_device(build_recipe: BuildRecipe, run: Run) -> None:
    recipe = build_recipe(steps=1)
    run(recipe)
    state = load_state(recipe.state_path, CPU)
    state["trainer"]["generators"] = [torch.zeros(16, dtype=torch.uint8)]  # as CUDA's is
    save_state(recipe.state_path, state)
    with pytest.raises(StateError, match="was written on another device; go on with the one"):
        run(recipe, resume=True)


@pytest.mark.parametrize(
    ("changes", "message"),
    [
        ({"data": (Path("absent"),)}, "absent is not a folder; choose a folder of photos"),
        ({"validate": Path("absent")}, "absent is not a folder; choose a folder of photos"),
        ({"output": Path("x.pt")}, r"x\.pt must end in \.safetensors"),
        ({"levels": (300.0,)}, "denoise cannot be learned so: sigma is 300.0, not 0 to 255"),
        ({"patch_px": 45}, "is 45 pixels wide and high; choose larger photos or a smaller patch"),
    ],
)
def test_mishaps(
    build_recipe: BuildRecipe, run: Run, changes: dict[str, object], message: str
) -> None:
    with pytest.raises(UserError, match=message):
        run(build_recipe(**changes))


@pytest.mark.parametrize("folder", ["data", "validate"])
def test_folders_with_unusable_photos(
    build_recipe: BuildRecipe, run: Run, photos: Path, folder: str, tmp_path: Path
) -> None:
    mixed = tmp_path / "mixed"
    mixed.mkdir()
    chosen = {folder: (mixed,) if folder == "data" else mixed}
    with pytest.raises(UserError, match="mixed holds no photo that can be opened"):
        run(build_recipe(**chosen))
    (mixed / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    with pytest.raises(UserError, match=r"1 cannot be read, first broken\.png"):
        run(build_recipe(**chosen))
    (mixed / "good.png").write_bytes((photos / "0.png").read_bytes())
    result, reports = run(build_recipe(steps=1, **chosen))
    assert reports[0].note == "Photos passed over in mixed: 1 cannot be read, first broken.png."
    assert result.done == 1


def test_photos_of_several_folders(
    build_recipe: BuildRecipe, run: Run, photos: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    (more / "again.png").write_bytes((photos / "0.png").read_bytes())
    recipe = build_recipe(steps=1, data=(photos, more))
    run(recipe)
    _, card = load_checkpoint(recipe.output)
    assert card.training_images == "4 photos in photos and more"


def test_photos_to_measure_on_are_not_learned_from(
    build_recipe: BuildRecipe, run: Run, photos: Path, tmp_path: Path
) -> None:
    inside = photos / "val"
    inside.mkdir()
    (photos / "2.png").rename(inside / "2.png")
    (photos / "link.png").symlink_to(inside / "2.png")
    link = tmp_path / "link"
    link.symlink_to(inside)
    recipe = build_recipe(steps=1, validate=link)
    _, reports = run(recipe)
    assert reports[0].note == "Photos passed over in photos: 2 that the run is measured on."
    _, card = load_checkpoint(recipe.output)
    assert card.training_images == "2 photos in photos"
    _, reports = run(replace(recipe, steps=2), resume=True)
    assert reports[0].note.startswith("Going on after step 1. Photos passed over in photos: 2 ")
    _, card = load_checkpoint(recipe.output)
    assert card.training_images == "2 photos in photos"


def test_no_photo_is_left_to_learn_from(build_recipe: BuildRecipe, run: Run, photos: Path) -> None:
    recipe = build_recipe(validate=photos)
    with pytest.raises(UserError) as caught:
        run(recipe)
    assert str(caught.value) == (
        f"every photo in {photos} is one to measure on; choose other photos to learn from"
    )
    assert not recipe.state_path.exists()


def test_a_run_that_learned_from_what_it_is_measured_on_goes_on(
    build_recipe: BuildRecipe, run: Run, photos: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recipe = build_recipe(steps=1, validate=photos)
    with monkeypatch.context() as patch:  # as earlier versions did
        patch.setattr("memnet_gui.training.data._leave_out", lambda paths, _without: (paths, 0))
        run(recipe)
    run(replace(recipe, steps=2), resume=True)
    _, card = load_checkpoint(recipe.output)
    assert card.training_images == "3 photos in photos"


def test_output_folder_that_cannot_be(build_recipe: BuildRecipe, run: Run, photos: Path) -> None:
    with pytest.raises(UserError, match=r"0\.png cannot be made a folder \(File exists\)"):
        run(build_recipe(output=photos / "0.png" / "x.safetensors"))


@pytest.mark.parametrize("resume", [True, False])
@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder that takes no file")
def test_output_that_cannot_be_written(
    build_recipe: BuildRecipe, run: Run, photos: Path, resume: bool
) -> None:
    (photos / "0.png").rename(photos / "unread.txt")
    with pytest.raises(UserError, match=r"^/proc/x.safetensors cannot be written \(.*\); choose"):
        run(build_recipe(output=Path("/proc/x.safetensors"), data=(photos,)), resume=resume)


@pytest.mark.parametrize("letters", [240, 300])
def test_output_whose_name_is_too_long(build_recipe: BuildRecipe, run: Run, letters: int) -> None:
    recipe = build_recipe("x" * letters)
    with pytest.raises(
        UserError, match=r"cannot be written \(File name too long\); choose another"
    ):
        run(recipe)
    assert list(recipe.output.parent.iterdir()) == []


@pytest.mark.parametrize("name", ["run.safetensors", "run.resume.pt"])
def test_output_that_is_a_folder(build_recipe: BuildRecipe, run: Run, name: str) -> None:
    recipe = build_recipe()
    folder = recipe.output.with_name(name)
    folder.mkdir(parents=True)
    for options in ({}, {"overwrite": True}, {"resume": True}):  # type: dict[str, bool]
        with pytest.raises(UserError) as caught:
            run(recipe, **options)
        assert str(caught.value) == f"{folder} is a folder; choose the name of a file"


@pytest.mark.parametrize("keep", [True, False])
def test_stopped_while_it_reads(build_recipe: BuildRecipe, run: Run, keep: bool) -> None:
    control = TrainingControl()
    control.stop(keep=keep)
    recipe = build_recipe()
    assert run(recipe, control) == (TrainingResult(None), [])
    assert not recipe.state_path.exists()


def test_a_model_that_is_to_be_replaced_is_not_the_runs(
    build_recipe: BuildRecipe, run: Run
) -> None:
    recipe = build_recipe(steps=2)
    run(recipe)
    control = TrainingControl()

    def stop(_progress: TrainingProgress) -> None:
        control.stop(keep=False)

    control.stop(keep=False)
    assert run(recipe, control, overwrite=True)[0].output is None
    assert run(recipe, control, resume=True)[0].output == recipe.output
    control = TrainingControl()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(loop, "_FIRST_VALIDATION_SHARE", 2.0)
        patch.setattr(loop, "REPORT_STEPS", 1)
        result = train(TrainingPlan(replace(recipe, steps=9), overwrite=True), stop, control)
    assert (result.step, result.output) == (1, None)


def test_report_that_fails_ends_the_run_and_leaves_a_state(build_recipe: BuildRecipe) -> None:
    def fail(_progress: TrainingProgress) -> None:
        raise OSError(errno.EIO, "the terminal is gone")

    recipe = build_recipe()
    with pytest.raises(OSError, match="the terminal is gone"):
        train(TrainingPlan(recipe), fail)
    assert load_state(recipe.state_path, CPU)["trainer"]["step"] >= 0
