"""Colours on the screen, against little CMS."""

import io
import struct

import numpy as np
import pytest
from PIL import Image, ImageCms
from PySide6.QtGui import QColorSpace, QImage

from memnet_gui.ui import colour_profiles
from memnet_gui.ui.colour_profiles import name_profile, to_srgb
from memnet_gui.ui.qimages import part_to_qimage, to_qimage

Named = QColorSpace.NamedColorSpace
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB"))


def profile(name: QColorSpace.NamedColorSpace) -> bytes:
    return bytes(QColorSpace(name).iccProfile().data())


def grey_profile(gamma: float) -> bytes:
    """Writes a grey profile as the ICC's specification has it, version 4.3."""
    name = "Plain grey".encode("utf-16-be")
    described = b"mluc" + bytes(4) + struct.pack(">IIHHII", 1, 12, 0x656E, 0x5553, len(name), 28)
    white = struct.pack(">iii", 63190, 65536, 54061)
    tags = {
        b"desc": described + name,
        b"wtpt": b"XYZ " + bytes(4) + white,
        b"kTRC": b"curv" + bytes(4) + struct.pack(">IH", 1, round(gamma * 256)),
    }
    table, data = b"", b""
    for key, content in tags.items():
        padded = content + bytes(-len(content) % 4)
        table += key + struct.pack(">II", 132 + 12 * len(tags) + len(data), len(padded))
        data += padded
    body = struct.pack(">I", len(tags)) + table + data
    head = bytearray(128)
    struct.pack_into(">I", head, 0, 128 + len(body))
    head[8:12], head[12:24], head[36:40] = b"\x04\x30\0\0", b"mntrGRAYXYZ ", b"acsp"
    head[68:80] = white
    return bytes(head) + body


def by_cms(levels: np.ndarray, icc: bytes, mode: str) -> np.ndarray:
    transform = ImageCms.buildTransform(
        ImageCms.ImageCmsProfile(io.BytesIO(icc)), SRGB, mode, "RGB"
    )
    converted = ImageCms.applyTransform(Image.fromarray(levels), transform)
    assert converted is not None
    return np.asarray(converted).astype(int)


def levels_of(image: QImage) -> np.ndarray:
    colours = [
        [image.pixelColor(x, y).getRgb()[:3] for x in range(image.width())]  # type: ignore[index]
        for y in range(image.height())
    ]
    return np.array(colours)


@pytest.mark.parametrize("name", [Named.AdobeRgb, Named.DisplayP3, Named.ProPhotoRgb])
def test_colours_are_those_of_little_cms(name: QColorSpace.NamedColorSpace) -> None:
    levels = np.random.default_rng(0).integers(0, 256, (12, 12, 3), np.uint8)
    levels[0, 0] = 150, 100, 60
    icc = profile(name)
    shown = levels_of(to_qimage((levels / np.float32(255)).astype(np.float32), None, icc))
    expected = by_cms(levels, icc, "RGB")
    assert abs(shown - expected).max() <= 2
    assert abs(shown - levels).max() > 5  # something was converted at all


def test_a_known_adobe_rgb_colour() -> None:
    """(130, 160, 90) by the formulas of the two standards, rounded."""
    linear = (np.array([130, 160, 90]) / 255) ** (563 / 256)
    to_xyz = np.array(
        [[0.57667, 0.18556, 0.18823], [0.29734, 0.62736, 0.07529], [0.02703, 0.07069, 0.99134]]
    )
    to_rgb = np.array(
        [[3.24097, -1.53738, -0.49861], [-0.96924, 1.87597, 0.04156], [0.05563, -0.20398, 1.05697]]
    )
    rgb = to_rgb @ to_xyz @ linear
    encoded = np.where(rgb <= 0.0031308, 12.92 * rgb, 1.055 * rgb ** (1 / 2.4) - 0.055)
    pixels = np.full((2, 2, 3), [130, 160, 90], np.float32) / np.float32(255)
    shown = levels_of(to_qimage(pixels, None, profile(Named.AdobeRgb)))[1, 1]
    assert abs(shown - encoded * 255).max() <= 1


def test_grey() -> None:
    levels = np.arange(256, dtype=np.uint8)[None]
    icc = grey_profile(1.8)
    image = to_qimage((levels[..., None] / np.float32(255)).astype(np.float32), None, icc)
    assert image.format() == QImage.Format.Format_Grayscale8
    assert abs(levels_of(image) - by_cms(levels, icc, "L")).max() <= 2
    assert name_profile(icc) == "Plain grey"


def test_grey_with_opacity() -> None:
    levels = np.arange(256, dtype=np.uint8)[None]
    pixels = (levels[..., None] / np.float32(255)).astype(np.float32)
    image = to_qimage(pixels, np.ones((1, 256), np.float32), grey_profile(1.8))
    assert abs(levels_of(image) - by_cms(levels, grey_profile(1.8), "L")).max() <= 2


def test_what_qt_cannot_read_is_converted_all_the_same(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(colour_profiles, "_read", lambda _profile: QColorSpace())
    levels = np.random.default_rng(0).integers(0, 256, (8, 8, 3), np.uint8)
    icc = profile(Named.AdobeRgb)
    shown = levels_of(to_qimage((levels / np.float32(255)).astype(np.float32), None, icc))
    assert abs(shown - by_cms(levels, icc, "RGB")).max() <= 2
    assert name_profile(icc) == "own colour profile"


def test_opacity_and_parts() -> None:
    rng = np.random.default_rng(0)
    pixels, alpha = rng.random((9, 8, 3), np.float32), rng.random((9, 8), np.float32)
    icc = profile(Named.DisplayP3)
    whole = to_qimage(pixels, alpha, icc)
    part = part_to_qimage(pixels[2:6, 3:7], alpha, 2, 3, icc)
    for x, y in ((0, 0), (3, 3)):
        assert part.pixelColor(x, y).getRgb() == whole.pixelColor(x + 3, y + 2).getRgb()
    assert whole.pixelColor(4, 4).alpha() == round(float(alpha[4, 4]) * 255)


@pytest.mark.parametrize("icc", [None, SRGB.tobytes(), b"no profile", grey_profile(1.8)])
def test_what_needs_nothing_is_left_alone(icc: bytes | None) -> None:
    image = QImage(3, 3, QImage.Format.Format_RGB32)
    image.fill(0xFF406080)
    assert to_srgb(image, icc).pixel(1, 1) == 0xFF406080


def test_names() -> None:
    assert name_profile(None) == ""
    assert name_profile(SRGB.tobytes()) == ""
    assert name_profile(profile(Named.DisplayP3)) == "Display P3"
    assert "cannot be read" in name_profile(b"no profile")
