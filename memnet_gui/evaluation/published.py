"""Figures that the authors of MemNet and others published, to set measured ones against."""

import json
from dataclasses import dataclass
from functools import cache
from typing import Any

from memnet_gui.paths import resource_folder

SET_SIZES = {
    "Set5": 5,
    "Set12": 12,
    "Set14": 14,
    "14 images": 14,
    "BSD68": 68,
    "CBSD68": 68,
    "BSD100": 100,
    "BSD200": 200,
    "Urban100": 100,
    "Kodak24": 24,
    "Classic5": 5,
    "LIVE1": 29,
}
"""The test sets of the literature and how many photos each holds.

`14 images` is the MemNet paper's name of its denoising set; CBSD68 is BSD68 in colour.
"""
_ALIASES = {"b100": "BSD100", "s14": "14 images", "colorbsd68": "CBSD68"}


@dataclass(frozen=True)
class PublishedWeights:
    """The ensemble weights of one of the authors' released models.

    Attributes:
        model: The network, such as `M6R6`.
        source: Where they were read.
        weights: w_1..w_M.
    """

    model: str
    source: str
    weights: tuple[float, ...]


@dataclass(frozen=True)
class PublishedFigure:
    """What a method reaches on a test set, as published.

    Attributes:
        method: Such as `BM3D`; `MemNet` alone is the paper's M6R6 with 64 filters.
        set_name: One of `SET_SIZES`.
        task: One of `memnet_gui.network.card.TASKS`.
        channels: 1 where grey or the luminance was compared, 3 for colour.
        level: Noise sigma on the 0-255 scale, scale, or JPEG quality.
        psnr: In dB.
        ssim: None where none was published.
        source: Where the figure was read.
        verified: False where it was not seen in a text and stands from memory.
        protocol: How it was measured.
    """

    method: str
    set_name: str
    task: str
    channels: int
    level: float
    psnr: float
    ssim: float | None
    source: str
    verified: bool
    protocol: str

    def to_dict(self) -> dict[str, Any]:
        """Returns plain values for JSON; set, task and level go without saying there."""
        return {
            "method": self.method,
            "psnr": self.psnr,
            "ssim": self.ssim,
            "verified": self.verified,
            "source": self.source,
            "protocol": self.protocol,
        }


def name_set(name: str) -> str:
    """Returns the literature's name of a test set, whatever case and signs `name` has.

    Names that are not known come back as they are.
    """
    known = _ALIASES | {_fold(each): each for each in SET_SIZES}
    return known.get(_fold(name), name)


def find_published_figures(
    set_name: str, task: str, channels: int, level: float
) -> tuple[PublishedFigure, ...]:
    """Returns what was published for a set, one figure a method, by rising PSNR.

    Of several figures for a method, a verified one comes before the others, then the first.
    """
    wanted = (set_name, task, channels, level)
    found: dict[str, PublishedFigure] = {}
    for figure in sorted(published_figures(), key=lambda figure: not figure.verified):
        if (figure.set_name, figure.task, figure.channels, figure.level) == wanted:
            found.setdefault(figure.method, figure)
    return tuple(sorted(found.values(), key=lambda figure: figure.psnr))


@cache
def published_figures() -> tuple[PublishedFigure, ...]:
    """Returns all figures of the shipped tables `denoise.json`, `upscale.json`, `deblock.json`."""
    tables = [table for task in ("denoise", "upscale", "deblock") for table in _read(task)]
    return tuple(
        PublishedFigure(
            method,
            set_name,
            table["task"],
            table["channels"],
            level,
            score[0],
            score[1],
            table["source"],
            table["verified"],
            table["protocol"],
        )
        for table in tables
        for method, sets in table["figures"].items()
        for set_name, scores in sets.items()
        for level, score in zip(table["levels"], scores, strict=True)
        if score is not None
    )


def find_published_weights(task: str) -> PublishedWeights | None:
    """Returns the authors' ensemble weights for a task of a model card, None if there are none."""
    table = _read("ensemble_weights")
    weights = table["weights"].get(task)
    if weights is None:
        return None
    return PublishedWeights(table["model"], table["source"], tuple(weights))


@cache
def _read(name: str) -> Any:
    return json.loads((resource_folder("published") / f"{name}.json").read_text(encoding="utf-8"))


def _fold(name: str) -> str:
    return "".join(character for character in name.casefold() if character.isalnum())
