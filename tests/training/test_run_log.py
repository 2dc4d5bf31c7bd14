"""The curves and the line of text."""

import errno
import math
import os
import sys
from pathlib import Path

import numpy as np
import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator
from tensorboard.summary.writer import event_file_writer
from tensorboard.summary.writer.event_file_writer import AtomicCounter
from torch.utils.tensorboard.writer import SummaryWriter

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import gate_norms
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.progress import (
    SamplePicture,
    TrainingProgress,
    Validation,
    ValidationScores,
)
from memnet_gui.training.run_log import RunLog, describe


@pytest.fixture(autouse=True)
def first_logs(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counts logs as in a process that has written none, as each slice's is.

    Logs of one second are read by the order of their names, in which 10 comes before 9.
    """
    monkeypatch.setattr(event_file_writer, "_global_uid", AtomicCounter(0))


def progress(step: int, **changes: object) -> TrainingProgress:
    values = {"pixels": 4_000_000, "seconds": 20.0, "done": 0.25, "loss": 0.5, "rate": 1e-3}
    values |= {"gradient_norm": 0.1, "pixels_per_s": 200_000.0}
    return TrainingProgress(step=step, **(values | changes))  # type: ignore[arg-type]


def validation(*, is_best: bool) -> Validation:
    pixels = np.zeros((8, 8, 1), np.float32)
    network = MemNet(NetworkConfig(2, 1, 4))
    return Validation(
        scores={"noise 30": ValidationScores(18.6, (25.0, 27.0), 28.126)},
        sample=SamplePicture("noise 30", pixels, pixels, pixels),
        gate_norms=gate_norms(network),
        ensemble_weights=(0.25, 0.75),
        is_best=is_best,
    )


def points(folder: Path, curve: str) -> list[tuple[int, float]]:
    events = EventAccumulator(str(folder))
    events.Reload()
    return [(event.step, pytest.approx(event.value)) for event in events.Scalars(curve)]


def steps_shown(folder: Path, curve: str) -> list[int]:
    return [step for step, _ in points(folder, curve)]


def test_lines() -> None:
    line = describe(progress(7))
    assert line == " 25.0%  step 7  4.0 Mpx  200 kpx/s  loss 5.000e-01  rate 1.00e-03"
    for is_best, mark in ((True, " (best)"), (False, "")):
        validated = describe(progress(7, validation=validation(is_best=is_best)))
        assert validated == f"{line}  validation: noise 30 28.13 dB{mark}"
    assert describe(progress(7, note="Well.")) == f"{line}\nWell."
    assert describe(progress(0, loss=math.nan, note="Well.")) == "Well."


def test_curves(tmp_path: Path) -> None:
    with RunLog(tmp_path) as log:
        log.write(progress(7, loss=math.nan, validation=validation(is_best=True)))
        log.write(progress(8, pixels=5_000_000))
    assert points(tmp_path, "training/loss") == [(8, 0.5)]
    assert points(tmp_path, "training/rate") == [(7, 1e-3), (8, 1e-3)]
    assert points(tmp_path, "training/gradient_norm") == [(7, 0.1), (8, 0.1)]
    assert points(tmp_path, "training/megapixels") == [(7, 4.0), (8, 5.0)]
    assert points(tmp_path, "training/megapixels_per_s") == [(7, 0.2), (8, 0.2)]
    found = {"input": 18.6, "M1": 25.0, "M2": 27.0, "final": 28.126}
    for name, psnr in found.items():
        assert points(tmp_path, f"noise 30/{name}") == [(7, psnr)]
    assert points(tmp_path, "ensemble/w2") == [(7, 0.75)]
    assert steps_shown(tmp_path, "gates/mean 2") == [7]


def test_curves_of_slices_and_of_a_new_run(tmp_path: Path) -> None:
    with RunLog(tmp_path) as log:
        for step in (1, 2, 3):
            log.write(progress(step))
    with RunLog(tmp_path, 2) as log:  # the third step was lost with its process
        log.write(progress(4))
    assert steps_shown(tmp_path, "training/loss") == [1, 2, 4]
    with RunLog(tmp_path) as log:
        log.write(progress(5))
    assert steps_shown(tmp_path, "training/loss") == [5]


def test_without_a_log_a_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").touch()
    with RunLog(tmp_path / "file" / "log") as log:
        log.write(progress(1))

    def fill_the_disk(*_args: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with RunLog(tmp_path / "log") as log:
        log.write(progress(1))
        with monkeypatch.context() as patch:
            patch.setattr(SummaryWriter, "add_scalar", fill_the_disk)
            log.write(progress(2))
        log.write(progress(3))
    assert steps_shown(tmp_path / "log", "training/loss") == [1]


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes")
def test_a_path_that_is_not_utf_8_takes_no_log(tmp_path: Path) -> None:
    with RunLog(tmp_path / os.fsdecode(b"bad\xff") / "log") as log:
        log.write(progress(1))
