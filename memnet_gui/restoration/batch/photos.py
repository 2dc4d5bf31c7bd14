"""Which photos a batch is about: files and folders turned into one list."""

import os
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path, PurePath

from memnet_gui.files import is_folder
from memnet_gui.imaging.formats import OPEN_SUFFIXES
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, system_reason_of


@dataclass(frozen=True)
class BatchPhoto:
    """One entry of a batch.

    Attributes:
        path: The file.
        name: Its name, with the folders below the one that was given: results are sorted into
            the same folders.
        is_listed: It was found in a folder, not named.
        problem: Why it cannot even be tried, one sentence, or "". What has one stands for a folder.
        below: The folders that the names of photos in that folder begin with; None of a photo.
    """

    path: Path
    name: PurePath
    is_listed: bool = False
    problem: str = ""
    below: PurePath | None = None

    @cached_property
    def key(self) -> str:
        """The same for the same file, however it was named; the disk is asked once."""
        return identify(self.path)


@dataclass(frozen=True)
class FoundPhotos:
    """What was found in files and folders.

    Attributes:
        photos: Files in the order they were named, the content of a folder sorted by name.
        not_photos: Files of folders whose names do not end as photos do, sorted, each once.
    """

    photos: tuple[BatchPhoto, ...] = ()
    not_photos: tuple[PurePath, ...] = ()


def find_photos(
    inputs: Sequence[Path],
    *,
    recursive: bool = False,
    keeps_folder_name: bool = False,
    without: Collection[Path] = (),
    check: Callable[[], None] = lambda: None,
) -> FoundPhotos:
    """Lists the photos that are named or lie in folders that are named, each once.

    Hidden files and folders are passed over, and links to folders are not followed. A file that
    is named counts as a photo whatever its name: if it is none, restoring it says so.

    Args:
        inputs: Files and folders.
        recursive: Also take what lies in folders inside folders.
        keeps_folder_name: Have a photo's `name` begin with the folder that was named.
        without: Folders that are passed over where they lie inside another: those of the results.
        check: Called between folders; may raise to end the search.
    """
    search = _Search(recursive, keeps_folder_name, without, check)
    for given in inputs:
        search.take(given)
    return FoundPhotos(tuple(search.photos.values()), tuple(search.not_photos))


def find_again(
    entries: Sequence[BatchPhoto],
    *,
    recursive: bool = True,
    without: Collection[Path] = (),
    check: Callable[[], None] = lambda: None,
) -> FoundPhotos:
    """Lists the photos that lie by now in folders that had none or could not be read.

    Args:
        entries: What stands for these folders in a batch; photos get names as if they had been
            found with the others.
        recursive: As in `find_photos`.
        without: As in `find_photos`.
        check: As in `find_photos`.
    """
    search = _Search(recursive, False, without, check)
    for entry in entries:
        search.take_again(entry)
    return FoundPhotos(tuple(search.photos.values()), tuple(search.not_photos))


def take_shard(found: FoundPhotos, number: int, count: int) -> FoundPhotos:
    """Returns the part of a batch that one of several machines restores.

    All that list the same photos under the same names get parts that are disjoint and complete.

    Args:
        found: The whole.
        number: Which part, from 1.
        count: How many parts there are.

    Raises:
        ValueError: There is no such part.
    """
    if not 1 <= number <= count:
        raise ValueError(f"there is no part {number} of {count}")
    photos = sorted(found.photos, key=lambda photo: (photo.name.as_posix(), str(photo.path)))
    others = sorted(found.not_photos, key=PurePath.as_posix)
    return FoundPhotos(tuple(photos[number - 1 :: count]), tuple(others[number - 1 :: count]))


def ends_as_photo(path: PurePath) -> bool:
    """Whether a file's name ends as that of a photo that can be opened."""
    return path.suffix.lower() in OPEN_SUFFIXES


def identify(path: Path) -> str:
    """Returns the same text for the same place, however it was written.

    A link to a photo is a photo of its own, with a result of its own.
    """
    return os.path.normcase(Path(os.path.realpath(path.parent)) / path.name)


class _Search:
    """Collects photos."""

    def __init__(
        self,
        recursive: bool,
        keeps_folder_name: bool,
        without: Collection[Path],
        check: Callable[[], None],
    ) -> None:
        self._recursive = recursive
        self._keeps_folder_name = keeps_folder_name
        self._without = {_identify_folder(folder) for folder in without}
        self._check = check
        self._seen = 0  # of the folder at work; those that were listed before count too
        self._listed = set[str]()
        self.photos: dict[str, BatchPhoto] = {}
        self.not_photos: list[PurePath] = []

    def take(self, given: Path) -> None:
        """Adds a file, or what is in a folder."""
        if not is_folder(given):
            self._add(BatchPhoto(given, PurePath(given.name)))
            return
        root = Path(os.path.abspath(given)).name if self._keeps_folder_name else ""  # noqa: PTH100
        self._take_whole(given, PurePath(root), PurePath(given.name))

    def take_again(self, entry: BatchPhoto) -> None:
        """Adds what is by now in a folder that gave only a problem."""
        if not is_folder(entry.path):
            text = QT_TRANSLATE_NOOP("Engine", "{folder} is not a folder; choose another one.")
            self._add(replace(entry, problem=Message(text, folder=entry.path)))
            return
        told = len(self.not_photos)
        below = entry.name if entry.below is None else entry.below
        self._take_whole(entry.path, below, entry.name)
        if not entry.is_listed:  # it could be read, and its other files were told then
            del self.not_photos[told:]

    def _take_whole(self, folder: Path, name: PurePath, name_if_empty: PurePath) -> None:
        self._seen = 0
        self._take_folder(folder, name)
        if self._seen == 0:
            problem = self._explain_empty(folder)
            self._add(BatchPhoto(folder, name_if_empty, problem=problem, below=name))

    def _take_folder(self, folder: Path, name: PurePath) -> None:
        self._check()
        try:
            entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
        except OSError as error:
            text = QT_TRANSLATE_NOOP(
                "Engine", "{folder} cannot be read ({reason}); change its permissions."
            )
            sentence = Message(text, folder=folder, reason=system_reason_of(error))
            self._seen += 1
            self._add(BatchPhoto(folder, name, is_listed=True, problem=sentence, below=name))
            return
        is_new = _identify_folder(folder) not in self._listed
        self._listed.add(_identify_folder(folder))
        for entry in entries:
            if entry.name.startswith("."):
                continue
            path = folder / entry.name
            if _leads_to_folder(entry):
                # Links could lead in circles.
                if self._recursive and not entry.is_symlink() and not self._is_left_out(path):
                    self._take_folder(path, name / entry.name)
            elif ends_as_photo(path):
                self._seen += 1
                self._add(BatchPhoto(path, name / entry.name, is_listed=True))
            elif is_new:
                self.not_photos.append(name / entry.name)

    def _is_left_out(self, folder: Path) -> bool:
        return bool(self._without) and _identify_folder(folder) in self._without

    def _explain_empty(self, folder: Path) -> str:
        text = QT_TRANSLATE_NOOP(
            "Engine", "{folder} is a folder without photos; choose another one."
        )
        if not self._recursive:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "{folder} is a folder without photos of its own; include the folders in it.",
            )
        return Message(text, folder=folder)

    def _add(self, photo: BatchPhoto) -> None:
        self.photos.setdefault(photo.key, photo)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:
        return False  # a link that cannot be followed; if it is called a photo, reading says why


def _identify_folder(folder: Path) -> str:
    return os.path.normcase(os.path.realpath(folder))
