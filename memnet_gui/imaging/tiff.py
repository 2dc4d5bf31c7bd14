"""TIFF files: their headers, and samples of 16 bits, in floating point or channel by channel.

Pillow cannot tell the kinds of 16-bit TIFF apart, and some it does not open at all.
"""

import logging
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging import exif, xmp
from memnet_gui.imaging.arrays import divide_by_alpha
from memnet_gui.imaging.formats import TIFF
from memnet_gui.imaging.header import Header, UnsupportedError, check_megapixels
from memnet_gui.imaging.resolution import INCH, to_dpi
from memnet_gui.messages import QT_TRANSLATE_NOOP

# It tells every oddity of a file; the user gets one sentence.
logging.getLogger("tifffile").addHandler(logging.NullHandler())

_ORIENTATION, _XMP, _ICC, _DNG_VERSION = 274, 700, 34675, 50706
_RESOLUTION = 282, 283, 296
_GREY_AND_RGB, _PALETTE, _CMYK, _CIELAB = (0, 1, 2), 3, 5, 8
"""Photometric interpretations."""
_WHITE_IS_ZERO = 0
_PLANAR = 2
"""The planar configuration of channels that lie one behind the other."""
_UNSIGNED, _FLOAT = (1, 4), 3
"""Sample formats: unsigned integers, and undefined ones, which are taken as such; floats."""
_FLOAT_BITS = (16, 32, 64)
_ASSOCIATED, _UNASSOCIATED = 1, 2
"""Kinds of alpha: colours multiplied by it, or not."""
_MOST_SAMPLES = 8
ODD_TIFF = QT_TRANSLATE_NOOP(
    "Engine", "{path} is a TIFF of an unusual kind; save it as grey or RGB."
)
_SIGNED_SAMPLES = QT_TRANSLATE_NOOP(
    "Engine",
    "{path} holds {bits}-bit signed samples; save it with 8 or 16 unsigned bits a channel.",
)
_UNSIGNED_SAMPLES = QT_TRANSLATE_NOOP(
    "Engine",
    "{path} holds {bits}-bit unsigned samples; save it with 8 or 16 unsigned bits a channel.",
)
_FLOAT_SAMPLES = QT_TRANSLATE_NOOP(
    "Engine",
    "{path} holds {bits}-bit floating-point samples; save it with 8 or 16 unsigned bits a channel.",
)
_OVERSHOOT = 1.0
"""Floating-point values further beyond 0 to 1 than this have another scale."""
_LARGEST_INFLATION = {1: 1, 8: 1032, 32946: 1032}
"""Bytes that a compression, by its number, can make of one: none and deflate."""


def read_tiff_header(file: BinaryIO, largest_megapixels: float) -> Header:
    """Reads the first page's description.

    Raises:
        UnsupportedError: Too many pixels, or samples or colours that are not read.
        Exception: Whatever tifffile raises for a damaged file.
    """
    import tifffile

    file.seek(0)
    with tifffile.TiffFile(file) as tiff:
        page = tiff.pages.first
        codes = (_ORIENTATION, _XMP, _ICC, *_RESOLUTION)
        tags = {code: page.tags.valueof(code) for code in codes if code in page.tags}
        across, down, unit = (tags.get(code) for code in _RESOLUTION)
        bits, is_cmyk = page.bitspersample, page.photometric == _CMYK
        is_float = page.sampleformat == _FLOAT
        packet = _to_bytes(tags.get(_XMP))
        header = Header(
            format=TIFF,
            width=page.imagewidth,
            height=page.imagelength,
            bit_depth=16 if (bits == 16 and not is_cmyk) or is_float else 8,
            frames=len(tiff.pages),
            orientation=_find_orientation(tags.get(_ORIENTATION), packet),
            exif=exif.take_from_tiff(file),
            xmp=xmp.to_upright(packet) if packet else None,
            icc_profile=_to_bytes(tags.get(_ICC)),
            dpi=to_dpi(across, down, INCH if unit is None else unit),
            is_cmyk=is_cmyk,
            is_palette=page.photometric == _PALETTE,
            is_float=is_float,
            is_planar=_is_planar(page),
        )
        check_megapixels(header, largest_megapixels)
        _check_purpose(page, header.frames)
        _check_samples(page)
        _check_layout(file, page, largest_megapixels)
    return header


