"""Restoring photos from the command line."""

import io
import re
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image

from memnet_gui.cli import main
from memnet_gui.imaging.resampling import enlarge_pixels
from memnet_gui.network.checkpoint import load_checkpoint
from memnet_gui.restoration.batch.photos import BatchPhoto
from memnet_gui.restoration.engines import openvino_network

EXACT = ("--device", "cpu", "--precision", "fp32")


def pixels(path: Path) -> NDArray[np.uint8]:
    return np.asarray(Image.open(path))


def reference(model_file: Path, grey: NDArray[Any]) -> list[NDArray[np.float64]]:
    """M1..MM and the final image (H, W), on the 0-255 scale, not clipped."""
    network, _ = load_checkpoint(model_file)
    with torch.no_grad():
        output = network(torch.from_numpy((grey / 255).astype(np.float32))[None, None])
    return [t[0, 0].double().numpy() * 255 for t in (*output.predictions, output.final)]


def assert_rounded(found: NDArray[np.uint8], exact: NDArray[np.float64]) -> None:
    """Tells whether 8-bit values are `exact` rounded, but for what rounding errors tip."""
    np.testing.assert_allclose(found, np.clip(exact, 0, 255), atol=0.501)


def test_one_photo_into_a_file(
    succeeds: Callable[..., str], photos: Path, model_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "new folder" / "größer.png"
    printed = succeeds(
        "restore", photos / "grey.png", "--output", target, "--model", model_file, *EXACT
    )
    assert printed.startswith(f"{target}  (")
    assert printed.endswith(" s, cpu fp32 torch, tiny)\n")
    clean = pixels(photos / "grey.png")
    assert_rounded(pixels(target), reference(model_file, clean)[-1])
    assert np.abs(pixels(target).astype(int) - clean).max() > 3


def test_grey_model_restores_each_colour(
    succeeds: Callable[..., str], photos: Path, model_file: Path, tmp_path: Path
) -> None:
    target = tmp_path / "out.png"
    succeeds("restore", photos / "colour.png", "--output", target, "--model", model_file, *EXACT)
    for channel in range(3):
        expected = reference(model_file, pixels(photos / "colour.png")[..., channel])[-1]
        assert_rounded(pixels(target)[..., channel], expected)


def test_the_line_names_the_model_and_what_became_of_the_colours(
    succeeds: Callable[..., str], make_model: Callable[..., Path], photos: Path, tmp_path: Path
) -> None:
    def said(photo: str, **model: object) -> str:
        printed = succeeds(
            *("restore", photos / photo, "--output", tmp_path / "out.png", "--overwrite"),
            *("--model", make_model(**model), *EXACT),
        )
        return printed.split(" s, ")[1].rstrip()

    assert said("grey.png") == "cpu fp32 torch, tiny)"
    assert said("colour.png") == "cpu fp32 torch, tiny, red, green and blue each for itself)"
    assert (
        said("colour.png", task="deblock") == "cpu fp32 torch, tiny, luminance only, colour kept)"
    )
    assert said("colour.png", channels=3) == "cpu fp32 torch, tiny, red, green and blue together)"
    assert said("grey.png", task="upscale") == "cpu fp32 torch, tiny, 60 x 48 pixels)"


def test_the_line_tells_how_long_openvino_was_prepared(
    succeeds: Callable[..., str],
    model_file: Path,
    photos: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    compile_ = openvino_network._compile
    compiled = []

    def slow(*given: Any) -> Any:
        compiled.append(given)
        time.sleep(0.15)
        return compile_(*given)

    monkeypatch.setattr(openvino_network, "_compile", slow)
    target = tmp_path / "out.png"
    arguments = ("restore", photos / "grey.png", "--output", target, "--overwrite")
    arguments = (*arguments, "--model", model_file, *EXACT, "--backend", "openvino")
    first, _ = succeeds(*arguments), succeeds(*arguments)
    assert len(compiled) == 1
    assert re.search(r" s \([0-9.]+ s to prepare OpenVINO\), cpu fp32 openvino, tiny\)$", first)
    assert_rounded(pixels(target), reference(model_file, pixels(photos / "grey.png"))[-1])


@pytest.mark.parametrize("folder", ["restored", "results.v2/"])
def test_several_photos_into_a_new_folder(
    succeeds: Callable[..., str],
    photos: Path,
    model_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    folder: str,
) -> None:
    monkeypatch.chdir(tmp_path)
    names = ["grey.png", "colour.png"]
    sources = [photos / name for name in names]
    printed = succeeds("restore", *sources, "--output", folder, "--model", model_file)
    made = [tmp_path / folder / name for name in names]
    assert [pixels(path).shape for path in made] == [(24, 30), (20, 22, 3)]
    assert [line.split("  (")[0] for line in printed.splitlines()] == [
        str(Path(folder) / name) for name in names
    ]


def test_bad_photos_do_not_stop_the_others(
    photos: Path, model_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (photos / "broken.png").write_bytes((photos / "grey.png").read_bytes()[:60])
    (photos / "notes.txt").write_text("no photo")
    (photos / "folder").mkdir()
    names = ["absent.png", "grey.png", "broken.png", "folder", "notes.txt", "colour.png"]
    sources = [str(photos / name) for name in names]
    out = tmp_path / "out"
    status = main(["restore", *sources, "--output", str(out), "--model", str(model_file)])
    printed, complaints = capsys.readouterr()
    assert status == 1
    assert sorted(path.name for path in out.iterdir()) == ["colour.png", "grey.png"]
    assert printed.count("\n") == 2
    lines = complaints.splitlines()
    assert len(lines) == 5
    assert f"{photos / 'absent.png'} does not exist" in lines[0]
    assert f"{photos / 'broken.png'} is damaged" in lines[1]
    assert f"{photos / 'folder'} is a folder" in lines[2]
    assert f"{photos / 'notes.txt'} is not a PNG, JPEG" in lines[3]
    assert lines[4] == "memnet-gui: 4 of 6 photos failed"
    assert "Traceback" not in complaints


def test_refuses_to_overwrite(
    succeeds: Callable[..., str], fails: Callable[..., str], photos: Path, model_file: Path
) -> None:
    source = photos / "grey.png"
    before = source.read_bytes()
    arguments = ("restore", source, "--output", photos, "--model", model_file)
    assert fails(*arguments) == (
        f"{source} exists already; choose another name or allow overwriting."
    )
    assert source.read_bytes() == before
    succeeds(*arguments, "--overwrite")
    assert source.read_bytes() != before


@pytest.mark.parametrize("mode", ["L", "RGB", "RGBA", "I;16"])
def test_strength_0_keeps_the_photo(
    succeeds: Callable[..., str], model_file: Path, tmp_path: Path, mode: str
) -> None:
    values = np.random.default_rng(1).integers(0, 256, (18, 17, 4), np.uint8)
    deep = np.random.default_rng(1).integers(0, 2**16, (18, 17), np.uint16)
    photo = Image.fromarray(deep if mode == "I;16" else values)
    source, target = tmp_path / "in.png", tmp_path / "out.png"
    photo.convert(mode).save(source)
    succeeds("restore", source, "--output", target, "--model", model_file, "--strength", 0)
    with Image.open(source) as before, Image.open(target) as after:
        assert before.mode == after.mode
        np.testing.assert_array_equal(np.asarray(before), np.asarray(after))


def test_hidden_colours_make_no_difference(
    succeeds: Callable[..., str], model_file: Path, tmp_path: Path
) -> None:
    """The network sees the colour that is visible on, whatever lies below the transparency."""
    restored = []
    for name, hidden in (("black.png", 0), ("continued.png", (200, 150, 100, 0))):
        photo = np.full((18, 17, 4), (200, 150, 100, 255), np.uint8)
        photo[:7] = hidden
        Image.fromarray(photo).save(tmp_path / name)
        target = tmp_path / "out" / name
        succeeds("restore", tmp_path / name, "--output", target, "--model", model_file, *EXACT)
        restored.append(pixels(target))
    np.testing.assert_array_equal(*restored)


def test_strength_blends(
    succeeds: Callable[..., str], photos: Path, model_file: Path, tmp_path: Path
) -> None:
    source, target = photos / "grey.png", tmp_path / "out.png"
    succeeds(
        *("restore", source, "--output", target, "--model", model_file, *EXACT),
        *("--strength", 0.25, "--tile", 16),
    )
    noisy = pixels(source).astype(np.float64)
    restored = reference(model_file, pixels(source))[-1]
    assert_rounded(pixels(target), noisy + 0.25 * (restored - noisy))


def test_predictions(
    succeeds: Callable[..., str],
    fails: Callable[..., str],
    photos: Path,
    model_file: Path,
    tmp_path: Path,
) -> None:
    source, target, folder = photos / "grey.png", tmp_path / "out.png", tmp_path / "a" / "b"
    arguments = ("restore", source, "--output", target, "--model", model_file, *EXACT)
    succeeds(*arguments, "--predictions", folder)
    assert sorted(path.name for path in folder.iterdir()) == ["grey-m1.png", "grey-m2.png"]
    *predictions, final = reference(model_file, pixels(source))
    for number, expected in enumerate(predictions, start=1):
        assert_rounded(pixels(folder / f"grey-m{number}.png"), expected)
    assert_rounded(pixels(target), final)

    target.unlink()
    assert f"{folder / 'grey-m1.png'} exists already" in fails(*arguments, "--predictions", folder)
    assert not target.exists()
    succeeds(*arguments, "--predictions", folder, "--overwrite")


def test_impossible_outputs(
    fails: Callable[..., str], photos: Path, model_file: Path, tmp_path: Path
) -> None:
    grey, colour = photos / "grey.png", photos / "colour.png"

    def refused(*arguments: object) -> str:
        return fails("restore", *arguments, "--model", model_file)

    assert "x.gif has no known ending; end the name on .png" in refused(
        grey, "--output", tmp_path / "x.gif"
    )
    assert "x.png is one file for several photos; name a folder" in refused(
        grey, colour, "--output", tmp_path / "x.png"
    )
    (tmp_path / "file").touch()
    for option in ("--output", "--predictions"):
        others = () if option == "--output" else ("--output", tmp_path / "out.png")
        message = refused(grey, option, tmp_path / "file", *others)
        assert f"{tmp_path / 'file'} cannot be made a folder (File exists)" in message


def test_photos_of_one_name(
    succeeds: Callable[..., str],
    fails: Callable[..., str],
    photos: Path,
    model_file: Path,
    tmp_path: Path,
) -> None:
    twin = tmp_path / "twin" / "grey.png"
    twin.parent.mkdir()
    shutil.copy(photos / "colour.png", twin)
    arguments = ("--output", tmp_path / "out", "--model", model_file, "--overwrite")
    message = fails("restore", photos / "grey.png", twin, *arguments)
    assert message == (
        f"{photos / 'grey.png'} and {twin} would get one name; restore one after the other"
    )
    assert not (tmp_path / "out").exists()
    jpeg = twin.with_suffix(".jpg")
    Image.open(twin).save(jpeg)
    succeeds("restore", photos / "grey.png", jpeg, *arguments)
    assert "would get one name" in fails(
        "restore", photos / "grey.png", jpeg, *arguments, "--predictions", tmp_path / "m"
    )


def test_models_that_are_not(fails: Callable[..., str], photos: Path, tmp_path: Path) -> None:
    arguments = ("restore", photos / "grey.png", "--output", tmp_path / "out.png")
    assert "there is no model 'nonsense'; shipped models: " in fails(
        *arguments, "--model", "nonsense"
    )
    assert "absent.safetensors does not exist" in fails(
        *arguments, "--model", tmp_path / "absent.safetensors"
    )
    assert "grey.png cannot be read" in fails(*arguments, "--model", photos / "grey.png")
    assert not (tmp_path / "out.png").exists()


def test_cuda_without_cuda(
    fails: Callable[..., str],
    photos: Path,
    model_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(torch.cuda, "is_available", lambda: False)
    arguments = ("restore", photos / "grey.png", "--output", tmp_path / "out.png")
    assert fails(*arguments, "--model", model_file, "--device", "cuda") == (
        "no CUDA device was found; choose the CPU instead"
    )


def test_names_that_the_terminal_cannot_show(
    photos: Path, model_file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    terminal = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(terminal, encoding="ascii"))
    target = tmp_path / "größer.png"
    arguments = ["restore", photos / "grey.png", "--output", target, "--model", model_file]
    assert main([str(argument) for argument in arguments]) == 0
    sys.stdout.flush()
    assert rb"gr\xf6\xdfer.png" in terminal.getvalue()
    assert target.exists()


def test_an_unexpected_error_in_one_photo_lets_the_others_go_on(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    from memnet_gui.restoration.batch.photo_file import PhotoRestorer

    done: list[str] = []

    def fail(_self: PhotoRestorer, photo: BatchPhoto, *_: object) -> None:
        done.append(photo.path.name)
        raise RuntimeError("first line\nsecond line")

    monkeypatch.setattr(PhotoRestorer, "__call__", fail)
    assert main(["restore", "a.png", "b.png", "--output", str(tmp_path)]) == 1
    assert done == ["a.png", "b.png"]
    error = capsys.readouterr().err
    assert "a.png: unexpected RuntimeError: first line" in error
    assert "second line" not in error
    assert "2 of 2 photos failed" in error


def enlarged(path: Path, scale: int) -> NDArray[np.float64]:
    """The photo enlarged bicubically, (H, W, C) on the 0-255 scale, not clipped."""
    levels = pixels(path).astype(np.float32).reshape(*pixels(path).shape[:2], -1) / np.float32(255)
    return enlarge_pixels(levels, scale).astype(np.float64) * 255


@pytest.mark.parametrize(("task", "dpi"), [("denoise", 300), ("upscale", 600)])
def test_the_result_is_printed_as_large_as_the_photo(
    succeeds: Callable[..., str],
    photos: Path,
    make_model: Callable[..., Path],
    tmp_path: Path,
    task: str,
    dpi: int,
) -> None:
    source, target = tmp_path / "scan.tif", tmp_path / "out.tif"
    with Image.open(photos / "grey.png") as photo:
        photo.save(source, dpi=(300, 300))
    succeeds("restore", source, "--output", target, "--model", make_model(task=task), *EXACT)
    with Image.open(target) as restored:
        assert restored.info["dpi"] == (dpi, dpi)


@pytest.mark.parametrize("scale", [None, 2, 3, 4])
def test_upscaling(
    succeeds: Callable[..., str],
    make_model: Callable[..., Path],
    photos: Path,
    tmp_path: Path,
    scale: int | None,
) -> None:
    model, target, folder = make_model(task="upscale"), tmp_path / "out.png", tmp_path / "m"
    succeeds(
        *("restore", photos / "grey.png", "--output", target, "--model", model, *EXACT),
        *("--predictions", folder, *(("--scale", scale) if scale else ())),
    )
    given = enlarged(photos / "grey.png", scale or 2)[..., 0]
    *predictions, final = reference(model, given)
    assert_rounded(pixels(target), final)
    for number, expected in enumerate(predictions, start=1):
        assert_rounded(pixels(folder / f"grey-m{number}.png"), expected)


def test_upscaling_colour_keeps_the_chroma_and_enlarges_the_alpha(
    succeeds: Callable[..., str], make_model: Callable[..., Path], tmp_path: Path
) -> None:
    model, source, target = make_model(task="upscale"), tmp_path / "in.png", tmp_path / "out.png"
    values = np.random.default_rng(1).integers(90, 160, (12, 14, 4), np.uint8)
    Image.fromarray(values).save(source)
    succeeds("restore", source, "--output", target, "--model", model, "--scale", 3, *EXACT)
    given = enlarged(source, 3)
    weights = np.array([65.481, 128.553, 24.966]) / 255
    luminance = given[..., :3] @ weights + 16
    change = (reference(model, luminance)[-1] - luminance) * 255 / 219
    assert np.abs(change).max() > 3
    assert_rounded(pixels(target)[..., :3], given[..., :3] + change[..., None])
    assert_rounded(pixels(target)[..., 3], given[..., 3])


def test_strength_blends_with_the_enlarged_photo(
    succeeds: Callable[..., str], make_model: Callable[..., Path], photos: Path, tmp_path: Path
) -> None:
    model, source, target = make_model(task="upscale"), photos / "grey.png", tmp_path / "out.png"
    succeeds(
        *("restore", source, "--output", target, "--model", model, *EXACT), *("--strength", 0.25)
    )
    given = enlarged(source, 2)[..., 0]
    assert_rounded(pixels(target), given + 0.25 * (reference(model, given)[-1] - given))


def test_each_photo_gets_the_best_shipped_model(
    succeeds: Callable[..., str],
    fails: Callable[..., str],
    make_model: Callable[..., Path],
    photos: Path,
    tmp_path: Path,
    shipped: Path,
) -> None:
    def chosen(*arguments: object) -> list[str]:
        sources = [photos / "colour.png", photos / "grey.png"]
        command = ("restore", *sources, "--output", tmp_path / "out", "--overwrite")
        lines = succeeds(*command, *arguments).splitlines()
        return [line.split(", ")[2].rstrip(")") for line in lines]

    make_model("a-deblock", "deblock")
    make_model("b-denoise", "denoise")
    assert chosen() == ["b-denoise", "b-denoise"]
    make_model("c-denoise", "denoise", channels=3)
    assert chosen() == chosen("--task", "denoise") == ["c-denoise", "b-denoise"]
    assert chosen("--task", "deblock") == ["a-deblock", "a-deblock"]
    assert chosen("--model", "c-denoise") == ["c-denoise", "c-denoise"]
    target = tmp_path / "new" / "x.png"
    assert fails("restore", photos / "grey.png", "--output", target, "--task", "upscale") == (
        "there is no model that can upscale; train one with 'memnet-gui train --task upscale'"
    )
    assert not target.parent.exists()


def test_grey_that_is_stored_as_colour_gets_the_model_for_grey(
    succeeds: Callable[..., str], tmp_path: Path
) -> None:
    """Noise that is alike in red, green and blue the network for colour would leave."""
    across = np.linspace(40, 200, 48)
    clean = np.add.outer(across, across[::-1]) / 2
    noisy = np.clip(clean + np.random.default_rng(0).normal(0, 25, clean.shape), 0, 255)
    grey = Image.fromarray(noisy.astype(np.uint8))
    grey.save(tmp_path / "grey.png")
    grey.convert("RGB").save(tmp_path / "rgb.png")
    grey.convert("P").save(tmp_path / "palette.png")
    sources = [tmp_path / f"{name}.png" for name in ("grey", "rgb", "palette")]
    out = tmp_path / "out"
    printed = succeeds("restore", *sources, "--output", out, *EXACT)
    assert printed.count("denoise-grey-fast") == 3
    assert "each for itself" not in printed
    expected = pixels(out / "grey.png")
    assert np.abs(expected - clean).mean() < 6
    for name in ("rgb", "palette"):
        found = pixels(out / f"{name}.png").astype(int)
        np.testing.assert_allclose(found, np.dstack([expected] * 3), atol=1)


def test_a_model_for_another_task(
    fails: Callable[..., str], photos: Path, model_file: Path, tmp_path: Path
) -> None:
    arguments = ("restore", photos / "grey.png", "--output", tmp_path / "out.png")
    assert fails(*arguments, "--task", "deblock", "--model", model_file) == (
        "tiny was trained to denoise, not to deblock; leave out --task or name another model"
    )


def test_scale_without_upscaling_is_wrong_usage(
    photos: Path, model_file: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = ["restore", str(photos / "grey.png"), "--output", str(tmp_path / "new" / "x.png")]
    for more in ([], ["--task", "denoise"], ["--model", str(model_file)]):
        assert main([*arguments, "--scale", "2", *more]) == 2
        usage, *_, last = capsys.readouterr().err.splitlines()
        assert usage.startswith("usage: memnet-gui restore")
        assert last == ("memnet-gui restore: error: --scale is for --task upscale, not for denoise")
    assert not (tmp_path / "new").exists()
    assert main([*arguments, "--task", "upscale", "--scale", "5"]) == 2
