"""The measured figures of the models that ship, kept in small files beside their weights."""

import datetime as dt
import hashlib
import json
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass, replace
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

from memnet_gui import __version__
from memnet_gui.evaluation.benchmarks import Benchmark, Trial, find_benchmark
from memnet_gui.evaluation.measurement import Measurement
from memnet_gui.evaluation.protocol import Hardware, find_model_protocol
from memnet_gui.evaluation.scores import Score
from memnet_gui.evaluation.selection import select_alike
from memnet_gui.files import write_file
from memnet_gui.imaging.degradation import build_degradation
from memnet_gui.imaging.files import list_photos
from memnet_gui.paths import resource_folder
from memnet_gui.restoration.hardware import choose_device, choose_precision, usable_processors
from memnet_gui.restoration.models import Model, ModelInfo, load_model


@dataclass(frozen=True)
class Figure:
    """What a model reaches on a test set at one level.

    Attributes:
        set_name: The literature's name of the set.
        level: Noise sigma, scale or JPEG quality.
        images: How many photos were measured.
        images_improved: How many came out with a higher PSNR than they went in with.
        input: The mean score of the degraded photos.
        final: The mean score of the restored ones.
        command: What measures this again.
        program_version: What measured it.
        device: What it was measured on.
        precision: What it was computed in.
        date: ISO date.
    """

    set_name: str
    level: int
    images: int
    images_improved: int
    input: Score
    final: Score
    command: str
    program_version: str
    device: str
    precision: str
    date: str

    @classmethod
    def of(cls, measurement: Measurement, command: str) -> "Figure":
        """Sums up a measurement; the scores keep more digits than any table shows."""
        mean = measurement.mean
        return cls(
            measurement.set_name,
            int(measurement.protocol.degradation.level),
            len(measurement.scores),
            measurement.images_improved,
            _rounded(mean.input),
            _rounded(mean.final),
            command,
            __version__,
            measurement.device,
            measurement.precision,
            dt.datetime.now(tz=dt.UTC).date().isoformat(),
        )

    @classmethod
    def from_dict(cls, values: dict[str, Any]) -> "Figure":
        """Builds a figure from what `asdict` made of one."""
        scores = {name: Score(**values[name]) for name in ("input", "final")}
        return cls(**(values | scores))


@dataclass(frozen=True)
class ModelFigures:
    """All figures of one model.

    Attributes:
        model: Its name.
        sha256: Of the weight file that they were measured with.
        figures: In the order of the benchmark.
        self_ensemble: The same with the self-ensemble, where that was measured.
    """

    model: str
    sha256: str
    figures: tuple[Figure, ...] = ()
    self_ensemble: tuple[Figure, ...] = ()

    @property
    def claimed_levels(self) -> tuple[int, ...]:
        """Levels at which every measured image gets better, in ascending order.

        What a model learned it need not be good at: little noise is hard to tell from texture.
        """
        levels = sorted({figure.level for figure in self.figures})
        failed = {f.level for f in self.figures if f.images_improved < f.images}
        return tuple(level for level in levels if level not in failed)

    def find(self, set_name: str, level: int, *, self_ensemble: bool = False) -> Figure | None:
        """Returns the figure for a set and level, None if it was not measured."""
        figures = self.self_ensemble if self_ensemble else self.figures
        matching = (f for f in figures if (f.set_name, f.level) == (set_name, level))
        return next(matching, None)

    def with_figure(self, figure: Figure, *, self_ensemble: bool = False) -> "ModelFigures":
        """Returns these figures and one more."""
        if self_ensemble:
            return replace(self, self_ensemble=(*self.self_ensemble, figure))
        return replace(self, figures=(*self.figures, figure))


def read_figures(info: ModelInfo, folder: Path | None = None) -> ModelFigures:
    """Returns the figures of a model's present weights: none if they were of older weights."""
    sha256 = hashlib.sha256(info.path.read_bytes()).hexdigest()
    path = _path(info, folder)
    if path.is_file():
        values = json.loads(path.read_text(encoding="utf-8"))
        if values["sha256"] == sha256:
            figures, ensemble = (
                tuple(Figure.from_dict(figure) for figure in values.get(kind, ()))
                for kind in ("figures", "self_ensemble")
            )
            return ModelFigures(info.name, sha256, figures, ensemble)
    return ModelFigures(info.name, sha256)


