import io
from collections import Counter

import pillow_heif
import pytest
from PIL import Image

from memnet_gui.imaging.formats import FORMATS, OPEN_SUFFIXES, SAVE_SUFFIXES, find_format


def _ftyp(*brands: bytes) -> io.BytesIO:
    content = b"ftyp" + b"".join(brands)
    return io.BytesIO((len(content) + 4).to_bytes(4, "big") + content + bytes(20))


def test_every_ending_belongs_to_one_format() -> None:
    assert max(Counter(OPEN_SUFFIXES).values()) == 1
    assert set(SAVE_SUFFIXES) == set(OPEN_SUFFIXES) - {".gif"}
    assert all(suffix.startswith(".") and suffix.islower() for suffix in OPEN_SUFFIXES)


@pytest.mark.parametrize("name", [form.name for form in FORMATS])
def test_finds_what_other_programs_wrote(name: str) -> None:
    file = io.BytesIO()
    image = Image.new("RGB", (16, 16))
    if name == "HEIC":
        pillow_heif.from_pillow(image).save(file)
    else:
        image.save(file, name.upper())
    assert find_format(file) == name


@pytest.mark.parametrize(
    ("brands", "expected"),
    [
        ((b"avif", bytes(4)), "AVIF"),
        ((b"avis", bytes(4)), "AVIF"),
        ((b"mif1", bytes(4), b"mif1", b"avif", b"miaf"), "AVIF"),
        ((b"mif1", bytes(4), b"mif1", b"heic"), "HEIC"),
        ((b"heix", bytes(4)), "HEIC"),
        ((b"isom", bytes(4), b"mp42"), None),
    ],
)
def test_tells_avif_from_heic_by_the_brands(
    brands: tuple[bytes, ...], expected: str | None
) -> None:
    assert find_format(_ftyp(*brands)) == expected


@pytest.mark.parametrize("start", [b"", b"R", b"RIFF\0\0\0\0WAVE", b"%PDF-1.7", b"\0\0\0\4ftyp"])
def test_anything_else_is_none(start: bytes) -> None:
    assert find_format(io.BytesIO(start)) is None
