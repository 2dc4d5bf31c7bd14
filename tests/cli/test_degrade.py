"""Noisy copies."""

from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image


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
