"""OpenVINO against the plain forward pass over the whole picture."""

import sys
import threading
import time
from collections.abc import Callable, Iterator
from typing import Any

import numpy as np
import pytest
import torch
from torch import Tensor

from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.samples import load_sample
from memnet_gui.network.ablation import switched_off
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.engines import openvino_network
from memnet_gui.restoration.engines.band import Engine
from memnet_gui.restoration.engines.openvino import (
    OpenVinoEngine,
    count_pixel_bytes,
    largest_tile,
)
from memnet_gui.restoration.hardware import DeviceError
from memnet_gui.restoration.models import Model, find_model, load_model
from memnet_gui.restoration.request import (
    Cancelled,
    Preparing,
    Progress,
    RestorationError,
    RestorationRequest,
)
from memnet_gui.restoration.restorer import restore

openvino = openvino_network.load_openvino()
Compiled = list[tuple[Any, dict[str, Any]]]

Build = Callable[..., MemNet]
Run = Callable[[Engine, Tensor, int], list[Tensor]]

CONFIGS: dict[str, dict[str, Any]] = {
    "grey": {},
    "colour": {"channels": 3},
    "basic": {"multi_supervised": False},
    "no long-term memory": {"long_term": False},
    "no short-term memory": {"short_term": False},
    "one recursion": {"recursions": 1},
    "one block": {"blocks": 1},
    "unshared recursions": {"shared_recursions": False},
    "short-term memory first": {"long_term_first": False, "multi_supervised": False},
    "every other recursion": {"recursions": 4, "short_term_step": 2, "shared_recursions": False},
}
HAS_BF16 = "BF16" in openvino.Core().get_property("CPU", "OPTIMIZATION_CAPABILITIES")


@pytest.fixture(autouse=True)
def compiled(monkeypatch: pytest.MonkeyPatch) -> Iterator[Compiled]:
    """Lists what is compiled; no test finds what another one compiled."""
    calls: Compiled = []
    original = openvino.Core.compile_model

    def compile_model(core: Any, model: Any, device: str, settings: dict[str, Any]) -> Any:
        calls.append((model, settings))
        return original(core, model, device, settings)

    openvino_network._compiled.clear()
    monkeypatch.setattr(openvino.Core, "compile_model", compile_model)
    yield calls
    openvino_network._compiled.clear()


def engine_for(network: MemNet, tile_px: int = 1 << 10, **settings: Any) -> OpenVinoEngine:
    halo_px = network.config.receptive_radius_px
    return OpenVinoEngine(network, "fp32", tile_px, halo_px, threads=1, **settings)


def request(model: Model, *shape: int, **settings: Any) -> RestorationRequest:
    pixels = np.random.default_rng(0).random(shape, dtype=np.float32)
    settings = {"device": "cpu", "precision": "fp32", "backend": "openvino", **settings}
    return RestorationRequest(pixels, model, threads=1, **settings)


@pytest.mark.parametrize("changes", CONFIGS.values(), ids=CONFIGS.keys())
@pytest.mark.parametrize(("height", "width", "tile_px"), [(33, 21, 99), (61, 90, 17), (1, 5, 99)])
def test_windows_equal_the_whole_picture(
    build: Build, run: Run, changes: dict[str, Any], height: int, width: int, tile_px: int
) -> None:
    network = build(**changes)
    image = torch.rand(network.config.channels, height, width)
    with torch.inference_mode():
        output = network(image[None])
    pictures = run(engine_for(network, tile_px), image, len(output.predictions))
    for found, wanted in zip(pictures, [*output.predictions, output.final], strict=True):
        torch.testing.assert_close(found, wanted[0], atol=1e-5, rtol=0)
        assert not torch.equal(found, image)


def test_switched_off_memories_equal_those_of_the_network(build: Build, run: Run) -> None:
    network, image = build(), torch.rand(1, 40, 30)
    memories = frozenset({(1, "B0"), (2, "H1")})
    before = {name: value.clone() for name, value in network.state_dict().items()}
    found = run(engine_for(network, switched_off=memories), image, 3)[-1]
    with torch.inference_mode(), switched_off(network, memories):
        wanted = network(image[None]).final[0]
    torch.testing.assert_close(found, wanted, atol=1e-5, rtol=0)
    with torch.inference_mode():
        assert (network(image[None]).final[0] - wanted).abs().max() > 1e-3
    for name, value in network.state_dict().items():
        assert torch.equal(value, before[name])


