"""Patches against every crop that numpy can cut."""

from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from skimage.color import rgb2ycbcr

from memnet_gui.errors import UserError
from memnet_gui.training import data
from memnet_gui.training.control import TrainingControl, TrainingStopped
from memnet_gui.training.data import PatchSampler, read_images

CPU = torch.device("cpu")


def unique_values(height: int, width: int, channels: int, first: int = 0) -> NDArray[np.uint8]:
    values = np.arange(first, first + height * width * channels)
    return values.astype(np.uint8).reshape(height, width, channels)


def flat(side: int, value: int, channels: int = 1) -> NDArray[np.uint8]:
    return np.full((side, side, channels), value, np.uint8)


def all_crops(image: NDArray[np.uint8], size: int) -> set[bytes]:
    """Every crop in its 4 rotations, and mirrored, as bytes of (C, P, P)."""
    crops = set()
    for top in range(image.shape[0] - size + 1):
        for left in range(image.shape[1] - size + 1):
            crop = image[top : top + size, left : left + size]
            for turns in range(4):
                turned = np.rot90(crop, turns)
                crops |= {t.transpose(2, 0, 1).tobytes() for t in (turned, turned[:, ::-1])}
    return crops


def as_bytes(patches: torch.Tensor) -> set[bytes]:
    return {np.rint(patch * 255).astype(np.uint8).tobytes() for patch in patches.numpy()}


@pytest.mark.parametrize("channels", [1, 3])
def test_patches_are_all_crops_in_all_orientations(channels: int) -> None:
    small = unique_values(5, 6, channels)
    large = unique_values(7, 6, channels, first=90)
    patches = PatchSampler([small, large], 4, 0, CPU).draw(6000)
    assert patches.shape == (6000, channels, 4, 4)
    assert patches.dtype == torch.float32
    expected = all_crops(small, 4) | all_crops(large, 4)
    assert len(expected) == (2 * 3 + 4 * 3) * 8
    assert as_bytes(patches) == expected


def test_bytes_become_exact_fractions() -> None:
    patch = PatchSampler([unique_values(16, 16, 1)], 16, 0, CPU).draw(1)
    expected = np.arange(256, dtype=np.float32) / np.float32(255)
    np.testing.assert_array_equal(np.sort(patch.numpy().ravel()), expected)


def test_photos_are_drawn_by_their_area() -> None:
    sampler = PatchSampler([flat(10, 0), flat(20, 255), flat(3, 128)], 8, 0, CPU)
    patches = sampler.draw(4000)
    assert set(patches.numpy().ravel().tolist()) == {0.0, 1.0}  # the third is smaller than a patch
    assert patches.mean().item() == pytest.approx(0.8, abs=0.03)


def test_no_photo_is_as_large_as_a_patch() -> None:
    with pytest.raises(ValueError, match="no training photo is 11 pixels wide and high"):
        PatchSampler([unique_values(10, 12, 1)], 11, 0, CPU)


def test_the_seed_decides_every_draw() -> None:
    def draws(seed: int) -> torch.Tensor:
        sampler = PatchSampler([unique_values(12, 12, 1)], 4, seed, CPU)
        sampler.draw(3)
        return sampler.draw(5)

    assert torch.equal(draws(1), draws(1))
    assert not torch.equal(draws(1), draws(2))


def test_images_are_read_in_order_and_exactly(tmp_path: Path) -> None:
    grey, colour = unique_values(9, 8, 1), unique_values(9, 9, 3)
    (tmp_path / "b").mkdir()
    Image.fromarray(colour).save(tmp_path / "b" / "colour.png")
    Image.fromarray(grey[..., 0]).save(tmp_path / "a.png")
    (tmp_path / "notes.txt").write_text("no photo")
    first, second = read_images((tmp_path,), 3).images
    np.testing.assert_array_equal(first, np.repeat(grey, 3, axis=2))
    np.testing.assert_array_equal(second, colour)
    first, second = read_images((tmp_path,), 1).images
    np.testing.assert_array_equal(first, grey)
    luma = np.rint(colour @ [0.2989360213, 0.5870430745, 0.1140209043])[..., None]
    np.testing.assert_array_equal(second, luma)


def test_folder_without_photos(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="holds no photo that can be opened; choose another folder"):
        read_images((tmp_path,), 1)


