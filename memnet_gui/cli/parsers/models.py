"""The arguments of `memnet-gui models`."""

from memnet_gui.cli.options import Commands


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("models", help="list the shipped models")
    parser.add_argument("--json", action="store_true", help="print JSON")
