"""Pieces that the settings page is built of."""

import os
from pathlib import Path
from typing import TypeVar

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QAction, QFont, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListWidget,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.files import is_folder
from memnet_gui.ui.icon_button import IconButton
from memnet_gui.ui.lengths import with_letters

AXIS_PX = 34
"""Height of a named axis, its numbers and its name close together."""
_LABEL_PX = 84
_LIST_ROWS = 2
_Spin = TypeVar("_Spin", bound=QAbstractSpinBox)


class Section(QWidget):
    """A heading, if there is one, and labelled rows, which line up with those of other sections."""

    def __init__(self, title: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows = QFormLayout()
        self.rows.setContentsMargins(0, 0, 0, 0)
        self.rows.setHorizontalSpacing(8)
        self.rows.setVerticalSpacing(5)
        self.rows.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(5)
        if title:
            layout.addWidget(bold_label(title))
        layout.addLayout(self.rows)

    def add_row(self, text: str, field: QWidget) -> QLabel:
        """Adds a row and returns its label."""
        label = QLabel(text)
        label.setMinimumWidth(with_letters(_LABEL_PX, self.font()))
        label.setBuddy(field)
        self.rows.addRow(label, field)
        return label


class FolderList(QWidget):
    """Some folders.

    Attributes:
        changed: A folder was added or removed.
    """

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._list = _HintedList(self.tr("Clean photos, in one folder or more"))
        self._list.setObjectName("training_folder_list")
        self._list.setAccessibleName(self.tr("Folders of photos to learn from"))
        self._list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setFixedHeight(_LIST_ROWS * (self.fontMetrics().height() + 6) + 8)
        self.setFocusProxy(self._list)
        self._add = icon_button("training_add_folder_button", "plus", self.tr("Add a folder"))
        self._remove = icon_button(
            "training_remove_folder_button", "minus", self.tr("Take the chosen folder off the list")
        )
        self._add.clicked.connect(self._on_add_clicked)
        self._remove.clicked.connect(self._on_remove_clicked)
        self._list.itemSelectionChanged.connect(self._refresh)
        buttons = QVBoxLayout()
        buttons.setSpacing(2)
        buttons.addWidget(self._add)
        buttons.addWidget(self._remove)
        buttons.addStretch(1)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._list, 1)
        layout.addLayout(buttons)
        self._refresh()

    @property
    def folders(self) -> tuple[Path, ...]:
        """The folders in their order."""
        return tuple(Path(self._list.item(row).text()) for row in range(self._list.count()))

    def set_folders(self, folders: tuple[Path, ...]) -> None:
        """Lists these folders in place of the former."""
        self._list.clear()
        self._list.addItems([str(folder) for folder in folders])
        for row in range(self._list.count()):
            self._list.item(row).setToolTip(self._list.item(row).text())
        self._refresh()
        self.changed.emit()

    @Slot()
    def _refresh(self) -> None:
        self._remove.setEnabled(bool(self._list.selectedItems()))

    @Slot()
    def _on_add_clicked(self) -> None:
        start = self.folders[-1].parent if self.folders else Path.home()
        dialog = folder_dialog(self, self.tr("A folder of photos to learn from"), start)
        dialog.fileSelected.connect(self._on_folder_chosen)
        dialog.open()

    @Slot(str)
    def _on_folder_chosen(self, name: str) -> None:
        self.set_folders(tuple(dict.fromkeys([*self.folders, Path(name)])))

    @Slot()
    def _on_remove_clicked(self) -> None:
        chosen = {Path(item.text()) for item in self._list.selectedItems()}
        self.set_folders(tuple(folder for folder in self.folders if folder not in chosen))


class PathField(QWidget):
    """A path that can be typed, or chosen with the button beside it.

    Attributes:
        changed: It is another path.
        browsed: The button was clicked; the owner asks for a path.
    """

    changed = Signal()
    browsed = Signal()

    def __init__(self, name: str, hint: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._edit = QLineEdit()
        self._edit.setObjectName(f"training_{name}_edit")
        self._edit.setPlaceholderText(hint)
        self._edit.setToolTip(tip)
        self._edit.setAccessibleName(hint)
        self._edit.textChanged.connect(self.changed)
        self.setFocusProxy(self._edit)
        button = icon_button(f"training_{name}_button", "folder-open-outline", self.tr("Choose…"))
        button.clicked.connect(self.browsed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        layout.addWidget(self._edit, 1)
        layout.addWidget(button)

    @property
    def path(self) -> Path | None:
        """The path, None where there is none."""
        text = self._edit.text().strip()
        # Path raises where there is no such user, as while a name is typed.
        return Path(os.path.expanduser(text)) if text else None  # noqa: PTH111

    def set_path(self, path: Path | None) -> None:
        """Shows this path, its end where it is long."""
        self._edit.setText(str(path) if path else "")
        self._edit.setCursorPosition(len(self._edit.text()))


class _HintedList(QListWidget):
    """Says what belongs into it while it is empty."""

    def __init__(self, hint: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._hint = hint

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paints the entries, or the hint."""
        super().paintEvent(event)
        if self.count() == 0:
            painter = QPainter(self.viewport())
            painter.setPen(self.palette().color(QPalette.ColorRole.PlaceholderText))
            place = self.viewport().rect().adjusted(6, 0, -6, 0)
            flags = Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(place, flags, self._hint)


def icon_button(name: str, icon: str, tip: str) -> IconButton:
    """Returns a button with an icon for its text."""
    button = IconButton(icon)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    return button


def action_button(name: str, action: QAction) -> QToolButton:
    """Returns a button that shows and does what an action does."""
    button = QToolButton()
    button.setObjectName(name)
    button.setDefaultAction(action)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    return button


def row_of(*widgets: QWidget, stretch: bool = True) -> QWidget:
    """Puts widgets side by side, at the left where `stretch` is on."""
    box = QWidget()
    layout = QHBoxLayout(box)
    layout.setContentsMargins(0, 0, 0, 0)
    layout.setSpacing(6)
    for widget in widgets:
        layout.addWidget(widget)
    if stretch:
        layout.addStretch(1)
    return box


def named(spin: _Spin, name: str, tip: str) -> _Spin:
    """Gives a spin box its names."""
    spin.setObjectName(f"training_{name}_box")
    spin.setToolTip(tip)
    spin.setAccessibleName(tip)
    return spin


def bold_label(text: str = "") -> QLabel:
    """Returns a label for a heading."""
    label = QLabel(text)
    font = QFont(label.font())
    font.setBold(True)
    label.setFont(font)
    return label


def quiet_label(name: str) -> QLabel:
    """Returns a label for words that stand behind others."""
    label = QLabel()
    label.setObjectName(name)
    label.setWordWrap(True)
    label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label


def folder_dialog(parent: QWidget, title: str, start: Path) -> QFileDialog:
    """Returns a dialog that asks for a folder; the caller connects and opens it."""
    folder = start if is_folder(start) else Path.home()
    dialog = QFileDialog(parent, title, str(folder))
    dialog.setObjectName("training_folder_dialog")
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    dialog.setFileMode(QFileDialog.FileMode.Directory)
    dialog.setOption(QFileDialog.Option.ShowDirsOnly)
    return dialog
