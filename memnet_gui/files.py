"""Files that appear whole or not at all, and never replace another unasked."""

import os
import sys
import tempfile
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO, Any

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP, system_reason_of

if sys.platform != "win32":
    import fcntl


def is_folder(path: Path) -> bool:
    """Whether a path leads to a folder; one that may not, or cannot, be followed does not."""
    return os.path.isdir(path)  # noqa: PTH112 - Path raises where the name is impossible


def follow_link(path: Path) -> Path:
    """Returns what is replaced when `path` is written: where it is a link, that stays one."""
    return Path(os.path.realpath(path)) if path.is_symlink() else path


def is_file(path: str | Path) -> bool:
    """Whether a path leads to a file; one that may not, or cannot, be followed does not."""
    return os.path.isfile(path)  # noqa: PTH113 - Path raises where the name is impossible


def is_there(path: Path) -> bool:
    """Whether a path leads to something; one that may not, or cannot, be followed does not."""
    return os.path.exists(path)  # noqa: PTH110 - Path raises where the name is impossible


def check_writable(path: Path, *, overwrite: bool) -> None:
    """Finds out, before the work, what would keep a file from being written.

    Raises:
        UserError: The path is a folder or a device, is in no folder or in one that takes no
            files, or exists and `overwrite` is false.
    """
    try:
        if path.is_dir():
            text = QT_TRANSLATE_NOOP("Engine", "{path} is a folder; choose the name of a file")
            raise UserError(text, path=path)
        if not path.parent.is_dir():
            text = QT_TRANSLATE_NOOP("Engine", "{path} is not a folder; choose another one")
            raise UserError(text, path=path.parent)
        exists = path.exists()
        if exists and not path.is_file():
            text = QT_TRANSLATE_NOOP("Engine", "{path} is a device or a pipe; choose another name")
            raise UserError(text, path=path)
        if exists and not overwrite:
            raise _exists(path)
        target = follow_link(path)
    except OSError as error:
        raise _failure(path, error) from error
    check_folder_takes(target)


def check_folder_takes(path: Path) -> None:
    """Finds out, before the work, whether a file can come up in the folder of `path`.

    Raises:
        UserError: It cannot; the folder may be another user's, or on a disk that is read only.
    """
    try:
        tempfile.TemporaryFile(dir=path.parent).close()
    except OSError as error:
        raise _failure(path, error) from error


def write_file(path: Path, content: bytes, *, overwrite: bool = False) -> None:
    """Writes `content`; whatever fails leaves an older file of that name as it was.

    Raises:
        UserError: As `check_writable`, or the file cannot be written.
    """
    write_files({path: content}, overwrite=overwrite)


def write_files(contents: Mapping[Path, bytes], *, overwrite: bool = False) -> None:
    """Writes files that belong together: all are complete before the first gets its name.

    Where a name is a link, the file that it leads to is written and the link stays.

    Raises:
        UserError: As `write_file`; then no new file is left.
    """
    for path in contents:
        check_writable(path, overwrite=overwrite)
    targets = {path: follow_link(path) for path in contents}
    partial = {path: it.with_name(f".{uuid.uuid4().hex}.part") for path, it in targets.items()}
    reserved: list[Path] = []
    try:
        for path, content in contents.items():
            with _failures_told(path):
                partial[path].write_bytes(content)
        if not overwrite:
            for path, target in targets.items():
                with _failures_told(path):
                    target.open("xb").close()  # takes the name, where one may have come up since
                reserved.append(target)
        for path, target in targets.items():
            with _failures_told(path):
                partial[path].replace(target)
        reserved.clear()
    finally:
        for leftover in (*partial.values(), *reserved):
            with suppress(OSError):
                leftover.unlink()


def make_folder(path: Path) -> None:
    """Makes sure that files can go into the folder `path`.

    Raises:
        UserError: It cannot be made.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} cannot be made a folder ({reason}); name another one"
        )
        raise UserError(text, path=path, reason=system_reason_of(error)) from error


def lock(file: IO[Any]) -> None:
    """Locks a file until it is closed or its program ends; on Windows does nothing.

    Raises:
        BlockingIOError: It is locked already, by this program or another one.
        OSError: Its file system knows no locks.
    """
    if sys.platform != "win32":
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)


@contextmanager
def _failures_told(path: Path) -> Iterator[None]:
    try:
        yield
    except FileExistsError as error:
        raise _exists(path) from error
    except OSError as error:
        raise _failure(path, error) from error


def _exists(path: Path) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Engine", "{path} exists already; choose another name or allow overwriting"
    )
    return UserError(text, path=path)


def _failure(path: Path, error: OSError) -> UserError:
    text = QT_TRANSLATE_NOOP(
        "Engine", "{path} cannot be written ({reason}); choose another name or folder"
    )
    return UserError(text, path=path, reason=system_reason_of(error))
