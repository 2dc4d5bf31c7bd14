"""The files of a run, which a full disk neither damages nor ends."""

import copy
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from memnet_gui.errors import UserError
from memnet_gui.files import is_there
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, reason_of, system_reason_of
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import save_checkpoint
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.state import save_state


@dataclass(frozen=True, eq=False)
class Candidate:
    """A network that is to become the run's checkpoint.

    Attributes:
        network: The averaged weights.
        card: Its model card.
        psnr: Mean PSNR in dB over the validation levels; None without a validation folder.
        scores: PSNR in dB by level.
    """

    network: MemNet
    card: ModelCard
    psnr: float | None
    scores: Mapping[str, float] = field(default_factory=dict)


class RunFiles:
    """Writes the checkpoint of the best validation and the state to resume from.

    What cannot be written now is kept and written next time.

    Attributes:
        best_psnr: Mean PSNR of the checkpoint that was written; None without a validation.
        best_scores: Its PSNR by level.
        has_state: Whether a state of this run lies on the disk.
        is_published: Whether its checkpoint does; an older one may be there to be replaced.
    """

    def __init__(self, output: Path, state_path: Path) -> None:
        self._output = output
        self._state_path = state_path
        self._waiting: Candidate | None = None
        self.best_psnr: float | None = None
        self.best_scores: dict[str, float] = {}
        self.has_state = self.is_published = False

    def is_best(self, psnr: float | None) -> bool:
        """Whether a validation beats all before; the newest does where there is no folder."""
        if psnr is None:
            return True
        rivals = [self.best_psnr, self._waiting.psnr if self._waiting else None]
        return not math.isnan(psnr) and all(
            # Infinite is that of an untrained network without noise: what was learned counts.
            rival is None or math.isinf(rival) or psnr > rival
            for rival in rivals
        )

    def forget_best(self) -> None:
        """Has the next validation be the best, whatever came before."""
        self.best_psnr, self.best_scores = None, {}

    @property
    def has_output(self) -> bool:
        """Whether the checkpoint is where it was written, if it was."""
        return is_there(self._output)

    def keep(self, candidate: Candidate) -> None:
        """Has `publish` write this checkpoint; its network may change after this call."""
        network = copy.deepcopy(candidate.network)
        self._waiting = Candidate(network, candidate.card, candidate.psnr, candidate.scores)

    @property
    def is_waiting(self) -> bool:
        """Whether a checkpoint is still to be written."""
        return self._waiting is not None

    def publish(self) -> str:
        """Writes the checkpoint that waits, if one does; an older one stays whole on failure.

        Returns:
            What could not be written and why, as the beginning of a sentence; empty on success.
        """
        candidate = self._waiting
        if candidate is None:
            return ""
        try:
            save_checkpoint(self._output, candidate.network, candidate.card)
        except (OSError, UserError) as error:
            return _explain(self._output, error)
        self._waiting = None
        self.is_published = True
        self.best_psnr, self.best_scores = candidate.psnr, dict(candidate.scores)
        return ""

    def save(self, state: dict[str, Any]) -> str:
        """Writes the state; an older one stays whole on failure.

        Args:
            state: All but the best scores, which are added here.

        Returns:
            As `publish`.
        """
        best = {"best_psnr": self.best_psnr, "best_scores": self.best_scores}
        try:
            save_state(self._state_path, state | best)
        except OSError as error:
            return _explain(self._state_path, error)
        self.has_state = True
        return ""


def _explain(path: Path, error: Exception) -> str:
    cause = error if isinstance(error, OSError) else error.__cause__
    reason = system_reason_of(cause) if isinstance(cause, OSError) else reason_of(error)
    text = QT_TRANSLATE_NOOP("Engine", "{path} could not be written ({reason})")
    return Message(text, path=path, reason=reason)
