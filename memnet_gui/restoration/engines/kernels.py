"""Chooses what computes the layers of a network, by what the machine can do."""

import logging
from functools import cache
from importlib.util import find_spec

import torch

from memnet_gui.restoration.engines import winograd
from memnet_gui.restoration.engines.float32 import Float32Operations
from memnet_gui.restoration.engines.operations import Operations, TorchOperations

log = logging.getLogger(__name__)

_OLDEST_CAPABILITY = (8, 0)
"""Of the GPUs that Triton's kernels are for: from here on there is bfloat16."""
_FILTERS = (16, 32, 64, 128)
"""What Triton's matrix products take."""


def choose_operations(device: torch.device, dtype: torch.dtype, filters: int) -> Operations:
    """Returns what is fastest of what is there and works, at least torch's own operations."""
    if device.type == "cpu" and dtype == torch.float32:
        has_winograd = winograd.is_faster(filters)
        return winograd.WinogradOperations() if has_winograd else Float32Operations()
    if device.type == "cuda" and dtype == torch.bfloat16 and filters in _FILTERS:
        return _choose_on_cuda(device, filters) or TorchOperations(dtype)
    return TorchOperations(dtype)


@cache
def _choose_on_cuda(device: torch.device, filters: int) -> Operations | None:
    """Returns what gave the right result for a small picture, the fastest first."""
    if torch.cuda.get_device_capability(device) < _OLDEST_CAPABILITY or find_spec("triton") is None:
        return None
    try:
        from memnet_gui.restoration.engines import triton_operations

        return triton_operations.choose(device, filters)
    except Exception as error:  # noqa: BLE001 - Triton's and its compiler's own kinds
        log.warning("Triton's kernels cannot be used: %s", error)
        return None
