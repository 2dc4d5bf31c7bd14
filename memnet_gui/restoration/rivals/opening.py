"""Finds rivals by their names and files."""

from contextlib import suppress
from pathlib import Path

from safetensors import SafetensorError, safe_open

from memnet_gui.network.header import FORMAT
from memnet_gui.restoration.rivals.classical import CLASSICAL, open_classical
from memnet_gui.restoration.rivals.rival import OpenRival

SUFFIXES = (".pth", ".pt", ".ckpt", ".safetensors")
"""Of the files that can be rivals."""
_OURS = ".safetensors"


def is_rival(name_or_file: str) -> bool:
    """Whether this names no MemNet: a method without weights, or another network's file."""
    if name_or_file in _classical_names():
        return True
    with suppress(OSError, RuntimeError):  # a name that is too long, a home that is not there
        path = Path(name_or_file).expanduser()
        if path.is_file() and path.suffix.lower() in SUFFIXES:
            return path.suffix.lower() != _OURS or not _may_be_ours(path)
    return False


def open_rival(name_or_file: str) -> OpenRival:
    """Returns a rival that is ready to restore.

    Raises:
        RivalError: It is not installed, or the file is not a network from image to image.
    """
    if name_or_file in _classical_names():
        return open_classical(name_or_file)
    from memnet_gui.restoration.rivals.networks import open_network  # loads torch

    return open_network(Path(name_or_file).expanduser())


class RivalKeeper:
    """Keeps the rival that was asked for last, for one thread alone."""

    def __init__(self) -> None:
        self._key: tuple[str, int, int] | None = None
        self._opened: OpenRival | None = None

    def open(self, name_or_file: str) -> OpenRival:
        """Returns the rival, read again only when its file is another or has changed.

        Raises:
            RivalError: As `open_rival`.
        """
        key = _state_of(name_or_file)
        if self._opened is None or key != self._key:
            self._key, self._opened = None, None
            self._key, self._opened = key, open_rival(name_or_file)
        return self._opened


def _classical_names() -> set[str]:
    return {rival.name for rival in CLASSICAL}


def _may_be_ours(path: Path) -> bool:
    """Whether a file is a MemNet of this program, or damaged."""
    try:
        with safe_open(path, framework="numpy") as file:
            return bool((file.metadata() or {}).get("format") == FORMAT)
    except (SafetensorError, OSError):
        return True  # whose loader says what is wrong


def _state_of(name_or_file: str) -> tuple[str, int, int]:
    with suppress(OSError, RuntimeError):
        state = Path(name_or_file).expanduser().stat()
        return name_or_file, state.st_mtime_ns, state.st_size
    return name_or_file, 0, 0
