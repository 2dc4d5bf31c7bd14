"""The formats of photo files: how they are recognised, called and ended."""

from dataclasses import dataclass
from typing import BinaryIO

PNG, JPEG, WEBP, TIFF, AVIF, HEIC, BMP, GIF = (
    "PNG",
    "JPEG",
    "WebP",
    "TIFF",
    "AVIF",
    "HEIC",
    "BMP",
    "GIF",
)
_FTYP_BYTES = 64
"""Enough of a file of the AVIF and HEIC family to hold the names of its kinds."""


@dataclass(frozen=True)
class Format:
    """One format.

    Attributes:
        name: As people write it.
        suffixes: The ends of its files' names in lower case, the usual one first.
        is_saved: Photos can be saved in it, not only opened.
        has_quality: It trades quality for size.
    """

    name: str
    suffixes: tuple[str, ...]
    is_saved: bool = True
    has_quality: bool = False


FORMATS = (
    Format(PNG, (".png",)),
    Format(JPEG, (".jpg", ".jpeg", ".jfif"), has_quality=True),
    Format(WEBP, (".webp",), has_quality=True),
    Format(TIFF, (".tif", ".tiff")),
    Format(AVIF, (".avif",), has_quality=True),
    Format(HEIC, (".heic", ".heif", ".hif"), has_quality=True),
    Format(BMP, (".bmp",)),
    Format(GIF, (".gif",), is_saved=False),
)
OPEN_SUFFIXES = tuple(suffix for form in FORMATS for suffix in form.suffixes)
"""The ends of the names of files that can be opened, in lower case."""
SAVE_SUFFIXES = tuple(suffix for form in FORMATS if form.is_saved for suffix in form.suffixes)
"""The ends of the names of files that can be saved, in lower case."""

_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": PNG,
    b"\xff\xd8\xff": JPEG,
    b"BM": BMP,
    b"GIF87a": GIF,
    b"GIF89a": GIF,
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
    b"II+\x00": TIFF,
    b"MM\x00+": TIFF,
}
_AVIF_BRANDS = frozenset({b"avif", b"avis"})
_HEIC_BRANDS = frozenset({b"heic", b"heix", b"hevc", b"hevx", b"heim", b"heis", b"mif1", b"msf1"})


def find_format(file: BinaryIO) -> str | None:
    """Returns the name of the format that the file's first bytes announce, or None."""
    file.seek(0)
    start = file.read(_FTYP_BYTES)
    for signature, name in _SIGNATURES.items():
        if start.startswith(signature):
            return name
    if start.startswith(b"RIFF") and start[8:12] == b"WEBP":
        return WEBP
    if start[4:8] != b"ftyp":
        return None
    end = min(len(start), int.from_bytes(start[:4], "big"))
    brands = {start[place : place + 4] for place in range(8, end, 4)}
    if brands & _AVIF_BRANDS:
        return AVIF
    return HEIC if brands & _HEIC_BRANDS else None
