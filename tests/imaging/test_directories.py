import io
import struct

import numpy as np
import pytest
import tifffile

from memnet_gui.imaging.directories import (
    HEADERS,
    Entry,
    append_directories,
    read_linked_directory,
    read_main_directory,
)

DIRECTORY = {
    305: Entry(2, 9, b"software\0"),
    270: Entry(2, 2, b"t\0"),
    40000: Entry(7, 5, b"12345"),
    40001: Entry(1, 4, b"1234"),
}


def _file(order: str) -> io.BytesIO:
    file = io.BytesIO()
    file.write(HEADERS[order] + bytes(4))
    append_directories(file, order, DIRECTORY, {34665: DIRECTORY, 34853: {}})
    return file


@pytest.mark.parametrize("order", ["<", ">"])
def test_reads_what_was_written(order: str) -> None:
    file = _file(order)
    found, main = read_main_directory(file)
    assert found == order
    assert {tag: main[tag] for tag in DIRECTORY} == DIRECTORY
    assert read_linked_directory(file, order, main, 34665) == DIRECTORY
    assert read_linked_directory(file, order, main, 34853) == {}
    assert read_linked_directory(file, order, main, 40965) is None


def test_entries_are_in_ascending_order() -> None:
    """The TIFF specification asks for it; some readers stop otherwise."""
    data = _file("<").getvalue()
    (place,) = struct.unpack_from("<I", data, 4)
    (count,) = struct.unpack_from("<H", data, place)
    tags = [struct.unpack_from("<H", data, place + 2 + 12 * i)[0] for i in range(count)]
    assert tags == sorted([*DIRECTORY, 34665, 34853])
    assert place % 2 == 0


@pytest.mark.parametrize("order", ["<", ">"])
def test_reads_the_entries_that_tifffile_writes(order: str) -> None:
    file = io.BytesIO()
    tags = [(40000, 5, 2, (1, 3, 2, 7), True), (40001, 3, 1, 9, True)]
    options = {"extratags": tags, "byteorder": order, "photometric": "minisblack"}
    tifffile.imwrite(file, np.zeros((4, 4), np.uint8), **options)
    _, main = read_main_directory(file)
    assert main[40000] == Entry(5, 2, struct.pack(order + "4I", 1, 3, 2, 7))
    assert main[40001] == Entry(3, 1, struct.pack(order + "H", 9))


def test_leaves_out_entries_that_point_behind_the_end() -> None:
    entry = struct.pack("<HHII", 270, 2, 2**31, 30)
    data = HEADERS["<"] + struct.pack("<IH", 8, 1) + entry + bytes(4)
    assert read_main_directory(io.BytesIO(data)) == ("<", {})


@pytest.mark.parametrize("data", [b"", b"II+\0\x08\0\0\0", b"II*\0\xff\xff\xff\xff", b"II*\0"])
def test_damage_is_an_error(data: bytes) -> None:
    with pytest.raises((KeyError, struct.error)):
        read_main_directory(io.BytesIO(data))


def test_values_that_share_their_bytes_are_not_read_over_and_over() -> None:
    entries = b"".join(struct.pack("<HHII", tag, 7, 10_000, 0) for tag in range(1000))
    data = HEADERS["<"] + struct.pack("<IH", 8, 1000) + entries + bytes(4)
    _, main = read_main_directory(io.BytesIO(data))
    assert sum(len(entry.value) for entry in main.values()) <= len(data)
