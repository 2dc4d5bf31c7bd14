import errno
import io
import os
import shutil
import stat
import struct
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

import imagecodecs
import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image, UnidentifiedImageError
from PIL.TiffImagePlugin import IFDRational

from memnet_gui import __version__
from memnet_gui.imaging import encoding, exif, jpeg, saving
from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.directories import (
    Entry,
    append_directories,
    read_main_directory,
    unpack_numbers,
)
from memnet_gui.imaging.encoding import ENCODERS, Encoder
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.formats import SAVE_SUFFIXES
from memnet_gui.imaging.photo import Photo, PhotoError
from memnet_gui.imaging.save_options import SaveOptions
from memnet_gui.imaging.saving import PhotoExistsError, check_target, save_photo

Array = NDArray[Any]

_XMP = (
    '<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>'
    '<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
    '<rdf:Description rdf:about="" xmlns:tiff="http://ns.adobe.com/tiff/1.0/" tiff:Orientation="1" '
    'xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmp:Label="Grüße"/></rdf:RDF></x:xmpmeta>'
    '<?xpacket end="w"?>'
).encode()


def _samples(
    channels: int, dtype: type[np.integer] = np.uint8, height: int = 6, width: int = 9
) -> Array:
    largest = np.iinfo(dtype).max
    shape = (height, width, channels)
    return np.random.default_rng(channels).integers(0, largest + 1, shape, dtype=dtype)


def _exif(order: str = "<") -> bytes:
    exif = Image.Exif()
    exif.endian = order
    exif[0x010F] = "Camera maker"
    exif[0x8298] = "© someone".encode()
    exif.get_ifd(0x8769)[0x829A] = IFDRational(1, 125)
    exif.get_ifd(0x8769)[0x9003] = "2020:02:02 02:02:02"
    exif.get_ifd(0x8769)[0x9000] = b"0232"
    exif.get_ifd(0x8825)[1] = "N"
    return exif.tobytes()


def _profile(space: bytes = b"RGB ") -> bytes:
    return bytes(16) + space + b"profile" * 30


