"""Cut-outs: the colours that nobody sees must not come to light."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.degradation import BicubicReduction, degrade_photo
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.resampling import enlarge_photo
from memnet_gui.imaging.transparency import cover_hidden

_DISC = np.array([255, 230, 204], np.uint8)
_HALVED = BicubicReduction(2)


def _cut_out() -> NDArray[np.uint8]:
    """Draws a disc with a hard edge on transparent black."""
    rows, columns = np.mgrid[:64, :64] - 32
    is_visible = rows**2 + columns**2 < 20**2
    return np.dstack([is_visible[..., None] * _DISC, np.uint8(255) * is_visible])


def _on_white(photo: Photo) -> NDArray[np.float32]:
    assert photo.alpha is not None
    alpha = photo.alpha[..., None]
    return photo.pixels * alpha + 1 - alpha


@pytest.mark.parametrize("suffix", [".png", ".tif", ".webp"])
def test_hidden_colours_become_those_of_the_rim(tmp_path: Path, suffix: str) -> None:
    array = _cut_out()
    path = tmp_path / f"a{suffix}"
    Image.fromarray(array).save(path, lossless=True, exact=True, quality=100)
    photo = cover_hidden(read_photo(path))
    np.testing.assert_equal(photo.alpha, array[..., 3] / np.float32(255))
    np.testing.assert_allclose(photo.pixels * 255, np.broadcast_to(_DISC, (64, 64, 3)), atol=2)


@pytest.mark.parametrize(
    "resample", [lambda photo: enlarge_photo(photo, 2), lambda p: degrade_photo(p, _HALVED)]
)
def test_resampling_draws_no_dark_rim(tmp_path: Path, resample: Any) -> None:
    Image.fromarray(_cut_out()).save(tmp_path / "a.png")
    resampled = resample(cover_hidden(read_photo(tmp_path / "a.png")))
    assert (_on_white(resampled) * 255 > _DISC - 1).all()


def test_what_is_visible_stays_as_it_was() -> None:
    array = np.random.default_rng(0).integers(0, 256, (40, 50, 4), np.uint8)
    array[..., 3] //= 64
    photo = from_array(array)
    covered = cover_hidden(photo)
    np.testing.assert_array_equal(covered.alpha, photo.alpha)
    is_visible = array[..., 3] > 0
    np.testing.assert_array_equal(covered.pixels[is_visible], photo.pixels[is_visible])
    assert not np.array_equal(covered.pixels[~is_visible], photo.pixels[~is_visible])


def test_the_nearest_visible_pixel_counts() -> None:
    array = np.zeros((1, 9, 2), np.uint8)
    array[0, 1], array[0, 6] = (50, 255), (200, 1)
    covered = cover_hidden(from_array(array))
    levels = np.rint(covered.pixels[0, :, 0] * 255).astype(int).tolist()
    assert levels == [50, 50, 50, 50, 200, 200, 200, 200, 200]


@pytest.mark.parametrize("opacity", [None, 0, 1, 255])
def test_a_photo_that_hides_nothing_or_all_is_left_alone(opacity: int | None) -> None:
    colours = np.full((4, 4, 3), 7, np.uint8)
    alpha = [] if opacity is None else [np.full((4, 4, 1), opacity, np.uint8)]
    photo = from_array(np.dstack([colours, *alpha]))
    assert cover_hidden(photo) is photo
