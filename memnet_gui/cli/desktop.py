"""`memnet-gui desktop`: puts the program into the menu of a Linux desktop.

The places are those of the freedesktop.org specifications, in the user's own data folder.
"""

import argparse
import re
import shutil
import subprocess
import sys
from contextlib import suppress
from pathlib import Path

from platformdirs import user_data_path

from memnet_gui.errors import UserError
from memnet_gui.files import write_file
from memnet_gui.paths import is_bundle, resource_folder

_ENTRY = "memnet-gui.desktop"
_LARGEST_PX = 256
_PATIENCE_S = 20


def run(options: argparse.Namespace) -> int:
    """Writes or removes the files."""
    if not sys.platform.startswith("linux"):
        raise UserError("only Linux has desktop entries; here, make a shortcut to memnet-gui")
    applications = user_data_path() / "applications"
    if options.install:
        install(user_data_path())
        print(f"MemNet GUI is in the menu: {applications / _ENTRY}")
    elif remove(user_data_path()):
        print("MemNet GUI is no longer in the menu")
    else:
        print("MemNet GUI was not in the menu")
    _tell_desktop(applications)
    return 0


def install(data: Path) -> None:
    """Writes the entry and the icons below `data`, over those of an earlier version.

    Raises:
        UserError: A file cannot be written.
    """
    entry = (resource_folder("linux") / _ENTRY).read_text(encoding="utf-8")
    contents = {data / "applications" / _ENTRY: _with_program(entry, find_program()).encode()}
    contents |= {data / place: source.read_bytes() for place, source in _icons().items()}
    for path, content in contents.items():
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise UserError(f"{path.parent} cannot be made ({error.strerror})") from error
        write_file(path, content, overwrite=True)


def remove(data: Path) -> bool:
    """Removes what `install` writes and tells whether there was any of it.

    Raises:
        UserError: A file cannot be removed.
    """
    places = (data / place for place in (Path("applications", _ENTRY), *_icons()))
    present = [path for path in places if path.exists()]
    for path in present:
        try:
            path.unlink()
        except OSError as error:
            raise UserError(f"{path} cannot be removed ({error.strerror})") from error
    return bool(present)


def find_program() -> list[str]:
    """Returns the command that starts this installation of the program."""
    python = Path(sys.executable)
    if is_bundle():
        return [str(python)]
    script = python.with_name("memnet-gui")
    return [str(script)] if script.is_file() else [str(python), "-m", "memnet_gui"]


def _with_program(entry: str, command: list[str]) -> str:
    """Returns the entry for a program that need not be on the desktop's PATH."""
    values = {"Exec": " ".join([*map(_quote, command), "gui", "%f"]), "TryExec": command[0]}
    lines = entry.splitlines()
    for number, line in enumerate(lines):
        key = line.partition("=")[0]
        if key in values:
            lines[number] = f"{key}={values[key]}".replace("\\", "\\\\")
    return "\n".join([*lines, ""])


def _quote(argument: str) -> str:
    """Quotes an argument of Exec."""
    return '"' + re.sub(r'(["`$\\])', r"\\\1", argument).replace("%", "%%") + '"'


def _icons() -> dict[Path, Path]:
    """Returns the icons by the place that they have in the desktop's data folder."""
    icons = {}
    for source in sorted(resource_folder("icons").iterdir()):
        size = source.stem.removeprefix("memnet-gui").lstrip("-") or _LARGEST_PX
        kind = "scalable" if source.suffix == ".svg" else f"{size}x{size}"
        icons[Path("icons/hicolor", kind, "apps", f"memnet-gui{source.suffix}")] = source
    return icons


def _tell_desktop(applications: Path) -> None:
    """Renews the list of what opens which files, where the desktop keeps one."""
    tool = shutil.which("update-desktop-database")
    if tool and applications.is_dir():
        with suppress(OSError, subprocess.TimeoutExpired):
            subprocess.run(  # noqa: S603 - a fixed command
                [tool, str(applications)], capture_output=True, timeout=_PATIENCE_S, check=False
            )
