"""What a photo file says of itself before its pixels are decoded."""

import struct
from dataclasses import dataclass
from typing import BinaryIO

from PIL import Image

from memnet_gui.imaging import exif
from memnet_gui.imaging.estimation import estimate_jpeg_quality
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS

FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP")
TIFF = "TIFF"

# Pillow's own limit, 89 megapixels, is below what cameras and scanners make today. Opening a file
# allocates no pixels, so that the size is compared with the caller's limit right after.
Image.MAX_IMAGE_PIXELS = None

_SIGNATURES = {
    b"\x89PNG\r\n\x1a\n": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"RIFF": "WEBP",
    b"BM": "BMP",
    b"II*\x00": TIFF,
    b"MM\x00*": TIFF,
    b"II+\x00": TIFF,
    b"MM\x00+": TIFF,
}
_GREY_AND_RGB, _CMYK, _CIELAB = (0, 1, 2), 5, 8
"""Photometric interpretations of TIFF."""
_UNSIGNED = (1, 4)
"""Sample formats of TIFF: unsigned integers, and undefined ones, which are taken as such."""


class UnsupportedError(Exception):
    """The photo is whole but of a kind that is not read; the message is the sentence's end."""


@dataclass(frozen=True)
class Header:
    """A photo file's own description.

    Attributes:
        format: One of `FORMATS`.
        width: Columns as stored, before the orientation is applied.
        height: Rows as stored.
        bit_depth: 16, or 8 for 8 and fewer bits a channel.
        frames: How many pictures the file holds.
        orientation: EXIF orientation, 1 to 8.
        exif: The EXIF block with the orientation reset.
        icc_profile: The colour profile.
        is_cmyk: The colours are cyan, magenta, yellow and black.
        jpeg_quality: The quality that a JPEG was written with, as its tables tell; else None.
    """

    format: str
    width: int
    height: int
    bit_depth: int = 8
    frames: int = 1
    orientation: int = 1
    exif: bytes | None = None
    icc_profile: bytes | None = None
    is_cmyk: bool = False
    jpeg_quality: int | None = None


def find_format(file: BinaryIO) -> str | None:
    """Returns the format that the file's first bytes announce, one of `FORMATS`, or None."""
    file.seek(0)
    start = file.read(12)
    for signature, name in _SIGNATURES.items():
        if start.startswith(signature):
            return name if name != "WEBP" or start[8:] == b"WEBP" else None
    return None


def read_header(file: BinaryIO, largest_megapixels: float = LARGEST_MEGAPIXELS) -> Header:
    """Reads the header of a file of one of the `FORMATS`.

    Raises:
        UnsupportedError: Too many pixels, or samples or colours that are not read.
        Exception: Whatever the decoders raise for a damaged file.
    """
    header = _read_tiff(file) if find_format(file) == TIFF else _read_other(file)
    megapixels = header.width * header.height / 1e6
    if megapixels > largest_megapixels:
        raise UnsupportedError(
            f"has {megapixels:,.0f} megapixels, more than the limit of {largest_megapixels:g}; "
            "raise it (in the window under Preferences, on the command line with "
            "--largest-photo MEGAPIXELS) or make the photo smaller"
        )
    return header


def _read_other(file: BinaryIO) -> Header:
    file.seek(0)
    image = Image.open(file, formats=FORMATS)
    is_png = image.format == "PNG"
    block = _read_png_chunk(file, b"eXIf") if is_png else image.info.get("exif")
    orientation, block = exif.to_upright(block) if block else (1, None)
    return Header(
        format=find_format(file) or "",
        width=image.width,
        height=image.height,
        bit_depth=16 if is_png and _read_png_bits(file) == 16 else 8,
        frames=getattr(image, "n_frames", 1),
        orientation=orientation,
        exif=block,
        icc_profile=image.info.get("icc_profile"),
        is_cmyk=image.mode == "CMYK",
        jpeg_quality=_read_quality(image),
    )


def _read_quality(image: Image.Image) -> int | None:
    tables = getattr(image, "quantization", None)
    return estimate_jpeg_quality(tables) if tables else None


def _read_png_bits(file: BinaryIO) -> int:
    file.seek(24)
    return file.read(1)[0]


def _read_png_chunk(file: BinaryIO, name: bytes) -> bytes | None:
    """Finds a chunk also behind the pixels, where Pillow would have to decode them first."""
    file.seek(8)
    while len(start := file.read(8)) == 8:
        length, found = struct.unpack(">I4s", start)
        if found == name:
            return file.read(length)
        file.seek(length + 4, 1)
    return None


def _read_tiff(file: BinaryIO) -> Header:
    # Pillow cannot tell the kinds of 16-bit TIFF apart, and some it does not open at all.
    import tifffile

    file.seek(0)
    with tifffile.TiffFile(file) as tiff:
        page, frames = tiff.pages.first, len(tiff.pages)
        tags = {code: page.tags.valueof(code) for code in (274, 34675) if code in page.tags}
        is_cmyk = page.photometric == _CMYK
        bits = page.bitspersample
        _check_samples(bits, page.sampleformat, page.photometric)
    return Header(
        format=TIFF,
        width=page.imagewidth,
        height=page.imagelength,
        bit_depth=16 if bits == 16 and not is_cmyk else 8,
        frames=frames,
        orientation=tags.get(274, 1) if tags.get(274, 1) in range(1, 9) else 1,
        exif=exif.take_from_tiff(file),
        icc_profile=tags.get(34675),
        is_cmyk=is_cmyk,
    )


def _check_samples(bits: int, sample_format: int, photometric: int) -> None:
    if bits not in (1, 2, 4, 8, 16) or sample_format not in _UNSIGNED:
        kind = {2: "signed", 3: "floating-point"}.get(sample_format, "unsigned")
        raise UnsupportedError(
            f"holds {bits}-bit {kind} samples; save it with 8 or 16 unsigned bits a channel"
        )
    if photometric == _CIELAB or (bits == 16 and photometric not in (*_GREY_AND_RGB, _CMYK)):
        raise UnsupportedError("stores its colours in an unusual way; save it as RGB")
