"""Files that lie about what they hold end in one sentence, with little memory, and soon."""

import io
import struct
import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pillow_heif
import pytest
import tifffile
from PIL import Image

from memnet_gui.imaging.files import photo_size, read_photo
from memnet_gui.imaging.photo import PhotoError

SIDE = 17_000
"""A photo of so many rows and columns is within the limit, and its pixels take 3.5 GB."""


def chunk(name: bytes, content: bytes) -> bytes:
    checksum = zlib.crc32(name + content)
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", checksum)


def png(width: int, height: int, bits: int = 8, pixels: bytes = b"", extra: bytes = b"") -> bytes:
    header = struct.pack(">IIBBBBB", width, height, bits, 2, 0, 0, 0)
    parts = chunk(b"IHDR", header) + extra + chunk(b"IDAT", pixels) + chunk(b"IEND", b"")
    return b"\x89PNG\r\n\x1a\n" + parts


def bomb(megabytes: int = 100) -> bytes:
    """Returns some hundred kilobytes that zlib makes so many megabytes of."""
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(bytes(1 << 20)) for _ in range(megabytes)) + packer.flush()


def tiff(
    width: int, height: int, data: bytes = bytes(300), following: int = 0, **changed: Any
) -> bytes:
    """Returns a grey TIFF; `changed` are tags by their numbers, as `t256=...`; None drops one."""
    tags = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: 300, 277: 1}
    tags |= {278: height, 279: len(data)} | {int(name[1:]): v for name, v in changed.items()}
    kept = sorted((tag, value) for tag, value in tags.items() if value is not None)
    counted = [(tag, *(value if isinstance(value, tuple) else (1, value))) for tag, value in kept]
    entries = b"".join(struct.pack("<HHII", tag, 4, *rest) for tag, *rest in counted)
    directory = struct.pack("<H", len(kept)) + entries + struct.pack("<I", following)
    return (b"II*\0" + struct.pack("<I", 8) + directory).ljust(300, b"\0") + data


def jpeg(width: int, height: int, **options: Any) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (64, 64), (9, 99, 199)).save(file, "JPEG", **options)
    content = bytearray(file.getvalue())
    frame = max(content.find(b"\xff\xc0"), content.find(b"\xff\xc2"))
    content[frame + 5 : frame + 9] = struct.pack(">HH", height, width)
    return bytes(content)


def bmp(width: int, height: int) -> bytes:
    head = b"BM" + struct.pack("<IHHI", 200, 0, 0, 54)
    return head + struct.pack("<IiiHHIIiiII", 40, width, height, 1, 24, *bytes(6)) + bytes(100)


def gif(width: int, height: int) -> bytes:
    head = b"GIF89a" + struct.pack("<HHBBB", width, height, 0x80, 0, 0) + bytes(6)
    return head + b"," + struct.pack("<HHHHB", 0, 0, width, height, 0) + b"\x02\x02\x4c\x01\0;"


def heif(width: int, height: int, form: str) -> bytes:
    """Returns a HEIC or AVIF whose item has another size than the box around it says."""
    file = io.BytesIO()
    image = Image.new("RGB", (64, 64), (9, 99, 199))
    if form == "HEIC":
        pillow_heif.from_pillow(image).save(file)
    else:
        image.save(file, "AVIF")
    content = bytearray(file.getvalue())
    place = content.find(b"ispe") + 8
    content[place : place + 8] = struct.pack(">II", width, height)
    return bytes(content)


BOMB = bomb()

WITHIN_THE_LIMIT: dict[str, Callable[[], bytes]] = {
    "png": lambda: png(SIDE, SIDE),
    "deep-png": lambda: png(SIDE, SIDE, 16),
    "png-profile-bomb": lambda: png(4, 4, extra=chunk(b"iCCP", b"x\0\0" + BOMB)),
    "png-text-bomb": lambda: png(4, 4, extra=chunk(b"zTXt", b"x\0\0" + BOMB)),
    "tiff": lambda: tiff(SIDE, SIDE),
    "tiff-deflate": lambda: tiff(SIDE, SIDE, t259=8),
    "tiff-lzw": lambda: tiff(SIDE, SIDE, t259=5),
    "deep-tiff": lambda: tiff(SIDE, SIDE, t258=16),
    "deep-tiff-deflate": lambda: tiff(SIDE, SIDE, t258=16, t259=8),
    "deep-tiff-lzw": lambda: tiff(SIDE, SIDE, t258=16, t259=5),
    "tiff-bomb": lambda: tiff(64, 64, BOMB, t259=8),
    "deep-tiff-bomb": lambda: tiff(64, 64, BOMB, t258=16, t259=8),
    "tiff-tiles": lambda: tiff(64, 64, t322=1 << 20, t323=1 << 20, t324=300, t325=99),
    "deep-tiff-tiles": lambda: tiff(64, 64, t258=16, t322=1 << 20, t323=1 << 20, t324=300, t325=99),
    "tiff-channels": lambda: tiff(9999, 9999, t277=65535),
    "deep-tiff-channels": lambda: tiff(9999, 9999, t258=16, t277=65535),
    "tiff-strips": lambda: tiff(4, 4, t273=(1 << 30, 300), t279=(1 << 30, 300)),
    "jpeg": lambda: jpeg(SIDE, SIDE),
    "progressive-jpeg": lambda: jpeg(SIDE, SIDE, progressive=True),
    "bmp": lambda: bmp(SIDE, SIDE),
    "gif": lambda: gif(SIDE, SIDE),
    "heic": lambda: heif(16_000, 16_000, "HEIC"),
}

