import os
import struct
import zlib
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import tifffile
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.imaging.files import list_photos, photo_size, read_photo
from memnet_gui.imaging.photo import Photo, PhotoError

Array = NDArray[Any]

PNG_KINDS = {1: 0, 2: 4, 3: 2, 4: 6}
"""PNG's colour type by the number of channels."""


def _samples(
    channels: int, dtype: type[np.integer] = np.uint16, height: int = 5, width: int = 7
) -> Array:
    largest = np.iinfo(dtype).max
    shape = (height, width, channels)
    return np.random.default_rng(channels).integers(0, largest + 1, shape, dtype=dtype)


def _chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def _png16(array: Array, before: bytes = b"", after: bytes = b"") -> bytes:
    """Writes a 16-bit PNG by hand: no filter, chunks before and after the pixels."""
    height, width, channels = array.shape
    header = struct.pack(">IIBBBBB", width, height, 16, PNG_KINDS[channels], 0, 0, 0)
    rows = b"".join(b"\0" + row.astype(">u2").tobytes() for row in array)
    pixels = _chunk(b"IDAT", zlib.compress(rows))
    ends = _chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + _chunk(b"IHDR", header) + before + pixels + after + ends


def _oriented(orientation: int) -> bytes:
    exif = Image.Exif()
    exif[274] = orientation
    return exif.tobytes()


def _levels(photo: Photo) -> Array:
    """Returns the photo as whole numbers, alpha last; fails if it holds anything between."""
    planes = photo.pixels if photo.alpha is None else np.dstack([photo.pixels, photo.alpha])
    scaled = planes.astype(np.float64) * (2**photo.bit_depth - 1)
    assert np.abs(scaled - np.rint(scaled)).max() < 0.01
    return np.rint(scaled).astype(int)


@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_reads_16bit_png_to_the_bit(tmp_path: Path, channels: int) -> None:
    array = _samples(channels)
    path = tmp_path / "a.png"
    path.write_bytes(_png16(array))
    photo = read_photo(path)
    assert photo.bit_depth == 16
    assert photo.path == path
    np.testing.assert_array_equal(_levels(photo), array)


def test_reads_the_transparent_colour_of_a_16bit_png(tmp_path: Path) -> None:
    array = _samples(3)
    path = tmp_path / "a.png"
    path.write_bytes(_png16(array, before=_chunk(b"tRNS", array[2, 3].astype(">u2").tobytes())))
    photo = read_photo(path)
    assert np.argwhere(photo.alpha == 0).tolist() == [[2, 3]]


