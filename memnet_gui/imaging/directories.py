"""TIFF directories, copied entry by entry without being interpreted.

TIFF files and EXIF blocks keep what they know in directories of entries. Libraries that read the
entries into Python values write some of them back differently: texts lose their accents, types
change. What is carried from file to file is therefore moved as bytes.
"""

import struct
from dataclasses import dataclass
from typing import BinaryIO

_SIZES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 129: 1}
"""Bytes of one value of each type; 129 is text in UTF-8, which came with EXIF 3.0."""
_LONG = 4
_NUMBERS = {3: "H", _LONG: "I"}
"""How numbers without a sign are packed, by their types."""
_ORDERS = {b"II*\0": "<", b"MM\0*": ">"}
HEADERS = {order: signature for signature, order in _ORDERS.items()}
"""The first four bytes of a TIFF file, by the byte order that they announce."""


@dataclass(frozen=True)
class Entry:
    """A directory's entry: its type's number, how many values, and their bytes.

    Of a type that is not known the bytes are the four in the directory. They may say where the
    values stand, so that such an entry stays true only in its own file.
    """

    kind: int
    count: int
    value: bytes

    @property
    def is_known(self) -> bool:
        """Whether the type is known, so that the entry can go into another file."""
        return self.kind in _SIZES


Directory = dict[int, Entry]
"""Entries by their tags."""


def read_main_directory(file: BinaryIO) -> tuple[str, Directory]:
    """Returns the byte order, "<" or ">", and the first directory of a TIFF file.

    Raises:
        KeyError: The file is no TIFF, or a BigTIFF.
        struct.error: It ends too early.
    """
    file.seek(0)
    order = _ORDERS[file.read(4)]
    (place,) = struct.unpack(f"{order}I", file.read(4))
    return order, read_directory(file, order, place)


def read_linked_directory(
    file: BinaryIO, order: str, directory: Directory, tag: int
) -> Directory | None:
    """Returns the directory that an entry points to, None if there is no such entry.

    Raises:
        struct.error: The file ends too early.
    """
    if tag not in directory:
        return None
    (place,) = struct.unpack(f"{order}I", directory[tag].value)
    return read_directory(file, order, place)


def read_directory(file: BinaryIO, order: str, place: int) -> Directory:
    """Returns the directory that stands at a place of a TIFF file.

    Entries that point behind the file's end are left out, and those whose values would together
    be larger than the file: they share bytes, by which a small file could fill the memory.

    Raises:
        struct.error: The file ends too early.
    """
    end = spare = file.seek(0, 2)
    file.seek(place)
    (count,) = struct.unpack(f"{order}H", file.read(2))
    table = file.read(12 * count)
    directory = {}
    for start in range(0, 12 * count, 12):
        tag, kind, number = struct.unpack_from(f"{order}HHI", table, start)
        size = _SIZES[kind] * number if kind in _SIZES else 4
        value = table[start + 8 : start + 8 + size]
        if size > 4:
            (offset,) = struct.unpack_from(f"{order}I", table, start + 8)
            file.seek(offset)
            value = file.read(size) if size <= min(end - offset, spare) else b""
            spare -= len(value)
        if value:
            directory[tag] = Entry(kind, number, value)
    return directory


def unpack_numbers(directory: Directory, order: str, tag: int) -> tuple[int, ...]:
    """Returns an entry's whole numbers; none where there is no such entry, or one of others."""
    entry = directory.get(tag)
    letter = _NUMBERS.get(entry.kind) if entry else None
    return struct.unpack(f"{order}{entry.count}{letter}", entry.value) if entry and letter else ()


def overwrite_number(
    file: BinaryIO, order: str, directory: Directory, link: int, tag: int, value: int
) -> None:
    """Overwrites a whole number where it stands in the directory that the entry `link` points to.

    Nothing happens where there is no such number, or where it has too few bytes.

    Raises:
        struct.error: The file ends too early.
    """
    if link not in directory:
        return
    (place,) = struct.unpack(f"{order}I", directory[link].value)
    file.seek(place)
    (count,) = struct.unpack(f"{order}H", file.read(2))
    for start in range(place + 2, place + 2 + 12 * count, 12):
        file.seek(start)
        found, kind, number = struct.unpack(f"{order}HHI", file.read(8))
        letter = _NUMBERS.get(kind, "")
        if found == tag and letter and number == 1 and value < 256 ** _SIZES[kind]:
            file.write(struct.pack(order + letter, value))


def append_directories(
    file: BinaryIO, order: str, main: Directory, linked: dict[int, Directory]
) -> None:
    """Writes directories at the end of a TIFF file and makes `main` its first one.

    Args:
        file: Open for reading and writing.
        order: The file's byte order.
        main: The new first directory; what its values point to stays where it is.
        linked: Directories to which it gets entries that point to them.
    """
    main = dict(main)
    for tag, directory in linked.items():
        place = _seek_even_end(file)
        file.write(_pack_directory(directory, order, place))
        main[tag] = Entry(_LONG, 1, struct.pack(f"{order}I", place))
    place = _seek_even_end(file)
    file.write(_pack_directory(main, order, place))
    file.seek(4)
    file.write(struct.pack(f"{order}I", place))


def _pack_directory(directory: Directory, order: str, place: int) -> bytes:
    table = struct.pack(f"{order}H", len(directory))
    values = b""
    values_place = place + 2 + 12 * len(directory) + 4
    for tag, entry in sorted(directory.items()):
        table += struct.pack(f"{order}HHI", tag, entry.kind, entry.count)
        if len(entry.value) <= 4:
            table += entry.value.ljust(4, b"\0")
        else:
            table += struct.pack(f"{order}I", values_place + len(values))
            values += entry.value + bytes(len(entry.value) % 2)
    return table + bytes(4) + values


def _seek_even_end(file: BinaryIO) -> int:
    end = file.seek(0, 2)
    return file.seek(end + end % 2)
