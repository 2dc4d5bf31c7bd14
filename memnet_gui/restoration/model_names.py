"""Names that tell models apart which lie side by side in a list."""

import os
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import count
from pathlib import Path

from memnet_gui.restoration.models import ModelInfo

_LONGEST_FOLDERS = 40


def tell_apart(info: ModelInfo, known: Sequence[ModelInfo]) -> ModelInfo:
    """Returns a model under a name that none of the known ones has, such as `model (run2)`.

    One from the file of a known model goes by that one's name and path.
    """
    same = next((it for it in known if _place(it.path) == _place(info.path)), None)
    if same is not None:
        return replace(info, name=same.name, path=same.path)
    taken = {it.name for it in known}
    return replace(info, name=next(name for name in _names(info) if name not in taken))


def tell_all_apart(infos: Iterable[ModelInfo]) -> list[ModelInfo]:
    """Returns models of which the first with a name keeps it; none of them twice."""
    known: dict[str, ModelInfo] = {}
    for info in infos:
        named = tell_apart(info, list(known.values()))
        known[named.name] = named
    return list(known.values())


def _names(info: ModelInfo) -> Iterator[str]:
    """Yields names for a model, the plainest first."""
    yield info.name
    folders = Path(os.path.abspath(info.path)).parent.parts[1:]  # noqa: PTH100
    for length in range(1, len(folders) + 1):
        # A slash could stand in no name of a file.
        where = "-".join(folders[-length:])
        if len(where) > _LONGEST_FOLDERS:
            break
        yield f"{info.name} ({where})"
    yield from (f"{info.name} ({number})" for number in count(2))


def _place(path: Path) -> str:
    """Returns one text for one path; the disk, which may have gone, is not asked."""
    return os.path.normcase(os.path.abspath(path))  # noqa: PTH100
