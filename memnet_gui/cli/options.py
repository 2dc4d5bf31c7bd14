"""Arguments that several commands share."""

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memnet_gui.imaging.degradation import Degradation, build_degradation
from memnet_gui.imaging.jpeg import QUALITIES
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS
from memnet_gui.imaging.resampling import SCALES
from memnet_gui.restoration.hardware import BACKENDS, DEVICES, PRECISIONS
from memnet_gui.restoration.request import SMALLEST_TILE_PX

if TYPE_CHECKING:
    from collections.abc import Callable

Commands = Any
"""What `ArgumentParser.add_subparsers` returns; argparse gives it no public type."""
ArgumentGroup = Any
"""A parser or a group of arguments in it; argparse gives these no public type."""


def add_hardware(parser: argparse.ArgumentParser) -> None:
    """Adds --device, --precision, --backend and --tile."""
    parser.add_argument("--device", choices=DEVICES, default="auto", help="default: auto")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto", help="default: auto")
    parser.add_argument(
        "--backend",
        choices=BACKENDS,
        default="auto",
        help="what runs the network on a processor (default: auto)",
    )
    parser.add_argument(
        "--tile",
        type=number(int, SMALLEST_TILE_PX, 1 << 16),
        metavar="N",
        help="restore N pixels of the width at a time (default: all, where memory allows)",
    )


def add_self_ensemble(parser: ArgumentGroup) -> None:
    """Adds --self-ensemble."""
    parser.add_argument(
        "--self-ensemble",
        action="store_true",
        help="the mean over the photo turned and mirrored in all eight ways: a little better, "
        "eight times as slow",
    )


def add_largest_photo(parser: ArgumentGroup) -> None:
    """Adds --largest-photo, for `read_photo`."""
    parser.add_argument(
        "--largest-photo",
        type=number(float, 1, 100_000),
        default=LARGEST_MEGAPIXELS,
        metavar="MEGAPIXELS",
        help=f"refuse larger photos (default: {LARGEST_MEGAPIXELS:g}), which would fill the memory",
    )


def add_model(parser: ArgumentGroup) -> None:
    """Adds --model."""
    parser.add_argument(
        "--model",
        metavar="NAME_OR_FILE",
        help="a shipped model (see 'memnet-gui models') or a .safetensors file "
        "(default: the shipped one that fits)",
    )


def add_degradation(parser: argparse.ArgumentParser) -> None:
    """Adds --noise, --scale and --jpeg, of which exactly one must be given."""
    kinds = parser.add_mutually_exclusive_group(required=True)
    kinds.add_argument(
        "--noise",
        type=number(float, 0, 255),
        metavar="SIGMA",
        help="Gaussian noise of this standard deviation on the 0-255 scale",
    )
    kinds.add_argument(
        "--scale",
        type=int,
        choices=SCALES,
        help="as many times fewer pixels a side, by bicubic reduction",
    )
    kinds.add_argument(
        "--jpeg",
        type=number(int, *QUALITIES),
        metavar="QUALITY",
        help="JPEG compression at this quality, 1 to 100",
    )


def read_degradation(options: argparse.Namespace) -> Degradation:
    """Returns the degradation that --noise, --scale or --jpeg asks for."""
    levels = {"denoise": options.noise, "upscale": options.scale, "deblock": options.jpeg}
    task, level = next((task, level) for task, level in levels.items() if level is not None)
    return build_degradation(task, level)


def refuse_usage(parser: argparse.ArgumentParser, reason: str) -> int:
    """Says what is wrong with the arguments as argparse does; returns the exit status 2."""
    parser.print_usage(sys.stderr)
    print(f"{parser.prog}: error: {reason}", file=sys.stderr)
    return 2


def filled(text: str) -> str:
    """An argparse type: any text but none, as which a variable that is not set arrives."""
    if not text:
        raise argparse.ArgumentTypeError("the name is empty")
    return text


def path(text: str) -> Path:
    """An argparse type: a path. Of an empty text `Path` would make the folder one is in."""
    return Path(filled(text))


def number(kind: "Callable[[str], float]", least: float, most: float) -> "Callable[[str], float]":
    """Returns an argparse type: a number of `kind` from `least` to `most`."""

    def parse(text: str) -> float:
        try:
            value = kind(text)
        except ValueError:
            raise argparse.ArgumentTypeError(f"{text!r} is not a number") from None
        if not least <= value <= most:
            raise argparse.ArgumentTypeError(f"{text} is not between {least:g} and {most:g}")
        return value

    return parse
