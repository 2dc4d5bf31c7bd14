"""Pixels out of photo files: 8-bit ones by Pillow, deeper ones by the libraries for them."""

import io
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import ExifTags, Image, ImageCms, UnidentifiedImageError

from memnet_gui.imaging import avif, png, tiff
from memnet_gui.imaging.exif import turn_upright
from memnet_gui.imaging.formats import AVIF, BMP, HEIC, JPEG, PNG, TIFF
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
    if header.is_planar:
        return turn_upright(_decode_planes(file, header), header.orientation)
    if header.bit_depth == 8:
        array = _decode_8bit(file, header)
        return array if header.format == TIFF else turn_upright(array, header.orientation)
    deep = {PNG: png.decode_16bit, TIFF: tiff.decode_samples, AVIF: avif.decode_deep}
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
    if header.format == TIFF:
        # Pillow turns it while it loads, and would look for the orientation in its own way.
        image.getexif()[ExifTags.Base.Orientation] = header.orientation
    image.load()
    if header.is_cmyk:
        return np.asarray(_convert_cmyk(image, header.icc_profile))
    if header.format == PNG:
        _widen_transparent_grey(image, png.read_bits(file))
    mode = "L" if image.mode in _GREY_MODES else "RGB"
    if image.has_transparency_data and not _is_blank_bmp(image, header):
        mode += "A"
    return np.asarray(image if image.mode == mode else image.convert(mode))


def _decode_planes(file: BinaryIO, header: Header) -> NDArray[np.uint8 | np.uint16]:
    array = tiff.decode_samples(file)
    if not header.is_cmyk:
        return array
    if array.shape[2] != 4:
        raise UnsupportedError(ODD_TIFF)
    levels = (array >> 8 if array.dtype == np.uint16 else array).astype(np.uint8)
    image = Image.frombytes("CMYK", levels.shape[1::-1], levels.tobytes())
    return np.asarray(_convert_cmyk(image, header.icc_profile))


def _widen_transparent_grey(image: Image.Image, bits: int) -> None:
    """Brings the transparent grey of 2 or 4 bits to the scale that Pillow brought the pixels to."""
    largest = 2**bits - 1
    if image.mode == "L" and bits in (2, 4) and "transparency" in image.info:
        image.info["transparency"] = (image.info["transparency"] & largest) * (255 // largest)


def _is_blank_bmp(image: Image.Image, header: Header) -> bool:
    """Says whether nothing of a BMP would be visible: its fourth channel is then left over."""
    return header.format == BMP and image.mode == "RGBA" and not image.getchannel("A").getbbox()


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
