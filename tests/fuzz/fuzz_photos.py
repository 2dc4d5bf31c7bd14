"""Reads damaged photos, and saves what opens, until the time is over.

Usage: fuzz_photos.py FOLDER SEED SECONDS. Prints each seed before it is used, so that the
last line names the one that ended the process.
"""

import io
import random
import resource
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pillow_heif
import tifffile
from mutation import mutate
from PIL import Image, ImageCms

from memnet_gui.errors import UserError
from memnet_gui.imaging.files import photo_size, read_photo
from memnet_gui.imaging.formats import SAVE_SUFFIXES
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.profiles import to_display
from memnet_gui.imaging.saving import save_photo

_MEMORY_BYTES = 8 << 30
_LARGEST_MEGAPIXELS = 1
_LONGEST_S = 20
_XMP = (
    b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><a tiff:Orientation="6"/>'
    b"<xmp:Thumbnails>9</xmp:Thumbnails></x:xmpmeta>"
)


def make_examples() -> Iterator[bytes]:
    """Yields small photos of every format, with all that may hang on them."""
    array = np.random.default_rng(0).integers(0, 256, (12, 20, 4), np.uint8)
    rgb, grey = Image.fromarray(array[..., :3]), Image.fromarray(array[..., 0])
    more = {"exif": _exif(), "icc_profile": _profile(), "xmp": _XMP}
    frames = {"save_all": True, "append_images": [rgb.rotate(180)]}
    yield from (_pillow(image, "PNG", **more) for image in (rgb, grey, Image.fromarray(array)))
    yield from (_pillow(rgb.convert(mode), "PNG") for mode in ("1", "P", "LA"))
    yield _pillow(rgb, "PNG", **frames)
    yield from (_pillow(image, "JPEG", **more) for image in (rgb, grey, rgb.convert("CMYK")))
    yield _pillow(rgb, "JPEG", progressive=True, subsampling="4:2:0")
    yield _pillow(rgb, "MPO", **frames)
    yield from (_pillow(rgb, "WEBP", lossless=lossless, **more) for lossless in (True, False))
    yield _pillow(Image.fromarray(array), "WEBP", **frames)
    yield from (
        _pillow(rgb.convert(mode), form) for mode in ("RGB", "P") for form in ("BMP", "GIF")
    )
    yield _pillow(rgb, "GIF", **frames)
    yield _pillow(rgb, "TIFF", **more)
    for compression in ("tiff_deflate", "tiff_lzw", "jpeg", "packbits"):
        yield _pillow(rgb, "TIFF", compression=compression)
    yield from (_pillow(rgb.convert(mode), "TIFF") for mode in ("1", "P", "L", "CMYK", "RGBA"))
    deep = array.astype(np.uint16) * 257
    for pixels in (deep, deep[..., :3], (deep[..., :3] / 65535).astype(np.float32)):
        for layout in ({}, {"compression": "zlib", "tile": (16, 16)}, {"compression": "lzw"}):
            yield _tiff(pixels, **layout)
    for channels in (1, 2, 3, 4):
        yield imagecodecs.png_encode(np.ascontiguousarray(deep[..., :channels].squeeze()))
    yield from (_pillow(image, "AVIF", **more) for image in (rgb, grey, Image.fromarray(array)))
    yield _pillow(rgb, "AVIF", **frames)
    yield imagecodecs.avif_encode(
        np.ascontiguousarray(deep[..., :3] >> 6), level=90, bitspersample=10
    )
    yield from (
        _heic(image, exif=_exif(), xmp=_XMP) for image in (rgb, grey, Image.fromarray(array))
    )
    file = io.BytesIO()
    pillow_heif.from_bytes("RGB;16", (20, 12), deep[..., :3].tobytes()).save(file)
    yield file.getvalue()


def _pillow(image: Image.Image, form: str, **options: Any) -> bytes:
    file = io.BytesIO()
    image.save(file, form, **options)
    return file.getvalue()


def _tiff(pixels: np.ndarray, **options: Any) -> bytes:
    file = io.BytesIO()
    extra = ["unassalpha"] if pixels.shape[2] == 4 else []
    tifffile.imwrite(file, pixels, photometric="rgb", extrasamples=extra, **options)
    return file.getvalue()


def _heic(image: Image.Image, **options: Any) -> bytes:
    file = io.BytesIO()
    pillow_heif.from_pillow(image).save(file, **options)
    return file.getvalue()


def _exif() -> bytes:
    exif = Image.Exif()
    exif[274], exif[0x010F], exif[0x0131] = 6, "Camera maker", "Firmware"
    exif.get_ifd(0x8769).update({0x9003: "2020:02:02 02:02:02", 0x927C: b"private", 0xA002: 20})
    exif.get_ifd(0x8825)[1] = "N"
    return exif.tobytes()


def _profile() -> bytes:
    return ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def try_seed(seed: int, examples: list[bytes], folder: Path) -> None:
    """Damages, reads and saves one photo; whatever is wrong ends in an exception."""
    chance = random.Random(seed)
    path = folder / "damaged"
    path.write_bytes(mutate(*chance.sample(examples, 2), chance))
    start = time.monotonic()
    try:
        photo = read_photo(path, largest_megapixels=_LARGEST_MEGAPIXELS)
        photo_size(path, largest_megapixels=_LARGEST_MEGAPIXELS)
    except UserError as error:
        check_sentence(str(error), path)
    else:
        check_photo(photo)
        save(photo, folder / f"saved{chance.choice(SAVE_SUFFIXES)}")
    assert time.monotonic() - start < _LONGEST_S, "reading took too long"


def check_sentence(sentence: str, path: Path) -> None:
    assert sentence.startswith(str(path)), sentence
    assert sentence.endswith("."), sentence
    assert "\n" not in sentence, sentence
    assert "memory" not in sentence, sentence


def check_photo(photo: Photo) -> None:
    assert photo.channels in (1, 3)
    assert photo.bit_depth in (8, 16)
    assert 0 < photo.megapixels <= _LARGEST_MEGAPIXELS
    assert photo.pixels.dtype == np.float32
    assert 0 <= photo.pixels.min() <= photo.pixels.max() <= 1
    to_display(np.rint(photo.pixels[:4, :4] * 255).astype(np.uint8), photo.icc_profile)


def save(photo: Photo, path: Path) -> None:
    """Saves a photo; whatever hangs on it must be no obstacle, and what is saved must open."""
    try:
        save_photo(photo, path, overwrite=True)
    except UserError as error:
        assert "cannot hold more than" in str(error) or is_too_thin(photo, path), error
    else:
        read_photo(path)


def is_too_thin(photo: Photo, path: Path) -> bool:
    """Whether x265 refuses the shape; saving then names the remedy, another format."""
    shorter, longer = sorted((photo.width, photo.height))
    return path.suffix in (".heic", ".heif", ".hif") and shorter < 32 and longer > 4216


def main() -> None:
    folder, seed, end = Path(sys.argv[1]), int(sys.argv[2]), time.monotonic() + float(sys.argv[3])
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    examples = list(make_examples())
    while time.monotonic() < end:
        print(seed, flush=True)
        try_seed(seed, examples, folder)
        seed += 1


if __name__ == "__main__":
    main()
