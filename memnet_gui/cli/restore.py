"""`memnet-gui restore`: restores photos."""

import argparse
import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from threading import Event

from memnet_gui.cli.batch_display import BatchDisplay
from memnet_gui.cli.model_choice import ModelChoice
from memnet_gui.cli.options import refuse_usage
from memnet_gui.cli.restore_targets import make_folders, refuse_clashes, refuse_report_among
from memnet_gui.errors import UserError
from memnet_gui.files import is_folder
from memnet_gui.imaging.naming import split_name
from memnet_gui.imaging.resampling import SCALES
from memnet_gui.imaging.save_options import SaveOptions
from memnet_gui.restoration.batch.naming import KEEP_NAME, Naming, drop_results
from memnet_gui.restoration.batch.photo_file import BatchSettings, PhotoRestorer
from memnet_gui.restoration.batch.photos import FoundPhotos, find_again, find_photos, take_shard
from memnet_gui.restoration.batch.prediction_naming import PredictionNaming
from memnet_gui.restoration.batch.report import (
    build_report,
    read_open_photos,
    summarise_results,
    write_report,
)
from memnet_gui.restoration.batch.result import PhotoResult, State
from memnet_gui.restoration.batch.run import measure_megapixels, run_batch

_SIGNALS = (signal.SIGINT, signal.SIGTERM)
_SIGNAL_STATUS = 128
"""An exit status beyond it tells which signal ended the program."""


def run(options: argparse.Namespace) -> int:
    """Restores each photo; returns 1 if one failed, 2 for arguments that contradict each other."""
    if problem := _find_contradiction(options):
        return refuse_usage(options.parser, problem)
    into_folder = _means_folder(options)
    if options.name and not into_folder:
        return refuse_usage(options.parser, "--name is for results in a folder")
    choice = ModelChoice(options.task, options.model)
    if options.scale and choice.task != "upscale":
        return refuse_usage(options.parser, f"--scale is for --task upscale, not for {choice.task}")
    naming = _build_naming(options, choice, into_folder=into_folder)
    found, recursive = _find(options, naming)
    refuse_clashes(found.photos, naming, overwrite=options.overwrite)
    if options.report:
        refuse_report_among(options.report, found.photos, naming)
    make_folders(naming.folders, options.report)
    if options.shard:
        found = take_shard(found, *options.shard)
    restorer = PhotoRestorer(choice, naming, _build_settings(options))
    return _restore(found, restorer, options, recursive=recursive)


def _find_contradiction(options: argparse.Namespace) -> str:
    if options.overwrite and options.skip_existing:
        return "--overwrite and --skip-existing contradict each other"
    if options.retry_failed and options.photos:
        return "--retry-failed takes its photos from the report; leave out the others"
    if not options.photos and not options.retry_failed:
        return "the following arguments are required: PHOTO_OR_FOLDER"
    return ""


def _means_folder(options: argparse.Namespace) -> bool:
    text, output = options.output, Path(options.output)
    ending = split_name(output.name)[1]
    if text.endswith(("/", os.sep)) or is_folder(output) or not ending:
        return True
    if len(options.photos) != 1 or is_folder(options.photos[0]):
        raise UserError(
            f"{output} is one file for several photos; name a folder instead, with / behind it "
            "if it is new"
        )
    return False


def _build_naming(options: argparse.Namespace, choice: ModelChoice, *, into_folder: bool) -> Naming:
    output = Path(options.output)
    return Naming(
        folder=output if into_folder else output.parent,
        task=choice.task,
        models=choice.names,
        pattern=options.name or KEEP_NAME,
        scale=(options.scale or SCALES[0]) if choice.task == "upscale" else 1,
        file=None if into_folder else output,
        predictions=PredictionNaming(options.predictions, choice.predictions)
        if options.predictions
        else None,
    )


