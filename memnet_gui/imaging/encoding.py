"""Photos into the bytes of image files: 8-bit ones by Pillow, PNG and TIFF with up to 16 bits."""

import io
from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, BinaryIO

from PIL import Image

from memnet_gui.imaging import exif, png
from memnet_gui.imaging.arrays import to_array
from memnet_gui.imaging.formats import AVIF, BMP, FORMATS, HEIC, JPEG, PNG, TIFF, WEBP
from memnet_gui.imaging.heif import encode_heic
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.profiles import grey_to_srgb, suits
from memnet_gui.imaging.save_options import SaveOptions
from memnet_gui.imaging.transparency import on_white

_JPEG_MOST_BYTES = {"exif": 65533, "xmp": 65504}
"""What one segment of a JPEG holds."""
_JPEG_MOST_DPI = 65535
_XMP_TAG = 700


@dataclass(frozen=True)
class Encoder:
    """How one format is written.

    Attributes:
        write: Writes a photo into a file opened for reading and writing.
        largest_side_px: The most rows or columns that the format, or its usual reader, can hold.
        most_pixels: The most of both together.
    """

    write: Callable[[Photo, BinaryIO, SaveOptions], None]
    largest_side_px: int = 2**31 - 1
    most_pixels: int = 2**62


def _write_png(photo: Photo, file: BinaryIO, options: SaveOptions) -> None:
    profile = _matching_profile(photo)
    chunks = {
        b"iCCP": png.pack_profile(profile) if profile else None,
        b"pHYs": png.pack_resolution(photo.dpi) if photo.dpi else None,
        b"eXIf": photo.exif.removeprefix(exif.PREFIX) if photo.exif else None,
        b"iTXt": png.pack_xmp(photo.xmp) if photo.xmp else None,
    }
    array = to_array(photo, options.bit_depth or photo.bit_depth)
    png.encode(array, {name: content for name, content in chunks.items() if content}, file)


def _write_jpeg(photo: Photo, file: BinaryIO, options: SaveOptions) -> None:
    more = _metadata(photo)
    for name, most_bytes in _JPEG_MOST_BYTES.items():
        if len(more.get(name, b"")) > most_bytes:
            del more[name]
    # Full colour resolution as a rule: a restored photo should not be blurred by its own file.
    chroma = "4:2:0" if options.halves_chroma else "4:4:4"
    more |= {"quality": options.quality, "subsampling": chroma}
    if photo.dpi and max(photo.dpi) <= _JPEG_MOST_DPI:
        more["dpi"] = photo.dpi
    _save(_image(on_white(photo)), file, "JPEG", **more)


def _write_webp(photo: Photo, file: BinaryIO, options: SaveOptions) -> None:
    photo = _without_grey_profile(photo)
    lossless = options.quality == 100
    more = _metadata(photo) | {"quality": options.quality, "lossless": lossless, "exact": True}
    _save(_image(photo), file, "WEBP", **more)


def _write_avif(photo: Photo, file: BinaryIO, options: SaveOptions) -> None:
    photo = photo if photo.alpha is None else _without_grey_profile(photo)
    chroma = "4:0:0" if photo.channels == 1 and photo.alpha is None else "4:4:4"
    more = _metadata(photo) | {"quality": options.quality, "subsampling": chroma}
    if photo.exif:
        # Pillow takes the orientation out of a block that has one, and rewrites all of it for that.
        more["exif"] = exif.without_orientation(photo.exif)
    _save(_image(photo), file, "AVIF", **more)


def _write_heic(photo: Photo, file: BinaryIO, options: SaveOptions) -> None:
    photo = photo if photo.alpha is None else _without_grey_profile(photo)
    array = to_array(photo, photo.bit_depth)
    encode_heic(array, file, quality=options.quality, **_metadata(photo))


def _write_bmp(photo: Photo, file: BinaryIO, _options: SaveOptions) -> None:
    # Nothing is stated by zeros; Pillow would make it 96.
    _save(_image(on_white(photo)), file, "BMP", dpi=photo.dpi or (0, 0))


def _write_tiff(photo: Photo, file: BinaryIO, options: SaveOptions) -> None:
    import tifffile

    order = exif.find_byte_order(photo.exif) if photo.exif else "<"
    with tifffile.TiffWriter(file, byteorder=order, bigtiff=False) as tiff:
        tiff.write(
            to_array(photo, options.bit_depth or photo.bit_depth),
            photometric="minisblack" if photo.channels == 1 else "rgb",
            planarconfig=None if photo.channels == 1 and photo.alpha is None else "contig",
            extrasamples=None if photo.alpha is None else ["unassalpha"],
            compression="zlib",
            predictor=True,
            resolution=photo.dpi,
            iccprofile=_matching_profile(photo),
            metadata=None,
            software=False,
            extratags=[(_XMP_TAG, "B", len(photo.xmp), photo.xmp, True)] if photo.xmp else [],
        )
    if photo.exif:
        exif.add_to_tiff(file, photo.exif)


def _image(photo: Photo) -> Image.Image:
    return Image.fromarray(to_array(photo, 8))


def _save(image: Image.Image, file: BinaryIO, form: str, **options: Any) -> None:
    """Saves by Pillow, but not straight into the file.

    There it passes over what the system did not write: on a full disk a picture that is cut off
    would count as saved.
    """
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    file.write(buffer.getbuffer())


def _metadata(photo: Photo) -> dict[str, Any]:
    found = {"exif": photo.exif, "xmp": photo.xmp, "icc_profile": _matching_profile(photo)}
    return {name: value for name, value in found.items() if value}


def _without_grey_profile(photo: Photo) -> Photo:
    """Returns a grey photo in sRGB for a file of RGB, where viewers follow no profile for grey."""
    if photo.channels != 1 or not photo.icc_profile:
        return photo
    return replace(photo, pixels=grey_to_srgb(photo.pixels, photo.icc_profile), icc_profile=None)


def _matching_profile(photo: Photo) -> bytes | None:
    """Returns the colour profile unless it is for another number of channels."""
    profile = photo.icc_profile
    return profile if profile and suits(profile, photo.channels) else None


_BY_FORMAT = {
    PNG: Encoder(_write_png),
    JPEG: Encoder(_write_jpeg, largest_side_px=65500),
    WEBP: Encoder(_write_webp, largest_side_px=16383),
    TIFF: Encoder(_write_tiff),
    AVIF: Encoder(_write_avif, largest_side_px=32768, most_pixels=2**28),
    HEIC: Encoder(_write_heic, largest_side_px=16384),
    BMP: Encoder(_write_bmp),
}
ENCODERS = {
    suffix: _BY_FORMAT[form.name] for form in FORMATS if form.is_saved for suffix in form.suffixes
}
"""The encoder for each suffix, in lower case."""