@pytest.mark.parametrize("bits", [1, 2, 4, 8])
def test_reads_the_transparent_grey_of_a_png(tmp_path: Path, bits: int) -> None:
    """The key counts in the file's own steps, not in those of 8 bits."""
    numbers = np.arange(8) * (2**bits // 8) if bits > 2 else np.arange(8) % 2**bits
    packed = np.unpackbits(numbers.astype(np.uint8)[:, None], axis=1)[:, 8 - bits :]
    row = b"\0" + np.packbits(packed).tobytes()
    key = _chunk(b"tRNS", struct.pack(">H", int(numbers[7])))
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", 8, 1, bits, 0, 0, 0, 0))
    ends = _chunk(b"IDAT", zlib.compress(row)) + _chunk(b"IEND", b"")
    (tmp_path / "a.png").write_bytes(b"\x89PNG\r\n\x1a\n" + header + key + ends)
    photo = read_photo(tmp_path / "a.png")
    expected = np.stack([numbers * (255 // (2**bits - 1)), 255 * (numbers != numbers[7])], axis=1)
    np.testing.assert_array_equal(_levels(photo), expected[None])


def _bmp32(opacities: list[int]) -> bytes:
    """Writes a row of the colour (30, 20, 10) with a mask for alpha."""
    rows = b"".join(bytes([10, 20, 30, opacity]) for opacity in opacities)
    masks = struct.pack("<4I", 0xFF0000, 0xFF00, 0xFF, 0xFF000000)
    head = struct.pack("<IiiHHII", 108, len(opacities), 1, 1, 32, 3, len(rows)) + bytes(16) + masks
    head = head.ljust(108, b"\0")
    return b"BM" + struct.pack("<IHHI", 122 + len(rows), 0, 0, 122) + head + rows


def test_a_bmp_of_which_nothing_would_be_seen_is_opaque(tmp_path: Path) -> None:
    path = tmp_path / "a.bmp"
    path.write_bytes(_bmp32([0, 0]))
    assert _levels(read_photo(path)).tolist() == [[[30, 20, 10]] * 2]
    path.write_bytes(_bmp32([0, 128]))
    assert _levels(read_photo(path)).tolist() == [[[30, 20, 10, 0], [30, 20, 10, 128]]]


@pytest.mark.parametrize("byteorder", ["<", ">"])
@pytest.mark.parametrize("compression", [None, "zlib", "lzw"])
@pytest.mark.parametrize("channels", [1, 2, 3, 4])
def test_reads_16bit_tiff_to_the_bit(
    tmp_path: Path, channels: int, compression: str | None, byteorder: str
) -> None:
    array = _samples(channels)
    path = tmp_path / "a.tif"
    tifffile.imwrite(
        path,
        array[..., 0] if channels == 1 else array,
        photometric="minisblack" if channels < 3 else "rgb",
        planarconfig="contig" if channels > 1 else None,
        extrasamples=[] if channels in (1, 3) else ["unassalpha"],
        compression=compression,
        byteorder=byteorder,
    )
    photo = read_photo(path)
    assert photo.bit_depth == 16
    assert photo.note == ""
    np.testing.assert_array_equal(_levels(photo), array)


def test_reads_16bit_planar_tiff(tmp_path: Path) -> None:
    array = _samples(3)
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, np.moveaxis(array, 2, 0), photometric="rgb", planarconfig="separate")
    np.testing.assert_array_equal(_levels(read_photo(path)), array)


@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("channels", [2, 3, 4])
def test_reads_planes_of_tiffs(tmp_path: Path, channels: int, dtype: type[np.integer]) -> None:
    array = _samples(channels, dtype)
    tifffile.imwrite(
        tmp_path / "a.tif",
        np.moveaxis(array, 2, 0),
        photometric="minisblack" if channels == 2 else "rgb",
        planarconfig="separate",
        extrasamples=["unassalpha"] if channels != 3 else [],
    )
    photo = read_photo(tmp_path / "a.tif")
    assert photo.bit_depth == np.iinfo(dtype).bits
    np.testing.assert_array_equal(_levels(photo), array)


@pytest.mark.parametrize("planarconfig", ["contig", "separate"])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
def test_reads_cmyk_tiffs(tmp_path: Path, dtype: type[np.integer], planarconfig: str) -> None:
    rgb = _samples(3, np.uint8)
    cmyk = np.dstack([255 - rgb, np.zeros_like(rgb[..., :1])]).astype(dtype)
    cmyk *= np.iinfo(dtype).max // 255
    stored = np.moveaxis(cmyk, 2, 0) if planarconfig == "separate" else cmyk
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, stored, photometric="separated", planarconfig=planarconfig)
    photo = read_photo(path)
    assert photo.note == "CMYK colours were converted to RGB."
    np.testing.assert_array_equal(_levels(photo), rgb)


@pytest.mark.parametrize("planarconfig", ["contig", "separate"])
def test_names_cmyk_with_alpha(tmp_path: Path, planarconfig: str) -> None:
    path, array = tmp_path / "a.tif", np.zeros((5, 5, 5), np.uint8)
    kinds = {"photometric": "separated", "planarconfig": planarconfig}
    tifffile.imwrite(path, array, **kinds, extrasamples=["unspecified"])
    assert _levels(read_photo(path)).tolist() == [[[255, 255, 255]] * 5] * 5
    tifffile.imwrite(path, array, **kinds, extrasamples=["unassalpha"])
    with pytest.raises(PhotoError, match="save it as grey or RGB"):
        read_photo(path)


def test_reads_16bit_tiff_with_white_as_zero(tmp_path: Path) -> None:
    array = _samples(1)
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, 65535 - array[..., 0], photometric="miniswhite")
    np.testing.assert_array_equal(_levels(read_photo(path)), array)


def test_divides_16bit_tiff_by_associated_alpha(tmp_path: Path) -> None:
    stored = np.array([[[10000, 20000, 0, 40000], [0, 0, 0, 0], [9, 9, 9, 65535]]], np.uint16)
    path = tmp_path / "a.tif"
    tifffile.imwrite(path, stored, photometric="rgb", extrasamples=["assocalpha"])
    expected = [[[16384, 32768, 0, 40000], [0, 0, 0, 0], [9, 9, 9, 65535]]]
    np.testing.assert_array_equal(_levels(read_photo(path)), expected)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "RGB", "RGBA"])
