"""The About box: versions, device and licences."""

from importlib.metadata import PackageNotFoundError, distribution

from PySide6.QtCore import QCoreApplication, QSize, Qt
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLabel,
    QPlainTextEdit,
    QTableWidget,
    QTableWidgetItem,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

from memnet_gui import __version__
from memnet_gui.app.diagnostics import describe_program
from memnet_gui.app.libraries import libraries
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.paths import licence_file

_SIZE = QSize(640, 480)
_LICENCE = "Apache License 2.0"
_CONTEXT = "AboutBox"
_FACTS = (
    QT_TRANSLATE_NOOP("AboutBox", "System"),
    QT_TRANSLATE_NOOP("AboutBox", "Device"),
    QT_TRANSLATE_NOOP("AboutBox", "Precision"),
    QT_TRANSLATE_NOOP("AboutBox", "Engine"),
    QT_TRANSLATE_NOOP("AboutBox", "Threads"),
)
"""What the diagnostics call their facts; names of libraries are the same in all languages."""


class AboutBox(QDialog):
    """Says what the program is, what it runs on and what it is made of."""

    def __init__(self, device: dict[str, str], parent: QWidget | None = None) -> None:
        """`device` says where photos are restored; it is empty until that is known."""
        super().__init__(parent)
        self.setObjectName("about_box")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("About MemNet GUI"))
        tabs = QTabWidget()
        tabs.setObjectName("about_tabs")
        tabs.addTab(_text_tab(device), self.tr("&Program"))
        tabs.addTab(_library_table(), self.tr("&Libraries"))
        tabs.addTab(_licence_tab(), self.tr("Li&cence"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("about_close_button")
        close.setIcon(QIcon())  # the style's own is black in the dark, too
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.addWidget(tabs)
        layout.addWidget(buttons)
        self.resize(_SIZE)


def about_text(device: dict[str, str]) -> str:
    """Returns versions, device, licence and source of the method, as rich text."""
    facts = {**describe_program(), **device}
    say = QCoreApplication.translate
    rows = "".join(
        f"<tr><td>{say(_CONTEXT, name)}&nbsp;&nbsp;&nbsp;</td><td>{value}</td></tr>"
        for name, value in facts.items()
        if name != "MemNet GUI"
    )
    purpose = QCoreApplication.translate(
        "AboutBox", "Restores photos with MemNet and shows how the network did it."
    )
    promise = QCoreApplication.translate(
        "AboutBox", "Photos stay on this computer: the program uses no network."
    )
    return (
        f"<h2>MemNet GUI {__version__}</h2>"
        f"<p>{purpose}</p>"
        "<p>Tai, Yang, Liu, Xu: MemNet: A Persistent Memory Network for Image Restoration, "
        "ICCV 2017.</p>"
        f"<table style='margin-top: 14px'>{rows}</table>"
        f"<p>{_LICENCE}. {promise}</p>"
    )


def licence_text() -> str:
    """Returns the program's licence, from a checkout or as it was installed."""
    path = licence_file()
    if path.is_file():
        return path.read_text(encoding="utf-8")
    try:
        return distribution("memnet-gui").read_text("licenses/LICENSE") or _LICENCE
    except PackageNotFoundError:
        return _LICENCE


def _text_tab(device: dict[str, str]) -> QWidget:
    label = QLabel(about_text(device))
    label.setObjectName("about_label")
    label.setWordWrap(True)
    label.setMargin(16)
    label.setAlignment(Qt.AlignmentFlag.AlignTop)
    label.setTextInteractionFlags(
        Qt.TextInteractionFlag.TextSelectableByMouse
        | Qt.TextInteractionFlag.TextSelectableByKeyboard
    )
    return label


def _library_table() -> QWidget:
    found = libraries()
    table = QTableWidget(len(found), 3)
    table.setObjectName("about_libraries_table")
    table.setAccessibleName(
        QCoreApplication.translate("AboutBox", "Libraries, their versions and licences")
    )
    headings = (
        QCoreApplication.translate("AboutBox", "Library"),
        QCoreApplication.translate("AboutBox", "Version"),
        QCoreApplication.translate("AboutBox", "Licence"),
    )
    table.setHorizontalHeaderLabels(headings)
    table.setTabKeyNavigation(False)  # which would let no key out of the table
    for row, library in enumerate(found):
        for column, text in enumerate((library.name, library.version, library.licence)):
            item = QTableWidgetItem(text)
            item.setToolTip(text)
            table.setItem(row, column, item)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    table.resizeColumnsToContents()
    table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
    return table


def _licence_tab() -> QWidget:
    text = QPlainTextEdit(licence_text())
    text.setObjectName("about_licence_text")
    text.setAccessibleName(QCoreApplication.translate("AboutBox", "Licence of the program"))
    text.setReadOnly(True)
    return text
