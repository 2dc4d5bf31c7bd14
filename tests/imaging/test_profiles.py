"""Colour profiles, against the matrices that their standards give."""

import struct
import threading
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.profiles import changes_colours, grey_to_srgb, suits, to_display
from memnet_gui.imaging.save_options import SaveOptions
from memnet_gui.imaging.saving import save_photo

SRGB = ((0.43607, 0.22249, 0.01392), (0.38515, 0.71687, 0.09708), (0.14307, 0.06061, 0.71410))
DISPLAY_P3 = (
    (0.51512, 0.24120, -0.00105),
    (0.29198, 0.69225, 0.04189),
    (0.15710, 0.06657, 0.78407),
)
ADOBE_RGB = ((0.60974, 0.31111, 0.01947), (0.20528, 0.62567, 0.06087), (0.14919, 0.06322, 0.74457))
"""XYZ of red, green and blue, for the white D50."""
GAMMA = 2.2


def _xyz(values: tuple[float, ...]) -> bytes:
    return b"XYZ \0\0\0\0" + b"".join(struct.pack(">i", round(v * 65536)) for v in values)


def _curve(gamma: float) -> bytes:
    return b"curv\0\0\0\0" + struct.pack(">IH", 1, round(gamma * 256)) + b"\0\0"


def _pack(space: bytes, tags: dict[str, bytes]) -> bytes:
    kind = struct.pack(">4sI4s4s4s", b"none", 0x02400000, b"mntr", space, b"XYZ ")
    white = struct.pack(">3i", 0xF6D6, 0x10000, 0xD32D)
    head = (kind + bytes(12) + b"acsp" + bytes(28) + white).ljust(124, b"\0")
    place, body, table = 132 + 12 * len(tags), b"", struct.pack(">I", len(tags))
    for name, content in tags.items():
        table += struct.pack(">4sII", name.encode(), place + len(body), len(content))
        body += content
    profile = head + table + body
    return struct.pack(">I", len(profile) + 4) + profile


def rgb_profile(primaries: tuple[tuple[float, ...], ...], gamma: float = GAMMA) -> bytes:
    tags = {"wtpt": _xyz((0.9642, 1, 0.8249))}
    for name, primary in zip("rgb", primaries, strict=True):
        tags |= {f"{name}XYZ": _xyz(primary), f"{name}TRC": _curve(gamma)}
    return _pack(b"RGB ", tags)


def grey_profile(gamma: float) -> bytes:
    return _pack(b"GRAY", {"wtpt": _xyz((0.9642, 1, 0.8249)), "kTRC": _curve(gamma)})


def _srgb_curve(linear: NDArray[np.float64]) -> NDArray[np.float64]:
    low = linear * 12.92
    return np.where(linear <= 0.0031308, low, 1.055 * np.maximum(linear, 1e-9) ** (1 / 2.4) - 0.055)


def _colours() -> NDArray[np.uint8]:
    return np.random.default_rng(0).integers(40, 220, (8, 9, 3), dtype=np.uint8)


@pytest.mark.parametrize("primaries", [DISPLAY_P3, ADOBE_RGB])
def test_colours_are_those_of_the_matrices(primaries: tuple[tuple[float, ...], ...]) -> None:
    pixels = _colours() // 4 + 90  # inside sRGB
    linear = (pixels / 255) ** GAMMA @ np.array(primaries) @ np.linalg.inv(np.array(SRGB))
    assert linear.min() > 0
    expected = _srgb_curve(linear) * 255
    shown = to_display(pixels, rgb_profile(primaries))
    assert np.abs(shown - expected).max() < 1.6
    assert np.abs(shown - pixels.astype(int)).max() > 3


def test_alpha_stays() -> None:
    alpha = np.random.default_rng(1).integers(0, 256, (8, 9, 1), dtype=np.uint8)
    pixels = np.dstack([_colours(), alpha])
    shown = to_display(pixels, rgb_profile(DISPLAY_P3))
    np.testing.assert_array_equal(shown[..., 3:], alpha)
    np.testing.assert_array_equal(shown[..., :3], to_display(_colours(), rgb_profile(DISPLAY_P3)))


def test_grey_follows_its_curve() -> None:
    levels = np.arange(30, 256, dtype=np.uint8).reshape(2, -1, 1)
    shown = to_display(levels, grey_profile(1.8))
    assert shown.shape == levels.shape
    assert np.abs(shown - _srgb_curve((levels / 255) ** 1.8) * 255).max() < 1.6


def test_a_screen_of_its_own_gets_its_own_numbers() -> None:
    pixels, screen = _colours(), rgb_profile(DISPLAY_P3)
    wide = to_display(pixels, None, screen)
    assert np.abs(wide - pixels.astype(int)).max() > 3
    back = to_display(wide, screen).astype(int)
    assert np.abs(back - pixels).max() <= 3
    # The photo's colours are the screen's already.
    assert to_display(pixels, screen, screen) is pixels


@pytest.mark.parametrize("profile", [None, grey_profile(1.8)])
def test_grey_on_a_screen_of_its_own(profile: bytes | None) -> None:
    levels = np.arange(256, dtype=np.uint8).reshape(4, 64, 1)
    screen = rgb_profile(DISPLAY_P3, gamma=1.4)
    shown = to_display(levels, profile, screen)
    linear = _linear(levels / 255) if profile is None else (levels / 255) ** 1.8
    assert shown.shape == (4, 64, 3)
    assert np.ptp(shown, axis=2).max() <= 1
    assert np.abs(shown - linear ** (1 / 1.4) * 255)[levels[..., 0] > 30].max() < 2.1


