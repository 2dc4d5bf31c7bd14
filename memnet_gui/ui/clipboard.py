"""Pictures and files that other programs hand over, by clipboard or by drag and drop."""

import tempfile
from dataclasses import replace
from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import Photo


def first_file(data: QMimeData) -> Path | None:
    """Returns the first local file in `data`, None when there is none."""
    files = [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]
    return files[0] if files else None


def picture(data: QMimeData) -> Photo | None:
    """Returns the picture in `data`, None when there is none.

    It passes through a PNG file, because arrays cannot be read out of a QImage reliably.
    """
    if not data.hasImage():
        return None
    image = data.imageData()
    if not isinstance(image, QImage) or image.isNull():
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "pasted.png"
        image.save(str(path))
        return replace(read_photo(path), path=None)
