"""What a training run is to do, and how it ended."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from memnet_gui.training.recipe import TrainingRecipe

USUAL_VALIDATION_SHARE = 0.2
"""Share of the time that validations may take where nobody chose when they come."""


@dataclass(frozen=True)
class TrainingPlan:
    """What a run is to do.

    Attributes:
        recipe: How the network is trained.
        summary: What the model is for, for its card.
        training_images: What it learns from, for its card; empty stands for the number of
            photos and the folder's name.
        resume: Go on from the recipe's state file if it is there.
        overwrite: Start over an existing output.
        slice_minutes: Stop after so long, to be resumed later.
        within_minutes: End so long after the start, compiling and validations included: the
            recipe's budget is what these leave.
        validation_share: Validations come later than the recipe says where they would take more
            than this share of the time; 1 has them come as it says.
        follows: Settings of the recipe that nobody chose: a run that goes on keeps its own.
        usual_summary: What the card says where neither `summary` nor an earlier slice does.
    """

    recipe: TrainingRecipe
    summary: str = ""
    training_images: str = ""
    resume: bool = False
    overwrite: bool = False
    slice_minutes: float | None = None
    within_minutes: float | None = None
    validation_share: float = 1.0
    follows: tuple[str, ...] = ()
    usual_summary: str = ""


@dataclass(frozen=True)
class TrainingResult:
    """How a run ended.

    Attributes:
        output: The checkpoint; None if none was written yet.
        step: Optimiser steps taken, over all slices.
        pixels: Image pixels seen, over all slices.
        done: Share of the budget that is used, 0 to 1.
        is_complete: Whether nothing is left to do: where the last validation was cut short, the
            best weights may not have been written though the whole budget is used.
        best: PSNR in dB of the checkpoint's final output by level.
    """

    output: Path | None
    step: int = 0
    pixels: int = 0
    done: float = 0.0
    is_complete: bool = False
    best: Mapping[str, float] = field(default_factory=dict)
