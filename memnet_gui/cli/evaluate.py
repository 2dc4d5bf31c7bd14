"""`memnet-gui evaluate`: measures a model on a folder of clean photos."""

import argparse
import json
from collections.abc import Iterator
from pathlib import Path

from tqdm import tqdm

from memnet_gui.cli.options import (
    read_degradation,
    refuse_usage,
)
from memnet_gui.errors import UserError
from memnet_gui.evaluation.measurement import Measurement, name_measured_set
from memnet_gui.evaluation.protocol import Hardware, find_model_protocol
from memnet_gui.evaluation.published import SET_SIZES
from memnet_gui.evaluation.rivals import find_rival_protocol, measure_rival
from memnet_gui.evaluation.scores import RestorationScores, Score
from memnet_gui.evaluation.selection import select_alike
from memnet_gui.files import is_folder
from memnet_gui.imaging.degradation import Degradation
from memnet_gui.imaging.files import list_photos
from memnet_gui.restoration.hardware import choose_device, choose_precision
from memnet_gui.restoration.models import ModelInfo, best_model, find_model, load_model
from memnet_gui.restoration.rivals.classical import CLASSICAL
from memnet_gui.restoration.rivals.opening import is_rival, open_rival
from memnet_gui.restoration.rivals.rival import Rival


def run(options: argparse.Namespace) -> int:
    """Prints the scores of each photo and their mean, beside published ones."""
    if problem := _find_contradiction(options):
        return refuse_usage(options.parser, problem)
    paths = _list_photos(options)
    measurement = _measure(options, paths)
    if options.json:
        print(json.dumps(measurement.to_dict(), indent=2))
        return 0
    _print_photos(measurement)
    print()
    _print_comparison(measurement)
    return 0


def _find_contradiction(options: argparse.Namespace) -> str | None:
    model = options.model
    if options.colour and model and model not in {rival.name for rival in CLASSICAL}:
        return "--colour is for the shipped models, bm3d and non-local-means: a file decides itself"
    if not model or not is_rival(model):
        return None
    if options.self_ensemble:
        return "--self-ensemble is for models of this program"
    if options.precision == "bf16" or options.backend == "openvino":
        return "methods that are not MemNet compute in fp32, by torch"
    return None


def _list_photos(options: argparse.Namespace) -> list[Path]:
    paths = _photos_in(options.folder)
    if options.like:
        paths = select_alike(paths, _photos_in(options.like))
        if not paths:
            raise UserError(f"{options.folder} holds no photo that {options.like} shows too")
    return paths[: options.limit]


def _photos_in(folder: Path) -> list[Path]:
    if not is_folder(folder):
        raise UserError(f"{folder} is not a folder; name a folder of clean photos")
    paths = list_photos(folder)
    if not paths:
        raise UserError(f"{folder} holds no photo; name a folder of clean photos")
    return paths


def _measure(options: argparse.Namespace, paths: list[Path]) -> Measurement:
    degradation = read_degradation(options)
    if options.model and is_rival(options.model):
        return _measure_rival(options, paths, degradation)
    model = load_model(_choose_model(options, degradation.task))
    protocol = find_model_protocol(model.info, degradation, options.seed)
    device = choose_device(options.device)
    precision = choose_precision(options.precision, device)
    measured = protocol.measure(
        model,
        paths,
        Hardware(device, precision, options.backend, options.tile, options.self_ensemble),
    )
    return Measurement(
        model.info.name,
        name_measured_set(options.folder, options.like, protocol.planes),
        protocol,
        tuple(str(path.relative_to(options.folder)) for path in paths),
        _collect(measured, len(paths)),
        device,
        precision,
        self_ensemble=options.self_ensemble,
    )


def _measure_rival(
    options: argparse.Namespace, paths: list[Path], degradation: Degradation
) -> Measurement:
    opened = open_rival(options.model)
    rival = opened.rival
    protocol = find_rival_protocol(rival, degradation, options.seed, colour=options.colour)
    device = "cpu" if rival.weights is None else choose_device(options.device)
    hardware = Hardware(device, "fp32", "torch", options.tile)
    return Measurement(
        rival.name,
        name_measured_set(options.folder, options.like, protocol.planes),
        protocol,
        tuple(str(path.relative_to(options.folder)) for path in paths),
        _collect(measure_rival(protocol, opened, paths, hardware), len(paths)),
        device,
        "fp32",
        rival=rival,
    )


def _collect(measured: Iterator[RestorationScores], count: int) -> tuple[RestorationScores, ...]:
    return tuple(tqdm(measured, total=count, unit="photo", leave=False, disable=None))


def _choose_model(options: argparse.Namespace, task: str) -> ModelInfo:
    if options.model:
        return find_model(options.model)
    info = best_model(task, 3 if options.colour else 1)
    if options.colour and info.config.channels == 1:
        raise UserError(f"no shipped model can {task} in colour; leave out --colour")
    return info


def _print_photos(measurement: Measurement) -> None:
    names = [*measurement.names, f"mean of {len(measurement.names)}"]
    rows = [*measurement.scores, measurement.mean]
    width = max(len(name) for name in names)
    print(" " * width, *(f"{column:>15}" for column, _ in _columns(rows[0])))
    for name, row in zip(names, rows, strict=True):
        print(f"{name:<{width}}", *(f"{_cell(score):>15}" for _, score in _columns(row)))


def _print_comparison(measurement: Measurement) -> None:
    published = measurement.published
    rows = [
        (f"{figure.method}{'' if figure.verified else ' *'}", _format(figure.psnr, figure.ssim))
        for figure in published
    ]
    rows += [(name, _cell(score)) for name, score in _columns(measurement.mean)]
    protocol = measurement.protocol
    print(f"{measurement.set_name}, {protocol.degradation.text} ({protocol.description})")
    width = max(len(name) for name, _ in rows)
    for name, cell in rows:
        print(f"  {name:<{width}}  {cell}")
    _print_notes(measurement)


def _print_notes(measurement: Measurement) -> None:
    published, count = measurement.published, len(measurement.names)
    size = SET_SIZES.get(measurement.set_name, count)
    if count != size:
        print(f"Published figures are for all {size} photos of {measurement.set_name}.")
    for source in dict.fromkeys(figure.source for figure in published):
        methods = ", ".join(figure.method for figure in published if figure.source == source)
        print(f"{methods}: {source}.")
    if not all(figure.verified for figure in published):
        print("* could not be checked against its source")
    ensemble = " with self-ensemble" if measurement.self_ensemble else ""
    print(
        f"{measurement.model}{ensemble}, {measurement.device} {measurement.precision}: better "
        f"than its input on {measurement.images_improved} of {count} images"
    )
    if measurement.rival:
        _print_rival(measurement.rival)


def _print_rival(rival: Rival) -> None:
    if rival.weights is not None:
        print(f"{rival.name}: {rival.architecture}, {rival.weights:,} weights")
    if rival.licence:
        print(f"{rival.licence}.")


def _columns(scores: RestorationScores) -> list[tuple[str, Score]]:
    predictions = [(f"M{m}", score) for m, score in enumerate(scores.predictions, 1)]
    return [("input", scores.input), *predictions, ("final", scores.final)]


def _cell(score: Score) -> str:
    return _format(score.psnr, score.ssim)


def _format(psnr: float, ssim: float | None) -> str:
    return f"{psnr:.2f}" if ssim is None else f"{psnr:.2f} / {ssim:.4f}"
