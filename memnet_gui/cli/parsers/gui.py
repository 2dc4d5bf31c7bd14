"""The arguments of `memnet-gui gui`."""

from memnet_gui.cli.options import Commands, path


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("gui", help="open the window (also without any command)")
    parser.add_argument("photo", nargs="?", type=path, metavar="PHOTO", help="open this photo")
    parser.add_argument(
        "--sample", action="store_true", help="open a noisy sample photo and restore it"
    )
