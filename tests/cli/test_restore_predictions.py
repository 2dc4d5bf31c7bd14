"""The intermediate predictions beside the results of `memnet-gui restore`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image

from memnet_gui.cli import main

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


def test_a_prediction_may_not_have_the_name_of_its_result(
    restores: Restore, make_model: Callable[..., Path], tmp_path: Path
) -> None:
    photo, out = draw(tmp_path / "photo.png"), tmp_path / "out"
    here = ("--predictions", out, "--overwrite")
    for target in (out / "photo-m1.png", tmp_path / "in" / ".." / "out" / "photo-m2.png"):
        status, _, (error,) = restores(photo, "--output", target, *here)
        assert status == 1
        assert error == (
            f"memnet-gui: the result of {photo} and one of its predictions would both be {target}; "
            "name another folder for --predictions"
        )
    m1 = make_model("m1")
    by_model = ("--output", out, "--name", "{name}-{model}", *here)
    arguments = [str(it) for it in ("restore", photo, *by_model, "--model", m1)]
    assert main(arguments) == 1
    assert not out.exists()
    # The model makes two.
    assert restores(photo, "--output", out / "photo-m3.png", *here)[0] == 0
    assert made(out) == ["photo-m1.png", "photo-m2.png", "photo-m3.png"]


def test_a_prediction_may_not_have_the_name_of_another_result(
    restores: Restore, tmp_path: Path
) -> None:
    first, second = draw(tmp_path / "photo.png"), draw(tmp_path / "photo-m1.png")
    out = tmp_path / "out"
    for photos in ((first, second), (second, first)):
        arguments = ("--output", out, "--predictions", out, "--overwrite")
        status, _, (error,) = restores(*photos, *arguments)
        assert status == 1
        assert f"{photos[0]} and {photos[1]} would get one name" in error
        assert not out.exists()
    assert restores(first, second, "--output", out, "--predictions", tmp_path / "m")[0] == 0


def test_a_prediction_may_not_replace_a_photo(restores: Restore, tmp_path: Path) -> None:
    first, second = draw(tmp_path / "photo.png"), draw(tmp_path / "photo-m1.png")
    before = second.read_bytes()
    for option in ("--overwrite", "--skip-existing"):
        arguments = ("--output", tmp_path / "out", "--predictions", tmp_path, option)
        status, _, (error,) = restores(first, second, *arguments)
        assert status == 1
        assert error == (
            f"memnet-gui: a prediction of {first} would replace {second}; "
            "name another folder for --predictions"
        )
    assert second.read_bytes() == before
    assert not (tmp_path / "out").exists()
