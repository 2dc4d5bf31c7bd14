"""The choice of device, precision and tile on machines that this one is not."""

import os
import subprocess
import sys

import pytest
import torch

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration import hardware
from memnet_gui.restoration.engines import operations
from memnet_gui.restoration.hardware import (
    DeviceError,
    automatic_threads,
    choose_backend,
    choose_device,
    choose_precision,
    choose_tile_px,
)

PAPER = NetworkConfig(6, 6, 64)
ON_ONE_PROCESSOR = """
import os

os.sched_setaffinity(0, sorted(os.sched_getaffinity(0))[:1])

from memnet_gui.restoration.hardware import automatic_threads, usable_processors

print(usable_processors(), automatic_threads())
"""


def pretend(monkeypatch: pytest.MonkeyPatch, *, cuda: bool) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: cuda)


@pytest.mark.parametrize(
    ("wanted", "cuda", "expected"),
    [
        ("auto", True, "cuda"),
        ("auto", False, "cpu"),
        ("cpu", True, "cpu"),
        ("cpu", False, "cpu"),
        ("cuda", True, "cuda"),
    ],
)
def test_device(monkeypatch: pytest.MonkeyPatch, wanted: str, cuda: bool, expected: str) -> None:
    pretend(monkeypatch, cuda=cuda)
    assert choose_device(wanted) == expected


def test_cuda_without_cuda(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, cuda=False)
    with pytest.raises(DeviceError, match="no CUDA device was found; choose the CPU"):
        choose_device("cuda")


@pytest.mark.parametrize("able", [True, False])
def test_automatic_precision_on_cuda(monkeypatch: pytest.MonkeyPatch, able: bool) -> None:
    # Older GPUs emulate it, slowly, and torch counts that as well unless it is told not to.
    monkeypatch.setattr(
        torch.cuda,
        "is_bf16_supported",
        lambda including_emulation=True: including_emulation or able,
    )
    assert choose_precision("auto", "cuda") == ("bf16" if able else "fp32")


@pytest.mark.parametrize(
    ("avx512", "amx", "expected"),
    [(True, False, "bf16"), (False, True, "bf16"), (False, False, "fp32")],
)
def test_automatic_precision_on_the_cpu(
    monkeypatch: pytest.MonkeyPatch, avx512: bool, amx: bool, expected: str
) -> None:
    monkeypatch.setattr(torch.cpu, "_is_avx512_bf16_supported", lambda: avx512)
    monkeypatch.setattr(torch.cpu, "_is_amx_tile_supported", lambda: amx)
    assert choose_precision("auto", "cpu") == expected


def test_precision_asked_for() -> None:
    for device in ("cpu", "cuda"):
        for precision in ("fp32", "bf16"):
            assert choose_precision(precision, device) == precision


@pytest.mark.parametrize(
    ("wanted", "device", "fused", "installed", "expected"),
    [
        ("auto", "cpu", True, True, "torch"),
        ("auto", "cpu", False, True, "openvino"),
        ("auto", "cpu", False, False, "torch"),
        ("auto", "cuda", False, True, "torch"),
        ("torch", "cpu", False, True, "torch"),
        ("openvino", "cpu", True, True, "openvino"),
    ],
)
def test_backend(
    monkeypatch: pytest.MonkeyPatch,
    wanted: str,
    device: str,
    fused: bool,
    installed: bool,
    expected: str,
) -> None:
    monkeypatch.setattr(operations, "has_fused_convolution", lambda: fused)
    monkeypatch.setattr(hardware, "has_openvino", lambda: installed)
    assert choose_backend(wanted, device) == expected


def test_openvino_where_it_is_not(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(DeviceError, match="choose the CPU with it"):
        choose_backend("openvino", "cuda")
    monkeypatch.delitem(sys.modules, "openvino", raising=False)
    monkeypatch.setattr(hardware, "find_spec", lambda _name: None)
    with pytest.raises(DeviceError, match=r"not installed.*or choose the backend torch"):
        choose_backend("openvino", "cpu")


def test_unknown_choices() -> None:
    with pytest.raises(ValueError, match="auto, torch, openvino, not 'onnx'"):
        choose_backend("onnx", "cpu")
    with pytest.raises(ValueError, match="auto, cpu, cuda, not 'tpu'"):
        choose_device("tpu")
    with pytest.raises(ValueError, match="auto, fp32, bf16, not 'fp8'"):
        choose_precision("fp8", "cpu")


@pytest.mark.parametrize("device", ["cpu", "cuda"])
@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_tile_fits_the_memory_meant_for_it(device: str, precision: str) -> None:
    side = choose_tile_px(PAPER, device, precision)
    assert side % 16 == 0
    assert side >= 256
    # The last gate's input and its copy after BatchNorm, next to the memories themselves.
    maps = 64 * (13 + 2 * 12)
    assert (
        side**2 * maps * (2 if precision == "bf16" else 4) < {"cpu": 2**30, "cuda": 2**32}[device]
    )


def test_smaller_networks_and_numbers_get_larger_tiles() -> None:
    wide, paper, small = NetworkConfig(6, 6, 256), PAPER, NetworkConfig(4, 3, 32)
    sides = [choose_tile_px(config, "cpu", "fp32") for config in (wide, paper, small)]
    assert sides == sorted(sides)
    assert sides[0] < sides[-1] <= 512
    assert choose_tile_px(wide, "cpu", "bf16") > sides[0]
    assert choose_tile_px(small, "cuda", "bf16") <= 1024


def test_huge_network_gets_the_smallest_tile() -> None:
    assert choose_tile_px(NetworkConfig(64, 64, 1024), "cpu", "fp32") == 16


@pytest.mark.parametrize(
    ("own", "processors", "expected"),
    [
        (1, 1, 1),
        (2, 2, 2),
        (4, 4, 3),
        (8, 16, 8),  # two processors on each core
        (1, 16, 1),  # OMP_NUM_THREADS
    ],
)
def test_threads_are_torchs_own_and_leave_a_processor_to_the_window(
    monkeypatch: pytest.MonkeyPatch, own: int, processors: int, expected: int
) -> None:
    monkeypatch.setattr(torch, "get_num_threads", lambda: own)
    monkeypatch.setattr(hardware, "usable_processors", lambda: processors)
    automatic_threads.cache_clear()
    try:
        assert automatic_threads() == expected
    finally:
        automatic_threads.cache_clear()


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere no process is kept to a processor")
def test_only_usable_processors_count() -> None:
    counted = subprocess.run(
        [sys.executable, "-c", ON_ONE_PROCESSOR],
        env={k: v for k, v in os.environ.items() if k != "OMP_NUM_THREADS"},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert counted.stdout.split() == ["1", "1"]
