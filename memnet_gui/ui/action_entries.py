"""The name, shortcut, icon and tooltip of each action, marked for translation."""

from dataclasses import dataclass

from PySide6.QtGui import QKeySequence

from memnet_gui.messages import QT_TRANSLATE_NOOP

Key = QKeySequence.StandardKey


@dataclass(frozen=True)
class Entry:
    """What an action is like.

    Attributes:
        text: Its name in menus, with an access key.
        shortcut: Its keys, several with a semicolon between them; "" for none.
        icon: A name of Material Design Icons.
        tip: What it does, in a few words.
        checkable: Whether it is on or off.
    """

    text: str
    shortcut: QKeySequence.StandardKey | str
    icon: str
    tip: str
    checkable: bool = False


ENTRIES = {
    "open": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Open…"), Key.Open, "folder-open-outline",
        QT_TRANSLATE_NOOP("Actions", "Open a photo"),
    ),
    "open_sample": Entry(
        QT_TRANSLATE_NOOP("Actions", "Samp&le"), "Ctrl+Shift+O", "image-outline",
        QT_TRANSLATE_NOOP("Actions", "Open a noisy sample photo"),
    ),
    "paste": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Paste"), Key.Paste, "content-paste",
        QT_TRANSLATE_NOOP("Actions", "Open the picture on the clipboard"),
    ),
    "save_as": Entry(
        QT_TRANSLATE_NOOP("Actions", "Save &As…"), Key.SaveAs, "content-save-outline",
        QT_TRANSLATE_NOOP("Actions", "Save the restored photo"),
    ),
    "save": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Save"), Key.Save, "content-save-outline",
        QT_TRANSLATE_NOOP("Actions", "Save to where it was saved last"),
    ),
    "next_photo": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Next Photo"), "PgDown", "chevron-right",
        QT_TRANSLATE_NOOP("Actions", "The next photo in the folder"),
    ),
    "previous_photo": Entry(
        QT_TRANSLATE_NOOP("Actions", "Pre&vious Photo"), "PgUp", "chevron-left",
        QT_TRANSLATE_NOOP("Actions", "The previous photo in the folder"),
    ),
    "undo": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Undo"), Key.Undo, "undo",
        QT_TRANSLATE_NOOP("Actions", "Go back to what was there before"),
    ),
    "redo": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Redo"), Key.Redo, "redo",
        QT_TRANSLATE_NOOP("Actions", "Do again what was undone"),
    ),
    "copy": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Copy"), Key.Copy, "content-copy",
        QT_TRANSLATE_NOOP("Actions", "Copy the restored photo"),
    ),
    "select_region": Entry(
        QT_TRANSLATE_NOOP("Actions", "Select Re&gion"), "R", "selection-drag",
        QT_TRANSLATE_NOOP("Actions", "Select a part of the photo (or Shift+drag)"), True,
    ),
    "restore_region": Entry(
        QT_TRANSLATE_NOOP("Actions", "Restore Re&gion"), "Ctrl+Shift+R", "selection-ellipse",
        QT_TRANSLATE_NOOP("Actions", "Restore the selected part alone"),
    ),
    "crop": Entry(
        QT_TRANSLATE_NOOP("Actions", "Cr&op"), "Ctrl+Shift+X", "crop",
        QT_TRANSLATE_NOOP("Actions", "Keep the selected part alone"),
    ),
    "open_model": Entry(
        QT_TRANSLATE_NOOP("Actions", "Open &Model…"), "Ctrl+M", "brain",
        QT_TRANSLATE_NOOP("Actions", "Use a model from a .safetensors file"),
    ),
    "import_weights": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Import Weights…"), "", "database-import-outline",
        QT_TRANSLATE_NOOP("Actions", "Make a model of MemNet weights from Caffe or PyTorch"),
    ),
    "export_model": Entry(
        QT_TRANSLATE_NOOP("Actions", "E&xport Model…"), "Ctrl+Shift+E", "export",
        QT_TRANSLATE_NOOP("Actions", "Write the chosen model for other programs"),
    ),
    "see_inside": Entry(
        QT_TRANSLATE_NOOP("Actions", "See I&nside"), "Ctrl+I", "view-dashboard-outline",
        QT_TRANSLATE_NOOP("Actions", "Show how the network did it"), True,
    ),
    "play_predictions": Entry(
        QT_TRANSLATE_NOOP("Actions", "P&lay Predictions"), "Ctrl+P", "play-outline",
        QT_TRANSLATE_NOOP("Actions", "Step through M1 to the final picture"), True,
    ),
    "export_plot": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Export Plot…"), "Ctrl+E", "chart-line",
        QT_TRANSLATE_NOOP("Actions", "Save the plot in front as PNG, SVG or CSV"),
    ),
    "user_guide": Entry(
        QT_TRANSLATE_NOOP("Actions", "&User Guide"), "", "book-open-variant",
        QT_TRANSLATE_NOOP("Actions", "How to use the program"),
    ),
    "copy_diagnostics": Entry(
        QT_TRANSLATE_NOOP("Actions", "Copy &Diagnostics"), "", "clipboard-text-outline",
        QT_TRANSLATE_NOOP("Actions", "Copy what a bug report needs"),
    ),
    "open_log_folder": Entry(
        QT_TRANSLATE_NOOP("Actions", "Open &Log Folder"), "", "folder-text-outline",
        QT_TRANSLATE_NOOP("Actions", "Show where the logs are kept"),
    ),
    "about": Entry(
        QT_TRANSLATE_NOOP("Actions", "&About MemNet GUI"), "", "information-outline",
        QT_TRANSLATE_NOOP("Actions", "Versions and licences"),
    ),
    "preferences": Entry(
        QT_TRANSLATE_NOOP("Actions", "Pr&eferences…"), "Ctrl+,", "cog-outline",
        QT_TRANSLATE_NOOP("Actions", "Choose how the program looks and computes"),
    ),
    "command_search": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Find a Command…"), "Ctrl+Shift+P", "text-box-search-outline",
        QT_TRANSLATE_NOOP("Actions", "Find and run any command"),
    ),
    "shortcuts": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Keyboard and Mouse"), "F1; ?", "keyboard-outline",
        QT_TRANSLATE_NOOP("Actions", "All keys and what the mouse does"),
    ),
    "quit": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Quit"), "Ctrl+Q", "exit-to-app",
        QT_TRANSLATE_NOOP("Actions", "Close the program"),
    ),
    "add_noise": Entry(
        QT_TRANSLATE_NOOP("Actions", "Add &Noise"), "Ctrl+N", "blur",
        QT_TRANSLATE_NOOP(
            "Actions", "Make a noisy copy of a clean photo, to see what restoring does"
        ),
    ),
    "reduce": Entry(
        QT_TRANSLATE_NOOP("Actions", "Re&duce"), "Ctrl+D", "arrow-collapse",
        QT_TRANSLATE_NOOP(
            "Actions", "Make a smaller copy of a clean photo, to see what upscaling does"
        ),
    ),
    "compress": Entry(
        QT_TRANSLATE_NOOP("Actions", "Co&mpress"), "Ctrl+J", "zip-box-outline",
        QT_TRANSLATE_NOOP(
            "Actions", "Make a JPEG copy of a clean photo, to see what deblocking does"
        ),
    ),
    "follow_suggestion": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Follow Suggestion"), "Ctrl+L", "lightbulb-outline",
        QT_TRANSLATE_NOOP("Actions", "Choose the suggested task and model"),
    ),
    "restore": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Restore"), "Ctrl+R", "auto-fix",
        QT_TRANSLATE_NOOP("Actions", "Restore the photo with the chosen model"),
    ),
    "self_ensemble": Entry(
        QT_TRANSLATE_NOOP("Actions", "Self-&Ensemble (8 Times Slower)"),
        "",
        "layers-triple-outline",
        QT_TRANSLATE_NOOP(
            "Actions", "Restore the photo turned and mirrored in eight ways, and take the mean"
        ),
        True,
    ),
    "cancel": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Cancel"), "Esc", "close-circle-outline",
        QT_TRANSLATE_NOOP("Actions", "Stop what is being done"),
    ),
    "fit": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Fit"), "Ctrl+0", "fit-to-page-outline",
        QT_TRANSLATE_NOOP("Actions", "Show the whole photo"),
    ),
    "actual_size": Entry(
        QT_TRANSLATE_NOOP("Actions", "&100 %"), "Ctrl+1", "magnify",
        QT_TRANSLATE_NOOP("Actions", "One photo pixel on one screen pixel"),
    ),
    "zoom_in": Entry(
        QT_TRANSLATE_NOOP("Actions", "Zoom &In"), "Ctrl++; Ctrl+=", "magnify-plus-outline",
        QT_TRANSLATE_NOOP("Actions", "Show it larger"),
    ),
    "zoom_out": Entry(
        QT_TRANSLATE_NOOP("Actions", "Zoom O&ut"), "Ctrl+-", "magnify-minus-outline",
        QT_TRANSLATE_NOOP("Actions", "Show it smaller"),
    ),
    "magnifier": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Magnifier"), "Z", "magnify-scan",
        QT_TRANSLATE_NOOP("Actions", "Show before and after, enlarged, at the mouse"), True,
    ),
    "full_screen": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Full Screen"), "F11", "fullscreen",
        QT_TRANSLATE_NOOP("Actions", "Show nothing but the photo"), True,
    ),
    "reset_layout": Entry(
        QT_TRANSLATE_NOOP("Actions", "Reset &Window Layout"), "", "view-dashboard-edit-outline",
        QT_TRANSLATE_NOOP("Actions", "Put all panels back in place"),
    ),
    "show_original": Entry(
        QT_TRANSLATE_NOOP("Actions", "Show &Original"), "\\", "eye-outline",
        QT_TRANSLATE_NOOP("Actions", "Show the photo before restoration (or hold Space)"), True,
    ),
    "split": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Split View"), "Ctrl+2", "arrow-split-vertical",
        QT_TRANSLATE_NOOP("Actions", "Before and after on one picture"), True,
    ),
    "show_training": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Training"), "Ctrl+T", "school-outline",
        QT_TRANSLATE_NOOP("Actions", "Train a network of your own"), True,
    ),
    "show_batch": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Batch"), "Ctrl+B", "image-multiple-outline",
        QT_TRANSLATE_NOOP("Actions", "Restore many photos in one go"), True,
    ),
    "train_start": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Start Training"), "Ctrl+Shift+T", "play-circle-outline",
        QT_TRANSLATE_NOOP("Actions", "Train with these settings"),
    ),
    "train_pause": Entry(
        QT_TRANSLATE_NOOP("Actions", "&Pause"), "", "pause",
        QT_TRANSLATE_NOOP("Actions", "Hold the training, or let it go on"), True,
    ),
    "train_stop": Entry(
        QT_TRANSLATE_NOOP("Actions", "Stop and &Keep"), "", "stop",
        QT_TRANSLATE_NOOP("Actions", "End the training and keep what was learned as a model"),
    ),
}  # fmt: skip
