"""What a card tells of the network that another grew out of, and what growing leaves."""

import pytest
import torch

from memnet_gui.network.ancestry import Seedling, tell_growth
from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import gate_norms
from memnet_gui.network.growth import grow
from memnet_gui.network.memnet import MemNet

FULL = NetworkConfig()
TOLD = tell_growth("fast", "M4R3 C32", 151_600_000)


def seedling_of(images: str, config: NetworkConfig = FULL) -> Seedling | None:
    return Seedling.of(ModelCard(training_images=images), config)


def test_what_is_told_can_be_read() -> None:
    assert TOLD == "grown from fast (M4R3 C32 after 152 Mpx)"
    assert tell_growth("fast", "M4R3 C32", 0) == "grown from fast (M4R3 C32)"
    assert seedling_of(f"291 images; {TOLD}") == Seedling("fast", 4, 3, 32)
    assert seedling_of(f"mine; started from full (291 images; {TOLD})") == Seedling(
        "fast", 4, 3, 32
    )
    name = "a (b) grown"
    assert seedling_of(tell_growth(name, "M1R1 C1", 0)) == Seedling(name, 1, 1, 1)


@pytest.mark.parametrize(
    "images",
    [
        "",
        "291 images: BSD200-train and T91",
        "mine; grown from first",
        "grown from larger (M7R3 C32 after 1 Mpx)",
        "grown from nothing (M0R0 C0 after 1 Mpx)",
        "grown from too (M4R3 C99999999 after 1 Mpx)",
    ],
)
def test_nothing_is_told(images: str) -> None:
    assert seedling_of(images) is None


def test_traces_of_the_full_models() -> None:
    assert Seedling("fast", 4, 3, 32).describe_traces(FULL) == (
        "It grew out of `fast` (M4R3 C32): the older filters of gates 1, 2, 3 and 4 began "
        "without reading H1, H3 and H5; gates 5 and 6 began by passing B4 and B5 on, with all "
        "other weights at 0; w4 and w5 began at 0, w6 with what w4 had been."
    )


@pytest.mark.parametrize(
    ("small", "config", "expected"),
    [
        (Seedling("s", 6, 6, 32), FULL, ""),
        (Seedling("s", 6, 6, 64), FULL, ""),
        (
            Seedling("s", 1, 3, 4),
            NetworkConfig(1, 6, 4),
            "gate 1 began without reading H1, H3 and H5",
        ),
        (Seedling("s", 1, 3, 4), NetworkConfig(1, 6, 4, short_term=False), ""),
        (
            Seedling("s", 2, 2, 4),
            NetworkConfig(3, 2, 4, multi_supervised=False),
            "gate 3 began by passing B2 on, with all other weights at 0",
        ),
        (
            Seedling("s", 2, 2, 4),
            NetworkConfig(3, 2, 4),
            "gate 3 began by passing B2 on, with all other weights at 0; w2 began at 0, w3 with "
            "what w2 had been",
        ),
    ],
    ids=str,
)
def test_traces(small: Seedling, config: NetworkConfig, expected: str) -> None:
    network = f"M{small.blocks}R{small.recursions} C{small.filters}"
    told = f"It grew out of `s` ({network}): {expected}." if expected else ""
    assert small.describe_traces(config) == told


def test_growing_leaves_what_is_told() -> None:
    small = MemNet(NetworkConfig(2, 2, 4))
    assert small.ensemble_weights is not None
    with torch.no_grad():
        small.ensemble_weights.copy_(torch.tensor([0.25, 0.75]))
    large = NetworkConfig(4, 4, 6)
    grown = grow(small, large)
    assert Seedling("s", 2, 2, 4).describe_traces(large) == (
        "It grew out of `s` (M2R2 C4): the older filters of gates 1 and 2 began without reading "
        "H1 and H3; gates 3 and 4 began by passing B2 and B3 on, with all other weights at 0; w2 "
        "and w3 began at 0, w4 with what w2 had been."
    )
    for number, block in enumerate(grown.memory_blocks, start=1):
        names = large.gate_memories(number)
        read = block.gate.conv.weight.detach()[:4].view(4, len(names), 6).square().sum(dim=(0, 2))
        unread = {name for name, square in zip(names, read.tolist(), strict=True) if square == 0}
        added = {"H1", "H3"}
        assert unread == (added if number < 3 else {*names} - {f"B{number - 1}"})
    assert [gate.passed_on for gate in gate_norms(grown)[2:]] == [1, 1]
    assert grown.ensemble_weights is not None
    assert grown.ensemble_weights.tolist() == [0.25, 0, 0, 0.75]
