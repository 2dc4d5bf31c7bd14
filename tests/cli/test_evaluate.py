"""Measuring from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

EXACT = ("--device", "cpu", "--precision", "fp32")


def parse(text: str) -> dict[str, Any]:
    """Reads JSON as it is defined, without infinity and NaN."""

    def refuse(constant: str) -> None:
        raise ValueError(f"{constant} is not JSON")

    report: dict[str, Any] = json.loads(text, parse_constant=refuse)
    return report


def test_json(succeeds: Callable[..., str], photos: Path, model_file: Path) -> None:
    (photos / "deeper").mkdir()
    (photos / "colour.png").rename(photos / "deeper" / "colour.png")
    report = parse(
        succeeds("evaluate", photos, "--noise", 30, "--model", model_file, "--json", *EXACT)
    )
    assert (report["model"], report["noise"], report["seed"]) == ("tiny", 30, 0)
    images, mean = report["images"], report["mean"]
    assert [Path(image["name"]) for image in images] == [
        Path("deeper/colour.png"),
        Path("grey.png"),
    ]
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


def test_infinite_and_undefined_scores_are_null(
    succeeds: Callable[..., str], tmp_path: Path, model_file: Path
) -> None:
    folder = tmp_path / "small"
    folder.mkdir()
    Image.fromarray(np.full((9, 30), 100, np.uint8)).save(folder / "a.png")
    arguments = ("evaluate", folder, "--noise", 0, "--model", model_file)
    report = parse(succeeds(*arguments, "--json"))
    for scores in (report["images"][0], report["mean"]):
        assert scores["input"] == {"psnr": None, "ssim": None}
        assert scores["final"]["psnr"] > 0
        assert scores["final"]["ssim"] is None
    assert "inf / nan" in succeeds(*arguments)


def test_table(succeeds: Callable[..., str], photos: Path, model_file: Path) -> None:
    table = succeeds("evaluate", photos, "--noise", 30, "--model", model_file, *EXACT)
    heading, colour, grey, mean = table.splitlines()
    assert heading.split() == ["input", "M1", "M2", "final"]
    assert colour.startswith("colour.png ")
    assert grey.startswith("grey.png ")
    assert mean.startswith("mean of 2 ")
    assert len({len(line) for line in (heading, colour, grey, mean)}) == 1
    inputs = [float(line[len("mean of 2 ") :].split()[0]) for line in (colour, grey, mean)]
    assert inputs[2] == pytest.approx(np.mean(inputs[:2]), abs=0.011)


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
