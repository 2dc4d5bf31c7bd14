"""HEIC and AVIF, against the libraries' own plain decoding."""

import io
from pathlib import Path
from typing import Any

import imagecodecs
import numpy as np
import pillow_heif
import pytest
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.files import photo_size, read_photo
from memnet_gui.imaging.photo import Photo
from memnet_gui.imaging.save_options import SaveOptions
from memnet_gui.imaging.saving import save_photo

Array = NDArray[Any]


def _ramp(channels: int, largest: int = 255, height: int = 48, width: int = 64) -> Array:
    """Makes a smooth picture of (H, W, channels) without any symmetry."""
    y, x = np.mgrid[:height, :width] / [[[height]], [[width]]]
    planes = [x * 0.8 + 0.1, y * 0.6, (x + y) / 2, 0.3 + 0.5 * x][:channels]
    return np.rint(np.dstack(planes) * largest).astype(np.uint16 if largest > 255 else np.uint8)


def _write(path: Path, image: Image.Image, **options: Any) -> None:
    if path.suffix == ".heic":
        pillow_heif.from_pillow(image).save(path, quality=95, **options)
    else:
        image.save(path, quality=95, **options)


@pytest.mark.parametrize("suffix", [".avif", ".heic"])
@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA"])
def test_reads_what_other_programs_wrote(tmp_path: Path, suffix: str, mode: str) -> None:
    array = _ramp(len(mode))
    _write(tmp_path / f"a{suffix}", Image.fromarray(array[..., 0] if mode == "L" else array))
    photo = read_photo(tmp_path / f"a{suffix}")
    found = photo.pixels if photo.alpha is None else np.dstack([photo.pixels, photo.alpha])
    assert (photo.bit_depth, photo.note) == (8, "")
    assert np.abs(found - array / 255).max() < 0.03


