import numpy as np
import pytest
import skimage.data

from memnet_gui.imaging.samples import SAMPLES, load_sample


@pytest.mark.parametrize("name", SAMPLES)
def test_samples_are_those_of_scikit_image(name: str) -> None:
    photo = load_sample(name)
    expected = getattr(skimage.data, name)()
    levels = np.rint(photo.pixels * 255).astype(np.uint8)
    np.testing.assert_array_equal(levels, expected.reshape(levels.shape))
    assert photo.channels == (1 if name == "camera" else 3)
    assert photo.bit_depth == 8


def test_names_the_samples() -> None:
    with pytest.raises(ValueError, match="camera, astronaut"):
        load_sample("download_all")
