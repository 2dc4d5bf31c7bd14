"""The arguments of `memnet-gui train`."""

import argparse
import math
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from memnet_gui.cli.options import Commands, number, path
from memnet_gui.network.card import TASKS
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.hardware import DEVICES, PRECISIONS
from memnet_gui.training.recipe import RATES, TrainingRecipe, check_levels

_DEFAULTS = TrainingRecipe(data=(), output=Path())


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


def _add_files(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--task", choices=TASKS, required=True, action=_TaskOrLevels)
    parser.add_argument(
        "--data", type=path, required=True, nargs="+", metavar="FOLDER", help="clean photos"
    )
    parser.add_argument(
        "--validate", type=path, metavar="FOLDER", help="photos that are not trained on"
    )
    parser.add_argument("--output", type=path, required=True, metavar="X.safetensors")
    parser.add_argument(
        "--resume",
        action="store_true",
        help="continue the run whose state lies beside --output, or start it",
    )
    parser.add_argument(
        "--initial",
        metavar="NAME_OR_FILE",
        help="fine-tune: start from the weights of a shipped model or of a .safetensors file, "
        "whose network this run then has; a larger one given by --blocks, --recursions and "
        "--filters begins about as good as that model",
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
        "--minutes",
        type=minutes,
        default=_DEFAULTS.minutes,
        help="budget over all slices (default: %(default)g)",
    )
    parser.add_argument("--steps", type=number(int, 1, 10**9), help="budget in steps instead")
    ends = parser.add_mutually_exclusive_group()
    ends.add_argument("--slice-minutes", type=minutes, help="stop this slice after so long")
    ends.add_argument(
        "--within",
        type=minutes,
        metavar="MIN",
        help="end the whole run MIN minutes after it starts to train, in place of --minutes and "
        "--steps: the budget is what compiling and validations leave of them",
    )
    parser.add_argument(
        "--validate-every",
        type=minutes,
        metavar="MIN",
        help=f"minutes between validations (default: {_DEFAULTS.validate_every_minutes:g}, or as "
        "many more as keep them within a fifth of the time)",
    )
    for name, allowed, default, meaning in (
        ("--patch", number(int, 8, 1024), _DEFAULTS.patch_px, "side of the patches in pixels"),
        ("--batch", number(int, 1, 4096), _DEFAULTS.batch, "patches in a step"),
        ("--seed", number(int, 0, 2**31), _DEFAULTS.seed, "decides every random draw"),
    ):
        text = f"{meaning} (default: %(default)s)"
        parser.add_argument(name, type=allowed, default=default, help=text)
    parser.add_argument(
        "--balance",
        type=number(float, 0, 1),
        default=_DEFAULTS.balance,
        help="how much more patches with little damage weigh than in the paper's loss, 0 to 1 "
        "(default: %(default)g)",
    )
    parser.add_argument(
        "--alpha",
        type=number(float, 0, 1),
        help="what of the loss is that of the final picture, the rest being that of M1 to MM, 0 to "
        "1 (default: the paper's 1/(M + 1))",
    )
    parser.add_argument(
        "--keep-statistics",
        action="store_true",
        help="with --initial: BatchNorm keeps that model's statistics, in place of those of each "
        "batch, as the model is used later; for the end of a training and for small batches, with "
        "a rate a tenth of the usual one",
    )
    parser.add_argument(
        "--optimizer",
        choices=list(RATES),
        help="adamw for all weights, or muon for those of the convolutions between feature maps "
        "(default)",
    )
    usual = ", ".join(f"{rate:g} with {optimizer}" for optimizer, rate in RATES.items())
    parser.add_argument(
        "--rate", type=number(float, 0, 10), help=f"highest learning rate (default: {usual})"
    )


def _add_hardware(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--device", choices=DEVICES, default="auto")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto")
    parser.add_argument("--threads", type=number(int, 1, 1024), help="CPU threads")
    parser.add_argument(
        "--compile", action="store_true", help="torch.compile: a minute to start, then faster"
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
        fitted = fit_levels(namespace.task, namespace.levels)
        if namespace.task and fitted:
            try:
                check_levels(namespace.task, fitted[0], blind=fitted[1])
            except ValueError as error:
                raise argparse.ArgumentError(None, f"argument --levels: {error}") from error


Levels = tuple[tuple[float, ...], bool]
"""Levels, and whether they are the ends of a range."""


def fit_levels(task: str, given: Levels | None) -> Levels | None:
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