def _load_exif(block: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(block)
    return exif


def test_saves_every_suffix_that_is_read() -> None:
    assert set(ENCODERS) == set(SAVE_SUFFIXES)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("suffix", [".png", ".tif", ".tiff"])
def test_lossless_formats_keep_every_bit(
    tmp_path: Path, suffix: str, dtype: type[np.integer], channels: int
) -> None:
    photo = from_array(_samples(channels, dtype))
    path = tmp_path / f"a{suffix}"
    save_photo(photo, path)
    back = read_photo(path)
    np.testing.assert_array_equal(back.pixels, photo.pixels)
    np.testing.assert_equal(back.alpha, photo.alpha)
    assert back.bit_depth == photo.bit_depth
    assert back.note == ""


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize(("height", "width"), [(1, 1), (60_000, 1), (1, 60_000)])
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_a_line_of_noise_comes_back(
    tmp_path: Path, suffix: str, height: int, width: int, dtype: type[np.integer]
) -> None:
    photo = from_array(_samples(3, dtype, height, width))
    save_photo(photo, tmp_path / f"a{suffix}")
    np.testing.assert_array_equal(read_photo(tmp_path / f"a{suffix}").pixels, photo.pixels)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_other_readers_find_the_16_bits(tmp_path: Path, channels: int) -> None:
    array = _samples(channels, np.uint16)
    photo = from_array(array)
    save_photo(photo, tmp_path / "a.png")
    save_photo(photo, tmp_path / "a.tif")
    png = imagecodecs.png_decode((tmp_path / "a.png").read_bytes())
    np.testing.assert_array_equal(png.reshape(array.shape), array)
    np.testing.assert_array_equal(tifffile.imread(tmp_path / "a.tif").reshape(array.shape), array)


@pytest.mark.parametrize("channels", [1, 3])
def test_bmp_keeps_every_bit(tmp_path: Path, channels: int) -> None:
    photo = from_array(_samples(channels))
    save_photo(photo, tmp_path / "a.bmp")
    np.testing.assert_array_equal(read_photo(tmp_path / "a.bmp").pixels, photo.pixels)


@pytest.mark.parametrize("channels", [3, 4])
def test_webp_at_100_keeps_every_bit(tmp_path: Path, channels: int) -> None:
    photo = from_array(_samples(channels))
    save_photo(photo, tmp_path / "a.webp", options=SaveOptions(100))
    back = read_photo(tmp_path / "a.webp")
    np.testing.assert_array_equal(back.pixels, photo.pixels)
    np.testing.assert_equal(back.alpha, photo.alpha)


@pytest.mark.parametrize("channels", [1, 3])
def test_jpeg_is_near_and_quality_counts(tmp_path: Path, channels: int) -> None:
    ramp = np.linspace(0, 1, 64, dtype=np.float32)
    photo = Photo(np.broadcast_to(ramp[:, None, None], (64, 64, channels)))
    errors, sizes = [], []
    for quality in (20, 95):
        path = tmp_path / f"{quality}.jpg"
        save_photo(photo, path, options=SaveOptions(quality))
        errors.append(np.abs(read_photo(path).pixels - photo.pixels).mean())
        sizes.append(path.stat().st_size)
    assert errors[1] < 0.005
    assert errors[1] < errors[0]
    assert sizes[0] < sizes[1]


@pytest.mark.parametrize("suffix", [".jpg", ".bmp"])
def test_alpha_is_left_out_where_there_is_none(tmp_path: Path, suffix: str) -> None:
    photo = Photo(np.ones((8, 8, 3), np.float32), alpha=np.zeros((8, 8), np.float32))
    save_photo(photo, tmp_path / f"a{suffix}")
    back = read_photo(tmp_path / f"a{suffix}")
    assert back.alpha is None
    np.testing.assert_array_equal(back.pixels, 1)


@pytest.mark.parametrize("channels", [1, 3])
@pytest.mark.parametrize("suffix", [".jpg", ".bmp"])
def test_what_is_transparent_becomes_white_where_there_is_no_alpha(
    tmp_path: Path, suffix: str, channels: int
) -> None:
    pixels = np.full((24, 24, channels), 0.2, np.float32)
    alpha = np.repeat(np.float32([0, 0.5, 1]), 8)[np.newaxis].repeat(24, axis=0)
    save_photo(Photo(pixels, alpha=alpha), tmp_path / f"a{suffix}")
    back = read_photo(tmp_path / f"a{suffix}").pixels
    for columns, expected in ((slice(0, 8), 1), (slice(8, 16), 0.6), (slice(16, 24), 0.2)):
        np.testing.assert_allclose(back[:, columns], expected, atol=0.02)


@pytest.mark.parametrize("bit_depth", [8, 16])
@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg", ".webp", ".bmp"])
def test_clips_to_the_range(tmp_path: Path, suffix: str, bit_depth: int) -> None:
    pixels = np.empty((16, 32, 3), np.float32)
    pixels[:, :16], pixels[:, 16:] = -0.5, 1.5
    path = tmp_path / f"a{suffix}"
    save_photo(Photo(pixels, bit_depth=bit_depth), path, options=SaveOptions(100))
    back = read_photo(path)
    np.testing.assert_array_equal(back.pixels[:, 0], 0)
    np.testing.assert_array_equal(back.pixels[:, -1], 1)
    assert back.bit_depth == (bit_depth if suffix in (".png", ".tif") else 8)


def test_rounds_to_the_nearest_level(tmp_path: Path) -> None:
    pixels = (np.array([[[10.4], [10.6], [254.9]]]) / 255).astype(np.float32)
    save_photo(Photo(pixels), tmp_path / "a.png")
    levels = read_photo(tmp_path / "a.png").pixels * 255
    np.testing.assert_allclose(levels[0, :, 0], [10, 11, 255], atol=1e-4)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("bit_depth", [8, 16])
@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg", ".webp", ".avif", ".heic"])
def test_carries_exif_and_profile(tmp_path: Path, suffix: str, bit_depth: int, order: str) -> None:
    pixels = from_array(_samples(3, np.uint16 if bit_depth == 16 else np.uint8)).pixels
    photo = Photo(pixels, bit_depth=bit_depth, exif=_exif(order), xmp=_XMP, icc_profile=_profile())
    path = tmp_path / f"a{suffix}"
    save_photo(photo, path)
    back = read_photo(path)
    assert back.icc_profile == photo.icc_profile
    assert back.xmp == photo.xmp
    before, after = _load_exif(photo.exif), _load_exif(back.exif)
    software = {0x0131: f"MemNet GUI {__version__}"}
    assert dict(after) | {0x8769: 0, 0x8825: 0} == dict(before) | {0x8769: 0, 0x8825: 0} | software
    for directory in (0x8769, 0x8825):
        assert after.get_ifd(directory) == before.get_ifd(directory) != {}


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".avif", ".heic"])
def test_texts_and_makers_notes_are_moved_as_bytes(tmp_path: Path, suffix: str) -> None:
    """Camera photos state an orientation, and Pillow would write all anew to take it out."""
    name, note = "Jürgen Müller".encode(), b"a private note that counts on its place"
    main = {0x013B: Entry(2, len(name), name), 274: Entry(3, 1, struct.pack("<H", 6))}
    camera = {0x927C: Entry(7, len(note), note)}
    file = io.BytesIO(b"II*\0" + bytes(4))
    append_directories(file, "<", main, {0x8769: camera})
    block, path = exif.PREFIX + file.getvalue(), tmp_path / f"a{suffix}"
    save_photo(replace(from_array(_samples(3)), exif=exif.to_upright(block)[1]), path)
    back = read_photo(path)
    assert back.exif is not None
    assert back.exif.index(note) == block.index(note)
    order, found = read_main_directory(io.BytesIO(back.exif.removeprefix(exif.PREFIX)))
    assert found[0x013B].value == name
    assert unpack_numbers(found, order, 274) in ((), (1,))


