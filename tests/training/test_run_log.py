"""The curves and the line of text."""

from pathlib import Path

import pytest
from tensorboard.backend.event_processing.event_accumulator import EventAccumulator

from memnet_gui.training.run_log import RunLog, describe
from memnet_gui.training.trainer import TrainingProgress


def progress(step: int, **changes: object) -> TrainingProgress:
    values = {"pixels": 4_000_000, "seconds": 20.0, "done": 0.25, "loss": 0.5, "rate": 1e-3}
    return TrainingProgress(step=step, gradient_norm=0.1, **(values | changes))  # type: ignore[arg-type]


def steps_shown(folder: Path, curve: str) -> list[int]:
    events = EventAccumulator(str(folder))
    events.Reload()
    return [event.step for event in events.Scalars(curve)]


def test_line() -> None:
    line = describe(progress(7))
    assert line == " 25.0%  step 7  4.0 Mpx  200 kpx/s  loss 5.000e-01  rate 1.00e-03"
    validated = describe(progress(7, validation_psnr={"noise 30": 28.126}, is_best=True))
    assert validated == f"{line}  validation: noise 30 28.13 dB (best)"
    assert "0 kpx/s" in describe(progress(0, seconds=0.0))


def test_curves_of_slices_and_of_a_new_run(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    with RunLog(tmp_path) as log:
        for step in (1, 2, 3):
            log.write(progress(step, validation_psnr={"noise 30": 28.0}))
    assert capsys.readouterr().err.count("\n") == 3
    with RunLog(tmp_path, 2) as log:  # the third step was lost with its process
        log.write(progress(4))
    assert steps_shown(tmp_path, "training/loss") == [1, 2, 4]
    assert steps_shown(tmp_path, "validation/psnr noise 30") == [1, 2]
    with RunLog(tmp_path) as log:
        log.write(progress(5))
    assert steps_shown(tmp_path, "training/loss") == [5]
