"""EXIF blocks: their orientation, and what becomes of them in TIFF files.

A block is what cameras write into JPEG files: the six bytes of `PREFIX`, then a small TIFF file.
It is carried as it came, because rewriting it would break the makers' private notes; only the
orientation and the link to the embedded thumbnail, which would show the old picture, are
overwritten in place.
"""

import struct
from collections.abc import Iterator
from typing import Any, BinaryIO

from numpy.typing import NDArray
from PIL import ExifTags, Image

PREFIX = b"Exif\x00\x00"
TEXT_TAGS = (
    ExifTags.Base.ImageDescription,
    ExifTags.Base.Make,
    ExifTags.Base.Model,
    ExifTags.Base.Software,
    ExifTags.Base.DateTime,
    ExifTags.Base.Artist,
    ExifTags.Base.Copyright,
)
"""The text entries that TIFF files keep in their main directory."""
DIRECTORIES = (ExifTags.IFD.Exif, ExifTags.IFD.GPSInfo)
"""The directories that hang on the main one: exposure and place."""
_POINTERS = (ExifTags.IFD.Interop, ExifTags.IFD.MakerNote)
"""Entries with offsets into the old file, which mean nothing in a new one."""
_INTEGERS = {3: "H", 4: "I"}


def to_upright(block: bytes) -> tuple[int, bytes | None]:
    """Returns the orientation (1 to 8) and the block with it reset; None for a damaged block."""
    reset = bytearray(PREFIX + block.removeprefix(PREFIX).removeprefix(PREFIX))
    try:
        orientation = _reset_main_directory(reset)
    except (struct.error, KeyError):
        return 1, None
    return orientation if orientation in range(1, 9) else 1, bytes(reset)


def _reset_main_directory(block: bytearray) -> int:
    start = len(PREFIX)
    order = {b"II*\0": "<", b"MM\0*": ">"}[bytes(block[start : start + 4])]
    (offset,) = struct.unpack_from(f"{order}I", block, start + 4)
    (count,) = struct.unpack_from(f"{order}H", block, start + offset)
    first = start + offset + 2
    orientation = 1
    for place in range(first, first + 12 * count, 12):
        tag, kind = struct.unpack_from(f"{order}HH", block, place)
        if tag == ExifTags.Base.Orientation and kind in _INTEGERS:
            (orientation,) = struct.unpack_from(order + _INTEGERS[kind], block, place + 8)
            struct.pack_into(order + _INTEGERS[kind], block, place + 8, 1)
    if len(block) >= first + 12 * count + 4:
        struct.pack_into(f"{order}I", block, first + 12 * count, 0)
    return orientation


def turn_upright(array: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Returns a view of (H, W, ...) as it should be looked at, by the EXIF orientation 1 to 8."""
    if orientation >= 5:
        array = array.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        array = array[::-1]
    if orientation in (2, 3, 6, 7):
        array = array[:, ::-1]
    return array


def read_tiff_block(file: BinaryIO) -> bytes | None:
    """Builds a block, without orientation, from the directories of a TIFF file."""
    source, block = Image.Exif(), Image.Exif()
    try:
        file.seek(0)
        source.load_from_fp(file)
        for tag in TEXT_TAGS:
            if tag in source:
                block[tag] = source[tag]
        directories = dict(_read_directories(source))
        for directory, entries in directories.items():
            block.get_ifd(directory).update(entries)
        return block.tobytes() if len(block) or directories else None
    except Exception:  # noqa: BLE001  what cameras write there must not keep the photo closed
        return None


def read_block(block: bytes) -> tuple[dict[int, bytes], dict[int, dict[int, Any]]]:
    """Returns a block's text entries and its directories, for a TIFF file; empty if damaged."""
    exif = Image.Exif()
    try:
        exif.load(block)
        # Pillow reads text as Latin-1, byte for byte.
        texts = {int(tag): str(exif[tag]).encode("latin-1") for tag in TEXT_TAGS if tag in exif}
        return texts, dict(_read_directories(exif))
    except Exception:  # noqa: BLE001  see read_tiff_block
        return {}, {}


def _read_directories(exif: Image.Exif) -> Iterator[tuple[int, dict[int, Any]]]:
    for directory in DIRECTORIES:
        entries = exif.get_ifd(directory)
        if entries:
            yield int(directory), {t: v for t, v in entries.items() if t not in _POINTERS}
