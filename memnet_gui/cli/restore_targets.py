"""What `memnet-gui restore` would write, looked at before anything runs."""

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from memnet_gui.errors import UserError
from memnet_gui.files import is_folder, make_folder
from memnet_gui.restoration.batch.naming import Naming, find_twins
from memnet_gui.restoration.batch.photos import BatchPhoto, identify
from memnet_gui.restoration.batch.report import check_report


def refuse_clashes(photos: Sequence[BatchPhoto], naming: Naming, *, overwrite: bool) -> None:
    """Makes sure that no file of a photo would replace one of another, or another photo.

    Args:
        photos: The batch.
        naming: Where the files go.
        overwrite: Whether results replace what is there.

    Raises:
        UserError: One would.
    """
    photos = _without_problems(photos)
    if naming.predictions is not None:
        for photo in photos:
            _refuse_own_clash(photo, naming)
    if overwrite or naming.predictions is not None:
        _refuse_replaced_photos(photos, naming, overwrite=overwrite)
    for first, second in find_twins(photos, lambda photo: _targets(photo, naming))[:1]:
        raise UserError(
            f"{first.path} and {second.path} would get one name; restore one after the other"
        )


def refuse_report_among(report: Path, photos: Sequence[BatchPhoto], naming: Naming) -> None:
    """Makes sure that a report can be written once the files of the photos are there.

    Raises:
        UserError: It would get the name of one of them, or of a folder that takes them.
    """
    targets = {path for it in _without_problems(photos) for path in _targets(it, naming)}
    folders = {*naming.folders, *(path.parent for path in targets)}
    if _lies_among(report, targets) or identify(report) in _identify_folders(folders):
        raise UserError(f"{report} is where results go; name another file for the report")


def make_folders(folders: Sequence[Path], report: Path | None) -> None:
    """Makes the folders of the results; a report may lie in one of them.

    Raises:
        UserError: One cannot be made, or the report cannot be written.
    """
    # What can be refused before anything is made is.
    if report is not None and not _is_to_come(report.parent, folders):
        check_report(report)
    for folder in folders:
        make_folder(folder)
    if report is not None:
        check_report(report)


def _is_to_come(folder: Path, made: Iterable[Path]) -> bool:
    return not is_folder(folder) and _follow(folder) in _identify_folders(made)


def _identify_folders(folders: Iterable[Path]) -> set[str]:
    """Returns folders and those around them, as `identify` names what lies there."""
    real = {Path(os.path.realpath(folder)) for folder in folders}
    return {os.path.normcase(it) for folder in real for it in (folder, *folder.parents)}


def _refuse_own_clash(photo: BatchPhoto, naming: Naming) -> None:
    for files in naming.possible_files(photo):
        if _lies_among(files.result, files.predictions):
            raise UserError(
                f"the result of {photo.path} and one of its predictions would both be "
                f"{files.result}; name another folder for --predictions"
            )


def _refuse_replaced_photos(
    photos: Sequence[BatchPhoto], naming: Naming, *, overwrite: bool
) -> None:
    """What replaced a photo could do so before the photo is read."""
    sources = _Sources(photos)
    for photo in photos:
        for path in _predictions(photo, naming):
            if replaced := sources.find_all(path):
                raise UserError(
                    f"a prediction of {photo.path} would replace {replaced[0].path}; "
                    "name another folder for --predictions"
                )
        for path in naming.targets(photo) if overwrite else ():
            if others := [it for it in sources.find_all(path) if it is not photo]:
                raise UserError(
                    f"the result of {photo.path} would replace {others[0].path}; "
                    f"restore {photo.path} into another folder"
                )


class _Sources:
    """Tells which photos of a batch are read from a file, be it through a link."""

    def __init__(self, photos: Iterable[BatchPhoto]) -> None:
        self._photos: dict[str, list[BatchPhoto]] = {}
        for photo in photos:
            self._photos.setdefault(_follow(photo.path), []).append(photo)
        self._names = {os.path.basename(file).lower() for file in self._photos}  # noqa: PTH119

    def find_all(self, path: Path) -> Sequence[BatchPhoto]:
        """Returns the photos that would be lost if a file were saved as `path`."""
        # To follow a path asks the disk for each of its parts, so most are told by their names.
        if path.name.lower() not in self._names and not os.path.islink(path):  # noqa: PTH114
            return ()
        return self._photos.get(_follow(path), ())


def _follow(path: Path) -> str:
    return os.path.normcase(os.path.realpath(path))


def _lies_among(path: Path, others: Iterable[Path]) -> bool:
    # To identify a file asks the disk, so that is left to those that have its name.
    alike = [other for other in others if other.name.lower() == path.name.lower()]
    return bool(alike) and identify(path) in map(identify, alike)


def _without_problems(photos: Sequence[BatchPhoto]) -> list[BatchPhoto]:
    return [photo for photo in photos if not photo.problem]


def _targets(photo: BatchPhoto, naming: Naming) -> Iterator[Path]:
    for files in naming.possible_files(photo):
        yield from files.all


def _predictions(photo: BatchPhoto, naming: Naming) -> Iterator[Path]:
    for files in naming.possible_files(photo):
        yield from files.predictions
