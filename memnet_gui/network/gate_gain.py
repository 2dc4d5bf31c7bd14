"""The paper's third observation on its gate units, second half: long-term memory gains.

Source: the gate unit analysis of the paper's discussion section, which shows curves and gives no
measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import ClassVar, Self

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.network.gates import GateNorms


@dataclass(frozen=True)
class LongTermGain:
    """Observation 3, second half: long-term over first R-1 recursions, as a ratio of mean norms.

    Attributes:
        first: The ratio in the first block, None where a gate reads only one of the two.
        last: The ratio in the last block.
        first_without_passed: The first ratio without a memory that is passed on, None also where
            no long-term memory is left.
        last_without_passed: The last ratio without a memory that is passed on.
        passed: The memory that the last block's gate passes on, such as B5; None without.
    """

    claim: ClassVar[str] = QT_TRANSLATE_NOOP(
        "Engine", "Long-term memory gains on the first recursions in late blocks"
    )
    first: float | None
    last: float | None
    first_without_passed: float | None
    last_without_passed: float | None
    passed: str | None

    @classmethod
    def over(cls, norms: Sequence[GateNorms]) -> Self:
        """Returns what is so in a network with these gate units, in order."""
        if len(norms) < 2:
            return cls(None, None, None, None, None)
        first, last = norms[0], norms[-1]
        passed = last.passed_memory
        return cls(
            _ratio(first.long_term_mean, first),
            _ratio(last.long_term_mean, last),
            _ratio(first.long_term_mean_without_passed, first),
            _ratio(last.long_term_mean_without_passed, last),
            passed.name if passed else None,
        )

    @property
    def holds(self) -> bool | None:
        """Whether the ratio is higher in the last block than in the first; None without both.

        None, too, where one of the two passes a memory on, as in `NormDecline.holds`.
        """
        if self.passed is not None or self.first_without_passed != self.first:
            return None
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
        if self.first_without_passed is None:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "The first block's gate passes on B0, its only long-term memory: there is nothing "
                "to compare over m.",
            )
            return Message(text)
        return self._tell_ratios(self.first, self.last)

    def _tell_ratios(self, first: float, last: float) -> Message:
        if self.passed is None:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "Long-term memories have {first:.2f} times the norm of the first R-1 recursions in "
                "the first block, {last:.2f} times in the last.",
            )
            return Message(text, first=first, last=last)
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "Long-term memories have {first:.2f} times the norm of the first R-1 recursions in the "
            "first block, {last:.2f} times in the last ({without:.2f} without {memory}, which its "
            "gate passes on).",
        )
        without = self.last_without_passed
        return Message(text, first=first, last=last, without=without, memory=self.passed)


def _ratio(long_term: float | None, gate: GateNorms) -> float | None:
    earlier = gate.earlier_recursions_mean
    return None if long_term is None or not earlier else long_term / earlier
