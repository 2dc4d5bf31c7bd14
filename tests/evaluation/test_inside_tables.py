"""What a network learned inside, in tables."""

import torch

from memnet_gui.evaluation.inside_tables import (
    render_beginnings,
    render_ensemble_weights,
    render_gate_observations,
    render_task_comparison,
)
from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.growth import grow
from memnet_gui.network.memnet import MemNet


def gated(*norms: float) -> MemNet:
    """Returns a network of two blocks that read each memory with a mean norm: B0, H1, H2 of the
    first block, then B0, B1, H1, H2 of the second."""
    network = MemNet(NetworkConfig(2, 2, 4))
    left = iter(norms)
    with torch.no_grad():
        for block, count in zip(network.memory_blocks, (3, 4), strict=True):
            weight = block.gate.conv.weight
            assert weight.shape == (4, 4 * count, 1, 1)
            weight.zero_()
            for memory in range(count):
                weight[0, 4 * memory : 4 * memory + 4] = next(left)
    return network


def test_ensemble_weights_stand_over_the_authors() -> None:
    network = MemNet(NetworkConfig(2, 1, 4))
    with torch.no_grad():
        assert network.ensemble_weights is not None
        network.ensemble_weights.copy_(torch.tensor([-0.25, 1.0]))
    assert render_ensemble_weights(network, "denoise") == [
        "| ensemble weights | w1 | w2 | w3 | w4 | w5 | w6 |",
        "|---|---|---|---|---|---|---|",
        "| here | -0.250 | 1.000 |  |  |  |  |",
        "| the authors' M6R6 | -0.003 | 0.003 | 0.011 | 0.104 | 0.363 | 0.523 |",
    ]


def test_a_basic_network_has_no_ensemble_weights() -> None:
    basic = MemNet(NetworkConfig(2, 1, 4, multi_supervised=False))
    assert render_ensemble_weights(basic, "denoise") == []


def test_observations_are_told_apart() -> None:
    # The mean falls from 2 to 1.4, the variance rises; H2 leads in the first block alone.
    lines = render_gate_observations(gated(1, 2, 3, 1, 4, 0.4, 0.2))
    assert lines[0] == "| the paper's observation on its gate units | holds | here |"
    fall, lead, gain = lines[2:]
    assert fall.startswith("| Mean and variance fall as m grows | no | From block 1 to 2 the mean")
    assert "goes from 2 to 1.4 (falls in 1 of 1 steps)" in fall
    assert lead.startswith("| The last recursion contributes most | no |")
    assert "in 1 of 2 blocks" in lead
    assert gain.startswith(
        "| Long-term memory gains on the first recursions in late blocks | yes |"
    )
    assert "have 0.50 times" in gain
    assert "6.25 times in the last" in gain


def test_where_training_began_is_told() -> None:
    grown = grow(gated(1, 1, 1, 1, 1, 1, 1), NetworkConfig(3, 2, 4))
    told = ModelCard(training_images="photos; grown from fast (M2R2 C4 after 2 Mpx)")
    measured = (
        "Gate 3 mostly passes B2 on, map by map (100% of its squared weights); blocks that are "
        "added to a trained network begin so, with all other weights at 0."
    )
    assert render_beginnings(grown, ModelCard()) == [measured]
    assert render_beginnings(grown, told) == [
        f"{measured} It grew out of `fast` (M2R2 C4): gate 3 began by passing B2 on, with all "
        "other weights at 0; w2 began at 0, w3 with what w2 had been."
    ]
    assert render_beginnings(gated(1, 1, 1, 1, 1, 1, 1), ModelCard()) == []


def test_networks_of_one_configuration_and_two_tasks_are_compared() -> None:
    one, other = gated(1, 1, 1, 1, 1, 1, 1), gated(3, 3, 3, 3, 3, 3, 3)
    models = [
        ("a", "denoise", one),
        ("b", "denoise", other),
        ("c", "deblock", other),
        ("d", "upscale", MemNet(NetworkConfig(1, 1, 4))),
    ]
    rows = render_task_comparison(models)[2:]
    assert [row.split(" | ")[0] for row in rows] == ["| a and c", "| b and c"]
    # |1 - 3| / 2
    assert "differ by 100% per memory on average (2 blocks compared)" in rows[0]
    assert "differ by 0%" in rows[1]
    assert render_task_comparison(models[:2]) == []