@pytest.mark.parametrize("suffix", [".png", ".tif", ".bmp"])
def test_reads_8bit_modes_to_the_bit(tmp_path: Path, mode: str, suffix: str) -> None:
    if suffix == ".bmp" and mode.endswith("A"):
        pytest.skip("BMP holds no alpha")
    channels = {"1": 1, "L": 1, "LA": 2, "RGB": 3, "RGBA": 4}[mode]
    array = _samples(channels, np.uint8)
    if mode == "1":
        array = array // 128 * 255
    image = Image.fromarray(array[..., 0] if channels == 1 else array)
    image.convert(mode, dither=Image.Dither.NONE).save(tmp_path / f"a{suffix}")
    photo = read_photo(tmp_path / f"a{suffix}")
    assert photo.bit_depth == 8
    np.testing.assert_array_equal(_levels(photo), array)


def test_reads_palettes_as_rgb_and_their_transparency_as_alpha(tmp_path: Path) -> None:
    image = Image.new("P", (2, 1))
    image.putpalette([10, 20, 30, 40, 50, 60])
    image.putpixel((1, 0), 1)
    image.save(tmp_path / "plain.png")
    image.save(tmp_path / "see-through.png", transparency=bytes([255, 128]))
    plain, clear = read_photo(tmp_path / "plain.png"), read_photo(tmp_path / "see-through.png")
    assert _levels(plain).tolist() == [[[10, 20, 30], [40, 50, 60]]]
    assert plain.note == "The colours of its palette were converted to RGB."
    assert _levels(clear).tolist() == [[[10, 20, 30, 255], [40, 50, 60, 128]]]


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_reads_jpeg_as_pillow_does(tmp_path: Path, mode: str) -> None:
    image = Image.fromarray(_samples(3, np.uint8, 16, 24)).convert(mode)
    image.save(tmp_path / "a.jpg")
    with Image.open(tmp_path / "a.jpg") as opened:
        expected = np.asarray(opened).reshape(16, 24, -1)
    np.testing.assert_array_equal(_levels(read_photo(tmp_path / "a.jpg")), expected)


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_reads_lossless_webp_to_the_bit(tmp_path: Path, mode: str) -> None:
    array = _samples(len(mode), np.uint8)
    Image.fromarray(array).save(tmp_path / "a.webp", lossless=True, exact=True)
    np.testing.assert_array_equal(_levels(read_photo(tmp_path / "a.webp")), array)


def _cmyk_profile() -> bytes:
    """Makes a colour profile whose lightness is 100 without black ink, and 0 with full black."""
    grid = b"".join(bytes((255 - 255 * (ink % 2), 128, 128)) for ink in range(16))
    ramp = bytes(range(256))
    unit = struct.pack(">9i", 65536, 0, 0, 0, 65536, 0, 0, 0, 65536)
    table = b"mft1" + bytes(4) + bytes((4, 3, 2, 0)) + unit + ramp * 4 + grid + ramp * 3
    kind = struct.pack(">4sI4s4s4s", b"none", 0x02400000, b"prtr", b"CMYK", b"Lab ")
    white = struct.pack(">3i", 0xF6D6, 0x10000, 0xD32D)
    head = (kind + bytes(12) + b"acsp" + bytes(28) + white).ljust(124, b"\0")
    body = head + struct.pack(">I4sII", 1, b"A2B0", 144, len(table)) + table
    return struct.pack(">I", len(body) + 4) + body


def test_converts_cmyk_by_its_profile(tmp_path: Path) -> None:
    image = Image.new("CMYK", (9, 4), (10, 20, 30, 128))
    image.save(tmp_path / "a.tif", icc_profile=_cmyk_profile())
    photo = read_photo(tmp_path / "a.tif")
    # Lightness 100 * 127 / 255 is 118 in sRGB.
    assert np.abs(_levels(photo) - 118).max() <= 1
    assert photo.icc_profile is None
    assert photo.note == "CMYK colours were converted to RGB."


