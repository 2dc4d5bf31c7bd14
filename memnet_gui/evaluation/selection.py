"""Finds in one folder the originals of the photos in another."""

from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.colour import to_grey
from memnet_gui.imaging.files import read_photo

_LARGEST_DIFFERENCE = 1.0
"""In 8-bit levels, on average: rounding makes half a level, another photo makes dozens."""


def select_alike(paths: Sequence[Path], others: Sequence[Path]) -> list[Path]:
    """Returns those of `paths` that show what one of `others` shows, colour or grey.

    Two photos are alike when they are of one size and their grey versions differ by less than
    one 8-bit level on average.

    Raises:
        PhotoError: A photo cannot be read.
    """
    known: dict[tuple[int, ...], list[NDArray[np.float32]]] = defaultdict(list)
    for other in others:
        levels = _grey_levels(other)
        known[levels.shape].append(levels)
    return [path for path in paths if _is_among(_grey_levels(path), known)]


def _is_among(
    levels: NDArray[np.float32], known: dict[tuple[int, ...], list[NDArray[np.float32]]]
) -> bool:
    return any(
        np.abs(levels - other).mean() < _LARGEST_DIFFERENCE for other in known.get(levels.shape, [])
    )


def _grey_levels(path: Path) -> NDArray[np.float32]:
    return to_grey(read_photo(path).pixels) * np.float32(255)
