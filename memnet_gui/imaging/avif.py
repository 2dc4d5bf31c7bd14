"""AVIF files with 10 or 12 bits a channel, which Pillow would reduce to 8."""

import re
import struct
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.arrays import widen
from memnet_gui.messages import QT_TRANSLATE_NOOP

_START_BYTES = 1 << 16
"""How far into a file its codec's configuration is looked for."""
_CONFIGURATION = b"av1C"
_CODES = re.compile(rb"colrnclx(.{4})", re.DOTALL)
"""The box that states the codes of primaries and transfer."""
_FLAGS_PLACE = 2
_MORE_THAN_8, _TWELVE = 0x40, 0x20
"""Flags of AV1's configuration record (AV1 in ISO base media files, section 2.3)."""


def read_bits(file: BinaryIO) -> int:
    """Returns how many bits a channel has: 8, 10 or 12."""
    file.seek(0)
    record = file.read(_START_BYTES).partition(_CONFIGURATION)[2]
    flags = record[_FLAGS_PLACE] if len(record) > _FLAGS_PLACE else 0
    if not flags & _MORE_THAN_8:
        return 8
    return 12 if flags & _TWELVE else 10


def read_colour_codes(file: BinaryIO) -> tuple[int, int] | None:
    """Returns the codes of primaries and transfer, if the file states them and only once.

    A second picture, such as one for brighter screens, may have colours of its own.
    """
    file.seek(0)
    found = set(_CODES.findall(file.read(_START_BYTES)))
    if len(found) != 1:
        return None
    primaries, transfer = struct.unpack(">2H", found.pop())
    return primaries, transfer


def decode_deep(file: BinaryIO) -> NDArray[np.uint16]:
    """Decodes more than 8 bits a channel to uint16 (H, W) or (H, W, 3 or 4), as it is stored.

    Raises:
        ValueError: The file says one depth and holds another.
        Exception: Whatever libavif raises for a damaged file.
    """
    import imagecodecs

    largest = 2 ** read_bits(file) - 1
    file.seek(0)
    array: NDArray[Any] = imagecodecs.avif_decode(file.read(), index=0)
    if array.dtype != np.uint16 or array.max() > largest:
        raise ValueError(QT_TRANSLATE_NOOP("Engine", "it contradicts itself on its bit depth"))
    return widen(array, largest)
