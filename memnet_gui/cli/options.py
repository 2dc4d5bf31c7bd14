"""Arguments that several commands share."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from memnet_gui.errors import UserError
from memnet_gui.restoration.hardware import DEVICES, PRECISIONS
from memnet_gui.restoration.request import SMALLEST_TILE_PX

if TYPE_CHECKING:
    from collections.abc import Callable

Commands = Any
"""What `ArgumentParser.add_subparsers` returns; argparse gives it no public type."""


def add_hardware(parser: argparse.ArgumentParser) -> None:
    """Adds --device, --precision and --tile."""
    parser.add_argument("--device", choices=DEVICES, default="auto", help="default: auto")
    parser.add_argument("--precision", choices=PRECISIONS, default="auto", help="default: auto")
    parser.add_argument(
        "--tile",
        type=number(int, SMALLEST_TILE_PX, 1 << 16),
        metavar="N",
        help="restore N x N pixels at a time (default: what fits into a modest memory)",
    )


def add_model(parser: argparse.ArgumentParser) -> None:
    """Adds --model."""
    parser.add_argument(
        "--model",
        metavar="NAME_OR_FILE",
        help="a shipped model (see 'memnet-gui models') or a .safetensors file "
        "(default: the shipped one that fits)",
    )


def make_folder(path: Path) -> None:
    """Makes sure that files can go into the folder `path`.

    Raises:
        UserError: It cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        reason = error.strerror or error
        raise UserError(f"{path} cannot be made a folder ({reason}); name another one") from error


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