def decode_samples(file: BinaryIO) -> NDArray[np.uint8 | np.uint16]:
    """Decodes the first page to uint8 or uint16 (H, W, 1 to 4), as it is stored.

    Raises:
        UnsupportedError: Floating-point samples that are no numbers or have another scale.
        Exception: Whatever tifffile raises for a damaged file.
    """
    import tifffile

    file.seek(0)
    with tifffile.TiffFile(file) as tiff:
        page = tiff.pages.first
        array: NDArray[Any] = page.asarray()
    array = array.reshape(*array.shape, 1) if array.ndim == 2 else array
    if page.samplesperpixel > 1 and page.planarconfig == _PLANAR:
        array = np.moveaxis(array, 0, 2)
    extras = page.extrasamples
    colours = page.samplesperpixel - len(extras)
    has_alpha = bool(extras) and extras[0] in (_ASSOCIATED, _UNASSOCIATED)
    array = array[..., : colours + has_alpha]
    if array.dtype not in (np.uint8, np.uint16):
        array = _float_to_16bit(array)
    if page.photometric == _WHITE_IS_ZERO:
        array[..., :colours] = np.iinfo(array.dtype).max - array[..., :colours]
    return divide_by_alpha(array) if has_alpha and extras[0] == _ASSOCIATED else array


def _find_orientation(tag: object, packet: bytes | None) -> int:
    """Returns the tag's orientation; a file without the tag may have it in the XMP packet."""
    found = xmp.read_orientation(packet) if tag is None and packet else tag
    return found if isinstance(found, int) and found in range(1, 9) else 1


def _is_planar(page: Any) -> bool:
    """Says whether to decode by tifffile what Pillow misreads, such as planes of grey and alpha."""
    is_plain = page.photometric in (*_GREY_AND_RGB, _CMYK) and page.bitspersample in (8, 16)
    return is_plain and page.samplesperpixel > 1 and page.planarconfig == _PLANAR


def _float_to_16bit(array: NDArray[np.floating[Any]]) -> NDArray[np.uint16]:
    least, most = float(array.min()), float(array.max())
    if not np.isfinite([least, most]).all():
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} holds values that are not numbers; save it again without them."
        )
        raise UnsupportedError(text)
    if least < -_OVERSHOOT or most > 1 + _OVERSHOOT:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} holds floating-point values from {least:g} to {most:g}; scale them to lie "
            "between 0 (black) and 1 (white).",
        )
        raise UnsupportedError(text, least=least, most=most)
    levels: NDArray[np.uint16] = np.rint(np.clip(array, 0, 1) * np.float32(65535)).astype(np.uint16)
    return levels


def _check_purpose(page: Any, pages: int) -> None:
    """Refuses raw photos, of which the first page would show no more than a thumbnail."""
    is_thumbnail = page.is_reduced and (pages > 1 or page.subifds)
    if is_thumbnail or _DNG_VERSION in page.tags:
        raise UnsupportedError(ODD_TIFF)


def _check_samples(page: Any) -> None:
    bits, kind, photometric = page.bitspersample, page.sampleformat, page.photometric
    if not isinstance(bits, int) or not isinstance(kind, int):
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} has channels of different kinds; save it as grey or RGB."
        )
        raise UnsupportedError(text)
    is_float = kind == _FLOAT and bits in _FLOAT_BITS
    if not is_float and (bits not in (1, 2, 4, 8, 16) or kind not in _UNSIGNED):
        text = {2: _SIGNED_SAMPLES, _FLOAT: _FLOAT_SAMPLES}.get(kind, _UNSIGNED_SAMPLES)
        raise UnsupportedError(text, bits=bits)
    more_than_8 = bits > 8
    if photometric == _CIELAB or (more_than_8 and photometric not in (*_GREY_AND_RGB, _CMYK)):
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} stores its colours in an unusual way; save it as RGB."
        )
        raise UnsupportedError(text)
    if page.samplesperpixel > _MOST_SAMPLES or page.imagedepth != 1:
        raise UnsupportedError(ODD_TIFF)


def _check_layout(file: BinaryIO, page: Any, largest_megapixels: float) -> None:
    """Refuses what would take memory out of all proportion to the photo."""
    if page.is_tiled and page.tilewidth * page.tilelength / 1e6 > largest_megapixels:
        raise ValueError(QT_TRANSLATE_NOOP("Engine", "its tiles are larger than a photo may be"))
    bits = page.imagewidth * page.imagelength * page.samplesperpixel * page.bitspersample
    inflation = _LARGEST_INFLATION.get(page.compression)
    if inflation and bits / 8 > file.seek(0, 2) * inflation:
        raise ValueError(QT_TRANSLATE_NOOP("Engine", "it is too short for its pixels"))


def _to_bytes(value: object) -> bytes | None:
    """Returns a tag's value; hostile files give tags other types than bytes."""
    return value if isinstance(value, bytes) and value else None
