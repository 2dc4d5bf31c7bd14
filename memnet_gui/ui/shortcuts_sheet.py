"""An overview of all keys, made from the actions themselves, and of what the mouse does."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import QCoreApplication, QObject, Qt, Slot
from PySide6.QtGui import QFont, QIcon
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QLineEdit,
    QMainWindow,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.ui.actions import Actions
from memnet_gui.ui.commands import collect_commands
from memnet_gui.ui.lengths import with_letters
from memnet_gui.ui.viewer.gestures import GESTURES

_WIDTH_PX, _HEIGHT_PX = 540, 640

Group = tuple[str, Sequence[tuple[str, str]]]
"""A title, and pairs of what is done and by which keys."""


class ShortcutsSheet(QObject):
    """Opens the overview, once."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        actions.shortcuts.triggered.connect(self._on_triggered)

    @Slot()
    def _on_triggered(self) -> None:
        open_one = self._window.findChild(ShortcutsDialog)
        if isinstance(open_one, ShortcutsDialog):
            open_one.raise_()
            open_one.activateWindow()
            return
        ShortcutsDialog(group_shortcuts(self._window), self._window).show()


class ShortcutsDialog(QDialog):
    """Groups of keys under a line that picks out what is looked for."""

    def __init__(self, groups: Iterable[Group], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcuts_dialog")
        self.setWindowTitle(self.tr("Keyboard and Mouse"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.search = QLineEdit()
        self.search.setObjectName("shortcuts_search")
        self.search.setAccessibleName(self.tr("Search the shortcuts"))
        self.search.setPlaceholderText(self.tr("Search"))
        self.search.setClearButtonEnabled(True)
        self.search.textChanged.connect(self._on_text_changed)
        self.tree = _build_tree()
        self.tree.setAccessibleName(self.tr("Keyboard and mouse"))
        for title, rows in groups:
            self._add_group(title, rows)
        self.tree.expandAll()
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close = buttons.button(QDialogButtonBox.StandardButton.Close)
        close.setObjectName("shortcuts_close_button")
        close.setIcon(QIcon())  # the style's own is dark in both themes
        buttons.rejected.connect(self.close)
        layout = QVBoxLayout(self)
        layout.addWidget(self.search)
        layout.addWidget(self.tree)
        layout.addWidget(buttons)
        self.resize(with_letters(_WIDTH_PX, self.font()), _HEIGHT_PX)

    def _add_group(self, title: str, rows: Sequence[tuple[str, str]]) -> None:
        group = QTreeWidgetItem(self.tree, [title])
        font = QFont(self.tree.font())
        font.setBold(True)
        group.setFont(0, font)
        group.setFlags(Qt.ItemFlag.ItemIsEnabled)
        group.setFirstColumnSpanned(True)
        for row in rows:
            QTreeWidgetItem(group, list(row))

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        words = text.casefold().split()
        for place in range(self.tree.topLevelItemCount()):
            group = self.tree.topLevelItem(place)
            assert group is not None
            rows = [child for row in range(group.childCount()) if (child := group.child(row))]
            for row in rows:
                content = f"{group.text(0)} {row.text(0)} {row.text(1)}".casefold()
                row.setHidden(not all(word in content for word in words))
            group.setHidden(all(row.isHidden() for row in rows))


def group_shortcuts(window: QMainWindow) -> list[Group]:
    """Returns the keys of all actions by menu, then what is done on the photo itself."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for command in collect_commands(window.menuBar()):
        if command.keys:
            groups.setdefault(command.menus[0], []).append((command.name, command.keys))
    title = QCoreApplication.translate("ShortcutsDialog", "On the photo")
    return [*groups.items(), (title, [gesture.said for gesture in GESTURES])]


def _build_tree() -> QTreeWidget:
    tree = QTreeWidget()
    tree.setObjectName("shortcuts_list")
    tree.setColumnCount(2)
    tree.setHeaderHidden(True)
    tree.setRootIsDecorated(False)
    tree.setItemsExpandable(False)
    tree.setIndentation(12)
    tree.setStyleSheet("QTreeView::item { padding: 3px 0; }")
    tree.header().setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
    tree.header().setSectionResizeMode(1, QHeaderView.ResizeMode.ResizeToContents)
    tree.header().setStretchLastSection(False)
    return tree
