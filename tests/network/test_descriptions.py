"""Networks in a few words."""

import pytest

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_weights
from memnet_gui.network.descriptions import describe_levels, describe_network


@pytest.mark.parametrize(
    ("degradation", "words"),
    [
        ({"noise_sigma": [0.0, 75.0]}, "noise sigma 0 to 75"),
        ({"noise_sigma": [30, 50, 70]}, "noise sigma 30, 50, 70"),
        ({"noise_sigma": [12.5]}, "noise sigma 12.5"),
        ({"jpeg_quality": [5, 60]}, "JPEG quality 5 to 60"),
        ({"scale": [2.0, 3.0, 4.0]}, "x2, x3, x4"),
        ({"scale": [2, 4]}, "x2, x4"),
        ({"blur": [1]}, "blur 1"),
        ({}, ""),
    ],
)
def test_levels_in_words(degradation: dict[str, list[float]], words: str) -> None:
    assert describe_levels(ModelCard(degradation=degradation)) == words


@pytest.mark.parametrize(
    ("degradation", "words"),
    [
        ({"noise_sigma": [15.0, 50.0]}, "noise sigma 15, 50"),
        ({"jpeg_quality": [10, 20, 40]}, "JPEG quality 10, 20, 40"),
        ({"scale": [2, 4]}, "x2, x4"),
    ],
)
def test_listed_levels_in_words(degradation: dict[str, list[float]], words: str) -> None:
    card = ModelCard(degradation=degradation, levels_listed=True)
    assert describe_levels(card) == words


def test_networks_of_the_paper() -> None:
    assert count_weights(NetworkConfig(6, 6, 64)) == 676_992
    assert describe_network(NetworkConfig(6, 6, 64)) == (
        "M6R6 C64, grey, 80 layers, 676,992 convolution weights"
    )
