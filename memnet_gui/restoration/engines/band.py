"""What every engine reads and yields."""

from collections.abc import Callable, Iterator
from typing import NamedTuple, Protocol

from torch import Tensor

Read = Callable[[slice, slice], Tensor]
"""Reads these rows and columns of the picture: float32 (channels, h, w)."""

Tick = Callable[[float], None]
"""Told now and then how much of `Engine.count_work` was done; raises to end the run."""


class Band(NamedTuple):
    """Finished rows of a prediction.

    Attributes:
        number: m of the intermediate prediction Mm, from 1; None for the final picture.
        top: The first row.
        left: The first column.
        pixels: float32 (channels, h, w), not clipped.
    """

    number: int | None
    top: int
    left: int
    pixels: Tensor


class Engine(Protocol):
    """Runs one network over pictures.

    Attributes:
        name: `torch` or `openvino`.
        prepared_s: Seconds that went so far into what the next picture of this size need not
            wait for.
    """

    name: str
    prepared_s: float

    def predict(self, read: Read, height: int, width: int, tick: Tick) -> Iterator[Band]:
        """Yields bands that together cover each prediction and the final picture once.

        Those of the same rows come in the order M1..MM, final.
        """
        ...

    def count_work(self, height: int, width: int) -> float:
        """Returns how many pixels go through how many recursions, all added up.

        The surround of tiles counts: divided by the pixels of the picture and the recursions
        of the network, this tells how much is computed twice.
        """
        ...
