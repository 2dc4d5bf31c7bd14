"""How large a network is and what it costs, told without building it."""

from memnet_gui.network.configuration import NetworkConfig

_VALUE_WORK = 150
"""What normalising and moving a feature map's value takes, in multiply-adds."""


def count_weights(config: NetworkConfig) -> int:
    """Counts the convolutions' weights without biases and BatchNorms, as the paper does."""
    own = 1 if config.shared_recursions else config.recursions
    return _ends(config, reconstructions=1) + _blocks(config, own)


def count_multiplications(config: NetworkConfig) -> int:
    """Counts the multiply-adds of the convolutions for one pixel of a forward pass."""
    return _ends(config, config.predictions) + _blocks(config, config.recursions)


def count_work(config: NetworkConfig) -> int:
    """Returns about how much work a pixel is, in multiply-adds of a forward pass.

    Small networks spend most of their time between the convolutions.
    """
    values = config.filters * (2 * config.blocks * config.recursions + 2 * _gate_inputs(config))
    return count_multiplications(config) + _VALUE_WORK * values


def _ends(config: NetworkConfig, reconstructions: int) -> int:
    return 9 * config.channels * config.filters * (1 + reconstructions)


def _blocks(config: NetworkConfig, recursions: int) -> int:
    return config.filters**2 * (2 * 9 * config.blocks * recursions + _gate_inputs(config))


def _gate_inputs(config: NetworkConfig) -> int:
    return sum(len(config.gate_memories(block)) for block in range(1, config.blocks + 1))
