"""Regions of a photo and their surround."""

import numpy as np
import pytest

from memnet_gui.restoration.request import Region, RestorationError
from memnet_gui.restoration.windows import check_region, cut_photo, middle_of, slices_of, widen

SHAPE = (40, 60, 1)


@pytest.mark.parametrize(
    ("region", "wanted"),
    [
        ((10, 20, 8, 8), (10, 20, 8, 8)),
        ((10, 20, 16, 5), (14, 20, 8, 5)),
        ((0, 0, 9, 11), (0, 1, 8, 8)),
    ],
)
def test_the_middle(region: Region, wanted: Region) -> None:
    assert middle_of(region, 8) == wanted


@pytest.mark.parametrize(
    ("region", "wanted"),
    [((10, 20, 8, 9), (7, 17, 14, 15)), ((1, 55, 38, 5), (0, 52, 40, 8))],
)
def test_a_surround_ends_at_the_edges(region: Region, wanted: Region) -> None:
    assert widen(region, 3, SHAPE) == wanted


def test_a_region_is_found_again_in_its_surround() -> None:
    photo = np.arange(2400, dtype=np.float32).reshape(SHAPE)
    region = (1, 50, 5, 7)
    window = widen(region, 4, SHAPE)
    found = cut_photo(photo, window)[slices_of(region, window)]
    np.testing.assert_array_equal(found, photo[1:6, 50:57])


def test_only_what_is_seen_must_be_finite() -> None:
    photo = np.zeros(SHAPE, np.float32)
    photo[30, 30] = np.inf
    assert cut_photo(photo, (0, 0, 30, 60)).shape == (30, 60, 1)
    with pytest.raises(RestorationError, match="not finite"):
        cut_photo(photo, (30, 30, 1, 1))


@pytest.mark.parametrize("shape", [(40, 60), (40, 60, 2)])
def test_other_shapes_are_no_photos(shape: tuple[int, ...]) -> None:
    with pytest.raises(ValueError, match="pixels must be"):
        check_region((0, 0, 1, 1), shape)
