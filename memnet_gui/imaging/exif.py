"""EXIF blocks: their orientation, and what becomes of them in TIFF files.

A block is what cameras write into JPEG files: the six bytes of `PREFIX`, then a small TIFF file.
It is carried as it came, because rewriting it would break the makers' private notes; only the
orientation and the embedded thumbnail, which would show the old picture, are overwritten in place,
and what is added goes to the end.
"""

import io
import struct
from typing import Any, BinaryIO, Literal

from numpy.typing import NDArray
from PIL.ExifTags import IFD, Base

from memnet_gui.imaging.directories import (
    HEADERS,
    Directory,
    Entry,
    append_directories,
    overwrite_number,
    read_directory,
    read_linked_directory,
    read_main_directory,
    unpack_numbers,
)
from memnet_gui.imaging.resolution import INCH, Dpi, to_dpi, to_ratio

PREFIX = b"Exif\x00\x00"
_TEXTS = (
    Base.ImageDescription,
    Base.Make,
    Base.Model,
    Base.Software,
    Base.DateTime,
    Base.Artist,
    Base.Copyright,
)
"""The entries of the main directory that say something of the photo, not of the file."""
_LINKED = (IFD.Exif, IFD.GPSInfo)
"""The directories that hang on the main one: exposure and place."""
_POINTERS = (IFD.Interop, IFD.MakerNote)
"""Entries with offsets into the old file, which mean nothing in a new one."""
_THUMBNAIL = (0x201, 0x202)
"""Where a thumbnail begins that is a JPEG, and how many bytes it has."""
_THUMBNAIL_STRIPS = (0x111, 0x117)
"""The same of each strip of one that is not compressed."""
_JPEG_START = b"\xff\xd8"
_TEXT, _SHORT, _LONG, _RATIO = 2, 3, 4, 5
_INTEGERS = {_SHORT: "H", _LONG: "I"}


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
        if tag == Base.Orientation and kind in _INTEGERS:
            (orientation,) = struct.unpack_from(order + _INTEGERS[kind], block, place + 8)
            struct.pack_into(order + _INTEGERS[kind], block, place + 8, 1)
    link = first + 12 * count
    if len(block) >= link + 4:
        (place,) = struct.unpack_from(f"{order}I", block, link)
        struct.pack_into(f"{order}I", block, link, 0)
        _blank_thumbnail(block, order, place)
    return orientation


def _blank_thumbnail(block: bytearray, order: str, place: int) -> None:
    """Overwrites the thumbnail of a directory: without a link to it, it could still be found."""
    done = 0
    for first, size in sorted(_find_thumbnail(bytes(block[len(PREFIX) :]), order, place)):
        start, end = max(done, len(PREFIX) + first), min(len(PREFIX) + first + size, len(block))
        block[start:end] = bytes(max(0, end - start))
        done = max(done, end)


def _find_thumbnail(content: bytes, order: str, place: int) -> list[tuple[int, int]]:
    """Returns the first byte and the length of each part of a thumbnail.

    A JPEG must begin as one: programs that rewrite a block forget such links, which may lead to
    other entries meanwhile.
    """
    if not place:
        return []
    try:
        directory = read_directory(io.BytesIO(content), order, place)
    except struct.error:
        return []
    jpegs, strips = (
        zip(*(unpack_numbers(directory, order, tag) for tag in tags), strict=False)
        for tags in (_THUMBNAIL, _THUMBNAIL_STRIPS)
    )
    return [part for part in jpegs if content.startswith(_JPEG_START, part[0])] + list(strips)


def turn_upright(array: NDArray[Any], orientation: int) -> NDArray[Any]:
    """Returns a view of (H, W, ...) as it should be looked at, by the EXIF orientation 1 to 8."""
    if orientation >= 5:
        array = array.swapaxes(0, 1)
    if orientation in (3, 4, 7, 8):
        array = array[::-1]
    if orientation in (2, 3, 6, 7):
        array = array[:, ::-1]
    return array


