"""`memnet-gui train`: trains a network, in slices that resume from one another."""

import argparse
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import torch

from memnet_gui.cli.parsers.train import fit_levels
from memnet_gui.errors import UserError
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.paths import is_bundle
from memnet_gui.restoration.hardware import choose_device, choose_precision
from memnet_gui.restoration.models import find_model
from memnet_gui.training.control import TrainingControl
from memnet_gui.training.distributed import speaks
from memnet_gui.training.plan import USUAL_VALIDATION_SHARE, TrainingPlan, TrainingResult
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.training.recipe import (
    RATES,
    TASK_LEVELS,
    TrainingRecipe,
    choose_validation_levels,
    state_path_of,
)
from memnet_gui.training.resuming import find_network
from memnet_gui.training.run_log import describe
from memnet_gui.training.session import train

_PRINT_S = 10.0


def run(options: argparse.Namespace) -> int:
    """Trains until the budget or the slice is used."""
    if options.compile and is_bundle():
        raise UserError(
            "the one-folder build cannot compile networks; leave out --compile, or install "
            "MemNet GUI with pip"
        )
    if options.threads:
        torch.set_num_threads(options.threads)
    plan = TrainingPlan(
        recipe=build_recipe(options),
        summary=options.summary,
        training_images=options.images,
        resume=options.resume,
        overwrite=options.overwrite,
        slice_minutes=options.slice_minutes,
        within_minutes=options.within,
        validation_share=1.0 if options.validate_every else USUAL_VALIDATION_SHARE,
        follows=tuple(name for name in ("optimizer", "rate") if getattr(options, name) is None),
    )
    control = TrainingControl()
    with _stopped_by_signals(control) as received:
        result = train(plan, _Printer(), control)
    if speaks():
        _print_result(result)
    return 128 + received[0] if received else 0


def _print_result(result: TrainingResult) -> None:
    if result.output is None:
        print("no model was written yet", file=sys.stderr)
    else:
        best = ", ".join(f"{name} {psnr:.2f} dB" for name, psnr in result.best.items())
        megapixels = result.pixels / 1e6
        print(f"{result.output}  after {megapixels:.0f} Mpx; best validation: {best or '-'}")
    if result.step == 0:
        print("stopped before the first step; go on with --resume", file=sys.stderr)
    elif not result.is_complete:
        used = f"{result.done:.0%} of the budget is used"
        missing = ", but the last validation is missing" if result.done >= 1 else ""
        print(f"{used}{missing}; go on with --resume", file=sys.stderr)


class _Printer:
    """Prints a report now and then: after validations, with notes, and every few seconds."""

    def __init__(self) -> None:
        self._printed = 0.0

    def __call__(self, progress: TrainingProgress) -> None:
        now = time.monotonic()
        if progress.validation or progress.note or now - self._printed >= _PRINT_S:
            print(describe(progress), file=sys.stderr, flush=True)
            self._printed = now


@contextmanager
def _stopped_by_signals(control: TrainingControl) -> Iterator[list[int]]:
    """Has Ctrl+C, or a batch system's SIGTERM, end the run between two steps, saved.

    Yields:
        The signals received.
    """
    received: list[int] = []

    def stop(number: int, _frame: object) -> None:
        received.append(number)
        control.stop(keep=False)

    previous = {number: signal.signal(number, stop) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield received
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def build_recipe(options: argparse.Namespace) -> TrainingRecipe:
    """Returns the recipe that the arguments describe."""
    device = choose_device(options.device)
    task = TASK_LEVELS[options.task]
    levels, blind = fit_levels(options.task, options.levels) or (task.levels, task.blind)
    initial = find_model(options.initial) if options.initial else None
    going_on = find_network(state_path_of(options.output)) if options.resume else None
    optimizer = options.optimizer or next(iter(RATES))
    default = initial.config if initial else going_on or NetworkConfig()
    values: dict[str, Any] = {
        "data": tuple(options.data),
        "output": options.output,
        "validate": options.validate,
        "network": _choose_network(options, default),
        "initial": initial.path if initial else None,
        "task": options.task,
        "levels": levels,
        "blind": blind,
        "validation_levels": choose_validation_levels(options.task, levels, blind=blind),
        "minutes": options.minutes,
        "steps": None if options.within else options.steps,
        "patch_px": options.patch,
        "batch": options.batch,
        "balance": options.balance,
        "alpha": options.alpha,
        "keep_statistics": options.keep_statistics,
        "optimizer": optimizer,
        "rate": RATES[optimizer] if options.rate is None else options.rate,
        "seed": options.seed,
        "validate_every_minutes": options.validate_every or TrainingRecipe.validate_every_minutes,
        "device": device,
        "precision": choose_precision(options.precision, device),
        "compile": options.compile,
    }
    return TrainingRecipe(**values)


def _choose_network(options: argparse.Namespace, default: NetworkConfig) -> NetworkConfig:
    names = ("blocks", "recursions", "filters", "channels")
    given = {name: getattr(options, name) for name in names}
    return replace(
        default,
        **{name: value for name, value in given.items() if value is not None},
        multi_supervised=default.multi_supervised and not options.basic,
        long_term=default.long_term and not options.no_long_term,
        short_term=default.short_term and not options.no_short_term,
    )
