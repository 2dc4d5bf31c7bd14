"""Speeds are measured on this machine, so only what does not depend on it is checked."""

import numpy as np
import pytest

from memnet_gui.evaluation.speed.engines import COMPILED, PLAIN, measure_engines
from memnet_gui.evaluation.speed.gemm import measure_gemm
from memnet_gui.evaluation.speed.network import FAST, PAPER, build_model
from memnet_gui.evaluation.speed.restorations import measure_restoration
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.cost import count_multiplications

TINY = NetworkConfig(blocks=2, recursions=2, filters=8)


def test_a_matrix_product_has_a_rate() -> None:
    assert measure_gemm("fp32", "cpu", size=64) > 0


def test_engines_are_compared_on_one_picture() -> None:
    rates = {"fp32": 100.0, "bf16": 100.0}
    plain, half, *others = measure_engines(TINY, 24, rates, "cpu")
    assert (plain.name, plain.precision, plain.max_abs_error) == (PLAIN, "fp32", 0)
    assert (half.name, half.precision) == (PLAIN, "bf16")
    assert 0 < half.max_abs_error < 0.1
    assert others
    for speed in (plain, *others):
        assert speed.gflops == pytest.approx(
            2 * count_multiplications(TINY) * speed.mp_per_s / 1e3, rel=1e-6
        )
        assert speed.gemm_fraction == pytest.approx(speed.gflops / 100)
        assert speed.precision == "bf16" or speed.max_abs_error < 1e-5


def test_a_compiled_network_is_a_peer_where_it_is_asked_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    import torch

    asked = []

    def compile_(network: torch.nn.Module, **options: object) -> torch.nn.Module:
        asked.append(options)
        return network

    monkeypatch.setattr(torch, "compile", compile_)
    speeds = list(measure_engines(TINY, 24, {"fp32": 100.0}, "cpu", compiled=True))
    assert asked == [{"mode": "max-autotune"}]
    assert COMPILED in [speed.name for speed in speeds]


def test_the_measured_network_matters_and_stays_in_range() -> None:
    """Random weights must neither vanish nor grow without bound, or errors would mean nothing."""
    import torch

    for config in (FAST, PAPER):
        network = build_model(config).network
        image = torch.rand(1, 1, 40, 40)
        with torch.inference_mode():
            change = (network(image).final - image).abs().mean()
        assert 1e-3 < change < 10


def test_photos_are_restored_in_a_process_of_their_own() -> None:
    speed = measure_restoration(TINY, 0.02, device="cpu")
    assert speed.megapixels == pytest.approx(0.02, rel=0.02)
    assert speed.network == TINY.name
    assert speed.waste == 0
    assert speed.seconds > 0
    assert speed.peak_rss_bytes is None or 50e6 < speed.peak_rss_bytes < 5e9


def test_little_memory_costs_work_twice() -> None:
    free = measure_restoration(TINY, 0.3, device="cpu")
    bounded = measure_restoration(TINY, 0.3, device="cpu", memory_bytes=200_000)
    assert free.waste == 0
    assert 0 < bounded.waste < 1


def test_waste_is_what_the_surround_of_tiles_costs() -> None:
    from memnet_gui.restoration.request import RestorationRequest
    from memnet_gui.restoration.restorer import restore
    from memnet_gui.restoration.tiling import plan_spans

    model = build_model(TINY)
    pixels = np.zeros((20, 100, 1), np.float32)
    spans = plan_spans(100, 20, model.halo_px)
    read = sum(span.window[1] - span.window[0] for span in spans)
    result = restore(RestorationRequest(pixels, model, device="cpu", tile_px=20))
    assert result.waste == pytest.approx(read / 100 - 1)
