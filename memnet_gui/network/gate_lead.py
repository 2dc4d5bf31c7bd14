"""The paper's third observation on its gate units, first half: the last recursion leads.

Source: the gate unit analysis of the paper's discussion section, which shows curves and gives no
measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.network.gates import GateNorms

_LONG_TERM, _EARLIER = "long_term", "first_recursions"
_LEADS = {
    (_LONG_TERM, _EARLIER): (
        QT_TRANSLATE_NOOP(
            "Engine",
            "The last recursion has a higher mean norm than the long-term memories and than the "
            "first R-1 recursions, each on average, in {led} of {count} block; the highest of all "
            "memories in {highest}.",
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The last recursion has a higher mean norm than the long-term memories and than the "
            "first R-1 recursions, each on average, in {led} of {count} blocks; the highest of all "
            "memories in {highest}.",
        ),
    ),
    (_LONG_TERM,): (
        QT_TRANSLATE_NOOP(
            "Engine",
            "The last recursion has a higher mean norm than the long-term memories on average in "
            "{led} of {count} block; the highest of all memories in {highest}.",
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The last recursion has a higher mean norm than the long-term memories on average in "
            "{led} of {count} blocks; the highest of all memories in {highest}.",
        ),
    ),
    (_EARLIER,): (
        QT_TRANSLATE_NOOP(
            "Engine",
            "The last recursion has a higher mean norm than the first R-1 recursions on average "
            "in {led} of {count} block; the highest of all memories in {highest}.",
        ),
        QT_TRANSLATE_NOOP(
            "Engine",
            "The last recursion has a higher mean norm than the first R-1 recursions on average "
            "in {led} of {count} blocks; the highest of all memories in {highest}.",
        ),
    ),
}
"""How it is said, by what the last recursion is compared with: for one block, and for more."""


@dataclass(frozen=True)
class LastRecursionLead:
    """Observation 3, first half, by the mean norms of the three kinds of memory.

    Single memories may have higher norms where it leads: the others count by their averages, one
    of the long-term memories and one of the first R-1 recursions.

    Attributes:
        led: Blocks whose last recursion has a higher mean norm than the long-term memories have
            on average, and than the first R-1 recursions have on average.
        compared: Blocks whose gate reads anything beside the last recursion.
        highest: Blocks whose last recursion has a higher mean norm than every other memory.
        against: Which of `long_term` and `first_recursions` these gates read.
    """

    claim: ClassVar[str] = QT_TRANSLATE_NOOP("Engine", "The last recursion contributes most")
    led: tuple[int, ...]
    compared: tuple[int, ...]
    highest: tuple[int, ...]
    against: tuple[str, ...]

    @classmethod
    def over(cls, norms: Sequence[GateNorms]) -> Self:
        """Returns what is so in a network with these gate units, in order."""
        compared = [gate for gate in norms if len(gate.segments) > 1]
        kinds = {
            _LONG_TERM: any(gate.long_term_mean is not None for gate in compared),
            _EARLIER: any(gate.earlier_recursions_mean is not None for gate in compared),
        }
        return cls(
            tuple(gate.block for gate in compared if _leads(gate)),
            tuple(gate.block for gate in compared),
            tuple(gate.block for gate in compared if _is_highest(gate)),
            tuple(kind for kind, is_read in kinds.items() if is_read),
        )

    @property
    def holds(self) -> bool | None:
        """Whether it leads on these averages in every block; None with nothing to compare."""
        return self.led == self.compared if self.compared else None

    @property
    def finding(self) -> Message:
        """The figures in one sentence."""
        if not self.compared:
            return Message(
                QT_TRANSLATE_NOOP("Engine", "The gate units read only the last recursion.")
            )
        one, many = _LEADS[self.against]
        count = len(self.compared)
        return Message(
            one if count == 1 else many, led=len(self.led), count=count, highest=len(self.highest)
        )


def _leads(gate: GateNorms) -> bool:
    others = (gate.long_term_mean, gate.earlier_recursions_mean)
    return all(gate.last_recursion_mean > other for other in others if other is not None)


def _is_highest(gate: GateNorms) -> bool:
    last = gate.last_recursion
    return all(last.mean > other.mean for other in gate.segments if other is not last)
