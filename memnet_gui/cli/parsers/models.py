"""The arguments of `memnet-gui models`."""

from memnet_gui.cli.options import Commands


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser("models", help="list the shipped models, or describe others")
    parser.add_argument(
        "models",
        nargs="*",
        metavar="MODEL",
        help="a shipped model or a .safetensors file (default: all shipped ones)",
    )
    parser.add_argument("--json", action="store_true", help="print JSON")
