"""The headers of photo files of every format."""

import warnings
from typing import BinaryIO

from PIL import Image, PngImagePlugin

from memnet_gui.imaging import avif, exif, png, primaries, xmp
from memnet_gui.imaging.estimation import estimate_jpeg_quality
from memnet_gui.imaging.formats import AVIF, HEIC, JPEG, PNG, TIFF, find_format
from memnet_gui.imaging.header import Header, check_megapixels
from memnet_gui.imaging.heif import read_heic_header
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS
from memnet_gui.imaging.resolution import Dpi, to_dpi
from memnet_gui.imaging.tiff import read_tiff_header

PILLOW_FORMATS = ("PNG", "JPEG", "WEBP", "TIFF", "BMP", "AVIF", "GIF")
_PALETTES = frozenset({"P", "PA"})
_GREY_BANDS = frozenset({"1", "L", "I"})

_LARGEST_TEXT_BYTES = 16 << 20
"""A colour profile of a scanner takes some megabytes."""

# Photos with odd notes open all the same, and nothing of it concerns the user.
warnings.filterwarnings("ignore", module=r"PIL\.")
# Pillow's own limit, 89 megapixels, is below what cameras and scanners make today. Opening a file
# allocates no pixels, so that the size is compared with the caller's limit right after.
Image.MAX_IMAGE_PIXELS = None
# What a PNG's chunk may be unpacked to; Pillow's limit of one megabyte keeps whole photos closed.
PngImagePlugin.MAX_TEXT_CHUNK = _LARGEST_TEXT_BYTES


def read_header(file: BinaryIO, largest_megapixels: float = LARGEST_MEGAPIXELS) -> Header:
    """Reads the header of a file of one of the `formats.FORMATS`.

    Raises:
        UnsupportedError: Too many pixels, or samples or colours that are not read.
        Exception: Whatever the decoders raise for a damaged file.
    """
    form = find_format(file)
    if form == TIFF:
        return read_tiff_header(file, largest_megapixels)
    header = read_heic_header(file) if form == HEIC else _read_by_pillow(file, form or "")
    check_megapixels(header, largest_megapixels)
    return header


def _read_by_pillow(file: BinaryIO, form: str) -> Header:
    file.seek(0)
    image = Image.open(file, formats=PILLOW_FORMATS)
    is_png = form == PNG
    block = png.read_chunk(file, b"eXIf") if is_png else image.info.get("exif")
    packet = png.read_xmp(file) if is_png else image.info.get("xmp")
    codes = _find_colour_codes(file, form)
    profile = _find_profile(image, codes)
    orientation, block = exif.to_upright(block) if block else (1, None)
    return Header(
        format=form,
        width=image.width,
        height=image.height,
        bit_depth=16 if _has_more_than_8_bits(file, form) else 8,
        frames=getattr(image, "n_frames", 1),
        orientation=orientation,
        exif=block,
        xmp=xmp.to_upright(packet) if packet else None,
        icc_profile=profile,
        is_hdr=profile is None and codes is not None and primaries.is_hdr(codes[1]),
        dpi=_read_dpi(image, form, block),
        is_cmyk=image.mode == "CMYK",
        is_palette=image.mode in _PALETTES,
        jpeg_quality=_read_quality(image),
    )


def _find_colour_codes(file: BinaryIO, form: str) -> tuple[int, int] | None:
    read = {PNG: png.read_colour_codes, AVIF: avif.read_colour_codes}.get(form)
    return read(file) if read else None


def _find_profile(image: Image.Image, codes: tuple[int, int] | None) -> bytes | None:
    """Returns the profile, or one of what describes the colours in its place.

    In a PNG, by its standard, codes come before a profile and the oldest chunks last; in an AVIF
    the profile comes first.
    """
    info, is_png = image.info, image.format == PNG
    profile: bytes | None = info.get("icc_profile")
    is_grey = image.getbands()[0] in _GREY_BANDS
    if codes and primaries.are_known(*codes) and (is_png or not profile):
        return primaries.profile_of_codes(*codes, is_grey=is_grey)
    if profile or not is_png or "srgb" in info:
        return profile
    return primaries.profile_of_png(info.get("chromaticity"), info.get("gamma"), is_grey=is_grey)


def _has_more_than_8_bits(file: BinaryIO, form: str) -> bool:
    read_bits = {PNG: png.read_bits, AVIF: avif.read_bits}.get(form)
    return read_bits is not None and read_bits(file) > 8


def _read_dpi(image: Image.Image, form: str, block: bytes | None) -> Dpi | None:
    noted = exif.read_dpi(block) if block else None
    if form == JPEG and noted:  # what JFIF says is a placeholder at times
        return noted
    # Of a JPEG that does not say Pillow takes 72, as if it did.
    is_stated = form != JPEG or image.info.get("jfif_unit")
    dpi = to_dpi(*image.info["dpi"]) if is_stated and "dpi" in image.info else None
    return dpi or noted


def _read_quality(image: Image.Image) -> int | None:
    tables = getattr(image, "quantization", None)
    return estimate_jpeg_quality(tables) if tables else None
