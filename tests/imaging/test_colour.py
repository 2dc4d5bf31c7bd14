"""Grey and luminance against scikit-image and MATLAB's coefficients."""

import numpy as np
from skimage.color import rgb2ycbcr, ycbcr2rgb

from memnet_gui.imaging.colour import to_luminance, with_luminance

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
