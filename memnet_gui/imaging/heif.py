"""HEIC files, the photos of phones: 8 to 12 bits a channel, by pillow-heif (libheif).

The library is loaded when such a file comes, not with the window.
"""

from typing import Any, BinaryIO

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging import exif, primaries, xmp
from memnet_gui.imaging.arrays import divide_by_alpha, widen
from memnet_gui.imaging.formats import HEIC
from memnet_gui.imaging.header import Header

_SAVED_BITS = 10
"""Bits a channel of a photo with more than 8: what phones and libheif's encoder have."""
_OPEN = (primaries.UNSPECIFIED, primaries.UNSPECIFIED)
_MODES = {1: "L", 2: "LA", 3: "RGB", 4: "RGBA"}


def read_heic_header(file: BinaryIO) -> Header:
    """Reads the description of a file's primary picture.

    Raises:
        Exception: Whatever libheif raises for a damaged file.
    """
    image, frames = _open(file)
    block, packet = image.info.get("exif"), image.info.get("xmp")
    # libheif has turned the picture; by its standard EXIF's orientation does not count.
    block = exif.to_upright(block)[1] if block else None
    width, height = image.size
    profile, nclx = image.info.get("icc_profile"), image.info.get("nclx_profile")
    codes = (nclx["color_primaries"], nclx["transfer_characteristics"]) if nclx else _OPEN
    if not profile:
        profile = primaries.profile_of_codes(*codes, is_grey=image.mode.startswith("L"))
    return Header(
        format=HEIC,
        width=width,
        height=height,
        bit_depth=16 if image.info["bit_depth"] > 8 else 8,
        frames=frames,
        exif=block,
        xmp=xmp.to_upright(packet) if packet else None,
        icc_profile=profile,
        is_hdr=not profile and primaries.is_hdr(codes[1]),
        dpi=exif.read_dpi(block) if block else None,
    )


def decode_heic(file: BinaryIO) -> NDArray[np.uint8 | np.uint16]:
    """Decodes the primary picture, upright, to uint8 or uint16 (H, W) or (H, W, 2 to 4)."""
    image, _ = _open(file)
    array: NDArray[Any] = np.asarray(image)
    bits = image.info["bit_depth"]
    if array.dtype == np.uint16:
        # libheif has shifted the values, so that its white is not quite white.
        array = widen(array >> np.uint16(16 - bits), 2**bits - 1)
    if image.premultiplied_alpha:
        array = divide_by_alpha(array)
    return array


def encode_heic(
    array: NDArray[np.uint8 | np.uint16],
    file: BinaryIO,
    *,
    quality: int,
    exif: bytes | None = None,
    xmp: bytes | None = None,
    icc_profile: bytes | None = None,
) -> None:
    """Writes pixels (H, W) or (H, W, 2 to 4); of uint16 it keeps 10 bits."""
    import pillow_heif

    channels = array.shape[2] if array.ndim == 3 else 1
    mode = _MODES[channels]
    if array.dtype == np.uint16:
        spare = 16 - _SAVED_BITS
        levels = np.rint(array * np.float32((2**_SAVED_BITS - 1) / 65535)).astype(np.uint16)
        array, mode = levels << np.uint16(spare), f"{mode};16"
    height, width = array.shape[:2]
    image = pillow_heif.from_bytes(mode, (width, height), array.tobytes())
    image.info["icc_profile"] = icc_profile
    # At half the colour resolution, as phones write it: few programs open anything else.
    image.save(file, quality=quality, chroma=420, exif=exif, xmp=xmp)


def _open(file: BinaryIO) -> tuple[Any, int]:
    """Returns the primary picture and how many there are."""
    import pillow_heif

    found = pillow_heif.open_heif(file, convert_hdr_to_8bit=False)
    return found[found.primary_index], len(found)
