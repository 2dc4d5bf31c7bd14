"""The program's icon."""

from PySide6.QtGui import QIcon

from memnet_gui.paths import resource_folder


def program_icon() -> QIcon:
    """Returns the icon in all its sizes, so that the small ones are sharp."""
    icon = QIcon()
    for path in sorted(resource_folder("icons").glob("*.png")):
        icon.addFile(str(path))
    return icon
