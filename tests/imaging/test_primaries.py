"""Colours described without a profile, against published matrices and their standards' formulas."""

import io
import struct
import zlib
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageCms

from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.matrix_profiles import to_d50
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.primaries import profile_of_codes, profile_of_png
from memnet_gui.imaging.profiles import to_display
from memnet_gui.imaging.saving import save_photo

_SRGB = (0.3127, 0.3290, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
_P3 = (0.3127, 0.3290, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060)
_PUBLISHED = {
    _SRGB: ((0.43607, 0.38515, 0.14307), (0.22249, 0.71687, 0.06061), (0.01392, 0.09708, 0.71410)),
    _P3: ((0.51512, 0.29198, 0.15710), (0.24120, 0.69225, 0.06657), (-0.00105, 0.04189, 0.78407)),
}
"""Matrices to XYZ for D50, as the ICC profiles of sRGB and Display P3 have them."""
_P3_TO_SRGB = np.array(
    [[1.2249, -0.2247, 0], [-0.0420, 1.0419, 0], [-0.0197, -0.0786, 1.0979]],
)
_PATCHES = np.array([[230, 40, 30], [30, 200, 60], [40, 60, 220], [120, 130, 110]], np.uint8)
_PHOTO = np.broadcast_to(_PATCHES.repeat(32, axis=0), (64, 128, 3))
_MIDDLES = (32, slice(16, None, 32))


def _decode(codes: NDArray[Any]) -> NDArray[np.float64]:
    return np.where(codes <= 0.04045, codes / 12.92, ((codes + 0.055) / 1.055) ** 2.4)


def _encode(linear: NDArray[Any]) -> NDArray[np.float64]:
    linear = np.clip(linear, 0, 1)
    return np.where(linear <= 0.0031308, 12.92 * linear, 1.055 * linear ** (1 / 2.4) - 0.055)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def _gamma(value: float) -> bytes:
    return _chunk(b"gAMA", struct.pack(">I", round(value * 100_000)))


def _chromaticities(values: tuple[float, ...]) -> bytes:
    return _chunk(b"cHRM", struct.pack(">8I", *(round(v * 100_000) for v in values)))


def _codes(primaries: int, transfer: int) -> bytes:
    return _chunk(b"cICP", bytes([primaries, transfer, 0, 1]))


def _write_png(path: Path, pixels: NDArray[Any], chunks: bytes, **options: Any) -> None:
    file = io.BytesIO()
    Image.fromarray(pixels).save(file, "PNG", **options)
    plain = file.getvalue()
    path.write_bytes(plain[:33] + chunks + plain[33:])


def _read_png(folder: Path, chunks: bytes, pixels: NDArray[Any] = _PHOTO, **options: Any) -> Photo:
    _write_png(folder / "a.png", pixels, chunks, **options)
    return read_photo(folder / "a.png")


def _shown(photo: Photo) -> NDArray[np.float64]:
    """Returns the patches as a screen shows them, in levels."""
    levels = np.rint(photo.pixels * 255).astype(np.uint8)
    return to_display(levels, photo.icc_profile)[_MIDDLES].astype(np.float64)


def _assert_shows_p3(photo: Photo, tolerance: float) -> None:
    expected = _encode(_decode(_PATCHES / 255) @ _P3_TO_SRGB.T) * 255
    assert np.abs(_shown(photo) - expected).max() <= tolerance


@pytest.mark.parametrize("chromaticities", [_SRGB, _P3])
def test_matrices_are_those_of_published_profiles(chromaticities: Any) -> None:
    np.testing.assert_allclose(to_d50(chromaticities), _PUBLISHED[chromaticities], atol=2e-4)


@pytest.mark.parametrize("primaries", [1, 4, 5, 6, 7, 9, 11, 12])
@pytest.mark.parametrize("transfer", [4, 5, 8])
def test_white_stays_white_and_curves_are_powers(primaries: int, transfer: int) -> None:
    profile = profile_of_codes(primaries, transfer, is_grey=False)
    assert profile is not None
    levels = np.arange(256, dtype=np.uint8).reshape(1, -1, 1).repeat(3, axis=2)
    exponent = {4: 2.2, 5: 2.8, 8: 1.0}[transfer]
    expected = _encode((levels / 255) ** exponent) * 255
    assert np.abs(to_display(levels, profile) - expected).max() < 1.6


def test_profiles_are_whole() -> None:
    for is_grey in (False, True):
        profile = profile_of_codes(12, 8, is_grey=is_grey)
        assert profile is not None
        assert len(profile) == struct.unpack(">I", profile[:4])[0]
        opened = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        assert opened.profile.profile_description == "H.273 primaries 12, transfer 8"
        assert opened.profile.xcolor_space == ("GRAY" if is_grey else "RGB ")
        assert opened.profile.version == 2.4


def test_an_avif_is_shown_and_saved_by_its_codes(tmp_path: Path) -> None:
    encoded = imagecodecs.avif_encode(
        _PHOTO, level=100, primaries=12, transfer=13, pixelformat="444"
    )
    (tmp_path / "a.avif").write_bytes(encoded)
    photo = read_photo(tmp_path / "a.avif")
    _assert_shows_p3(photo, 3)
    for name in ("b.png", "b.jpg", "b.webp", "b.tif", "b.avif", "b.heic"):
        save_photo(photo, tmp_path / name)
        assert read_photo(tmp_path / name).icc_profile == photo.icc_profile


def test_codes_that_differ_inside_an_avif_count_for_nothing(tmp_path: Path) -> None:
    encoded = imagecodecs.avif_encode(_PHOTO, level=100, primaries=12, transfer=13)
    other = b"colrnclx" + struct.pack(">3H", 9, 16, 9)
    (tmp_path / "a.avif").write_bytes(encoded + other)
    assert read_photo(tmp_path / "a.avif").icc_profile is None


def test_a_heic_is_shown_by_its_codes(tmp_path: Path) -> None:
    image = pillow_heif.from_bytes("RGB", (128, 64), _PHOTO.tobytes())
    codes = {"color_primaries": 12, "transfer_characteristics": 13}
    image.save(tmp_path / "a.heic", quality=100, chroma=444, save_nclx_profile=True, **codes)
    _assert_shows_p3(read_photo(tmp_path / "a.heic"), 4)


@pytest.mark.parametrize(
    "chunks", [_codes(12, 13), _codes(12, 13) + _gamma(1), _chromaticities(_P3)]
)
def test_a_png_is_shown_by_its_codes_or_chromaticities(tmp_path: Path, chunks: bytes) -> None:
    _assert_shows_p3(_read_png(tmp_path, chunks), 1.6)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_a_png_is_shown_by_its_gamma(
    tmp_path: Path, dtype: type[np.integer], channels: int
) -> None:
    pixels = np.tile(np.arange(256), (4, 1)).astype(dtype) * (np.iinfo(dtype).max // 255)
    pixels = pixels if channels == 1 else pixels[..., None].repeat(3, axis=2)
    path = tmp_path / "a.png"
    plain = imagecodecs.png_encode(pixels)
    path.write_bytes(plain[:33] + _gamma(1) + plain[33:])
    photo = read_photo(path)
    levels = np.rint(photo.pixels * 255).astype(np.uint8)
    shown = to_display(levels, photo.icc_profile)
    assert shown.shape[2] == channels
    expected = _encode(np.arange(256) / 255) * 255
    assert np.abs(shown[0, :, 0] - expected).max() < 1.1


@pytest.mark.parametrize(
    "chunks",
    [
        b"",
        _gamma(0.45455),
        _gamma(0.45455) + _chromaticities(_SRGB),
        _chromaticities(_SRGB),
        _chunk(b"sRGB", b"\0") + _gamma(1) + _chromaticities(_P3),
        _codes(1, 13) + _gamma(1),
        _codes(1, 1),
        _codes(2, 2),
        _codes(77, 13),
        _chunk(b"cICP", bytes([12, 13])),
        _gamma(0),
        _gamma(0.01),
        _gamma(30),
        _chromaticities((0, 0, 0, 0, 0, 0, 0, 0)),
        _chromaticities((0.3127, 0.3290, 0.3, 0.3, 0.4, 0.4, 0.5, 0.5)),
        _chromaticities((0.9, 0.001, *_SRGB[2:])),
        _chromaticities((20_000, 20_000, *_SRGB[2:])),
    ],
)
def test_srgb_and_nonsense_need_no_profile(tmp_path: Path, chunks: bytes) -> None:
    photo = _read_png(tmp_path, chunks)
    assert photo.icc_profile is None
    assert photo.note == ""


def test_in_a_png_codes_come_before_a_profile_and_that_before_gamma(tmp_path: Path) -> None:
    own = profile_of_png(None, 1 / 1.8, is_grey=False)
    assert _read_png(tmp_path, _gamma(1), icc_profile=own).icc_profile == own
    assert _read_png(tmp_path, _codes(77, 13), icc_profile=own).icc_profile == own
    _assert_shows_p3(_read_png(tmp_path, _codes(12, 13), icc_profile=own), 1.6)


def test_in_avif_and_heic_the_profile_comes_first(tmp_path: Path) -> None:
    own = profile_of_png(None, 1 / 1.8, is_grey=False)
    image = Image.fromarray(_PHOTO)
    image.save(tmp_path / "a.avif", icc_profile=own)
    pillow_heif.from_pillow(image).save(
        tmp_path / "a.heic", save_nclx_profile=True, color_primaries=12, icc_profile=own
    )
    for name in ("a.avif", "a.heic"):
        assert read_photo(tmp_path / name).icc_profile == own


@pytest.mark.parametrize("transfer", [16, 18])
def test_what_is_made_for_brighter_screens_is_said(tmp_path: Path, transfer: int) -> None:
    said = "It is made for HDR screens and looks pale here."
    photo = _read_png(tmp_path, _codes(9, transfer))
    assert (photo.icc_profile, photo.note) == (None, said)
    deep = _PHOTO.astype(np.uint16) * 4
    encoded = imagecodecs.avif_encode(deep, bitspersample=10, primaries=9, transfer=transfer)
    (tmp_path / "a.avif").write_bytes(encoded)
    assert read_photo(tmp_path / "a.avif").note == said
    image = pillow_heif.from_bytes("RGB", (128, 64), _PHOTO.tobytes())
    codes = {"color_primaries": 9, "transfer_characteristics": transfer}
    image.save(tmp_path / "a.heic", save_nclx_profile=True, **codes)
    assert read_photo(tmp_path / "a.heic").note == said