@pytest.mark.skipif(not HAS_BF16, reason="a processor without bf16")
def test_bf16_stays_within_a_level_of_fp32(compiled: Compiled) -> None:
    model = load_model(find_model("denoise-grey-fast"))
    pixels = GaussianNoise(30).apply(load_sample("camera").pixels, seed=1)[100:196, 60:156]
    settings = {"device": "cpu", "backend": "openvino", "keep_predictions": True}
    quick = restore(RestorationRequest(pixels, model, precision="bf16", **settings))  # type: ignore[arg-type]
    with torch.inference_mode():
        output = model.network(torch.from_numpy(pixels.transpose(2, 0, 1)[None]))
    assert compiled[0][1]["INFERENCE_PRECISION_HINT"] == "bf16"
    found, wanted = quick.pixels[..., 0].clip(0, 1) * 255, output.final[0, 0].clip(0, 1) * 255
    assert np.abs(np.rint(found) - np.rint(wanted.numpy())).max() <= 1
    assert 0 < np.sqrt(np.square(found - wanted.numpy()).mean()) < 0.25
    for prediction, exact in zip(quick.predictions, output.predictions, strict=True):
        assert np.abs(prediction[..., 0] - exact[0, 0].numpy()).max() < 1 / 255


@pytest.mark.skipif(HAS_BF16, reason="a processor with bf16")
def test_bf16_is_refused_where_it_is_not_to_be_had(grey_model: Model) -> None:
    with pytest.raises(DeviceError, match="bf16 on this processor; choose the precision fp32"):
        restore(request(grey_model, 9, 9, 1, precision="bf16"))


def test_the_restorer_takes_colours_one_by_one_and_blends(grey_model: Model) -> None:
    wish = request(grey_model, 40, 30, 3, keep_predictions=True, strength=0.5)
    result = restore(wish)
    assert result.backend == "openvino"
    with torch.inference_mode():
        output = grey_model.network(torch.from_numpy(wish.pixels.transpose(2, 0, 1)[:, None]))
    last = output.predictions[1][:, 0].numpy().transpose(1, 2, 0)
    np.testing.assert_allclose(result.predictions[1], last, atol=1e-5)
    final = output.final[:, 0].numpy().transpose(1, 2, 0)
    np.testing.assert_allclose(result.pixels, (final + wish.pixels) / 2, atol=1e-5)


def test_a_network_is_compiled_once_for_each_size(
    build: Build, run: Run, compiled: Compiled
) -> None:
    network, image = build(), torch.rand(1, 50, 40)
    run(engine_for(network), image, 3)
    run(engine_for(build()), image.flip(1), 3)
    assert [settings["INFERENCE_NUM_THREADS"] for _, settings in compiled] == [1]
    assert [settings["INFERENCE_PRECISION_HINT"] for _, settings in compiled] == ["f32"]
    run(engine_for(network), image[:, :49], 3)
    run(engine_for(network, switched_off=frozenset({(1, "B0")})), image, 3)
    with torch.no_grad():
        network.feature_norm.bias.add_(1)
    run(engine_for(network), image, 3)
    assert len(compiled) == 4


