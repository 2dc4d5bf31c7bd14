"""`memnet-gui gui`: opens the window."""

import argparse
from pathlib import Path

from memnet_gui.cli.options import Commands


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("gui", help="open the window (also without any command)")
    parser.add_argument("photo", nargs="?", type=Path, metavar="PHOTO", help="open this photo")
    parser.add_argument(
        "--sample", action="store_true", help="open a noisy sample photo and restore it"
    )
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Shows the window until it is closed."""
    # torch before Qt: on Windows torch's libraries cannot be loaded after Qt's.
    import torch  # noqa: F401

    from memnet_gui.ui.start import run_window

    return run_window(photo=options.photo, sample=options.sample)
