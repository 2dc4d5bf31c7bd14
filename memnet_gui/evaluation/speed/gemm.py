"""What the machine can do: the speed of a plain matrix product."""

import time

import torch

from memnet_gui.restoration.hardware import choose_device

_SIZES = {"cpu": 2048, "cuda": 8192}
_DTYPES = {"fp32": torch.float32, "bf16": torch.bfloat16}
_ROUNDS = 5


def measure_gemm(precision: str, device: str = "auto", *, size: int | None = None) -> float:
    """Returns the best rate of a square matrix product in GFLOP/s, on all threads of torch.

    Args:
        precision: `fp32` or `bf16`.
        device: One of `DEVICES`.
        size: Rows and columns; None takes 2048 on a processor and 8192 on CUDA.
    """
    device = choose_device(device)
    size = size or _SIZES[device]
    left, right = (torch.rand(size, size, device=device).to(_DTYPES[precision]) for _ in range(2))
    seconds = min(_time_product(left, right, device) for _ in range(1 + _ROUNDS))
    return 2 * size**3 / seconds / 1e9


def _time_product(left: torch.Tensor, right: torch.Tensor, device: str) -> float:
    _wait_for(device)
    started = time.perf_counter()
    torch.mm(left, right)
    _wait_for(device)
    return time.perf_counter() - started


def _wait_for(device: str) -> None:
    if device == "cuda":
        torch.cuda.synchronize()
