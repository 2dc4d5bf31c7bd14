"""Photos into files, whole or not at all."""

import errno
import os
import shutil
import uuid
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import numpy as np

from memnet_gui.imaging.encoding import ENCODERS, Encoder
from memnet_gui.imaging.photo import Photo, PhotoError
from memnet_gui.imaging.save_options import DEFAULT_OPTIONS, SaveOptions

_UNKNOWN = "{} has no known ending; end the name on {}."
_EXISTS = "{} exists already; choose another name or allow overwriting."


class PhotoExistsError(PhotoError, FileExistsError):
    """The file is there already and was not to be overwritten."""


def save_photo(
    photo: Photo,
    path: Path,
    *,
    overwrite: bool = False,
    options: SaveOptions = DEFAULT_OPTIONS,
) -> None:
    """Saves a photo in the format that its name ends on, clipped to [0, 1] and rounded.

    PNG and TIFF keep the photo's bit depth unless told another, the others hold 8 bits. JPEG and
    BMP have no alpha: it is left out, the colours below it stay as they are. WebP has no grey: it
    becomes RGB. All but BMP carry the EXIF block and the colour profile, if the profile is for
    that number of channels; TIFF keeps of the EXIF block the texts, the exposure and the place,
    JPEG leaves out a block above 64 KB.

    The file appears under its name when it is complete; whatever fails before leaves an older
    file of that name as it was.

    Args:
        photo: What to save.
        path: Ends on .png, .jpg, .jpeg, .webp, .tif, .tiff or .bmp.
        overwrite: Replace an existing file.
        options: Where the format leaves a choice.

    Raises:
        PhotoExistsError: The file exists and `overwrite` is false.
        PhotoError: The suffix or the size does not suit, or the file cannot be written.
        ValueError: A pixel is not a number.
    """
    if not options.keeps_metadata:
        photo = replace(photo, exif=None)
    if np.isnan(photo.pixels).any() or (photo.alpha is not None and np.isnan(photo.alpha).any()):
        raise ValueError("a photo with pixels that are not numbers cannot be saved")
    check_target(path, overwrite=overwrite)  # asked again, without a race, by _publish
    encoder = _find_encoder(photo, path)
    temporary = path.with_name(f".{uuid.uuid4().hex}.part")
    try:
        _write(photo, temporary, encoder, options)
        _publish(temporary, path, overwrite=overwrite)
    except PhotoError:
        raise
    except Exception as error:
        raise PhotoError(_explain(error, path)) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def check_target(path: Path, *, overwrite: bool) -> None:
    """Finds out, before the work, what would keep a photo from being saved under that name.

    Raises:
        PhotoExistsError: The file exists and `overwrite` is false.
        PhotoError: The suffix is unknown, or the path is a folder or out of reach.
    """
    if path.suffix.lower() not in ENCODERS:
        raise PhotoError(_UNKNOWN.format(path, ", ".join(ENCODERS)))
    try:
        is_folder, exists = path.is_dir(), path.exists()
    except OSError as error:
        raise PhotoError(_explain(error, path)) from error
    if is_folder:
        raise PhotoError(f"{path} is a folder; choose the name of a file.")
    if exists and not overwrite:
        raise PhotoExistsError(_EXISTS.format(path))


def _find_encoder(photo: Photo, path: Path) -> Encoder:
    encoder = ENCODERS[path.suffix.lower()]
    if max(photo.width, photo.height) > encoder.largest_side_px:
        raise PhotoError(
            f"{path} cannot hold more than {encoder.largest_side_px} rows or columns; "
            "save as .png or .tif."
        )
    return encoder


def _write(photo: Photo, temporary: Path, encoder: Encoder, options: SaveOptions) -> None:
    with temporary.open("x+b") as file:
        encoder.write(photo, file, options)
        file.flush()
        os.fsync(file.fileno())


def _publish(temporary: Path, path: Path, *, overwrite: bool) -> None:
    """Gives the complete file its name; an empty file reserves the name where none may be lost."""
    if overwrite:
        with suppress(OSError):
            shutil.copymode(path, temporary)
        temporary.replace(path)
        return
    try:
        path.open("xb").close()
    except FileExistsError as error:
        raise PhotoExistsError(_EXISTS.format(path)) from error
    try:
        temporary.replace(path)
    except OSError:
        path.unlink()
        raise


def _explain(error: Exception, path: Path) -> str:
    if isinstance(error, FileNotFoundError | NotADirectoryError):
        return f"{path} cannot be saved because its folder does not exist; choose another folder."
    if isinstance(error, PermissionError):
        return f"{path} may not be written; choose another folder or change its permissions."
    if isinstance(error, OSError) and error.errno == errno.ENOSPC:
        return f"{path} does not fit on the disk; make room or choose another folder."
    if isinstance(error, MemoryError):
        return f"{path} needs more memory to be saved than is free; close other programs."
    return f"{path} cannot be written ({error}); choose another name, folder or format."
