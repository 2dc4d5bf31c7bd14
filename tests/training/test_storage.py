"""Files of a run on a disk that may be full."""

import errno
from pathlib import Path

import pytest
import torch

from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.state import load_state
from memnet_gui.training.storage import Candidate, RunFiles

CPU = torch.device("cpu")


@pytest.fixture
def files(tmp_path: Path) -> RunFiles:
    return RunFiles(tmp_path / "a.safetensors", tmp_path / "a.resume.pt")


def write(files: RunFiles, **state: object) -> str:
    return files.publish() or files.save({"recipe": {}, **state})


def candidate(psnr: float | None) -> Candidate:
    network = MemNet(NetworkConfig(1, 1, 4)).eval()
    return Candidate(network, ModelCard(summary=f"{psnr}"), psnr, {"noise 30": psnr or 0.0})


class FullDisk:
    """Lets nothing be written to files with an ending."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.endings: tuple[str, ...] = ()
        write = Path.write_bytes

        def write_if_there_is_room(path: Path, content: bytes) -> int:
            if path.suffix in self.endings:
                write(path, bytes(content)[:10])
                raise OSError(errno.ENOSPC, "No space left on device", str(path))
            return write(path, content)

        monkeypatch.setattr(Path, "write_bytes", write_if_there_is_room)


@pytest.fixture
def disk(monkeypatch: pytest.MonkeyPatch) -> FullDisk:
    return FullDisk(monkeypatch)


def test_best_of_validations(files: RunFiles, tmp_path: Path) -> None:
    assert files.is_best(20.0)
    assert not files.is_best(float("nan"))
    assert files.is_best(float("inf"))
    files.keep(candidate(float("inf")))
    assert files.is_best(20.0)  # infinite is what has learned nothing, measured without noise
    files.keep(candidate(20.0))
    assert not files.is_best(19.0)  # it waits to be written
    assert write(files) == ""
    assert (files.best_psnr, files.best_scores) == (20.0, {"noise 30": 20.0})
    assert [files.is_best(psnr) for psnr in (19.0, 20.0, 21.0, None)] == [False, False, True, True]
    state = load_state(tmp_path / "a.resume.pt", CPU)
    assert (state["best_psnr"], state["best_scores"]) == (20.0, {"noise 30": 20.0})
    assert load_checkpoint(tmp_path / "a.safetensors")[1].summary == "20.0"


def test_what_was_to_be_kept_may_change(files: RunFiles, tmp_path: Path) -> None:
    kept = candidate(20.0)
    before = kept.network.feature_conv.weight.detach().clone()
    files.keep(kept)
    torch.nn.init.zeros_(kept.network.feature_conv.weight)
    write(files)
    assert torch.equal(load_checkpoint(tmp_path / "a.safetensors")[0].feature_conv.weight, before)


def test_checkpoint_waits_for_room(files: RunFiles, disk: FullDisk, tmp_path: Path) -> None:
    output = tmp_path / "a.safetensors"
    files.keep(candidate(20.0))
    write(files)
    disk.endings = (".part",)
    files.keep(candidate(22.0))
    failure = write(files)
    assert failure == f"{output} could not be written (No space left on device)"
    assert load_checkpoint(output)[1].summary == "20.0"
    assert (files.best_psnr, files.is_waiting) == (20.0, True)
    assert not files.is_best(21.0)
    disk.endings = ()
    assert write(files) == ""
    assert load_checkpoint(output)[1].summary == "22.0"
    assert (files.best_psnr, files.is_waiting) == (22.0, False)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.resume.pt", "a.safetensors"]


def test_state_waits_for_room(files: RunFiles, disk: FullDisk, tmp_path: Path) -> None:
    path = tmp_path / "a.resume.pt"
    write(files, step=1)
    disk.endings = (".partial",)
    assert write(files, step=2) == (f"{path} could not be written (No space left on device)")
    assert load_state(path, CPU)["step"] == 1
    disk.endings = ()
    assert write(files, step=3) == ""
    assert load_state(path, CPU)["step"] == 3
    assert list(tmp_path.iterdir()) == [path]
