"""Clean training patches cut from folders of photos."""

import copy
import hashlib
import os
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Self

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from memnet_gui.errors import UserError
from memnet_gui.imaging.colour import to_channels, to_luminance
from memnet_gui.imaging.files import list_photos, read_photo
from memnet_gui.imaging.photo import PhotoError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, join_messages, list_all
from memnet_gui.training.packed import PackedPhotos

_TOLD_APART_BYTES = 1 << 16


@dataclass(frozen=True, eq=False)
class PhotoSet:
    """The usable photos of some folders.

    Attributes:
        images: uint8 (H, W, C) each.
        note: What was passed over, as a sentence; empty if nothing was.
        paths: Their files.
    """

    images: Sequence[NDArray[np.uint8]]
    note: str
    paths: tuple[Path, ...] = ()

    @property
    def digest(self) -> str:
        """What tells this set from others, wherever it lies and whatever its files are called."""
        return hashlib.sha256(b"".join(sorted(map(_digest, self.paths)))).hexdigest()


def read_images(
    folders: Sequence[Path],
    channels: int,
    *,
    luminance: bool = False,
    smallest_px: int = 1,
    without: Collection[Path] = (),
    keeps_all: bool = False,
    processes: int = 1,
    check: Callable[[], None] = lambda: None,
) -> PhotoSet:
    """Reads the photos below `folders`, in each in the order of their paths.

    Those that cannot be read or are too small are passed over, and so is what would fill more
    than a quarter of the memory.

    Args:
        folders: Photos anywhere below them count, each once.
        channels: 1 or 3.
        luminance: For one channel, read the Y of `to_luminance` and not full-range grey.
        smallest_px: The least width and height.
        without: Photos that the run is measured on, which it must not learn from.
        keeps_all: Where none else is left, learn from these all the same.
        processes: How many on this machine read as much.
        check: Called before each photo; leaves by raising.

    Raises:
        UserError: No photo is usable.
    """
    where = list_all([str(folder) for folder in folders])
    paths, measured = _choose_paths(folders, where, without, keeps_all=keeps_all)
    reading = _Reading(paths, channels, luminance, smallest_px, _memory_bytes() // 4 // processes)
    images = PackedPhotos(reading.read(check))
    if not images:
        raise _none_usable(where, reading)
    return PhotoSet(
        images, _describe(name_folders(folders), measured, reading), tuple(reading.used)
    )


class _Reading:
    """Reads photos one by one, and counts those that it passes over.

    Attributes:
        smallest_px: The least width and height.
        used: Those that are read, so far.
        unreadable: Those that cannot be.
        small: How many are too small.
        left_out: How many are too many for the memory.
    """

    def __init__(
        self,
        paths: Sequence[Path],
        channels: int,
        luminance: bool,
        smallest_px: int,
        room_bytes: int,
    ) -> None:
        self._paths, self._room_bytes = paths, room_bytes
        self._channels, self._luminance = channels, luminance
        self.smallest_px = smallest_px
        self.used: list[Path] = []
        self.unreadable: list[Path] = []
        self.small = self.left_out = 0

    def read(self, check: Callable[[], None]) -> Iterator[NDArray[np.uint8]]:
        """Yields the usable photos, in order."""
        for number, path in enumerate(self._paths):
            check()
            if self._room_bytes <= 0:
                self.left_out = len(self._paths) - number
                return
            try:
                image = _read(path, self._channels, luminance=self._luminance)
            except PhotoError:
                self.unreadable.append(path)
                continue
            if min(image.shape[:2]) < self.smallest_px:
                self.small += 1
                continue
            self.used.append(path)
            self._room_bytes -= image.nbytes
            yield image


def _choose_paths(
    folders: Sequence[Path], where: str, without: Collection[Path], *, keeps_all: bool
) -> tuple[list[Path], int]:
    """Returns the photos to learn from, and how many are left out as those to measure on."""
    paths = list(dict.fromkeys(path for folder in folders for path in list_photos(folder)))
    if not paths:
        text = QT_TRANSLATE_NOOP(
            "Engine", "{where} holds no photo that can be opened; choose another folder"
        )
        raise UserError(text, where=where)
    left, measured = _leave_out(paths, without)
    if left:
        return left, measured
    if keeps_all:
        return paths, 0
    text = QT_TRANSLATE_NOOP(
        "Engine",
        "every photo in {where} is one to measure on; choose other photos to learn from",
    )
    raise UserError(text, where=where)


def name_folders(folders: Sequence[Path]) -> str:
    """Returns the folders' own names, such as `T91 and BSD200-train`."""
    return list_all([folder.resolve().name for folder in folders])


def _leave_out(paths: list[Path], without: Collection[Path]) -> tuple[list[Path], int]:
    """Returns the paths that lead to none of `without`, and how many do."""
    if not without:
        return paths, 0
    unwanted = {path.resolve() for path in without}
    left = [path for path in paths if path.resolve() not in unwanted]
    return left, len(paths) - len(left)


def _read(path: Path, channels: int, *, luminance: bool) -> NDArray[np.uint8]:
    pixels = read_photo(path).pixels
    if luminance and channels == 1:
        pixels = to_luminance(pixels)
    return np.rint(to_channels(pixels, channels) * 255).clip(0, 255).astype(np.uint8)


def _digest(path: Path) -> bytes:
    """Returns what tells a photo from others: the size and the beginning of its file."""
    try:
        with path.open("rb") as file:
            size = os.fstat(file.fileno()).st_size
            return hashlib.sha256(b"%d " % size + file.read(_TOLD_APART_BYTES)).digest()
    except OSError:  # it went away after it was read
        return b""


def _none_usable(where: str, reading: _Reading) -> UserError:
    smallest, unreadable = reading.smallest_px, reading.unreadable
    if unreadable:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{where} holds no usable photo: {count} cannot be read, first {name}, and none is "
            "{smallest} pixels wide and high; choose another folder",
        )
        count, name = len(unreadable), unreadable[0].name
        return UserError(text, where=where, count=count, name=name, smallest=smallest)
    text = QT_TRANSLATE_NOOP(
        "Engine",
        "no photo in {where} is {smallest} pixels wide and high; choose larger photos or a "
        "smaller patch",
    )
    return UserError(text, where=where, smallest=smallest)


