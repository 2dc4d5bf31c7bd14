"""Noisy, smaller and compressed copies."""

import io
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.cli import main


def pixels(path: Path) -> NDArray[np.uint8]:
    return np.asarray(Image.open(path))


@pytest.mark.parametrize("name", ["grey.png", "colour.png"])
def test_noise_is_that_of_the_seed(
    succeeds: Callable[..., str], photos: Path, tmp_path: Path, name: str
) -> None:
    target = tmp_path / "noisy.png"
    printed = succeeds("degrade", photos / name, "--output", target, "--noise", 25, "--seed", 2**40)
    assert printed == f"{target}\n"
    clean = pixels(photos / name)
    shape = clean.shape if clean.ndim == 3 else (*clean.shape, 1)
    noise = np.random.default_rng(2**40).normal(0, 25, shape).reshape(clean.shape)
    expected = np.rint(np.clip(clean + noise, 0, 255)).astype(np.uint8)
    np.testing.assert_array_equal(pixels(target), expected)


def test_seeds(succeeds: Callable[..., str], photos: Path, tmp_path: Path) -> None:
    made = []
    for name, seed in (("a", ()), ("b", ("--seed", 0)), ("c", ("--seed", 1))):
        target = tmp_path / f"{name}.png"
        succeeds("degrade", photos / "grey.png", "--output", target, "--noise", 25, *seed)
        made.append(pixels(target))
    np.testing.assert_array_equal(made[0], made[1])
    assert (made[0] != made[2]).mean() > 0.5


def test_refuses(
    fails: Callable[..., str], succeeds: Callable[..., str], photos: Path, tmp_path: Path
) -> None:
    source, target = photos / "grey.png", tmp_path / "noisy.png"
    target.write_text("mine")
    assert "exists already" in fails("degrade", source, "--output", target, "--noise", 25)
    assert target.read_text() == "mine"
    succeeds("degrade", source, "--output", target, "--noise", 25, "--overwrite")
    assert pixels(target).shape == (24, 30)
    assert "has no known ending" in fails(
        "degrade", source, "--output", tmp_path / "a.gif", "--noise", 25
    )
    assert "folder does not exist" in fails(
        "degrade", source, "--output", tmp_path / "no" / "a.png", "--noise", 25
    )
    assert f"{photos} is a folder" in fails("degrade", photos, "--output", target, "--noise", 25)


def test_smaller_cut_outs_have_no_dark_rim(succeeds: Callable[..., str], tmp_path: Path) -> None:
    half = np.zeros((20, 20, 4), np.uint8)
    half[3:, 3:] = 200, 150, 100, 255
    Image.fromarray(half).save(tmp_path / "in.png")
    succeeds("degrade", tmp_path / "in.png", "--output", tmp_path / "out.png", "--scale", 2)
    colours = pixels(tmp_path / "out.png")[..., :3]
    np.testing.assert_array_equal(colours, np.broadcast_to((200, 150, 100), (10, 10, 3)))


@pytest.mark.parametrize("scale", [2, 3, 4])
def test_smaller_copies_keep_their_alpha(
    succeeds: Callable[..., str], tmp_path: Path, scale: int
) -> None:
    """Of a plane, which bicubic reduction keeps, each new pixel is the mean of its old ones."""
    rows, columns = np.mgrid[:50, :61]
    planes = [20 + 2 * rows, 10 + 3 * columns, 150 + rows, 240 - 2 * columns]
    clean = np.stack(planes, axis=2).astype(np.uint8)
    source, target = tmp_path / "in.png", tmp_path / "out.png"
    Image.fromarray(clean).save(source)
    succeeds("degrade", source, "--output", target, "--scale", scale)
    small = pixels(target).astype(float)
    height, width = 50 // scale, 61 // scale
    assert small.shape == (height, width, 4)
    cut = clean[: height * scale, : width * scale].astype(float)
    means = cut.reshape(height, scale, width, scale, 4).mean((1, 3))
    inside = (slice(3, -3), slice(3, -3))
    np.testing.assert_allclose(small[inside], means[inside], atol=0.51)


@pytest.mark.parametrize("name", ["grey.png", "colour.png"])
def test_a_jpeg_is_compressed_once(
    succeeds: Callable[..., str], photos: Path, tmp_path: Path, name: str
) -> None:
    buffer = io.BytesIO()
    Image.open(photos / name).save(buffer, "JPEG", quality=15)
    expected = Image.open(buffer)
    for ending in ("png", "jpg", "JPEG", "webp"):
        target = tmp_path / f"out.{ending}"
        succeeds("degrade", photos / name, "--output", target, "--jpeg", 15)
        found = Image.open(target)  # WebP has no grey
        np.testing.assert_array_equal(np.asarray(found), np.asarray(expected.convert(found.mode)))
    with Image.open(tmp_path / "out.jpg") as found, Image.open(buffer) as wanted:
        assert found.quantization == wanted.quantization


@pytest.mark.parametrize("ending", ["png", "jpg"])
def test_a_jpeg_of_16_bits_has_8(
    photos: Path, tmp_path: Path, ending: str, capsys: pytest.CaptureFixture[str]
) -> None:
    deep = np.random.default_rng(1).integers(0, 2**16, (18, 17), np.uint16)
    source, target = tmp_path / "deep.png", tmp_path / f"out.{ending}"
    Image.fromarray(deep).save(source)
    assert main(["degrade", str(source), "--output", str(target), "--jpeg", "30"]) == 0
    printed, note = capsys.readouterr()
    assert printed == f"{target}\n"
    assert note == f"note: {source} has 16 bits a channel, JPEG has 8\n"
    with Image.open(target) as image:
        assert image.mode == "L"


def test_what_opening_changed_is_said(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    source, target = tmp_path / "scan.tif", tmp_path / "out.png"
    pages = [Image.new("L", (8, 6), level) for level in (40, 90)]
    pages[0].save(source, save_all=True, append_images=pages[1:])
    assert main(["degrade", str(source), "--output", str(target), "--noise", "5"]) == 0
    said = f"note: {source}: The file holds 2 pictures and the first was opened.\n"
    assert capsys.readouterr() == (f"{target}\n", said)


def test_photos_that_are_too_small(fails: Callable[..., str], tmp_path: Path) -> None:
    source = tmp_path / "in.png"
    Image.new("L", (3, 30)).save(source)
    assert fails("degrade", source, "--output", tmp_path / "out.png", "--scale", 4) == (
        f"{source} cannot be degraded: a photo must be at least 4 pixels wide and high"
    )


@pytest.mark.parametrize(
    "arguments", [["--noise", "5", "--jpeg", "5"], ["--scale", "1"], ["--jpeg", "101"]]
)
def test_wrong_usage(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["degrade", "a.png", "--output", "b.png", *arguments]) == 2
    assert "usage: memnet-gui degrade" in capsys.readouterr().err


def test_large_photos_are_refused_unless_asked_for(
    fails: Callable[..., str], succeeds: Callable[..., str], tmp_path: Path
) -> None:
    source, target = tmp_path / "large.png", tmp_path / "noisy.png"
    Image.new("L", (1250, 1000)).save(source)
    command = ("degrade", source, "--output", target, "--noise", 5, "--largest-photo")
    assert "1,250 × 1,000 pixels, more than the limit of 1.2 megapixels" in fails(*command, "1.2")
    assert not target.exists()
    succeeds(*command, "1.25")
    assert pixels(target).shape == (1000, 1250)
