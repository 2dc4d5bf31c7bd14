"""Pixels out of photo files, 8-bit ones by Pillow and 16-bit ones by the libraries for them."""

import io
from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageCms, UnidentifiedImageError

from memnet_gui.imaging.exif import turn_upright
from memnet_gui.imaging.header import FORMATS, TIFF, Header, UnsupportedError

_GREY_MODES = frozenset({"1", "L", "LA", "La"})
_WHITE_IS_ZERO = 0
_ASSOCIATED, _UNASSOCIATED = 1, 2
"""Kinds of alpha in TIFF: colours multiplied by it, or not."""


def decode(file: BinaryIO, header: Header) -> NDArray[np.uint8 | np.uint16]:
    """Decodes a file's first picture, upright, to uint8 or uint16 (H, W) or (H, W, 2 to 4).

    Raises:
        UnsupportedError: The file is whole but of a kind that is not read.
        Exception: Whatever the decoders raise for a damaged file.
    """
    file.seek(0)
    if header.bit_depth == 8:
        array = _decode_8bit(file, header)
        # Pillow turns TIFF itself.
        return array if header.format == TIFF else turn_upright(array, header.orientation)
    array = _decode_16bit_tiff(file) if header.format == TIFF else _decode_16bit_png(file)
    return turn_upright(array, header.orientation)


def _decode_8bit(file: BinaryIO, header: Header) -> NDArray[np.uint8]:
    try:
        image: Image.Image = Image.open(file, formats=FORMATS)
    except UnidentifiedImageError as error:
        if header.format != TIFF:
            raise
        raise UnsupportedError("is a TIFF of an unusual kind; save it as grey or RGB") from error
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


def _decode_16bit_png(file: BinaryIO) -> NDArray[Any]:
    # Pillow would reduce RGB to 8 bits without a word.
    import imagecodecs

    array: NDArray[Any] = imagecodecs.png_decode(file.read())
    return array


def _decode_16bit_tiff(file: BinaryIO) -> NDArray[Any]:
    import tifffile

    with tifffile.TiffFile(file) as tiff:
        page = tiff.pages.first
        array: NDArray[Any] = page.asarray()
    array = array.reshape(*array.shape, 1) if array.ndim == 2 else array
    if page.samplesperpixel > 1 and page.planarconfig == tifffile.PLANARCONFIG.SEPARATE:
        array = np.moveaxis(array, 0, 2)
    extras = page.extrasamples
    colours = page.samplesperpixel - len(extras)
    if page.photometric == _WHITE_IS_ZERO:
        array[..., :colours] = 65535 - array[..., :colours]
    if not extras or extras[0] not in (_ASSOCIATED, _UNASSOCIATED):
        return array[..., :colours]
    array = array[..., : colours + 1]
    return _divide_by_alpha(array) if extras[0] == _ASSOCIATED else array


def _divide_by_alpha(array: NDArray[np.uint16]) -> NDArray[np.uint16]:
    alpha = np.maximum(array[..., -1:], 1).astype(np.float32)
    colours = np.rint(array[..., :-1] * (65535 / alpha)).clip(0, 65535).astype(np.uint16)
    return np.concatenate([colours, array[..., -1:]], axis=2)
