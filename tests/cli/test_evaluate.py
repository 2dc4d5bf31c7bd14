"""Measuring from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from memnet_gui.cli import main

EXACT = ("--device", "cpu", "--precision", "fp32")


def parse(text: str) -> dict[str, Any]:
    """Reads JSON as it is defined, without infinity and NaN."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    report: dict[str, Any] = json.loads(text, parse_constant=refuse)
    return report


@pytest.fixture
def set5(tmp_path: Path) -> Path:
    """A folder with the name and the number of photos of Set5."""
    folder = tmp_path / "set5"
    folder.mkdir()
    generator = np.random.default_rng(0)
    for name in "abcde":
        Image.fromarray(generator.integers(0, 256, (25, 22, 3), np.uint8)).save(
            folder / f"{name}.png"
        )
    return folder


def test_json(succeeds: Callable[..., str], photos: Path, model_file: Path) -> None:
    (photos / "deeper").mkdir()
    (photos / "colour.png").rename(photos / "deeper" / "colour.png")
    report = parse(
        succeeds("evaluate", photos, "--noise", 30, "--model", model_file, "--json", *EXACT)
    )
    assert (report["model"], report["noise"], report["seed"]) == ("tiny", 30, 0)
    assert (report["task"], report["level"], report["set"]) == ("denoise", 30, "photos")
    assert (report["device"], report["precision"], report["published"]) == ("cpu", "fp32", [])
    assert report["protocol"].startswith("grey, ")
    images, mean = report["images"], report["mean"]
    assert [Path(image["name"]) for image in images] == [
        Path("deeper/colour.png"),
        Path("grey.png"),
    ]
    improved = [image["final"]["psnr"] > image["input"]["psnr"] for image in images]
    assert report["images_improved"] == sum(improved)
    for index, image in enumerate(images):
        shape = (24, 30, 1) if image["name"] == "grey.png" else (20, 22, 1)
        noise = np.random.default_rng(index).normal(0, 30 / 255, shape)
        assert image["input"]["psnr"] == pytest.approx(-10 * np.log10(np.mean(noise**2)), abs=1e-3)
        assert len(image["predictions"]) == 2
    for measure in ("psnr", "ssim"):
        for part in ("input", "final"):
            values = [image[part][measure] for image in images]
            assert mean[part][measure] == pytest.approx(np.mean(values))
        values = [image["predictions"][1][measure] for image in images]
        assert mean["predictions"][1][measure] == pytest.approx(np.mean(values))


@pytest.mark.parametrize(
    ("task", "arguments", "level", "protocol"),
    [
        ("upscale", ("--scale", 3), 3, "luminance, rounded to 8 bits, 3 pixels cropped"),
        ("deblock", ("--jpeg", 10), 10, "luminance, neither clipped nor rounded, not cropped"),
    ],
)
def test_other_tasks(
    succeeds: Callable[..., str],
    make_model: Callable[..., Path],
    photos: Path,
    task: str,
    arguments: tuple[object, ...],
    level: int,
    protocol: str,
) -> None:
    model = make_model(task=task)
    report = parse(succeeds("evaluate", photos, *arguments, "--model", model, "--json"))
    assert (report["task"], report["level"], report["noise"]) == (task, level, None)
    assert report["protocol"].startswith(protocol)
    assert len(report["images"]) == 2


def test_seed_and_limit(succeeds: Callable[..., str], photos: Path, model_file: Path) -> None:
    def first(*more: object) -> dict[str, Any]:
        arguments = ("evaluate", photos, "--noise", 30, "--model", model_file, *EXACT)
        report = parse(succeeds(*arguments, "--json", "--limit", 1, *more))
        assert [image["name"] for image in report["images"]] == ["colour.png"]
        image: dict[str, Any] = report["images"][0]
        return image

    assert first() == first("--seed", 0)
    noise = np.random.default_rng(5).normal(0, 30 / 255, (20, 22, 1))
    expected = -10 * np.log10(np.mean(noise**2))
    assert first("--seed", 5)["input"]["psnr"] == pytest.approx(expected, abs=1e-3)