@pytest.mark.parametrize("order", ["<", ">"])
def test_other_readers_find_exif_in_tiff(tmp_path: Path, order: str) -> None:
    save_photo(from_array(_samples(3)), tmp_path / "plain.tif")
    photo = replace(from_array(_samples(3)), exif=_exif(order))
    save_photo(photo, tmp_path / "a.tif")
    with tifffile.TiffFile(tmp_path / "a.tif") as tiff:
        tags = tiff.pages.first.tags
        np.testing.assert_array_equal(tiff.asarray(), _samples(3))
        assert tags["Make"].value == "Camera maker"
        assert tags["Copyright"].value == "© someone"
        assert tags["ExifTag"].value["DateTimeOriginal"] == "2020:02:02 02:02:02"
        assert tags["ExifTag"].value["ExposureTime"] == (1, 125)
        assert tags["ExifTag"].value["ExifVersion"] == "0232"
        assert tags["GPSTag"].value["GPSLatitudeRef"] == "N"
    with Image.open(tmp_path / "a.tif") as image:
        assert image.getexif().get_ifd(0x8769)[0x9003] == "2020:02:02 02:02:02"


@pytest.mark.parametrize("suffix", [".png", ".tif", ".jpg", ".webp"])
def test_leaves_out_a_profile_for_other_channels(tmp_path: Path, suffix: str) -> None:
    photo = Photo(np.zeros((8, 8, 3), np.float32), icc_profile=_profile(b"GRAY"))
    save_photo(photo, tmp_path / f"a{suffix}")
    assert read_photo(tmp_path / f"a{suffix}").icc_profile is None


@pytest.mark.parametrize("exif", [b"Exif\0\0nonsense", _exif() + bytes(70_000)])
@pytest.mark.parametrize("suffix", [".tif", ".jpg"])
def test_exif_that_does_not_fit_is_no_obstacle(tmp_path: Path, suffix: str, exif: bytes) -> None:
    photo = from_array(_samples(1))
    save_photo(Photo(photo.pixels, exif=exif), tmp_path / f"a{suffix}")
    assert read_photo(tmp_path / f"a{suffix}").pixels.shape == photo.pixels.shape


def test_saves_under_names_with_spaces_and_other_scripts(tmp_path: Path) -> None:
    path = tmp_path / "Фото и снимки" / "写真 été.png"
    path.parent.mkdir()
    save_photo(from_array(_samples(3)), path)
    assert [p.name for p in path.parent.iterdir()] == [path.name]


def test_suffixes_count_in_capitals_too(tmp_path: Path) -> None:
    save_photo(from_array(_samples(3)), tmp_path / "A.JPG")
    with Image.open(tmp_path / "A.JPG") as image:
        assert image.format == "JPEG"


@pytest.mark.parametrize("name", ["a.gif", "a", "a.png.bak", "."])
def test_names_the_suffixes_that_can_be_saved(tmp_path: Path, name: str) -> None:
    with pytest.raises(PhotoError, match=r"\.png, .*\.tif"):
        save_photo(from_array(_samples(3)), tmp_path / name)


@pytest.mark.parametrize("which", ["pixels", "alpha"])
def test_refuses_pixels_that_are_not_numbers(tmp_path: Path, which: str) -> None:
    arrays = {"pixels": np.zeros((2, 2, 1), np.float32), "alpha": np.zeros((2, 2), np.float32)}
    arrays[which][0, 0] = np.nan
    with pytest.raises(PhotoError, match="not numbers"):
        save_photo(Photo(**arrays), tmp_path / "a.png")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("quality", [0, 101])
