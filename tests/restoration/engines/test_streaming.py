"""Strips against the plain forward pass over the whole picture."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch import Tensor

from memnet_gui.network.ablation import switched_off
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.engines import folded, operations
from memnet_gui.restoration.engines.band import Engine
from memnet_gui.restoration.engines.folded import fold_network
from memnet_gui.restoration.engines.operations import TorchOperations
from memnet_gui.restoration.engines.streaming import StreamingEngine
from memnet_gui.restoration.engines.strip_run import count_bytes

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


def stream(
    network: MemNet,
    rows: int,
    tile_px: int = 1 << 20,
    dtype: torch.dtype = torch.float32,
    by_block_px: int = 0,
) -> StreamingEngine:
    radius = network.config.receptive_radius_px
    return StreamingEngine(
        network, dtype, lambda _height, _width: rows, tile_px, radius, by_block_px=by_block_px
    )


def assert_whole(run: Run, engine: Engine, network: MemNet, image: Tensor) -> None:
    """Compares all pictures with those of the plain forward pass."""
    with torch.inference_mode():
        output = network(image[None])
    pictures = run(engine, image, len(output.predictions))
    for found, wanted in zip(pictures, [*output.predictions, output.final], strict=True):
        torch.testing.assert_close(found, wanted[0], atol=2e-6, rtol=0)


@pytest.mark.parametrize("changes", CONFIGS.values(), ids=CONFIGS.keys())
@pytest.mark.parametrize(
    ("height", "width", "rows"),
    [(60, 37, 8), (60, 37, 60), (33, 20, 1), (61, 9, 7), (5, 9, 2), (1, 1, 1), (1, 40, 4)],
)
def test_strips_equal_the_whole_picture(
    build: Build, run: Run, changes: dict[str, Any], height: int, width: int, rows: int
) -> None:
    network = build(**changes)
    image = torch.rand(network.config.channels, height, width)
    assert_whole(run, stream(network, rows), network, image)


@pytest.mark.parametrize("changes", CONFIGS.values(), ids=CONFIGS.keys())
@pytest.mark.parametrize(
    ("height", "width", "rows"), [(60, 37, 8), (33, 20, 1), (61, 9, 59), (3, 9, 2)]
)
def test_a_block_can_do_the_whole_picture_before_the_next(
    build: Build, run: Run, changes: dict[str, Any], height: int, width: int, rows: int
) -> None:
    network = build(**changes)
    image = torch.rand(network.config.channels, height, width)
    engine = stream(network, rows, by_block_px=height * width)
    assert_whole(run, engine, network, image)
    bands = engine.predict(lambda r, c: image[:, r, c], height, width, lambda _work: None)
    numbers = [band.number for band in bands if band.number is not None]
    assert numbers == sorted(numbers)
    assert rows < 8 or len(numbers) > len(set(numbers))


def test_larger_pictures_are_not_kept_whole(build: Build) -> None:
    engine, image = stream(build(), 8, by_block_px=60 * 37), torch.rand(1, 61, 37)
    bands = engine.predict(lambda r, c: image[:, r, c], 61, 37, lambda _work: None)
    numbers = [band.number for band in bands if band.number is not None]
    assert numbers != sorted(numbers)


@pytest.mark.parametrize("tile_px", [16, 20])
def test_narrow_tiles_equal_the_whole_picture(build: Build, run: Run, tile_px: int) -> None:
    network = build(blocks=2)
    image = torch.rand(1, 30, 90)
    with torch.inference_mode():
        wanted = network(image[None]).final[0]
    found = run(stream(network, 7, tile_px), image, 2)[-1]
    torch.testing.assert_close(found, wanted, atol=2e-6, rtol=0)


@pytest.mark.gpu
@pytest.mark.parametrize(("dtype", "levels"), [(torch.float32, 0.5), (torch.bfloat16, 2.0)])
def test_cuda_gives_what_the_processor_does(
    build: Build, run: Run, dtype: torch.dtype, levels: float
) -> None:
    network, image = build(), torch.rand(1, 60, 37)
    wanted = run(stream(network, 8), image, 3)[-1]
    engine = stream(network.to("cuda"), 8, dtype=dtype)
    found = torch.full_like(image, torch.nan)
    for band in engine.predict(lambda r, c: image[:, r, c], 60, 37, lambda _work: None):
        if band.number is None:
            found[:, band.top : band.top + band.pixels.shape[1]] = band.pixels.cpu()
    assert (found - wanted).abs().max() * 255 < levels


@pytest.mark.skipif(not operations.has_fused_convolution(), reason="torch without oneDNN")
def test_plain_operations_give_the_same(
    build: Build, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    """CUDA, and a torch without oneDNN, take the general way."""
    network, image = build(), torch.rand(1, 40, 30)
    fused = run(stream(network, 8), image, 3)
    monkeypatch.setattr(operations, "has_fused_convolution", lambda: False)
    monkeypatch.setattr(
        folded, "choose_operations", lambda _device, dtype, _filters: TorchOperations(dtype)
    )
    plain = run(stream(build(), 8), image, 3)
    for one, other in zip(fused, plain, strict=True):
        torch.testing.assert_close(one, other, atol=1e-6, rtol=0)
        assert not torch.equal(one, image)


def test_switched_off_memories_equal_those_of_the_network(build: Build, run: Run) -> None:
    network, image = build(), torch.rand(1, 40, 30)
    memories = frozenset({(2, "B0"), (3, "H1")})
    radius = network.config.receptive_radius_px
    engine = StreamingEngine(
        network, torch.float32, lambda _h, _w: 8, 1 << 20, radius, switched_off=memories
    )
    with torch.inference_mode(), switched_off(network, memories):
        wanted = network(image[None]).final[0]
    torch.testing.assert_close(run(engine, image, 3)[-1], wanted, atol=2e-6, rtol=0)
    with torch.inference_mode():
        assert (network(image[None]).final[0] - wanted).abs().max() > 1e-3


def test_nothing_is_computed_twice_at_full_width(build: Build) -> None:
    network = build()
    done: list[float] = []
    image = torch.rand(1, 50, 40)
    for _ in stream(network, 8).predict(lambda r, c: image[:, r, c], 50, 40, done.append):
        pass
    assert sum(done) == 50 * 40 * 3 * 2 == stream(network, 8).count_work(50, 40)


def test_work_of_narrow_tiles_counts_their_surround(build: Build) -> None:
    network = build()
    done: list[float] = []
    image = torch.rand(1, 50, 90)
    engine = stream(network, 8, 16)
    for _ in engine.predict(lambda r, c: image[:, r, c], 50, 90, done.append):
        pass
    assert sum(done) == engine.count_work(50, 90) > 50 * 90 * 6


def test_first_prediction_of_a_single_strip_comes_before_the_second_block_runs(
    build: Build,
) -> None:
    network, image = build(), torch.rand(1, 40, 30)
    done: list[float] = []
    bands = stream(network, 40).predict(lambda r, c: image[:, r, c], 40, 30, done.append)
    first = next(bands)
    assert first.number == 1
    assert first.pixels.shape == (1, 40, 30)
    assert sum(done) == 40 * 30 * 2
    bands.close()


def test_the_reader_may_change_what_it_gets_and_stays_out_of_inference_mode(
    build: Build, run: Run
) -> None:
    network, image = build(), torch.rand(1, 40, 30)
    wanted = run(stream(network, 8), image, 3)[-1]
    final = torch.empty_like(image)
    for band in stream(network, 8).predict(lambda r, c: image[:, r, c], 40, 30, lambda _: None):
        assert not torch.is_inference_mode_enabled()
        if band.number is None:
            final[:, band.top : band.top + band.pixels.shape[1]] = band.pixels
        band.pixels.numpy()[:] = 7
    torch.testing.assert_close(final, wanted)


def test_weights_stay_as_they_are(build: Build, run: Run) -> None:
    network = build()
    before = {name: value.clone() for name, value in network.state_dict().items()}
    engine = StreamingEngine(
        network, torch.bfloat16, lambda _h, _w: 8, 64, 26, frozenset({(1, "B0")})
    )
    run(engine, torch.rand(1, 20, 20), 3)
    for name, value in network.state_dict().items():
        assert torch.equal(value, before[name])


@pytest.mark.parametrize("rows", [8, 13, 64])
def test_memory_is_bounded_by_the_width_not_the_height(
    build: Build, rows: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """All buffers are counted as they are made; those of a strip do not grow with the picture."""
    network = build(filters=16)
    stream(network, rows)  # folds the weights, which is done once
    made: list[int] = []
    empty = torch.empty

    def counted(*shape: Any, **options: Any) -> Tensor:
        tensor = empty(*shape, **options)
        made.append(tensor.nbytes)
        return tensor

    sums = []
    for height in (200, 400):
        made.clear()
        monkeypatch.setattr(torch, "empty", counted)
        bands = stream(network, rows).predict(
            lambda r, _c: torch.zeros(1, r.stop - r.start, 50), height, 50, lambda _: None
        )
        for _ in bands:
            break
        monkeypatch.setattr(torch, "empty", empty)
        sums.append(sum(made))
    assert sums[0] == sums[1]
    estimate = count_bytes(network.config, torch.float32, rows, 200, 50)
    assert 0.6 * estimate < sums[0] < 1.5 * estimate


def test_weights_are_folded_once_until_they_change(build: Build) -> None:
    network = build()
    image = torch.rand(1, 20, 20)

    def final() -> Tensor:
        bands = stream(network, 8).predict(lambda r, c: image[:, r, c], 20, 20, lambda _: None)
        return torch.cat([band.pixels for band in bands if band.number is None], dim=1)

    folded = stream(network, 8)._folded
    first = final()
    assert stream(network, 8)._folded is folded
    assert fold_network(network, torch.float32, frozenset({(2, "B0")})) is not folded
    with torch.no_grad():
        network.memory_blocks[1].gate.conv.weight.mul_(2)
    assert (final() - first).abs().max() > 1e-4
