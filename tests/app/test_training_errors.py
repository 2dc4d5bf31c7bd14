"""What the window says when a run cannot go on."""

from pathlib import Path

import pytest

from memnet_gui.app.training_errors import say_in_window
from memnet_gui.training.errors import DivergenceError, StateError
from memnet_gui.training.initial import Ancestor, check_origin


def catch_origin(ancestor: Ancestor | None) -> StateError:
    with pytest.raises(StateError) as caught:
        check_origin(Path("run.resume.pt"), ancestor, Path("new.safetensors"))
    return caught.value


def test_a_run_that_diverges() -> None:
    fields = {"step": 7, "setbacks": 3, "rate": 0.5, "path": Path("new.safetensors")}
    said = say_in_window(DivergenceError("start over with a lower --rate than {rate:g}", **fields))
    assert str(said) == (
        "the loss diverged at step 7 though the rate was halved 3 times; start over under another "
        "name, with a lower rate (Advanced) than 0.5"
    )


def test_a_run_that_started_from_another_model() -> None:
    said = say_in_window(catch_origin(Ancestor("old", 1, "photos")))
    assert str(said) == (
        "run.resume.pt is of a run that started from old, not from new; choose that model, or "
        "take another name"
    )
    said = say_in_window(catch_origin(None))
    assert str(said) == (
        "run.resume.pt is of a run that started from scratch, not from new; choose Scratch, or "
        "take another name"
    )
