"""Grey and luminance against scikit-image and MATLAB's coefficients."""

import numpy as np
from hypothesis import given, strategies
from hypothesis.extra.numpy import arrays
from numpy.typing import NDArray
from skimage.color import rgb2ycbcr, ycbcr2rgb

from memnet_gui.imaging.arrays import from_array, to_array
from memnet_gui.imaging.colour import is_grey, to_channels, to_grey, to_luminance, with_luminance

PIXELS = np.random.default_rng(2).random((9, 11, 3)).astype(np.float32)


def test_luminance_is_the_studio_ranges() -> None:
    expected = rgb2ycbcr(PIXELS.astype(np.float64))[..., :1] / 255
    np.testing.assert_allclose(to_luminance(PIXELS), expected, atol=1e-6)
    assert to_luminance(PIXELS).dtype == np.float32
    ends = np.array([[[0, 0, 0], [1, 1, 1]]], np.float32)
    np.testing.assert_allclose(to_luminance(ends)[0, :, 0] * 255, [16, 235], atol=1e-4)


def test_grey_stays_as_it_is() -> None:
    np.testing.assert_array_equal(to_luminance(PIXELS[..., :1]), PIXELS[..., :1])


def test_replaced_luminance_keeps_the_chroma() -> None:
    luminance = np.random.default_rng(3).random((9, 11, 1)).astype(np.float32)
    ycbcr = rgb2ycbcr(PIXELS.astype(np.float64))
    ycbcr[..., 0] = luminance[..., 0] * 255
    changed = with_luminance(PIXELS, luminance)
    np.testing.assert_allclose(changed, ycbcr2rgb(ycbcr), atol=1e-5)
    assert changed.dtype == np.float32
    assert changed.max() > 1  # not clipped


colours = arrays(np.float32, (2, 3, 3), elements=strategies.floats(0, 1, width=32))
greys = arrays(np.float32, (2, 3, 1), elements=strategies.floats(0, 1, width=32))


@given(pixels=colours)
def test_ones_own_luminance_changes_no_colour(pixels: NDArray[np.float32]) -> None:
    np.testing.assert_allclose(with_luminance(pixels, to_luminance(pixels)), pixels, atol=1e-6)


@given(pixels=colours, luminance=greys)
def test_the_luminance_put_in_comes_out(
    pixels: NDArray[np.float32], luminance: NDArray[np.float32]
) -> None:
    changed = with_luminance(pixels, luminance)
    np.testing.assert_allclose(to_luminance(changed), luminance, atol=1e-5)
    before, after = (rgb2ycbcr(it.astype(np.float64)) for it in (pixels, changed))
    np.testing.assert_allclose(after[..., 1:], before[..., 1:], atol=1e-2)  # Cb, Cr of 255
    np.testing.assert_allclose(with_luminance(changed, to_luminance(pixels)), pixels, atol=1e-5)


@given(grey=greys)
def test_grey_as_colour_and_back_is_the_same(grey: NDArray[np.float32]) -> None:
    np.testing.assert_allclose(to_grey(to_channels(grey, 3)), grey, atol=1e-6)


@given(levels=arrays(np.uint16, (3, 4, 4)), deep=strategies.booleans())
def test_whole_numbers_come_back_to_the_bit(levels: NDArray[np.uint16], deep: bool) -> None:
    array = levels if deep else (levels >> 8).astype(np.uint8)
    back = to_array(from_array(array), 16 if deep else 8)
    np.testing.assert_array_equal(back, array)


def test_grey_is_told_from_colour_by_every_pixel() -> None:
    grey = np.random.default_rng(0).random((600, 5, 1), dtype=np.float32)
    assert is_grey(grey)
    stored = np.repeat(grey, 3, axis=2)
    assert is_grey(stored)
    for channel in range(3):
        coloured = stored.copy()
        coloured[599, 4, channel] += 0.01
        assert not is_grey(coloured)
