"""What the cells of the gate matrix can say: a mean weight norm, or an effect on the photo."""

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QCoreApplication

from memnet_gui.ui.plots import Row

if TYPE_CHECKING:
    from memnet_gui.restoration.effects import Effects, MemoryEffect

translate = QCoreApplication.translate

Cell = tuple[int, str]
"""Number of the gate unit's block, from 1, and name of the memory."""


class CellValues(Protocol):
    """What the matrix shows of its cells."""

    @property
    def ends(self) -> tuple[str, str]:
        """What stands at the ends of the scale; empty where there is none."""
        ...

    def share(self, cell: Cell) -> float | None:
        """Returns where on the scale a cell lies, 0 to 1; None: it has no value."""
        ...

    def tint(self, share: float) -> float:
        """Returns how strong the colour is there, 0 to 1."""
        ...

    def label(self, cell: Cell) -> str:
        """Returns the number in a cell."""
        ...

    def describe(self, cell: Cell) -> str:
        """Returns what the line below the cells says of one."""
        ...


class NormValues:
    """The mean weight norms, from the lowest to the highest."""

    def __init__(self, means: Mapping[Cell, float]) -> None:
        self._means = means
        self._low = min(means.values(), default=0.0)
        self._high = max(means.values(), default=0.0)

    @property
    def ends(self) -> tuple[str, str]:
        """The lowest and the highest mean."""
        return f"{self._low:.2f}", f"{self._high:.2f}"

    def share(self, cell: Cell) -> float | None:
        """Returns where a mean lies between these."""
        width = self._high - self._low
        return (self._means[cell] - self._low) / width if width > 0 else 0.5

    def tint(self, share: float) -> float:
        """Returns the same: equal steps look equal."""
        return share

    def label(self, cell: Cell) -> str:
        """Returns the mean."""
        return f"{self._means[cell]:.2f}"

    def describe(self, cell: Cell) -> str:
        """Names the cell and its mean."""
        text = translate("GateMatrix", "Gate {block} · {memory} · mean norm {mean:.4f}")
        return text.format(block=cell[0], memory=cell[1], mean=self._means[cell])


class EffectValues:
    """How the final picture changes without each memory, from not at all to the most so far.

    That is the change of PSNR, in either direction, or where that is not known the RMS change.
    """

    def __init__(self, effects: "Sequence[MemoryEffect]") -> None:
        self._effects = {(it.block, it.memory): it for it in effects}
        self._in_db = all(it.psnr_change is not None for it in effects)
        self._most = max((self._size(it) for it in effects), default=0.0)

    @property
    def ends(self) -> tuple[str, str]:
        """Zero and the largest effect."""
        if not self._effects:
            return "", ""
        return "0", f"{self._most:.2f} dB" if self._in_db else f"{self._most:.1f} RMS"

    def share(self, cell: Cell) -> float | None:
        """Returns how large an effect is beside the largest; None: it is not measured yet."""
        effect = self._effects.get(cell)
        if effect is None:
            return None
        return self._size(effect) / self._most if self._most > 0 else 0.0

    def tint(self, share: float) -> float:
        """Returns the root: a few memories do most, beside which all others would look alike."""
        return math.sqrt(share)

    def label(self, cell: Cell) -> str:
        """Returns the effect, a loss of PSNR with a minus."""
        effect = self._effects[cell]
        if not self._in_db:
            return f"{effect.rms_change:.2f}"
        return _signed(effect.psnr_change or 0.0)

    def describe(self, cell: Cell) -> str:
        """Names the cell and what switching it off would change."""
        effect = self._effects.get(cell)
        if effect is None:
            text = translate("GateMatrix", "Gate {block} · {memory} · not measured yet")
            return text.format(block=cell[0], memory=cell[1])
        if self._in_db:
            text = translate("GateMatrix", "Gate {block} · {memory} · {change} dB")
            return text.format(block=cell[0], memory=cell[1], change=self.label(cell))
        text = translate(
            "GateMatrix", "Gate {block} · {memory} · changes the picture by {rms:.1f} (RMS)"
        )
        return text.format(block=cell[0], memory=cell[1], rms=effect.rms_change)

    def _size(self, effect: "MemoryEffect") -> float:
        return abs(effect.psnr_change or 0.0) if self._in_db else effect.rms_change


def tabulate(means: Mapping[Cell, float], effects: "Effects | None") -> Iterator[Row]:
    """Yields a table of the mean norms, with the effects if there are any.

    Args:
        means: The mean norm of every cell.
        effects: What was measured so far; what is not known is left empty.
    """
    if effects is None:
        yield "block", "memory", "mean_norm"
        yield from ((*cell, mean) for cell, mean in means.items())
        return
    yield "block", "memory", "mean_norm", "psnr_change_db", "rms_change"
    known = {(it.block, it.memory): it for it in effects.cells}
    for cell, mean in means.items():
        effect = known.get(cell)
        found = (effect.psnr_change, effect.rms_change) if effect else (None, None)
        yield *cell, mean, *found


def _signed(change: float) -> str:
    """Returns a change with its sign, a true minus, and `0.00` without one."""
    text = f"{change:+.2f}"
    return "0.00" if float(text) == 0 else text.replace("-", "\u2212")
