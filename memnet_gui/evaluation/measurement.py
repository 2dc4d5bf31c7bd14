"""What came of measuring a model on a set of photos."""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from memnet_gui.evaluation.protocol import COLOUR, Protocol
from memnet_gui.evaluation.published import (
    SET_SIZES,
    PublishedFigure,
    find_published_figures,
    name_set,
)
from memnet_gui.evaluation.scores import RestorationScores
from memnet_gui.restoration.rivals.rival import Rival


@dataclass(frozen=True)
class Measurement:
    """The scores of a model on a set of photos.

    Attributes:
        model: The model's name.
        set_name: The literature's name of the set where it has one, else the folder's.
        protocol: How the scores came about.
        names: The photos.
        scores: One for each photo.
        device: `cpu` or `cuda`.
        precision: `fp32` or `bf16`.
        self_ensemble: Whether the model restored each photo in all eight positions.
        rival: Who was measured, where that is no MemNet.
    """

    model: str
    set_name: str
    protocol: Protocol
    names: tuple[str, ...]
    scores: tuple[RestorationScores, ...]
    device: str
    precision: str
    self_ensemble: bool = False
    rival: Rival | None = None

    @property
    def mean(self) -> RestorationScores:
        """The mean over the photos."""
        return RestorationScores.mean(self.scores)

    @property
    def images_improved(self) -> int:
        """How many photos came out with a higher PSNR than they went in with."""
        return sum(scores.final.psnr > scores.input.psnr for scores in self.scores)

    @property
    def published(self) -> tuple[PublishedFigure, ...]:
        """What was published for this set and degradation; nothing when photos are missing."""
        if len(self.scores) != SET_SIZES.get(self.set_name):
            return ()
        channels = 3 if self.protocol.planes == COLOUR else 1
        degradation = self.protocol.degradation
        return find_published_figures(self.set_name, degradation.task, channels, degradation.level)

    def to_dict(self) -> dict[str, Any]:
        """Returns plain values for JSON."""
        degradation = self.protocol.degradation
        images = zip(self.names, self.scores, strict=True)
        values: dict[str, Any] = {
            "model": self.model,
            "set": self.set_name,
            "task": degradation.task,
            "level": degradation.level,
            "noise": degradation.level if degradation.task == "denoise" else None,
            "seed": self.protocol.seed,
            "protocol": self.protocol.description,
            "device": self.device,
            "precision": self.precision,
            "self_ensemble": self.self_ensemble,
            "images": [{"name": name, **scores.to_dict()} for name, scores in images],
            "images_improved": self.images_improved,
            "mean": self.mean.to_dict(),
            "published": [figure.to_dict() for figure in self.published],
        }
        if self.rival is not None:
            values["rival"] = self.rival.to_dict()
        return values


def name_measured_set(folder: Path, alike: Path | None, planes: str) -> str:
    """Returns the name of the set that the photos of `folder` make up.

    Args:
        folder: Where the photos are.
        alike: The folder whose photos were looked for in it: it gives the set its name, with the
            literature's C before that of the colour originals.
        planes: What of the photos is measured.
    """
    name = name_set((alike or folder).resolve().name)
    in_colour = f"C{name}"
    return in_colour if alike and planes == COLOUR and in_colour in SET_SIZES else name