@pytest.fixture
def mixed(tmp_path: Path) -> Path:
    """A good photo, two small ones, and two that are none."""
    folder = tmp_path / "mixed"
    folder.mkdir()
    for name, shape in (("good", (12, 13)), ("low", (11, 40)), ("narrow", (40, 11))):
        Image.fromarray(np.full(shape, 7, np.uint8)).save(folder / f"{name}.png")
    (folder / "cut.png").write_bytes((folder / "good.png").read_bytes()[:40])
    (folder / "empty.jpg").touch()
    return folder


def test_unusable_photos_are_passed_over_and_counted(mixed: Path) -> None:
    photos = read_images((mixed,), 1, smallest_px=12)
    assert [image.shape for image in photos.images] == [(12, 13, 1)]
    assert photos.note == (
        "Photos passed over in mixed: 2 cannot be read, first cut.png; "
        "2 not 12 pixels wide and high."
    )
    (mixed / "cut.png").unlink()
    (mixed / "empty.jpg").unlink()
    assert read_images((mixed,), 1).note == ""


def test_a_photo_below_two_folders_counts_once(mixed: Path) -> None:
    assert len(read_images((mixed, mixed.parent, mixed), 1).images) == 3


def test_no_usable_photo(mixed: Path) -> None:
    with pytest.raises(UserError) as caught:
        read_images((mixed,), 1, smallest_px=50)
    assert str(caught.value) == (
        f"{mixed} holds no usable photo: 2 cannot be read, first cut.png, and none is 50 pixels "
        "wide and high; choose another folder"
    )
    for name in ("cut.png", "empty.jpg"):
        (mixed / name).unlink()
    with pytest.raises(UserError) as caught:
        read_images((mixed,), 1, smallest_px=50)
    assert str(caught.value) == (
        f"no photo in {mixed} is 50 pixels wide and high; choose larger photos or a smaller patch"
    )


def test_a_quarter_of_the_memory_is_filled_at_most(
    mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "_memory_bytes", lambda: 4 * 12 * 13)
    photos = read_images((mixed,), 1)
    assert len(photos.images) == 1
    assert photos.note.endswith("2 cannot be read, first cut.png; 2 too many for the memory.")


def test_processes_of_a_machine_share_the_quarter(
    mixed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(data, "_memory_bytes", lambda: 2 * 4 * (12 * 13 + 11 * 40))
    assert len(read_images((mixed,), 1).images) == 3
    assert len(read_images((mixed,), 1, processes=2).images) == 2
    assert len(read_images((mixed,), 1, processes=8).images) == 1


def test_the_sampler_shares_the_memory_of_the_photos(mixed: Path) -> None:
    images = read_images((mixed,), 1).images
    sampler = PatchSampler(images, 11, 0, CPU)
    assert sampler.images is images
    assert sampler._pixels.numpy().ctypes.data == images[0].ctypes.data
    apart = [image.copy() for image in images]
    assert torch.equal(sampler.draw(9), PatchSampler(apart, 11, 0, CPU).draw(9))
    large = PatchSampler(images, 12, 0, CPU)
    assert [image.shape for image in large.images] == [(12, 13, 1)]
    np.testing.assert_array_equal(large.images[0], images[0])


def test_reading_can_be_left(mixed: Path) -> None:
    control = TrainingControl()
    control.stop(keep=False)
    with pytest.raises(TrainingStopped):
        read_images((mixed,), 1, check=control.check)


def test_reseeded_sampler_leaves_the_first_alone() -> None:
    def sampler() -> PatchSampler:
        return PatchSampler([unique_values(12, 12, 1)], 4, 1, CPU)

    first, other = sampler(), sampler()
    reseeded = first.reseeded(2)
    expected = PatchSampler([unique_values(12, 12, 1)], 4, 2, CPU).draw(5)
    assert torch.equal(reseeded.draw(5), expected)
    assert torch.equal(first.draw(5), other.draw(5))


def test_luminance_is_the_papers(tmp_path: Path) -> None:
    grey, colour = unique_values(9, 8, 1), unique_values(9, 9, 3)
    Image.fromarray(grey[..., 0]).save(tmp_path / "a.png")
    Image.fromarray(colour).save(tmp_path / "b.png")
    first, second = read_images((tmp_path,), 1, luminance=True).images
    np.testing.assert_array_equal(first, grey)
    np.testing.assert_array_equal(second, np.rint(rgb2ycbcr(colour))[..., :1])
    _, second = read_images((tmp_path,), 3, luminance=True).images
    np.testing.assert_array_equal(second, colour)
