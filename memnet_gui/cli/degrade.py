"""`memnet-gui degrade`: makes a degraded copy of a clean photo."""

import argparse
import sys
from dataclasses import replace
from pathlib import Path

from memnet_gui.cli.options import read_degradation
from memnet_gui.imaging.degradation import Degradation, JpegCompression, degrade_photo
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.formats import FORMATS, JPEG
from memnet_gui.imaging.photo import Photo, PhotoError
from memnet_gui.imaging.save_options import SaveOptions
from memnet_gui.imaging.saving import check_target, save_photo
from memnet_gui.imaging.transparency import cover_hidden

_JPEG_SUFFIXES = next(form.suffixes for form in FORMATS if form.name == JPEG)


def run(options: argparse.Namespace) -> int:
    """Saves the degraded copy."""
    photo = cover_hidden(read_photo(options.photo, largest_megapixels=options.largest_photo))
    target = options.output
    check_target(target, overwrite=options.overwrite)
    degradation = read_degradation(options)
    if isinstance(degradation, JpegCompression):
        _save_compressed(photo, degradation, target, overwrite=options.overwrite)
    else:
        degraded = _degrade(photo, degradation, options.seed)
        save_photo(degraded, target, overwrite=options.overwrite)
    if photo.note:
        print(f"note: {photo.path}: {photo.note}", file=sys.stderr)
    print(target)
    return 0


def _degrade(photo: Photo, degradation: Degradation, seed: int) -> Photo:
    try:
        return degrade_photo(photo, degradation, seed)
    except (ValueError, OSError) as error:
        raise PhotoError(f"{photo.path} cannot be degraded: {error}") from error


def _save_compressed(
    photo: Photo, compression: JpegCompression, target: Path, *, overwrite: bool
) -> None:
    if photo.bit_depth > 8:
        print(f"note: {photo.path} has 16 bits a channel, JPEG has 8", file=sys.stderr)
        photo = replace(photo, bit_depth=8)
    if target.suffix.lower() in _JPEG_SUFFIXES:
        # The encoder compresses already: what it is given must not be compressed before.
        as_compressed = SaveOptions(quality=compression.quality, halves_chroma=True)
        save_photo(photo, target, overwrite=overwrite, options=as_compressed)
    else:
        # At 100 WebP loses nothing.
        degraded = _degrade(photo, compression, seed=0)
        save_photo(degraded, target, overwrite=overwrite, options=SaveOptions(quality=100))
