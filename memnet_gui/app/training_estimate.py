"""How fast a network trains, told without building it."""

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_work
from memnet_gui.restoration.hardware import usable_processors

_WORK_PER_CORE = {"bf16": 4e10, "fp32": 1.6e10}
"""Work that a processor core does in a second of training, measured once."""


def training_threads() -> int:
    """Returns how many processor cores training takes: half, the rest is for the photo."""
    return max(1, usable_processors() // 2)


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
