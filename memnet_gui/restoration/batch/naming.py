"""Where the results of a batch go."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from memnet_gui.imaging.formats import SAVE_SUFFIXES
from memnet_gui.imaging.naming import name_result, split_name
from memnet_gui.restoration.batch.photos import BatchPhoto, identify
from memnet_gui.restoration.batch.prediction_naming import PredictionNaming

KEEP_NAME = "{name}"
"""The pattern of a result that is named as its photo."""


@dataclass(frozen=True)
class PhotoFiles:
    """What one model makes of a photo.

    Attributes:
        result: The restored photo.
        predictions: M1, M2, ...; empty where they are not wanted.
    """

    result: Path
    predictions: tuple[Path, ...] = ()

    @property
    def all(self) -> tuple[Path, ...]:
        """Everything as it is saved: a result that is there tells that its predictions are."""
        return (*self.predictions, self.result)


@dataclass(frozen=True)
class Naming:
    """Names the results, and the predictions where they are wanted.

    Attributes:
        folder: Takes the results, in the same folders as the photos have; None puts each beside
            its photo.
        task: What is done, one of `memnet_gui.network.card.TASKS`.
        models: Names of the models that may do it.
        pattern: As `name_result` takes it.
        scale: How many times the photos are enlarged.
        suffix: The format of all results such as ".png"; None keeps the format of each
            photo, or takes PNG where it can be read but not saved.
        file: The one result's whole name, in place of all of the above.
        predictions: Where the intermediate predictions go; None where they are not wanted.
    """

    folder: Path | None
    task: str
    models: tuple[str, ...]
    pattern: str = KEEP_NAME
    scale: int = 1
    suffix: str | None = None
    file: Path | None = None
    predictions: PredictionNaming | None = None

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders that take results and predictions."""
        predictions = self.predictions.folder if self.predictions else None
        return tuple(folder for folder in (self.folder, predictions) if folder is not None)

    def target(self, photo: BatchPhoto, model: str) -> Path:
        """Returns where the result goes if `model` makes it.

        Raises:
            UserError: The pattern makes no file name.
        """
        if self.file is not None:
            return self.file
        name = photo.name
        folder = photo.path.parent if self.folder is None else self.folder / name.parent
        stem, ending = split_name(name.name)
        own_suffix = ending if ending.lower() in SAVE_SUFFIXES else ".png"
        if self.pattern == KEEP_NAME and self.suffix is None:
            return folder / (stem + own_suffix)
        stem = name_result(self.pattern, stem, task=self.task, model=model, scale=self.scale)
        return folder / (stem + (self.suffix or own_suffix))

    def targets(self, photo: BatchPhoto) -> tuple[Path, ...]:
        """Returns all places where the result may go; which one the photo's colours decide."""
        return tuple(dict.fromkeys(self.target(photo, model) for model in self.models))

    def files(self, photo: BatchPhoto, model: str) -> PhotoFiles:
        """Returns all that `model` makes of a photo.

        Raises:
            UserError: The pattern makes no file name.
        """
        predictions = self.predictions.targets(photo, model) if self.predictions else ()
        return PhotoFiles(self.target(photo, model), predictions)

    def possible_files(self, photo: BatchPhoto) -> tuple[PhotoFiles, ...]:
        """Returns what a photo may get; which it will be the photo's colours decide."""
        return tuple(dict.fromkeys(self.files(photo, model) for model in self.models))


def drop_results(
    photos: Iterable[BatchPhoto], naming: Naming, *, skips_existing: bool = False
) -> tuple[BatchPhoto, ...]:
    """Returns the photos without those that an earlier run made of others of them.

    Only what was found in folders is dropped: what is named is meant.

    Args:
        photos: The batch.
        naming: Where their results go.
        skips_existing: What is there stays. Else a photo whose own result goes where it lies is
            none of another: it could not be told from a photo that the other would replace.
    """
    photos = tuple(photos)
    sources = [photo for photo in photos if not photo.problem]
    places = {it.key: {identify(target) for target in naming.targets(it)} for it in sources}
    made = {place for key, targets in places.items() for place in targets - {key}}
    if not skips_existing:
        made -= {key for key, targets in places.items() if key in targets}
    if naming.predictions:
        made |= naming.predictions.find_made(sources)
    return tuple(photo for photo in photos if not (photo.is_listed and photo.key in made))


def find_twins(
    photos: Sequence[BatchPhoto], places: Callable[[BatchPhoto], Iterable[Path]]
) -> list[tuple[BatchPhoto, BatchPhoto]]:
    """Returns pairs of photos of which one's result would replace the other's.

    Args:
        photos: The batch.
        places: Returns where a photo's results may go.
    """
    seen: dict[str, BatchPhoto] = {}
    twins = []
    for photo in photos:
        keys = [identify(place) for place in places(photo)]
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            twins.append((first, photo))
            continue
        seen.update(dict.fromkeys(keys, photo))
    return twins
