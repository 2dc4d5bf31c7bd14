"""`memnet-gui train`: trains a network, in slices that resume from one another."""

import argparse
import math
import signal
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import torch

from memnet_gui.cli.options import Commands, number
from memnet_gui.network.card import TASKS
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.hardware import DEVICES, PRECISIONS, choose_device, choose_precision
from memnet_gui.restoration.models import find_model
from memnet_gui.training.control import TrainingControl
from memnet_gui.training.distributed import speaks
from memnet_gui.training.progress import TrainingProgress
from memnet_gui.training.recipe import (
    TASK_LEVELS,
    TrainingRecipe,
    check_levels,
    choose_validation_levels,
)
from memnet_gui.training.run_log import describe
from memnet_gui.training.session import TrainingPlan, TrainingResult, train

_DEFAULTS = TrainingRecipe(data=(), output=Path())
_PRINT_S = 10.0


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "train",
        help="train a network",
        description="Trains MemNet on a folder of clean photos. The best weights by validation "
        "PSNR go to --output; beside it lie the state to resume from (.resume.pt) and a "
        "TensorBoard log. The learning rate follows a cosine over the whole budget.",
        epilog="Several GPUs: 'torchrun --nproc-per-node N --no-python memnet-gui train ...', or "
        "from a checkout 'torchrun --nproc-per-node N main.py train ...', N processes with --batch "
        "patches each.",
    )
    _add_files(parser)
    _add_network(parser)
    _add_schedule(parser)
    _add_hardware(parser)
    parser.set_defaults(run=run)


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--task", choices=TASKS, required=True, action=_TaskOrLevels)
    parser.add_argument(
        "--data", type=Path, required=True, nargs="+", metavar="FOLDER", help="clean photos"
    )
    parser.add_argument(
        "--validate", type=Path, metavar="FOLDER", help="photos that are not trained on"
    )
    parser.add_argument("--output", type=Path, required=True, metavar="X.safetensors")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="continue the run whose state lies beside --output, or start it",
    )
    parser.add_argument(
        "--initial",
        metavar="NAME_OR_FILE",
        help="fine-tune: start from the weights of a shipped model or of a .safetensors file, "
        "whose network this run then has",
    )
    parser.add_argument("--overwrite", action="store_true", help="start over an existing output")
    parser.add_argument("--summary", default="", help="a sentence for the model card")
    parser.add_argument("--images", default="", help="name the training images for the card")


