"""File dialogs that do not block; each calls back with the chosen file."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog, QWidget

from memnet_gui.app.document import Document
from memnet_gui.imaging.formats import FORMATS, OPEN_SUFFIXES

_PHOTOS = f"Photos ({' '.join(f'*{suffix}' for suffix in OPEN_SUFFIXES)});;All files (*)"
_MODELS = "MemNet models (*.safetensors);;All files (*)"
_SAVE_FILTERS = {
    form.suffixes[0]: f"{form.name} ({' '.join(f'*{suffix}' for suffix in form.suffixes)})"
    for form in FORMATS
    if form.is_saved
}


def ask_for_photo(parent: QWidget, folder: Path, chosen: Callable[[str], None]) -> None:
    """Asks for a photo to open."""
    _open(_dialog(parent, "Open a photo", folder, _PHOTOS, "open_dialog"), chosen)


def ask_for_model(parent: QWidget, folder: Path, chosen: Callable[[str], None]) -> None:
    """Asks for a model's checkpoint."""
    _open(_dialog(parent, "Open a model", folder, _MODELS, "model_dialog"), chosen)


def ask_where_to_save(
    parent: QWidget, document: Document, folder: Path, chosen: Callable[[str], None]
) -> None:
    """Asks where the result shall go; proposes a name and asks before it replaces a file."""
    suffix = _suffix_for(document)
    filters = ";;".join(_SAVE_FILTERS.values())
    dialog = _dialog(parent, "Save the restored photo", folder, filters, "save_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.selectNameFilter(_SAVE_FILTERS[suffix])
    dialog.setDefaultSuffix(suffix.removeprefix("."))
    dialog.selectFile(document.suggested_stem + suffix)
    dialog.filterSelected.connect(
        lambda chosen_filter: dialog.setDefaultSuffix(_suffix_of(chosen_filter))
    )
    _open(dialog, chosen)


def ask_where_to_export(parent: QWidget, chosen: Callable[[str], None]) -> None:
    """Asks where a plot shall go."""
    filters = "PNG (*.png);;SVG (*.svg);;CSV (*.csv)"
    dialog = _dialog(parent, "Export the plot", Path.home(), filters, "export_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix("png")
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(text[:3].lower()))
    _open(dialog, chosen)


def _dialog(parent: QWidget, title: str, folder: Path, filters: str, name: str) -> QFileDialog:
    start = folder if folder.is_dir() else Path.home()
    dialog = QFileDialog(parent, title, str(start), filters)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog


def _open(dialog: QFileDialog, chosen: Callable[[str], None]) -> None:
    dialog.fileSelected.connect(chosen)
    dialog.open()


def _suffix_for(document: Document) -> str:
    """The photo's own format where it can be written, else PNG."""
    path = document.photo.path
    saved = (form for form in FORMATS if form.is_saved)
    usual = {suffix: form.suffixes[0] for form in saved for suffix in form.suffixes}
    return usual.get(path.suffix.lower() if path else "", ".png")


def _suffix_of(name_filter: str) -> str:
    return next(s for s, text in _SAVE_FILTERS.items() if text == name_filter).removeprefix(".")
