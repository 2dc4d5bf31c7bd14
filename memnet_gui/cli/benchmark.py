"""`memnet-gui benchmark`: measures how fast this machine restores."""

import argparse
import json
import logging
import sys
from collections.abc import Iterator
from dataclasses import asdict, dataclass, replace
from typing import Any

import torch

from memnet_gui import __version__
from memnet_gui.evaluation.speed.engines import EngineSpeed, measure_engines
from memnet_gui.evaluation.speed.gemm import measure_gemm
from memnet_gui.evaluation.speed.network import FAST, PAPER
from memnet_gui.evaluation.speed.restorations import RestorationSpeed, measure_restoration
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.openmp import release_threads
from memnet_gui.restoration.hardware import choose_device, choose_precision

log = logging.getLogger(__name__)


@dataclass(frozen=True)
class _Extent:
    """How much is measured: the side of the engines' picture, and photos in megapixels."""

    side_px: int
    photos: tuple[tuple[NetworkConfig, float], ...]


_QUICK = _Extent(144, ((FAST, 1), (FAST, 4)))
_WHOLE = _Extent(
    512, tuple((network, megapixels) for network in (FAST, PAPER) for megapixels in (1, 4, 12, 24))
)
_CUDA_SIDE_PX = 1024
"""Of the engines' picture on a GPU: 512 pixels do not fill it, and torch's own forward pass over
the whole picture takes 14 GB."""


def run(options: argparse.Namespace) -> int:
    """Prints the figures, each as soon as it is there, or all as JSON."""
    device = choose_device(options.device)
    extent = _QUICK if options.quick else _WHOLE
    if device == "cuda":
        extent = replace(extent, side_px=_CUDA_SIDE_PX)
    report: dict[str, Any] = {
        "program_version": __version__,
        "torch_version": torch.__version__,
        "device": torch.cuda.get_device_name() if device == "cuda" else device,
        "threads": torch.get_num_threads(),
    }
    show = _ignore if options.json else print
    gemm = {precision: measure_gemm(precision, device) for precision in _precisions(device)}
    report["gemm"] = {f"{precision}_gflops": rate for precision, rate in gemm.items()}
    for precision, rate in gemm.items():
        show(f"matrix product {precision}: {rate:.0f} GFLOP/s")
    show(f"\n{PAPER.name}, {extent.side_px} x {extent.side_px} pixels, grey")
    report["engines"] = [
        _shown(show, _describe_engine(speed), speed)
        for speed in measure_engines(PAPER, extent.side_px, gemm, device, compiled=options.compiled)
    ]
    show("\nwhole photos, grey")
    report["restore"] = [
        _shown(show, _describe_restoration(speed), speed)
        for speed in _measure_photos(extent, device)
    ]
    report["gui"] = None if options.no_window else _measure_window(quick=options.quick)
    if report["gui"]:
        show("\nwindow")
        for name, value in report["gui"].items():
            show(f"{name}: {value:.4g}" if isinstance(value, float) else f"{name}: {value}")
    if options.json:
        print(json.dumps(report, indent=2))
    return 0


def _precisions(device: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(("fp32", choose_precision("auto", device))))


def _measure_photos(extent: _Extent, device: str) -> Iterator[RestorationSpeed]:
    for network, megapixels in extent.photos:
        yield measure_restoration(network, megapixels, device=device)


def _measure_window(*, quick: bool) -> dict[str, Any] | None:
    """Returns the window's figures; None where no window can be opened."""
    try:
        from PySide6.QtCore import QSize

        from memnet_gui.ui.felt_speed import measure_felt_speed
    except ImportError as error:  # the libraries of a display are not there
        print(f"memnet-gui: the window is not measured: {error}", file=sys.stderr)
        return None
    release_threads()  # the window's own shall not be slowed down by those of what came before
    if quick:
        return measure_felt_speed(QSize(2400, 1600), QSize(1632, 1224), restoring_s=3).to_dict()
    return measure_felt_speed().to_dict()


def _shown(show: Any, text: str, speed: EngineSpeed | RestorationSpeed) -> dict[str, Any]:
    show(text)
    return asdict(speed)


def _ignore(_text: str) -> None:
    pass


def _describe_engine(speed: EngineSpeed) -> str:
    return (
        f"{speed.name:14} {speed.precision}  {speed.gflops:6.0f} GFLOP/s  "
        f"{speed.gemm_fraction:5.0%} of the matrix product  {speed.mp_per_s:.3f} MP/s  "
        f"differs by {speed.max_abs_error:.1e}  first picture {speed.first_s:.1f} s more"
    )


def _describe_restoration(speed: RestorationSpeed) -> str:
    most = speed.peak_cuda_bytes or speed.peak_rss_bytes
    peak = "" if most is None else f"  peak {most / 1e9:.2f} GB"
    return (
        f"{speed.network:9} {speed.megapixels:5.1f} MP  {speed.backend} {speed.precision}  "
        f"{speed.seconds:8.3f} s  {speed.mp_per_s:.3f} MP/s  {speed.gflops:.0f} GFLOP/s{peak}  "
        f"computed twice {speed.waste:.0%}"
    )
