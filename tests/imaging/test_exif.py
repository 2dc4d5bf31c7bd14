import io
import struct
import time

import numpy as np
import pytest
from PIL import Image

from memnet_gui.imaging.directories import (
    HEADERS,
    Entry,
    append_directories,
    read_main_directory,
)
from memnet_gui.imaging.exif import (
    PREFIX,
    describe,
    read_dpi,
    take_from_tiff,
    to_upright,
    turn_upright,
)


def _block(order: str, orientation: int, kind: int = 3) -> bytes:
    value = struct.pack(order + {3: "H", 4: "I"}[kind], orientation).ljust(4, b"\0")
    signature = b"II*\0" if order == "<" else b"MM\0*"
    entries = struct.pack(order + "HHHI", 1, 274, kind, 1) + value
    return PREFIX + signature + struct.pack(order + "I", 8) + entries + struct.pack(order + "I", 99)


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("kind", [3, 4])
def test_resets_orientation_and_thumbnail_in_place(order: str, kind: int) -> None:
    block = _block(order, 6, kind)
    orientation, reset = to_upright(block)
    expected = bytearray(_block(order, 1, kind))
    expected[-4:] = bytes(4)
    assert orientation == 6
    assert reset == bytes(expected)


def test_adds_a_missing_prefix_once() -> None:
    block = _block("<", 3)
    assert to_upright(block.removeprefix(PREFIX)) == to_upright(block) == to_upright(PREFIX + block)


@pytest.mark.parametrize("orientation", [0, 9])
def test_impossible_orientations_count_as_upright(orientation: int) -> None:
    assert to_upright(_block("<", orientation))[0] == 1


@pytest.mark.parametrize("block", [b"Exif", PREFIX, PREFIX + b"II*\0\xff\xff\xff\x7f", b"junk" * 9])
def test_damaged_blocks_are_dropped(block: bytes) -> None:
    assert to_upright(block) == (1, None)


def test_other_entries_stay() -> None:
    exif = Image.Exif()
    exif[0x010F] = "Camera maker"
    exif[274] = 8
    exif.get_ifd(0x8769)[0x927C] = b"private note"
    _, block = to_upright(exif.tobytes())
    found = Image.Exif()
    found.load(block)
    assert found[0x010F] == "Camera maker"
    assert found[274] == 1
    assert found.get_ifd(0x8769)[0x927C] == b"private note"


@pytest.mark.parametrize("orientation", range(1, 9))
def test_turns_as_pillow_does(orientation: int) -> None:
    stored = np.arange(24, dtype=np.uint8).reshape(4, 6)
    method = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_270,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_90,
    }.get(orientation)
    image = Image.fromarray(stored)
    expected = np.asarray(image.transpose(method) if method is not None else image)
    np.testing.assert_array_equal(turn_upright(stored, orientation), expected)


_NOTE = b"private note of the maker"


def _camera_block(order: str = "<", **texts: str) -> bytes:
    exif = Image.Exif()
    exif.endian = order
    exif[0x010F] = "Camera maker"
    if texts:
        exif[0x0131] = texts["software"]
    exif.get_ifd(0x8769).update(
        {0x927C: b"private note of the maker", 0xA002: 4000, 0xA003: 70_000}
    )
    return exif.tobytes()


def _load(block: bytes) -> Image.Exif:
    exif = Image.Exif()
    exif.load(block)
    return exif


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize("texts", [{}, {"software": "Ü"}, {"software": "Firmware of a camera"}])
def test_describes_what_is_saved(order: str, texts: dict[str, str]) -> None:
    found = _load(describe(_camera_block(order, **texts), software="Mem 1", width=80, height=60))
    assert found[0x0131] == "Mem 1"
    assert found[0x010F] == "Camera maker"
    inside = found.get_ifd(0x8769)
    assert (inside[0xA002], inside[0xA003]) == (80, 60)
    assert inside[0x927C] == _NOTE


