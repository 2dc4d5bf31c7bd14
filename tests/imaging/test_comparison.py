from dataclasses import replace

import numpy as np
import pytest

from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.comparison import side_by_side
from memnet_gui.imaging.photo import Photo


def _photo(channels: int, seed: int, height: int = 4, width: int = 5) -> Photo:
    shape = (height, width, channels)
    return from_array(np.random.default_rng(seed).integers(0, 256, shape, dtype=np.uint8))


@pytest.mark.parametrize("gap_px", [0, 3])
def test_stands_before_to_the_left_of_after(gap_px: int) -> None:
    before, after = _photo(3, 0), _photo(3, 1)
    both = side_by_side(before, after, gap_px)
    gap = np.full((4, gap_px, 3), 0.5, np.float32)
    np.testing.assert_array_equal(both.pixels, np.hstack([before.pixels, gap, after.pixels]))
    assert both.alpha is None


def test_stands_at_the_same_scale_on_paper() -> None:
    before, after = _photo(3, 0), replace(_photo(3, 1), dpi=(300, 300))
    assert side_by_side(before, after).dpi == (300, 300)


def test_grey_becomes_rgb_beside_rgb() -> None:
    grey, colour = _photo(1, 0), _photo(3, 1)
    both = side_by_side(grey, colour)
    np.testing.assert_array_equal(both.pixels[:, :5], np.dstack([grey.pixels] * 3))
    assert side_by_side(grey, grey).channels == 1


def test_alpha_stays_and_the_gap_is_opaque() -> None:
    before, after = _photo(3, 0), _photo(4, 1)
    both = side_by_side(before, after, 2)
    np.testing.assert_array_equal(both.alpha, np.hstack([np.ones((4, 7)), after.alpha]))


def test_refuses_photos_of_other_sizes() -> None:
    with pytest.raises(ValueError, match="one size"):
        side_by_side(_photo(3, 0), _photo(3, 1, width=6))
