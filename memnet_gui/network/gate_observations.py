"""What the paper observed in its gate units, decided for the norms of other networks.

Source: the gate unit analysis of the paper's discussion section. It makes three observations:
(1) tasks have different distributions of norms; (2) mean and variance fall as m grows; (3) the
last recursion contributes most, and in late blocks long-term memories matter more than the first
R-1 recursions. The paper shows curves and gives no measure; each class says how it decides.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.network.gates import GateNorms


@dataclass(frozen=True)
class NormDecline:
    """Observation 2, by the first and the last block.

    Attributes:
        means: Mean norm of each block.
        variances: Variance of each block's norms.
    """

    claim: ClassVar[str] = QT_TRANSLATE_NOOP("Engine", "Mean and variance fall as m grows")
    means: tuple[float, ...]
    variances: tuple[float, ...]

    @property
    def holds(self) -> bool | None:
        """Whether both are lower in the last block than in the first; None for one block."""
        if len(self.means) < 2:
            return None
        return self.means[-1] < self.means[0] and self.variances[-1] < self.variances[0]

    @property
    def mean_is_monotone(self) -> bool:
        """Whether the mean falls from every block to the next."""
        return _falls(self.means)

    @property
    def variance_is_monotone(self) -> bool:
        """Whether the variance falls from every block to the next."""
        return _falls(self.variances)

    @property
    def finding(self) -> Message:
        """The figures in one sentence."""
        if len(self.means) < 2:
            return Message(QT_TRANSLATE_NOOP("Engine", "One block has nothing to fall from."))
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "From block 1 to {blocks} the mean goes from {first_mean:.3g} to {last_mean:.3g} "
            "({mean_steps}), the variance from {first_variance:.3g} to {last_variance:.3g} "
            "({variance_steps}).",
        )
        return Message(
            text,
            blocks=len(self.means),
            first_mean=self.means[0],
            last_mean=self.means[-1],
            mean_steps=_steps(self.means),
            first_variance=self.variances[0],
            last_variance=self.variances[-1],
            variance_steps=_steps(self.variances),
        )


@dataclass(frozen=True)
class LastRecursionLead:
    """Observation 3, first half, by the mean norms of the three kinds of memory.

    Attributes:
        led: Blocks whose last recursion has a higher mean norm than the long-term memories
            and than the first R-1 recursions.
        compared: Blocks whose gate reads anything beside the last recursion.
    """

    claim: ClassVar[str] = QT_TRANSLATE_NOOP("Engine", "The last recursion contributes most")
    led: tuple[int, ...]
    compared: tuple[int, ...]

    @property
    def holds(self) -> bool | None:
        """Whether it leads in every block; None when nothing can be compared."""
        return self.led == self.compared if self.compared else None

    @property
    def finding(self) -> Message:
        """The figures in one sentence."""
        if not self.compared:
            return Message(
                QT_TRANSLATE_NOOP("Engine", "The gate units read only the last recursion.")
            )
        if self.holds and len(self.compared) > 1:
            text = QT_TRANSLATE_NOOP(
                "Engine", "The last recursion has the highest mean norm in all {count} blocks."
            )
            return Message(text, count=len(self.led))
        one = QT_TRANSLATE_NOOP(
            "Engine", "The last recursion has the highest mean norm in {led} of {count} block."
        )
        many = QT_TRANSLATE_NOOP(
            "Engine", "The last recursion has the highest mean norm in {led} of {count} blocks."
        )
        count = len(self.compared)
        return Message(many if count > 1 else one, led=len(self.led), count=count)


@dataclass(frozen=True)
class LongTermGain:
    """Observation 3, second half: long-term over first R-1 recursions, as a ratio of mean norms.

    Attributes:
        first: The ratio in the first block, None where a gate reads only one of the two.
        last: The ratio in the last block.
    """

    claim: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Engine", "Long-term memory gains on the first recursions in late blocks"
    )
    first: float | None
    last: float | None

    @property
    def holds(self) -> bool | None:
        """Whether the ratio is higher in the last block than in the first; None without both."""
        return None if self.first is None or self.last is None else self.last > self.first

    @property
    def finding(self) -> Message:
        """The figures in one sentence."""
        if self.first is None or self.last is None:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "There are not both long-term memories and first recursions to compare over m.",
            )
            return Message(text)
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "Long-term memories have {first:.2f} times the norm of the first R-1 recursions in "
            "the first block, {last:.2f} times in the last.",
        )
        return Message(text, first=self.first, last=self.last)


@dataclass(frozen=True)
class GateObservations:
    """The paper's observations 2 and 3 for one network."""

    decline: NormDecline
    last_recursion: LastRecursionLead
    long_term: LongTermGain

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
    compared = [gate for gate in norms if len(gate.segments) > 1]
    single = len(norms) < 2
    return GateObservations(
        NormDecline(tuple(g.mean for g in norms), tuple(g.variance for g in norms)),
        LastRecursionLead(
            tuple(gate.block for gate in compared if _last_recursion_leads(gate)),
            tuple(gate.block for gate in compared),
        ),
        LongTermGain(None, None) if single else LongTermGain(_ratio(norms[0]), _ratio(norms[-1])),
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


def _last_recursion_leads(gate: GateNorms) -> bool:
    others = (gate.long_term_mean, gate.earlier_recursions_mean)
    return all(gate.last_recursion_mean > other for other in others if other is not None)


def _ratio(gate: GateNorms) -> float | None:
    long_term, earlier = gate.long_term_mean, gate.earlier_recursions_mean
    return None if long_term is None or not earlier else long_term / earlier


def _falls(values: Sequence[float]) -> bool:
    return all(b < a for a, b in pairwise(values))


def _steps(values: Sequence[float]) -> Message:
    text = QT_TRANSLATE_NOOP("Engine", "falls in {falling} of {steps} steps")
    falling = sum(b < a for a, b in pairwise(values))
    return Message(text, falling=falling, steps=len(values) - 1)
