"""The schedule, and what a resumed run must share."""

import math
from dataclasses import replace
from pathlib import Path

import pytest

from memnet_gui.training.recipe import TASK_LEVELS, TrainingRecipe, choose_validation_levels

RECIPE = TrainingRecipe(data=(Path("photos"),), output=Path("a/b.c.safetensors"), rate=2e-3)


def test_learning_rate_rises_and_falls() -> None:
    recipe = replace(RECIPE, warmup=0.1)
    assert recipe.learning_rate(0) == 0
    for done in (0.025, 0.05, 0.1):
        cosine = 0.5 * (1 + math.cos(math.pi * done))
        assert recipe.learning_rate(done) == pytest.approx(2e-3 * done / 0.1 * cosine)
    for done in (0.25, 0.5, 0.75):
        cosine = 0.5 * (1 + math.cos(math.pi * done))
        assert recipe.learning_rate(done) == pytest.approx(2e-3 * cosine)
    assert recipe.learning_rate(1) == pytest.approx(0, abs=1e-12)
    assert recipe.learning_rate(1.5) == pytest.approx(0, abs=1e-12)


def test_without_warm_up_it_starts_at_the_top() -> None:
    assert replace(RECIPE, warmup=0).learning_rate(0) == 2e-3


def test_state_lies_beside_the_output() -> None:
    assert RECIPE.state_path == Path("a/b.c.resume.pt")


def test_fingerprint_tells_what_changes_the_weights() -> None:
    elsewhere = replace(RECIPE, data=(Path("moved"),), output=Path("x.safetensors"), device="cuda")
    assert elsewhere.fingerprint() == RECIPE.fingerprint()
    assert replace(RECIPE, minutes=1e3, steps=7).fingerprint() == RECIPE.fingerprint()
    for change in ({"seed": 1}, {"rate": 1e-3}, {"levels": (30.0,)}, {"patch_px": 40}):
        assert replace(RECIPE, **change).fingerprint() != RECIPE.fingerprint()


def test_runs_of_earlier_versions_can_be_resumed() -> None:
    assert RECIPE.fingerprint()["network"] == {
        "blocks": 6,
        "recursions": 6,
        "filters": 64,
        "channels": 1,
        "multi_supervised": True,
        "long_term": True,
        "short_term": True,
    }
    unshared = replace(RECIPE, network=replace(RECIPE.network, shared_recursions=False))
    assert unshared.fingerprint() != RECIPE.fingerprint()


@pytest.mark.parametrize(
    ("task", "levels", "blind", "message"),
    [
        ("denoise", (300.0,), False, "sigma is 300.0, not 0 to 255"),
        ("upscale", (2.0, 5.0), False, r"the scale is 5, not one of \(2, 3, 4\)"),
        ("upscale", (2.0, 4.0), True, "scales are learned from a list, not from a range"),
        ("deblock", (0.0, 60.0), True, "the JPEG quality is 0, not 1 to 100"),
        ("deblock", (5.5,), False, "5.5 is not a whole number"),
        ("denoise", (), False, "at least one level"),
    ],
)
def test_levels_that_a_task_cannot_have(
    task: str, levels: tuple[float, ...], blind: bool, message: str
) -> None:
    with pytest.raises(ValueError, match=message):
        replace(RECIPE, task=task, levels=levels, blind=blind, validation_levels=(2.0,)).check()


@pytest.mark.parametrize("task", TASK_LEVELS)
def test_default_levels_suit_their_task(task: str) -> None:
    defaults = TASK_LEVELS[task]
    recipe = replace(RECIPE, task=task, levels=defaults.levels, blind=defaults.blind)
    replace(recipe, validation_levels=defaults.validation).check()
    with pytest.raises(ValueError, match="300"):
        replace(recipe, validation_levels=(300.0,)).check()


@pytest.mark.parametrize(
    ("task", "levels", "blind", "expected"),
    [
        ("denoise", (0.0, 75.0), True, (15, 30, 50)),
        ("denoise", (20.0, 40.0), True, (30,)),
        ("denoise", (60.0, 75.0), True, (68,)),
        ("denoise", (0.0, 1.0), True, (0.5,)),
        ("denoise", (20.25, 20.5), True, (20.375,)),
        ("denoise", (17.0, 18.0), True, (17.5,)),
        ("deblock", (61.0, 62.0), True, (62,)),
        ("deblock", (41.0, 42.0), True, (42,)),
        ("denoise", (25.0,), False, (25,)),
        ("upscale", (2.0, 4.0), False, (2, 4)),
        ("deblock", (5.0, 20.0), True, (10, 20)),
        # Of a list nothing between its members is learned.
        ("denoise", (10.0, 20.0, 40.0), False, (10, 20, 40)),
        ("denoise", (20.0, 40.0), False, (20, 40)),
        ("denoise", (50.0, 10.0, 15.0), False, (15, 50)),
        ("denoise", (60.0, 5.0, 10.0, 20.0, 40.0), False, (5, 20, 60)),
        ("denoise", (25.0, 25.0), False, (25,)),
        ("deblock", (5.0, 20.0), False, (20,)),
        ("deblock", (5.0, 60.0), False, (5, 60)),
    ],
)
def test_validation_is_on_what_is_learned(
    task: str, levels: tuple[float, ...], blind: bool, expected: tuple[float, ...]
) -> None:
    assert choose_validation_levels(task, levels, blind=blind) == expected
