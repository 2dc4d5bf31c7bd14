"""What models that were trained here are for."""

from itertools import product

import pytest

from memnet_gui.app.model_summaries import recognise_summary, summarise_model
from memnet_gui.messages import Message
from memnet_gui.network.card import TASKS

LEVELS = [(0.0, 75.0), (12.5,), (2.0, 3.0, 4.0)]


@pytest.mark.parametrize(("task", "channels", "levels"), list(product(TASKS, (1, 3), LEVELS)))
def test_what_a_card_says_is_recognised(
    task: str, channels: int, levels: tuple[float, ...]
) -> None:
    made = summarise_model(task, channels, levels)
    read = recognise_summary(str(made))
    assert isinstance(read, Message)
    assert (read, read.template) == (made, made.template)
    assert _parts(read) == _parts(made)


def _parts(message: Message) -> object:
    (levels,) = message.fields.values()
    return (levels.template, levels.fields) if isinstance(levels, Message) else levels


@pytest.mark.parametrize(
    "summary",
    ["", "For tests", "Removes noise of sigma  from grey photos", "Removes noise {levels}"],
)
def test_other_summaries_stay_as_they_are(summary: str) -> None:
    assert recognise_summary(summary) is summary


def test_figures_are_written_as_always() -> None:
    assert summarise_model("denoise", 3, (0.0, 75.0)) == (
        "Removes noise of sigma 0 to 75 from colour photos"
    )
    assert summarise_model("upscale", 1, (2.0, 3.0)) == "Sharpens grey photos enlarged 2, 3 times"
