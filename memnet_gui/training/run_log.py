"""Follows a training run: TensorBoard for the curves, one line of text at a time for the eye."""

import sys
from pathlib import Path
from types import TracebackType
from typing import Self

from torch.utils.tensorboard.writer import SummaryWriter

from memnet_gui.training.trainer import TrainingProgress


class RunLog:
    """Writes each report to TensorBoard event files in a folder and to standard error."""

    def __init__(self, folder: Path, last_step: int = 0) -> None:
        """Opens the log and hides what an earlier run or an aborted slice wrote after `last_step`.

        Args:
            folder: Where the event files go.
            last_step: How far the run is that goes on here; 0 when it starts.
        """
        self._writer = SummaryWriter(str(folder), purge_step=last_step + 1)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._writer.close()

    def write(self, progress: TrainingProgress) -> None:
        """Writes one report."""
        step = progress.step
        self._writer.add_scalar("training/loss", progress.loss, step)
        self._writer.add_scalar("training/rate", progress.rate, step)
        self._writer.add_scalar("training/gradient_norm", progress.gradient_norm, step)
        self._writer.add_scalar("training/megapixels", progress.pixels / 1e6, step)
        for name, psnr in progress.validation_psnr.items():
            self._writer.add_scalar(f"validation/psnr {name}", psnr, step)
        print(describe(progress), file=sys.stderr, flush=True)  # noqa: T201 - this is the log


def describe(progress: TrainingProgress) -> str:
    """Returns one line of text."""
    speed = progress.pixels / 1e3 / progress.seconds if progress.seconds else 0.0
    line = (
        f"{progress.done:6.1%}  step {progress.step}  {progress.pixels / 1e6:.1f} Mpx  "
        f"{speed:.0f} kpx/s  loss {progress.loss:.3e}  rate {progress.rate:.2e}"
    )
    if progress.validation_psnr:
        scores = ", ".join(f"{n} {psnr:.2f} dB" for n, psnr in progress.validation_psnr.items())
        line += f"  validation: {scores}{' (best)' if progress.is_best else ''}"
    return line
