"""The authors' figures that ship with the program."""

import pytest

from memnet_gui.evaluation.published import find_published_weights
from memnet_gui.network.card import TASKS


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_the_authors_weights(task: str) -> None:
    published = find_published_weights(task)
    assert published is not None
    assert published.model == "M6R6"
    assert published.source
    assert len(published.weights) == 6
    assert sum(published.weights) == pytest.approx(1, abs=2e-3)


def test_values_are_the_published_ones() -> None:
    published = find_published_weights("denoise")
    assert published is not None
    assert published.weights == (-0.0034, 0.0029, 0.0111, 0.1038, 0.3634, 0.5226)


def test_unknown_task() -> None:
    assert find_published_weights("dream") is None
