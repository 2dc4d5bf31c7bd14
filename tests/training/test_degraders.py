"""Training pairs against what numpy, Pillow and the photos' own degradations make."""

import io

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from memnet_gui.imaging.degradation import BicubicReduction
from memnet_gui.training.degraders import (
    Degrader,
    JpegDegrader,
    NoiseDegrader,
    ReductionDegrader,
    build_degrader,
)


def generator(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def noise_levels(sigmas: tuple[float, ...], *, blind: bool) -> NDArray[np.float64]:
    """The measured sigma of each of 200 patches, on the 0-255 scale."""
    clean = torch.full((200, 1, 48, 48), 0.8)
    noisy, same = NoiseDegrader(sigmas, blind=blind)(clean, generator())
    assert torch.equal(same, clean)
    levels: NDArray[np.float64] = (noisy - clean).double().numpy().std(axis=(1, 2, 3)) * 255
    return levels


def test_noise_levels_from_a_list() -> None:
    levels = noise_levels((30.0, 10.0, 50.0), blind=False)
    nearest = np.abs(levels[:, None] / [10, 30, 50] - 1)
    assert nearest.min(axis=1).max() < 0.07
    assert np.bincount(nearest.argmin(axis=1)).min() > 40


def test_noise_levels_from_a_range() -> None:
    levels = noise_levels((60.0, 20.0), blind=True)
    assert 18 < levels.min() < 25
    assert 55 < levels.max() < 65
    assert levels.mean() == pytest.approx(40, abs=3)
    assert np.histogram(levels, bins=4, range=(20, 60))[0].min() > 30


def test_noise_is_not_clipped() -> None:
    clean = torch.ones(8, 3, 32, 32)
    noisy, _ = NoiseDegrader((50.0,), blind=False)(clean, generator())
    noise = (noisy - clean).double().flatten(2)
    assert noise.mean().item() == pytest.approx(0, abs=0.005)
    assert (noise > 0).double().mean().item() == pytest.approx(0.5, abs=0.02)
    red, green, _ = noise.unbind(1)
    assert (red * green).mean().item() == pytest.approx(0, abs=0.002)  # of its own per channel


def smooth_noise(batch: int, channels: int, size: int) -> Tensor:
    """Photos' content: 8-bit levels with structure at every scale."""
    draws = torch.rand((batch, channels, size, size), generator=generator(5))
    blurred = torch.nn.functional.avg_pool2d(draws, 5, 1, 2) * 1.5 - 0.2
    return (blurred.clamp(0, 1) * 255).round() / 255


def test_reduced_patches_are_those_of_whole_pictures() -> None:
    """What lies beyond the surround does not matter: a patch is a crop of its whole picture."""
    for batch, least in ((30, 10), (2, 0), (59, 19)):  # 2 of 59 cannot be shared out
        counts = count_scales(batch)
        assert sum(counts) == batch
        assert min(counts) >= least
        assert max(counts) <= least + 2


def test_chance_decides_on_the_scales_of_the_rest() -> None:
    counts = np.sum([count_scales(1, seed) for seed in range(60)], axis=0)
    assert min(counts) >= 10


def count_scales(batch: int, seed: int = 0) -> list[int]:
    """Degrades one patch so often, looks each up, and counts the scales."""
    degrader = ReductionDegrader((2, 3, 4))
    size = 24 + degrader.surround_px
    whole = smooth_noise(1, 1, 168)
    clean = whole[..., 48 : 48 + size, 48 : 48 + size].repeat(batch, 1, 1, 1)
    enlarged, target = degrader(clean, generator(seed))
    assert enlarged.shape == target.shape == (batch, 1, 24, 24)
    first = 48 + degrader.surround_px // 2
    expected_target = whole[0, :, first : first + 24, first : first + 24]
    expected = []
    for scale in (2, 3, 4):
        reduction = BicubicReduction(scale)
        pixels = whole[0].permute(1, 2, 0).numpy()
        found = torch.from_numpy(reduction.present(reduction.apply(pixels))).permute(2, 0, 1)
        expected.append(found[:, first : first + 24, first : first + 24])
    counts = [0, 0, 0]
    for patch, kept in zip(enlarged, target, strict=True):
        assert torch.equal(kept, expected_target)
        distances = [(patch - picture).abs().max().item() for picture in expected]
        assert min(distances) < 1e-6
        counts[int(np.argmin(distances))] += 1
    return counts


Found = tuple[int, int, int]
"""Quality, top and left."""


def find_jpeg_patches(
    degrader: JpegDegrader, channels: int, count: int, qualities: range | tuple[int, ...]
) -> list[Found]:
    """Degrades one clean picture `count` times and looks the patches up among Pillow's crops."""
    clean = smooth_noise(1, channels, 16 + degrader.surround_px).repeat(count, 1, 1, 1)
    compressed, target = degrader(clean, generator())
    assert compressed.shape == target.shape == (count, channels, 16, 16)
    levels = (clean[0] * 255).round().byte().permute(1, 2, 0).numpy()
    crops: dict[bytes, Found] = {}
    for quality in qualities:
        buffer = io.BytesIO()
        Image.fromarray(levels.squeeze()).save(buffer, "JPEG", quality=quality)
        decoded = np.asarray(Image.open(buffer)).reshape(levels.shape)
        for top in range(degrader.surround_px):
            for left in range(degrader.surround_px):
                window = slice(top, top + 16), slice(left, left + 16)
                pair = decoded[window].tobytes() + levels[window].tobytes()
                crops[pair] = (quality, top, left)
    pairs = zip(compressed, target, strict=True)
    return [crops[as_bytes(patch) + as_bytes(kept)] for patch, kept in pairs]


def as_bytes(patch: Tensor) -> bytes:
    return (patch * 255).round().byte().permute(1, 2, 0).numpy().tobytes()


@pytest.mark.parametrize("channels", [1, 3])
def test_jpeg_patches_are_crops_of_pillows_pictures(channels: int) -> None:
    degrader = JpegDegrader((10, 40), blind=False, channels=channels)
    found = find_jpeg_patches(degrader, channels, 40, (10, 40))
    assert {quality for quality, _, _ in found} == {10, 40}
    assert len({(top, left) for _, top, left in found}) > 20


def test_blind_jpeg_draws_whole_qualities_of_the_range() -> None:
    degrader = JpegDegrader((5, 60), blind=True, channels=1)
    qualities = [quality for quality, _, _ in find_jpeg_patches(degrader, 1, 200, range(5, 61))]
    assert min(qualities) < 9
    assert max(qualities) > 56
    assert np.histogram(qualities, bins=4, range=(5, 60))[0].min() > 30


@pytest.mark.parametrize("task", ["denoise", "upscale", "deblock"])
@pytest.mark.parametrize("channels", [1, 3])
def test_the_generator_decides_everything(task: str, channels: int) -> None:
    levels = {"denoise": (0, 75), "upscale": (2, 3, 4), "deblock": (5, 60)}[task]
    degrader: Degrader = build_degrader(task, levels, blind=task != "upscale", channels=channels)
    clean = smooth_noise(8, channels, 16 + degrader.surround_px)
    first, same, other = (degrader(clean, generator(seed))[0] for seed in (1, 1, 2))
    assert first.shape == (8, channels, 16, 16)
    assert torch.equal(first, same)
    assert not torch.equal(first, other)