@pytest.mark.parametrize("options", [{}, {"icc_profile": b"no profile"}])
@pytest.mark.parametrize("suffix", [".jpg", ".tif"])
def test_converts_cmyk_without_a_usable_profile(
    tmp_path: Path, options: dict[str, Any], suffix: str
) -> None:
    image = Image.new("CMYK", (16, 16), (255, 0, 0, 0))
    image.save(tmp_path / f"a{suffix}", **options)
    photo = read_photo(tmp_path / f"a{suffix}")
    assert np.abs(_levels(photo) - [0, 255, 255]).max() <= 2
    assert photo.icc_profile is None


def _store(upright: Array, orientation: int) -> Array:
    """States where the EXIF standard puts row 0 and column 0 of the stored picture."""
    return {
        1: upright,
        2: np.fliplr(upright),
        3: np.rot90(upright, 2),
        4: np.flipud(upright),
        5: np.flipud(np.rot90(upright)),
        6: np.rot90(upright),
        7: np.fliplr(np.rot90(upright)),
        8: np.rot90(upright, 3),
    }[orientation]


def _write_oriented(path: Path, array: Array, orientation: int) -> None:
    exif = _oriented(orientation)
    if path.name.startswith("16") and path.suffix == ".tif":
        tags = [(274, 3, 1, orientation, True)]
        tifffile.imwrite(path, array, photometric="rgb", extratags=tags)
    elif path.name.startswith("16"):
        path.write_bytes(_png16(array, before=_chunk(b"eXIf", exif[6:])))
    else:
        options = {"lossless": True} if path.suffix == ".webp" else {}
        Image.fromarray(array).save(path, exif=exif, **options)


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("name", ["8.png", "8.webp", "8.tif", "16.png", "16.tif"])
def test_applies_each_orientation_and_resets_it(
    tmp_path: Path, name: str, orientation: int
) -> None:
    path = tmp_path / name
    upright = _samples(3, np.uint16 if name.startswith("16") else np.uint8)
    _write_oriented(path, np.ascontiguousarray(_store(upright, orientation)), orientation)
    photo = read_photo(path)
    np.testing.assert_array_equal(_levels(photo), upright)
    assert photo_size(path) == (7, 5)
    if photo.exif is not None:
        exif = Image.Exif()
        exif.load(photo.exif)
        assert exif.get(274, 1) == 1


@pytest.mark.parametrize("orientation", [1, 3, 6, 9])
@pytest.mark.parametrize("tag", [None, 1, 8])
@pytest.mark.parametrize("dtype", [np.uint8, np.uint16])
@pytest.mark.parametrize("template", ['tiff:Orientation="%d"', "tiff:Orientation = '%d'"])
def test_the_packet_turns_a_tiff_without_the_tag(
    tmp_path: Path, template: str, dtype: type[np.integer], tag: int | None, orientation: int
) -> None:
    packet = f"<x:xmpmeta {template % orientation}/>".encode()
    counts = orientation if tag is None else tag
    upright = _samples(3, dtype)
    stored = np.ascontiguousarray(_store(upright, counts if counts < 9 else 1))
    tags = [(700, 1, len(packet), packet, True)]
    tags += [] if tag is None else [(274, 3, 1, tag, True)]
    tifffile.imwrite(tmp_path / "a.tif", stored, photometric="rgb", extratags=tags)
    photo = read_photo(tmp_path / "a.tif")
    np.testing.assert_array_equal(_levels(photo), upright)
    assert photo_size(tmp_path / "a.tif") == (7, 5)
    assert photo.xmp == packet.replace(b"%d" % orientation, b"1")


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turns_jpeg(tmp_path: Path, orientation: int) -> None:
    upright = np.zeros((32, 48), np.uint8)
    upright[:16, :16] = 255
    path = tmp_path / "a.jpg"
    stored = np.ascontiguousarray(_store(upright, orientation))
    Image.fromarray(stored).save(path, exif=_oriented(orientation), quality=100)
    assert np.abs(read_photo(path).pixels[..., 0] - upright / 255).max() < 0.02
    assert photo_size(path) == (48, 32)


