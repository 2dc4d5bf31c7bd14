"""A run whose process is killed in the middle of it."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
import torch

from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.training import loop
from memnet_gui.training.plan import TrainingResult
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.state import load_state

STEPS = 40
# Reports every loss, and saves often but not after every step.
SCRIPT = """
import sys
from pathlib import Path
import torch
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.training import loop
from memnet_gui.training.recipe import TrainingRecipe
from memnet_gui.training.plan import TrainingPlan
from memnet_gui.training.session import train
torch.set_num_threads(1)
torch.use_deterministic_algorithms(mode=True)
loop.REPORT_STEPS, loop.SAVE_S = 1, 0.05
photos, others, output = map(Path, sys.argv[1:])
recipe = TrainingRecipe(
    (photos,), output, others, NetworkConfig(2, 2, 4), steps=40, patch_px=16, batch=2,
    precision="fp32", validation_levels=(30.0,), validate_every_minutes=1e3,
)
train(TrainingPlan(recipe), lambda p: print(p.step, p.loss.hex(), p.rate.hex(), flush=True))
"""


def test_resuming_after_a_kill_is_exact(
    build_recipe: Callable[..., TrainingRecipe],
    run: Callable[..., tuple[TrainingResult, list[TrainingProgress]]],
    photos: Path,
    others: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(loop, "REPORT_STEPS", 1)
    straight = build_recipe("straight", steps=STEPS, validate=others)
    straight_result, reports = run(straight)
    expected = losses(reports)
    assert list(expected) == list(range(1, STEPS + 1))

    killed = build_recipe("killed", steps=STEPS, validate=others)
    seen = run_and_kill(photos, others, killed.output, after=STEPS // 2)
    assert seen == {step: expected[step] for step in seen}
    saved_step = load_state(killed.state_path, torch.device("cpu"))["trainer"]["step"]
    assert 1 < saved_step < STEPS
    assert load_checkpoint(killed.output)[0].config == killed.network  # whole, of the first tenth

    result, reports = run(killed, resume=True)
    resumed = losses(reports)
    assert list(resumed) == list(range(saved_step + 1, STEPS + 1))
    assert resumed == {step: expected[step] for step in resumed}
    assert (result.step, result.pixels, result.best) == (
        straight_result.step,
        straight_result.pixels,
        straight_result.best,
    )
    assert without_times(killed) == without_times(straight)
    assert weights(killed.output) == weights(straight.output)


def losses(reports: list[TrainingProgress]) -> dict[int, tuple[str, str]]:
    """Losses and rates to the last bit."""
    return {p.step: (p.loss.hex(), p.rate.hex()) for p in reports if p.loss == p.loss}


def run_and_kill(
    photos: Path, others: Path, output: Path, after: int
) -> dict[int, tuple[str, str]]:
    """Returns what the process reported before SIGKILL."""
    command = [sys.executable, "-c", SCRIPT, *map(str, (photos, others, output))]
    environment = os.environ | {"PYTHONPATH": os.pathsep.join(sys.path)}
    seen = {}
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env=environment) as process:
        assert process.stdout is not None
        for line in process.stdout:
            step, loss, rate = line.split()
            seen[int(step)] = loss, rate
            if int(step) >= after:
                process.kill()
    assert process.returncode == -9
    return seen


def without_times(recipe: TrainingRecipe) -> str:
    state = load_state(recipe.state_path, torch.device("cpu"))
    del state["trainer"]["seconds"]
    return json.dumps(state, default=lambda tensor: tensor.tolist())


def weights(path: Path) -> dict[str, list[float]]:
    return {name: t.tolist() for name, t in load_checkpoint(path)[0].state_dict().items()}
