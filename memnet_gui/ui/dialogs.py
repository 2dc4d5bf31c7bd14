"""File dialogs that do not block; each calls back with the chosen file."""

from collections.abc import Callable
from pathlib import Path

import qtawesome
from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFileDialog, QToolButton, QWidget

from memnet_gui.app.errands import ask_briefly
from memnet_gui.imaging.formats import OPEN_SUFFIXES
from memnet_gui.restoration.rivals.opening import SUFFIXES

_PATTERNS = " ".join(f"*{suffix}" for suffix in OPEN_SUFFIXES)
_WEIGHTS = "*.caffemodel *.pth *.pt *.tar *.ckpt *.safetensors"
_PATIENCE_S = 0.5
_ARROWS = {
    "backButton": "arrow-left",
    "forwardButton": "arrow-right",
    "toParentButton": "arrow-up",
}
"""Qt's names of its file dialog's buttons."""


def ask_for_photo(parent: QWidget, folder: Path, chosen: Callable[[str], None]) -> None:
    """Asks for a photo to open."""
    title = QCoreApplication.translate("Dialogs", "Open a photo")
    filters = QCoreApplication.translate("Dialogs", "Photos ({patterns});;All files (*)")
    filters = filters.format(patterns=_PATTERNS)
    _open(_dialog(parent, title, folder, filters, "open_dialog"), chosen)


def ask_for_model(parent: QWidget, folder: Path, chosen: Callable[[str], None]) -> None:
    """Asks for a model's checkpoint."""
    title = QCoreApplication.translate("Dialogs", "Open a model")
    filters = QCoreApplication.translate("Dialogs", "MemNet models (*.safetensors);;All files (*)")
    _open(_dialog(parent, title, folder, filters, "model_dialog"), chosen)


def ask_for_weights(parent: QWidget, folder: Path, chosen: Callable[[str], None]) -> None:
    """Asks for a file of weights from elsewhere."""
    title = QCoreApplication.translate("Dialogs", "Import weights")
    filters = QCoreApplication.translate("Dialogs", "Weights ({patterns});;All files (*)")
    filters = filters.format(patterns=_WEIGHTS)
    _open(_dialog(parent, title, folder, filters, "import_dialog"), chosen)


def ask_for_rival(parent: QWidget, folder: Path, chosen: Callable[[str], None]) -> None:
    """Asks for the weights of a network that is not MemNet."""
    title = QCoreApplication.translate("Dialogs", "Open another network's model file")
    filters = QCoreApplication.translate("Dialogs", "Model files ({patterns});;All files (*)")
    filters = filters.format(patterns=" ".join(f"*{suffix}" for suffix in SUFFIXES))
    _open(_dialog(parent, title, folder, filters, "rival_dialog"), chosen)


def ask_where_to_export(parent: QWidget, chosen: Callable[[str], None]) -> None:
    """Asks where a plot shall go."""
    filters = "PNG (*.png);;SVG (*.svg);;CSV (*.csv)"
    title = QCoreApplication.translate("Dialogs", "Export the plot")
    dialog = _dialog(parent, title, Path.home(), filters, "export_dialog")
    dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
    dialog.setFileMode(QFileDialog.FileMode.AnyFile)
    dialog.setDefaultSuffix("png")
    dialog.filterSelected.connect(lambda text: dialog.setDefaultSuffix(text[:3].lower()))
    _open(dialog, chosen)


def existing_folder(folder: Path) -> Path:
    """Returns a folder if it is there and its drive answers, else the user's own one."""
    return folder if ask_briefly(folder.is_dir, _PATIENCE_S, otherwise=False) else Path.home()


def draw_arrows(dialog: QFileDialog) -> None:
    """Gives Qt's own dialog arrows in the colours of the theme; the style's are dark in both."""
    palette = dialog.palette()
    colour = palette.color(QPalette.ColorRole.ButtonText)
    faint = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    for name, icon in _ARROWS.items():
        button = dialog.findChild(QToolButton, name)
        if isinstance(button, QToolButton):
            button.setIcon(qtawesome.icon(f"mdi6.{icon}", color=colour, color_disabled=faint))


def _dialog(parent: QWidget, title: str, folder: Path, filters: str, name: str) -> QFileDialog:
    dialog = QFileDialog(parent, title, str(existing_folder(folder)), filters)
    dialog.setObjectName(name)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
    return dialog


def _open(dialog: QFileDialog, chosen: Callable[[str], None]) -> None:
    dialog.fileSelected.connect(chosen)
    dialog.open()
