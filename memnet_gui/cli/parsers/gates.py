"""The arguments of `memnet-gui gates`."""

from memnet_gui.cli.options import Commands, path


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "gates",
        help="show how much each gate unit keeps of each memory",
        description="The paper's gate unit analysis: v_m(l) is the norm of the weights with which "
        "gate unit m reads its input feature map l. Feature maps count from 0; in the paper "
        "long-term memories (B0, B1, ..) come first, then the recursions (H1, H2, ..).",
    )
    parser.add_argument("model", metavar="MODEL", help="a shipped model or a .safetensors file")
    parser.add_argument("--csv", type=path, metavar="FILE", help="write all norms as a table")
    parser.add_argument("--png", type=path, metavar="FILE", help="write the plot as a picture")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--overwrite", action="store_true", help="replace a file that exists")
    parser.set_defaults(parser=parser)
