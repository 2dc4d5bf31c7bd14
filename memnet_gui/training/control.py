"""How another thread, or Ctrl+C, steers a training run."""

import time

_WAIT_S = 0.05


class TrainingStopped(Exception):  # noqa: N818 - nothing failed
    """The run was told to end at once."""


class TrainingControl:
    """Pauses and stops one run, which polls it between two steps.

    Safe to use from any thread and from a signal handler: it holds single values and no lock,
    which a handler could find taken by the very code it interrupts.
    """

    def __init__(self) -> None:
        self._paused = False
        self._ends_kept = False
        self._ends_at_once = False

    def pause(self) -> None:
        """Has the run wait, saved, until `resume` or `stop`."""
        self._paused = True

    def resume(self) -> None:
        """Ends a pause."""
        self._paused = False

    def stop(self, *, keep: bool) -> None:
        """Ends the run after its current step; what comes later cannot undo it.

        Args:
            keep: Validate and publish what was learned first. Otherwise only the state to
                resume from is saved, which also cuts short a validation that is under way.
        """
        if keep:
            self._ends_kept = True
        else:
            self._ends_at_once = True

    @property
    def paused(self) -> bool:
        """Whether the run is to wait."""
        return self._paused and not self.stopped

    @property
    def stopped(self) -> bool:
        """Whether the run is to end, in either way."""
        return self._ends_kept or self._ends_at_once

    @property
    def ends_at_once(self) -> bool:
        """Whether the run is to end without validating."""
        return self._ends_at_once

    def check(self) -> None:
        """Leaves a long piece of work.

        Raises:
            TrainingStopped: The run is to end at once.
        """
        if self._ends_at_once:
            raise TrainingStopped

    def check_going_on(self) -> None:
        """Leaves what comes before the first step, of which there is nothing to keep.

        Raises:
            TrainingStopped: The run is to end, in either way.
        """
        if self.stopped:
            raise TrainingStopped

    def wait_while_paused(self) -> None:
        """Returns when the pause is over or the run is to end."""
        while self.paused:
            time.sleep(_WAIT_S)