def test_refuses_impossible_qualities(quality: int) -> None:
    with pytest.raises(ValueError, match="quality"):
        SaveOptions(quality=quality)


@pytest.mark.parametrize("bit_depth", [0, 12, 32])
def test_refuses_impossible_bit_depths(bit_depth: int) -> None:
    with pytest.raises(ValueError, match="bit depth"):
        SaveOptions(bit_depth=bit_depth)


@pytest.mark.parametrize("bit_depth", [8, 16])
@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_saves_in_the_bit_depth_asked_for(tmp_path: Path, suffix: str, bit_depth: int) -> None:
    pixels = np.full((4, 4, 1), 0.501, np.float32)
    path = tmp_path / f"a{suffix}"
    save_photo(Photo(pixels, bit_depth=24 - bit_depth), path, options=SaveOptions(95, bit_depth))
    back = read_photo(path)
    assert back.bit_depth == bit_depth
    largest = 2**bit_depth - 1
    np.testing.assert_allclose(back.pixels, np.rint(0.501 * largest) / largest, rtol=1e-6)


def test_names_the_most_that_a_format_holds(tmp_path: Path) -> None:
    photo = Photo(np.zeros((1, 16384, 3), np.float32))
    with pytest.raises(PhotoError, match="16383"):
        save_photo(photo, tmp_path / "a.webp")
    save_photo(photo, tmp_path / "a.jpg")


