"""Exporting the chosen model: from the action to the message that it is done."""

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtWidgets import QWidget

from memnet_gui.app.exporting import ModelExporter
from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import translate_message
from memnet_gui.exporting.export import Exported, ExportOrder
from memnet_gui.exporting.formats import FORMATS
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.dialogs import existing_folder
from memnet_gui.ui.export_dialog import ExportDialog
from memnet_gui.ui.message_bar import MessageBar
from memnet_gui.ui.model_choice import ModelChoice


class ModelExporting(QObject):
    """Asks where to, has the model exported in the background and says how it went.

    Attributes:
        busy_changed: An export begins or is over.
    """

    busy_changed = Signal()

    def __init__(
        self,
        window: QWidget,
        actions: Actions,
        choice: ModelChoice,
        settings: Settings,
        message_bar: MessageBar,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._action = actions.export_model
        self._choice = choice
        self._settings = settings
        self._message_bar = message_bar
        self.exporter = ModelExporter(self)
        self._action.triggered.connect(self._on_triggered)
        choice.model_chosen.connect(self._on_model_chosen)
        self.exporter.exported.connect(self._on_exported)
        self.exporter.failed.connect(self._on_failed)
        self.exporter.cancelled.connect(self._on_cancelled)
        self._update_action()

    @property
    def busy(self) -> bool:
        """Whether a model is being exported."""
        return self.exporter.busy

    def cancel(self) -> None:
        """Stops the export as soon as it can be left."""
        if self.busy:
            self.exporter.cancel()
            self._message_bar.show_work(self.tr("Stopping the export…"))

    def close(self) -> None:
        """Cancels what runs, of which nothing is left."""
        self.exporter.close()

    def _update_action(self) -> None:
        self._action.setEnabled(self._choice.chosen is not None and not self.busy)

    def _update(self) -> None:
        self._update_action()
        self.busy_changed.emit()

    @Slot()
    def _on_triggered(self) -> None:
        info = self._choice.chosen
        if info is not None:
            dialog = ExportDialog(info, existing_folder(self._settings.folder), self._window)
            dialog.order_placed.connect(self._on_order_placed)
            dialog.open()

    @Slot(object)
    def _on_model_chosen(self, _info: ModelInfo | None) -> None:
        self._update_action()

    @Slot(object)
    def _on_order_placed(self, order: ExportOrder) -> None:
        self.exporter.export(order)
        self._update()
        text = self.tr("Exporting {name} as {format} and trying what comes of it…")
        title = translate_message(FORMATS[order.format].title)
        self._message_bar.show_work(text.format(name=order.model.name, format=title))

    @Slot(object)
    def _on_exported(self, exported: Exported) -> None:
        self._update()
        if exported.difference:
            text = self.tr("Exported {path}: it agrees with PyTorch within {difference}.")
        else:
            text = self.tr("Exported {path}: it computes exactly what PyTorch does.")
        difference = f"{exported.difference:.0e}".replace("e-0", "e-")
        path = exported.order.target
        self._message_bar.show_notice(text.format(path=path, difference=difference))

    @Slot(str)
    def _on_failed(self, text: str) -> None:
        self._update()
        self._message_bar.show_error(text)

    @Slot()
    def _on_cancelled(self) -> None:
        self._update()
        self._message_bar.show_notice(self.tr("The export was stopped; nothing was written."))
