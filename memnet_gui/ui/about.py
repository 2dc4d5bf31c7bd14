"""What the About box says."""

import importlib.metadata
import platform

from memnet_gui import __version__

_PACKAGES = ("torch", "PySide6-Essentials", "numpy", "pillow", "pyqtgraph", "scikit-image")


def about_text() -> str:
    """Returns versions, licence and source of the method, as rich text."""
    versions = "<br>".join(f"{name} {importlib.metadata.version(name)}" for name in _PACKAGES)
    return (
        f"<h3>MemNet GUI {__version__}</h3>"
        "<p>Restores photos with MemNet and shows how the network did it.</p>"
        "<p>Tai, Yang, Liu, Xu: MemNet: A Persistent Memory Network for Image Restoration, "
        "ICCV 2017.</p>"
        f"<p>Python {platform.python_version()}<br>{versions}</p>"
        "<p>Apache License 2.0. Photos stay on this computer: the program uses no network.</p>"
    )
