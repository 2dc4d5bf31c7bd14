"""The average of the weights against its formula."""

import torch

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.training.average import WeightAverage


def test_moving_average() -> None:
    network = MemNet(NetworkConfig(1, 1, 4))
    average = WeightAverage(network, decay=0.3)
    weight, averaged = network.feature_conv.weight, average.network.feature_conv.weight
    expected = 0.0
    for updates in range(6):
        torch.nn.init.constant_(weight, 10.0 + updates)
        average.update(network)
        decay = min(0.3, (1 + updates) / (10 + updates)) if updates else 0.0
        expected = decay * expected + (1 - decay) * (10.0 + updates)
        torch.testing.assert_close(averaged, torch.full_like(averaged, expected))
    assert average.updates == 6
    other = WeightAverage(network, decay=0.3)
    other.load_state_dict(average.state_dict())
    assert (other.updates, other.network.feature_conv.weight[0, 0, 0, 0].item()) == (
        6,
        averaged[0, 0, 0, 0].item(),
    )
