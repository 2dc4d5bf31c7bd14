"""The arguments of `memnet-gui restore`."""

import argparse
import re

from memnet_gui.cli.options import (
    Commands,
    add_hardware,
    add_largest_photo,
    add_model,
    add_self_ensemble,
    filled,
    number,
    path,
)
from memnet_gui.imaging.jpeg import QUALITIES
from memnet_gui.imaging.naming import FIELDS
from memnet_gui.imaging.resampling import SCALES
from memnet_gui.imaging.save_options import BIT_DEPTHS, DEFAULT_OPTIONS
from memnet_gui.network.card import TASKS


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "restore",
        help="restore photos",
        description="Restores photos. A photo that fails is reported and the others go on.",
    )
    parser.add_argument(
        "photos",
        nargs="*",
        type=path,
        metavar="PHOTO_OR_FOLDER",
        help="photos, and folders whose photos are restored",
    )
    parser.add_argument(
        "--output",
        type=filled,
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
    _add_many(parser)
    _add_saving(parser)
    add_hardware(parser)
    add_self_ensemble(parser)
    parser.add_argument(
        "--memory-limit",
        type=number(float, 0.05, 1024),
        metavar="GB",
        help="what the network's feature maps may take, beside the photos themselves "
        "(default: 1.3 on a processor)",
    )
    add_largest_photo(parser)
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


def _add_many(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("many photos")
    group.add_argument(
        "--recursive", action="store_true", help="also restore what is in folders inside folders"
    )
    group.add_argument(
        "--skip-existing",
        action="store_true",
        help="pass over photos whose results, and predictions if asked for, are there",
    )
    group.add_argument(
        "--shard",
        type=_parse_shard,
        metavar="I/N",
        help="restore part I of N, counted from 1: for N machines that share the work",
    )
    group.add_argument(
        "--report", type=path, metavar="FILE", help="write what became of each photo as JSON"
    )
    group.add_argument("--json", action="store_true", help="print that report")
    group.add_argument(
        "--retry-failed",
        type=path,
        metavar="REPORT",
        help="restore the photos that failed or were not reached in the run of that report",
    )


def _add_saving(parser: argparse.ArgumentParser) -> None:
    group = parser.add_argument_group("results")
    fields = ", ".join(f"{{{field}}}" for field in FIELDS)
    group.add_argument(
        "--name",
        metavar="PATTERN",
        help=f"name the results in the folder so, from {fields} (default: as the photos)",
    )
    group.add_argument(
        "--quality",
        type=number(int, *QUALITIES),
        default=DEFAULT_OPTIONS.quality,
        metavar="Q",
        help=f"of JPEG, WebP, AVIF and HEIC files, 1 to 100 (default: {DEFAULT_OPTIONS.quality})",
    )
    group.add_argument(
        "--bit-depth",
        type=int,
        choices=BIT_DEPTHS,
        help="bits a channel of PNG and TIFF files (default: those of the photo)",
    )
    group.add_argument(
        "--remove-metadata",
        action="store_true",
        help="leave out the camera's notes, such as time and place",
    )
    group.add_argument(
        "--predictions",
        type=path,
        metavar="FOLDER",
        help="also save the intermediate predictions M1, M2, ... there",
    )
    group.add_argument("--overwrite", action="store_true", help="replace files that exist")


def _parse_shard(text: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,9})/(\d{1,9})", text)
    if match is None:
        raise argparse.ArgumentTypeError(f"{text!r} is not I/N, such as 1/4")
    part, count = int(match[1]), int(match[2])
    if not 1 <= part <= count:
        raise argparse.ArgumentTypeError(f"{text}: the part must lie between 1 and {count}")
    return part, count
