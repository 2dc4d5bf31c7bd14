"""The file formats that a result can be saved in, and what each leaves to choose."""

import json
from dataclasses import asdict, dataclass

from PySide6.QtCore import QCoreApplication

from memnet_gui.app.settings import Settings
from memnet_gui.imaging.formats import AVIF, BMP, FORMATS, JPEG, PNG, TIFF, WEBP
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.save_options import DEFAULT_OPTIONS, SaveOptions


@dataclass(frozen=True)
class SaveFormat:
    """A file format, as a save dialog shows it.

    Attributes:
        name: What it is called.
        suffixes: The ends of its files' names; the first one is proposed.
        has_quality: Whether it trades quality for size.
    """

    name: str
    suffixes: tuple[str, ...]
    has_quality: bool

    @property
    def has_depths(self) -> bool:
        """Whether it leaves the choice between 8 and 16 bits a channel."""
        return self.name in {PNG, TIFF}

    @property
    def has_metadata(self) -> bool:
        """Whether it holds the camera's notes and the catalogue's."""
        return self.name != BMP

    @property
    def filter_text(self) -> str:
        """What a file dialog's list of formats shows."""
        return f"{self.name} ({' '.join(f'*{suffix}' for suffix in self.suffixes)})"

    def caution(self, photo: Photo) -> str:
        """Returns what a photo loses in this format, "" for nothing but by its quality."""
        lost = []
        if photo.bit_depth > 8 and self.name in {JPEG, WEBP, AVIF, BMP}:
            bits = QCoreApplication.translate("SaveFormat", "8 of the photo's {bits} bits")
            lost.append(bits.format(bits=photo.bit_depth))
        if photo.alpha is not None and self.name in {JPEG, BMP}:
            lost.append(QCoreApplication.translate("SaveFormat", "transparency"))
        if (photo.exif or photo.xmp) and not self.has_metadata:
            lost.append(QCoreApplication.translate("SaveFormat", "metadata"))
        if not lost:
            return ""
        *first, last = lost
        if first:
            text = QCoreApplication.translate("SaveFormat", "{some} and {last}")
            last = text.format(some=", ".join(first), last=last)
        return QCoreApplication.translate("SaveFormat", "{format} loses {what}.").format(
            format=self.name, what=last
        )


SAVE_FORMATS = tuple(
    SaveFormat(form.name, form.suffixes, form.has_quality) for form in FORMATS if form.is_saved
)
"""Those that can be written."""


def find_format(suffix: str) -> SaveFormat | None:
    """Returns the format of a suffix such as `.jpg`; None for an unknown one."""
    return next((form for form in SAVE_FORMATS if suffix.lower() in form.suffixes), None)


def recall_options(settings: Settings, form: SaveFormat) -> SaveOptions:
    """Returns the choices made for a format last time; the defaults where there are none."""
    try:
        return SaveOptions(**json.loads(settings.saving(form.name)))
    except (ValueError, TypeError):  # the file of settings can be of another version
        return DEFAULT_OPTIONS


def remember_options(settings: Settings, form: SaveFormat, options: SaveOptions) -> None:
    """Keeps the choices for the next photo in that format."""
    settings.remember_saving(form.name, json.dumps(asdict(options)))
