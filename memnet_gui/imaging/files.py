"""Photos from files, with 8 or 16 bits a channel."""

import errno
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from PIL import UnidentifiedImageError

from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.decoding import decode
from memnet_gui.imaging.formats import FORMATS, OPEN_SUFFIXES, find_format
from memnet_gui.imaging.header import Header, UnsupportedError
from memnet_gui.imaging.opening import read_header
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS, Photo, PhotoError

_LOST = "EIO ENODEV ENXIO ENOTCONN ESTALE EHOSTDOWN EHOSTUNREACH ETIMEDOUT"
UNREACHABLE = frozenset(getattr(errno, name) for name in _LOST.split() if hasattr(errno, name))
"""What the system says of a drive or a network folder that has gone."""

_STUMBLES = (TypeError, LookupError, AttributeError, AssertionError, RecursionError, struct.error)
"""How decoders written in Python stumble over nonsense; what they say would help nobody."""


def list_photos(folder: Path) -> list[Path]:
    """Lists the files below `folder` whose names end as photos do, sorted by path.

    Hidden files and folders are passed over: they hold thumbnails and other programs' notes.
    """
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in OPEN_SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def read_photo(path: Path, *, largest_megapixels: float = LARGEST_MEGAPIXELS) -> Photo:
    """Reads the first picture of a file, upright, with its alpha, EXIF, XMP and colour profile.

    The content decides on the format, not the name. Grey stays grey, palettes become RGB, CMYK
    becomes sRGB through its colour profile where that can be done. 10 and 12 bits a channel and
    floating point become 16 bits. What was converted stands in the photo's note.

    Raises:
        PhotoError: The file cannot be opened, is damaged, has more than `largest_megapixels`
            (width times height in millions), or is of a kind that is not read.
    """
    with _open(path) as file:
        header = read_header(file, largest_megapixels)
        photo = from_array(
            decode(file, header),
            path=path,
            exif=header.exif,
            xmp=header.xmp,
            icc_profile=None if header.is_cmyk else header.icc_profile,
            note=_note(header),
        )
        return replace(photo, jpeg_quality=header.jpeg_quality)


def photo_size(path: Path, *, largest_megapixels: float = LARGEST_MEGAPIXELS) -> tuple[int, int]:
    """Returns a photo's width and height, upright, without decoding its pixels.

    Raises:
        PhotoError: The file cannot be opened, is damaged, has more than `largest_megapixels`
            (width times height in millions), or is of a kind that is not read.
    """
    with _open(path) as file:
        header = read_header(file, largest_megapixels)
    size = header.width, header.height
    return size[::-1] if header.orientation >= 5 else size


def _note(header: Header) -> str:
    notes = []
    if header.frames > 1:
        notes.append(f"the file holds {header.frames} pictures and the first was opened")
    if header.is_cmyk:
        notes.append("CMYK colours were converted to RGB")
    if header.is_palette:
        notes.append("the colours of its palette were converted to RGB")
    if header.is_float:
        notes.append("floating-point values (0 is black, 1 is white) became 16 bits")
    sentence = "; ".join(notes)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    """Opens a file that looks like a photo, and turns every failure inside into a PhotoError."""
    try:
        _check_kind(path)
        with path.open("rb") as file:
            if find_format(file) is None:
                raise PhotoError(_explain_foreign(path))
            yield file
    except PhotoError:
        raise
    except UnsupportedError as error:
        raise PhotoError(f"{path} {error}.") from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PhotoError(f"{path} does not exist; check its name and folder.") from error
    except PermissionError as error:
        raise PhotoError(f"{path} may not be read; change its permissions.") from error
    except OSError as error:
        raise PhotoError(_explain_failure(path, error)) from error
    except MemoryError as error:
        raise PhotoError(f"{path} needs more memory than is free; close other programs.") from error
    except Exception as error:
        raise PhotoError(_explain_damage(path, error)) from error


def _check_kind(path: Path) -> None:
    if path.is_dir():  # Windows answers to opening it with PermissionError
        raise PhotoError(f"{path} is a folder; choose a photo inside it.")
    if path.exists() and not path.is_file():  # a pipe would keep the reader waiting
        raise PhotoError(f"{path} is no file; choose a photo.")


def _explain_failure(path: Path, error: OSError) -> str:
    if error.errno in UNREACHABLE:
        return f"{path} cannot be reached; check the drive or the network and try again."
    if error.errno == errno.ENAMETOOLONG:
        return f"{path} does not exist; check its name and folder."
    return _explain_damage(path, error)  # which decoders tell by this error too


def _explain_damage(path: Path, error: Exception) -> str:
    reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    if isinstance(error, UnidentifiedImageError):
        reason = "its header makes no sense"
    elif isinstance(error, _STUMBLES):
        reason = "its parts contradict each other"
    return f"{path} is damaged or incomplete ({reason}); copy it again from where it came."


def _explain_foreign(path: Path) -> str:
    if path.stat().st_size == 0:
        return f"{path} is empty; copy it again from where it came."
    *names, last = (form.name for form in FORMATS)
    return f"{path} is not a {', '.join(names)} or {last} photo; convert it to one of these."
