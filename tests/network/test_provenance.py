"""Where weights come from, in words."""

import pytest

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.provenance import describe_origin

PORT = NetworkConfig(2, 2, 4, shared_recursions=False)
DIFFERENCE = "0.00134 million weights in place of 0.00076; its recursions share no weights"


@pytest.mark.parametrize(
    ("config", "imported_from", "pixels_seen", "words"),
    [
        (NetworkConfig(), "", 5, ""),
        (NetworkConfig(), "a (Caffe)", 0, "Imported from a (Caffe), a network as in the paper"),
        (
            NetworkConfig(),
            "a (Caffe)",
            5,
            "Imported from a (Caffe) and trained further, a network as in the paper",
        ),
        (PORT, "", 5, f"Not the paper's network: {DIFFERENCE}"),
        (PORT, "b", 0, f"Imported from b, not the paper's network: {DIFFERENCE}"),
        (
            PORT,
            "b",
            5,
            f"Imported from b and trained further, not the paper's network: {DIFFERENCE}",
        ),
    ],
)
def test_origins(config: NetworkConfig, imported_from: str, pixels_seen: int, words: str) -> None:
    card = ModelCard(imported_from=imported_from, pixels_seen=pixels_seen)
    assert describe_origin(config, card) == words
