"""The log files: where tracebacks are kept for a bug report."""

import logging
import os
from logging.handlers import RotatingFileHandler
from pathlib import Path

from platformdirs import user_log_path

_LARGEST_BYTES = 1 << 20
_KEPT_OLD = 2
_NAME = "memnet-gui.log"
_PATIENCE_S = 1.0


def log_folder() -> Path:
    """Returns the platform's folder for this program's logs; it need not exist."""
    return user_log_path("memnet-gui", appauthor=False)


def log_to_file() -> Path | None:
    """Keeps what the program logs in a file; None where nothing can be written."""
    root = logging.getLogger("memnet_gui")
    root.setLevel(logging.INFO)
    for old in root.handlers[:]:
        root.removeHandler(old)
        old.close()
    # A logger without any handler would print tracebacks to the terminal.
    root.addHandler(logging.NullHandler())
    path = log_folder() / _NAME
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler = SharedLogFile(path)
    except OSError:
        return None
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root.addHandler(handler)
    return path


class SharedLogFile(RotatingFileHandler):
    """A rotating log that several running programs write to.

    The one that finds it full renames it; the others notice and go on in the new file, where they
    would otherwise write into the old one and rename the new one once more.
    """

    def __init__(
        self, path: Path, largest_bytes: int = _LARGEST_BYTES, kept_old: int = _KEPT_OLD
    ) -> None:
        super().__init__(
            path,
            maxBytes=largest_bytes,
            backupCount=kept_old,
            encoding="utf-8",
            errors="backslashreplace",
        )

    def emit(self, record: logging.LogRecord) -> None:
        """Writes a record into the file that has the log's name now."""
        if self.stream is not None and not self._is_current(self.stream.fileno()):
            self.stream.close()
            self.stream = None  # has it opened again
        super().emit(record)

    def doRollover(self) -> None:
        """Starts a new file; where another program keeps this one from it, it grows on.

        Two programs that renamed the old files at once would lose some.
        """
        from filelock import FileLock, Timeout

        try:
            with FileLock(f"{self.baseFilename}.lock", timeout=_PATIENCE_S):
                if self.stream is None or self._is_current(self.stream.fileno()):
                    super().doRollover()
                else:
                    self.stream.close()
                    self.stream = None  # another program was faster
        except (OSError, Timeout):
            self.stream = None

    def _is_current(self, written: int) -> bool:
        try:
            named = os.stat(self.baseFilename)  # noqa: PTH116 - the handler has a string
        except OSError:
            return False
        return os.path.samestat(os.fstat(written), named)
