"""The arguments of `memnet-gui evaluate`."""

from memnet_gui.cli.options import (
    Commands,
    add_degradation,
    add_hardware,
    add_self_ensemble,
    number,
    path,
)


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "evaluate",
        help="measure a model on clean photos",
        description="Degrades each photo, restores it and measures PSNR in dB and SSIM by the "
        "protocols of the literature, beside what was published for the set. Noise: on grey, "
        "neither clipped nor rounded, no border cropped. Scale: on the luminance, rounded to 8 "
        "bits, as many pixels cropped at the borders as the scale. JPEG: on the luminance, no "
        "border cropped. A colour model is measured on the colour photos. "
        "Methods that are not MemNet are measured in the same way.",
    )
    parser.add_argument("folder", type=path, metavar="FOLDER")
    add_degradation(parser)
    parser.add_argument(
        "--model",
        metavar="NAME_OR_FILE",
        help="a shipped model (see 'memnet-gui models'), a .safetensors file, bm3d, "
        "non-local-means, or another network's file (.pth, .pt, .ckpt or .safetensors) that "
        "spandrel knows (default: the shipped model that fits)",
    )
    parser.add_argument(
        "--colour",
        action="store_true",
        help="take the shipped colour model, not the grey one; with bm3d and non-local-means: "
        "measure on the colour photos",
    )
    parser.add_argument(
        "--like",
        type=path,
        metavar="OTHER",
        help="only the photos that this folder shows too, such as BSD100 --like BSD68: "
        "the colour originals of BSD68",
    )
    parser.add_argument(
        "--seed",
        type=number(int, 0, 2**62),
        default=0,
        metavar="N",
        help="image number i (from 0, by file name) gets the noise of seed N + i (default: 0)",
    )
    parser.add_argument(
        "--limit", type=number(int, 1, 10**9), metavar="N", help="measure the first N photos only"
    )
    add_hardware(parser)
    add_self_ensemble(parser)
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(parser=parser)
