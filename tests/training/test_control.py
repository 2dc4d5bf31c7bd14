"""Steering a run from outside."""

import threading

import pytest

from memnet_gui.training.control import TrainingControl, TrainingStopped


def test_pause_ends_by_resume_or_stop() -> None:
    control = TrainingControl()
    control.wait_while_paused()  # returns at once
    for end in (control.resume, lambda: control.stop(keep=True)):
        control.pause()
        assert control.paused
        waiting = threading.Thread(target=control.wait_while_paused)
        waiting.start()
        waiting.join(0.15)
        assert waiting.is_alive()
        end()
        waiting.join(5)
        assert not waiting.is_alive()
        assert not control.paused


def test_at_once_beats_keep_in_either_order() -> None:
    for first in (True, False):
        control = TrainingControl()
        control.check()
        assert not control.stopped
        control.stop(keep=first)
        assert (control.stopped, control.ends_at_once) == (True, not first)
        control.stop(keep=not first)
        assert control.ends_at_once
        with pytest.raises(TrainingStopped):
            control.check()
