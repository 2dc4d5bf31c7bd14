"""What a person chooses before a training run, and the plan that follows from it."""

import json
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from platformdirs import user_data_path

from memnet_gui.app.model_summaries import summarise_model
from memnet_gui.errors import UserError
from memnet_gui.files import is_file, is_folder, is_there
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.hardware import choose_device, choose_precision
from memnet_gui.training.claim import is_claimed
from memnet_gui.training.plan import USUAL_VALIDATION_SHARE, TrainingPlan
from memnet_gui.training.recipe import (
    RATES,
    TASK_LEVELS,
    TrainingRecipe,
    choose_validation_levels,
    state_path_of,
)

SUFFIX = ".safetensors"
SCALES = TASK_LEVELS["upscale"].levels
PRESETS: dict[str, tuple[int, int, int]] = {
    QT_TRANSLATE_NOOP("Engine", "Fast M4R3 C32"): (4, 3, 32),
    "M4R6 C64": (4, 6, 64),
    QT_TRANSLATE_NOOP("Engine", "M6R6 C64 (the paper)"): (6, 6, 64),
    "M6R8 C64": (6, 8, 64),
    "M10R10 C64": (10, 10, 64),
}
"""Blocks, recursions and filters of networks worth training; the first is the default."""

_DEFAULTS = TrainingRecipe(data=(), output=Path())
_VALIDATIONS = 40
_VALIDATE_MINUTES = (0.5, 10.0)
_VALIDATE_MINUTES_OF_STEPS = 2.0
"""Between validations where the budget is in steps, which may be fast or slow."""


def default_network(channels: int = 3) -> NetworkConfig:
    """Returns the fast network."""
    return NetworkConfig(*next(iter(PRESETS.values())), channels=channels)


