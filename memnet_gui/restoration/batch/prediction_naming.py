"""Where the intermediate predictions of a batch go."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from memnet_gui.restoration.batch.photos import BatchPhoto


@dataclass(frozen=True)
class PredictionNaming:
    """Names the intermediate predictions M1, M2, ...

    Attributes:
        folder: Takes them, in the same folders as the photos have.
        counts: How many a model makes, by its name.
    """

    folder: Path
    counts: Mapping[str, int]

    def targets(self, photo: BatchPhoto, model: str) -> tuple[Path, ...]:
        """Returns where the predictions go that `model` makes, M1 first."""
        below, stem = self.folder / photo.name.parent, photo.name.stem
        return tuple(below / f"{stem}-m{m}.png" for m in range(1, self.counts[model] + 1))
