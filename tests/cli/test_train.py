"""Training from the command line."""

import signal
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from memnet_gui.cli import main, train
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.training.state import load_state
from memnet_gui.training.trainer import Trainer

TINY = (
    *("train", "--task", "denoise", "--blocks", "2", "--recursions", "1", "--filters", "4"),
    *("--patch", "16", "--batch", "2", "--device", "cpu", "--precision", "fp32"),
)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "runs" / "x.safetensors"


def state(output: Path) -> dict[str, object]:
    return load_state(output.with_suffix(".resume.pt"), torch.device("cpu"))


def test_end_to_end(
    photos: Path, output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    status = main(
        [
            *(*TINY, "--data", str(photos), "--validate", str(photos), "--output", str(output)),
            *("--steps", "4", "--noise", "20,40", "--channels", "3", "--threads", "1"),
            *("--summary", "Cleans", "--images", "two photos"),
        ]
    )
    printed, log = capsys.readouterr()
    assert status == 0, log
    assert printed.startswith(f"{output}  after 0 Mpx; best validation: noise 15 ")
    assert log.startswith("100.0%  step 4  ")
    assert log.count("\n") == 1
    assert sorted(path.name for path in output.parent.iterdir()) == [
        "x.resume.pt",
        "x.safetensors",
        "x.tensorboard",
    ]
    network, card = load_checkpoint(output)
    assert (network.config.name, network.config.channels) == ("M2R1 C4", 3)
    assert (card.summary, card.training_images) == ("Cleans", "two photos")
    assert card.degradation == {"noise_sigma": [20.0, 40.0]}
    assert card.pixels_seen == 4 * 2 * 16 * 16
    assert card.validation_psnr.keys() == {"noise 15", "noise 30", "noise 50"}
    assert state(output)["step"] == 4


def test_fifty_steps_without_validation(
    succeeds: Callable[..., str], photos: Path, output: Path
) -> None:
    printed = succeeds(*TINY, "--data", photos, "--output", output, "--steps", 50, "--basic")
    assert printed.endswith("best validation: -\n")
    network, card = load_checkpoint(output)
    assert network.ensemble_weights is None
    assert card.training_images == "2 photos in photos"


def test_slices(
    succeeds: Callable[..., str], photos: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*TINY, "--data", str(photos), "--output", str(output), "--steps", "1000000"]
    arguments += ["--slice-minutes", "0.001", "--resume"]  # --resume also starts a run
    steps = []
    for beginning in ("  0.0%", "continuing after 0 Mpx\n"):
        assert main(arguments) == 0
        log = capsys.readouterr().err
        assert log.startswith(beginning)
        assert log.endswith("% of the budget is used; go on with --resume\n")
        steps.append(state(output)["step"])
    assert 1 <= steps[0] < steps[1] < 1000000  # type: ignore[operator]


def test_refuses_to_replace_a_run(
    succeeds: Callable[..., str], fails: Callable[..., str], photos: Path, output: Path
) -> None:
    arguments = (*TINY, "--data", photos, "--output", output, "--steps", 1)
    succeeds(*arguments)
    before = output.read_bytes()
    assert "continue it with --resume or start over with --overwrite" in fails(*arguments)
    assert "resume.pt was written by a run with other settings" in fails(
        *arguments, "--resume", "--rate", 0.5
    )
    assert output.read_bytes() == before
    succeeds(*arguments, "--overwrite", "--seed", 5)
    assert output.read_bytes() != before

    output.with_suffix(".resume.pt").unlink()
    for resume in ((), ("--resume",)):
        assert f"{output} exists; name another --output or replace it" in fails(*arguments, *resume)


def test_state_that_is_not_one(fails: Callable[..., str], photos: Path, output: Path) -> None:
    output.parent.mkdir()
    output.with_suffix(".resume.pt").write_text("mine")
    message = fails(*TINY, "--data", photos, "--output", output, "--steps", 1, "--resume")
    assert "x.resume.pt is not a training state that can be resumed" in message


@pytest.mark.parametrize(
    "noise", ["", "much", "-5", "5-", "75-5", "5-30-75", "30,", "30,x", "0-256", "nan", "inf,30"]
)
def test_noise_that_is_none(
    photos: Path, output: Path, noise: str, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*TINY, "--data", str(photos), "--output", str(output), f"--noise={noise}"]
    assert main(arguments) == 2
    assert "is neither a range A-B nor a list A,B,..." in capsys.readouterr().err


@pytest.mark.parametrize(
    ("noise", "sigmas"), [("0-55", [0.0, 55.0]), ("30,10,50", [30.0, 10.0, 50.0]), ("25", [25.0])]
)
def test_noise(
    succeeds: Callable[..., str], photos: Path, output: Path, noise: str, sigmas: list[float]
) -> None:
    succeeds(*TINY, "--data", photos, "--output", output, "--steps", 1, "--noise", noise)
    assert load_checkpoint(output)[1].degradation == {"noise_sigma": sigmas}


def test_mishaps(fails: Callable[..., str], photos: Path, output: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    short = (*TINY, "--steps", 1)
    assert "absent is not a folder; give a folder of photos to --data" in fails(
        *short, "--data", tmp_path / "absent", "--output", output
    )
    assert "grey.png is not a folder; give a folder of photos to --validate" in fails(
        *short, "--data", photos, "--validate", photos / "grey.png", "--output", output
    )
    assert "empty holds no photo that can be opened" in fails(
        *short, "--data", tmp_path / "empty", "--output", output
    )
    assert "x.pt must end in .safetensors" in fails(
        *short, "--data", photos, "--output", tmp_path / "x.pt"
    )
    assert "no training photo is 500 pixels wide and high" in fails(
        *short, "--data", photos, "--output", output, "--patch", 500
    )
    assert "grey.png cannot be made a folder (File exists)" in fails(
        *short, "--data", photos, "--output", photos / "grey.png" / "x.safetensors"
    )
    (photos / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    assert "broken.png is damaged" in fails(*short, "--data", photos, "--output", output)


def test_interrupted_while_it_publishes(
    succeeds: Callable[..., str],
    fails: Callable[..., str],
    photos: Path,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    arguments = (*TINY, "--data", photos, "--output", output, "--steps", 3)

    def interrupt(*_args: object, **_more: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patch:
        patch.setattr(train, "publish", interrupt)
        assert fails(*arguments, status=130) == "interrupted"
    assert not output.exists()
    succeeds(*arguments, "--resume")
    assert load_checkpoint(output)[0].config.name == "M2R1 C4"


def test_interrupt_saves_what_was_learned(
    photos: Path, output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    take_step = Trainer.train_step

    def interrupt_at_3(trainer: Trainer) -> tuple[torch.Tensor, torch.Tensor, float]:
        taken = take_step(trainer)
        if trainer.step == 3:
            signal.raise_signal(signal.SIGINT)
        return taken

    monkeypatch.setattr(Trainer, "train_step", interrupt_at_3)
    options = ["--data", str(photos), "--output", str(output), "--steps", "50"]
    assert main([*TINY, *options]) == 130
    assert state(output)["step"] == 3
    assert "go on with --resume" in capsys.readouterr().err
    assert signal.getsignal(signal.SIGINT) is signal.default_int_handler
