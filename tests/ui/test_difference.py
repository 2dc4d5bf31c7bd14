"""The difference's colours against numbers taken pixel by pixel."""

import numpy as np
import pytest
from PySide6.QtGui import QColor, QImage

from memnet_gui.ui.difference import GAINS, colour_difference, colour_scale
from memnet_gui.ui.qimages import to_qimage


def plain(*rgb: int, width: int = 3, height: int = 2) -> QImage:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(*rgb))
    return image


def random_image(seed: int, channels: int) -> QImage:
    pixels = np.random.default_rng(seed).random((45, 37, channels), dtype=np.float32)
    return to_qimage(pixels).convertToFormat(QImage.Format.Format_RGB32)


def expected_rgb(levels: float) -> tuple[int, int, int]:
    place = min(max(round(levels), -255), 255) + 255
    return colour_scale().pixelColor(place, 0).toTuple()[:3]


@pytest.mark.parametrize("gain", GAINS)
@pytest.mark.parametrize("channels", [1, 3])
def test_every_pixel_has_the_colour_of_its_difference(channels: int, gain: float) -> None:
    before, after = random_image(1, channels), random_image(2, channels)
    result = colour_difference(before, after, gain)
    # On a rounding edge the colour may be the neighbour's; of grey pictures it never is.
    tolerance = 0 if channels == 1 else 3
    for y in range(before.height()):
        for x in range(before.width()):
            old, new = before.pixelColor(x, y), after.pixelColor(x, y)
            red, green, blue = (
                b - a for a, b in zip(old.toTuple()[:3], new.toTuple()[:3], strict=True)
            )
            expected = expected_rgb((0.299 * red + 0.587 * green + 0.114 * blue) * gain)
            seen = result.pixelColor(x, y).toTuple()[:3]
            assert np.abs(np.subtract(seen, expected)).max() <= tolerance


@pytest.mark.parametrize(
    ("rgb", "levels"), [((200, 0, 0), 59.8), ((0, 200, 0), 117.4), ((0, 0, 200), 22.8)]
)
def test_channels_count_by_their_luminance(rgb: tuple[int, int, int], levels: float) -> None:
    for old, new, sign in ((plain(0, 0, 0), plain(*rgb), 1), (plain(*rgb), plain(0, 0, 0), -1)):
        seen = colour_difference(old, new, 1.0).pixelColor(2, 1).toTuple()[:3]
        assert seen == expected_rgb(sign * levels)


def test_the_scale_is_neutral_in_the_middle_and_as_dark_on_either_side() -> None:
    scale = colour_scale()
    colours = np.array([scale.pixelColor(x, 0).toTuple()[:3] for x in range(scale.width())])
    assert scale.width() == 511
    assert set(colours[255]) == {238}
    below, above = colours[:255], colours[256:]
    assert (below[:, 2] > below[:, 0]).all()
    assert (above[:, 0] > above[:, 2]).all()
    lightness = colours @ [0.299, 0.587, 0.114]
    # Rounding may repeat a lightness, yet never turn it back by a level.
    assert np.diff(lightness[:256]).min() > -0.5
    assert np.diff(lightness[255:]).max() < 0.5
    assert np.abs(lightness - lightness[::-1]).max() < 12


def test_pictures_that_do_not_match_are_refused() -> None:
    grey = plain(0, 0, 0).convertToFormat(QImage.Format.Format_Grayscale8)
    for other in (plain(0, 0, 0, width=4), grey):
        with pytest.raises(ValueError, match="RGB32"):
            colour_difference(plain(0, 0, 0), other, 1.0)
