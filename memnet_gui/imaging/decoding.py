"""Pixels out of photo files: 8-bit ones by Pillow, deeper ones by the libraries for them."""

import io
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, UnidentifiedImageError

from memnet_gui.imaging import avif, png, tiff
from memnet_gui.imaging.exif import turn_upright
from memnet_gui.imaging.formats import AVIF, HEIC, JPEG, PNG, TIFF
from memnet_gui.imaging.header import Header, UnsupportedError
from memnet_gui.imaging.heif import decode_heic
from memnet_gui.imaging.opening import PILLOW_FORMATS
from memnet_gui.imaging.tiff import ODD_TIFF
from memnet_gui.messages import QT_TRANSLATE_NOOP

_MOST_PIXELS_A_BYTE = {PNG: 1032 * 8, JPEG: 64 * 8}
"""Zlib makes at most 1032 bytes of one, a JPEG has at least one bit for 8 x 8 pixels.

A shorter file lies about its size, and would have memory allocated for it.
"""
_GREY_MODES = frozenset({"1", "L", "LA", "La"})


def decode(file: BinaryIO, header: Header) -> NDArray[np.uint8 | np.uint16]:
    """Decodes a file's first picture, upright, to uint8 or uint16 (H, W) or (H, W, 1 to 4).

    Raises:
        UnsupportedError: The file is whole but of a kind that is not read.
        Exception: Whatever the decoders raise for a damaged file.
    """
    most_pixels = _MOST_PIXELS_A_BYTE.get(header.format)
    if most_pixels and header.width * header.height > file.seek(0, 2) * most_pixels:
        raise ValueError(QT_TRANSLATE_NOOP("Engine", "it is too short for its pixels"))
    file.seek(0)
    if header.format == HEIC:
        return decode_heic(file)
    if header.bit_depth == 8:
        array = _decode_8bit(file, header)
        # Pillow turns TIFF itself.
        return array if header.format == TIFF else turn_upright(array, header.orientation)
    deep = {PNG: png.decode_16bit, TIFF: tiff.decode_16bit, AVIF: avif.decode_deep}
    return turn_upright(deep[header.format](file), header.orientation)


def _decode_8bit(file: BinaryIO, header: Header) -> NDArray[np.uint8]:
    try:
        image: Image.Image = Image.open(file, formats=PILLOW_FORMATS)
    except UnidentifiedImageError as error:
        if header.format != TIFF:
            raise
        raise UnsupportedError(ODD_TIFF) from error
    if sorted(image.size) != sorted((header.width, header.height)):
        # Pillow and tifffile may read a hostile header each in its own way.
        raise ValueError(QT_TRANSLATE_NOOP("Engine", "it contradicts itself on its size"))
    image.load()
    if header.is_cmyk:
        return np.asarray(_convert_cmyk(image, header.icc_profile))
    mode = "L" if image.mode in _GREY_MODES else "RGB"
    if image.has_transparency_data:
        mode += "A"
    return np.asarray(image if image.mode == mode else image.convert(mode))


def _convert_cmyk(image: Image.Image, icc_profile: bytes | None) -> Image.Image:
    if icc_profile:
        try:
            converted = ImageCms.profileToProfile(
                image,
                ImageCms.ImageCmsProfile(io.BytesIO(icc_profile)),
                ImageCms.createProfile("sRGB"),
                renderingIntent=ImageCms.Intent.RELATIVE_COLORIMETRIC,
                outputMode="RGB",
                flags=ImageCms.Flags.BLACKPOINTCOMPENSATION,
            )
        except (ImageCms.PyCMSError, OSError):
            converted = None
        if converted is not None:
            return converted
    return image.convert("RGB")
