"""Whole restorations of photos of several sizes, each in a process of its own."""

import sys
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import cache
from math import isqrt
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.hardware import choose_device

if TYPE_CHECKING:
    from memnet_gui.restoration.models import Model

_ASPECT = 1.5
_STATUS = Path("/proc/self/status")
_CUDA_ROUNDS = 3


@dataclass(frozen=True)
class RestorationSpeed:
    """How fast a photo is restored, and at what expense.

    Attributes:
        network: Its name, such as `M6R6 C64`.
        megapixels: Size of the photo.
        backend: What ran the network.
        precision: `fp32` or `bf16`.
        seconds: From the degraded pixels to the restored ones.
        mp_per_s: Megapixels a second.
        gflops: Useful operations a second in 10^9.
        peak_rss_bytes: Most memory that the whole process had in use; None where unknown.
        peak_cuda_bytes: Most memory of the GPU that tensors took; None on a processor.
        waste: How much was computed twice, as a share of what was needed.
    """

    network: str
    megapixels: float
    backend: str
    precision: str
    seconds: float
    mp_per_s: float
    gflops: float
    peak_rss_bytes: int | None
    peak_cuda_bytes: int | None
    waste: float


def measure_restoration(
    config: NetworkConfig,
    megapixels: float,
    *,
    device: str = "auto",
    memory_bytes: int | None = None,
    keep_predictions: bool = False,
) -> RestorationSpeed:
    """Restores a photo, 3:2, in a new process, so that its peak of memory is its own.

    On CUDA it is the best of some restorations in this process, after one in which kernels are
    compiled: memory is counted on the GPU there, and a process takes seconds to begin.

    Args:
        config: The network; its weights are random.
        megapixels: Size of the photo; it has the network's channels.
        device: One of `DEVICES`.
        memory_bytes: As in a restoration request.
        keep_predictions: Whether M1..MM are kept, too.
    """
    order = (config, megapixels, device, memory_bytes, keep_predictions)
    if choose_device(device) == "cuda":
        return _restore(*order)
    with ProcessPoolExecutor(1, mp_context=get_context("spawn")) as pool:
        return pool.submit(_restore, *order).result()


def _restore(
    config: NetworkConfig,
    megapixels: float,
    device: str,
    memory_bytes: int | None,
    keep_predictions: bool,
) -> RestorationSpeed:
    import torch

    from memnet_gui.evaluation.speed.network import make_picture
    from memnet_gui.network.cost import count_multiplications
    from memnet_gui.restoration.request import RestorationRequest
    from memnet_gui.restoration.restorer import restore

    height = isqrt(round(megapixels * 1e6 / _ASPECT))
    width = round(megapixels * 1e6 / height)
    request = RestorationRequest(
        make_picture(height, width, config.channels),
        _build_model(config),
        device=device,
        memory_bytes=memory_bytes,
        keep_predictions=keep_predictions,
    )
    result = restore(request)
    peak_cuda_bytes = None
    if result.device == "cuda":
        torch.cuda.reset_peak_memory_stats()
        results = (restore(request) for _ in range(_CUDA_ROUNDS))
        result = min(results, key=lambda result: result.seconds)
        peak_cuda_bytes = torch.cuda.max_memory_allocated()
    pixels = height * width
    return RestorationSpeed(
        network=config.name,
        megapixels=pixels / 1e6,
        backend=result.backend,
        precision=result.precision,
        seconds=result.seconds,
        mp_per_s=pixels / result.seconds / 1e6,
        gflops=2 * count_multiplications(config) * pixels / result.seconds / 1e9,
        peak_rss_bytes=_peak_rss_bytes(),
        peak_cuda_bytes=peak_cuda_bytes,
        waste=result.waste,
    )


@cache
def _build_model(config: NetworkConfig) -> "Model":
    from memnet_gui.evaluation.speed.network import build_model

    return build_model(config)


def _peak_rss_bytes() -> int | None:
    """Returns the peak of this process; `getrusage` would tell that of its parent, too."""
    if _STATUS.exists():
        for line in _STATUS.read_text().splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    if sys.platform == "win32":
        return None
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024
