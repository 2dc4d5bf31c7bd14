"""Where a model shall be exported to, and how: one dialog for both."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtWidgets import (
    QCheckBox,
    QFileDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QWidget,
)

from memnet_gui.app.translation import translate_message
from memnet_gui.exporting.export import ExportOrder
from memnet_gui.exporting.formats import FORMATS, ExportFormat
from memnet_gui.exporting.licences import UNKNOWN, find_licence
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.dialogs import draw_arrows
from memnet_gui.ui.save_dialog import free_name

_LICENCE_WIDTH_PX = 160


class ExportDialog(QFileDialog):
    """The file type chooses the format; the name that is proposed is free.

    It is Qt's own dialog, because the desktops' ones have no room for a format's choices.

    Signals:
        order_placed: (ExportOrder) The model shall be exported so; that a file which is there
            already is replaced was agreed to.
    """

    order_placed = Signal(object)

    def __init__(self, info: ModelInfo, folder: Path, parent: QWidget) -> None:
        super().__init__(parent, "", str(folder))
        self._info = info
        self._formats = {_filter_text(form): form for form in FORMATS.values()}
        self._format = next(iter(FORMATS.values()))
        self._proposal = ""
        self.setWindowTitle(self.tr("Export the model {name}").format(name=info.name))
        self.setObjectName("export_model_dialog")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        draw_arrows(self)
        self.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        self.setFileMode(QFileDialog.FileMode.AnyFile)
        self.setNameFilters(list(self._formats))
        name_edit = self.findChild(QLineEdit, "fileNameEdit")
        assert name_edit is not None
        self._name_edit = name_edit
        self._build_options()
        self._show_format()
        self.filterSelected.connect(self._on_filter_selected)
        self._name_edit.textEdited.connect(self._on_name_edited)
        self.fileSelected.connect(self._on_file_selected)

    def _build_options(self) -> None:
        config = self._info.config
        self._can_predict = config.multi_supervised
        text = self.tr("Predictions M1 to M{last}, too").format(last=config.blocks)
        self.predictions_box = QCheckBox(text)
        self.predictions_box.setObjectName("export_predictions_box")
        self.predictions_box.setToolTip(
            self.tr("What each memory block predicts, as further outputs of the exported network")
        )
        self.licence_edit = QLineEdit(find_licence(self._info))
        self.licence_edit.setObjectName("export_licence_edit")
        self.licence_edit.setFixedWidth(_LICENCE_WIDTH_PX)
        self.licence_edit.setEnabled(self.licence_edit.text() == UNKNOWN)
        self.licence_edit.setToolTip(self.tr("What the exported file shall say of it"))
        label = QLabel(self.tr("Licence of the weights"))
        label.setBuddy(self.licence_edit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.licence_edit)
        row.addSpacing(16)
        row.addWidget(self.predictions_box)
        row.addStretch()
        layout = self.layout()
        assert isinstance(layout, QGridLayout)
        layout.addLayout(row, layout.rowCount(), 0, 1, layout.columnCount())

    def _show_format(self) -> None:
        """Gives the name the ending of the format, and offers what it leaves to choose."""
        suffix = self._format.suffix
        self.setDefaultSuffix(suffix.removeprefix("."))
        name = self._name_edit.text()
        # Qt may have changed the ending already.
        if self._bare(name) == self._bare(self._proposal):
            folder = Path(self.directory().absolutePath())
            self._proposal = name = free_name(folder, self._info.name, suffix)
        elif self._format_of(name) is not self._format:
            name = self._bare(name) + suffix
        self._name_edit.setText(name)
        # A folder holds the network itself, which always has them.
        self.predictions_box.setVisible(self._can_predict and not self._format.is_folder)

    def _format_of(self, name: str) -> ExportFormat | None:
        """Returns the format that a name's ending tells of."""
        suffix = Path(name).suffix.lower()
        return next((form for form in FORMATS.values() if suffix and form.suffix == suffix), None)

    def _bare(self, name: str) -> str:
        return name.removesuffix(Path(name).suffix) if self._format_of(name) else name

    @Slot(str)
    def _on_filter_selected(self, name_filter: str) -> None:
        self._format = self._formats[name_filter]
        self._show_format()

    @Slot(str)
    def _on_name_edited(self, name: str) -> None:
        """Chooses the format that a written ending names."""
        form = self._format_of(name)
        if form is not None and form is not self._format:
            self._format = form
            self.selectNameFilter(_filter_text(form))
            self._show_format()

    @Slot(str)
    def _on_file_selected(self, name: str) -> None:
        target = Path(name)
        order = ExportOrder(
            self._info,
            self._format.name,
            target,
            predictions=self.predictions_box.isChecked(),
            licence=self.licence_edit.text().strip() or None,
            # Qt has asked for this name; other files of the format nobody knows of.
            overwrite=target.exists(),
        )
        self.order_placed.emit(order)


def _filter_text(form: ExportFormat) -> str:
    return f"{translate_message(form.title)} (*{form.suffix})"