READ = """
import resource, sys
from pathlib import Path
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import PhotoError
import imagecodecs, pillow_heif, tifffile
before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
for name in sys.argv[1:]:
    try:
        read_photo(Path(name))
        outcome = "opened"
    except PhotoError as error:
        outcome = str(error)
    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    print(Path(name).name, (after - before) // unit, outcome, sep="|")
    before = after
"""


def test_lies_within_the_limit_cost_little_memory(tmp_path: Path) -> None:
    paths = []
    for name, write in WITHIN_THE_LIMIT.items():
        paths.append(tmp_path / name)
        paths[-1].write_bytes(write())
    ended = subprocess.run(
        [sys.executable, "-c", READ, *paths],
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    lines = [line.split("|") for line in ended.stdout.splitlines()]
    assert [name for name, *_ in lines] == list(WITHIN_THE_LIMIT)
    for name, megabytes, outcome in lines:
        harmless = "bomb" in name and outcome == "opened"  # what is too much was left packed
        assert harmless or outcome.startswith(str(tmp_path / name)), (name, outcome)
        assert int(megabytes) < 400, name  # a tenth of what the pixels would take


ABOVE_THE_LIMIT: dict[str, Callable[[], bytes]] = {
    "png": lambda: png(60_000, 60_000),
    "tiff": lambda: tiff(60_000, 60_000),
    "jpeg": lambda: jpeg(65_500, 65_500),
    "bmp": lambda: bmp(60_000, 60_000),
    "gif": lambda: gif(65_535, 65_535),
    "heic": lambda: heif(60_000, 60_000, "HEIC"),
}


@pytest.mark.parametrize("name", ABOVE_THE_LIMIT)
@pytest.mark.parametrize("read", [read_photo, photo_size])
def test_refuses_by_the_header(tmp_path: Path, name: str, read: Callable[[Path], object]) -> None:
    path = tmp_path / name
    path.write_bytes(ABOVE_THE_LIMIT[name]())
    with pytest.raises(PhotoError, match=r"6\d,\d+ × 6\d,\d+ pixels, more than the limit of 300"):
        read(path)


BLACK_WEBP = bytes.fromhex("524946461a000000574542505650384c0e0000002ffebfff0f071011fd0f4444ff03")
"""The 16383 x 16383 black pixels that libwebp can pack into 34 bytes."""


def test_refuses_webp_and_avif_by_the_callers_limit(tmp_path: Path) -> None:
    """Neither format holds more than 300 megapixels."""
    (tmp_path / "a.webp").write_bytes(BLACK_WEBP)
    (tmp_path / "a.avif").write_bytes(heif(16_000, 16_000, "AVIF"))
    for path in tmp_path.iterdir():
        with pytest.raises(PhotoError, match=r"16,\d+ × 16,\d+ pixels, more than the limit of 100"):
            read_photo(path, largest_megapixels=100)


@pytest.mark.parametrize(
    "content",
    [
        png(0, 0),
        png(0, 5),
        tiff(0, 0),
        tiff(0, 5, t258=16),
        jpeg(64, 0),
        bmp(0, 0),
        gif(0, 0),
        heif(0, 0, "HEIC"),
        heif(0, 0, "AVIF"),
    ],
)
def test_photos_without_pixels_are_damaged(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "a"
    path.write_bytes(content)
    with pytest.raises(PhotoError, match=r"is damaged or incomplete \(.*\); copy") as caught:
        read_photo(path)
    assert "\n" not in str(caught.value)
    assert "<" not in str(caught.value)


@pytest.mark.parametrize(("width", "height"), [(60_000, 1), (1, 60_000)])
@pytest.mark.parametrize("bits", [8, 16])
def test_opens_a_line_of_pixels(tmp_path: Path, width: int, height: int, bits: int) -> None:
    row = bytes(1 + width * 3 * bits // 8)
    path = tmp_path / "a.png"
    path.write_bytes(png(width, height, bits, zlib.compress(row * height)))
    assert read_photo(path).pixels.shape == (height, width, 3)


def test_a_directory_that_leads_to_itself_ends(tmp_path: Path) -> None:
    path = tmp_path / "a.tif"
    path.write_bytes(tiff(4, 4, following=8))
    assert read_photo(path).pixels.shape == (4, 4, 1)


def test_opens_a_png_with_a_large_profile(tmp_path: Path) -> None:
    profile = bytes(16) + b"RGB " + np.random.default_rng(0).bytes(3 << 20)
    Image.new("RGB", (4, 4)).save(tmp_path / "a.png", icc_profile=profile)
    assert read_photo(tmp_path / "a.png").icc_profile == profile


@pytest.mark.parametrize("value", [np.nan, np.inf, -np.inf])
@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_refuses_values_that_are_not_numbers(
    tmp_path: Path, value: float, dtype: type[np.floating]
) -> None:
    array = np.zeros((4, 5, 3), dtype)
    array[2, 3, 1] = value
    tifffile.imwrite(tmp_path / "a.tif", array, photometric="rgb")
    with pytest.raises(PhotoError, match="holds values that are not numbers; save it again"):
        read_photo(tmp_path / "a.tif")
