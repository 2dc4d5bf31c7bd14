"""The network and the pictures whose speed is measured."""

from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn
from torch.optim.swa_utils import update_bn

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.models import Model, ModelInfo

PAPER = NetworkConfig()
FAST = NetworkConfig(blocks=4, recursions=3, filters=32)
_USED_RADIUS = 0.85
"""Share of the receptive field that trained networks use, for the halo of narrow tiles."""


def build_model(config: NetworkConfig) -> Model:
    """Returns a network with random weights: as fast as a trained one, and no use otherwise."""
    torch.manual_seed(0)
    network = MemNet(config)
    nn.init.normal_(network.reconstruction_conv.weight, std=0.01)
    # Without statistics of its own the feature maps would grow from one recursion to the next.
    update_bn([torch.rand(1, config.channels, 32, 32)], network)
    network.eval()
    card = ModelCard(halo_px=round(_USED_RADIUS * config.receptive_radius_px))
    return Model(ModelInfo(config.name, Path(), config, card), network)


def make_picture(height: int, width: int, channels: int) -> NDArray[np.float32]:
    """Returns noise, (height, width, channels) float32 in [0, 1]."""
    return np.random.default_rng(0).random((height, width, channels), dtype=np.float32)