def test_infinite_scores_are_null(
    succeeds: Callable[..., str], tmp_path: Path, model_file: Path
) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    Image.fromarray(np.full((11, 30), 100, np.uint8)).save(folder / "a.png")
    arguments = ("evaluate", folder, "--noise", 0, "--model", model_file)
    report = parse(succeeds(*arguments, "--json"))
    for scores in (report["images"][0], report["mean"]):
        assert scores["input"] == {"psnr": None, "ssim": 1.0}
        assert scores["final"]["psnr"] > 0
        assert 0 < scores["final"]["ssim"] <= 1
    assert report["images_improved"] == 0
    assert "inf / 1.0000" in succeeds(*arguments)


def test_a_photo_too_small_for_ssim_is_refused(
    fails: Callable[..., str], photos: Path, model_file: Path
) -> None:
    Image.fromarray(np.full((9, 30), 100, np.uint8)).save(photos / "tiny.png")
    message = fails("evaluate", photos, "--noise", 30, "--model", model_file)
    assert "tiny.png is too small to be measured: SSIM needs 11 pixels" in message
    assert message.endswith("; leave it out")


def test_tables(succeeds: Callable[..., str], photos: Path, model_file: Path) -> None:
    text = succeeds("evaluate", photos, "--noise", 30, "--model", model_file, *EXACT)
    by_photo, comparison = text.split("\n\n")
    heading, colour, grey, mean = by_photo.splitlines()
    assert heading.split() == ["input", "M1", "M2", "final"]
    assert colour.startswith("colour.png ")
    assert grey.startswith("grey.png ")
    assert mean.startswith("mean of 2 ")
    assert len({len(line) for line in (heading, colour, grey, mean)}) == 1
    inputs = [float(line[len("mean of 2 ") :].split()[0]) for line in (colour, grey, mean)]
    assert inputs[2] == pytest.approx(np.mean(inputs[:2]), abs=0.011)
    title, *rows, improved = comparison.splitlines()
    assert title == ("photos, noise sigma 30 (grey, neither clipped nor rounded, not cropped)")
    assert [row.split()[0] for row in rows] == ["input", "M1", "M2", "final"]
    assert mean.split()[3:] == " ".join(row.split(maxsplit=1)[1] for row in rows).split()
    assert improved.startswith("tiny, cpu fp32: better than its input on ")
    assert improved.endswith(" of 2 images")


def test_beside_published_figures(
    succeeds: Callable[..., str], make_model: Callable[..., Path], set5: Path
) -> None:
    model = make_model(task="upscale")
    arguments = ("evaluate", set5, "--scale", 3, "--model", model)
    lines = succeeds(*arguments).split("\n\n")[1].splitlines()
    assert lines[0].startswith("Set5, reduced 3 times (luminance, ")
    rows = [" ".join(line.split()) for line in lines if line.startswith("  ")]
    assert "MemNet 34.09 / 0.9248" in rows
    assert "MemNet M4R6 * 34.05" in rows
    assert [row.split()[0] for row in rows[-4:]] == ["input", "M1", "M2", "final"]
    published = [float(row.split(" / ")[0].split()[-1]) for row in rows[:-4]]
    assert published == sorted(published)
    assert "* could not be checked against its source" in lines
    assert any("MemNet: README of github.com/" in line for line in lines)
    report = parse(succeeds(*arguments, "--json"))
    assert report["set"] == "Set5"
    memnet = next(row for row in report["published"] if row["method"] == "MemNet")
    assert (memnet["psnr"], memnet["verified"]) == (34.09, True)


def test_part_of_a_known_set(
    succeeds: Callable[..., str], make_model: Callable[..., Path], set5: Path
) -> None:
    model = make_model(task="upscale")
    arguments = ("evaluate", set5, "--scale", 3, "--model", model, "--limit", 2)
    text = succeeds(*arguments)
    assert "DRRN" not in text
    assert "Published figures are for all 5 photos of Set5." in text
    assert parse(succeeds(*arguments, "--json"))["published"] == []