@pytest.mark.parametrize(("suffix", "most"), [(".jpg", 65500), (".webp", 16383), (".avif", 32768)])
def test_what_is_saved_can_be_opened(tmp_path: Path, suffix: str, most: int) -> None:
    """The largest sides are those of libjpeg, libwebp and libavif."""
    photo = from_array(np.tile(np.arange(2, dtype=np.uint8), (1, most // 2 + 1))[:, :most])
    save_photo(photo, tmp_path / f"a{suffix}")
    assert read_photo(tmp_path / f"a{suffix}").width == most
    wider = Photo(np.zeros((1, most + 1, 1), np.float32))
    with pytest.raises(PhotoError, match=f"more than {most} rows or columns"):
        save_photo(wider, tmp_path / f"b{suffix}")


def _sized_avif(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64)).save(file, "AVIF")
    return file.getvalue().replace(struct.pack(">2I", 64, 64), struct.pack(">2I", width, height))


def test_names_the_most_pixels_of_an_avif(tmp_path: Path) -> None:
    """What libavif opens is not refused, and what it does not open is."""
    zero = np.float32(0)
    for width, most_rows in ((16384, 16384), (32768, 8192)):
        Image.open(io.BytesIO(_sized_avif(width, most_rows))).close()
        saving._find_encoder(Photo(np.broadcast_to(zero, (most_rows, width, 1))), Path("a.avif"))
        with pytest.raises(UnidentifiedImageError):
            Image.open(io.BytesIO(_sized_avif(width, most_rows + 1)))
        photo = Photo(np.broadcast_to(zero, (most_rows + 1, width, 1)))
        with pytest.raises(PhotoError, match="more than 268 megapixels"):
            saving._find_encoder(photo, Path("a.avif"))


def test_targets_are_checked_before_the_work(tmp_path: Path) -> None:
    (tmp_path / "a.png").touch()
    (tmp_path / "folder.png").mkdir()
    check_target(tmp_path / "a.png", overwrite=True)
    check_target(tmp_path / "new folder" / "b.PNG", overwrite=False)
    for name, reason in {"a.png": "exists", "folder.png": "folder", "a.gif": "ending"}.items():
        with pytest.raises(PhotoError, match=reason):
            check_target(tmp_path / name, overwrite=False)


def test_keeps_an_existing_file(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    with pytest.raises(PhotoExistsError, match="exists already") as caught:
        save_photo(from_array(_samples(3)), path)
    assert isinstance(caught.value, FileExistsError)
    assert str(caught.value).startswith(str(path))
    assert path.read_bytes() == b"old"


def test_keeps_a_file_that_appears_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"

    def write(photo: Photo, file: BinaryIO, quality: int) -> None:
        file.write(b"new")
        path.write_bytes(b"old")

    monkeypatch.setitem(ENCODERS, ".png", Encoder(write))
    with pytest.raises(PhotoExistsError):
        save_photo(from_array(_samples(3)), path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_overwrites_when_asked_and_keeps_the_permissions(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    path.chmod(0o600)
    save_photo(from_array(_samples(3)), path, overwrite=True)
    assert read_photo(path).channels == 3
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_new_files_have_the_usual_permissions(tmp_path: Path) -> None:
    (tmp_path / "usual").touch()
    save_photo(from_array(_samples(3)), tmp_path / "a.png")
    assert (tmp_path / "a.png").stat().st_mode == (tmp_path / "usual").stat().st_mode


@pytest.mark.parametrize("overwrite", [False, True])
@pytest.mark.parametrize(
    ("failure", "message"),
    [
        (RuntimeError("codec"), r"cannot be written \(codec\)"),
        (ValueError("codec"), r"cannot be written \(codec\)"),
        (OSError(errno.ENOSPC, "full"), "does not fit on the disk"),
        (PermissionError(errno.EACCES, "no"), "may not be written"),
        (MemoryError(), "more memory"),
    ],
)
def test_a_failing_encoder_leaves_everything_as_it_was(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    failure: Exception,
    message: str,
    overwrite: bool,
) -> None:
    path = tmp_path / "a.png"
    if overwrite:
        path.write_bytes(b"old")

    def write(photo: Photo, file: BinaryIO, quality: int) -> None:
        file.write(b"half a ")
        raise failure

    monkeypatch.setitem(ENCODERS, ".png", Encoder(write))
    with pytest.raises(PhotoError, match=message) as caught:
        save_photo(from_array(_samples(3)), path, overwrite=overwrite)
    assert str(path) in str(caught.value)
    assert [(p, p.read_bytes()) for p in tmp_path.iterdir()] == [(path, b"old")] * overwrite


def test_an_interrupted_save_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(photo: Photo, file: BinaryIO, quality: int) -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(ENCODERS, ".png", Encoder(write))
    with pytest.raises(KeyboardInterrupt):
        save_photo(from_array(_samples(3)), tmp_path / "a.png")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_failing_rename_leaves_everything_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, overwrite: bool
) -> None:
    path = tmp_path / "a.png"
    if overwrite:
        path.write_bytes(b"old")

    def replace(*_: object) -> None:
        raise OSError(errno.EBUSY, "disk trouble")

    monkeypatch.setattr(Path, "replace", replace)
    with pytest.raises(PhotoError, match="disk trouble"):
        save_photo(from_array(_samples(3)), path, overwrite=overwrite)
    assert [(p, p.read_bytes()) for p in tmp_path.iterdir()] == [(path, b"old")] * overwrite


def test_names_folders_that_cannot_take_the_file(tmp_path: Path) -> None:
    photo = from_array(_samples(3))
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "file").touch()
    for path, reason in {
        tmp_path / "missing" / "a.png": "folder does not exist",
        tmp_path / "file" / "a.png": "folder does not exist",
        tmp_path / "folder.png": "is a folder",
    }.items():
        for overwrite in (False, True):
            with pytest.raises(PhotoError, match=reason):
                save_photo(photo, path, overwrite=overwrite)


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write anywhere")
def test_names_a_read_only_folder(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    with pytest.raises(PhotoError, match="may not be written"):
        save_photo(from_array(_samples(3)), tmp_path / "a.png")


def test_flushes_to_the_disk_before_the_file_has_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path, names = tmp_path / "a.png", []
    monkeypatch.setattr(saving.os, "fsync", lambda _: names.append(path.exists()))
    save_photo(from_array(_samples(3)), path)
    assert names == [False]


def test_jpeg_keeps_full_colour_resolution(tmp_path: Path) -> None:
    save_photo(from_array(_samples(3)), tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as image:
        assert {layer[1:3] for layer in image.layer} == {(1, 1)}
    assert encoding.ENCODERS[".jpg"] is encoding.ENCODERS[".jpeg"] is encoding.ENCODERS[".jfif"]


@pytest.mark.parametrize("quality", [10, 95])
def test_jpeg_with_half_the_chroma_is_what_compression_leaves(tmp_path: Path, quality: int) -> None:
    levels = _samples(3)
    path = tmp_path / "a.jpg"
    save_photo(from_array(levels), path, options=SaveOptions(quality, halves_chroma=True))
    with Image.open(path) as image:
        assert [layer[1:3] for layer in image.layer] == [(2, 2), (1, 1), (1, 1)]
        np.testing.assert_array_equal(np.asarray(image), jpeg.compress(levels, quality))


_METADATA_SUFFIXES = [".png", ".jpg", ".webp", ".tif", ".avif", ".heic"]


@pytest.mark.parametrize("suffix", _METADATA_SUFFIXES)
def test_metadata_can_be_left_out_but_never_the_colours(tmp_path: Path, suffix: str) -> None:
    photo = replace(from_array(_samples(3)), exif=_exif(), xmp=_XMP, icc_profile=_profile())
    path = tmp_path / f"a{suffix}"
    save_photo(photo, path, options=SaveOptions(keeps_metadata=False))
    back = read_photo(path)
    assert (back.exif, back.xmp) == (None, None)
    assert back.icc_profile == photo.icc_profile
    assert b"Camera maker" not in path.read_bytes()


@pytest.mark.parametrize("suffix", [*_METADATA_SUFFIXES, ".bmp"])
def test_a_photo_without_metadata_gets_none(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    save_photo(from_array(_samples(3)), path)
    assert b"MemNet" not in path.read_bytes()
    assert read_photo(path).exif is None


@pytest.mark.parametrize("suffix", _METADATA_SUFFIXES)
def test_a_turned_photo_is_saved_upright(tmp_path: Path, suffix: str) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Camera maker"
    xmp = _XMP.replace(b'Orientation="1"', b'Orientation="6"')
    array = _samples(3, height=16, width=24)
    Image.fromarray(array).save(tmp_path / "stored.jpg", exif=exif.tobytes(), xmp=xmp, quality=100)
    photo = read_photo(tmp_path / "stored.jpg")
    save_photo(photo, tmp_path / f"a{suffix}", options=SaveOptions(quality=100))
    back = read_photo(tmp_path / f"a{suffix}")
    assert (back.width, back.height) == (16, 24)
    assert np.abs(back.pixels - photo.pixels).mean() < 0.1
    assert _load_exif(back.exif).get(0x0112, 1) == 1
    assert _load_exif(back.exif)[0x010F] == "Camera maker"
    assert back.xmp == _XMP


def test_other_readers_find_xmp(tmp_path: Path) -> None:
    photo = replace(from_array(_samples(3)), xmp=_XMP)
    for suffix in _METADATA_SUFFIXES[:-1]:
        save_photo(photo, tmp_path / f"a{suffix}")
        with Image.open(tmp_path / f"a{suffix}") as image:
            image.load()
            found = image.info.get("xmp") or image.tag_v2[700]  # type: ignore[attr-defined]
            assert found == _XMP, suffix


def test_too_large_xmp_is_no_obstacle(tmp_path: Path) -> None:
    photo = replace(from_array(_samples(3)), xmp=b"<x>" + b" " * 70_000)
    for suffix in (".jpg", ".png"):
        save_photo(photo, tmp_path / f"a{suffix}")
        kept = read_photo(tmp_path / f"a{suffix}").xmp
        assert kept == (None if suffix == ".jpg" else photo.xmp)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs pipes that have names")
@pytest.mark.parametrize("overwrite", [True, False])
def test_only_files_are_replaced(tmp_path: Path, overwrite: bool) -> None:
    pipe, link = tmp_path / "pipe.png", tmp_path / "link.png"
    os.mkfifo(pipe)
    link.symlink_to(os.devnull)
    for path in (pipe, link):
        with pytest.raises(PhotoError, match=f"^{path} is a device or a pipe; choose another"):
            save_photo(from_array(_samples(1)), path, overwrite=overwrite)
    assert pipe.is_fifo()
    assert link.is_symlink()
    assert Path(os.devnull).is_char_device()


def test_saving_over_a_link_replaces_what_it_leads_to(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir()
    target, link = tmp_path / "real" / "a.png", tmp_path / "link.png"
    target.write_bytes(b"old")
    link.symlink_to(target)
    with pytest.raises(PhotoExistsError):
        save_photo(from_array(_samples(3)), link)
    save_photo(from_array(_samples(3)), link, overwrite=True)
    assert link.is_symlink()
    assert read_photo(target).channels == 3
    assert sorted(tmp_path.rglob("*")) == [link, tmp_path / "real", target]


@pytest.mark.parametrize("overwrite", [False, True])
def test_a_link_that_leads_nowhere_gets_its_file(tmp_path: Path, overwrite: bool) -> None:
    link = tmp_path / "link.png"
    link.symlink_to("missing.png")
    save_photo(from_array(_samples(3)), link, overwrite=overwrite)
    assert link.is_symlink()
    assert read_photo(tmp_path / "missing.png").channels == 3


def test_a_link_that_leads_to_itself_is_replaced(tmp_path: Path) -> None:
    link = tmp_path / "link.png"
    link.symlink_to(link)
    save_photo(from_array(_samples(3)), link, overwrite=True)
    assert read_photo(link).channels == 3
    assert list(tmp_path.iterdir()) == [link]


@pytest.mark.parametrize("name", ["a" * 251, "é" * 125, "写" * 83, "a\nb c", " "])
def test_saves_under_odd_names_as_long_as_the_disk_allows(tmp_path: Path, name: str) -> None:
    path = tmp_path / f"{name}.png"
    save_photo(from_array(_samples(3)), path)
    assert read_photo(path).width == 9
    assert list(tmp_path.iterdir()) == [path]


def test_names_that_are_too_long_for_the_disk_are_named(tmp_path: Path) -> None:
    path = tmp_path / ("a" * 300 + ".png")
    for overwrite in (False, True):
        with pytest.raises(PhotoError, match="too long a name"):
            save_photo(from_array(_samples(3)), path, overwrite=overwrite)
    with pytest.raises(PhotoError, match="does not exist"):
        read_photo(path)


def test_a_path_as_long_as_the_system_allows_needs_no_longer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    paths: list[Path] = []
    monkeypatch.setattr(saving.os, "fsync", lambda _: paths.extend(tmp_path.iterdir()))
    save_photo(from_array(_samples(3)), tmp_path / "holiday.png")
    (partial,) = paths
    assert len(partial.name) <= len("IMG_0001.jpeg") + 1


FULL_DISK = """
import resource, signal, sys
from pathlib import Path
import numpy as np
from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.photo import PhotoError
from memnet_gui.imaging.saving import save_photo
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
for suffix in sys.argv[2:]:
    try:
        save_photo(from_array(noise), Path(sys.argv[1]) / f"old{suffix}", overwrite=True)
    except PhotoError as error:
        print(error)
"""


def test_a_full_disk_leaves_the_old_files(tmp_path: Path) -> None:
    """The system refuses to write beyond 4 KB, as it does on a full disk."""
    for suffix in SAVE_SUFFIXES:
        (tmp_path / f"old{suffix}").write_bytes(b"old")
    command = [sys.executable, "-c", FULL_DISK, str(tmp_path), *SAVE_SUFFIXES]
    ended = subprocess.run(command, capture_output=True, text=True, timeout=60, check=True)
    said = ended.stdout.splitlines()
    assert len(said) == len(SAVE_SUFFIXES), said
    for suffix, sentence in zip(SAVE_SUFFIXES, said, strict=True):
        assert sentence.startswith(str(tmp_path / f"old{suffix} ")), sentence
        assert "does not fit on the disk" in sentence, sentence
    assert {path.read_bytes() for path in tmp_path.iterdir()} == {b"old"}
    assert len(list(tmp_path.iterdir())) == len(SAVE_SUFFIXES)


KILLED = """
import os, signal, sys
from pathlib import Path
import numpy as np
from memnet_gui.imaging import encoding
from memnet_gui.imaging.arrays import from_array
from memnet_gui.imaging.saving import save_photo

def write(photo, file, options):
    file.write(b"half a photo")
    file.flush()
    os.kill(os.getpid(), signal.SIGKILL)

encoding.ENCODERS[".png"] = encoding.Encoder(write)
save_photo(from_array(np.zeros((4, 4, 3), np.uint8)), Path(sys.argv[1]), overwrite=True)
"""


def test_a_killed_process_leaves_the_old_file(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(b"old")
    ended = subprocess.run([sys.executable, "-c", KILLED, path], timeout=60, check=False)
    assert ended.returncode == -9
    assert path.read_bytes() == b"old"


@pytest.mark.parametrize("number", [errno.EIO, errno.ESTALE, errno.ENODEV, errno.ETIMEDOUT])
def test_names_a_drive_that_has_gone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def leave(*_: object, **__: object) -> BinaryIO:
        raise OSError(number, "gone")

    (tmp_path / "a.png").touch()
    monkeypatch.setattr(Path, "open", leave)
    with pytest.raises(PhotoError, match="cannot be reached; check the drive or the network"):
        save_photo(from_array(_samples(3)), tmp_path / "b.png")
    with pytest.raises(PhotoError, match="cannot be reached; check the drive or the network"):
        read_photo(tmp_path / "a.png")


def test_names_a_folder_that_goes_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "stick"
    folder.mkdir()

    def write(photo: Photo, file: BinaryIO, options: SaveOptions) -> None:
        file.close()
        shutil.rmtree(folder)
        raise OSError(errno.ENOENT, "gone")

    monkeypatch.setitem(ENCODERS, ".png", Encoder(write))
    with pytest.raises(PhotoError, match="folder does not exist"):
        save_photo(from_array(_samples(3)), folder / "a.png")


def _exif_with_thumbnail(thumbnail: bytes) -> bytes:
    """Returns a camera's block whose second directory leads to the thumbnail at its end."""
    block = _exif()
    main, place = len(b"Exif\0\0") + 8, len(block) - len(b"Exif\0\0")
    (count,) = struct.unpack_from("<H", block, main)
    link = slice(main + 2 + 12 * count, main + 2 + 12 * count + 4)
    entries = struct.pack("<HHII", 0x201, 4, 1, place + 30)
    entries += struct.pack("<HHII", 0x202, 4, 1, len(thumbnail))
    linked = block[: link.start] + struct.pack("<I", place) + block[link.stop :]
    return linked + struct.pack("<H", 2) + entries + bytes(4) + thumbnail


@pytest.mark.parametrize("suffix", _METADATA_SUFFIXES)
def test_the_old_thumbnail_cannot_be_found_in_the_file(tmp_path: Path, suffix: str) -> None:
    """It would show what has been cropped away."""
    file = io.BytesIO()
    Image.fromarray(_samples(3)).save(file, "JPEG")
    thumbnail, exif = file.getvalue(), _exif_with_thumbnail(file.getvalue())
    with Image.open(io.BytesIO(thumbnail)) as image:
        image.save(tmp_path / "camera.jpg", exif=exif)
    assert thumbnail in (tmp_path / "camera.jpg").read_bytes()
    photo = read_photo(tmp_path / "camera.jpg")
    save_photo(photo, tmp_path / f"a{suffix}")
    saved = (tmp_path / f"a{suffix}").read_bytes()
    assert thumbnail[-200:] not in saved
    assert b"2020:02:02 02:02:02" in saved


def _scan(path: Path, dpi: tuple[float, float] | None) -> Photo:
    """Writes a photo as another program would, and opens it."""
    Image.fromarray(_samples(3)).save(path, **({"dpi": dpi} if dpi else {}))
    return read_photo(path)


@pytest.mark.parametrize("saved", [".png", ".jpg", ".tif", ".bmp"])
@pytest.mark.parametrize("opened", [".png", ".jpg", ".tif", ".bmp"])
def test_a_photo_is_printed_as_large_as_before(tmp_path: Path, opened: str, saved: str) -> None:
    photo = _scan(tmp_path / f"scan{opened}", (300, 600))
    assert photo.dpi == (300, 600)
    path = tmp_path / f"a{saved}"
    save_photo(photo, path, options=SaveOptions(keeps_metadata=False))
    with Image.open(path) as image:
        assert image.info["dpi"] == pytest.approx((300, 600), abs=0.013)
    assert read_photo(path).dpi == (300, 600)


@pytest.mark.parametrize("suffix", _METADATA_SUFFIXES)
def test_exif_states_the_resolution_too(tmp_path: Path, suffix: str) -> None:
    photo = replace(from_array(_samples(3)), exif=_exif(), dpi=(300.0, 150.5))
    save_photo(photo, tmp_path / f"a{suffix}")
    back = read_photo(tmp_path / f"a{suffix}")
    assert back.dpi == pytest.approx(photo.dpi, abs=0.5 if suffix == ".jpg" else 0.013)
    if suffix != ".tif":
        found = _load_exif(back.exif)
        assert (found[0x011A], found[0x011B], found[0x0128]) == (300, 150.5, 2)


@pytest.mark.parametrize("suffix", [*_METADATA_SUFFIXES, ".bmp"])
def test_no_resolution_is_made_up(tmp_path: Path, suffix: str) -> None:
    photo = replace(from_array(_samples(3)), exif=_exif())
    save_photo(photo, tmp_path / f"a{suffix}")
    assert read_photo(tmp_path / f"a{suffix}").dpi is None


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".tif", ".bmp"])
def test_extreme_resolutions_are_no_obstacle(tmp_path: Path, suffix: str) -> None:
    for dpi in ((0.25, 0.25), (4e6, 4e6)):
        photo = replace(from_array(_samples(3)), dpi=dpi)
        save_photo(photo, tmp_path / f"a{suffix}", overwrite=True)
        assert read_photo(tmp_path / f"a{suffix}").dpi is None


def test_the_resolution_turns_with_the_photo(tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x011A], exif[0x011B], exif[0x0128] = 6, 300.0, 600.0, 2
    for name in ("a.jpg", "a.tif"):
        Image.fromarray(_samples(3)).save(tmp_path / name, exif=exif, dpi=(300, 600))
        assert read_photo(tmp_path / name).dpi == (600, 300)
