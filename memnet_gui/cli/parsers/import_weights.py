"""The arguments of `memnet-gui import`."""

from memnet_gui.cli.options import Commands, path
from memnet_gui.network.card import TASKS


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "import",
        help="make a model of MemNet weights from elsewhere",
        description="Reads the authors' Caffe files (.caffemodel) and checkpoints of PyTorch ports "
        "(.pth, .pt, .ckpt, .tar, .safetensors) and writes a model of this program. Nothing in a "
        "file is run.",
    )
    parser.add_argument("weights", type=path, metavar="FILE", help="the weights")
    parser.add_argument("--output", type=path, required=True, metavar="X.safetensors")
    parser.add_argument(
        "--task",
        choices=TASKS,
        help="what the network was trained for (default: what the name of the file tells: GD or "
        "denoising, SR or super-resolution, JD or deblocking)",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace a file that exists")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(command="import_weights", parser=parser)
