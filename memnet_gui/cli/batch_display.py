"""What `memnet-gui restore` shows: a line for each photo, and a bar on a terminal."""

import sys
from types import TracebackType
from typing import Self

from tqdm import tqdm

from memnet_gui.restoration.batch.result import Details, PhotoResult, State
from memnet_gui.restoration.batch.run import BatchEvent, PhotoEnded, PhotoProgressed, PhotoStarted
from memnet_gui.restoration.hardware import BACKEND_NAMES
from memnet_gui.restoration.request import Preparing, Progress

_WORTH_TELLING_S = 0.1
_STYLE = "{desc} {percentage:3.0f}% |{bar}| {remaining} left, {rate_fmt}"


class BatchDisplay:
    """Shows what a batch reports; the bar goes when the block ends."""

    def __init__(self, is_quiet: bool) -> None:
        """Prints no line for a photo that is done if `is_quiet`."""
        self._is_quiet = is_quiet
        # disable=None shows the bar on a terminal only.
        self._bar = tqdm(total=0.0, unit="MP", leave=False, disable=None, bar_format=_STYLE)
        self._started = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        _error: BaseException | None,
        _trace: TracebackType | None,
    ) -> None:
        self._bar.close()

    def __call__(self, event: BatchEvent) -> None:
        """Takes a report."""
        if isinstance(event, PhotoStarted):
            self._started += 1
            self._bar.set_description_str(event.photo.path.name, refresh=False)
            return
        progress = event.progress
        name = self._name(event)
        if progress.photos > 1:
            name = f"{self._started}/{progress.photos} {name}"
        self._bar.total = progress.megapixels
        self._bar.set_description_str(name, refresh=False)
        if isinstance(event, PhotoEnded):
            self._print(event.result)
        if isinstance(event, PhotoEnded) or isinstance(event.event, Progress):
            self._bar.update(progress.megapixels_done - self._bar.n)
        elif isinstance(event.event, Preparing):
            self._bar.refresh()

    def _name(self, event: PhotoProgressed | PhotoEnded) -> str:
        if isinstance(event, PhotoEnded):
            return event.result.photo.path.name
        name = event.photo.path.name
        return f"{name}: {event.event}" if isinstance(event.event, Preparing) else name

    def _print(self, result: PhotoResult) -> None:
        if result.state is State.FAILED:
            tqdm.write(f"memnet-gui: {result.error}", file=sys.stderr)
        elif result.details is not None and not self._is_quiet:
            line = f"{result.target}  ({describe(result.details)})  {result.details.note}"
            tqdm.write(line.rstrip(), file=sys.stdout)
            sys.stdout.flush()


def describe(details: Details) -> str:
    """Returns how a photo was restored, in a few words."""
    words = [
        f"{details.restored_s:.1f} s",
        f"{details.device} {details.precision} {details.backend}",
        details.model,
    ]
    if details.prepared_s >= _WORTH_TELLING_S:
        backend = BACKEND_NAMES[details.backend]
        words[0] += f" ({details.prepared_s:.1f} s to prepare {backend})"
    if details.colours:
        words.append(details.colours)
    if details.result_width != details.width:
        words.append(f"{details.result_width} x {details.result_height} pixels")
    return ", ".join(words)
