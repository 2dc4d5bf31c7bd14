"""Training from the command line."""

import os
import shutil
import signal
import sys
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image

from memnet_gui.cli import main
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.training import loop
from memnet_gui.training.plan import TrainingPlan, TrainingResult
from memnet_gui.training.state import load_state
from memnet_gui.training.trainer import Trainer
from memnet_gui.training.validation import Validator

TINY = (
    *("train", "--task", "denoise", "--blocks", "2", "--recursions", "1", "--filters", "4"),
    *("--patch", "16", "--batch", "2", "--device", "cpu", "--precision", "fp32"),
)


@pytest.fixture
def output(tmp_path: Path) -> Path:
    return tmp_path / "runs" / "x.safetensors"


def steps_saved(output: Path) -> int:
    state = load_state(output.with_suffix(".resume.pt"), torch.device("cpu"))
    return int(state["trainer"]["step"])


def test_end_to_end(
    photos: Path, output: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    others = shutil.copytree(photos, tmp_path / "others")
    status = main(
        [
            *(*TINY, "--data", str(photos), "--validate", str(others), "--output", str(output)),
            *(
                "--steps",
                "4",
                "--noise",
                "20,40",
                "--channels",
                "3",
                "--threads",
                "1",
                "--rate",
                "0.004",
            ),
            *("--summary", "Cleans", "--images", "two photos"),
        ]
    )
    printed, log = capsys.readouterr()
    assert status == 0, log
    assert printed.startswith(f"{output}  after 0 Mpx; best validation: noise 20 ")
    assert log.startswith(" 25.0%  step 1  ")
    assert log.splitlines()[-1].startswith("100.0%  step 4  ")
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
    assert card.validation_psnr.keys() == {"noise 20", "noise 40"}
    assert steps_saved(output) == 4


@pytest.mark.parametrize(("told", "expected"), [((), (10, 0.2)), (("5",), (5, 1.0))])
def test_validations_come_as_told_or_take_little_of_the_time(
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    told: tuple[str, ...],
    expected: tuple[float, float],
) -> None:
    plans: list[TrainingPlan] = []

    def note(plan: TrainingPlan, *_: object) -> TrainingResult:
        plans.append(plan)
        return TrainingResult(None)

    monkeypatch.setattr("memnet_gui.cli.train.train", note)
    every = ("--validate-every", *told) if told else ()
    assert main([*TINY, "--data", str(output.parent), "--output", str(output), *every]) == 0
    assert (plans[0].recipe.validate_every_minutes, plans[0].validation_share) == expected


def test_photos_of_several_folders(
    succeeds: Callable[..., str], photos: Path, output: Path, tmp_path: Path
) -> None:
    more = tmp_path / "more"
    more.mkdir()
    Image.fromarray(np.zeros((20, 20), np.uint8)).save(more / "a.png")
    succeeds(*TINY, "--data", photos, more, "--output", output, "--steps", 1)
    _, card = load_checkpoint(output)
    assert card.training_images.endswith(f"photos in {photos.name} and more")


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
    for beginning in ("  0.0%", "Going on after step "):
        assert main(arguments) == 0
        log = capsys.readouterr().err
        assert log.startswith(beginning)
        assert log.endswith("% of the budget is used; go on with --resume\n")
        steps.append(steps_saved(output))
    assert 1 <= steps[0] < steps[1] < 1000000


def test_a_run_within_a_time_uses_up_its_budget(
    photos: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*TINY, "--data", str(photos), "--output", str(output), "--within", "0.01"]
    assert main([*arguments, "--steps", "1000000"]) == 0
    assert "of the budget is used" not in capsys.readouterr().err
    assert 1 <= steps_saved(output) < 1000000
    assert main([*arguments, "--slice-minutes", "1"]) == 2


def test_refuses_to_replace_a_run(
    succeeds: Callable[..., str], fails: Callable[..., str], photos: Path, output: Path
) -> None:
    arguments = (*TINY, "--data", photos, "--output", output, "--steps", 1)
    succeeds(*arguments)
    before = output.read_bytes()
    assert "continue it with --resume or start over with --overwrite" in fails(*arguments)
    said = fails(*arguments, "--resume", "--rate", 0.5)
    assert "resume.pt was written by a run with other settings (rate: 0.01, not 0.5); " in said
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
    "noise", ["", "much", "-5", "5-", "75-5", "5-30-75", "30,", "30,x", "nan", "inf,30"]
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
@pytest.mark.parametrize("flag", ["--noise", "--levels"])
def test_levels(
    succeeds: Callable[..., str],
    photos: Path,
    output: Path,
    flag: str,
    noise: str,
    sigmas: list[float],
) -> None:
    succeeds(*TINY, "--data", photos, "--output", output, "--steps", 1, flag, noise)
    assert load_checkpoint(output)[1].degradation == {"noise_sigma": sigmas}


@pytest.mark.parametrize("task_first", [True, False])
@pytest.mark.parametrize(
    ("task", "levels", "message"),
    [
        ("upscale", "5", "the scale is 5, not one of (2, 3, 4)"),
        ("upscale", "2-5", "the scale is 5, not one of (2, 3, 4)"),
        ("upscale", "2.5-4", "a level of 2.5 is not a whole number"),
        ("deblock", "0-60", "the JPEG quality is 0, not 1 to 100"),
        ("denoise", "300", "sigma is 300.0, not 0 to 255"),
    ],
)
def test_levels_that_a_task_cannot_have(
    photos: Path,
    output: Path,
    task: str,
    levels: str,
    message: str,
    task_first: bool,
    capsys: pytest.CaptureFixture[str],
) -> None:
    pairs = [["--task", task], ["--levels", levels]]
    chosen = [part for pair in (pairs if task_first else pairs[::-1]) for part in pair]
    assert main(["train", *chosen, "--data", str(photos), "--output", str(output)]) == 2
    last_line = capsys.readouterr().err.splitlines()[-1]
    assert last_line == f"memnet-gui train: error: argument --levels: {message}"


def test_a_range_of_scales_is_a_list(
    succeeds: Callable[..., str], tmp_path: Path, output: Path
) -> None:
    folder = tmp_path / "larger"
    folder.mkdir()
    Image.fromarray(np.zeros((60, 60), np.uint8)).save(folder / "a.png")
    tiny = ["train", "--task", "upscale", *TINY[3:]]
    succeeds(*tiny, "--data", folder, "--output", output, "--steps", 1, "--levels", "2-4")
    assert load_checkpoint(output)[1].degradation == {"scale": [2.0, 3.0, 4.0]}


@pytest.mark.parametrize("basic", [True, False])
def test_fine_tuning_takes_the_models_network(
    succeeds: Callable[..., str],
    fails: Callable[..., str],
    photos: Path,
    output: Path,
    tmp_path: Path,
    basic: bool,
) -> None:
    first = tmp_path / "first.safetensors"
    config = NetworkConfig(1, 2, 3, channels=3, multi_supervised=not basic, short_term=False)
    save_checkpoint(first, MemNet(config), ModelCard(pixels_seen=500))
    arguments = ["train", "--task", "denoise", "--data", photos, "--output", output]
    arguments += ["--initial", first, *TINY[9:], "--steps", 1]
    message = fails(*arguments, "--filters", 2)
    assert message.startswith(f"{first} holds another network (filters: 3, not 2);")
    succeeds(*arguments)
    network, card = load_checkpoint(output)
    assert network.config == config
    assert card.pixels_seen == 500 + 2 * 16 * 16
    assert "there is no model 'absent'" in fails(*arguments[:-4], "--initial", "absent")


def test_mishaps(fails: Callable[..., str], photos: Path, output: Path, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    short = (*TINY, "--steps", 1)
    assert "absent is not a folder; choose a folder of photos" in fails(
        *short, "--data", tmp_path / "absent", "--output", output
    )
    assert "grey.png is not a folder; choose a folder of photos" in fails(
        *short, "--data", photos, "--validate", photos / "grey.png", "--output", output
    )
    assert "is not a folder; choose a folder of photos" in fails(
        *short, "--data", tmp_path / (300 * "a"), "--output", output
    )
    assert "must end in .safetensors" in fails(
        *short, "--data", photos, "--output", 300 * "a", "--resume"
    )
    assert main([*map(str, short), "--data", str(photos), "--output", ""]) == 2
    assert "empty holds no photo that can be opened" in fails(
        *short, "--data", tmp_path / "empty", "--output", output
    )
    assert "x.pt must end in .safetensors" in fails(
        *short, "--data", photos, "--output", tmp_path / "x.pt"
    )
    assert "is 500 pixels wide and high; choose larger photos or a smaller patch" in fails(
        *short, "--data", photos, "--output", output, "--patch", 500
    )
    assert "grey.png cannot be made a folder (File exists)" in fails(
        *short, "--data", photos, "--output", photos / "grey.png" / "x.safetensors"
    )


def test_damaged_photo_is_passed_over(
    photos: Path, output: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    arguments = [*TINY, "--steps", "1", "--data", str(photos), "--output", str(output)]
    assert main(arguments) == 0
    note = "Photos passed over in photos: 1 cannot be read, first broken.png.\n"
    assert capsys.readouterr().err.startswith(note)
    assert load_checkpoint(output)[1].training_images == "2 photos in photos"


@pytest.mark.skipif(sys.platform != "linux", reason="needs a file system that takes any bytes")
def test_an_output_whose_name_is_not_utf_8(photos: Path, tmp_path: Path) -> None:
    output = tmp_path / os.fsdecode(b"bad\xff") / "x.safetensors"
    assert main([*TINY, "--data", str(photos), "--output", str(output), "--steps", "1"]) == 0
    elsewhere = output.rename(tmp_path / "x.safetensors")
    assert load_checkpoint(elsewhere)[0].config.name == "M2R1 C4"


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
        patch.setattr(loop, "build_card", interrupt)
        assert fails(*arguments, status=130) == "interrupted"
    assert not output.exists()
    succeeds(*arguments, "--resume")
    assert load_checkpoint(output)[0].config.name == "M2R1 C4"


@pytest.mark.parametrize(
    ("number", "status"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)], ids=str
)
def test_interrupt_saves_what_was_learned(
    photos: Path,
    output: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    number: signal.Signals,
    status: int,
) -> None:
    take_step = Trainer.train_step

    def interrupt_at_3(trainer: Trainer) -> tuple[torch.Tensor, torch.Tensor]:
        taken = take_step(trainer)
        if trainer.step == 3:
            signal.raise_signal(number)
        return taken

    before = signal.getsignal(number)
    monkeypatch.setattr(Trainer, "train_step", interrupt_at_3)
    options = ["--data", str(photos), "--output", str(output), "--steps", "50"]
    assert main([*TINY, *options]) == status
    assert steps_saved(output) == 3
    printed, log = capsys.readouterr()
    assert printed == ""
    assert "no model was written yet\n" in log
    assert "go on with --resume" in log
    assert signal.getsignal(number) is before
    assert not output.exists()


def test_interrupt_in_the_last_validation(
    photos: Path,
    output: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    others = shutil.copytree(photos, tmp_path / "others")
    options = ["--data", str(photos), "--validate", str(others), "--output", str(output)]
    restore = Validator._restore

    def interrupt(*arguments: object) -> object:
        signal.raise_signal(signal.SIGINT)
        return restore(*arguments)  # type: ignore[arg-type]

    with monkeypatch.context() as patch:
        patch.setattr(loop, "_FIRST_VALIDATION_SHARE", 2.0)
        patch.setattr(Validator, "_restore", interrupt)
        assert main([*TINY, *options, "--steps", "2"]) == 130
    assert (
        "100% of the budget is used, but the last validation is missing; go on with --resume"
        in (capsys.readouterr().err)
    )
    assert main([*TINY, *options, "--steps", "2", "--resume"]) == 0
    assert steps_saved(output) == 2
    assert "go on" not in capsys.readouterr().err
    assert output.exists()


def test_prints_now_and_then(
    photos: Path, output: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(loop, "REPORT_STEPS", 1)
    arguments = [*TINY, "--data", str(photos), "--output", str(output), "--steps", "30"]
    assert main(arguments) == 0
    steps = [line.split()[2] for line in capsys.readouterr().err.splitlines()]
    assert steps == ["1", "3", "30"]  # the first report and both validations


def test_one_folder_build_says_that_it_cannot_compile(
    fails: Callable[..., str], photos: Path, output: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    said = fails(*TINY, "--data", photos, "--output", output, "--compile")
    assert said.startswith("the one-folder build cannot compile networks; leave out --compile")
    assert not output.parent.exists()


def test_a_resumed_run_keeps_its_network_without_being_told(
    succeeds: Callable[..., str], photos: Path, output: Path
) -> None:
    network = ("--blocks", 3, "--recursions", 2, "--filters", 4, "--channels", 3)
    rest = ("--patch", 16, "--batch", 2, "--device", "cpu", "--precision", "fp32")
    files = ("--data", photos, "--output", output)
    succeeds("train", "--task", "denoise", *network, *rest, *files, "--steps", 1)
    succeeds("train", "--task", "denoise", *rest, *files, "--steps", 2, "--resume")
    trained, card = load_checkpoint(output)
    assert (trained.config.name, trained.config.channels) == ("M3R2 C4", 3)
    assert card.pixels_seen == 2 * 2 * 16**2


@pytest.mark.parametrize(("option", "papers"), [("--balance", 0), ("--alpha", 1 / 3)])
def test_the_loss_can_weigh_otherwise(
    succeeds: Callable[..., str], photos: Path, tmp_path: Path, option: str, papers: float
) -> None:
    def train(*options: object) -> dict[str, torch.Tensor]:
        output = tmp_path / f"{len(list(tmp_path.iterdir()))}.safetensors"
        succeeds(*TINY, "--data", photos, "--output", output, "--steps", 2, *options)
        return load_checkpoint(output)[0].state_dict()

    usual, same, other = train(), train(option, papers), train(option, 0.5)
    assert all(torch.equal(usual[name], same[name]) for name in usual)
    assert any(not torch.equal(usual[name], other[name]) for name in usual)


def test_a_resumed_run_keeps_its_optimizer_without_being_told(
    succeeds: Callable[..., str], fails: Callable[..., str], photos: Path, output: Path
) -> None:
    files = ("--data", photos, "--output", output)
    succeeds(*TINY, *files, "--steps", 1, "--optimizer", "adamw")
    succeeds(*TINY, *files, "--steps", 2, "--resume")
    said = fails(*TINY, *files, "--steps", 2, "--resume", "--optimizer", "muon")
    assert "with other settings (optimizer: adamw, not muon); " in said
