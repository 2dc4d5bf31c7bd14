"""What is restored before the rest."""

from collections.abc import Callable
from dataclasses import replace

import numpy as np
import pytest

from memnet_gui.network.card import ModelCard
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import Model, ModelInfo
from memnet_gui.restoration.preview import Preview, plan_preview, restore_region
from memnet_gui.restoration.request import RestorationRequest
from memnet_gui.restoration.restorer import restore

BuildModel = Callable[..., Model]


def named(model: Model, name: str, task: str = "denoise") -> ModelInfo:
    return replace(model.info, name=name, card=ModelCard(task=task))


@pytest.fixture
def full(build_model: BuildModel) -> ModelInfo:
    return named(build_model(NetworkConfig(6, 6, 64)), "full")


@pytest.fixture
def fast(build_model: BuildModel) -> ModelInfo:
    return named(build_model(NetworkConfig(4, 3, 32)), "fast")


def test_the_middle_of_what_is_seen_comes_first(fast: ModelInfo) -> None:
    preview = plan_preview(fast, [fast], (4000, 6000, 1), (100, 200, 1000, 2000))
    assert preview == Preview(fast, (344, 944, 512, 512))


def test_a_quick_model_stands_in_for_a_slow_one(full: ModelInfo, fast: ModelInfo) -> None:
    preview = plan_preview(full, [fast, full], (700, 700, 1), (0, 0, 700, 700))
    assert preview is not None
    assert preview.info is fast


def test_only_a_model_for_the_same_task_and_colours_stands_in(
    full: ModelInfo, build_model: BuildModel
) -> None:
    network = build_model(NetworkConfig(4, 3, 32))
    other = named(network, "deblock", "deblock")
    colour = named(build_model(NetworkConfig(4, 3, 32, channels=3)), "colour")
    preview = plan_preview(full, [other, colour], (4000, 6000, 1), (0, 0, 300, 300))
    assert preview == Preview(full, (0, 0, 300, 300))


def test_a_model_for_colour_stands_in_for_three_runs_of_one_for_grey(
    full: ModelInfo, fast: ModelInfo, build_model: BuildModel
) -> None:
    network = build_model(NetworkConfig(4, 3, 32, channels=3))
    colour = named(network, "colour")
    for chosen in (full, fast):
        preview = plan_preview(chosen, [fast, colour], (4000, 6000, 3), (0, 0, 300, 300))
        assert preview == Preview(colour, (0, 0, 300, 300))
    luminance, unlike = (named(it, "it", "deblock") for it in (build_model(full.config), network))
    preview = plan_preview(luminance, [unlike], (4000, 6000, 3), (0, 0, 300, 300))
    assert preview == Preview(luminance, (0, 0, 300, 300))


def test_a_chosen_quick_model_is_not_replaced_by_its_equal(
    fast: ModelInfo, build_model: BuildModel
) -> None:
    twin = named(build_model(NetworkConfig(4, 3, 32)), "twin")
    preview = plan_preview(fast, [twin], (4000, 6000, 1), (0, 0, 300, 300))
    assert preview is not None
    assert preview.info is fast


def test_a_photo_that_is_quick_itself_has_no_preview(fast: ModelInfo) -> None:
    assert plan_preview(fast, [fast], (900, 900, 1), (0, 0, 900, 900)) is None


@pytest.mark.parametrize("region", [(0, 0, 20, 30), (30, 41, 20, 19), (10, 12, 25, 25)])
@pytest.mark.parametrize("channels", [1, 3])
def test_the_part_equals_the_same_part_of_the_whole(
    grey_model: Model, region: tuple[int, int, int, int], channels: int
) -> None:
    pixels = np.random.default_rng(3).random((50, 60, channels), dtype=np.float32)
    request = RestorationRequest(pixels, grey_model, device="cpu", precision="fp32")
    part = restore_region(request, grey_model, region)
    top, left, height, width = region
    wanted = restore(request).pixels[top : top + height, left : left + width]
    assert (part.top, part.left) == (top, left)
    np.testing.assert_allclose(part.pixels, wanted, atol=1e-5)
