"""What a restoration chooses for itself."""

import sys
from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.engines import operations
from memnet_gui.restoration.models import Model
from memnet_gui.restoration.plan import plan_restoration
from memnet_gui.restoration.request import RestorationRequest

BuildModel = Callable[..., Model]


def request(model: Model, height: int, width: int, **settings: object) -> RestorationRequest:
    pixels = np.broadcast_to(np.array([0.4, 0.5, 0.6], np.float32), (height, width, 3))
    return RestorationRequest(pixels, model, device="cpu", precision="bf16", **settings)  # type: ignore[arg-type]


def test_a_large_photo_keeps_its_whole_width(build_model: BuildModel) -> None:
    """24 megapixels through the paper's network: nothing is computed twice."""
    model = build_model(NetworkConfig(channels=3))
    assert plan_restoration(request(model, 4000, 6000)).tile_px == 6000


def test_less_memory_makes_narrower_tiles(build_model: BuildModel) -> None:
    model = build_model(NetworkConfig(channels=3))
    widths = [
        plan_restoration(request(model, 4000, 6000, memory_bytes=limit)).tile_px
        for limit in (2_000_000_000, 500_000_000, 200_000_000)
    ]
    assert widths[0] == 6000 > widths[1] > widths[2] > 600


def test_red_green_and_blue_apart_take_three_times_the_memory(build_model: BuildModel) -> None:
    plan = plan_restoration(request(build_model(NetworkConfig()), 4000, 6000))
    assert plan.images == 3
    assert plan.tile_px < 6000


@pytest.mark.parametrize("precision", ["fp32", "bf16"])
def test_windows_of_openvino_fit_the_memory_meant_for_them(
    build_model: BuildModel, precision: str
) -> None:
    """Measured: the paper's network takes 4.3 KB a pixel in bf16 and 8.9 KB in fp32."""
    model = build_model(NetworkConfig())
    wish = replace(request(model, 4000, 6000), backend="openvino", precision=precision)
    side = plan_restoration(wish).tile_px + 2 * model.halo_px
    measured = 4300 if precision == "bf16" else 8900
    assert 1.2e9 < measured * side**2 < 1.5e9
    little = plan_restoration(replace(wish, memory_bytes=500_000_000))
    assert 4e8 < measured * (little.tile_px + 2 * model.halo_px) ** 2 < 5.4e8
    assert plan_restoration(replace(wish, tile_px=40)).tile_px == 40


def test_a_small_photo_is_one_tile_of_openvino(build_model: BuildModel) -> None:
    wish = replace(request(build_model(NetworkConfig()), 30, 50), backend="openvino")
    assert plan_restoration(wish).tile_px == 50


def test_a_broken_openvino_leaves_it_to_torch(
    build_model: BuildModel, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    wish = request(build_model(NetworkConfig(1, 1, 4)), 30, 50)
    monkeypatch.setattr(operations, "has_fused_convolution", lambda: False)
    assert plan_restoration(wish).backend == "openvino"
    monkeypatch.setitem(sys.modules, "openvino", None)
    assert plan_restoration(wish).backend == "torch"
    assert "OpenVINO cannot be loaded" in caplog.text
    monkeypatch.setattr(operations, "has_fused_convolution", lambda: True)
    caplog.clear()
    assert plan_restoration(wish).backend == "torch"
    assert not caplog.text


def test_a_wish_counts(build_model: BuildModel) -> None:
    model = build_model(NetworkConfig(channels=3))
    assert plan_restoration(request(model, 4000, 6000, tile_px=100)).tile_px == 100


def test_little_memory_makes_shorter_strips_before_narrower_tiles(build_model: BuildModel) -> None:
    model = build_model(NetworkConfig(channels=3))
    rows = [
        plan_restoration(request(model, 4000, 1500, memory_bytes=limit)).strip_rows(
            model.info.config, 4000, 1500
        )
        for limit in (2_000_000_000, 250_000_000)
    ]
    assert rows[0] > 2 * rows[1]
    assert plan_restoration(request(model, 4000, 1500, memory_bytes=250_000_000)).tile_px == 1500


def test_a_small_photo_does_not_go_by_block_where_that_does_not_fit(
    build_model: BuildModel,
) -> None:
    model = build_model(NetworkConfig(channels=3))
    plan = plan_restoration(request(model, 500, 500, memory_bytes=200_000_000))
    assert plan.tile_px == 500
    assert plan.by_block_px == 0
    assert plan_restoration(request(model, 500, 500)).by_block_px >= 500 * 500


def test_large_photos_are_cut_into_strips_of_one_size_in_memory(build_model: BuildModel) -> None:
    config = build_model(NetworkConfig(channels=3)).info.config
    plan = plan_restoration(request(build_model(config), 4000, 6000))
    areas = [width * plan.strip_rows(config, 40000, width) for width in (500, 1000, 4000)]
    assert max(areas) < 1.1 * min(areas)
    assert plan.strip_rows(config, 60000, 60000) == 4
