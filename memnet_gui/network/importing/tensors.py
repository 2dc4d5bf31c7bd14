"""The tensors of a file by name, each of which the network must use."""

from collections.abc import Mapping
from pathlib import Path

import torch
from torch import Tensor

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.values import NOT_FINITE, ODD_FORM, name_odd_form

_MOST_NAMED = 3
_MOST_LETTERS = 100


class WeightsError(UserError):
    """A file's weights cannot be imported; the message names the file and what is wrong."""


class NamedTensors:
    """Hands out tensors by name and knows which are left."""

    def __init__(self, path: Path, tensors: Mapping[str, Tensor]) -> None:
        self.path = path
        self._left = dict(tensors)
        self._tensors = dict(tensors)

    def __contains__(self, name: str) -> bool:
        return name in self._tensors

    def shape(self, name: str) -> tuple[int, ...]:
        """Returns the shape of a tensor.

        Raises:
            WeightsError: It is missing or in a form that is not read.
        """
        return tuple(self._find(name).shape)

    def take(self, name: str, *shape: int) -> Tensor:
        """Returns a tensor as float32 of this shape; it may be taken again.

        Axes of length 1 in front do not matter: older files have all tensors in four dimensions.

        Raises:
            WeightsError: It is missing, in a form that is not read or of another shape, or holds
                values that are not finite, be it only in float32.
        """
        tensor = self._find(name)
        self._left.pop(name, None)
        if _core(tuple(tensor.shape)) != _core(shape):
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "{path} holds {name} of shape {found}, a MemNet of its size has {expected}",
            )
            raise WeightsError(
                text, path=self.path, name=name, found=tuple(tensor.shape), expected=shape
            )
        values = tensor.reshape(shape).float()
        if not torch.isfinite(values).all():
            raise WeightsError(NOT_FINITE, path=self.path, name=name)
        return values

    def skip(self, name: str) -> None:
        """Marks a tensor as used that says nothing of the network."""
        self._left.pop(name, None)

    def check_all_used(self) -> None:
        """Makes sure that the network has all that the file holds.

        Raises:
            WeightsError: Something is left over.
        """
        if self._left:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "{path} holds more than a MemNet has, such as {names}; it is another network",
            )
            raise WeightsError(text, path=self.path, names=name_some(self._left))

    def _find(self, name: str) -> Tensor:
        if name not in self._tensors:
            text = QT_TRANSLATE_NOOP(
                "Engine", "{path} lacks {name}, without which it is no whole MemNet"
            )
            raise WeightsError(text, path=self.path, name=name)
        form = name_odd_form(self._tensors[name])
        if form:
            raise WeightsError(ODD_FORM, path=self.path, name=name, form=form)
        return self._tensors[name]


def name_some(names: Mapping[str, object]) -> str:
    """Returns the first names, for a sentence on what a file holds."""
    shown = [printable(name) for name in list(names)[:_MOST_NAMED]]
    some = ", ".join(
        f"{name[:_MOST_LETTERS]}…" if len(name) > _MOST_LETTERS else name for name in shown
    )
    return f"{some}, …" if len(names) > _MOST_NAMED else some


def printable(name: str) -> str:
    """Returns a name as it can stand in a sentence, however damaged it is."""
    return "".join(
        letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in name
    )


def _core(shape: tuple[int, ...]) -> tuple[int, ...]:
    axes = list(shape)
    while axes and axes[0] == 1:
        axes.pop(0)
    return tuple(axes)
