"""Back to where all was well, when a loss is no longer finite."""

import math
from collections.abc import Sequence

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.training.errors import DivergenceError
from memnet_gui.training.trainer import Trainer

_LOST = QT_TRANSLATE_NOOP(
    "Engine",
    "the loss diverged at step {step} though the rate was halved {setbacks} times; start over with "
    "a lower --rate than {rate:g}",
)
_KEPT = QT_TRANSLATE_NOOP(
    "Engine",
    "the loss diverged at step {step} though the rate was halved {setbacks} times; start over with "
    "a lower --rate than {rate:g}; {path} keeps the best model so far",
)

MOST_SETBACKS = 3
_LARGEST_LOSS = 100.0
"""Of pixels in [0, 1] a network that gives back its input has a loss of less than 1, whatever the
damage. BatchNorm keeps the loss of a run that has come apart finite for long."""


class Recovery:
    """Keeps the last good state in memory.

    Attributes:
        good: The trainer's state to go back to.
        setbacks: How often the run went back since a validation was the best so far.
    """

    def __init__(self, trainer: Trainer, setbacks: int = 0) -> None:
        self._trainer = trainer
        self.setbacks = setbacks
        self.good = trainer.snapshot()

    def remember(self) -> None:
        """Takes the trainer's state as good."""
        self.good = self._trainer.snapshot()

    def forget_setbacks(self) -> None:
        """Takes note that the run does well again."""
        self.setbacks = 0

    def first_bad(self, losses: Sequence[float], norms: Sequence[float]) -> int | None:
        """Returns the first index at which a loss or a gradient norm is not what it should be."""
        for index, (loss, norm) in enumerate(zip(losses, norms, strict=True)):
            if not (loss <= _LARGEST_LOSS and math.isfinite(norm)):
                return index
        return None

    def go_back(self, step: int, *, keeps_model: bool = False) -> str:
        """Goes back to the good state, with half the rate from there on.

        The time that was spent stays counted.

        Args:
            step: Where the loss diverged.
            keeps_model: Whether the run has written a model, which stays.

        Returns:
            A sentence for the user.

        Raises:
            DivergenceError: The run has gone back too often.
        """
        recipe = self._trainer.recipe
        if self.setbacks >= MOST_SETBACKS:
            raise DivergenceError(
                _KEPT if keeps_model else _LOST,
                step=step,
                setbacks=self.setbacks,
                rate=recipe.rate,
                path=recipe.output,
            )
        self.setbacks += 1
        seconds, factor = self._trainer.seconds, self._trainer.rate_factor / 2
        self._trainer.restore(self.good)
        self._trainer.seconds, self._trainer.rate_factor = seconds, factor
        self.good = self.good | {"seconds": seconds, "rate_factor": factor}
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "The loss diverged at step {step}; went back to step {good} with half the rate.",
        )
        return Message(text, step=step, good=self._trainer.step)
