"""What `memnet-gui restore` would write, looked at before anything runs."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from memnet_gui.errors import UserError
from memnet_gui.restoration.batch.naming import Naming, find_twins
from memnet_gui.restoration.batch.photos import BatchPhoto, identify


def refuse_clashes(photos: Sequence[BatchPhoto], naming: Naming) -> None:
    """Makes sure that no file of a photo would replace one of another, or a photo.

    Raises:
        UserError: One would.
    """
    photos = [photo for photo in photos if not photo.problem]

    def places(photo: BatchPhoto) -> Iterator[Path]:
        for files in naming.possible_files(photo):
            yield from files.all

    for photo in photos:
        _refuse_own_clash(photo, naming)
    for first, second in find_twins(photos, places)[:1]:
        raise UserError(
            f"{first.path} and {second.path} would get one name; restore one after the other"
        )
    _refuse_replaced_photos(photos, naming)


def _refuse_own_clash(photo: BatchPhoto, naming: Naming) -> None:
    for files in naming.possible_files(photo):
        if identify(files.result) in map(identify, files.predictions):
            raise UserError(
                f"the result of {photo.path} and one of its predictions would both be "
                f"{files.result}; name another folder for --predictions"
            )


def _refuse_replaced_photos(photos: Sequence[BatchPhoto], naming: Naming) -> None:
    """A prediction that replaced a photo could do so before the photo is read."""
    by_key = {photo.key: photo for photo in photos}
    for photo in photos:
        for path in _predictions(photo, naming):
            if replaced := by_key.get(identify(path)):
                raise UserError(
                    f"a prediction of {photo.path} would replace {replaced.path}; "
                    "name another folder for --predictions"
                )


def _predictions(photo: BatchPhoto, naming: Naming) -> Iterator[Path]:
    for files in naming.possible_files(photo):
        yield from files.predictions