def _describe(names: str, measured: int, reading: _Reading) -> str:
    parts = []
    if measured:
        text = QT_TRANSLATE_NOOP("Engine", "{count} that the run is measured on")
        parts.append(Message(text, count=measured))
    if reading.unreadable:
        text = QT_TRANSLATE_NOOP("Engine", "{count} cannot be read, first {name}")
        count, name = len(reading.unreadable), reading.unreadable[0].name
        parts.append(Message(text, count=count, name=name))
    if reading.small:
        text = QT_TRANSLATE_NOOP("Engine", "{count} not {smallest} pixels wide and high")
        parts.append(Message(text, count=reading.small, smallest=reading.smallest_px))
    if reading.left_out:
        text = QT_TRANSLATE_NOOP("Engine", "{count} too many for the memory")
        parts.append(Message(text, count=reading.left_out))
    if not parts:
        return ""
    text = QT_TRANSLATE_NOOP("Engine", "Photos passed over in {names}: {reasons}.")
    return Message(text, names=names, reasons=join_messages("; ", parts))


def _memory_bytes() -> int:
    """Returns the size of the machine's memory; plenty where the system does not say."""
    try:
        return os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, OSError, ValueError):
        return 1 << 40


class PatchSampler:
    """Draws random patches in any of 8 flips and rotations, on the device that trains.

    All photos lie end to end in one byte tensor, so a batch is a single gather. On the CPU it
    shares the memory of `images`.

    Attributes:
        images: The photos that are as large as a patch.
    """

    def __init__(
        self, images: Sequence[NDArray[np.uint8]], patch_px: int, seed: int, device: torch.device
    ) -> None:
        """Takes photos as uint8 (H, W, C).

        Raises:
            ValueError: No photo is as large as a patch.
        """
        usable = [image for image in images if min(image.shape[:2]) >= patch_px]
        if not usable:
            raise ValueError(f"no training photo is {patch_px} pixels wide and high")
        self.images = PackedPhotos.of(images if len(usable) == len(images) else usable)
        self._patch_px = patch_px
        self._channels = usable[0].shape[2]
        self._pixels = torch.from_numpy(self.images.pixels).to(device)
        heights, widths = ([i.shape[axis] for i in usable] for axis in (0, 1))
        self._heights = torch.tensor(heights, device=device)
        self._widths = torch.tensor(widths, device=device)
        self._starts = torch.from_numpy(self.images.starts).to(device)
        areas = np.array([height * width for height, width in zip(heights, widths, strict=True)])
        self._shares = torch.from_numpy(areas.cumsum() / areas.sum()).to(device)
        self.generator = torch.Generator(device=device).manual_seed(seed)

    def reseeded(self, seed: int) -> Self:
        """Returns a sampler of the same photos with draws of its own."""
        other = copy.copy(self)
        other.generator = torch.Generator(device=self._pixels.device).manual_seed(seed)
        return other

    def _uniform(self, batch: int) -> Tensor:
        return torch.rand(batch, generator=self.generator, device=self._pixels.device)

    def draw(self, batch: int) -> Tensor:
        """Returns clean patches (batch, C, P, P) in [0, 1]; larger photos are drawn more often.

        Nothing here waits for a GPU, as `torch.multinomial` may.
        """
        device, size = self._pixels.device, self._patch_px
        chosen = torch.searchsorted(self._shares, self._uniform(batch).double(), right=True)
        widths = self._widths[chosen]
        top = (self._uniform(batch) * (self._heights[chosen] - size + 1)).long()
        left = (self._uniform(batch) * (widths - size + 1)).long()
        turns = torch.randint(0, 2, (3, batch, 1, 1), generator=self.generator, device=device)
        steps = torch.arange(size, device=device)
        rows, columns = steps.view(1, size, 1), steps.view(1, 1, size)
        rows = torch.where(turns[0] == 1, size - 1 - rows, rows)
        columns = torch.where(turns[1] == 1, size - 1 - columns, columns)
        ys = top.view(-1, 1, 1) + rows
        xs = left.view(-1, 1, 1) + columns
        places = (
            self._starts[chosen].view(-1, 1, 1) + (ys * widths.view(-1, 1, 1) + xs) * self._channels
        )
        places = torch.where(turns[2] == 1, places.transpose(1, 2), places)
        channels = torch.arange(self._channels, device=device).view(1, -1, 1, 1)
        return self._pixels[places.unsqueeze(1) + channels].float() / 255
