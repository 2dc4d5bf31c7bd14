"""How large a network is and how fast it trains, told without building it."""

import os

from memnet_gui.network.configuration import NetworkConfig

_WORK_PER_CORE = {"bf16": 4e10, "fp32": 1.6e10}
"""Work that a processor core does in a second of training, measured once."""
_VALUE_WORK = 150
"""What normalising and moving a feature map's value takes, in multiply-adds."""


def count_weights(config: NetworkConfig) -> int:
    """Counts the convolutions' weights without biases and BatchNorms, as the paper does."""
    return _ends(config, reconstructions=1) + _blocks(config, recursions=1)


def count_work(config: NetworkConfig) -> int:
    """Returns about how much work a pixel is, in multiply-adds of a forward pass.

    Small networks spend most of their time between the convolutions.
    """
    macs = _ends(config, config.predictions) + _blocks(config, config.recursions)
    values = config.filters * (2 * config.blocks * config.recursions + 2 * _gate_inputs(config))
    return macs + _VALUE_WORK * values


def _ends(config: NetworkConfig, reconstructions: int) -> int:
    return 9 * config.channels * config.filters * (1 + reconstructions)


def _blocks(config: NetworkConfig, recursions: int) -> int:
    return config.filters**2 * (2 * 9 * config.blocks * recursions + _gate_inputs(config))


def _gate_inputs(config: NetworkConfig) -> int:
    return sum(len(config.gate_memories(block)) for block in range(1, config.blocks + 1))


def training_threads() -> int:
    """Returns how many processor cores training takes: half, the rest is for the photo."""
    return max(1, (os.cpu_count() or 2) // 2)


def guess_speed(
    config: NetworkConfig, device: str, precision: str, measured_work_per_s: float | None
) -> float | None:
    """Returns the pixels that may be trained a second, None where that is anybody's guess.

    Args:
        config: The network.
        device: `cpu` or `cuda`.
        precision: `bf16` or `fp32`.
        measured_work_per_s: What the last run on this device reached.
    """
    work_per_s = measured_work_per_s
    if not work_per_s and device == "cpu":
        work_per_s = _WORK_PER_CORE[precision] * training_threads()
    return work_per_s / count_work(config) if work_per_s else None
