import io

import numpy as np
import pytest
from PIL import Image

from memnet_gui.imaging.jpeg import compress


@pytest.mark.parametrize(("channels", "quality"), [(1, 10), (1, 75), (3, 10), (3, 90)])
def test_as_a_file_that_pillow_wrote(channels: int, quality: int) -> None:
    levels = np.random.default_rng(1).integers(0, 256, (21, 35, channels), np.uint8)
    buffer = io.BytesIO()
    Image.fromarray(levels.squeeze()).save(buffer, "JPEG", quality=quality)
    expected = np.asarray(Image.open(buffer)).reshape(21, 35, channels)
    np.testing.assert_array_equal(compress(levels, quality), expected)


def test_colour_is_stored_with_less_chroma() -> None:
    levels = np.zeros((16, 16, 3), np.uint8)
    levels[::2, :, 0] = 255
    loss = np.abs(compress(levels, 100).astype(int) - levels).max()
    assert loss > 50  # red rows of one pixel are lost at half the height


def test_a_view_of_other_strides() -> None:
    levels = np.random.default_rng(1).integers(0, 256, (3, 16, 24), np.uint8).transpose(1, 2, 0)
    np.testing.assert_array_equal(compress(levels, 50), compress(levels.copy(), 50))
