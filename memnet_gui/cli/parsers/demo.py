"""The arguments of `memnet-gui demo`."""

from pathlib import Path

from memnet_gui.cli.options import Commands, path


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "demo",
        help="restore a noisy sample photo, in the window or, with no display, into files",
    )
    parser.add_argument(
        "--output",
        type=path,
        default=Path("memnet-gui-demo"),
        metavar="FOLDER",
        help="where the pictures go when there is no display (default: memnet-gui-demo)",
    )