def _build_settings(options: argparse.Namespace) -> BatchSettings:
    return BatchSettings(
        device=options.device,
        precision=options.precision,
        backend=options.backend,
        tile_px=options.tile,
        memory_bytes=options.memory_limit and int(options.memory_limit * 1e9),
        strength=options.strength,
        self_ensemble=options.self_ensemble,
        largest_megapixels=options.largest_photo,
        overwrite=options.overwrite,
        skips_existing=options.skip_existing,
        save=SaveOptions(
            quality=options.quality,
            bit_depth=options.bit_depth,
            keeps_metadata=not options.remove_metadata,
        ),
    )


def _find(options: argparse.Namespace, naming: Naming) -> tuple[FoundPhotos, bool]:
    """Lists the photos; what earlier runs made of them is none of them.

    Returns:
        The photos, and whether folders inside folders were looked at.
    """
    recursive, without = options.recursive, naming.folders
    if options.retry_failed:
        wanted = read_open_photos(options.retry_failed)
        recursive |= wanted.recursive
        again = find_again(wanted.folders, recursive=recursive, without=without)
        known = {photo.key for photo in wanted.photos}
        more = (photo for photo in again.photos if photo.key not in known)
        found = replace(again, photos=(*wanted.photos, *more))
    else:
        found = find_photos(options.photos, recursive=recursive, without=without)
    photos = drop_results(found.photos, naming, skips_existing=options.skip_existing)
    return replace(found, photos=photos), recursive


def _restore(
    found: FoundPhotos, restorer: PhotoRestorer, options: argparse.Namespace, *, recursive: bool
) -> int:
    started, photos = time.monotonic(), found.photos
    # Only who looks at a bar wants to know how much there is to do.
    sizes = [measure_megapixels(it) for it in photos] if sys.stderr.isatty() else None
    with _stopped_by_signals() as (stop, received), BatchDisplay(options.json) as display:
        results = run_batch(photos, restorer, display, stop, sizes)
    report = build_report(
        results,
        found.not_photos,
        task=restorer.naming.task,
        seconds=time.monotonic() - started,
        shard=options.shard or (1, 1),
        recursive=recursive,
    )
    if options.json:
        print(json.dumps(report, indent=2))
    _print_summary(found, results, options, interrupted=bool(received))
    if options.report:
        write_report(options.report, report)
    if received:
        return _SIGNAL_STATUS + received[0]
    return 1 if any(result.state is State.FAILED for result in results) else 0


@contextmanager
def _stopped_by_signals() -> Iterator[tuple[Event, list[int]]]:
    """Has Ctrl+C, or a batch system's SIGTERM, end the batch with nothing half done.

    Yields:
        What stops the batch, and the signals received.
    """
    stop, received = Event(), list[int]()

    def take(number: int, _frame: object) -> None:
        if received:  # something hangs, such as a drive that has gone
            raise KeyboardInterrupt
        received.append(number)
        stop.set()

    previous = {number: signal.signal(number, take) for number in _SIGNALS}
    try:
        yield stop, received
    finally:
        for number, handler in previous.items():
            signal.signal(number, handler)


def _print_summary(
    found: FoundPhotos,
    results: list[PhotoResult],
    options: argparse.Namespace,
    *,
    interrupted: bool,
) -> None:
    """Says how a batch went; of photos that were named one by one only how many failed."""
    failed = sum(result.state is State.FAILED for result in results)
    is_batch = (
        any(photo.is_listed for photo in found.photos)
        or any((options.recursive, options.skip_existing, options.shard, options.report))
        or options.retry_failed
    )
    if is_batch or (interrupted and len(results) > 1):
        said = summarise_results(results, len(found.not_photos))
        _print_error(f"interrupted; {said}" if interrupted else said)
    elif interrupted:
        _print_error("interrupted")
    elif failed and len(results) > 1:
        _print_error(f"{failed} of {len(results)} photos failed")


def _print_error(text: str) -> None:
    print(f"memnet-gui: {text}", file=sys.stderr)