@dataclass(frozen=True)
class TrainingChoices:
    """All that the panel asks for.

    Attributes:
        output: Where the model goes.
        folders: Where the photos to learn from lie.
        validate: Folder of photos to measure on; None measures nothing.
        task: One of `TASK_LEVELS`.
        levels: Lowest and highest noise sigma or JPEG quality, or the scales.
        network: What is trained.
        minutes: Budget in minutes; ignored where `steps` is given.
        steps: Budget in optimiser steps.
        batch: Patches in a step.
        patch_px: Width and height of a patch.
        rate: Highest learning rate.
        device: `auto`, `cpu` or `cuda`.
        initial: Model whose weights training starts from; None starts from scratch.
        resume: Go on from the interrupted run beside `output`.
    """

    output: Path
    folders: tuple[Path, ...] = ()
    validate: Path | None = None
    task: str = "denoise"
    levels: tuple[float, ...] = TASK_LEVELS["denoise"].levels
    network: NetworkConfig = field(default_factory=default_network)
    minutes: float = _DEFAULTS.minutes
    steps: int | None = None
    batch: int = _DEFAULTS.batch
    patch_px: int = _DEFAULTS.patch_px
    rate: float = _DEFAULTS.rate
    device: str = "auto"
    initial: Path | None = None
    resume: bool = False

    @property
    def has_state(self) -> bool:
        """Whether there is the state of a run of this name."""
        return is_file(state_path_of(self.output))

    @property
    def can_go_on(self) -> bool:
        """Whether an interrupted run of this name can go on here; no other program trains it."""
        return self.has_state and not is_claimed(self.output)

    @property
    def problem(self) -> str:
        """One sentence on what keeps the run from starting, "" where nothing does."""
        if not self.folders:
            return QT_TRANSLATE_NOOP("Engine", "Add a folder of photos to learn from.")
        homes = [Path(part) for part in self.output.parts[:1] if part.startswith("~")]  # nobody's
        for folder in (*self.folders, *filter(None, [self.validate]), *homes):
            if not is_folder(folder):
                text = QT_TRANSLATE_NOOP("Engine", "{folder} is not a folder; choose another one.")
                return Message(text, folder=folder)
        if self.output.suffix != SUFFIX or self.output.stem in ("", SUFFIX):
            text = QT_TRANSLATE_NOOP("Engine", "Give the model a file name that ends in {suffix}.")
            return Message(text, suffix=SUFFIX)
        if not self.levels:
            return QT_TRANSLATE_NOOP("Engine", "Choose at least one scale.")
        text = ""
        if not self.resume and (is_there(self.output) or self.has_state):
            text = QT_TRANSLATE_NOOP("Engine", "{name} exists already; take another name.")
        elif self.resume and is_claimed(self.output):
            text = QT_TRANSLATE_NOOP(
                "Engine", "{name} is being trained by another program; take another name."
            )
        return Message(text, name=self.output.stem)

    def to_json(self) -> str:
        """Returns the choices as text for the settings."""
        return json.dumps(asdict(self) | {_OPTIMIZER: _DEFAULTS.optimizer}, default=str)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Reads what `to_json` wrote.

        Raises:
            ValueError: The text is something else, perhaps of another version.
        """
        try:
            values: dict[str, Any] = json.loads(text)
            is_adamws = values.pop(_OPTIMIZER, None) is None and values["rate"] == RATES["adamw"]
            if is_adamws and not values["resume"]:
                values["rate"] = _DEFAULTS.rate
            paths = {name: Path(values[name]) if values[name] else None for name in _PATHS}
            values |= paths | {
                "folders": tuple(Path(folder) for folder in values["folders"]),
                "levels": tuple(float(level) for level in values["levels"]),
                "network": NetworkConfig.from_dict(values["network"]),
            }
            return cls(**values)
        except (AttributeError, KeyError, TypeError) as error:
            raise ValueError(f"not the choices of a training run: {error}") from error


_PATHS = ("output", "validate", "initial")
_OPTIMIZER = "optimizer"
"""In the text, what the usual rate is for: texts of earlier versions, which lack it, mean AdamW."""


def build_plan(choices: TrainingChoices) -> TrainingPlan:
    """Returns what the trainer gets.

    Raises:
        UserError: Something is missing, or the device is not there.
    """
    if choices.problem:
        raise UserError(choices.problem)
    device = choose_device(choices.device)
    low, high = min(choices.levels), max(choices.levels)
    in_steps = choices.steps is not None
    blind = TASK_LEVELS[choices.task].blind and low < high
    recipe = TrainingRecipe(
        data=choices.folders,
        output=choices.output,
        validate=choices.validate,
        network=choices.network,
        task=choices.task,
        levels=(low,) if low == high else choices.levels,
        blind=blind,
        minutes=choices.minutes,
        steps=choices.steps,
        patch_px=choices.patch_px,
        batch=choices.batch,
        rate=choices.rate,
        device=device,
        precision=choose_precision("auto", device),
        validation_levels=choose_validation_levels(choices.task, choices.levels, blind=blind),
        validate_every_minutes=(
            _VALIDATE_MINUTES_OF_STEPS if in_steps else _validation_interval(choices.minutes)
        ),
        initial=choices.initial,
    )
    # A run that goes on, which may have begun on the command line, keeps what it was told.
    goes_on = choices.resume and choices.has_state
    usual = str(summarise_model(choices.task, choices.network.channels, choices.levels))
    summary = "" if goes_on else usual
    follows = ("optimizer", "rate") if choices.rate == _DEFAULTS.rate else ("optimizer",)
    return TrainingPlan(
        recipe,
        summary,
        resume=choices.resume,
        validation_share=USUAL_VALIDATION_SHARE,
        follows=follows,
        usual_summary=usual,
    )


def _validation_interval(minutes: float) -> float:
    least, most = _VALIDATE_MINUTES
    return min(max(minutes / _VALIDATIONS, least), most)


def models_folder() -> Path:
    """Returns where models go that are trained in the window."""
    return user_data_path("memnet-gui", appauthor=False) / "models"


def fresh_output(task: str, folder: Path) -> Path:
    """Returns a name in `folder` that no model and no interrupted run has."""
    number = 1
    while True:
        ending = "" if number == 1 else f"-{number}"
        choices = TrainingChoices(folder / f"{task}-mine{ending}{SUFFIX}")
        if not is_there(choices.output) and not choices.has_state:
            return choices.output
        number += 1


def with_fresh_output(choices: TrainingChoices) -> TrainingChoices:
    """Returns the choices with a name that is free, which starts a run of its own."""
    output = fresh_output(choices.task, choices.output.parent)
    return replace(choices, output=output, resume=False)
