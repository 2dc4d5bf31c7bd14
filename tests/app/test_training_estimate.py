"""Speeds are told without building networks."""

from dataclasses import replace

import pytest

from memnet_gui.app.training_estimate import guess_speed
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_weights, count_work

PAPER = NetworkConfig(6, 6, 64)


def test_recursions_cost_time_but_few_weights() -> None:
    deeper = replace(PAPER, recursions=12)
    assert count_weights(deeper) < 1.4 * count_weights(PAPER)
    assert count_work(deeper) > 1.8 * count_work(PAPER)


def test_speed() -> None:
    fast = NetworkConfig(4, 3, 32)
    guess = guess_speed(fast, "cpu", "bf16", None)
    assert guess is not None
    assert guess > 5 * (guess_speed(PAPER, "cpu", "bf16", None) or 0)
    assert guess > (guess_speed(fast, "cpu", "fp32", None) or 0)
    assert guess_speed(fast, "cuda", "bf16", None) is None
    assert guess_speed(fast, "cuda", "bf16", 10.0 * count_work(fast)) == pytest.approx(10)
