"""Photos from files, with 8 or 16 bits a channel."""

import errno
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from PIL import UnidentifiedImageError

from memnet_gui.files import is_file
from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.decoding import decode
from memnet_gui.imaging.formats import FORMATS, OPEN_SUFFIXES, find_format
from memnet_gui.imaging.header import Header, UnsupportedError
from memnet_gui.imaging.opening import read_header
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS, Photo, PhotoError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, join_messages

_LOST = "EIO ENODEV ENXIO ENOTCONN ESTALE EHOSTDOWN EHOSTUNREACH ETIMEDOUT"
UNREACHABLE = frozenset(getattr(errno, name) for name in _LOST.split() if hasattr(errno, name))
"""What the system says of a drive or a network folder that has gone."""

_STUMBLES = (TypeError, LookupError, AttributeError, AssertionError, RecursionError, struct.error)
"""How decoders written in Python stumble over nonsense; what they say would help nobody."""

_MISSING = QT_TRANSLATE_NOOP("Engine", "{path} does not exist; check its name and folder.")

_FRAMES = QT_TRANSLATE_NOOP("Engine", "The file holds {count} pictures and the first was opened")
_CMYK = (
    QT_TRANSLATE_NOOP("Engine", "CMYK colours were converted to RGB"),
    QT_TRANSLATE_NOOP("Engine", "CMYK colours were converted to RGB"),
)
"""A note at the beginning of a sentence, and behind another one; so are the next."""
_PALETTE = (
    QT_TRANSLATE_NOOP("Engine", "The colours of its palette were converted to RGB"),
    QT_TRANSLATE_NOOP("Engine", "the colours of its palette were converted to RGB"),
)
_HDR = (
    QT_TRANSLATE_NOOP("Engine", "It is made for HDR screens and looks pale here"),
    QT_TRANSLATE_NOOP("Engine", "it is made for HDR screens and looks pale here"),
)
_FLOAT = (
    QT_TRANSLATE_NOOP("Engine", "Floating-point values (0 is black, 1 is white) became 16 bits"),
    QT_TRANSLATE_NOOP("Engine", "floating-point values (0 is black, 1 is white) became 16 bits"),
)


def list_photos(folder: Path) -> list[Path]:
    """Lists the files below `folder` whose names end as photos do, sorted by path.

    Hidden files and folders are passed over: they hold thumbnails and other programs' notes.
    """
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in OPEN_SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and is_file(path)
    )


def read_photo(path: Path, *, largest_megapixels: float = LARGEST_MEGAPIXELS) -> Photo:
    """Reads the first picture of a file, upright, with its alpha and all that describes it.

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
        turned = header.dpi[::-1] if header.dpi and header.orientation >= 5 else header.dpi
        return replace(photo, dpi=turned, jpeg_quality=header.jpeg_quality)


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
    notes = [Message(_FRAMES, count=header.frames)] if header.frames > 1 else []
    for applies, (first, later) in (
        (header.is_cmyk, _CMYK),
        (header.is_palette, _PALETTE),
        (header.is_float, _FLOAT),
        (header.is_hdr, _HDR),
    ):
        if applies:
            notes.append(Message(later if notes else first))
    return Message("{notes}.", notes=join_messages("; ", notes)) if notes else ""


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    """Opens a file that looks like a photo, and turns every failure inside into a PhotoError."""
    try:
        _check_kind(path)
        with path.open("rb") as file:
            if find_format(file) is None:
                raise _foreign(path)
            yield file
    except PhotoError:
        raise
    except UnsupportedError as error:
        raise PhotoError(error.template, path=path, **error.fields) from error
    except (FileNotFoundError, NotADirectoryError) as error:
        raise PhotoError(_MISSING, path=path) from error
    except PermissionError as error:
        text = QT_TRANSLATE_NOOP("Engine", "{path} may not be read; change its permissions.")
        raise PhotoError(text, path=path) from error
    except OSError as error:
        raise _failure(path, error) from error
    except MemoryError as error:
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} needs more memory than is free; close other programs."
        )
        raise PhotoError(text, path=path) from error
    except Exception as error:
        raise _damage(path, error) from error


def _check_kind(path: Path) -> None:
    if path.is_dir():  # Windows answers to opening it with PermissionError
        text = QT_TRANSLATE_NOOP("Engine", "{path} is a folder; choose a photo inside it.")
        raise PhotoError(text, path=path)
    if path.exists() and not path.is_file():  # a pipe would keep the reader waiting
        text = QT_TRANSLATE_NOOP("Engine", "{path} is no file; choose a photo.")
        raise PhotoError(text, path=path)


def _failure(path: Path, error: OSError) -> PhotoError:
    if error.errno in UNREACHABLE:
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} cannot be reached; check the drive or the network and try again."
        )
        return PhotoError(text, path=path)
    if error.errno in (errno.ENAMETOOLONG, errno.ELOOP):
        return PhotoError(_MISSING, path=path)
    return _damage(path, error)  # which decoders tell by this error too


def _damage(path: Path, error: Exception) -> PhotoError:
    reason = " ".join(str(error).split()).rstrip(".") or type(error).__name__
    if isinstance(error, UnidentifiedImageError):
        reason = QT_TRANSLATE_NOOP("Engine", "its header makes no sense")
    elif isinstance(error, _STUMBLES):
        reason = QT_TRANSLATE_NOOP("Engine", "its parts contradict each other")
    text = QT_TRANSLATE_NOOP(
        "Engine", "{path} is damaged or incomplete ({reason}); copy it again from where it came."
    )
    return PhotoError(text, path=path, reason=Message(reason))


def _foreign(path: Path) -> PhotoError:
    if path.stat().st_size == 0:
        text = QT_TRANSLATE_NOOP("Engine", "{path} is empty; copy it again from where it came.")
        return PhotoError(text, path=path)
    *names, last = (form.name for form in FORMATS)
    text = QT_TRANSLATE_NOOP(
        "Engine", "{path} is not a {names} or {last} photo; convert it to one of these."
    )
    return PhotoError(text, path=path, names=", ".join(names), last=last)
