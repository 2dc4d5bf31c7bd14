"""A run that goes on with other photos, levels or words than it began with."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.continuity import Yardstick
from memnet_gui.training.data import read_images
from memnet_gui.training.errors import StateError
from memnet_gui.training.plan import TrainingResult
from memnet_gui.training.progress import TrainingProgress, ValidationScores
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.state import load_state, save_state
from memnet_gui.training.validation import Validator

BuildRecipe = Callable[..., TrainingRecipe]
Run = Callable[..., tuple[TrainingResult, list[TrainingProgress]]]
MEASURED_ANEW = "The run is measured on other photos or levels than before, so its best"
MEASURED_NO_MORE = "The run is no longer measured, so its newest weights replace the best ones"


@pytest.fixture
def hard(tmp_path: Path) -> Path:
    """A folder with a photo of noise, which no network restores."""
    folder = tmp_path / "hard"
    folder.mkdir()
    pixels = np.random.default_rng(0).integers(0, 256, (40, 40), np.uint8)
    Image.fromarray(pixels).save(folder / "0.png")
    return folder


def notes(reports: list[TrainingProgress]) -> str:
    return " ".join(report.note for report in reports if report.note)


def card_of(recipe: TrainingRecipe) -> ModelCard:
    return load_checkpoint(recipe.output)[1]


def state_of(recipe: TrainingRecipe) -> dict[str, Any]:
    return load_state(recipe.state_path, torch.device("cpu"))


def make_old(recipe: TrainingRecipe) -> None:
    """Has the state be one of an earlier version."""
    state = state_of(recipe)
    del state["past"]
    state["recipe"]["validation_levels"] = recipe.validation_levels
    if state["ancestor"]:
        del state["ancestor"]["sha256"]
    save_state(recipe.state_path, state)


def test_other_validation_photos_do_not_compare(
    build_recipe: BuildRecipe, run: Run, others: Path, hard: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def measure(validator: Validator, *_: object) -> dict[str, ValidationScores]:
        psnr = 14.0 if validator._recipe.validate == hard else 27.0
        return {"noise 30": ValidationScores(18.0, (psnr, psnr), psnr)}

    monkeypatch.setattr(Validator, "measure", measure)
    first, _ = run(build_recipe(steps=3, validate=others))
    recipe = build_recipe(steps=6, validate=hard)
    second, reports = run(recipe, resume=True)
    assert MEASURED_ANEW in notes(reports)
    assert (first.best, second.best) == ({"noise 30": 27}, {"noise 30": 14})
    assert card_of(recipe).validation_images == "hard"
    assert card_of(recipe).pixels_seen > 3 * 2 * 16 * 16
    _, reports = run(build_recipe(steps=7, validate=hard), resume=True)
    assert notes(reports) == "Going on after step 6."


def test_a_finished_run_is_measured_on_the_other_photos(
    build_recipe: BuildRecipe, run: Run, others: Path, hard: Path
) -> None:
    run(build_recipe(steps=3, validate=others))
    recipe = build_recipe(steps=3, validate=hard)
    result, _ = run(recipe, resume=True)
    assert result.step == 3
    assert card_of(recipe).validation_images == "hard"


@pytest.mark.parametrize("is_old", [True, False])
def test_other_levels_do_not_compare(
    build_recipe: BuildRecipe, run: Run, others: Path, is_old: bool
) -> None:
    recipe = build_recipe(steps=2, validate=others)
    run(recipe)
    if is_old:
        make_old(recipe)
    recipe = replace(recipe, steps=4, validation_levels=(70.0,))
    result, reports = run(recipe, resume=True)
    assert MEASURED_ANEW in notes(reports)
    assert result.best.keys() == {"noise 70"}


def test_photos_that_lie_elsewhere_are_the_same(
    build_recipe: BuildRecipe, run: Run, photos: Path, others: Path
) -> None:
    first, _ = run(build_recipe(steps=2, validate=others))
    moved = [folder.rename(folder.with_name("moved")) for folder in (photos, others)]
    recipe = build_recipe(steps=2, validate=moved[1], data=(moved[0],))
    second, reports = run(recipe, resume=True)
    assert notes(reports) == "Going on after step 2."
    assert second.best == first.best
    assert card_of(recipe).training_images == "3 photos in photos"


@pytest.mark.parametrize("is_old", [True, False])
def test_a_run_that_is_no_longer_measured(
    build_recipe: BuildRecipe, run: Run, others: Path, is_old: bool
) -> None:
    recipe = build_recipe(steps=2, validate=others)
    run(recipe)
    if is_old:
        make_old(recipe)
    result, reports = run(build_recipe(steps=3), resume=True)
    assert MEASURED_NO_MORE in notes(reports)
    assert result.best == {}
    result, reports = run(build_recipe(steps=4, validate=others), resume=True)
    assert notes(reports) == "Going on after step 3."
    assert result.best.keys() == {"noise 30"}


def test_an_old_state_goes_on(build_recipe: BuildRecipe, run: Run, others: Path) -> None:
    recipe = build_recipe(steps=2, validate=others)
    first, _ = run(recipe)
    make_old(recipe)
    second, reports = run(recipe, resume=True, summary="New")
    assert notes(reports) == "Going on after step 2."
    assert second.best == first.best


@pytest.mark.parametrize("past", [3, {}, {"summary": "", "images": {}, "yardstick": {"x": 1}}])
def test_a_past_that_is_none(build_recipe: BuildRecipe, run: Run, past: object) -> None:
    recipe = build_recipe(steps=1)
    run(recipe)
    save_state(recipe.state_path, state_of(recipe) | {"past": past})
    with pytest.raises(StateError, match="is not a whole training state"):
        run(recipe, resume=True)


def test_what_a_later_slice_is_not_told_stays(build_recipe: BuildRecipe, run: Run) -> None:
    run(build_recipe(steps=1), summary="Cleans", training_images="three waves")
    run(build_recipe(steps=2), resume=True)
    card = card_of(build_recipe())
    assert (card.summary, card.training_images) == ("Cleans", "three waves")
    run(build_recipe(steps=3), resume=True, summary="Scrubs", training_images="waves")
    card = card_of(build_recipe())
    assert (card.summary, card.training_images) == ("Scrubs", "waves")


def test_the_usual_summary_stands_only_where_no_slice_was_told_one(
    build_recipe: BuildRecipe, run: Run
) -> None:
    run(build_recipe(steps=1))
    run(build_recipe(steps=2), resume=True, usual_summary="Usual")
    assert card_of(build_recipe()).summary == "Usual"
    run(build_recipe(steps=3), resume=True, summary="Scrubs")
    run(build_recipe(steps=4), resume=True, usual_summary="Usual")
    assert card_of(build_recipe()).summary == "Scrubs"


def test_all_training_photos_are_named(
    build_recipe: BuildRecipe, run: Run, photos: Path, hard: Path
) -> None:
    run(build_recipe(steps=1))
    recipe = build_recipe(steps=2, data=(hard,))
    run(recipe, resume=True)
    expected = "3 photos in photos, then 1 photos in hard"
    assert card_of(recipe).training_images == expected
    run(build_recipe(steps=3), resume=True)
    assert card_of(recipe).training_images == expected
    run(build_recipe(steps=4, data=(hard,)), resume=True, training_images="noise")
    assert card_of(recipe).training_images == "3 photos in photos, then noise"


def test_yardsticks() -> None:
    known, unknown, none = (Yardstick(photos, (30.0,)) for photos in ("a", None, ""))
    assert known.equals(known)
    assert known.equals(unknown)
    assert none.equals(Yardstick("", (50.0,)))
    assert not known.equals(Yardstick("b", (30.0,)))
    assert not known.equals(Yardstick(None, (50.0,)))
    assert not known.equals(none)
    assert not none.equals(known)
    assert not none.equals(unknown)


def test_digest_tells_photos_apart(photos: Path, hard: Path, tmp_path: Path) -> None:
    digest = read_images((photos,), 1).digest
    assert read_images((hard,), 1).digest != digest
    assert read_images((photos, hard), 1).digest == read_images((hard, photos), 1).digest != digest
    (photos / "0.png").rename(photos / "renamed.png")
    assert read_images((photos,), 1).digest == digest
    used = read_images((photos,), 1)
    (photos / "1.png").unlink()
    assert used.digest != digest  # rather than an error


class TestInitial:
    """The model that a run started from, named once more when it goes on."""

    @pytest.fixture
    def first(self, save_model: Callable[..., Path]) -> Path:
        return save_model()

    @pytest.mark.parametrize("is_old", [True, False])
    def test_another_model_is_refused(
        self, build_recipe: BuildRecipe, run: Run, first: Path, is_old: bool
    ) -> None:
        recipe = build_recipe(steps=1, initial=first)
        run(recipe)
        if is_old:
            make_old(recipe)
        other = first.with_name("other.safetensors")
        save_checkpoint(other, MemNet(recipe.network), ModelCard())
        with pytest.raises(StateError) as caught:
            run(build_recipe(steps=2, initial=other), resume=True)
        assert str(caught.value) == (
            f"{recipe.state_path} is of a run that started from {first.stem}, not from other; give "
            "the same --initial or none, or start over with --overwrite in place of --resume"
        )
        _, reports = run(build_recipe(steps=2), resume=True)
        assert notes(reports) == "Going on after step 1."

    @pytest.mark.parametrize("is_old", [True, False])
    def test_a_run_that_started_from_none(
        self, build_recipe: BuildRecipe, run: Run, first: Path, is_old: bool
    ) -> None:
        recipe = build_recipe(steps=1)
        run(recipe)
        if is_old:
            make_old(recipe)
        with pytest.raises(StateError, match=f"from no model, so not from {first.stem}; leave out"):
            run(build_recipe(steps=2, initial=first), resume=True)

    def test_the_same_model_elsewhere(
        self, build_recipe: BuildRecipe, run: Run, first: Path
    ) -> None:
        run(build_recipe(steps=1, initial=first))
        renamed = first.rename(first.with_name("renamed.safetensors"))
        _, reports = run(build_recipe(steps=2, initial=renamed), resume=True)
        assert notes(reports) == "Going on after step 1."

    def test_a_better_model_of_its_name(
        self, build_recipe: BuildRecipe, run: Run, first: Path
    ) -> None:
        recipe = build_recipe(steps=1, initial=first)
        run(recipe)
        save_checkpoint(first, MemNet(recipe.network), ModelCard())
        _, reports = run(build_recipe(steps=2, initial=first), resume=True)
        assert notes(reports) == (
            f"Going on after step 1. {first.stem} has changed since this run started from it; the "
            "run goes on with its own weights."
        )
