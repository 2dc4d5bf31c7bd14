"""The intermediate predictions beside the results of `memnet-gui restore`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

Restore = Callable[..., tuple[int, list[str], list[str]]]


def draw(path: Path, seed: int = 0, **options: Any) -> Path:
    """Saves a small grey photo."""
    path.parent.mkdir(parents=True, exist_ok=True)
    pixels = np.random.default_rng(seed).integers(0, 256, (12, 14), np.uint8)
    Image.fromarray(pixels).save(path, **options)
    return path


def made(folder: Path) -> list[str]:
    return sorted(it.relative_to(folder).as_posix() for it in folder.rglob("*") if it.is_file())


def states(folder: Path) -> dict[str, tuple[bytes, int]]:
    return {name: ((it := folder / name).read_bytes(), it.stat().st_ino) for name in made(folder)}


def test_predictions_are_saved_as_the_result(restores: Restore, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[271] = "Maker"
    exif.get_ifd(0x8825)[1] = "N"
    xmp = b'<x:xmpmeta xmlns:x="adobe:ns:meta/">at home</x:xmpmeta>'
    photo = draw(tmp_path / "photo.jpg", exif=exif, xmp=xmp)
    for folder, options in (("kept", ()), ("bare", ("--remove-metadata", "--bit-depth", 16))):
        out = tmp_path / folder
        arguments = ("--output", out / "photo.png", "--predictions", out, *options)
        assert restores(photo, *arguments)[0] == 0
        assert made(out) == ["photo-m1.png", "photo-m2.png", "photo.png"]
        for path in out.iterdir():
            with Image.open(path) as image:
                assert bool(image.getexif()) == (folder == "kept")
                assert image.mode == ("L" if folder == "kept" else "I;16")
            assert (b"at home" in path.read_bytes()) == (folder == "kept")
