"""Photos from files: PNG, JPEG, WebP, TIFF and BMP, with 8 or 16 bits a channel."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import BinaryIO

from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.decoding import decode
from memnet_gui.imaging.header import Header, UnsupportedError, find_format, read_header
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS, Photo, PhotoError

SUFFIXES = (".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp")
"""The ends of the names of files that can be opened and saved, in lower case."""


def list_photos(folder: Path) -> list[Path]:
    """Lists the files below `folder` whose names end as photos do, sorted by path.

    Hidden files and folders are passed over: they hold thumbnails and other programs' notes.
    """
    return sorted(
        path
        for path in folder.rglob("*")
        if path.suffix.lower() in SUFFIXES
        and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        and path.is_file()
    )


def read_photo(path: Path, *, largest_megapixels: float = LARGEST_MEGAPIXELS) -> Photo:
    """Reads the first picture of a file, upright, with its alpha, EXIF block and colour profile.

    The content decides on the format, not the name. Grey stays grey, palettes become RGB, CMYK
    becomes sRGB through its colour profile where that can be done.

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
    sentence = "; ".join(notes)
    return f"{sentence[0].upper()}{sentence[1:]}." if sentence else ""


@contextmanager
def _open(path: Path) -> Iterator[BinaryIO]:
    """Opens a file that looks like a photo, and turns every failure inside into a PhotoError."""
    try:
        if path.is_dir():  # before opening, which Windows answers with PermissionError
            raise PhotoError(f"{path} is a folder; choose a photo inside it.")
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
    except MemoryError as error:
        raise PhotoError(f"{path} needs more memory than is free; close other programs.") from error
    except Exception as error:
        raise PhotoError(
            f"{path} is damaged or incomplete ({error}); copy it again from where it came."
        ) from error


def _explain_foreign(path: Path) -> str:
    if path.stat().st_size == 0:
        return f"{path} is empty; copy it again from where it came."
    return f"{path} is not a PNG, JPEG, WebP, TIFF or BMP photo; convert it to one of these."
