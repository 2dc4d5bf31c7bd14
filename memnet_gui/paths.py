"""Where the files that ship with the program lie, and what it was started from."""

import sys
from pathlib import Path

_PACKAGE = Path(__file__).parent


def guide_file(name: str = "user-guide.md") -> Path:
    """Returns where the user guide is; its pictures lie in `images` beside it.

    Args:
        name: The guide in one language.
    """
    installed = resource_folder("guide") / name
    return installed if installed.is_file() else _PACKAGE.parent / "docs" / name


def licence_file() -> Path:
    """Returns where a checkout has the licence; installed packages keep it with their metadata."""
    return _PACKAGE.parent / "LICENSE"


def resource_folder(name: str) -> Path:
    """Returns a folder of the shipped resources, from an installed wheel or a checkout."""
    installed = _PACKAGE / "resources"
    return (installed if installed.is_dir() else _PACKAGE.parent / "resources") / name


def is_bundle() -> bool:
    """Whether this is the one-folder build, which has no Python to start and no compiler."""
    return bool(getattr(sys, "frozen", False))
