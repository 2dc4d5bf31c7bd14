"""Sizes and speeds are told without building networks."""

from dataclasses import replace

import pytest

from memnet_gui.app.training_choices import PRESETS
from memnet_gui.app.training_estimate import count_weights, count_work, guess_speed
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet

PAPER = NetworkConfig(6, 6, 64)


@pytest.mark.parametrize(
    ("preset", "weights"),
    [
        ("Fast M4R3 C32", 96_832),
        ("M4R6 C64", 435_328),
        ("M6R6 C64 (the paper)", 676_992),
        ("M6R8 C64", 726_144),
        ("M10R10 C64", 1_373_312),
    ],
)
def test_published_counts(preset: str, weights: int) -> None:
    assert count_weights(NetworkConfig(*PRESETS[preset])) == weights


@pytest.mark.parametrize(
    "config",
    [
        NetworkConfig(3, 2, 5, 3),
        NetworkConfig(3, 2, 5, multi_supervised=False),
        NetworkConfig(3, 4, 5, long_term=False),
        NetworkConfig(3, 4, 5, 3, short_term=False),
    ],
)
def test_counts_of_built_networks(config: NetworkConfig) -> None:
    assert count_weights(config) == MemNet(config).convolution_weights()


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
