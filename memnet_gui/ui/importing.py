"""File > Import Weights: from a file of another program to the chosen model."""

from functools import partial
from pathlib import Path

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QAbstractButton, QMessageBox, QWidget

from memnet_gui.app.importing import WeightsImporter
from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import translate_message
from memnet_gui.network.card import TASKS
from memnet_gui.network.provenance import describe_origin
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.dialogs import ask_for_weights
from memnet_gui.ui.message_bar import MessageBar
from memnet_gui.ui.task_box import task_name

_TASK = "task"


class Importing(QObject):
    """Asks for a file, has it imported and says what came of it.

    Attributes:
        imported: (ModelInfo) There is another model, which shall be chosen.
    """

    imported = Signal(object)

    def __init__(self, window: QWidget, settings: Settings, messages: MessageBar) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._messages = messages
        self._importer = WeightsImporter(self)
        self._importer.imported.connect(self._on_imported)
        self._importer.task_wanted.connect(self._on_task_wanted)
        self._importer.failed.connect(messages.show_error)

    def close(self) -> None:
        """Ends the thread."""
        self._importer.close()

    @Slot()
    def ask(self) -> None:
        """Asks for a file."""
        ask_for_weights(self._window, self._settings.folder, self._on_file_chosen)

    @Slot(object)
    def take(self, path: Path) -> None:
        """Begins to import a file."""
        self._start(path, None)

    def _start(self, path: Path, task: str | None) -> None:
        self._messages.show_notice(self.tr("Importing {name}…").format(name=path.name))
        self._importer.start(path, task)

    @Slot(str)
    def _on_file_chosen(self, name: str) -> None:
        self.take(Path(name))

    @Slot(object)
    def _on_imported(self, info: ModelInfo) -> None:
        self.imported.emit(info)
        origin = translate_message(describe_origin(info.config, info.card))
        text = self.tr("The model {name} is ready. {origin}.")
        self._messages.show_notice(text.format(name=info.name, origin=origin))

    @Slot(object)
    def _on_task_wanted(self, path: Path) -> None:
        """Asks what a network is for; no weights tell that."""
        self._messages.clear()
        box = QMessageBox(self._window)
        box.setObjectName("import_task_box")
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(self.tr("Import weights"))
        box.setText(self.tr("What was this network trained for?"))
        box.setInformativeText(self.tr("The name {name} does not tell.").format(name=path.name))
        for task in TASKS:
            button = box.addButton(task_name(task), QMessageBox.ButtonRole.AcceptRole)
            button.setObjectName(f"import_{task}_button")
            button.setProperty(_TASK, task)
        cancel = box.addButton(QMessageBox.StandardButton.Cancel)
        cancel.setObjectName("import_cancel_button")
        cancel.setIcon(QIcon())  # the style's own is hardly seen in the dark
        box.buttonClicked.connect(partial(self._on_task_chosen, path))
        box.open()

    def _on_task_chosen(self, path: Path, button: QAbstractButton) -> None:
        task = button.property(_TASK)
        if task is not None:
            self._start(path, task)
