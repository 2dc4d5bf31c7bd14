"""Gate units that mostly pass on the memory before them, and so have learned little of their own.

A block that is added to a trained network begins with such a gate, all its other weights at 0
(`memnet_gui/network/growth.py`). What its norms come to is then where training began as much as
what it led to. The paper's networks learn all blocks from the start.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, list_all
from memnet_gui.network.gates import GateNorms


@dataclass(frozen=True)
class PassingGates:
    """The gates of a network that mostly pass B(m-1) on, map by map.

    Attributes:
        blocks: Their blocks, from 1.
        memories: What each of them passes on, such as B4.
        shares: Share of each gate's squared weights that does so, above 0.5 to 1.
    """

    blocks: tuple[int, ...]
    memories: tuple[str, ...]
    shares: tuple[float, ...]

    @classmethod
    def among(cls, norms: Sequence[GateNorms]) -> Self:
        """Returns those among the gate units of a network, in order."""
        found = [
            (gate.block, gate.passed_memory.name, gate.passed_on)
            for gate in norms
            if gate.passed_memory is not None and gate.passed_on is not None
        ]
        blocks, memories, shares = zip(*found, strict=True) if found else ((), (), ())
        return cls(blocks, memories, shares)

    @property
    def finding(self) -> str:
        """What they do in one sentence; empty where there are none."""
        if not self.blocks:
            return ""
        one = QT_TRANSLATE_NOOP(
            "Engine",
            "Gate {gates} mostly passes {memories} on, map by map ({shares} of its squared "
            "weights); blocks that are added to a trained network begin so, with all other weights "
            "at 0.",
        )
        many = QT_TRANSLATE_NOOP(
            "Engine",
            "Gates {gates} mostly pass {memories} on, map by map ({shares} of their squared "
            "weights); blocks that are added to a trained network begin so, with all other weights "
            "at 0.",
        )
        return Message(
            one if len(self.blocks) == 1 else many,
            gates=list_all([str(block) for block in self.blocks]),
            memories=list_all(self.memories),
            shares=list_all([f"{share:.0%}" for share in self.shares]),
        )
