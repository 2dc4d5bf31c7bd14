"""Where the intermediate predictions of a batch go."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from memnet_gui.imaging.naming import split_name
from memnet_gui.restoration.batch.photos import BatchPhoto, identify

_PREDICTION = re.compile(r"(.+)-m[1-9][0-9]*\.png")


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
        base = self._base(photo)
        count = self.counts[model]
        return tuple(base.with_name(f"{base.name}-m{m}.png") for m in range(1, count + 1))

    def find_made(self, photos: Iterable[BatchPhoto]) -> set[str]:
        """Returns the keys of those found in folders that are predictions of others of them.

        Those of larger models count too: an earlier run may have taken one.
        """
        photos = tuple(photos)
        bases = {identify(self._base(photo)) for photo in photos}
        return {photo.key for photo in photos if photo.is_listed and self._is_of(bases, photo.path)}

    def _is_of(self, bases: set[str], path: Path) -> bool:
        match = _PREDICTION.fullmatch(path.name)
        return match is not None and identify(path.with_name(match[1])) in bases

    def _base(self, photo: BatchPhoto) -> Path:
        return self.folder / photo.name.parent / split_name(photo.name.name)[0]
