"""Who trains a run: one program at a time, since two would undo each other's work."""

import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import IO, Self

from memnet_gui.errors import UserError
from memnet_gui.files import lock
from memnet_gui.messages import QT_TRANSLATE_NOOP


class Claim:
    """A locked file beside a run's output, from `take` on to the end of a `with` block.

    It is the lock that counts: the file of a program that was killed claims nothing.
    """

    def __init__(self, output: Path) -> None:
        self._output, self._path = output, _path_of(output)
        self._file: IO[bytes] | None = None

    def take(self) -> None:
        """Claims the run; where the file system knows no locks, nobody notices.

        Raises:
            UserError: Another program trains it.
        """
        with suppress(OSError):
            while self._file is None:
                self._file = self._open()

    def _open(self) -> IO[bytes] | None:
        """Returns the locked file; None where it was taken away before it was locked."""
        file = self._path.open("ab")
        try:
            lock(file)
            if os.path.samestat(os.fstat(file.fileno()), self._path.stat()):
                return file
        except FileNotFoundError:
            pass
        except BlockingIOError:
            file.close()
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "{path} is being trained by another program; stop it there or choose another name",
            )
            raise UserError(text, path=self._output) from None
        except OSError:  # there are no locks, so the file is of no use
            file.close()
            self._path.unlink(missing_ok=True)
            raise
        file.close()
        return None

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._file is None:
            return
        if sys.platform == "win32":
            self._file.close()  # no open file can be taken away there
        with suppress(OSError):
            self._path.unlink()
        self._file.close()


def is_claimed(output: Path) -> bool:
    """Whether a program trains the run that writes `output`."""
    try:
        with _path_of(output).open("rb") as file:
            lock(file)
    except BlockingIOError:
        return True
    except (OSError, ValueError):  # there is none, or none can be
        return False
    return False


def _path_of(output: Path) -> Path:
    return output.parent / f"{output.name}.lock"