def test_finds_exif_behind_the_pixels_of_a_png(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(_png16(_samples(1), after=_chunk(b"eXIf", _oriented(6)[6:])))
    assert photo_size(path) == (5, 7)
    assert read_photo(path).pixels.shape == (7, 5, 1)


@pytest.mark.parametrize("name", ["a.jpg", "a.png", "a.webp", "a.tif"])
def test_carries_exif_and_profile(tmp_path: Path, name: str) -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera maker"
    exif.get_ifd(0x8769)[0x9003] = "2020:02:02 02:02:02"
    profile = bytes(16) + b"RGB " + b"profile" * 30
    path = tmp_path / name
    Image.new("RGB", (8, 8)).save(path, exif=exif.tobytes(), icc_profile=profile)
    photo = read_photo(path)
    found = Image.Exif()
    found.load(photo.exif)
    assert found[0x010F] == "Camera maker"
    assert found.get_ifd(0x8769)[0x9003] == "2020:02:02 02:02:02"
    assert photo.icc_profile == profile


def test_damaged_exif_does_not_keep_the_photo_closed(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(_png16(_samples(1), before=_chunk(b"eXIf", b"nonsense")))
    assert read_photo(path).exif is None


@pytest.mark.parametrize("name", ["a.tif", "a.webp", "a.png", "a.mpo", "a.avif"])
def test_opens_the_first_of_several_pictures(tmp_path: Path, name: str) -> None:
    first, second = Image.new("RGB", (8, 8), (250, 0, 0)), Image.new("RGB", (8, 8), (0, 0, 250))
    options = {"lossless": True} if name == "a.webp" else {}
    first.save(tmp_path / name, save_all=True, append_images=[second], **options)
    photo = read_photo(tmp_path / name)
    assert photo.note == "The file holds 2 pictures and the first was opened."
    lossy = name in ("a.mpo", "a.avif")
    assert np.abs(_levels(photo)[0, 0] - [250, 0, 0]).max() <= 2 * lossy


def test_opens_the_first_frame_of_a_gif(tmp_path: Path) -> None:
    first, second = Image.new("RGB", (8, 8), (250, 0, 0)), Image.new("RGB", (8, 8), (0, 0, 250))
    first.save(tmp_path / "a.gif", save_all=True, append_images=[second])
    photo = read_photo(tmp_path / "a.gif")
    assert _levels(photo)[3, 3].tolist() == [250, 0, 0]
    assert photo.note == (
        "The file holds 2 pictures and the first was opened; "
        "the colours of its palette were converted to RGB."
    )


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
@pytest.mark.parametrize("channels", [1, 3, 4])
def test_reads_floating_point_as_16_bits(
    tmp_path: Path, dtype: type[np.floating], channels: int
) -> None:
    array = np.random.default_rng(channels).uniform(-0.1, 1.1, (5, 7, channels)).astype(dtype)
    tifffile.imwrite(
        tmp_path / "a.tif",
        array[..., 0] if channels == 1 else array,
        photometric="minisblack" if channels == 1 else "rgb",
        extrasamples=["unassalpha"] if channels == 4 else [],
    )
    photo = read_photo(tmp_path / "a.tif")
    expected = np.clip(array.astype(np.float64), 0, 1) * 65535
    assert photo.bit_depth == 16
    assert np.abs(_levels(photo) - expected).max() <= 0.51
    assert photo.note == "Floating-point values (0 is black, 1 is white) became 16 bits."


def test_names_floating_point_on_another_scale(tmp_path: Path) -> None:
    array = np.linspace(-1, 255, 12, dtype=np.float32).reshape(3, 4)
    tifffile.imwrite(tmp_path / "a.tif", array, photometric="minisblack")
    with pytest.raises(PhotoError, match="values from -1 to 255; scale them"):
        read_photo(tmp_path / "a.tif")


def test_opens_the_first_of_several_16bit_pages(tmp_path: Path) -> None:
    pages = np.stack([_samples(1)[..., 0], np.zeros((5, 7), np.uint16)])
    tifffile.imwrite(tmp_path / "a.tif", pages, photometric="minisblack", metadata=None)
    photo = read_photo(tmp_path / "a.tif")
    assert "2 pictures" in photo.note
    np.testing.assert_array_equal(_levels(photo)[..., 0], pages[0])


def test_the_content_decides_on_the_format(tmp_path: Path) -> None:
    Image.new("L", (3, 2)).save(tmp_path / "a.jpg", format="PNG")
    assert read_photo(tmp_path / "a.jpg").pixels.shape == (2, 3, 1)


def test_reads_paths_with_spaces_and_other_scripts(tmp_path: Path) -> None:
    folder = tmp_path / "Фото и снимки"
    folder.mkdir()
    for name in ("zażółć gęślą.png", "写真 1.tif", "été.jpg"):
        Image.new("RGB", (4, 3)).save(folder / name)
        assert photo_size(folder / name) == (4, 3)
        assert read_photo(folder / name).width == 4
    assert len(list_photos(tmp_path)) == 3


def test_lists_photos_below_the_folder_in_order(tmp_path: Path) -> None:
    hidden = (".hidden.png", ".thumbnails/d.png")
    for name in ("b.PNG", "a/c.jpeg", "f.jfif", "a.txt", *hidden, "e.png/inside"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert list_photos(tmp_path) == [tmp_path / name for name in ("a/c.jpeg", "b.PNG", "f.jfif")]


def test_lists_no_links_that_cannot_be_followed(tmp_path: Path) -> None:
    (tmp_path / "loop.png").symlink_to("loop.png")
    (tmp_path / "long.png").symlink_to("x" * 300)
    (tmp_path / "z.png").touch()
    assert list_photos(tmp_path) == [tmp_path / "z.png"]


@pytest.mark.parametrize("read", [read_photo, photo_size])
def test_names_files_that_cannot_be_opened(tmp_path: Path, read: Callable[[Path], object]) -> None:
    (tmp_path / "empty.png").touch()
    (tmp_path / "foreign.jpg").write_bytes(b"%PDF-1.7" + bytes(100))
    (tmp_path / "folder.png").mkdir()
    (tmp_path / "loop.png").symlink_to("loop.png")
    for name, reason in {
        "missing.png": "does not exist",
        "empty.png": "is empty",
        "foreign.jpg": "is not a PNG, JPEG",
        "folder.png": "is a folder",
        "foreign.jpg/under.png": "does not exist",
        "loop.png": "does not exist",
    }.items():
        with pytest.raises(PhotoError, match=reason) as caught:
            read(tmp_path / name)
        assert str(tmp_path / name) in str(caught.value)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no such pipes")
def test_does_not_wait_for_a_pipe(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "a.png")
    with pytest.raises(PhotoError, match="is no file"):
        read_photo(tmp_path / "a.png")


def _refuse(*_: object) -> None:
    raise PermissionError


def test_names_files_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(_png16(_samples(1)))
    if os.name == "posix" and os.geteuid() != 0:
        path.chmod(0)
    else:
        monkeypatch.setattr(Path, "open", _refuse)
    with pytest.raises(PhotoError, match="may not be read"):
        read_photo(path)


def _write_examples(folder: Path) -> None:
    noise = _samples(3, np.uint8, 64, 64)
    for name in ("a.png", "a.jpg", "a.webp", "a.bmp", "a.tif"):
        Image.fromarray(noise).save(folder / name)
    (folder / "16.png").write_bytes(_png16(_samples(3, height=64, width=64)))
    tifffile.imwrite(folder / "16.tif", _samples(3, height=64, width=64), photometric="rgb")
    tifffile.imwrite(folder / "z.tif", _samples(3), photometric="rgb", compression="zlib")


@pytest.mark.parametrize("share", [0.002, 0.05, 0.5, 0.95])
def test_truncated_files_are_errors(tmp_path: Path, share: float) -> None:
    _write_examples(tmp_path)
    for path in list_photos(tmp_path):
        whole = path.read_bytes()
        path.write_bytes(whole[: max(1, int(len(whole) * share))])
        with pytest.raises(PhotoError, match=r"damaged or incomplete|is not a PNG"):
            read_photo(path)


@pytest.mark.parametrize("dtype", [np.complex64, np.uint32, np.int16])
def test_names_samples_that_are_not_read(tmp_path: Path, dtype: type[np.number]) -> None:
    tifffile.imwrite(tmp_path / "a.tif", np.zeros((4, 4), dtype), photometric="minisblack")
    with pytest.raises(PhotoError, match="16 unsigned bits a channel"):
        read_photo(tmp_path / "a.tif")


def test_names_colours_that_are_not_read(tmp_path: Path) -> None:
    Image.new("LAB", (4, 4)).save(tmp_path / "a.tif")
    with pytest.raises(PhotoError, match="save it as RGB"):
        read_photo(tmp_path / "a.tif")


def test_names_tiffs_of_unusual_kinds(tmp_path: Path) -> None:
    array = np.zeros((4, 4, 5), np.uint8)
    tifffile.imwrite(tmp_path / "a.tif", array, photometric="minisblack", planarconfig="contig")
    with pytest.raises(PhotoError, match="save it as grey or RGB"):
        read_photo(tmp_path / "a.tif")


@pytest.mark.parametrize("options", [{"subfiletype": 1}, {"extratags": [(255, 3, 1, 2, True)]}])
@pytest.mark.parametrize("is_behind", [True, False])
def test_a_thumbnail_in_front_of_the_photo_is_not_taken_for_it(
    tmp_path: Path, is_behind: bool, options: dict[str, Any]
) -> None:
    """Raw photos of cameras have the photo in a directory that hangs on the thumbnail's."""
    path = tmp_path / "a.nef"
    with tifffile.TiffWriter(path) as tiff:
        tiff.write(_samples(3), photometric="rgb", subifds=0 if is_behind else 1, **options)
        tiff.write(_samples(3, height=50, width=70), photometric="rgb")
    for read in (read_photo, photo_size):
        with pytest.raises(PhotoError, match="unusual kind; save it as grey or RGB"):
            read(path)


def test_a_reduced_picture_that_is_alone_is_the_photo(tmp_path: Path) -> None:
    """Programs that take a thumbnail out of a raw photo leave its mark on it."""
    tifffile.imwrite(tmp_path / "a.tif", _samples(3), photometric="rgb", subfiletype=1)
    np.testing.assert_array_equal(_levels(read_photo(tmp_path / "a.tif")), _samples(3))


def test_raw_photos_are_not_taken_for_finished_ones(tmp_path: Path) -> None:
    tags = [(50706, 1, 4, (1, 4, 0, 0), True)]  # the version of DNG
    tifffile.imwrite(tmp_path / "a.dng", _samples(3), photometric="rgb", extratags=tags)
    with pytest.raises(PhotoError, match="unusual kind; save it as grey or RGB"):
        read_photo(tmp_path / "a.dng")


def test_damage_never_shows_as_another_error(tmp_path: Path) -> None:
    _write_examples(tmp_path)
    generator = np.random.default_rng(0)
    for path in list_photos(tmp_path):
        whole = np.frombuffer(path.read_bytes(), np.uint8)
        for _ in range(20):
            damaged = whole.copy()
            places = generator.integers(4, min(400, whole.size), 5)
            damaged[places] = generator.integers(0, 256, 5)
            path.write_bytes(damaged.tobytes())
            with suppress(PhotoError):
                read_photo(path)


def _empty_png(width: int, height: int) -> bytes:
    header = _chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + header + _chunk(b"IDAT", b"")


@pytest.mark.parametrize("width", [15_001, 40_000])
def test_refuses_more_than_300_megapixels(tmp_path: Path, width: int) -> None:
    (tmp_path / "a.png").write_bytes(_empty_png(width, 20_000))
    with pytest.raises(PhotoError, match=r"20,000 pixels, .* limit of 300 m.*--largest-photo"):
        photo_size(tmp_path / "a.png")


@pytest.mark.parametrize("suffix", [".png", ".jpg", ".webp", ".tif", ".bmp"])
def test_the_limit_of_pixels_is_the_callers(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"a{suffix}"
    Image.new("RGB", (1000, 20)).save(path)
    for read in (read_photo, photo_size):
        with pytest.raises(
            PhotoError, match=r"1,000 × 20 pixels, more than the limit of 0\.0199 m"
        ):
            read(path, largest_megapixels=0.0199)
        read(path, largest_megapixels=0.02)


def test_the_limit_of_pixels_can_be_raised(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(_empty_png(40_000, 20_000))
    assert photo_size(tmp_path / "a.png", largest_megapixels=800) == (40_000, 20_000)


def test_refuses_large_tiffs_before_reading_them(tmp_path: Path) -> None:
    with tifffile.TiffWriter(tmp_path / "a.tif") as tiff:
        tiff.write(shape=(20_000, 15_001), dtype=np.uint8, data=None, photometric="minisblack")
    with pytest.raises(PhotoError, match="limit of 300"):
        read_photo(tmp_path / "a.tif")


def test_allows_large_photos(tmp_path: Path) -> None:
    (tmp_path / "a.png").write_bytes(_empty_png(15_000, 20_000))
    assert photo_size(tmp_path / "a.png") == (15_000, 20_000)


def test_photo_size_decodes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _write_examples(tmp_path)
    monkeypatch.setattr(Image.Image, "load", None)
    monkeypatch.setattr("PIL.ImageFile.ImageFile.load", None)
    sizes = {photo_size(path) for path in list_photos(tmp_path)}
    assert sizes == {(64, 64), (7, 5)}
