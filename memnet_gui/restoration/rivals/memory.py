"""Measures how much memory a network that nobody described takes."""

import weakref
from collections.abc import Callable
from typing import Any

import torch
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils._pytree import tree_leaves

_SPARE = 1.5
"""Convolutions take room of their own, which is not seen here."""


def measure_pixel_bytes(run: Callable[[], object], pixels: int) -> int:
    """Returns how much memory the tensors take that live at the same time, for each pixel.

    Args:
        run: Has the network go over a picture.
        pixels: Of that picture.
    """
    watch = _Watch()
    with watch:
        run()
    return max(1, round(_SPARE * watch.most_bytes / pixels))


class _Watch(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Sees each tensor come and go."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._live: dict[int, int] = {}
        self.most_bytes = 0

    def __torch_dispatch__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        output = func(*args, **(kwargs or {}))
        for tensor in tree_leaves(output):
            if isinstance(tensor, torch.Tensor):
                self._note(tensor)
        self.most_bytes = max(self.most_bytes, sum(self._live.values()))
        return output

    def _note(self, tensor: torch.Tensor) -> None:
        storage = tensor.untyped_storage()
        place = storage.data_ptr()
        if place and place not in self._live:
            self._live[place] = storage.nbytes()
            weakref.finalize(storage, self._live.pop, place, None)