def _add_network(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group(
        "network", f"the paper's {NetworkConfig().name} unless told otherwise or --initial is given"
    )
    whole = number(int, 1, 64)
    group.add_argument("--blocks", type=whole, metavar="M")
    group.add_argument("--recursions", type=whole, metavar="R")
    group.add_argument("--filters", type=number(int, 1, 1024), metavar="C")
    group.add_argument("--channels", type=int, choices=[1, 3], help="1 for grey, 3 for colour")
    group.add_argument("--basic", action="store_true", help="supervise the last block only")
    group.add_argument("--no-long-term", action="store_true", help="the paper's ablation NL")
    group.add_argument("--no-short-term", action="store_true", help="the paper's ablation NS")


def _add_schedule(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--levels",
        "--noise",
        type=_levels,
        action=_TaskOrLevels,
        metavar="A-B|A,B,...",
        help="levels to learn, drawn from a range or from a list: sigma for denoise (default: "
        "0-75), scales for upscale (default: 2,3,4), JPEG qualities for deblock (default: 5-60)",
    )
    minutes = number(float, 0.001, 1e6)
    parser.add_argument(
        "--minutes", type=minutes, default=_DEFAULTS.minutes, help="budget over all slices"
    )
    parser.add_argument("--slice-minutes", type=minutes, help="stop this slice after so long")
    parser.add_argument("--steps", type=number(int, 1, 10**9), help="budget in steps instead")
    parser.add_argument(
        "--validate-every", type=minutes, default=_DEFAULTS.validate_every_minutes, metavar="MIN"
    )
    parser.add_argument("--patch", type=number(int, 8, 1024), default=_DEFAULTS.patch_px)
    parser.add_argument("--batch", type=number(int, 1, 4096), default=_DEFAULTS.batch)
    parser.add_argument("--rate", type=number(float, 0, 10), default=_DEFAULTS.rate)
    parser.add_argument("--seed", type=number(int, 0, 2**31), default=_DEFAULTS.seed)


def _add_hardware(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", choices=DEVICES, default="auto")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument("--threads", type=number(int, 1, 1024), help="CPU threads")
    parser.add_argument(
        "--compile", action="store_true", help="torch.compile: a minute to start, then faster"
    )


def run(options: argparse.Namespace) -> int:
    """Trains until the budget or the slice is used."""
    if options.threads:
        torch.set_num_threads(options.threads)
    plan = TrainingPlan(
        recipe=build_recipe(options),
        summary=options.summary,
        training_images=options.images,
        resume=options.resume,
        overwrite=options.overwrite,
        slice_minutes=options.slice_minutes,
    )
    control = TrainingControl()
    with _stopped_by_signals(control) as received:
        result = train(plan, _Printer(), control)
    if speaks():
        _print_result(result, plan.recipe)
    return 128 + received[0] if received else 0


def _print_result(result: TrainingResult, recipe: TrainingRecipe) -> None:
    best = ", ".join(f"{name} {psnr:.2f} dB" for name, psnr in result.best.items())
    print(f"{recipe.output}  after {result.pixels / 1e6:.0f} Mpx; best validation: {best or '-'}")
    if result.done < 1:
        print(f"{result.done:.0%} of the budget is used; go on with --resume", file=sys.stderr)


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
    levels, blind = _fit_levels(options.task, options.levels) or (task.levels, task.blind)
    initial = find_model(options.initial) if options.initial else None
    values: dict[str, Any] = {
        "data": tuple(options.data),
        "output": options.output,
        "validate": options.validate,
        "network": _choose_network(options, initial.config if initial else NetworkConfig()),
        "initial": initial.path if initial else None,
        "task": options.task,
        "levels": levels,
        "blind": blind,
        "validation_levels": choose_validation_levels(options.task, levels),
        "minutes": options.minutes,
        "steps": options.steps,
        "patch_px": options.patch,
        "batch": options.batch,
        "rate": options.rate,
        "seed": options.seed,
        "validate_every_minutes": options.validate_every,
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


class _TaskOrLevels(argparse.Action):
    """Checks the levels against the task as soon as both are known."""

    def __call__(
        self,
        _parser: argparse.ArgumentParser,
        namespace: argparse.Namespace,
        values: Any,
        _option: str | None = None,
    ) -> None:
        """Keeps the argument."""
        setattr(namespace, self.dest, values)
        fitted = _fit_levels(namespace.task, namespace.levels)
        if namespace.task and fitted:
            try:
                check_levels(namespace.task, fitted[0], blind=fitted[1])
            except ValueError as error:
                raise argparse.ArgumentError(None, f"argument --levels: {error}") from error


Levels = tuple[tuple[float, ...], bool]
"""Levels, and whether they are the ends of a range."""


def _fit_levels(task: str, given: Levels | None) -> Levels | None:
    """Returns the levels as the task wants them: scales are always a list."""
    if given is None or not given[1] or task != "upscale":
        return given
    low, high = given[0]
    scales = tuple(float(scale) for scale in range(math.ceil(low), math.floor(high) + 1))
    return (scales if low in scales and high in scales else given[0]), False


def _levels(text: str) -> Levels:
    """Reads `5-75` (a range) or `30,50,70` (a list)."""
    blind = "-" in text
    try:
        levels: Sequence[float] = [float(part) for part in text.split("-" if blind else ",")]
    except ValueError:
        levels = []
    is_plain = levels and all(0 <= level < math.inf for level in levels)
    if not is_plain or (blind and (len(levels) != 2 or levels[0] > levels[1])):
        raise argparse.ArgumentTypeError(f"{text!r} is neither a range A-B nor a list A,B,...")
    return tuple(levels), blind
