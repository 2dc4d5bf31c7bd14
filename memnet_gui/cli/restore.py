"""`memnet-gui restore`: restores photos."""

import argparse
import logging
import os
import sys
from pathlib import Path

from tqdm import tqdm

from memnet_gui.cli.model_choice import ModelChoice
from memnet_gui.cli.options import (
    make_folder,
    refuse_usage,
)
from memnet_gui.errors import UserError, summarise
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.resampling import SCALES, enlarge_photo
from memnet_gui.imaging.saving import check_target, save_photo
from memnet_gui.restoration.hardware import BACKEND_NAMES
from memnet_gui.restoration.models import Model
from memnet_gui.restoration.request import (
    Preparing,
    Progress,
    Restoration,
    RestorationEvent,
    RestorationRequest,
)
from memnet_gui.restoration.restorer import restore

_WORTH_TELLING_S = 0.1

log = logging.getLogger(__name__)


def run(options: argparse.Namespace) -> int:
    """Restores each photo; returns 1 if one failed, 2 for arguments that contradict each other."""
    output = Path(options.output)
    into_folder = _means_folder(options)
    _refuse_twins(options)
    choice = ModelChoice(options.task, options.model)
    if options.scale and choice.task != "upscale":
        return refuse_usage(options.parser, f"--scale is for --task upscale, not for {choice.task}")
    make_folder(output if into_folder else output.parent)
    if options.predictions:
        make_folder(options.predictions)
    failed = 0
    for photo in options.photos:
        target = output / photo.name if into_folder else output
        try:
            done = _restore_file(photo, target, choice, options)
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
        print(f"{target}  ({done})")
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
    source: Path, target: Path, choice: ModelChoice, options: argparse.Namespace
) -> str:
    """Restores one photo and returns how it was done, in a few words."""
    photo = read_photo(source)
    model = choice.choose(photo.channels)
    check_target(target, overwrite=options.overwrite)
    targets = _prediction_targets(source, model, options)
    for path in targets:
        check_target(path, overwrite=options.overwrite)
    if choice.task == "upscale":
        photo = enlarge_photo(photo, options.scale or SCALES[0])
    request = RestorationRequest(
        photo.pixels,
        model,
        device=options.device,
        precision=options.precision,
        backend=options.backend,
        tile_px=options.tile,
        memory_bytes=options.memory_limit and int(options.memory_limit * 1e9),
        strength=options.strength,
        keep_predictions=bool(targets),
    )
    restoration = _restore_with_bar(request, source.name)
    save_photo(photo.with_pixels(restoration.pixels), target, overwrite=options.overwrite)
    _save_predictions(photo, restoration, targets, overwrite=options.overwrite)
    return _describe(photo, model, restoration)


def _describe(photo: Photo, model: Model, restoration: Restoration) -> str:
    words = [
        f"{restoration.seconds:.1f} s",
        f"{restoration.device} {restoration.precision} {restoration.backend}",
        model.info.name,
    ]
    if restoration.prepared_s >= _WORTH_TELLING_S:
        backend = BACKEND_NAMES[restoration.backend]
        words[0] += f" ({restoration.prepared_s:.1f} s to prepare {backend})"
    if photo.channels == 3:
        words.append(model.info.colour_policy.value)
    if model.info.card.task == "upscale":
        words.append(f"{photo.width} x {photo.height} pixels")
    return ", ".join(words)


def _restore_with_bar(request: RestorationRequest, name: str) -> Restoration:
    height, width = request.pixels.shape[:2]
    total = height * width / 1e6
    style = "{desc} {percentage:3.0f}% |{bar}| {remaining} left, {rate_fmt}"
    # disable=None shows the bar on a terminal only.
    with tqdm(
        total=total, desc=name, unit="MP", leave=False, disable=None, bar_format=style
    ) as bar:

        def show(event: RestorationEvent) -> None:
            if isinstance(event, Preparing):
                bar.set_description_str(f"{name}: {event}")
            elif isinstance(event, Progress):
                bar.set_description_str(name, refresh=False)
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
