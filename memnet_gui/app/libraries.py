"""The libraries that the program stands on, as they are installed, and under which licences."""

import re
from dataclasses import dataclass
from importlib.metadata import Distribution, PackageNotFoundError, distribution, requires

_NAME = "memnet-gui"
_KNOWN = (
    "imagecodecs", "numpy", "openvino", "pillow", "platformdirs", "protobuf", "PySide6-Essentials",
    "pyqtgraph", "PyWavelets", "qimage2ndarray", "QtAwesome", "safetensors", "scikit-image",
    "scipy", "tensorboard", "tifffile", "torch", "tqdm",
)  # fmt: skip
"""What to look for where the program was not installed as a package."""
_CLASS = "License :: OSI Approved :: "
_LONGEST_NAME = 60


@dataclass(frozen=True)
class Library:
    """A library: its name, its version, its licence's name or "" where it does not say."""

    name: str
    version: str
    licence: str


def libraries() -> list[Library]:
    """Lists the libraries that the program asks for itself and that are installed."""
    try:
        wanted = requires(_NAME) or []
    except PackageNotFoundError:
        wanted = list(_KNOWN)
    names = [re.split(r"[^\w.-]", text, maxsplit=1)[0] for text in wanted if "extra ==" not in text]
    found = (_find(name) for name in sorted(names, key=str.lower))
    return [library for library in found if library is not None]


def _find(name: str) -> Library | None:
    try:
        installed = distribution(name)
    except PackageNotFoundError:
        return None
    return Library(installed.metadata["Name"], installed.version, _licence(installed))


def _licence(installed: Distribution) -> str:
    """Returns a licence's name or their expression; older packages may give its whole text."""
    tags = installed.metadata
    if "License-Expression" in tags:
        return str(tags["License-Expression"])
    name = str(tags["License"]) if "License" in tags else ""
    if name and len(name) <= _LONGEST_NAME and "\n" not in name:
        return name
    classes = [str(text) for text in tags.get_all("Classifier") or []]
    names = [text.removeprefix(_CLASS) for text in classes if text.startswith(_CLASS)]
    return ", ".join(names)