def list_missing(
    info: ModelInfo, figures: ModelFigures, *, self_ensemble: bool = False
) -> list[tuple[Trial, int]]:
    """Returns what of the model's benchmark was not measured.

    The self-ensemble takes eight times as long, so it is measured only where there are published
    figures of MemNet to compare with.
    """
    benchmark = find_benchmark(info)
    return [
        (trial, level)
        for trial in benchmark.trials
        for level in trial.levels
        if figures.find(benchmark.name_set(trial), level, self_ensemble=self_ensemble) is None
        and (not self_ensemble or "MemNet" in benchmark.published(trial, level))
    ]


def measure_missing(
    info: ModelInfo,
    sets: Path,
    folder: Path | None = None,
    *,
    self_ensemble: bool = False,
    processes: int = 1,
) -> Iterator[Figure]:
    """Measures what was not measured with the present weights and keeps it; yields each figure.

    Args:
        info: The model.
        sets: The folder that holds the test sets.
        folder: Where the figures are kept; None means with the program's resources.
        self_ensemble: Measure the model with the self-ensemble.
        processes: Measure so many sets and levels at a time: most of it is work for the processor
            where a GPU restores.

    Raises:
        UserError: Photos cannot be read, or the figures cannot be written.
    """
    known = read_figures(info, folder)
    missing = list_missing(info, known, self_ensemble=self_ensemble)
    measure = partial(_measure_figure, info, sets, self_ensemble)
    for figure in _map(measure, missing, processes):
        known = known.with_figure(figure, self_ensemble=self_ensemble)
        text = json.dumps(asdict(known), indent=2) + "\n"
        write_file(_path(info, folder), text.encode(), overwrite=True)
        yield figure


def _map(
    measure: Callable[[tuple[Trial, int]], Figure], missing: list[tuple[Trial, int]], processes: int
) -> Iterator[Figure]:
    """Yields the figures in the order of what is missing."""
    if processes == 1 or not missing:
        yield from map(measure, missing)
        return
    import torch  # takes a second

    threads = max(1, usable_processors() // processes)
    with ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=torch.set_num_threads, initargs=(threads,)
    ) as pool:
        yield from pool.map(measure, missing)


def _measure_figure(
    info: ModelInfo,
    sets: Path,
    self_ensemble: bool,
    missing: tuple[Trial, int],
) -> Figure:
    benchmark, (trial, level) = find_benchmark(info), missing
    measurement = _measure(
        load_model(info), benchmark, trial, level, sets, self_ensemble=self_ensemble
    )
    command = benchmark.command(trial, level, info.name, self_ensemble=self_ensemble)
    return Figure.of(measurement, command)


def _measure(
    model: Model,
    benchmark: Benchmark,
    trial: Trial,
    level: int,
    sets: Path,
    *,
    self_ensemble: bool,
) -> Measurement:
    root = sets / trial.folder
    paths = list_photos(root)
    if trial.alike:
        paths = select_alike(paths, list_photos(sets / trial.alike))
    protocol = find_model_protocol(model.info, build_degradation(benchmark.task, level))
    device = choose_device("auto")
    precision = choose_precision("auto", device)
    hardware = Hardware(device, precision, self_ensemble=self_ensemble)
    return Measurement(
        model.info.name,
        benchmark.name_set(trial),
        protocol,
        tuple(str(path.relative_to(root)) for path in paths),
        tuple(protocol.measure(model, paths, hardware, predictions=False)),
        device,
        precision,
        self_ensemble=self_ensemble,
    )


def _rounded(score: Score) -> Score:
    return Score(round(score.psnr, 5), round(score.ssim, 7))


def _path(info: ModelInfo, folder: Path | None) -> Path:
    return (folder or resource_folder("figures")) / f"{info.name}.json"
