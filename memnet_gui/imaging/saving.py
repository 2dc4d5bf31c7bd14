"""Photos into files, whole or not at all."""

import errno
import os
import secrets
import shutil
from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np

from memnet_gui import __version__
from memnet_gui.files import follow_link
from memnet_gui.imaging import exif, xmp
from memnet_gui.imaging.encoding import ENCODERS, Encoder
from memnet_gui.imaging.files import UNREACHABLE
from memnet_gui.imaging.formats import SAVE_SUFFIXES
from memnet_gui.imaging.photo import Photo, PhotoError
from memnet_gui.imaging.save_options import DEFAULT_OPTIONS, SaveOptions
from memnet_gui.messages import QT_TRANSLATE_NOOP, reason_of

SOFTWARE = f"MemNet GUI {__version__}"
"""What saved files with EXIF say they were made by."""

_EXISTS = QT_TRANSLATE_NOOP(
    "Engine", "{path} exists already; choose another name or allow overwriting."
)
_NO_FOLDER = QT_TRANSLATE_NOOP(
    "Engine",
    "{path} cannot be saved because its folder does not exist; choose another folder.",
)
_FORBIDDEN = QT_TRANSLATE_NOOP(
    "Engine", "{path} may not be written; choose another folder or change its permissions."
)
_FULL = QT_TRANSLATE_NOOP(
    "Engine", "{path} does not fit on the disk; make room or choose another folder."
)
_LONG = QT_TRANSLATE_NOOP("Engine", "{path} is too long a name for its disk; choose a shorter one.")
_LOST = QT_TRANSLATE_NOOP(
    "Engine", "{path} cannot be reached; check the drive or the network, or save elsewhere."
)
_UNEXPLAINED = QT_TRANSLATE_NOOP(
    "Engine", "{path} cannot be written ({reason}); choose another name, folder or format."
)
_NO_MEMORY = QT_TRANSLATE_NOOP(
    "Engine", "{path} needs more memory to be saved than is free; close other programs."
)
_EXPLANATIONS = dict.fromkeys(UNREACHABLE, _LOST) | {
    errno.ENOENT: _NO_FOLDER,
    errno.ENOTDIR: _NO_FOLDER,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _FORBIDDEN,
    errno.ENOSPC: _FULL,
    errno.EFBIG: _FULL,
    getattr(errno, "EDQUOT", errno.ENOSPC): _FULL,
    errno.ENAMETOOLONG: _LONG,
}


class PhotoExistsError(PhotoError, FileExistsError):
    """The file is there already and was not to be overwritten."""


def save_photo(
    photo: Photo, path: Path, *, overwrite: bool = False, options: SaveOptions = DEFAULT_OPTIONS
) -> None:
    """Saves a photo in the format that its name ends on, clipped to [0, 1] and rounded.

    PNG and TIFF keep the photo's bit depth unless told another, HEIC keeps 10 of 16 bits, the
    others hold 8. JPEG and BMP have no alpha: what is transparent becomes white.
    WebP has no grey, HEIC and AVIF none with alpha: it becomes RGB, in sRGB.

    All but BMP carry the EXIF block, the XMP packet and the colour profile, if the profile is for
    that number of channels; TIFF keeps of the EXIF block the texts, the exposure and the place,
    JPEG leaves out a block or packet above 64 KB. An EXIF block is told this program and the
    photo's size, an XMP packet the size; a photo without one gets none. PNG, JPEG, TIFF and BMP
    state the pixels per inch, the others do in the EXIF block.

    The file appears under its name when it is complete; whatever fails before leaves an older
    file of that name as it was. Where the name is a link, the file that it leads to is replaced
    and the link stays.

    Args:
        photo: What to save.
        path: Ends on one of `formats.SAVE_SUFFIXES`.
        overwrite: Replace an existing file.
        options: Where the format leaves a choice.

    Raises:
        PhotoExistsError: The file exists and `overwrite` is false.
        PhotoError: The suffix or the size does not suit, a pixel is not a number, or the file
            cannot be written.
    """
    if np.isnan(photo.pixels).any() or (photo.alpha is not None and np.isnan(photo.alpha).any()):
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} is not saved because some of its pixels are not numbers; restore the photo "
            "again with the precision fp32.",
        )
        raise PhotoError(text, path=path)
    check_target(path, overwrite=overwrite)  # asked again, without a race, by _publish
    photo = _prepare_metadata(photo, options)
    encoder = _find_encoder(photo, path)
    target = follow_link(path)
    # Short, so that a path that is just short enough for the system stays so.
    temporary = target.with_name(f".{secrets.token_hex(4)}.part")
    try:
        _write(photo, temporary, encoder, options)
        _publish(temporary, target, overwrite=overwrite)
    except PhotoError:
        raise
    except FileExistsError as error:
        raise PhotoExistsError(_EXISTS, path=path) from error
    except Exception as error:
        raise _failure(error, path) from error
    finally:
        with suppress(OSError):
            temporary.unlink()


