"""Finds a command by a few letters of its name and runs it."""

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Slot,
)
from PySide6.QtGui import QHideEvent, QKeyEvent, QPainter, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLineEdit,
    QListWidget,
    QListWidgetItem,
    QMainWindow,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from memnet_gui.ui.actions import Actions
from memnet_gui.ui.commands import Command, collect_commands, find_commands

_SIZE = QSize(580, 400)
_TOP_PX = 56
_MARGIN_PX = 10
_COMMAND = Qt.ItemDataRole.UserRole
_LIST_KEYS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_PageUp, Qt.Key.Key_PageDown)
_Index = QModelIndex | QPersistentModelIndex


class CommandSearch(QObject):
    """Opens the search over a window, for whatever its menus offer at that time."""

    def __init__(self, window: QMainWindow, actions: Actions) -> None:
        super().__init__(window)
        self._window = window
        actions.command_search.triggered.connect(self._on_triggered)

    @Slot()
    def _on_triggered(self) -> None:
        popup = CommandPopup(collect_commands(self._window.menuBar()), self._window)
        top = self._window.mapToGlobal(QPoint((self._window.width() - popup.width()) // 2, _TOP_PX))
        popup.move(top)
        popup.show()
        popup.edit.setFocus()


class CommandPopup(QFrame):
    """A line to type into and the commands that fit; goes when one is run, or with Esc."""

    def __init__(self, commands: list[Command], window: QWidget) -> None:
        super().__init__(window, Qt.WindowType.Popup)
        self.setObjectName("command_search")
        self.setAccessibleName(self.tr("Find a command"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setStyleSheet("#command_search { border: 1px solid palette(mid); }")
        self._commands = commands
        self._returns_to = QApplication.focusWidget()
        self.edit = QLineEdit()
        self.edit.setObjectName("command_search_edit")
        self.edit.setAccessibleName(self.tr("Find a command"))
        self.edit.setPlaceholderText(self.tr("Type what you want to do"))
        self.edit.setClearButtonEnabled(True)
        self.list = QListWidget()
        self.list.setObjectName("command_search_list")
        self.list.setAccessibleName(self.tr("Commands"))
        self.list.setUniformItemSizes(True)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setItemDelegate(_CommandDelegate(self.list))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.addWidget(self.edit)
        layout.addWidget(self.list)
        self.resize(_SIZE.boundedTo(window.size()))
        self.edit.installEventFilter(self)
        self.edit.textChanged.connect(self._on_text_changed)
        self.edit.returnPressed.connect(self._run)
        self.list.itemClicked.connect(self._on_clicked)
        self._on_text_changed("")

    @Slot(str)
    def _on_text_changed(self, text: str) -> None:
        fitting = find_commands(self._commands, text) if text.strip() else self._commands
        self.list.clear()
        for command in fitting:
            item = QListWidgetItem(command.name, self.list)
            item.setData(_COMMAND, command)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{command.name} {command.keys}")
            item.setToolTip(command.hint)
            if not command.action.isEnabled():
                item.setFlags(Qt.ItemFlag.NoItemFlags)
        # Return must not run the second best because what is meant is off.
        is_on = bool(fitting) and fitting[0].action.isEnabled()
        self.list.setCurrentRow(0 if is_on else -1)

    @Slot(QListWidgetItem)
    def _on_clicked(self, _item: QListWidgetItem) -> None:
        self._run()

    @Slot()
    def _run(self) -> None:
        """Closes first, so that what the command opens has the focus."""
        item = self.list.currentItem()
        action = item.data(_COMMAND).action if item is not None else None
        if action is None or not action.isEnabled():
            return
        self.close()
        action.trigger()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Moves in the list while the line has the focus."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in _LIST_KEYS:
                QApplication.sendEvent(self.list, event)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.close()
                return True
        return super().eventFilter(watched, event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Gives the focus back."""
        super().hideEvent(event)
        if self._returns_to is not None:
            self._returns_to.setFocus(Qt.FocusReason.PopupFocusReason)
            self._returns_to = None


class _CommandDelegate(QStyledItemDelegate):
    """Paints the name, fainter the menus behind it, and the keys at the right."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paints one command."""
        command, palette = index.data(_COMMAND), option.palette
        is_enabled = bool(option.state & QStyle.StateFlag.State_Enabled)
        is_selected = is_enabled and bool(option.state & QStyle.StateFlag.State_Selected)
        group = QPalette.ColorGroup.Active if is_enabled else QPalette.ColorGroup.Disabled
        text, faint = QPalette.ColorRole.Text, QPalette.ColorRole.PlaceholderText
        if not is_enabled:
            faint = text
        if is_selected:
            text = faint = QPalette.ColorRole.HighlightedText
            painter.fillRect(option.rect, palette.highlight())
        inner = option.rect.adjusted(_MARGIN_PX, 0, -_MARGIN_PX, 0)
        metrics, middle = option.fontMetrics, Qt.AlignmentFlag.AlignVCenter
        painter.setPen(palette.color(group, text))
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, command.keys)
        room = inner.width() - metrics.horizontalAdvance(command.keys) - 2 * _MARGIN_PX
        name = metrics.elidedText(command.name, Qt.TextElideMode.ElideRight, room)
        painter.drawText(inner, middle | Qt.AlignmentFlag.AlignLeft, name)
        taken = metrics.horizontalAdvance(name) + 2 * _MARGIN_PX
        painter.setPen(palette.color(group, faint))
        place = QRect(inner.left() + taken, inner.top(), room - taken, inner.height())
        menus = metrics.elidedText(
            "  ·  ".join(command.menus), Qt.TextElideMode.ElideRight, max(0, place.width())
        )
        painter.drawText(place, middle | Qt.AlignmentFlag.AlignLeft, menus)

    def sizeHint(self, option: QStyleOptionViewItem, _index: _Index) -> QSize:
        """Returns room for a line that is easy to hit."""
        return QSize(0, option.fontMetrics.height() + _MARGIN_PX)
