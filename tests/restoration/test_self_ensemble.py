"""The mean over all positions, against torch's own flips and turns."""

import threading
from dataclasses import replace

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from memnet_gui.restoration.models import Model
from memnet_gui.restoration.request import (
    Cancelled,
    PredictionRestored,
    Preparing,
    Progress,
    Restoration,
    RestorationEvent,
    RestorationRequest,
    TileRestored,
)
from memnet_gui.restoration.restorer import restore
from memnet_gui.restoration.self_ensemble import POSITIONS


def photo(*shape: int) -> NDArray[np.float32]:
    return np.random.default_rng(0).random(shape, dtype=np.float32)


def wish(model: Model, pixels: NDArray[np.float32], **settings: object) -> RestorationRequest:
    request = RestorationRequest(
        pixels, model, device="cpu", precision="fp32", keep_predictions=True, self_ensemble=True
    )
    return replace(request, **settings)  # type: ignore[arg-type]


def expected(model: Model, pixels: NDArray[np.float32]) -> list[NDArray[np.float32]]:
    """M1..MM and the final picture by torch's flips and turns of the whole picture."""
    image = torch.from_numpy(pixels.transpose(2, 0, 1)[None])
    found = []
    for mirrored in (False, True):
        for turns in range(4):
            laid = torch.rot90(image.flip(3) if mirrored else image, turns, (2, 3))
            with torch.inference_mode():
                output = model.network(laid)
            pictures = torch.stack([*output.predictions, output.final])
            back = torch.rot90(pictures, -turns, (3, 4))
            found.append(back.flip(4) if mirrored else back)
    mean = torch.stack(found).mean(dim=0)[:, 0].numpy()
    return list(mean.transpose(0, 2, 3, 1))


def test_positions_are_eight_and_undone() -> None:
    picture = photo(3, 5, 1)
    laid = {position.apply(picture).tobytes() for position in POSITIONS}
    assert len(laid) == 8
    for position in POSITIONS:
        np.testing.assert_array_equal(position.undo(position.apply(picture)), picture)
    np.testing.assert_array_equal(POSITIONS[0].apply(picture), picture)


@pytest.mark.parametrize("colour", [False, True])
def test_it_is_the_mean_of_all_positions(
    grey_model: Model, colour_model: Model, *, colour: bool
) -> None:
    model = colour_model if colour else grey_model
    pixels = photo(21, 34, model.info.config.channels)
    *predictions, final = expected(model, pixels)
    result = restore(wish(model, pixels))
    np.testing.assert_allclose(result.pixels, final, atol=1e-5)
    for found, wanted in zip(result.predictions, predictions, strict=True):
        np.testing.assert_allclose(found, wanted, atol=1e-5)
    assert np.abs(final - restore(wish(model, pixels, self_ensemble=False)).pixels).max() > 1e-3


@pytest.mark.parametrize("shape", [(1, 1, 1), (1, 9, 1), (9, 1, 1), (1, 9, 3), (2, 1, 3)])
def test_a_single_row_or_column_is_laid_in_all_positions(
    grey_model: Model, shape: tuple[int, ...]
) -> None:
    pixels = photo(*shape)
    result = restore(wish(grey_model, pixels))
    for c in range(shape[2]):
        wanted = expected(grey_model, pixels[..., c : c + 1])[-1]
        np.testing.assert_allclose(result.pixels[..., c : c + 1], wanted, atol=1e-5)


def test_strength_blends_the_mean_with_the_photo(grey_model: Model) -> None:
    pixels = photo(12, 9, 1)
    half = restore(wish(grey_model, pixels, strength=0.5))
    np.testing.assert_allclose(
        half.pixels, (pixels + expected(grey_model, pixels)[-1]) / 2, atol=1e-5
    )


def test_what_is_reported_ends_as_the_mean(grey_model: Model) -> None:
    pixels = photo(150, 20, 1)
    shares: list[float] = []
    shown = np.full((3, *pixels.shape), np.nan, np.float32)

    def listen(event: RestorationEvent) -> None:
        if isinstance(event, Progress):
            shares.append(event.done)
        elif not isinstance(event, Preparing):
            number = event.number - 1 if isinstance(event, PredictionRestored) else 2
            rows, columns = event.pixels.shape[:2]
            shown[number][event.top : event.top + rows, event.left : event.left + columns] = (
                event.pixels
            )

    result = restore(wish(grey_model, pixels), listen)
    assert shares == sorted(shares)
    assert shares[-1] == 1
    for found, wanted in zip(shown, [*result.predictions, result.pixels], strict=True):
        np.testing.assert_array_equal(found, wanted)


def test_a_cancel_keeps_the_mean_so_far(grey_model: Model) -> None:
    pixels, cancel = photo(20, 30, 1), threading.Event()

    def listen(event: RestorationEvent) -> None:
        if isinstance(event, Progress) and event.done > 0.2:
            cancel.set()

    with pytest.raises(Cancelled) as stop:
        restore(wish(grey_model, pixels), listen, cancel)
    kept = stop.value.newest
    assert isinstance(kept, Restoration)
    alone = restore(wish(grey_model, pixels, self_ensemble=False))
    np.testing.assert_allclose(kept.pixels, alone.pixels, atol=1e-6)
    assert (kept.positions, kept.missing_positions, kept.is_complete) == (1, 7, False)
    assert (alone.positions, alone.missing_positions, alone.is_complete) == (1, 0, True)


def test_a_cancel_reports_the_mean_that_it_keeps(grey_model: Model) -> None:
    pixels, cancel = photo(20, 30, 1), threading.Event()
    painted = [np.empty_like(pixels) for _ in range(3)]

    def listen(event: RestorationEvent) -> None:
        if isinstance(event, Progress) and event.done > 0.4:
            cancel.set()
        elif isinstance(event, PredictionRestored | TileRestored):
            number = event.number if isinstance(event, PredictionRestored) else 0
            height, width = event.pixels.shape[:2]
            rows, columns = (
                slice(event.top, event.top + height),
                slice(event.left, event.left + width),
            )
            painted[number][rows, columns] = event.pixels

    with pytest.raises(Cancelled) as stop:
        restore(wish(grey_model, pixels), listen, cancel)
    kept = stop.value.newest
    assert isinstance(kept, Restoration)
    assert kept.positions == 3
    for picture, shown in zip((kept.pixels, *kept.predictions), painted, strict=True):
        np.testing.assert_allclose(shown, picture, atol=1e-6)


def test_a_cancel_before_the_first_position_keeps_nothing(grey_model: Model) -> None:
    cancel = threading.Event()
    cancel.set()
    with pytest.raises(Cancelled) as stop:
        restore(wish(grey_model, photo(9, 9, 1)), lambda event: None, cancel)
    assert stop.value.newest is None