def check_target(path: Path, *, overwrite: bool) -> None:
    """Finds out, before the work, what would keep a photo from being saved under that name.

    Raises:
        PhotoExistsError: The file exists and `overwrite` is false.
        PhotoError: The suffix is unknown, or the path is a folder, a device or out of reach.
    """
    if path.suffix.lower() not in ENCODERS:
        text = QT_TRANSLATE_NOOP("Engine", "{path} has no known ending; end the name on {endings}.")
        raise PhotoError(text, path=path, endings=", ".join(SAVE_SUFFIXES))
    try:
        is_folder, is_file, exists = path.is_dir(), path.is_file(), path.exists()
    except OSError as error:
        raise _failure(error, path) from error
    if is_folder:
        text = QT_TRANSLATE_NOOP("Engine", "{path} is a folder; choose the name of a file.")
        raise PhotoError(text, path=path)
    if exists and not is_file:
        text = QT_TRANSLATE_NOOP("Engine", "{path} is a device or a pipe; choose another name.")
        raise PhotoError(text, path=path)
    if exists and not overwrite:
        raise PhotoExistsError(_EXISTS, path=path)


def _prepare_metadata(photo: Photo, options: SaveOptions) -> Photo:
    if not options.keeps_metadata:
        return replace(photo, exif=None, xmp=None)
    size: dict[str, Any] = {"width": photo.width, "height": photo.height, "dpi": photo.dpi}
    block = exif.describe(photo.exif, software=SOFTWARE, **size) if photo.exif else None
    return replace(photo, exif=block, xmp=xmp.describe(photo.xmp, **size) if photo.xmp else None)


def _find_encoder(photo: Photo, path: Path) -> Encoder:
    encoder = ENCODERS[path.suffix.lower()]
    if max(photo.width, photo.height) > encoder.largest_side_px:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} cannot hold more than {most} rows or columns; save as .png or .tif.",
        )
        raise PhotoError(text, path=path, most=encoder.largest_side_px)
    if photo.width * photo.height > encoder.most_pixels:
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} cannot hold more than {most:.0f} megapixels; save as .png or .tif."
        )
        raise PhotoError(text, path=path, most=encoder.most_pixels / 1e6)
    return encoder


def _write(photo: Photo, temporary: Path, encoder: Encoder, options: SaveOptions) -> None:
    with temporary.open("x+b") as file:
        encoder.write(photo, file, options)
        file.flush()
        os.fsync(file.fileno())


def _publish(temporary: Path, target: Path, *, overwrite: bool) -> None:
    """Gives the complete file its name; an empty file reserves the name where none may be lost."""
    if overwrite:
        with suppress(OSError):
            shutil.copymode(target, temporary)
        temporary.replace(target)
        return
    target.open("xb").close()
    try:
        temporary.replace(target)
    except OSError:
        target.unlink()
        raise


def _failure(error: Exception, path: Path) -> PhotoError:
    if isinstance(error, MemoryError):
        return PhotoError(_NO_MEMORY, path=path)
    known = _EXPLANATIONS.get(error.errno or 0) if isinstance(error, OSError) else None
    if known:
        return PhotoError(known, path=path)
    return PhotoError(_UNEXPLAINED, path=path, reason=reason_of(error))
