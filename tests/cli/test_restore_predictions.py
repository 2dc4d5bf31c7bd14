"""The intermediate predictions beside the results of `memnet-gui restore`."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from memnet_gui.cli import main
from memnet_gui.errors import UserError
from memnet_gui.imaging.photo import Photo
from memnet_gui.restoration.batch import photo_file

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


def test_going_on_makes_predictions_where_all_are_missing(
    restores: Restore, tmp_path: Path
) -> None:
    photo, out, inside = draw(tmp_path / "photo.png"), tmp_path / "out", tmp_path / "m"
    arguments = (photo, "--output", out, "--skip-existing")
    restores(*arguments)
    before = states(out)
    status, _, err = restores(*arguments, "--predictions", inside)
    assert (status, err) == (0, ["memnet-gui: 1 restored"])
    assert made(inside) == ["photo-m1.png", "photo-m2.png"]
    again = restores(*arguments, "--predictions", inside)
    assert again[2] == ["memnet-gui: 0 restored, 1 skipped"]
    assert states(out) == before


@pytest.mark.parametrize("gone", ["m/photo-m1.png", "m/photo-m2.png", "out/photo.png"])
def test_what_may_be_of_another_model_is_neither_completed_nor_replaced(
    restores: Restore, tmp_path: Path, gone: str
) -> None:
    photo, out, inside = draw(tmp_path / "photo.png"), tmp_path / "out", tmp_path / "m"
    arguments = (photo, "--output", out, "--skip-existing", "--predictions", inside)
    restores(*arguments)
    (tmp_path / gone).unlink()
    before = states(tmp_path)
    status, _, (error, *_) = restores(*arguments)
    assert status == 1
    assert "is there, but not all that belongs to it; delete it" in error
    assert states(tmp_path) == before


def test_a_photo_whose_predictions_could_not_be_saved_is_not_done(
    restores: Restore, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    photo, out, inside = draw(tmp_path / "photo.png"), tmp_path / "out", tmp_path / "m"
    arguments = (photo, "--output", out, "--predictions", inside, "--skip-existing")
    save = photo_file.save_photo

    def fail(pixels: Photo, path: Path, **options: Any) -> None:
        if path.name == "photo-m2.png":
            raise UserError("the disk is full")
        save(pixels, path, **options)

    monkeypatch.setattr(photo_file, "save_photo", fail)
    assert restores(*arguments)[0] == 1
    assert made(out) == made(inside) == []
    monkeypatch.setattr(photo_file, "save_photo", save)
    assert restores(*arguments)[2] == ["memnet-gui: 1 restored"]
    assert made(out) == ["photo.png"]
    assert made(inside) == ["photo-m1.png", "photo-m2.png"]


def test_a_photo_that_is_its_own_result_keeps_its_predictions(
    restores: Restore, tmp_path: Path
) -> None:
    photo, inside = draw(tmp_path / "photo.png"), tmp_path / "m"
    draw(inside / "photo-m1.png")
    before = states(tmp_path / "m")
    status, _, (error, *_) = restores(
        *(photo, "--output", tmp_path, "--predictions", inside, "--skip-existing")
    )
    assert status == 1
    assert f"{photo} exists already" in error
    assert states(inside) == before


@pytest.mark.parametrize("inside", ["inside", ".", "day"])
def test_predictions_are_not_fed_back(restores: Restore, tmp_path: Path, inside: str) -> None:
    root = tmp_path / "photos"
    own = ["a.png", "b-m1.png", "trip/c.jpg"]
    for name in own:
        draw(root / name)
    draw(root / inside / "a-m12.png")  # of a larger model
    arguments = ("--recursive", "--output", root, "--name", "{name}-{task}", "--skip-existing")
    for said in ("3 restored", "0 restored, 3 skipped", "0 restored, 3 skipped"):
        status, _, err = restores(root, *arguments, "--predictions", root / inside)
        assert (status, err) == (0, [f"memnet-gui: {said}"])
    results = ["a-denoised.png", "b-m1-denoised.png", "trip/c-denoised.jpg"]
    stems = ("a", "b-m1", "trip/c")
    predictions = [f"{stem}-m{m}.png" for stem in stems for m in (1, 2)]
    expected = {(root / name).resolve() for name in own + results}
    expected |= {(root / inside / name).resolve() for name in [*predictions, "a-m12.png"]}
    assert {root / name for name in made(root)} == expected
