"""Documents that are made out of photos: degraded and enlarged ones."""

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.app.document import Document
from memnet_gui.app.jobs import JobContext
from memnet_gui.app.preparation import (
    DegradePhoto,
    OpenPhoto,
    ResizePhoto,
    TakePhoto,
    check_enlarged_size,
)
from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.degradation import (
    BicubicReduction,
    Degradation,
    GaussianNoise,
    JpegCompression,
)
from memnet_gui.imaging.photo import Photo, PhotoError


def random_photo(height: int, width: int, channels: int = 3, *, alpha: bool = False) -> Photo:
    generator = np.random.default_rng(0)
    pixels = generator.random((height, width, channels), np.float32)
    opacity = generator.random((height, width), np.float32) if alpha else None
    return Photo(pixels, opacity, bit_depth=16)


def size_of(photo: Photo | None) -> Any:
    return photo and (photo.width, photo.height)


def degrade(clean: Photo, degradation: Degradation) -> Document:
    return DegradePhoto(clean, "photo.png", degradation, 0, size_of)(JobContext())


def resize(document: Document, scale: int) -> Document:
    return ResizePhoto(document, scale, size_of)(JobContext())


def imresize(pixels: NDArray[np.float32], size: tuple[int, int]) -> NDArray[np.float32]:
    """MATLAB's imresize, as torch does it."""
    images = torch.from_numpy(pixels.transpose(2, 0, 1))[None]
    resized = torch.nn.functional.interpolate(images, size, mode="bicubic", antialias=True)
    return resized[0].numpy().transpose(1, 2, 0)


def test_a_reduced_photo_is_shown_enlarged_beside_what_it_was_made_of() -> None:
    clean = random_photo(40, 61, alpha=True)
    document = degrade(clean, BicubicReduction(3))
    assert (document.scale, document.own_scale, document.magnification) == (3, 3, 1)
    cut = clean.pixels[:39, :60]
    small = imresize(cut, (13, 20))
    np.testing.assert_allclose(document.opened.pixels, small, atol=1e-6)
    np.testing.assert_allclose(document.photo.pixels, imresize(small, (39, 60)), atol=1e-6)
    assert document.reference is not None
    np.testing.assert_array_equal(document.reference.pixels, cut)
    assert clean.alpha is not None
    np.testing.assert_array_equal(document.reference.alpha, clean.alpha[:39, :60])
    assert document.opened.alpha is not None
    small_alpha = imresize(clean.alpha[:39, :60, np.newaxis], (13, 20))[..., 0]
    np.testing.assert_allclose(document.opened.alpha, small_alpha.clip(0, 1), atol=1e-6)
    assert document.photo.alpha is not None
    assert document.photo.alpha.shape == (39, 60)
    assert document.rendering == document.reference_rendering == (60, 39)
    assert document.photo.bit_depth == 16


@pytest.mark.parametrize("degradation", [GaussianNoise(20), JpegCompression(10)])
def test_other_damage_keeps_size_and_opacity(degradation: Degradation) -> None:
    clean = random_photo(16, 21, alpha=True)
    document = degrade(clean, degradation)
    np.testing.assert_array_equal(document.photo.pixels, degradation.apply(clean.pixels, 0))
    assert document.photo.alpha is clean.alpha
    assert document.reference is not None
    np.testing.assert_array_equal(document.reference.pixels, clean.pixels)
    assert (document.scale, document.magnification) == (1, 1)
    assert document.opened is document.photo


def test_the_clean_photo_is_a_reference_only_at_its_own_size() -> None:
    clean = random_photo(12, 12)
    reduced = degrade(clean, BicubicReduction(2))
    back = resize(reduced, 1)
    assert back.photo is reduced.opened
    assert back.reference is None
    assert back.magnification == 0.5
    assert resize(back, 3).reference is None
    again = resize(back, 2)
    assert again.reference is not None
    np.testing.assert_array_equal(again.photo.pixels, reduced.photo.pixels)
    noisy = degrade(clean, GaussianNoise(9))
    assert resize(noisy, 2).reference is None
    assert resize(resize(noisy, 2), 1).reference is not None
    assert all(it.shows_same(reduced) for it in (back, again, noisy))
    assert not reduced.shows_same(degrade(random_photo(12, 12), BicubicReduction(2)))
    assert not reduced.shows_same(None)


def test_opened_and_pasted_photos_hide_no_foreign_colours(tmp_path: Path) -> None:
    half = np.zeros((4, 4, 4), np.uint8)
    half[:, :2] = 200, 150, 100, 255
    Image.fromarray(half).save(tmp_path / "a.png")
    opened = OpenPhoto(tmp_path / "a.png", size_of)(JobContext()).photo
    pasted = TakePhoto(lambda: from_array(half), "Pasted", size_of)(JobContext()).photo
    for photo in (opened, pasted):
        levels = np.rint(photo.pixels * 255)
        np.testing.assert_array_equal(levels, np.broadcast_to((200, 150, 100), (4, 4, 3)))


def test_a_photo_smaller_than_the_scale_is_said() -> None:
    with pytest.raises(PhotoError, match=r"photo\.png cannot be degraded.*at least 3 pixels"):
        degrade(random_photo(2, 30), BicubicReduction(3))


@pytest.mark.parametrize("error", [MemoryError(), RuntimeError("DefaultCPUAllocator")])
def test_too_little_memory_is_said(error: Exception, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(photo: Photo, scale: int) -> Photo:
        raise error

    monkeypatch.setattr("memnet_gui.app.preparation.enlarge_photo", fail)
    with pytest.raises(PhotoError, match="not enough memory to enlarge the photo 2 times"):
        resize(Document(random_photo(4, 4), None, "photo"), 2)


def test_more_than_300_megapixels_are_refused() -> None:
    # Zeros that nobody reads take no memory.
    photo = Photo(np.zeros((4000, 6000, 1), np.float32))
    check_enlarged_size(photo, 3, 300)
    with pytest.raises(PhotoError, match="384 megapixels, more than the limit of 300"):
        check_enlarged_size(photo, 4, 300)
    with pytest.raises(PhotoError, match="384 megapixels"):
        resize(Document(photo, None, "large"), 4)
