"""The arguments of `memnet-gui export`."""

from memnet_gui.cli.options import Commands, path
from memnet_gui.exporting.formats import FORMATS


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "export",
        help="write a model for other programs",
        description="Writes a model as an ONNX file, as OpenVINO's .xml and .bin files, as a "
        ".pt2 program of torch.export, or as a folder for the Hugging Face hub. It takes pictures "
        "of any size. What was written is run beside the network in PyTorch first; where they do "
        "not agree nothing appears.",
    )
    parser.add_argument("model", metavar="MODEL", help="a shipped model or a .safetensors file")
    parser.add_argument("--format", choices=FORMATS, required=True, help="what to write")
    parser.add_argument(
        "--output",
        type=path,
        required=True,
        metavar="FILE",
        help="a file that ends in .onnx, .xml or .pt2, or a folder",
    )
    parser.add_argument(
        "--predictions",
        action="store_true",
        help="the intermediate predictions as outputs M1, M2, ... beside 'final' (a Hugging Face "
        "folder always has them)",
    )
    parser.add_argument(
        "--licence",
        metavar="NAME",
        help="licence of the weights, as the file shall say it, such as MIT (default: that of "
        "this program for the models that ship with it, else 'unknown')",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace files that exist")
    parser.add_argument("--json", action="store_true", help="print JSON")