def test_only_the_newest_compiled_networks_are_kept(
    build: Build, run: Run, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(openvino_network, "_KEPT", 2)
    network, image = build(blocks=1, recursions=1), torch.rand(1, 9, 9)
    for width in (5, 6, 5, 7, 5, 6):
        run(engine_for(network), image[:, :, :width], 1)
    widths = [model.input().shape[3] for model, _ in compiled]
    assert widths == [5, 6, 7, 6]
    assert len(openvino_network._compiled) == 2


def test_all_windows_have_one_size_and_what_they_compute_is_counted(build: Build) -> None:
    network, image = build(), torch.rand(1, 50, 90)
    engine = engine_for(network, 16)
    done: list[float] = []
    sizes = set()

    def read(rows: slice, columns: slice) -> Tensor:
        sizes.add((rows.stop - rows.start, columns.stop - columns.start))
        return image[:, rows, columns]

    for _ in engine.predict(read, 50, 90, done.append):
        pass
    assert sum(done) == engine.count_work(50, 90) > 50 * 90 * 4
    assert len(sizes) == 1
    height, width = sizes.pop()
    assert height * width <= (16 + 2 * network.config.receptive_radius_px) ** 2


def test_preparing_is_told_and_timed(
    grey_model: Model, compiled: Compiled, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_ = openvino_network._compile

    def slow(*given: Any) -> Any:
        time.sleep(0.25)
        return compile_(*given)

    monkeypatch.setattr(openvino_network, "_compile", slow)
    events: list[object] = []
    first = restore(request(grey_model, 20, 20, 1), events.append)
    told = [event for event in events if isinstance(event, Preparing)]
    assert told
    assert 0.1 <= told[0].elapsed_s <= told[-1].elapsed_s <= first.prepared_s < first.seconds
    second = restore(request(grey_model, 20, 20, 1))
    assert len(compiled) == 1
    assert second.prepared_s < first.prepared_s


def test_what_is_told_of_preparing() -> None:
    assert str(Preparing("openvino", 1.6)) == "preparing OpenVINO, 2 s"


def test_cancelling_does_not_wait_for_the_compiler(
    grey_model: Model, monkeypatch: pytest.MonkeyPatch
) -> None:
    compile_, goes_on = openvino_network._compile, threading.Event()
    cancel = threading.Event()

    def slow(*given: Any) -> Any:
        cancel.set()
        goes_on.wait(10)
        return compile_(*given)

    monkeypatch.setattr(openvino_network, "_compile", slow)
    with pytest.raises(Cancelled):
        restore(request(grey_model, 20, 20, 1), cancel=cancel)
    assert not goes_on.is_set()
    goes_on.set()
    restore(request(grey_model, 20, 20, 1))


@pytest.mark.alone
def test_cancel_within_half_a_second_in_the_middle_of_a_window(build: Build) -> None:
    network = build(blocks=6, recursions=6, filters=32)
    ticks: list[float] = []
    moments: list[float] = []

    def tick(work: float) -> None:
        ticks.append(work)
        if len(ticks) > 2:
            moments.append(time.monotonic())
            raise Cancelled

    engine = engine_for(network)
    compiled_first = engine._prepare(320, 320, lambda _work: None)
    image = torch.rand(1, 320, 320)
    with pytest.raises(Cancelled):
        list(engine.predict(lambda r, c: image[:, r, c], 320, 320, tick))
    assert time.monotonic() - moments[0] < 0.5
    assert ticks == [0, 0, 0]
    # What is kept can go on.
    assert engine._prepare(320, 320, lambda _work: None) is compiled_first


class Broken:
    """What stands for a compiled network that fails."""

    def __init__(self, failures: list[str]) -> None:
        self._failures = failures

    def create_infer_request(self) -> None:
        raise RuntimeError(self._failures.pop(0))

    def release_memory(self) -> None:
        pass


def test_out_of_memory_halves_the_tile(grey_model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    compile_, failures = openvino_network._compile, ["[CPU]\nFailed to allocate 9 bytes"] * 2
    sizes: list[tuple[int, int]] = []

    def failing(network: MemNet, order: Any) -> Any:
        sizes.append((order.height, order.width))
        return Broken(failures) if failures else compile_(network, order)

    monkeypatch.setattr(openvino_network, "_compile", failing)
    wish = request(grey_model, 100, 100, 1, tile_px=64)
    result = restore(wish)
    assert result.tile_px == 16
    assert len(sizes) == 3
    assert sizes[0][0] * sizes[0][1] > sizes[1][0] * sizes[1][1] > sizes[2][0] * sizes[2][1]
    with torch.inference_mode():
        wanted = grey_model.network(torch.from_numpy(wish.pixels.transpose(2, 0, 1)[None])).final
    np.testing.assert_allclose(result.pixels[..., 0], wanted[0, 0].numpy(), atol=1e-5)


def test_failures_are_one_sentence(grey_model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        openvino_network, "_compile", lambda *_: Broken(["Exception from src\nmore\nlines"])
    )
    with pytest.raises(RestorationError) as failed:
        restore(request(grey_model, 9, 9, 1))
    assert str(failed.value) == (
        "OpenVINO failed (RuntimeError: Exception from src); choose the backend torch"
    )


def test_missing_openvino_is_said(grey_model: Model, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openvino", None)
    with pytest.raises(DeviceError, match=r"cannot be loaded.*choose the backend torch"):
        restore(request(grey_model, 9, 9, 1))


def test_openvino_tells_nobody_that_it_is_used() -> None:
    """Its package for that is never imported, not even where it is installed."""
    assert not any(
        name.startswith("openvino_telemetry") and module is not None
        for name, module in sys.modules.items()
    )


@pytest.mark.parametrize(("precision", "side"), [("bf16", 579), ("fp32", 410)])
def test_tiles_fit_the_memory_meant_for_them(precision: str, side: int) -> None:
    paper = count_pixel_bytes(NetworkConfig(), precision)
    assert largest_tile(paper * side**2, paper, 74) == side - 2 * 74
    assert largest_tile(1000, paper, 74) == 16


def test_progress_rises_to_one(grey_model: Model) -> None:
    events: list[object] = []
    restore(request(grey_model, 60, 120, 1, tile_px=16), events.append)
    done = [event.done for event in events if isinstance(event, Progress)]
    assert done == sorted(done)
    assert done[0] == 0
    assert done[-1] == pytest.approx(1)
    assert len(set(done)) > 5
