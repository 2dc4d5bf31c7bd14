"""Whether an earlier run of the window ended as it should, and else where it crashed."""

import faulthandler
import logging
import sys
import uuid
from contextlib import suppress
from pathlib import Path
from typing import IO

from memnet_gui.files import lock

_PATTERN = "running-*.txt"

log = logging.getLogger(__name__)


class RunRecord:
    """A file that is there while the window is, and takes what Python says if it crashes.

    It is locked, so that another window can tell one that runs from one that is no more.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._file: IO[str] | None = None
        self._path = folder / _PATTERN.replace("*", uuid.uuid4().hex)

    def begin(self) -> None:
        """Writes the file; where that cannot be done, a crash goes unnoticed."""
        # Elsewhere nobody sees it under its name before it is locked; there it is as soon as open.
        fresh = self._path if sys.platform == "win32" else self._path.with_suffix(".new")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            self._file = fresh.open("w", encoding="utf-8")
            lock(self._file)
            if fresh != self._path:
                fresh.rename(self._path)
        except OSError:
            log.warning("a crash will leave no report", exc_info=True)
            self._close()
            return
        faulthandler.enable(self._file)

    def end(self) -> None:
        """Takes the file away: all went well."""
        if self._file is not None:
            faulthandler.disable()
            self._close()

    def _close(self) -> None:
        if self._file is not None:
            self._file.close()
            self._file = None
            with suppress(OSError):
                self._path.unlink(missing_ok=True)


def take_crashes(folder: Path) -> list[str]:
    """Returns what is known of each run that did not end well, once.

    Returns:
        What Python said in the moment of the crash; "" for a run that was killed from outside.
    """
    crashes = []
    for path in sorted(folder.glob(_PATTERN)):
        try:
            with path.open("r+", encoding="utf-8", errors="replace") as file:
                lock(file)
                text = file.read()
                if sys.platform != "win32":
                    path.unlink()
            if sys.platform == "win32":
                path.unlink()  # refused while the program that wrote it runs
        except OSError:
            continue
        crashes.append(text.strip())
    return crashes
