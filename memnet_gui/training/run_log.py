"""Follows a training run: TensorBoard for the curves, a line of text for the eye."""

import logging
import math
from contextlib import suppress
from pathlib import Path
from types import TracebackType
from typing import Self

from torch.utils.tensorboard.writer import SummaryWriter

from memnet_gui.training.progress import TrainingProgress, Validation

_UNWRITABLE = (OSError, UnicodeError)
"""TensorBoard takes no path that is not UTF-8."""

log = logging.getLogger(__name__)


class RunLog:
    """Writes each report to TensorBoard event files in a folder.

    A run does without curves rather than end: where they cannot be written, they stop.
    """

    def __init__(self, folder: Path, last_step: int = 0) -> None:
        """Opens the log and hides what an earlier run or an aborted slice wrote after `last_step`.

        Args:
            folder: Where the event files go.
            last_step: How far the run is that goes on here; 0 when it starts.
        """
        self._writer: SummaryWriter | None = None
        try:
            self._writer = SummaryWriter(str(folder), purge_step=last_step + 1)
        except _UNWRITABLE:
            log.warning("no TensorBoard log can be written to %s", folder, exc_info=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._close()

    def write(self, progress: TrainingProgress) -> None:
        """Writes one report."""
        if self._writer is None:
            return
        try:
            for name, value in curves(progress):
                if math.isfinite(value):
                    self._writer.add_scalar(name, value, progress.step)
        except _UNWRITABLE:
            log.warning("the TensorBoard log ends at step %d", progress.step, exc_info=True)
            self._close()

    def _close(self) -> None:
        if self._writer is not None:
            with suppress(*_UNWRITABLE):
                self._writer.close()
        self._writer = None


def curves(progress: TrainingProgress) -> list[tuple[str, float]]:
    """Returns the points of the curves by their TensorBoard names."""
    points = [
        ("training/loss", progress.loss),
        ("training/rate", progress.rate),
        ("training/gradient_norm", progress.gradient_norm),
        ("training/megapixels", progress.pixels / 1e6),
        ("training/megapixels_per_s", progress.pixels_per_s / 1e6),
    ]
    return points + (_validation_curves(progress.validation) if progress.validation else [])


def _validation_curves(validation: Validation) -> list[tuple[str, float]]:
    points = []
    for level, scores in validation.scores.items():
        predictions = enumerate(scores.predictions, start=1)
        points.append((f"{level}/input", scores.input))
        points += [(f"{level}/M{number}", psnr) for number, psnr in predictions]
        points.append((f"{level}/final", scores.final))
    points += [(f"gates/mean {gate.block}", gate.mean) for gate in validation.gate_norms]
    weights = enumerate(validation.ensemble_weights or (), start=1)
    return points + [(f"ensemble/w{number}", weight) for number, weight in weights]


def describe(progress: TrainingProgress) -> str:
    """Returns one line of text, and one more for a note."""
    if math.isnan(progress.loss):  # no step was taken yet
        return progress.note
    line = (
        f"{progress.done:6.1%}  step {progress.step}  {progress.pixels / 1e6:.1f} Mpx  "
        f"{progress.pixels_per_s / 1e3:.0f} kpx/s  loss {progress.loss:.3e}  "
        f"rate {progress.rate:.2e}"
    )
    validation = progress.validation
    if validation and validation.scores:
        scores = ", ".join(f"{name} {psnr:.2f} dB" for name, psnr in validation.final_psnr.items())
        line += f"  validation: {scores}{' (best)' if validation.is_best else ''}"
    return f"{line}\n{progress.note}" if progress.note else line
