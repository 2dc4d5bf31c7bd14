"""Where a result shall go, and how: one dialog for both."""

import os
from pathlib import Path

from PySide6.QtCore import Qt, QUrl, Signal, Slot
from PySide6.QtWidgets import QFileDialog, QGridLayout, QLineEdit, QWidget

from memnet_gui.app.settings import Settings
from memnet_gui.imaging.photo import Photo
from memnet_gui.ui.dialogs import draw_arrows
from memnet_gui.ui.save_formats import (
    SAVE_FORMATS,
    SaveFormat,
    find_format,
    recall_options,
    remember_options,
)
from memnet_gui.ui.save_options_row import SaveOptionsRow


class SaveDialog(QFileDialog):
    """Proposes a name that is free, and asks before it replaces a file.

    It is Qt's own dialog, because the desktops' ones have no room for a format's choices.

    Signals:
        target_chosen: (Path, SaveOptions) The result shall be saved there; that a file which is
            there already is replaced was agreed to.
    """

    target_chosen = Signal(object, object)

    def __init__(
        self, photo: Photo, stem: str, folder: Path, settings: Settings, parent: QWidget
    ) -> None:
        """`stem` is the result's name without its ending; `photo` is what it was made of."""
        super().__init__(parent, "", str(folder))
        self.setWindowTitle(self.tr("Save the restored photo"))
        self._settings = settings
        self._stem = stem
        self._format = _format_of(photo)
        self.setObjectName("save_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        draw_arrows(self)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters([form.filter_text for form in SAVE_FORMATS])
        self.selectNameFilter(self._format.filter_text)
        self.options_row = SaveOptionsRow(photo)
        layout = self.layout()
        assert isinstance(layout, QGridLayout)
        layout.addWidget(self.options_row, layout.rowCount(), 0, 1, layout.columnCount())
        name_edit = self.findChild(QLineEdit, "fileNameEdit")
        assert name_edit is not None
        self._name_edit = name_edit
        self._propose(folder)
        self._show_format()
        self.filterSelected.connect(self._on_filter_selected)
        self.directoryUrlEntered.connect(self._on_folder_entered)
        self._name_edit.textEdited.connect(self._on_name_edited)
        self.fileSelected.connect(self._on_file_selected)

    def _propose(self, folder: Path) -> None:
        """Writes a name that is free in a folder, and remembers it as a proposal."""
        self._proposal = free_name(folder, self._stem, self._format.suffixes[0])
        self.selectFile(self._proposal)

    def _is_proposed(self, name: str) -> bool:
        """Whether nobody has written another name; Qt may have changed the ending already."""
        return _without_ending(name) == _without_ending(self._proposal)

    def _show_format(self) -> None:
        """Offers the format's choices, and gives its ending to a name that has none."""
        self.setDefaultSuffix(self._format.suffixes[0].removeprefix("."))
        self.options_row.show_format(self._format, recall_options(self._settings, self._format))

    @Slot(str)
    def _on_filter_selected(self, name_filter: str) -> None:
        """Gives the name the ending of another format."""
        self._format = next(form for form in SAVE_FORMATS if form.filter_text == name_filter)
        name = self._name_edit.text()
        if self._is_proposed(name):
            self._propose(Path(self.directory().absolutePath()))
        else:
            self.selectFile(_without_ending(name) + self._format.suffixes[0])
        self._show_format()

    @Slot(str)
    def _on_name_edited(self, name: str) -> None:
        """Offers the choices of the format that a written ending names."""
        form = find_format(Path(name).suffix)
        if form is not None and form is not self._format:
            self._format = form
            self.selectNameFilter(form.filter_text)
            self._show_format()

    @Slot(QUrl)
    def _on_folder_entered(self, folder: QUrl) -> None:
        if self._is_proposed(self._name_edit.text()):
            self._propose(Path(folder.toLocalFile()))

    @Slot(str)
    def _on_file_selected(self, name: str) -> None:
        path, options = Path(name), self.options_row.options
        form: SaveFormat | None = find_format(path.suffix)
        if form is not None:
            remember_options(self._settings, form, options)
        self.target_chosen.emit(path, options)


def free_name(folder: Path, stem: str, suffix: str) -> str:
    """Returns a name that no file of a folder has: with -2, -3 and so on where it is taken."""
    name, number = stem + suffix, 2
    while os.path.lexists(folder / name):
        name, number = f"{stem}-{number}{suffix}", number + 1
    return name


def _without_ending(name: str) -> str:
    """Leaves what follows a point in the name but is the ending of no format."""
    suffix = Path(name).suffix
    return name.removesuffix(suffix) if find_format(suffix) else name


def _format_of(photo: Photo) -> SaveFormat:
    """The photo's own format where it can be written, else PNG."""
    suffix = photo.path.suffix if photo.path else ""
    return find_format(suffix) or SAVE_FORMATS[0]
