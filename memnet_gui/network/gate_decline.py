"""The paper's second observation on its gate units: mean and variance fall as m grows.

Source: the gate unit analysis of the paper's discussion section, which shows curves and gives no
measure.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Self

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, join_messages
from memnet_gui.network.gates import GateNorms

_EVERY = QT_TRANSLATE_NOOP(
    "Engine",
    "From block 1 to {blocks} the mean goes from {first_mean:.3g} to {last_mean:.3g} "
    "({mean_steps}), the variance from {first_variance:.3g} to {last_variance:.3g} "
    "({variance_steps}).",
)
_REST = QT_TRANSLATE_NOOP(
    "Engine",
    "Without the memories that gates pass on, the mean goes from {first_mean:.3g} to "
    "{last_mean:.3g} ({mean_steps}), the variance from {first_variance:.3g} to "
    "{last_variance:.3g} ({variance_steps}).",
)


@dataclass(frozen=True)
class NormDecline:
    """Observation 2, by the first and the last block.

    Attributes:
        means: Mean norm of each block.
        variances: Variance of each block's norms.
        means_without_passed: The same without memories that are passed on.
        variances_without_passed: The same without memories that are passed on.
    """

    claim: ClassVar[str] = QT_TRANSLATE_NOOP("Engine", "Mean and variance fall as m grows")
    means: tuple[float, ...]
    variances: tuple[float, ...]
    means_without_passed: tuple[float, ...]
    variances_without_passed: tuple[float, ...]

    @classmethod
    def over(cls, norms: Sequence[GateNorms]) -> Self:
        """Returns what is so in a network with these gate units, in order."""
        others = [gate.norms_without_passed for gate in norms]
        return cls(
            tuple(gate.mean for gate in norms),
            tuple(gate.variance for gate in norms),
            tuple(float(values.mean()) for values in others),
            tuple(float(values.var()) for values in others),
        )

    @property
    def holds(self) -> bool | None:
        """Whether both are lower in the last block than in the first; None for one block.

        None, too, where one of the two passes a memory on: what its norms come to, with that
        memory and without it, is where training began as much as what it led to.
        """
        if len(self.means) < 2 or any(self._passes_on(block) for block in (0, -1)):
            return None
        return all(values[-1] < values[0] for values in (self.means, self.variances))

    def _passes_on(self, block: int) -> bool:
        return self.variances[block] != self.variances_without_passed[block]

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
        """The figures in a sentence, and in a second one where memories are passed on."""
        if len(self.means) < 2:
            return Message(QT_TRANSLATE_NOOP("Engine", "One block has nothing to fall from."))
        every = (self.means, self.variances)
        rest = (self.means_without_passed, self.variances_without_passed)
        parts = [_tell_decline(_EVERY, *every)]
        if rest != every:
            parts.append(_tell_decline(_REST, *rest))
        return join_messages(" ", parts)


def _tell_decline(text: str, means: Sequence[float], variances: Sequence[float]) -> Message:
    return Message(
        text,
        blocks=len(means),
        first_mean=means[0],
        last_mean=means[-1],
        mean_steps=_steps(means),
        first_variance=variances[0],
        last_variance=variances[-1],
        variance_steps=_steps(variances),
    )


def _falls(values: Sequence[float]) -> bool:
    return all(b < a for a, b in pairwise(values))


def _steps(values: Sequence[float]) -> Message:
    text = QT_TRANSLATE_NOOP("Engine", "falls in {falling} of {steps} steps")
    falling = sum(b < a for a, b in pairwise(values))
    return Message(text, falling=falling, steps=len(values) - 1)