def test_photos_like_those_of_another_folder(
    succeeds: Callable[..., str],
    fails: Callable[..., str],
    make_model: Callable[..., Path],
    photos: Path,
    tmp_path: Path,
) -> None:
    other = tmp_path / "BSD68"
    other.mkdir()
    grey = np.asarray(Image.open(photos / "colour.png")) @ [0.298936021, 0.587043074, 0.114020904]
    Image.fromarray(np.rint(grey).astype(np.uint8)).save(other / "1.png")
    arguments = ("evaluate", photos, "--noise", 30, "--like", other, "--json", "--model")
    report = parse(succeeds(*arguments, make_model(channels=3)))
    assert [image["name"] for image in report["images"]] == ["colour.png"]
    assert (report["set"], report["published"]) == ("CBSD68", [])
    assert parse(succeeds(*arguments, make_model()))["set"] == "BSD68"
    Image.new("L", (20, 20)).save(other / "1.png")
    assert fails(*arguments, make_model()) == f"{photos} holds no photo that {other} shows too"


def test_the_best_shipped_model_is_chosen(
    succeeds: Callable[..., str],
    fails: Callable[..., str],
    make_model: Callable[..., Path],
    photos: Path,
    shipped: Path,
) -> None:
    def chosen(*arguments: object) -> str:
        return str(parse(succeeds("evaluate", photos, "--json", *arguments))["model"])

    make_model("grey-deblock", "deblock")
    make_model("up", "upscale")
    assert chosen("--jpeg", 20) == "grey-deblock"
    assert fails("evaluate", photos, "--jpeg", 20, "--colour") == (
        "no shipped model can deblock in colour; leave out --colour"
    )
    make_model("colour-deblock", "deblock", channels=3)
    assert chosen("--jpeg", 20) == "grey-deblock"
    assert chosen("--jpeg", 20, "--colour") == "colour-deblock"
    assert chosen("--scale", 2) == "up"
    assert "there is no model that can denoise" in fails("evaluate", photos, "--noise", 5)


def test_models_that_do_not_suit(
    fails: Callable[..., str], make_model: Callable[..., Path], photos: Path
) -> None:
    model = make_model(task="upscale", channels=3)
    assert "upscaling is measured on the luminance" in fails(
        "evaluate", photos, "--scale", 2, "--model", model
    )
    assert "tiny was trained to upscale, which noise sigma 5 does not measure" in fails(
        "evaluate", photos, "--noise", 5, "--model", model
    )


@pytest.mark.parametrize(
    "arguments",
    [
        (),
        ("--noise", "5", "--scale", "2"),
        ("--scale", "5"),
        ("--jpeg", "0"),
        ("--jpeg", "10.5"),
        ("--noise", "5", "--colour", "--model", "denoise-grey-fast"),
    ],
)
def test_wrong_usage(
    photos: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["evaluate", str(photos), *arguments]) == 2
    assert "usage: memnet-gui evaluate" in capsys.readouterr().err


def test_folders_without_photos(
    fails: Callable[..., str], tmp_path: Path, model_file: Path, photos: Path
) -> None:
    (tmp_path / "empty").mkdir()
    for folder in (tmp_path / "absent", photos / "grey.png"):
        said = fails("evaluate", folder, "--noise", 30, "--model", model_file)
        assert said == f"{folder} is not a folder; name a folder of clean photos"
    said = fails("evaluate", tmp_path / "empty", "--noise", 30, "--model", model_file)
    assert said == f"{tmp_path / 'empty'} holds no photo; name a folder of clean photos"


def test_damaged_photo(fails: Callable[..., str], photos: Path, model_file: Path) -> None:
    (photos / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\n")
    message = fails("evaluate", photos, "--noise", 30, "--model", model_file)
    assert f"{photos / 'broken.png'} is damaged" in message
