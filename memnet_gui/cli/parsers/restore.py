"""The arguments of `memnet-gui restore`."""

import argparse
from pathlib import Path

from memnet_gui.cli.options import Commands, add_hardware, add_model, number
from memnet_gui.imaging.resampling import SCALES
from memnet_gui.network.card import TASKS


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "restore",
        help="restore photos",
        description="Restores photos. A photo that fails is reported and the others go on.",
    )
    parser.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    parser.add_argument(
        "--output",
        required=True,
        metavar="FILE_OR_FOLDER",
        help="a file for one photo, or a folder, in which the photos keep their names",
    )
    _add_task(parser)
    parser.add_argument(
        "--strength",
        type=number(float, 0, 1),
        default=1.0,
        metavar="S",
        help="0 keeps the photo, 1 (default) takes the restored one, between them blends",
    )
    add_hardware(parser)
    parser.add_argument(
        "--memory-limit",
        type=number(float, 0.05, 1024),
        metavar="GB",
        help="what the network's feature maps may take, beside the photos themselves "
        "(default: 1.3 on a processor)",
    )
    parser.add_argument(
        "--predictions",
        type=Path,
        metavar="FOLDER",
        help="also save the intermediate predictions M1, M2, ... there",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace files that exist")
    parser.set_defaults(parser=parser)


def _add_task(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--task",
        choices=TASKS,
        help="remove noise (denoise, the default), enlarge (upscale) or remove the traces of "
        "JPEG compression (deblock)",
    )
    parser.add_argument(
        "--scale",
        type=int,
        choices=SCALES,
        help="how many times wider and higher --task upscale makes a photo (default: 2)",
    )
    add_model(parser)