def test_describing_moves_nothing() -> None:
    """Makers' notes hold offsets into the block."""
    block = _camera_block()
    described = describe(block, software="Mem 1", width=4000, height=70_000)
    directory_link = slice(len(PREFIX) + 4, len(PREFIX) + 8)
    expected = bytearray(block)
    expected[directory_link] = described[directory_link]
    assert described[: len(block)] == bytes(expected)
    assert len(described) > len(block)


def test_describing_twice_adds_nothing() -> None:
    once = describe(_camera_block(), software="Mem 1", width=9, height=8)
    assert describe(once, software="Mem 1", width=9, height=8) == once


def test_a_size_that_needs_more_bytes_than_there_are_stays() -> None:
    block = _camera_block()
    found = _load(describe(block, software="Mem 1", width=70_001, height=1)).get_ifd(0x8769)
    assert (found[0xA002], found[0xA003]) == (4000, 1)


@pytest.mark.parametrize("block", [b"", PREFIX, PREFIX + b"II*\0\xff\xff\xff\x7f", b"junk" * 9])
def test_damaged_blocks_are_not_described(block: bytes) -> None:
    assert describe(block, software="Mem 1", width=9, height=8) == block


_JPEG = b"\xff\xd8 the old picture \xff\xd9"


def _entry(order: str, tag: int, *values: int) -> bytes:
    """Packs an entry of long integers; more than one stand where the one that is given says."""
    return struct.pack(order + "HHII", tag, 4, len(values), *values[:1])


