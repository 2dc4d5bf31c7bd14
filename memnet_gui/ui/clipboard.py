"""Pictures and files that other programs hand over, by clipboard or by drag and drop."""

import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import Photo

_UNCOMPRESSED = 100
"""Qt's quality of a PNG file that is written at once and read again: as fast as can be."""


def holds_something(data: QMimeData) -> bool:
    """Tells whether there is a local file or a picture in `data`; an address is neither."""
    return first_file(data) is not None or data.hasImage()


def first_file(data: QMimeData) -> Path | None:
    """Returns the first local file in `data`, None when there is none."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if files else None


def picture(data: QMimeData) -> QImage | None:
    """Returns the picture in `data`, None when there is none."""
    if not data.hasImage():
        return None
    image = data.imageData()
    return image if isinstance(image, QImage) and not image.isNull() else None


def to_photo(image: QImage) -> Photo:
    """Turns a picture into a photo; runs in any thread.

    It passes through a PNG file, because arrays cannot be read out of a QImage reliably.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pasted.png"
        image.save(str(path), None, _UNCOMPRESSED)
        return replace(read_photo(path), path=None)
