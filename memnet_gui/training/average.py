"""An exponential moving average of weights."""

import copy
from collections.abc import Mapping
from typing import Any

import torch

from memnet_gui.network.memnet import MemNet


class WeightAverage:
    """Averages a network's weights over its training.

    torch's `AveragedModel` looks at a counter on the device in every step, which a GPU would
    have to be waited for; this one counts on the host.

    Attributes:
        network: Holds the average. Its BatchNorm statistics are not averaged.
        updates: How often the average was moved.
    """

    def __init__(self, network: MemNet, decay: float) -> None:
        self.network = copy.deepcopy(network)
        self.updates = 0
        self._decay = decay
        self._weights = [weight.detach() for weight in self.network.parameters()]

    @torch.no_grad()
    def update(self, network: MemNet) -> None:
        """Moves the average; a young one moves faster, to forget the initial weights."""
        decay = min(self._decay, (1 + self.updates) / (10 + self.updates))
        weight = 1 - decay if self.updates else 1.0
        torch._foreach_lerp_(self._weights, [p.detach() for p in network.parameters()], weight)
        self.updates += 1

    def state_dict(self) -> dict[str, Any]:
        """Returns what `load_state_dict` continues from."""
        return {"network": self.network.state_dict(), "updates": self.updates}

    def load_state_dict(self, state: Mapping[str, Any]) -> None:
        """Continues from a state."""
        self.network.load_state_dict(state["network"])
        self.updates = int(state["updates"])
