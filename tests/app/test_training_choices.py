"""What is chosen in the window becomes a plan for the trainer."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from memnet_gui.app.training_choices import (
    PRESETS,
    TrainingChoices,
    build_plan,
    fresh_output,
    models_folder,
    with_fresh_output,
)
from memnet_gui.errors import UserError
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.hardware import DeviceError


@pytest.fixture
def choices(tmp_path: Path) -> TrainingChoices:
    (tmp_path / "photos").mkdir()
    return TrainingChoices(tmp_path / "mine.safetensors", (tmp_path / "photos",), device="cpu")


@pytest.mark.parametrize(
    ("task", "levels", "recipe_levels", "blind", "validation"),
    [
        ("denoise", (0.0, 75.0), (0.0, 75.0), True, (15.0, 30.0, 50.0)),
        ("denoise", (20.0, 40.0), (20.0, 40.0), True, (30.0,)),
        ("denoise", (5.0, 10.0), (5.0, 10.0), True, (8.0,)),
        ("denoise", (25.0, 25.0), (25.0,), False, (25.0,)),
        ("upscale", (2.0, 4.0), (2.0, 4.0), False, (2.0, 4.0)),
        ("upscale", (3.0,), (3.0,), False, (3.0,)),
        ("deblock", (5.0, 60.0), (5.0, 60.0), True, (10.0, 20.0, 40.0)),
        ("deblock", (30.0, 90.0), (30.0, 90.0), True, (40.0,)),
    ],
)
def test_tasks(
    choices: TrainingChoices,
    task: str,
    levels: tuple[float, ...],
    recipe_levels: tuple[float, ...],
    blind: bool,
    validation: tuple[float, ...],
) -> None:
    recipe = build_plan(replace(choices, task=task, levels=levels)).recipe
    assert (recipe.task, recipe.levels, recipe.blind) == (task, recipe_levels, blind)
    assert recipe.validation_levels == validation


def test_presets_are_the_networks_of_the_paper() -> None:
    assert list(PRESETS.values()) == [
        (4, 3, 32), (4, 6, 64), (6, 6, 64), (6, 8, 64), (10, 10, 64),
    ]  # fmt: skip


def test_everything_else_goes_through(choices: TrainingChoices, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    network = NetworkConfig(2, 1, 4, 1, multi_supervised=False, long_term=False)
    all_chosen = replace(
        choices,
        folders=(*choices.folders, other),
        validate=other,
        network=network,
        steps=70,
        batch=3,
        patch_px=20,
        rate=1e-3,
        initial=tmp_path / "old.safetensors",
        resume=True,
    )
    plan = build_plan(all_chosen)
    recipe = plan.recipe
    assert recipe.data == (tmp_path / "photos", other)
    assert (recipe.validate, recipe.output) == (other, choices.output)
    assert (recipe.network, recipe.initial) == (network, all_chosen.initial)
    assert (recipe.steps, recipe.batch, recipe.patch_px, recipe.rate) == (70, 3, 20, 1e-3)
    assert (plan.resume, plan.overwrite, recipe.device) == (True, False, "cpu")


def test_a_run_that_goes_on_keeps_what_nobody_chose(choices: TrainingChoices) -> None:
    assert build_plan(choices).recipe.optimizer == "muon"
    assert build_plan(choices).follows == ("optimizer", "rate")
    assert build_plan(replace(choices, rate=0.004)).follows == ("optimizer",)


def test_the_usual_rate_of_earlier_versions_is_the_usual_one(choices: TrainingChoices) -> None:
    def read(rate: float, *, resume: bool, optimizer: str | None) -> float:
        text = replace(choices, rate=rate, resume=resume).to_json()
        values = json.loads(text)
        assert values.pop("optimizer") == "muon"
        if optimizer:
            values["optimizer"] = optimizer
        return TrainingChoices.from_json(json.dumps(values)).rate

    assert read(0.004, resume=False, optimizer=None) == 0.01
    assert read(0.004, resume=True, optimizer=None) == 0.004
    assert read(0.003, resume=False, optimizer=None) == 0.003
    assert read(0.004, resume=False, optimizer="muon") == 0.004


@pytest.mark.parametrize(("minutes", "every"), [(1, 0.5), (60, 1.5), (10_000, 10)])
def test_short_runs_are_measured_more_often(
    choices: TrainingChoices, minutes: float, every: float
) -> None:
    plan = build_plan(replace(choices, minutes=minutes))
    recipe = plan.recipe
    assert plan.validation_share == 0.2
    assert recipe.validate_every_minutes == pytest.approx(every)
    assert (recipe.minutes, recipe.steps) == (minutes, None)


def test_the_card_says_what_the_model_is_for(choices: TrainingChoices) -> None:
    grey = NetworkConfig(4, 3, 32, 1)
    assert build_plan(choices).summary == "Removes noise of sigma 0 to 75 from colour photos"
    upscaling = replace(choices, task="upscale", levels=(2.0, 3.0), network=grey)
    assert build_plan(upscaling).summary == "Sharpens grey photos enlarged 2, 3 times"
    one = replace(choices, task="deblock", levels=(10.0, 10.0))
    assert build_plan(one).summary == "Removes the blocks of JPEG quality 10 from colour photos"


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"folders": ()}, "Add a folder"),
        ({"folders": (Path("/not/there"),)}, "/not/there is not a folder"),
        ({"validate": Path("/not/there")}, "/not/there is not a folder"),
        ({"output": Path("model.pt")}, "ends in .safetensors"),
        ({"output": Path()}, "ends in .safetensors"),
        ({"output": Path("~nobody of this name/a.safetensors")}, "~nobody of this name is not a"),
        ({"folders": (Path("/" + 300 * "a"),)}, "is not a folder"),
        ({"task": "upscale", "levels": ()}, "at least one scale"),
    ],
)
def test_what_is_missing_is_said(
    choices: TrainingChoices, change: dict[str, object], words: str
) -> None:
    incomplete = replace(choices, **change)  # type: ignore[arg-type]
    assert words in incomplete.problem
    with pytest.raises(UserError, match=words):
        build_plan(incomplete)


def test_a_run_that_goes_on_keeps_its_summary(choices: TrainingChoices) -> None:
    choices = replace(choices, resume=True)
    assert build_plan(choices).summary == "Removes noise of sigma 0 to 75 from colour photos"
    choices.output.with_suffix(".resume.pt").touch()
    assert build_plan(choices).summary == ""
    assert build_plan(choices).usual_summary.startswith("Removes noise of sigma 0 to 75")


def test_nothing_is_replaced_unasked(choices: TrainingChoices) -> None:
    assert choices.problem == ""
    choices.output.touch()
    assert "exists already" in choices.problem
    assert with_fresh_output(choices).problem == ""
    choices.output.unlink()
    choices.output.with_suffix(".resume.pt").touch()
    assert "exists already" in choices.problem
    assert choices.has_state
    assert replace(choices, resume=True).problem == ""


@pytest.mark.parametrize("output", ["", "/", 300 * "a" + ".safetensors", "a\0.safetensors"])
def test_names_that_no_file_has(choices: TrainingChoices, output: str) -> None:
    assert not replace(choices, output=Path(output)).has_state


def test_fresh_names(tmp_path: Path) -> None:
    assert fresh_output("deblock", tmp_path) == tmp_path / "deblock-mine.safetensors"
    (tmp_path / "deblock-mine.safetensors").touch()
    (tmp_path / "deblock-mine-2.resume.pt").touch()
    assert fresh_output("deblock", tmp_path) == tmp_path / "deblock-mine-3.safetensors"


def test_models_go_where_the_user_keeps_data(user_folder: Path) -> None:
    assert models_folder() == user_folder / "data" / "memnet-gui" / "models"


def test_a_device_that_is_not_there(
    choices: TrainingChoices, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("torch.cuda.is_available", lambda: False)
    with pytest.raises(DeviceError):
        build_plan(replace(choices, device="cuda"))


def test_choices_survive_as_text(choices: TrainingChoices) -> None:
    for kept in (choices, replace(choices, validate=Path("/ä b"), steps=5, resume=True)):
        assert TrainingChoices.from_json(kept.to_json()) == kept


@pytest.mark.parametrize("text", ["", "nonsense", "[]", "{}", '{"output": 1, "folders": 2}'])
def test_other_text_is_refused(text: str) -> None:
    with pytest.raises(ValueError):  # noqa: PT011 - JSON's own errors are of this kind too
        TrainingChoices.from_json(text)
