"""One program trains a run at a time."""

import errno
from collections.abc import Callable
from pathlib import Path

import pytest

from memnet_gui.errors import UserError
from memnet_gui.training import claim
from memnet_gui.training.claim import Claim, is_claimed
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.session import train

BuildRecipe = Callable[..., TrainingRecipe]
Run = Callable[..., tuple[TrainingResult, list[TrainingProgress]]]
BUSY = "is being trained by another program; stop it there or choose another name"


def test_a_claim_ends_with_its_block(tmp_path: Path) -> None:
    output = tmp_path / "x.safetensors"
    with Claim(output) as own, Claim(output) as other:
        assert not is_claimed(output)
        own.take()
        assert is_claimed(output)
        with pytest.raises(UserError, match=BUSY):
            other.take()
    assert not is_claimed(output)
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_program_leaves_claims_nothing(tmp_path: Path) -> None:
    (tmp_path / "x.safetensors.lock").touch()
    assert not is_claimed(tmp_path / "x.safetensors")
    with Claim(tmp_path / "x.safetensors") as own:
        own.take()
        assert is_claimed(tmp_path / "x.safetensors")
    assert list(tmp_path.iterdir()) == []


def test_a_file_system_without_locks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(_file: object) -> None:
        raise OSError(errno.ENOLCK, "No locks available")

    monkeypatch.setattr(claim, "lock", fail)
    with Claim(tmp_path / "x.safetensors") as own:
        own.take()
        assert not is_claimed(tmp_path / "x.safetensors")
        assert list(tmp_path.iterdir()) == []


def test_a_folder_that_takes_no_file(tmp_path: Path) -> None:
    with Claim(tmp_path / "none" / "x.safetensors") as own:
        own.take()
    assert not is_claimed(tmp_path / "none" / "x.safetensors")


@pytest.mark.parametrize("options", [{"resume": True}, {"overwrite": True}])
def test_a_run_that_goes_on_elsewhere_is_refused(
    build_recipe: BuildRecipe, run: Run, options: dict[str, bool]
) -> None:
    recipe = build_recipe(steps=2)
    said = []

    def try_as_well(_progress: TrainingProgress) -> None:
        with pytest.raises(UserError) as caught:
            run(recipe, **options)
        said.append(str(caught.value))

    result = train(TrainingPlan(recipe), try_as_well)
    assert result.is_complete
    assert set(said) == {f"{recipe.output} {BUSY}"}
    assert not is_claimed(recipe.output)
