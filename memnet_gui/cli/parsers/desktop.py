"""The arguments of `memnet-gui desktop`."""

from memnet_gui.cli.options import Commands


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "desktop",
        help="put the program into the desktop's menu (Linux)",
        description="Puts this program into the application menu of your desktop, with its icon, "
        "and among the programs that open photos; or takes it out again. Changes nothing for "
        "other users.",
    )
    kinds = parser.add_mutually_exclusive_group(required=True)
    kinds.add_argument("--install", action="store_true", help="put it in, or renew what is there")
    kinds.add_argument("--remove", action="store_true", help="take it out")
