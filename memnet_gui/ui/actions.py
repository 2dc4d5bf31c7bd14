"""Everything the user can do, with its name, shortcut, icon and tooltip."""

from dataclasses import dataclass, fields

import qtawesome
from PySide6.QtGui import QAction, QKeySequence, QPalette
from PySide6.QtWidgets import QApplication, QWidget

Key = QKeySequence.StandardKey


@dataclass(frozen=True)
class _Entry:
    text: str
    shortcut: QKeySequence.StandardKey | str
    icon: str
    tip: str
    checkable: bool = False


_ENTRIES = {
    "open": _Entry("&Open…", Key.Open, "folder-open-outline", "Open a photo"),
    "open_sample": _Entry("&Sample", "Ctrl+Shift+O", "image-outline", "Open a noisy sample photo"),
    "paste": _Entry("&Paste", Key.Paste, "content-paste", "Open the picture on the clipboard"),
    "save_as": _Entry("Save &As…", Key.SaveAs, "content-save-outline", "Save the restored photo"),
    "save": _Entry("&Save", Key.Save, "content-save-outline", "Save to where it was saved last"),
    "next_photo": _Entry("&Next Photo", "PgDown", "chevron-right", "The next photo in the folder"),
    "previous_photo": _Entry(
        "Pre&vious Photo", "PgUp", "chevron-left", "The previous photo in the folder"
    ),
    "undo": _Entry("&Undo", Key.Undo, "undo", "Go back to what was there before"),
    "redo": _Entry("&Redo", Key.Redo, "redo", "Do again what was undone"),
    "copy": _Entry("&Copy", Key.Copy, "content-copy", "Copy the restored photo"),
    "select_region": _Entry(
        "Select Re&gion", "R", "selection-drag", "Select a part of the photo (or Shift+drag)", True
    ),
    "restore_region": _Entry(
        "Restore Re&gion", "Ctrl+Shift+R", "selection-ellipse", "Restore the selected part alone"
    ),
    "crop": _Entry("Cr&op", "Ctrl+Shift+X", "crop", "Keep the selected part alone"),
    "open_model": _Entry("Open &Model…", "Ctrl+M", "brain", "Use a model from a .safetensors file"),
    "see_inside": _Entry(
        "See &Inside", "Ctrl+I", "view-dashboard-outline", "Show how the network did it", True
    ),
    "play_predictions": _Entry(
        "P&lay Predictions", "Ctrl+P", "play-outline", "Step through M1 to the final picture", True
    ),
    "export_plot": _Entry(
        "&Export Plot…", "Ctrl+E", "chart-line", "Save the plot in front as PNG, SVG or CSV"
    ),
    "user_guide": _Entry("&User Guide", "", "book-open-variant", "How to use the program"),
    "copy_diagnostics": _Entry(
        "Copy &Diagnostics", "", "clipboard-text-outline", "Copy what a bug report needs"
    ),
    "open_log_folder": _Entry(
        "Open &Log Folder", "", "folder-text-outline", "Show where the logs are kept"
    ),
    "about": _Entry("&About MemNet GUI", "", "information-outline", "Versions and licences"),
    "preferences": _Entry(
        "Pre&ferences…", "Ctrl+,", "cog-outline", "Choose how the program looks and computes"
    ),
    "command_search": _Entry(
        "&Find a Command…", "Ctrl+Shift+P", "text-box-search-outline", "Find and run any command"
    ),
    "shortcuts": _Entry(
        "&Keyboard and Mouse", "F1; ?", "keyboard-outline", "All keys and what the mouse does"
    ),
    "quit": _Entry("&Quit", "Ctrl+Q", "exit-to-app", "Close the program"),
    "add_noise": _Entry(
        "Add &Noise",
        "Ctrl+N",
        "blur",
        "Make a noisy copy of a clean photo, to see what restoring does",
    ),
    "reduce": _Entry(
        "Re&duce",
        "Ctrl+D",
        "arrow-collapse",
        "Make a smaller copy of a clean photo, to see what upscaling does",
    ),
    "compress": _Entry(
        "Co&mpress",
        "Ctrl+J",
        "zip-box-outline",
        "Make a JPEG copy of a clean photo, to see what deblocking does",
    ),
    "follow_suggestion": _Entry(
        "&Follow Suggestion", "Ctrl+L", "lightbulb-outline", "Choose the suggested task and model"
    ),
    "restore": _Entry("&Restore", "Ctrl+R", "auto-fix", "Restore the photo with the chosen model"),
    "cancel": _Entry("&Cancel", "Esc", "close-circle-outline", "Stop restoring"),
    "fit": _Entry("&Fit", "Ctrl+0", "fit-to-page-outline", "Show the whole photo"),
    "actual_size": _Entry("&100 %", "Ctrl+1", "magnify", "One photo pixel on one screen pixel"),
    "zoom_in": _Entry("Zoom &In", "Ctrl++; Ctrl+=", "magnify-plus-outline", "Show it larger"),
    "zoom_out": _Entry("Zoom &Out", "Ctrl+-", "magnify-minus-outline", "Show it smaller"),
    "magnifier": _Entry(
        "&Magnifier", "Z", "magnify-scan", "Show before and after, enlarged, at the mouse", True
    ),
    "full_screen": _Entry("F&ull Screen", "F11", "fullscreen", "Show nothing but the photo", True),
    "reset_layout": _Entry(
        "Reset &Window Layout", "", "view-dashboard-edit-outline", "Put all panels back in place"
    ),
    "show_original": _Entry(
        "Show &Original",
        "\\",
        "eye-outline",
        "Show the photo before restoration (or hold Space)",
        True,
    ),
    "split": _Entry(
        "&Split View", "Ctrl+2", "arrow-split-vertical", "Before and after on one picture", True
    ),
    "show_training": _Entry(
        "&Training", "Ctrl+T", "school-outline", "Train a network of your own", True
    ),
    "show_batch": _Entry(
        "&Batch", "Ctrl+B", "image-multiple-outline", "Restore many photos in one go", True
    ),
    "train_start": _Entry(
        "&Start Training", "Ctrl+Shift+T", "play-circle-outline", "Train with these settings"
    ),
    "train_pause": _Entry("&Pause", "", "pause", "Hold the training, or let it go on", True),
    "train_stop": _Entry(
        "Stop and &Keep", "", "stop", "End the training and keep what was learned as a model"
    ),
}


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
            name = f"mdi6.{_ENTRIES[field.name].icon}"
            own = "white" if field.name == "restore" else colour
            icon = qtawesome.icon(name, color=own, color_disabled=faint)
            getattr(self, field.name).setIcon(icon)


def build_actions(parent: QWidget) -> Actions:
    """Makes the actions as children of `parent`."""
    actions = Actions(**{name: _build(parent, name, entry) for name, entry in _ENTRIES.items()})
    actions.recolour()
    return actions


def _build(parent: QWidget, name: str, entry: _Entry) -> QAction:
    action = QAction(entry.text, parent)
    action.setObjectName(f"action_{name}")
    if isinstance(entry.shortcut, str):
        keys = QKeySequence.listFromString(entry.shortcut)
        action.setShortcuts([key for key in keys if not key.isEmpty()])
    else:
        action.setShortcut(QKeySequence(entry.shortcut))
    shortcut = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{entry.tip} ({shortcut})" if shortcut else entry.tip)
    action.setStatusTip("")
    action.setCheckable(entry.checkable)
    return action
