"""Chooses where and how precisely to compute."""

import math
import os
import sys
from functools import cache
from importlib.util import find_spec

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.configuration import NetworkConfig

DEVICES = ("auto", "cpu", "cuda")
PRECISIONS = ("auto", "fp32", "bf16")
BACKENDS = ("auto", "torch", "openvino")
BACKEND_NAMES = {"torch": "PyTorch", "openvino": "OpenVINO"}

_TILE_STEP_PX = 16
_MEMORY_BYTES = {"cpu": 1 << 30, "cuda": 4 << 30}
_BUDGET_BYTES = 5 << 28
"""Feature maps of the paper's network on 24 megapixels, 6000 pixels wide, with some to spare."""
_CUDA_MEMORY_SHARE = 0.6
_LARGEST_TILE_PX = {"cpu": 512, "cuda": 1024}


class DeviceError(UserError):
    """The requested device is not there."""


def choose_device(wanted: str) -> str:
    """Returns `cpu` or `cuda`; `auto` takes CUDA where there is one.

    Raises:
        DeviceError: CUDA was asked for and there is none.
        ValueError: `wanted` is not one of `DEVICES`.
    """
    if wanted not in DEVICES:
        raise ValueError(f"the device must be one of {', '.join(DEVICES)}, not {wanted!r}")
    import torch  # takes a second

    available = torch.cuda.is_available()
    if wanted == "cuda" and not available:
        text = QT_TRANSLATE_NOOP("Engine", "no CUDA device was found; choose the CPU instead")
        raise DeviceError(text)
    return "cuda" if available and wanted != "cpu" else "cpu"


@cache
def automatic_threads() -> int:
    """Returns how many threads shall compute beside a window, on this process's processors.

    As many as torch takes by itself, which is one for each core: two on one core would share what
    multiplies. Where that is every processor there is, one is left to the window, unless there are
    only two: then its timers are as late with one at work as with both. To be asked before torch
    is told another number, which would be taken for its own.
    """
    import torch  # takes a second

    own = torch.get_num_threads()
    return own - 1 if own > 2 and own >= usable_processors() else own


def usable_processors() -> int:
    """Counts the processors that this process may use; two on one core are two."""
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def choose_precision(wanted: str, device: str) -> str:
    """Returns `fp32` or `bf16`; `auto` takes bf16 where the processor computes in it.

    Raises:
        ValueError: `wanted` is not one of `PRECISIONS`.
    """
    if wanted not in PRECISIONS:
        raise ValueError(f"the precision must be one of {', '.join(PRECISIONS)}, not {wanted!r}")
    if wanted != "auto":
        return wanted
    import torch  # takes a second

    if device == "cuda":
        able = torch.cuda.is_bf16_supported(including_emulation=False)
        return "bf16" if able else "fp32"
    # Converting to bf16 without instructions for it is slower than fp32.
    has_bf16 = torch.cpu._is_avx512_bf16_supported() or torch.cpu._is_amx_tile_supported()  # noqa: SLF001
    return "bf16" if has_bf16 else "fp32"


def choose_backend(wanted: str, device: str) -> str:
    """Returns `torch` or `openvino`.

    `auto` takes torch, which computes nothing twice, unless it convolves slowly here for want
    of oneDNN and OpenVINO is installed.

    Args:
        wanted: One of `BACKENDS`.
        device: `cpu` or `cuda`.

    Raises:
        DeviceError: OpenVINO was asked for on CUDA or is not installed.
        ValueError: `wanted` is not one of `BACKENDS`.
    """
    if wanted not in BACKENDS:
        raise ValueError(f"the backend must be one of {', '.join(BACKENDS)}, not {wanted!r}")
    if wanted == "openvino" and device == "cuda":
        text = QT_TRANSLATE_NOOP(
            "Engine", "OpenVINO computes on the processor; choose the CPU with it"
        )
        raise DeviceError(text)
    if wanted == "openvino" and not has_openvino():
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "OpenVINO is not installed; install it with 'pip install openvino', or choose the "
            "backend torch",
        )
        raise DeviceError(text)
    if wanted != "auto":
        return wanted
    from memnet_gui.restoration.engines import operations  # imports torch

    is_slow = device == "cpu" and not operations.has_fused_convolution()
    return "openvino" if is_slow and has_openvino() else "torch"


def has_openvino() -> bool:
    """Whether OpenVINO is installed; importing it to see whether it works takes a while."""
    return "openvino" in sys.modules or find_spec("openvino") is not None


def choose_tile_px(config: NetworkConfig, device: str, precision: str, images: int = 1) -> int:
    """Returns the largest tile that keeps within a modest share of memory.

    Args:
        config: The network.
        device: `cpu` or `cuda`.
        precision: `fp32` or `bf16`.
        images: How many go through the network side by side.
    """
    item_bytes = 2 if precision == "bf16" else 4
    memories = config.blocks + 1 + config.recursions
    gathered = 2 * (config.blocks + config.recursions)
    pixel_bytes = item_bytes * config.filters * (memories + gathered + 4)
    side = math.isqrt(_MEMORY_BYTES[device] // (pixel_bytes * images))
    side = min(side - side % _TILE_STEP_PX, _LARGEST_TILE_PX[device])
    return max(side, _TILE_STEP_PX)


def memory_budget(device: str) -> int:
    """Returns how many bytes feature maps may take on `cpu` or `cuda`."""
    if device != "cuda":
        return _BUDGET_BYTES
    import torch

    # What torch holds and does not use is free as well.
    idle = torch.cuda.memory_reserved() - torch.cuda.memory_allocated()
    return int(_CUDA_MEMORY_SHARE * (torch.cuda.mem_get_info()[0] + idle))


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an error says that memory did not suffice."""
    import torch

    if isinstance(error, torch.OutOfMemoryError | MemoryError):
        return True
    return "DefaultCPUAllocator" in str(error) or "not enough memory" in str(error)
