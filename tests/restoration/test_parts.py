"""A part of a photo, restored alone."""

import dataclasses
from collections.abc import Callable
from pathlib import Path
from threading import Event

import numpy as np
import pytest

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import find_model, load_model
from memnet_gui.restoration.parts import restore_part
from memnet_gui.restoration.request import (
    Cancelled,
    PredictionRestored,
    Progress,
    Region,
    RestorationEvent,
    RestorationRequest,
    TileRestored,
)
from memnet_gui.restoration.restorer import restore


@pytest.fixture
def request_(save_model: Callable[..., Path]) -> RestorationRequest:
    model = load_model(find_model(save_model(NetworkConfig(2, 1, 4))))
    pixels = np.random.default_rng(0).random((50, 60, 1), np.float32)
    return RestorationRequest(
        pixels, model, "cpu", "fp32", "torch", keep_predictions=True, threads=1
    )


@pytest.mark.parametrize("region", [(20, 25, 9, 7), (0, 0, 5, 60), (40, 50, 10, 10)])
def test_it_equals_the_whole_and_leaves_the_rest(
    request_: RestorationRequest, region: Region
) -> None:
    assert request_.model.info.config.receptive_radius_px < 20  # the window is a real part
    whole, told = restore(request_), list[RestorationEvent]()
    part = restore_part(request_, region, told.append)
    top, left, height, width = region
    place = slice(top, top + height), slice(left, left + width)
    painted = request_.pixels.copy()
    for event in told:
        if isinstance(event, TileRestored):
            rows, columns = event.pixels.shape[:2]
            painted[event.top : event.top + rows, event.left : event.left + columns] = event.pixels
    for mine, theirs in zip(
        (part.pixels, *part.predictions), (whole.pixels, *whole.predictions), strict=True
    ):
        np.testing.assert_allclose(mine[place], theirs[place], atol=1e-5)
        rest = mine.copy()
        rest[place] = request_.pixels[place]
        np.testing.assert_array_equal(rest, request_.pixels)
    np.testing.assert_array_equal(painted, part.pixels)
    assert any(isinstance(event, PredictionRestored) for event in told)


def test_speed_is_that_of_the_region(request_: RestorationRequest) -> None:
    told: list[RestorationEvent] = []
    restore_part(request_, (20, 25, 9, 7), told.append)
    paces = [event for event in told if isinstance(event, Progress) and event.done > 0]
    assert paces
    for pace in paces:
        done = pace.megapixels_per_s * pace.elapsed_s * 1e6
        assert done == pytest.approx(9 * 7 * pace.done)


def test_tiles_too(request_: RestorationRequest) -> None:
    tiled = dataclasses.replace(request_, tile_px=16)
    expected = restore(request_).pixels[10:45, 5:50]
    result = restore_part(tiled, (10, 5, 35, 45))
    np.testing.assert_allclose(result.pixels[10:45, 5:50], expected, atol=1e-5)


def test_cancel(request_: RestorationRequest) -> None:
    cancel = Event()
    cancel.set()
    with pytest.raises(Cancelled):
        restore_part(request_, (0, 0, 9, 9), cancel=cancel)