@pytest.mark.parametrize("suffix", [".avif", ".heic"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_turns_once(tmp_path: Path, suffix: str, orientation: int) -> None:
    upright = _ramp(3)
    stored = {
        1: upright,
        2: np.fliplr(upright),
        3: np.rot90(upright, 2),
        4: np.flipud(upright),
        5: np.flipud(np.rot90(upright)),
        6: np.rot90(upright),
        7: np.fliplr(np.rot90(upright)),
        8: np.rot90(upright, 3),
    }[orientation]
    exif = Image.Exif()
    exif[274] = orientation
    path = tmp_path / f"a{suffix}"
    _write(path, Image.fromarray(np.ascontiguousarray(stored)), exif=exif.tobytes())
    photo = read_photo(path)
    assert np.abs(photo.pixels - upright / 255).max() < 0.03
    assert photo_size(path) == (64, 48)
    found = Image.Exif()
    found.load(photo.exif or b"")
    assert found.get(274, 1) == 1


@pytest.mark.parametrize("bits", [10, 12])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_reads_deep_avif_to_the_bit(tmp_path: Path, bits: int, channels: int) -> None:
    largest = 2**bits - 1
    array = _ramp(channels, largest) // 3  # far from white, which must not be taken for white
    flat = array[..., 0] if channels == 1 else array
    path = tmp_path / "a.avif"
    path.write_bytes(imagecodecs.avif_encode(flat, level=100, bitspersample=bits))
    photo = read_photo(path)
    found = photo.pixels if photo.alpha is None else np.dstack([photo.pixels, photo.alpha])
    assert photo.bit_depth == 16
    np.testing.assert_allclose(found, array / largest, atol=1 / 65535)


@pytest.mark.parametrize("channels", [1, 3, 4])
def test_deep_heic_goes_through_with_10_bits(tmp_path: Path, channels: int) -> None:
    array = _ramp(channels, 65535)
    save_photo(from_array(array), tmp_path / "a.heic", options=SaveOptions(quality=100))
    with (tmp_path / "a.heic").open("rb") as file:
        assert pillow_heif.open_heif(file, convert_hdr_to_8bit=False).info["bit_depth"] == 10
    back = read_photo(tmp_path / "a.heic")
    found = back.pixels if back.alpha is None else np.dstack([back.pixels, back.alpha])
    assert back.bit_depth == 16
    errors = np.abs(found - array / 65535)
    assert errors.max() < 0.02  # colour is kept at half the width and height
    if channels == 1:
        assert errors.mean() < 1 / 1023


@pytest.mark.parametrize("bit_depth", [8, 16])
@pytest.mark.parametrize("suffix", [".avif", ".heic"])
def test_black_and_white_stay_so(tmp_path: Path, suffix: str, bit_depth: int) -> None:
    pixels = np.zeros((32, 64, 3), np.float32)
    pixels[:, 32:] = 1
    path = tmp_path / f"a{suffix}"
    save_photo(Photo(pixels, bit_depth=bit_depth), path, options=SaveOptions(100))
    back = read_photo(path).pixels
    np.testing.assert_array_equal(back[:, [0, -1]], pixels[:, [0, -1]])


@pytest.mark.parametrize("suffix", [".avif", ".heic"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_saves_near_what_it_was(tmp_path: Path, suffix: str, channels: int) -> None:
    photo = from_array(_ramp(4)[..., :channels])
    path = tmp_path / f"a{suffix}"
    save_photo(photo, path)
    back = read_photo(path)
    assert (back.channels == photo.channels) == (channels != 2)
    assert np.abs(back.pixels - photo.pixels).max() < 0.03
    if photo.alpha is not None and back.alpha is not None:
        assert np.abs(back.alpha - photo.alpha).max() < 0.03
    assert (back.alpha is None) == (photo.alpha is None)


@pytest.mark.parametrize("suffix", [".avif", ".heic"])
def test_quality_counts(tmp_path: Path, suffix: str) -> None:
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    sizes = []
    for quality in (10, 60, 95):
        path = tmp_path / f"{quality}{suffix}"
        save_photo(from_array(noise), path, options=SaveOptions(quality))
        sizes.append(path.stat().st_size)
    assert sizes == sorted(sizes)
    assert sizes[0] * 2 < sizes[2]


@pytest.mark.parametrize("suffix", [".avif", ".heic"])
@pytest.mark.parametrize(("height", "width"), [(1, 1), (1, 9), (9, 1), (33, 47)])
def test_any_size_comes_back(tmp_path: Path, suffix: str, height: int, width: int) -> None:
    photo = from_array(np.full((height, width, 3), 200, np.uint8))
    save_photo(photo, tmp_path / f"a{suffix}")
    back = read_photo(tmp_path / f"a{suffix}")
    assert back.pixels.shape == photo.pixels.shape
    assert np.abs(back.pixels - photo.pixels).max() < 0.02


def test_opens_the_primary_picture_of_several(tmp_path: Path) -> None:
    file = pillow_heif.from_pillow(Image.new("RGB", (32, 32), (250, 0, 0)))
    file.add_from_pillow(Image.new("RGB", (64, 64), (0, 0, 250)))
    file.save(tmp_path / "a.heic", primary_index=1)
    photo = read_photo(tmp_path / "a.heic")
    assert photo.note == "The file holds 2 pictures and the first was opened."
    assert photo.width == 64
    assert photo.pixels[0, 0, 2] > 0.9


def test_undoes_premultiplied_alpha(tmp_path: Path) -> None:
    file = pillow_heif.from_bytes("RGBa", (64, 64), bytes([100, 50, 25, 128]) * 64 * 64)
    buffer = io.BytesIO()
    file.save(buffer, quality=-1, chroma=444)
    buffer.seek(0)
    if not pillow_heif.open_heif(buffer).premultiplied_alpha:
        pytest.skip("this libheif does not write premultiplied alpha")
    (tmp_path / "a.heic").write_bytes(buffer.getvalue())
    photo = read_photo(tmp_path / "a.heic")
    assert np.abs(photo.pixels[9, 9] * 255 - [199, 100, 50]).max() < 6
