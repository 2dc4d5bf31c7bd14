"""The arguments of `memnet-gui benchmark`."""

from memnet_gui.cli.options import Commands
from memnet_gui.restoration.hardware import DEVICES


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "benchmark",
        help="measure how fast this machine restores",
        description="Measures, in one run: the rate of a plain matrix product (GEMM), which is "
        "what the machine can do; every backend and precision on one picture, as a share of it, "
        "with torch's own forward passes beside them; whole restorations of photos of several "
        "sizes with their peak of memory and what was computed twice; and the window. The "
        "networks have random weights: they are as fast as trained ones.",
    )
    parser.add_argument(
        "--quick", action="store_true", help="small pictures: less than a minute on two cores"
    )
    parser.add_argument(
        "--compiled",
        action="store_true",
        help="measure torch.compile's network, too, which takes minutes and a compiler",
    )
    parser.add_argument("--device", choices=DEVICES, default="auto", help="default: auto")
    parser.add_argument("--no-window", action="store_true", help="do not measure the window")
    parser.add_argument("--json", action="store_true", help="print JSON")
