"""Everything the user can do, with its name, shortcut, icon and tooltip."""

from dataclasses import dataclass, fields

import qtawesome
from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from memnet_gui.ui.action_entries import ENTRIES, Entry


@dataclass(frozen=True)
class Actions:
    """The window's actions; the object name of each is `action_` and its field's name."""

    open: QAction
    open_sample: QAction
    paste: QAction
    save_as: QAction
    save: QAction
    copy: QAction
    next_photo: QAction
    previous_photo: QAction
    undo: QAction
    redo: QAction
    select_region: QAction
    restore_region: QAction
    crop: QAction
    preferences: QAction
    command_search: QAction
    shortcuts: QAction
    quit: QAction
    add_noise: QAction
    reduce: QAction
    compress: QAction
    follow_suggestion: QAction
    restore: QAction
    self_ensemble: QAction
    cancel: QAction
    fit: QAction
    actual_size: QAction
    zoom_in: QAction
    zoom_out: QAction
    magnifier: QAction
    full_screen: QAction
    reset_layout: QAction
    show_original: QAction
    split: QAction
    open_model: QAction
    import_weights: QAction
    export_model: QAction
    user_guide: QAction
    copy_diagnostics: QAction
    open_log_folder: QAction
    about: QAction
    see_inside: QAction
    play_predictions: QAction
    export_plot: QAction
    show_training: QAction
    show_batch: QAction
    train_start: QAction
    train_pause: QAction
    train_stop: QAction

    def recolour(self) -> None:
        """Draws the icons in the colours of the current theme."""
        palette = QApplication.palette()
        colour = palette.color(QPalette.ColorRole.ButtonText)
        faint = palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
        for field in fields(self):
            name = f"mdi6.{ENTRIES[field.name].icon}"
            own = "white" if field.name == "restore" else colour
            icon = qtawesome.icon(name, color=own, color_disabled=faint)
            getattr(self, field.name).setIcon(icon)


def build_actions(parent: QWidget) -> Actions:
    """Makes the actions as children of `parent`."""
    actions = Actions(**{name: _build(parent, name, entry) for name, entry in ENTRIES.items()})
    actions.recolour()
    return actions


def _build(parent: QWidget, name: str, entry: Entry) -> QAction:
    action = QAction(QCoreApplication.translate("Actions", entry.text), parent)
    action.setObjectName(f"action_{name}")
    if isinstance(entry.shortcut, str):
        keys = QKeySequence.listFromString(entry.shortcut)
        action.setShortcuts([key for key in keys if not key.isEmpty()])
    else:
        action.setShortcut(QKeySequence(entry.shortcut))
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    tip = QCoreApplication.translate("Actions", entry.tip)
    action.setToolTip(f"{tip} ({shortcut})" if shortcut else tip)
    action.setStatusTip("")
    action.setCheckable(entry.checkable)
    return action