def _linear(encoded: NDArray[np.float64]) -> NDArray[np.float64]:
    return np.where(encoded <= 0.04045, encoded / 12.92, ((encoded + 0.055) / 1.055) ** 2.4)


@pytest.mark.parametrize(
    "profile",
    [
        None,
        b"",
        b"no profile at all",
        bytes(16) + b"RGB " + bytes(200),
        rgb_profile(ADOBE_RGB)[:200],
        grey_profile(1.8),
        ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes(),
    ],
)
def test_nothing_is_done_without_need(profile: bytes | None) -> None:
    pixels = _colours()
    assert to_display(pixels, profile) is pixels
    assert not changes_colours(3, profile)
    assert changes_colours(3, rgb_profile(ADOBE_RGB))


def test_bands_are_as_the_whole_and_threads_agree() -> None:
    pixels = np.random.default_rng(2).integers(0, 256, (64, 50, 3), dtype=np.uint8)
    profile = rgb_profile(ADOBE_RGB)
    whole, found = to_display(pixels, profile), np.zeros_like(pixels)

    def convert(first: int) -> None:
        for top in range(first, 64, 4):
            found[top : top + 2] = to_display(pixels[top : top + 2], profile)

    threads = [threading.Thread(target=convert, args=(first,)) for first in (0, 2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    np.testing.assert_array_equal(found, whole)


def test_profiles_suit_their_channels() -> None:
    assert suits(rgb_profile(SRGB), 3)
    assert suits(grey_profile(2.2), 1)
    assert not suits(rgb_profile(SRGB), 1)
    assert not suits(b"", 3)


@pytest.mark.parametrize("primaries", [DISPLAY_P3, ADOBE_RGB])
@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".avif", ".heic"])
def test_wide_colours_stay_when_saved(
    tmp_path: Path, suffix: str, primaries: tuple[tuple[float, ...], ...]
) -> None:
    profile = rgb_profile(primaries)
    pixels = np.broadcast_to(np.array([250, 30, 60], np.uint8), (16, 16, 3))
    Image.fromarray(pixels).save(tmp_path / "a.png", icc_profile=profile)
    photo = read_photo(tmp_path / "a.png")
    save_photo(photo, tmp_path / f"b{suffix}")
    back = read_photo(tmp_path / f"b{suffix}")
    assert back.icc_profile == profile
    assert np.abs(back.pixels - photo.pixels).max() < 0.02


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".avif", ".heic"])
def test_grey_profiles_stay_when_saved(tmp_path: Path, suffix: str) -> None:
    photo = from_array(np.full((16, 16), 99, np.uint8), icc_profile=grey_profile(1.8))
    save_photo(photo, tmp_path / f"a{suffix}")
    back = read_photo(tmp_path / f"a{suffix}")
    assert back.channels == 1
    assert back.icc_profile == photo.icc_profile


@pytest.mark.parametrize(
    ("suffix", "opacity"), [(".webp", None), (".webp", 1.0), (".avif", 1.0), (".heic", 1.0)]
)
def test_grey_looks_the_same_in_files_of_rgb(
    tmp_path: Path, suffix: str, opacity: float | None
) -> None:
    """There a profile for grey would be followed by nobody."""
    ramp = np.tile(np.repeat(np.arange(0, 256, 8, dtype=np.uint8), 16), (16, 1))
    photo = from_array(ramp, icc_profile=grey_profile(1.0))
    alpha = None if opacity is None else np.full(ramp.shape, opacity, np.float32)
    save_photo(replace(photo, alpha=alpha), tmp_path / f"a{suffix}", options=SaveOptions(100))
    back = read_photo(tmp_path / f"a{suffix}")
    assert (back.channels, back.icc_profile) == (3, None)
    expected = _srgb_curve(photo.pixels.astype(np.float64))
    assert np.abs(back.pixels - expected).max() < 2.1 / 255


def test_grey_of_16_bits_keeps_its_steps() -> None:
    ramp = np.linspace(0.2, 1, 1000, dtype=np.float32).reshape(1, -1, 1)
    found = grey_to_srgb(ramp, grey_profile(1.0))
    assert found.dtype == np.float32
    assert len(np.unique(found)) > 500
    np.testing.assert_allclose(found, _srgb_curve(ramp.astype(np.float64)), atol=0.6 / 255)


@pytest.mark.parametrize("gamma", [1.0, 1.8, 3.0])
def test_every_grey_is_that_of_the_curve(gamma: float) -> None:
    levels = np.arange(256, dtype=np.uint8).reshape(16, 16, 1)
    shown = to_display(levels, grey_profile(gamma))
    assert shown.shape == levels.shape
    rounded_gamma = round(gamma * 256) / 256
    assert np.abs(shown - _srgb_curve((levels / 255) ** rounded_gamma) * 255).max() < 0.6


def test_broken_profiles_leave_grey_as_it_is() -> None:
    ramp = np.linspace(0, 1, 1000, dtype=np.float32).reshape(1, -1, 1)
    for profile in (None, b"", grey_profile(1.0)[:140], rgb_profile(DISPLAY_P3)):
        np.testing.assert_allclose(grey_to_srgb(ramp, profile), ramp, atol=1e-6)
