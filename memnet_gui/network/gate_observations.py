"""What the paper observed in its gate units, decided for the norms of other networks.

Source: the gate unit analysis of the paper's discussion section. It makes three observations:
(1) tasks have different distributions of norms; (2) mean and variance fall as m grows; (3) the
last recursion contributes most, and in late blocks long-term memories matter more than the first
R-1 recursions. The paper shows curves and gives no measure; each class says how it decides.

A memory that a gate mostly passes on counts in no decision on how the blocks differ: in a grown
network that is where training began (`memnet_gui/network/gate_passing.py`).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.network.gate_decline import NormDecline
from memnet_gui.network.gate_gain import LongTermGain
from memnet_gui.network.gate_lead import LastRecursionLead
from memnet_gui.network.gate_passing import PassingGates
from memnet_gui.network.gates import GateNorms


@dataclass(frozen=True)
class GateObservations:
    """The paper's observations 2 and 3 for one network."""

    decline: NormDecline
    last_recursion: LastRecursionLead
    long_term: LongTermGain
    passing: PassingGates

    def by_name(self) -> dict[str, NormDecline | LastRecursionLead | LongTermGain]:
        """Returns the observations by name, in the paper's order."""
        return {
            "mean_and_variance_fall": self.decline,
            "last_recursion_leads": self.last_recursion,
            "long_term_gains": self.long_term,
        }


@dataclass(frozen=True)
class NormComparison:
    """Observation 1: how far two networks' norms lie apart.

    There is no `holds`: two trainings for the same task differ as well, and the paper names no
    bound.

    Attributes:
        differences: For each block that both have, the mean over its memories of |a - b| relative
            to (a + b) / 2, with a and b the memory's mean norms, from 0 to 2; None where the
            gates read other memories or have other filters.
    """

    claim: ClassVar[str] = QT_TRANSLATE_NOOP("Engine", "Tasks have different distributions")
    differences: tuple[float | None, ...]

    @property
    def mean(self) -> float | None:
        """Mean over the blocks that could be compared."""
        known = [value for value in self.differences if value is not None]
        return sum(known) / len(known) if known else None

    @property
    def finding(self) -> Message:
        """The figures in one sentence."""
        if self.mean is None:
            return Message(
                QT_TRANSLATE_NOOP("Engine", "No gate unit has the same inputs in both models.")
            )
        one = QT_TRANSLATE_NOOP(
            "Engine",
            "The two models' mean norms differ by {mean:.0%} per memory on average "
            "({count} block compared).",
        )
        many = QT_TRANSLATE_NOOP(
            "Engine",
            "The two models' mean norms differ by {mean:.0%} per memory on average "
            "({count} blocks compared).",
        )
        count = sum(value is not None for value in self.differences)
        return Message(one if count == 1 else many, mean=self.mean, count=count)


def observe(norms: Sequence[GateNorms]) -> GateObservations:
    """Decides the observations on the norms of all gate units of a network, in order."""
    return GateObservations(
        NormDecline.over(norms),
        LastRecursionLead.over(norms),
        LongTermGain.over(norms),
        PassingGates.among(norms),
    )


def compare_norms(first: Sequence[GateNorms], second: Sequence[GateNorms]) -> NormComparison:
    """Compares the gate units that two networks have in common."""
    return NormComparison(tuple(_difference(a, b) for a, b in zip(first, second, strict=False)))


def _difference(a: GateNorms, b: GateNorms) -> float | None:
    if [(s.name, s.stop) for s in a.segments] != [(s.name, s.stop) for s in b.segments]:
        return None
    apart = [
        2 * abs(s.mean - t.mean) / (s.mean + t.mean) if s.mean + t.mean else 0.0
        for s, t in zip(a.segments, b.segments, strict=True)
    ]
    return sum(apart) / len(apart)
