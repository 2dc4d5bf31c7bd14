"""`memnet-gui degrade`: makes a degraded copy of a clean photo."""

import argparse
from pathlib import Path

from memnet_gui.cli.options import Commands, number
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.saving import check_target, save_photo


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("degrade", help="make a noisy copy of a clean photo")
    parser.add_argument("photo", type=Path, metavar="PHOTO")
    parser.add_argument("--output", required=True, type=Path, metavar="FILE")
    parser.add_argument(
        "--noise",
        required=True,
        type=number(float, 0, 255),
        metavar="SIGMA",
        help="standard deviation of the Gaussian noise on the 0-255 scale",
    )
    parser.add_argument(
        "--seed",
        type=number(int, 0, 2**63 - 1),
        default=0,
        metavar="N",
        help="the same seed gives the same noise (default: 0)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a file that exists")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Saves the degraded copy."""
    photo = read_photo(options.photo)
    check_target(options.output, overwrite=options.overwrite)
    noisy = GaussianNoise(options.noise).apply(photo.pixels, options.seed)
    save_photo(photo.with_pixels(noisy), options.output, overwrite=options.overwrite)
    print(options.output)
    return 0
