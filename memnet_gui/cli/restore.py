"""`memnet-gui restore`: restores photos."""

import argparse
import logging
import os
import sys
from pathlib import Path

from tqdm import tqdm

from memnet_gui.cli.options import Commands, add_hardware, add_model, make_folder, number
from memnet_gui.errors import UserError, summarise
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.saving import check_target, save_photo
from memnet_gui.restoration.models import Model, find_model, load_model
from memnet_gui.restoration.request import (
    Progress,
    Restoration,
    RestorationEvent,
    RestorationRequest,
)
from memnet_gui.restoration.restorer import restore

log = logging.getLogger(__name__)


def add_parser(commands: Commands) -> None:
    """Adds the command."""
    parser = commands.add_parser(
        "restore",
        help="restore photos",
        description="Restores photos. A photo that fails is reported and the others go on.",
    )
    parser.add_argument("photos", nargs="+", type=Path, metavar="PHOTO")
    parser.add_argument(
        "--output",
        required=True,
        metavar="FILE_OR_FOLDER",
        help="a file for one photo, or a folder, in which the photos keep their names",
    )
    add_model(parser)
    parser.add_argument(
        "--strength",
        type=number(float, 0, 1),
        default=1.0,
        metavar="S",
        help="0 keeps the photo, 1 (default) takes the restored one, between them blends",
    )
    add_hardware(parser)
    parser.add_argument(
        "--predictions",
        type=Path,
        metavar="FOLDER",
        help="also save the intermediate predictions M1, M2, ... there",
    )
    parser.add_argument("--overwrite", action="store_true", help="replace files that exist")
    parser.set_defaults(run=run)


def run(options: argparse.Namespace) -> int:
    """Restores each photo; returns 1 if one failed."""
    output = Path(options.output)
    into_folder = _means_folder(options)
    _refuse_twins(options)
    model = load_model(find_model(options.model))
    make_folder(output if into_folder else output.parent)
    if options.predictions:
        make_folder(options.predictions)
    failed = 0
    for photo in options.photos:
        target = output / photo.name if into_folder else output
        try:
            restoration = _restore_file(photo, target, model, options)
        except UserError as error:
            failed += 1
            print(f"memnet-gui: {error}", file=sys.stderr)
            continue
        except Exception as error:
            # One photo that meets a fault of the program must not keep the others from theirs.
            failed += 1
            log.exception("restoring %s failed", photo)
            print(f"memnet-gui: {photo}: unexpected {summarise(error)}", file=sys.stderr)
            continue
        print(
            f"{target}  ({restoration.seconds:.1f} s, {restoration.device} "
            f"{restoration.precision}, {model.info.name})"
        )
    if failed and len(options.photos) > 1:
        print(f"memnet-gui: {failed} of {len(options.photos)} photos failed", file=sys.stderr)
    return 1 if failed else 0


def _means_folder(options: argparse.Namespace) -> bool:
    text, output = options.output, Path(options.output)
    if text.endswith(("/", os.sep)) or output.is_dir() or not output.suffix:
        return True
    if len(options.photos) > 1:
        raise UserError(f"{output} is one file for several photos; name a folder instead")
    return False


def _refuse_twins(options: argparse.Namespace) -> None:
    """Photos of one name would replace each other in the folder."""
    seen: dict[str, Path] = {}
    for photo in options.photos:
        name = photo.stem if options.predictions else photo.name
        twin = seen.setdefault(os.path.normcase(name), photo)
        if twin is not photo:
            raise UserError(f"{twin} and {photo} would get one name; restore one after the other")


def _restore_file(
    source: Path, target: Path, model: Model, options: argparse.Namespace
) -> Restoration:
    photo = read_photo(source)
    check_target(target, overwrite=options.overwrite)
    targets = _prediction_targets(source, model, options)
    for path in targets:
        check_target(path, overwrite=options.overwrite)
    request = RestorationRequest(
        photo.pixels,
        model,
        device=options.device,
        precision=options.precision,
        tile_px=options.tile,
        strength=options.strength,
        keep_predictions=bool(targets),
    )
    restoration = _restore_with_bar(request, source.name)
    save_photo(photo.with_pixels(restoration.pixels), target, overwrite=options.overwrite)
    _save_predictions(photo, restoration, targets, overwrite=options.overwrite)
    return restoration


def _restore_with_bar(request: RestorationRequest, name: str) -> Restoration:
    height, width = request.pixels.shape[:2]
    total = height * width / 1e6
    style = "{desc} {percentage:3.0f}% |{bar}| {remaining} left, {rate_fmt}"
    # disable=None shows the bar on a terminal only.
    with tqdm(
        total=total, desc=name, unit="MP", leave=False, disable=None, bar_format=style
    ) as bar:

        def show(event: RestorationEvent) -> None:
            if isinstance(event, Progress):
                bar.update(event.done * total - bar.n)

        return restore(request, show)


def _prediction_targets(source: Path, model: Model, options: argparse.Namespace) -> list[Path]:
    folder: Path | None = options.predictions
    if folder is None:
        return []
    count = model.info.config.predictions
    return [folder / f"{source.stem}-m{m}.png" for m in range(1, count + 1)]


def _save_predictions(
    photo: Photo, restoration: Restoration, targets: list[Path], *, overwrite: bool
) -> None:
    for pixels, target in zip(restoration.predictions, targets, strict=True):
        save_photo(photo.with_pixels(pixels), target, overwrite=overwrite)
