"""The state file: what cannot be continued from is said in a sentence."""

import pickle
from pathlib import Path

import pytest
import torch

from memnet_gui.training.errors import StateError
from memnet_gui.training.state import load_state, save_state

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


def test_full_disk_keeps_the_old_state(tmp_path: Path) -> None:
    path = tmp_path / "a.resume.pt"
    save_state(path, {"recipe": {}, "step": 1})
    partial = tmp_path / ".a.resume.pt.partial"
    partial.symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left on device"):
        save_state(path, {"recipe": {}, "step": 2})
    assert load_state(path, CPU)["step"] == 1
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_process_left_is_used_again(tmp_path: Path) -> None:
    (tmp_path / ".a.resume.pt.partial").write_bytes(b"half")
    path = tmp_path / "a.resume.pt"
    save_state(path, {"recipe": {}, "step": 2})
    assert load_state(path, CPU)["step"] == 2
    assert list(tmp_path.iterdir()) == [path]


def test_missing(tmp_path: Path) -> None:
    with pytest.raises(StateError, match=r"resume\.pt does not exist: there is no run to resume"):
        load_state(tmp_path / "a.resume.pt", CPU)


@pytest.mark.parametrize("content", [b"", b"no state", pickle.dumps({"recipe": 1})])
def test_other_files(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a.resume.pt"
    path.write_bytes(content)
    with pytest.raises(
        StateError, match=r"a\.resume\.pt is not a training state .*; start over with --ov"
    ):
        load_state(path, CPU)


@pytest.mark.parametrize("content", [{"step": 3}, {"recipe": 1}, [1, 2], torch.zeros(3)], ids=repr)
def test_other_contents(tmp_path: Path, content: object) -> None:
    path = tmp_path / "a.resume.pt"
    torch.save(content, path)
    with pytest.raises(StateError, match="is not a training state of this program; start over"):
        load_state(path, CPU)


@pytest.mark.parametrize("zipped", [True, False])
def test_nothing_is_run(tmp_path: Path, zipped: bool) -> None:
    path = tmp_path / "a.resume.pt"
    torch.save({"recipe": Bomb(tmp_path / "exploded")}, path, _use_new_zipfile_serialization=zipped)
    with pytest.raises(StateError, match="is not a training state"):
        load_state(path, CPU)
    assert not (tmp_path / "exploded").exists()
