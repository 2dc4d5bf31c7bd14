"""Two processes that train one network, over gloo on this machine."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.distributed import ALONE, Group
from memnet_gui.training.loss import multi_supervised_loss
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.state import load_state

# Trains by the command line: a run at one go, the same in two slices, and one that AdamW goes on
# with untold. Each process notes its patches, the gradient of the first step and what it ends with.
# The second one sees nothing of the files that the first one writes.
SCRIPT = """
import os
import sys
from pathlib import Path
import torch
from memnet_gui.cli import main
from memnet_gui.training import session
from memnet_gui.training.trainer import Trainer

torch.use_deterministic_algorithms(mode=True)
folder = Path(sys.argv[1])
draw, step, prepare = Trainer._draw, Trainer.train_step, session._prepare
notes = {"pairs": [], "gradients": None}
trainers = []

def noted_draw(trainer, sampler):
    pair = draw(trainer, sampler)
    if sampler is trainer.sampler:
        notes["pairs"].append(pair)
    return pair

def noted_step(trainer):
    taken = step(trainer)
    if notes["gradients"] is None:
        notes["gradients"] = [p.grad.clone() for p in trainer.network.parameters()]
    return taken

def noted_prepare(*arguments):
    prepared = prepare(*arguments)
    trainers.append(prepared[1])
    return prepared

Trainer._draw, Trainer.train_step, session._prepare = noted_draw, noted_step, noted_prepare
torch.distributed.init_process_group("gloo")
first_slice = ["--slice-minutes", "0.0010"]
for arguments in (
    ["straight"],
    ["sliced", *first_slice],
    ["sliced", "--resume"],
    ["adam", *first_slice, "--optimizer", "adamw"],
    ["adam", "--resume"],
):
    runs = "runs" if os.environ["RANK"] == "0" else "elsewhere"
    output = folder / runs / f"{arguments[0]}.safetensors"
    status = main([*sys.argv[2:], "--output", str(output), *arguments[1:]])
    assert status == 0, status
for name, trainer in (("straight", trainers[0]), ("sliced", trainers[2])):
    notes[name] = trainer.network.state_dict()
    notes[f"{name} average"] = trainer.average.network.state_dict()
notes["steps"] = [trainer.step for trainer in trainers]
notes["optimizers"] = [len(trainer.optimizers) for trainer in trainers]
torch.distributed.destroy_process_group()
torch.save(notes, folder / f"rank {trainers[0].group.rank}.pt")
"""
STEPS = 30


@pytest.fixture
def trained(photos: Path, tmp_path: Path) -> tuple[list[dict[str, Any]], str]:
    """What both processes noted, and what was printed."""
    script = tmp_path / "script.py"
    script.write_text(SCRIPT)
    command = [sys.executable, "-m", "torch.distributed.run", "--standalone"]
    command += ["--nproc-per-node", "2", str(script), str(tmp_path), "train", "--task", "denoise"]
    command += ["--data", str(photos), "--blocks", "2", "--recursions", "1", "--filters", "4"]
    command += ["--patch", "16", "--batch", "2", "--precision", "fp32", "--device", "cpu"]
    command += ["--steps", str(STEPS)]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path), "OMP_NUM_THREADS": "1"}
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, env=environment
    ) as process:
        try:
            printed, log = process.communicate(timeout=120)
        finally:
            process.terminate()  # and torchrun its workers
    assert process.returncode == 0, log
    return [torch.load(tmp_path / f"rank {rank}.pt") for rank in (0, 1)], printed


def test_two_processes(
    trained: tuple[list[dict[str, Any]], str],
    tmp_path: Path,
    build_recipe: Callable[..., TrainingRecipe],
) -> None:
    (first, second), printed = trained
    drawn = [degraded for notes in (first, second) for degraded, _ in notes["pairs"][:STEPS]]
    assert len({tensor.numpy().tobytes() for tensor in drawn}) == 2 * STEPS

    expected = averaged_gradients(first["pairs"][0], second["pairs"][0])
    for mine, theirs, reference in zip(
        first["gradients"], second["gradients"], expected, strict=True
    ):
        assert torch.equal(mine, theirs)
        torch.testing.assert_close(mine, reference, atol=1e-7, rtol=1e-4)

    for run in ("straight", "straight average", "sliced", "sliced average"):
        for name, tensor in first[run].items():
            assert torch.equal(tensor, second[run][name]), (run, name)
    assert first["steps"][0] == first["steps"][2] == STEPS
    assert 1 <= first["steps"][1] < STEPS
    for name, tensor in first["straight"].items():
        assert torch.equal(tensor, first["sliced"][name]), name

    assert first["optimizers"] == second["optimizers"] == [2, 2, 2, 1, 1]
    assert first["steps"][4] == second["steps"][4] == STEPS
    assert list((tmp_path / "elsewhere").glob("*.resume.pt")) == []

    output = tmp_path / "runs" / "straight.safetensors"
    assert sorted(path.name for path in output.parent.glob("straight*")) == [
        "straight.resume.pt",
        "straight.safetensors",
        "straight.tensorboard",
    ]
    assert len(list(output.with_suffix(".tensorboard").iterdir())) == 1
    assert load_checkpoint(output)[1].pixels_seen == STEPS * 2 * 2 * 16 * 16
    state = load_state(output.with_suffix(".resume.pt"), torch.device("cpu"))
    generators = state["trainer"]["generators"]
    assert len(generators) == 2
    assert not torch.equal(*generators)
    assert printed.count(f"{output}  after 0 Mpx") == 1


def averaged_gradients(*pairs: tuple[Tensor, Tensor]) -> list[Tensor]:
    """The mean of the gradients that each pair alone gives, clipped to a norm of 0.1."""
    gradients = []
    for degraded, clean in pairs:
        torch.manual_seed(0)
        network = MemNet(NetworkConfig(2, 1, 4)).train()
        multi_supervised_loss(network(degraded), clean).backward()  # type: ignore[no-untyped-call]
        gradients.append([weight.grad for weight in network.parameters()])
    means = [(one + other) / 2 for one, other in zip(*gradients, strict=True)]  # type: ignore[operator]
    norm = torch.cat([mean.flatten() for mean in means]).norm()
    return [mean * min(1.0, 0.1 / norm.item()) for mean in means]


def test_alone_everything_is_what_it_is() -> None:
    value = torch.tensor([1, 2])
    assert ALONE.agree([1.0, 2.5]) == ALONE.mean([1.0, 2.5]) == [1.0, 2.5]
    assert ALONE.share({"a": 1}) == {"a": 1}
    assert ALONE.gather(value) == [value]
    assert ALONE.seed(7) == 7
    assert ALONE.device("cpu") == torch.device("cpu")


def test_seeds_differ_in_the_bits_that_count() -> None:
    seeds = [Group(rank, 8).seed(seed) for rank in range(8) for seed in range(100)]
    draws = {torch.rand(1, generator=torch.Generator().manual_seed(seed)).item() for seed in seeds}
    assert len(draws) == len(seeds)
