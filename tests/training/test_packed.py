"""Photos end to end."""

import numpy as np
import pytest

from memnet_gui.training.packed import PackedPhotos


def test_photos_come_out_as_they_went_in() -> None:
    photos = [np.full((2, number, 3), number, np.uint8) for number in (1, 4, 2)]
    photos.append(np.arange(24, dtype=np.uint8).reshape(2, 4, 3).transpose(1, 0, 2))
    packed = PackedPhotos(iter(photos))
    assert len(packed) == 4
    assert packed.pixels.shape == (6 + 24 + 12 + 24,)
    assert packed.starts.tolist() == [0, 6, 30, 42]
    for one, other in zip(packed, photos, strict=True):
        np.testing.assert_array_equal(one, other)
        assert np.shares_memory(one, packed.pixels)
    np.testing.assert_array_equal(packed[-1], photos[-1])
    assert [photo.shape for photo in packed[1:3]] == [(2, 4, 3), (2, 2, 3)]
    assert PackedPhotos.of(packed) is packed
    with pytest.raises(IndexError):
        packed[4]
    assert len(PackedPhotos()) == 0
