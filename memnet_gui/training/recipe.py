"""Everything that decides how a network is trained."""

import math
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from memnet_gui.imaging.degradation import build_degradation
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.configuration import NetworkConfig


@dataclass(frozen=True)
class TaskLevels:
    """What networks of a task learn unless told otherwise.

    Attributes:
        levels: Noise sigmas on the 0-255 scale, scales, or JPEG qualities.
        blind: Whether all between the ends of `levels` is learned.
        validation: Levels to validate at.
    """

    levels: tuple[float, ...]
    blind: bool
    validation: tuple[float, ...]


RATES = {"muon": 1e-2, "adamw": 4e-3}
"""The optimisers, the usual one first, and the highest learning rate that suits each."""
TASK_LEVELS = {
    "denoise": TaskLevels((0.0, 75.0), blind=True, validation=(15.0, 30.0, 50.0)),
    "upscale": TaskLevels((2.0, 3.0, 4.0), blind=False, validation=(2.0, 3.0, 4.0)),
    "deblock": TaskLevels((5.0, 60.0), blind=True, validation=(10.0, 20.0, 40.0)),
}


@dataclass(frozen=True)
class TrainingRecipe:
    """One training run, from nothing to the weights that ship.

    The learning rate warms up and then follows a cosine to zero over the whole budget,
    which is `minutes` of training or, when given, `steps`. A run may be cut in slices
    that resume from one another; the schedule spans them all.

    Attributes:
        data: Folders of training photos.
        validate: Folder of photos to validate on; None trains without validation.
        output: Where the best weights go (.safetensors).
        network: What is trained.
        task: One of `TASK_LEVELS`.
        levels: Noise sigmas on the 0-255 scale, scales, or JPEG qualities.
        blind: Draw the level uniformly between the ends of `levels`, not from the list.
        minutes: Training time over all slices; ignored where `steps` is given.
        steps: Optimiser steps over all slices, for runs that must repeat exactly.
        patch_px: Width and height of a training patch.
        batch: Patches in a step.
        balance: How much more patches with little damage weigh than in the paper's loss, 0 (not
            more) to 1; see `multi_supervised_loss`.
        alpha: What of the loss is that of the final image, 0 to 1; None: as in the paper.
        optimizer: `muon` for the convolutions between feature maps and AdamW for the rest, or
            `adamw` for all.
        rate: Highest learning rate.
        warmup: Share of the budget in which the rate rises.
        weight_decay: Decay of the convolution weights.
        clip: Largest gradient norm.
        average: Decay of the exponential moving average of the weights.
        precision: `bf16` (autocast) or `fp32`.
        device: `cpu` or `cuda`.
        keep_statistics: Normalise by the statistics of `initial`, not by those of each batch; only
            with `initial`.
        compile: Compile the network with torch.compile (needs a C++ compiler on the CPU).
        seed: Decides the initial weights and every draw.
        validation_levels: Levels to validate at.
        validate_every_minutes: Time between validations; the first one comes earlier.
        initial: Start from the weights of this checkpoint, whose network must be `network`.
    """

    data: tuple[Path, ...]
    output: Path
    validate: Path | None = None
    network: NetworkConfig = field(default_factory=NetworkConfig)
    task: str = "denoise"
    levels: tuple[float, ...] = TASK_LEVELS["denoise"].levels
    blind: bool = TASK_LEVELS["denoise"].blind
    minutes: float = 60.0
    steps: int | None = None
    patch_px: int = 48
    batch: int = 12
    balance: float = 0.0
    alpha: float | None = None
    optimizer: str = next(iter(RATES))
    rate: float = next(iter(RATES.values()))
    warmup: float = 0.04
    weight_decay: float = 1e-4
    clip: float = 0.1
    average: float = 0.999
    precision: str = "bf16"
    device: str = "cpu"
    keep_statistics: bool = False
    compile: bool = False
    seed: int = 0
    validation_levels: tuple[float, ...] = TASK_LEVELS["denoise"].validation
    validate_every_minutes: float = 10.0
    initial: Path | None = None

    @property
    def luminance(self) -> bool:
        """Whether grey means the luminance of the paper's studio range, not full-range grey."""
        return self.network.channels == 1 and self.task != "denoise"

    def learning_rate(self, done: float) -> float:
        """Returns the rate after the share `done` (0 to 1) of the budget."""
        rising = min(1.0, done / self.warmup) if self.warmup > 0 else 1.0
        return self.rate * rising * 0.5 * (1 + math.cos(math.pi * min(1.0, done)))

    @property
    def state_path(self) -> Path:
        """Where the state of the run is kept to resume from, beside its output."""
        return state_path_of(self.output)

    def fingerprint(self) -> dict[str, Any]:
        """Returns what a resumed run must share with the run that it continues.

        Not the budget: a run may be given more time, which stretches the rest of its schedule.
        Nor what it is measured on, nor the model that it starts from: both are looked at by
        themselves.
        """
        free = {"data", "output", "device", "compile", "minutes", "steps", "initial"}
        free |= {"validate", "validation_levels", "validate_every_minutes"}
        values = asdict(self) | {"network": self.network.to_dict()}
        return {name: value for name, value in values.items() if name not in free}

    def check(self) -> None:
        """Makes sure that the task can have these levels.

        Raises:
            ValueError: It cannot.
        """
        check_levels(self.task, self.levels, blind=self.blind)
        check_levels(self.task, self.validation_levels, blind=False)


def state_path_of(output: Path) -> Path:
    """Returns where the state of the run that writes `output` is kept."""
    return output.parent / f"{output.stem}.resume.pt"  # a name may be empty while it is typed


def choose_validation_levels(
    task: str, levels: Sequence[float], *, blind: bool
) -> tuple[float, ...]:
    """Returns the task's usual levels among those learned.

    Where none is usual: the middle of a range; of a list its two or three levels, or of a longer
    one the lowest, the middle and the highest.

    Args:
        task: One of `TASK_LEVELS`.
        levels: The list, or the ends of the range, that is learned.
        blind: Whether it is a range.
    """
    usual = TASK_LEVELS[task].validation
    if not blind:
        return tuple(level for level in usual if level in levels) or _spread(levels)
    low, high = min(levels), max(levels)
    inside = tuple(level for level in usual if low <= level <= high)
    return inside or (_middle(task, low, high),)


def _middle(task: str, low: float, high: float) -> float:
    """Returns a whole level near the middle of a range, or for noise the middle of a narrow one."""
    middle = (low + high) / 2
    rounded = float(round(middle))
    if task == "deblock":
        return min(max(rounded, low), high)
    return rounded if low < rounded < high else middle


def _spread(levels: Sequence[float]) -> tuple[float, ...]:
    """Returns at most three of the levels, from the lowest to the highest."""
    ordered = sorted(set(levels))
    middle = ordered[len(ordered) // 2]
    return tuple(sorted({ordered[0], middle, ordered[-1]}))


def check_levels(task: str, levels: Sequence[float], *, blind: bool) -> None:
    """Makes sure that networks of a task can learn these levels.

    Raises:
        ValueError: There is none, one is out of range, or a range was given for scales.
    """
    if not levels:
        raise ValueError(QT_TRANSLATE_NOOP("Engine", "there must be at least one level"))
    for level in levels:
        build_degradation(task, level)
    if blind and task == "upscale":
        text = QT_TRANSLATE_NOOP("Engine", "scales are learned from a list, not from a range")
        raise ValueError(text)
