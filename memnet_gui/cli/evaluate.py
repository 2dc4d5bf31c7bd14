"""`memnet-gui evaluate`: measures a model on a folder of clean photos."""

import argparse
import json
from pathlib import Path

from tqdm import tqdm

from memnet_gui.cli.options import Commands, add_hardware, add_model, number
from memnet_gui.errors import UserError
from memnet_gui.evaluation.denoising import DenoisingProtocol
from memnet_gui.evaluation.scores import RestorationScores, Score
from memnet_gui.imaging.files import list_photos
from memnet_gui.restoration.models import find_model, load_model


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "evaluate",
        help="measure a model on clean photos",
        description="Adds Gaussian noise to the grey version of each photo (neither clipped nor "
        "rounded), restores it and measures PSNR in dB and SSIM, no border cropped. A colour "
        "model is measured on the colour photos.",
    )
    parser.add_argument("folder", type=Path, metavar="FOLDER")
    parser.add_argument(
        "--noise",
        required=True,
        type=number(float, 0, 255),
        metavar="SIGMA",
        help="standard deviation of the noise on the 0-255 scale",
    )
    add_model(parser)
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
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Prints the scores of each photo and their mean."""
    if not options.folder.is_dir():
        raise UserError(f"{options.folder} is not a folder; name a folder of clean photos")
    paths = list_photos(options.folder)[: options.limit]
    if not paths:
        raise UserError(f"{options.folder} holds no photo; name a folder of clean photos")
    model = load_model(find_model(options.model))
    protocol = DenoisingProtocol(
        options.noise, options.seed, options.device, options.precision, options.tile
    )
    measured = protocol.measure(model, paths)
    scores = list(tqdm(measured, total=len(paths), unit="photo", leave=False, disable=None))
    mean = RestorationScores.mean(scores)
    names = [str(path.relative_to(options.folder)) for path in paths]
    if options.json:
        report = {
            "model": model.info.name,
            "noise": options.noise,
            "seed": options.seed,
            "images": [
                {"name": name, **score.to_dict()} for name, score in zip(names, scores, strict=True)
            ],
            "mean": mean.to_dict(),
        }
        print(json.dumps(report, indent=2))
    else:
        _print_table([*names, f"mean of {len(names)}"], [*scores, mean])
    return 0


def _print_table(names: list[str], rows: list[RestorationScores]) -> None:
    width = max(len(name) for name in names)
    columns = ["input", *(f"M{m}" for m in range(1, len(rows[0].predictions) + 1)), "final"]
    print(" " * width, *(f"{column:>15}" for column in columns))
    for name, row in zip(names, rows, strict=True):
        cells = [row.input, *row.predictions, row.final]
        print(f"{name:<{width}}", *(f"{_cell(score):>15}" for score in cells))


def _cell(score: Score) -> str:
    return f"{score.psnr:.2f} / {score.ssim:.4f}"