def _thumbnail_block(order: str, entries: bytes, behind: bytes) -> bytes:
    """Returns a block with an empty main directory and a thumbnail's: at 14, `behind` at 16 on."""
    signature = b"II*\0" if order == "<" else b"MM\0*"
    main = struct.pack(order + "IHI", 8, 0, 14)
    second = struct.pack(order + "H", len(entries) // 12) + entries + bytes(4)
    return PREFIX + signature + main + second + behind


@pytest.mark.parametrize("order", ["<", ">"])
def test_overwrites_the_thumbnail_that_it_unlinks(order: str) -> None:
    entries = _entry(order, 0x201, 44) + _entry(order, 0x202, len(_JPEG))
    block = _thumbnail_block(order, entries, _JPEG + b"behind it")
    _, reset = to_upright(block)
    assert len(reset) == len(block)
    assert reset.endswith(entries + bytes(4 + len(_JPEG)) + b"behind it")


@pytest.mark.parametrize("order", ["<", ">"])
def test_overwrites_every_strip_of_a_thumbnail(order: str) -> None:
    entries = struct.pack(order + "HHII", 0x111, 4, 2, 44)
    entries += struct.pack(order + "HHIHH", 0x117, 3, 2, 3, 4)
    offsets = struct.pack(order + "II", 52, 60)
    block = _thumbnail_block(order, entries, offsets + b"abc-----defg-----")
    assert to_upright(block)[1].endswith(offsets + bytes(3) + b"-----" + bytes(4) + b"-----")


def test_leaves_alone_what_is_no_thumbnail() -> None:
    """Programs that rewrite a block forget its links; they may lead to notes meanwhile."""
    entries = _entry("<", 0x201, 44) + _entry("<", 0x202, 9)
    block = _thumbnail_block("<", entries, b"some note")
    assert to_upright(block)[1].endswith(entries + bytes(4) + b"some note")


def test_overwrites_a_thumbnail_that_is_cut_off() -> None:
    entries = _entry("<", 0x201, 44) + _entry("<", 0x202, 70_000)
    reset = to_upright(_thumbnail_block("<", entries, _JPEG))[1]
    assert reset.endswith(entries + bytes(4 + len(_JPEG)))


def test_strips_that_cover_each_other_take_no_time() -> None:
    count = 100_000
    entries = struct.pack("<HHII", 0x111, 4, count, 44)
    entries += struct.pack("<HHII", 0x117, 4, count, 44 + 4 * count)
    behind = struct.pack("<I", 44 + 8 * count) * count + struct.pack("<I", 2**31) * count
    begun = time.monotonic()
    to_upright(_thumbnail_block("<", entries, behind + bytes(2**22)))
    assert time.monotonic() - begun < 5


@pytest.mark.parametrize("order", ["<", ">"])
def test_describes_the_size_in_the_main_directory_too(order: str) -> None:
    exif = Image.Exif()
    exif.endian = order
    exif[0x0100], exif[0x0101] = 128, 64
    described = describe(exif.tobytes(), software="Mem 1", width=64, height=70_000)
    found = _load(described)
    assert (found[0x0100], found[0x0101]) == (64, 70_000)
    assert describe(described, software="Mem 1", width=64, height=70_000) == described


def test_a_block_that_states_no_size_gets_none() -> None:
    found = _load(describe(_camera_block(), software="Mem 1", width=9, height=8))
    assert 0x0100 not in found
    assert 0x0101 not in found


def test_describing_keeps_texts_in_utf_8() -> None:
    """Type 129 came with EXIF 3.0."""
    artist = "Jürgen Müller".encode() + b"\0"
    entry = struct.pack("<HHII", 0x13B, 129, len(artist), 26)
    block = PREFIX + b"II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4) + artist
    _, main = _read_main(describe(block, software="Mem 1", width=9, height=8))
    assert main[0x13B] == Entry(129, len(artist), artist)


def test_describing_keeps_entries_of_unknown_types() -> None:
    """They stay in their block, where what they point to stays, too."""
    entry = struct.pack("<HHII", 0x13B, 200, 5, 26)
    block = PREFIX + b"II*\0" + struct.pack("<IH", 8, 1) + entry + bytes(4) + b"12345"
    described = describe(block, software="Mem 1", width=9, height=8)
    _, main = _read_main(described)
    assert main[0x13B] == Entry(200, 5, struct.pack("<I", 26))
    assert described[len(PREFIX) + 26 :].startswith(b"12345")


def test_entries_of_unknown_types_do_not_go_into_other_files() -> None:
    """What they point to cannot be told from their value."""
    known, unknown = Entry(2, 2, b"A\0"), Entry(200, 5, b"\x1a\0\0\0")
    file = io.BytesIO(HEADERS["<"] + bytes(4))
    append_directories(file, "<", {0x10F: known, 0x13B: unknown}, {0x8769: {0x9C9B: unknown}})
    _, main = _read_main(take_from_tiff(file))
    assert main == {0x10F: known}
    assert take_from_tiff(io.BytesIO(_tiff_with(0x13B, unknown))) is None


def _tiff_with(tag: int, entry: Entry) -> bytes:
    file = io.BytesIO(HEADERS["<"] + bytes(4))
    append_directories(file, "<", {tag: entry}, {})
    return file.getvalue()


def _read_main(block: bytes | None) -> tuple[str, dict[int, Entry]]:
    return read_main_directory(io.BytesIO(block.removeprefix(PREFIX)))


@pytest.mark.parametrize("order", ["<", ">"])
@pytest.mark.parametrize(("unit", "dpi"), [(2, (72, 36)), (3, (182.88, 91.44)), (1, None)])
def test_reads_how_large_a_photo_is_printed(
    order: str, unit: int, dpi: tuple[float, float] | None
) -> None:
    exif = Image.Exif()
    exif.endian = order
    exif[0x011A], exif[0x011B], exif[0x0128] = 72.0, 36.0, unit
    assert read_dpi(exif.tobytes()) == dpi


@pytest.mark.parametrize("block", [_camera_block(), PREFIX, PREFIX + b"II*\0\xff\xff\xff\x7f"])
def test_reads_no_resolution_where_there_is_none(block: bytes) -> None:
    assert read_dpi(block) is None


@pytest.mark.parametrize("order", ["<", ">"])
def test_states_how_large_a_photo_is_printed(order: str) -> None:
    described = describe(
        _camera_block(order), software="Mem 1", width=9, height=8, dpi=(300, 150.25)
    )
    found = _load(described)
    assert (found[0x011A], found[0x011B], found[0x0128]) == (300, 150.25, 2)
    assert read_dpi(described) == (300, 150.25)