def take_from_tiff(file: BinaryIO) -> bytes | None:
    """Builds a block, without orientation, from a TIFF file; None if there is nothing to carry."""
    try:
        order, texts, linked = _read_carried(file)
    except (struct.error, KeyError):
        return None
    if not texts and not linked:
        return None
    block = io.BytesIO()
    block.write(HEADERS[order] + bytes(4))
    append_directories(block, order, texts, linked)
    return PREFIX + block.getvalue()


def read_dpi(block: bytes) -> Dpi | None:
    """Returns the pixels per inch that a block states, across and down; None if it states none."""
    try:
        order, main = read_main_directory(io.BytesIO(block.removeprefix(PREFIX)))
        places = Base.XResolution, Base.YResolution
        across, down = (struct.unpack(f"{order}2I", main[place].value) for place in places)
    except (struct.error, KeyError):
        return None
    unit, *_ = unpack_numbers(main, order, Base.ResolutionUnit) or (INCH,)
    return to_dpi(across, down, unit)


def describe(
    block: bytes, *, software: str, width: int, height: int, dpi: Dpi | None = None
) -> bytes:
    """Returns a block that names the program and the size of the picture that it is saved with.

    The main directory is written anew at the end; everything else stays in its place, because
    the makers' notes count on that. The size in pixels is changed where the block states one;
    the pixels per inch are stated where they are known, since some formats have no other place
    for them. A damaged block is returned as it is.
    """
    file = io.BytesIO(block.removeprefix(PREFIX))
    try:
        order, main = read_main_directory(file)
        overwrite_number(file, order, main, IFD.Exif, Base.ExifImageWidth, width)
        overwrite_number(file, order, main, IFD.Exif, Base.ExifImageHeight, height)
        name = software.encode("ascii") + b"\0"
        sizes = {Base.ImageWidth: width, Base.ImageLength: height}
        described = main | {int(Base.Software): Entry(_TEXT, len(name), name)}
        described |= {int(t): _pack_integer(order, n) for t, n in sizes.items() if t in main}
        described |= _pack_resolution(order, dpi) if dpi else {}
        if described != main:
            append_directories(file, order, described, {})
    except (struct.error, KeyError):
        return block
    return PREFIX + file.getvalue()


def without_orientation(block: bytes) -> bytes:
    """Returns a block that does not say which way up its picture is; a damaged one as it is."""
    file = io.BytesIO(block.removeprefix(PREFIX))
    try:
        order, main = read_main_directory(file)
    except (struct.error, KeyError):
        return block
    if main.pop(Base.Orientation, None) is None:
        return block
    append_directories(file, order, main, {})
    return PREFIX + file.getvalue()


def _pack_integer(order: str, number: int) -> Entry:
    return Entry(_LONG, 1, struct.pack(f"{order}I", number))


def _pack_resolution(order: str, dpi: Dpi) -> Directory:
    across, down = (Entry(_RATIO, 1, struct.pack(f"{order}2I", *to_ratio(value))) for value in dpi)
    unit = Entry(_SHORT, 1, struct.pack(f"{order}H", INCH))
    return {Base.XResolution: across, Base.YResolution: down, Base.ResolutionUnit: unit}


def find_byte_order(block: bytes) -> Literal["<", ">"]:
    """Returns the byte order of a block, "<" or ">"."""
    return ">" if block.removeprefix(PREFIX).startswith(b"MM") else "<"


def add_to_tiff(file: BinaryIO, block: bytes) -> None:
    """Writes a block's texts and directories into a TIFF file of the same byte order.

    A damaged block is left out.
    """
    try:
        order, texts, linked = _read_carried(io.BytesIO(block.removeprefix(PREFIX)))
    except (struct.error, KeyError):
        return
    _, main = read_main_directory(file)
    append_directories(file, order, main | texts, linked)


def _read_carried(file: BinaryIO) -> tuple[str, Directory, dict[int, Directory]]:
    order, main = read_main_directory(file)
    linked = {}
    for tag in _LINKED:
        directory = read_linked_directory(file, order, main, tag) or {}
        kept = {t: e for t, e in directory.items() if e.is_known and t not in _POINTERS}
        if kept:
            linked[int(tag)] = kept
    texts = {int(tag): main[tag] for tag in _TEXTS if tag in main and main[tag].is_known}
    return order, texts, linked
