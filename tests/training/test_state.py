"""The state file: what cannot be continued from is said in a sentence."""

import pickle
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.state import StateError, load_state, save_state
from memnet_gui.training.trainer import Trainer

CPU = torch.device("cpu")


class Bomb:
    """Touches a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[object, tuple[Path]]:
        return Path.touch, (self._path,)


def test_round_trip_leaves_one_file(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.resume.pt"
    for step in (1, 2):
        save_state(path, {"recipe": {"levels": (5.0, 75.0)}, "step": step, "w": torch.ones(2)})
    state = load_state(path, CPU)
    assert (state["recipe"], state["step"]) == ({"levels": (5.0, 75.0)}, 2)
    assert torch.equal(state["w"], torch.ones(2))
    assert list(path.parent.iterdir()) == [path]


def test_failed_save_keeps_the_old_state(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.resume.pt"
    save_state(path, {"recipe": {}, "step": 1})

    def fill_the_disk(_state: object, partial: Path) -> None:
        partial.write_bytes(b"half")
        raise OSError("no space left")

    monkeypatch.setattr(torch, "save", fill_the_disk)
    with pytest.raises(OSError, match="no space"):
        save_state(path, {"recipe": {}, "step": 2})
    assert load_state(path, CPU)["step"] == 1


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"resume\.pt does not exist: there is no run to resume"):
        load_state(tmp_path / "a.resume.pt", CPU)


@pytest.mark.parametrize("content", [b"", b"no state", pickle.dumps({"recipe": 1})])
def test_other_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.resume.pt"
    path.write_bytes(content)
    with pytest.raises(StateError, match=r"a\.resume\.pt is not a training state"):
        load_state(path, CPU)


@pytest.mark.parametrize("content", [{"step": 3}, [1, 2], torch.zeros(3)], ids=repr)
def test_other_contents(tmp_path: Path, content: object) -> None:
    path = tmp_path / "a.resume.pt"
    torch.save(content, path)
    with pytest.raises(StateError, match="is not a training state of this program"):
        load_state(path, CPU)


@pytest.mark.parametrize("zipped", [True, False])
def test_nothing_is_run(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / "a.resume.pt"
    torch.save({"recipe": Bomb(tmp_path / "exploded")}, path, _use_new_zipfile_serialization=zipped)
    with pytest.raises(StateError, match="is not a training state"):
        load_state(path, CPU)
    assert not (tmp_path / "exploded").exists()


@pytest.mark.parametrize(
    "change", [{"seed": 5}, {"network": NetworkConfig(2, 2, 5)}, {"levels": (5.0,)}]
)
def test_state_of_another_recipe(
    build_recipe: Callable[..., TrainingRecipe], change: dict[str, object]
) -> None:
    recipe = build_recipe()
    Trainer(recipe).save()
    other = Trainer(build_recipe(**change))
    with pytest.raises(StateError, match="was written by a run with other settings"):
        other.resume()


def test_budget_may_change(build_recipe: Callable[..., TrainingRecipe]) -> None:
    trainer = Trainer(build_recipe())
    trainer.train_step()
    trainer.save()
    state = load_state(trainer.recipe.state_path, CPU)
    state["recipe"] |= {"minutes": 60.0, "steps": None}  # as earlier versions wrote it
    save_state(trainer.recipe.state_path, state)
    resumed = Trainer(build_recipe(steps=2))
    resumed.resume()
    assert (resumed.step, resumed.done) == (1, 0.5)


@pytest.mark.parametrize("part", ["network", "generator", "best_psnr"])
def test_state_that_is_not_whole(build_recipe: Callable[..., TrainingRecipe], part: str) -> None:
    recipe = build_recipe()
    trainer = Trainer(recipe)
    trainer.save()
    state = load_state(recipe.state_path, CPU)
    del state[part]
    save_state(recipe.state_path, state)
    with pytest.raises(StateError, match="is not a whole training state"):
        trainer.resume()
