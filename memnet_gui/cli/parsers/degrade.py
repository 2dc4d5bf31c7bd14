"""The arguments of `memnet-gui degrade`."""

from memnet_gui.cli.options import Commands, add_degradation, add_largest_photo, number, path


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "degrade", help="make a noisy, smaller or JPEG-compressed copy of a clean photo"
    )
    parser.add_argument("photo", type=path, metavar="PHOTO")
    parser.add_argument(
        "--output",
        required=True,
        type=path,
        metavar="FILE",
        help="with --jpeg, a name that ends on .jpg gets that JPEG itself, another one the "
        "pixels that are left of it",
    )
    add_degradation(parser)
    parser.add_argument(
        "--seed",
        type=number(int, 0, 2**63 - 1),
        default=0,
        metavar="N",
        help="the same seed gives the same noise (default: 0)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a file that exists")
    add_largest_photo(parser)
