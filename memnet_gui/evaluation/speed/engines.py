"""Every backend and precision on the same picture, and torch's own forward passes beside them."""

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from memnet_gui.evaluation.speed.network import build_model, make_picture
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_multiplications
from memnet_gui.network.memnet import MemNetOutput
from memnet_gui.restoration.hardware import BACKENDS, DeviceError, choose_device
from memnet_gui.restoration.request import RestorationRequest
from memnet_gui.restoration.restorer import restore

Forward = Callable[[Tensor], MemNetOutput]

PLAIN = "plain torch"
COMPILED = "compiled torch"
_ROUNDS = 2


@dataclass(frozen=True)
class EngineSpeed:
    """How fast one way to run a network is.

    Attributes:
        name: `PLAIN`, `COMPILED`, or a backend.
        precision: `fp32` or `bf16`.
        gflops: Useful operations a second in 10^9: what is computed twice does not count.
        mp_per_s: Megapixels a second.
        gemm_fraction: `gflops` of those of a matrix product in the same precision.
        max_abs_error: Largest difference from `PLAIN` in fp32, for values from 0 to 1.
        first_s: What the first picture of a size takes longer than the next, in seconds.
    """

    name: str
    precision: str
    gflops: float
    mp_per_s: float
    gemm_fraction: float
    max_abs_error: float
    first_s: float


def measure_engines(
    config: NetworkConfig,
    side_px: int,
    gemm: Mapping[str, float],
    device: str = "auto",
    *,
    compiled: bool = False,
) -> Iterator[EngineSpeed]:
    """Yields the speed of each engine that is there, the plain forward passes first.

    Args:
        config: The network; its weights are random.
        side_px: Width and height of the picture.
        gemm: GFLOP/s of a matrix product for each precision to measure.
        device: One of `DEVICES`.
        compiled: Measure what torch.compile makes of the network, too: it needs a compiler,
            and minutes.
    """
    model = build_model(config)
    pixels = make_picture(side_px, side_px, config.channels)
    place = choose_device(device)
    if place == "cuda":
        torch.backends.cudnn.allow_tf32 = False  # what is to be exact shall be
    network = model.network.to(place)
    exact, first_s, seconds = _time(lambda: _forward(network, pixels, place, "fp32"))
    flop = 2 * count_multiplications(config) * side_px**2

    def speed(name: str, precision: str, result: NDArray[np.float32]) -> EngineSpeed:
        rate = flop / seconds / 1e9
        return EngineSpeed(
            name=name,
            precision=precision,
            gflops=rate,
            mp_per_s=side_px**2 / seconds / 1e6,
            gemm_fraction=rate / gemm[precision],
            max_abs_error=float(np.abs(result - exact).max()),
            first_s=max(0.0, first_s - seconds),
        )

    yield speed(PLAIN, "fp32", exact)
    network.to(memory_format=torch.channels_last)  # type: ignore[call-overload]
    peers: dict[str, Forward] = {PLAIN: network}
    if compiled:
        peers[COMPILED] = torch.compile(network, mode="max-autotune")
    for name, forward in peers.items():
        for precision in gemm:
            if (name, precision) != (PLAIN, "fp32"):
                run = partial(_forward, forward, pixels, place, precision)
                result, first_s, seconds = _time(run)
                yield speed(name, precision, result)
    for backend in BACKENDS[1:]:
        for precision in gemm:
            request = RestorationRequest(
                pixels, model, device=device, precision=precision, backend=backend
            )
            try:
                result, first_s, seconds = _time(partial(_restore, request))
            except DeviceError:
                continue
            yield speed(backend, precision, result)


def _forward(
    network: Forward, pixels: NDArray[np.float32], device: str, precision: str
) -> NDArray[np.float32]:
    """Restores the whole picture at once, as the network is defined; bf16 by autocast."""
    image = torch.from_numpy(pixels.transpose(2, 0, 1)[None].copy()).to(device)
    autocast = torch.autocast(device, torch.bfloat16, enabled=precision == "bf16")
    with torch.inference_mode(), autocast:
        final = network(image).final[0]
    restored: NDArray[np.float32] = final.float().cpu().numpy().transpose(1, 2, 0)
    return restored


def _restore(request: RestorationRequest) -> NDArray[np.float32]:
    return restore(request).pixels


def _time(run: Callable[[], NDArray[np.float32]]) -> tuple[NDArray[np.float32], float, float]:
    """Returns the result, the seconds of the first run and those of the best of the next."""
    first = _time_once(run)
    rest = [_time_once(run) for _ in range(_ROUNDS)]
    return first[0], first[1], min(seconds for _, seconds in rest)


def _time_once(run: Callable[[], NDArray[np.float32]]) -> tuple[NDArray[np.float32], float]:
    started = time.perf_counter()
    result = run()
    return result, time.perf_counter() - started
