"""The smaller network that a network grew out of: how its card tells, and what is left of it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.growth import recursion_places

_TOLD = re.compile(r"grown from (.+?) \(M(\d{1,4})R(\d{1,4}) C(\d{1,4})(?: after \d+ Mpx)?\)")


@dataclass(frozen=True)
class Seedling:
    """A trained network that another grew out of.

    Attributes:
        name: Its file name without the ending.
        blocks: Its memory blocks.
        recursions: Its recursions in each block.
        filters: Its feature maps.
    """

    name: str
    blocks: int
    recursions: int
    filters: int

    @classmethod
    def of(cls, card: ModelCard, config: NetworkConfig) -> Self | None:
        """Returns what a card tells by `tell_growth`, None where it tells nothing.

        Args:
            card: Of the larger network.
            config: The larger network.
        """
        told = _TOLD.search(card.training_images)
        if told is None:
            return None
        seedling = cls(told[1], *(int(told[group]) for group in (2, 3, 4)))
        sizes = ("blocks", "recursions", "filters")
        fits = all(1 <= getattr(seedling, size) <= getattr(config, size) for size in sizes)
        return seedling if fits else None

    def describe_traces(self, config: NetworkConfig) -> str:
        """Returns where the gates and ensemble weights of the larger network began.

        Source: `memnet_gui/network/growth.py`, which leaves trained weights as they are.

        Args:
            config: The larger network.
        """
        traces = [self._older_gates(config), self._newer_gates(config), self._ensemble(config)]
        begun = "; ".join(filter(None, traces))
        network = f"M{self.blocks}R{self.recursions} C{self.filters}"
        return f"It grew out of `{self.name}` ({network}): {begun}." if begun else ""

    def _older_gates(self, config: NetworkConfig) -> str:
        kept = recursion_places(self.recursions, config.recursions)
        added = [f"H{r}" for r in range(1, config.recursions + 1) if r not in kept]
        if not added or not config.short_term:
            return ""
        gates = _name_gates(range(1, self.blocks + 1))
        older = "the older filters of " if config.filters > self.filters else ""
        return f"{older}{gates} began without reading {_list(added)}"

    def _newer_gates(self, config: NetworkConfig) -> str:
        added = range(self.blocks + 1, config.blocks + 1)
        if not added:
            return ""
        passed = _list([f"B{block - 1}" for block in added])
        return f"{_name_gates(added)} began by passing {passed} on, with all other weights at 0"

    def _ensemble(self, config: NetworkConfig) -> str:
        if config.blocks == self.blocks or not config.multi_supervised:
            return ""
        at_zero = _list([f"w{block}" for block in range(self.blocks, config.blocks)])
        return f"{at_zero} began at 0, w{config.blocks} with what w{self.blocks} had been"


def tell_growth(name: str, network: str, pixels: int) -> str:
    """Returns how a card tells what its network grew out of.

    Args:
        name: The smaller network's file name without the ending.
        network: What it is, such as `M4R3 C32`.
        pixels: Image pixels that it had seen; 0 where that is not known, as of imported weights.
    """
    seen = f" after {pixels / 1e6:.0f} Mpx" if pixels else ""
    return f"grown from {name} ({network}{seen})"


def _name_gates(blocks: Sequence[int]) -> str:
    return f"{'gate' if len(blocks) == 1 else 'gates'} {_list([str(block) for block in blocks])}"


def _list(names: Sequence[str]) -> str:
    return " and ".join(filter(None, (", ".join(names[:-1]), names[-1])))
