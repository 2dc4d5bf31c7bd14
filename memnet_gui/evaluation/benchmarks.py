"""On which test sets and levels the models that ship are measured."""

from dataclasses import dataclass
from pathlib import Path

from memnet_gui.evaluation.measurement import name_measured_set
from memnet_gui.evaluation.protocol import COLOUR, GREY
from memnet_gui.evaluation.published import PublishedFigure, find_published_figures
from memnet_gui.restoration.models import ModelInfo

_OPTIONS = {"denoise": "--noise", "upscale": "--scale", "deblock": "--jpeg"}


@dataclass(frozen=True)
class Trial:
    """A folder of photos and the levels to measure at.

    Attributes:
        folder: The folder's name.
        levels: Noise sigmas, scales or JPEG qualities.
        alike: The name of a folder beside it, whose photos alone are measured.
    """

    folder: str
    levels: tuple[int, ...]
    alike: str | None = None


@dataclass(frozen=True)
class Benchmark:
    """How models of one task, for grey or for colour, are measured and compared.

    Attributes:
        task: One of `memnet_gui.network.card.TASKS`.
        channels: Of the networks, 1 or 3.
        title: What is restored, as a heading.
        protocol: How it is measured, in a sentence.
        level_name: What a level is called.
        rivals: Published methods to compare with.
        trials: What is measured.
    """

    task: str
    channels: int
    title: str
    protocol: str
    level_name: str
    rivals: tuple[str, ...]
    trials: tuple[Trial, ...]

    def name_set(self, trial: Trial) -> str:
        """Returns the literature's name of what is measured."""
        alike = Path(trial.alike) if trial.alike else None
        return name_measured_set(Path(trial.folder), alike, COLOUR if self.channels == 3 else GREY)

    def command(
        self, trial: Trial, level: int | str, model: str, *, self_ensemble: bool = False
    ) -> str:
        """Returns the command that measures a model, for the folder that holds the sets."""
        alike = f" --like {trial.alike}" if trial.alike else ""
        option = _OPTIONS[self.task]
        ensemble = " --self-ensemble" if self_ensemble else ""
        folder = f"{trial.folder}{alike}"
        return f"memnet-gui evaluate {folder} {option} {level} --model {model}{ensemble}"

    def published(self, trial: Trial, level: int) -> dict[str, PublishedFigure]:
        """Returns the published figures to compare with, by the name of their method."""
        found = find_published_figures(self.name_set(trial), self.task, self.channels, level)
        return {figure.method: figure for figure in found}


_NOISE = "Gaussian noise, neither clipped nor rounded; no border cropped."
_SCALES = (2, 3, 4)
_QUALITIES = (5, 10, 20, 60)
BENCHMARKS = (
    Benchmark(
        "denoise",
        1,
        "Noise, grey photos",
        _NOISE,
        "sigma",
        ("BM3D", "DnCNN-B", "MemNet"),
        (Trial("BSD68", (5, 10, 15, 25, 30, 50, 70, 75)),),
    ),
    Benchmark(
        "denoise",
        3,
        "Noise, colour photos",
        f"{_NOISE} CBSD68 are the colour originals of BSD68.",
        "sigma",
        ("MemNet",),
        (Trial("BSD100", (5, 10, 15, 25, 50, 75), alike="BSD68"),),
    ),
    Benchmark(
        "upscale",
        1,
        "Enlarging",
        "Photos reduced bicubically; luminance, rounded to 8 bits, as many pixels cropped at "
        "every border as the scale. The input is the bicubic enlargement.",
        "scale",
        ("SRCNN", "VDSR", "MemNet"),
        (Trial("Set5", _SCALES), Trial("Set14", _SCALES), Trial("BSD100", _SCALES)),
    ),
    Benchmark(
        "deblock",
        1,
        "JPEG, luminance",
        "Luminance compressed by Pillow's encoder; no border cropped.",
        "quality",
        ("AR-CNN", "DnCNN-3", "MemNet"),
        (Trial("Classic5", _QUALITIES), Trial("LIVE1", _QUALITIES)),
    ),
    Benchmark(
        "deblock",
        3,
        "JPEG, colour photos",
        "RGB compressed by Pillow's encoder (4:2:0); no border cropped.",
        "quality",
        ("MemNet",),
        (Trial("LIVE1", _QUALITIES),),
    ),
)
"""In the order in which they are shown."""


def find_benchmark(info: ModelInfo) -> Benchmark:
    """Returns the benchmark for a model.

    Raises:
        ValueError: There is none.
    """
    for benchmark in BENCHMARKS:
        if (benchmark.task, benchmark.channels) == (info.card.task, info.config.channels):
            return benchmark
    raise ValueError(f"there is no benchmark for {info.name}")
