"""Measuring methods that are not MemNet from the command line."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from memnet_gui.cli import main
from memnet_gui.imaging.colour import to_grey, to_luminance
from memnet_gui.imaging.metrics import psnr
from memnet_gui.imaging.resampling import reduce_pixels
from memnet_gui.restoration.rivals import opening
from memnet_gui.restoration.rivals.classical import open_classical
from memnet_gui.restoration.rivals.networks import load_spandrel
from memnet_gui.restoration.rivals.rival import OpenRival, Rival, RivalError, RivalRequest
from memnet_gui.restoration.rivals.running import run_rival

Succeeds = Callable[..., str]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder with one smooth colour photo."""
    folder = tmp_path / "smooth"
    folder.mkdir()
    rows, columns = np.mgrid[:40, :48]
    waves = [128 + 100 * np.sin(rows / a + columns / b) for a, b in ((9, 14), (13, 8), (20, 11))]
    Image.fromarray(np.stack(waves, axis=2).astype(np.uint8)).save(folder / "waves.png")
    return folder


def read(folder: Path) -> np.ndarray:
    return np.asarray(Image.open(folder / "waves.png"), np.float32) / 255


def test_non_local_means(succeeds: Succeeds, folder: Path) -> None:
    arguments = ("evaluate", folder, "--noise", 25, "--model", "non-local-means")
    report = json.loads(succeeds(*arguments, "--json"))
    assert (report["model"], report["device"], report["precision"]) == (
        "non-local-means",
        "cpu",
        "fp32",
    )
    assert report["protocol"].startswith("grey")
    assert report["rival"]["told_sigma"]
    assert report["rival"]["weights"] is None
    clean = np.rint(to_grey(read(folder)) * 255).astype(np.float32) / 255
    noise = np.random.default_rng(0).normal(0, 25 / 255, clean.shape)
    noisy = (clean + noise).astype(np.float32)
    restored = run_rival(open_classical("non-local-means"), RivalRequest(noisy, sigma=25)).pixels
    (image,) = report["images"]
    assert image["predictions"] == []
    assert image["input"]["psnr"] == pytest.approx(psnr(clean, noisy), abs=1e-3)
    assert image["final"]["psnr"] == pytest.approx(psnr(clean, restored), abs=1e-3)
    assert "non-local-means, cpu fp32: better than its input on 1 of 1 images" in succeeds(
        *arguments
    )


def test_colour_is_for_those_that_take_both(succeeds: Succeeds, folder: Path) -> None:
    arguments = ("evaluate", folder, "--noise", 25, "--colour", "--model", "non-local-means")
    assert json.loads(succeeds(*arguments, "--json"))["protocol"].startswith("colour")


def test_bm3d_names_its_licence(succeeds: Succeeds, folder: Path) -> None:
    pytest.importorskip("bm3d")
    arguments = ("evaluate", folder, "--noise", 25, "--model", "bm3d")
    text = succeeds(*arguments)
    assert "BM3D's licence allows non-commercial use only." in text
    report = json.loads(succeeds(*arguments, "--json"))
    assert report["mean"]["final"]["psnr"] > report["mean"]["input"]["psnr"] + 8


def test_missing_bm3d(
    fails: Callable[..., str], folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("memnet_gui.restoration.rivals.classical.has_bm3d", lambda: False)
    said = fails("evaluate", folder, "--noise", 25, "--model", "bm3d")
    assert said.startswith("BM3D is not installed; where its licence allows that")


@pytest.mark.parametrize(
    "arguments",
    [
        ("--self-ensemble",),
        ("--precision", "bf16"),
        ("--backend", "openvino"),
    ],
)
def test_what_is_for_memnet_alone(
    folder: Path, arguments: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["evaluate", str(folder), "--noise", "5", "--model", "non-local-means", *arguments]
    assert main(asked) == 2
    assert "usage: memnet-gui evaluate" in capsys.readouterr().err


def test_files_of_this_program_are_no_rivals(model_file: Path, tmp_path: Path) -> None:
    from safetensors.torch import save_file

    assert not opening.is_rival(str(model_file))
    assert not opening.is_rival("denoise-grey-fast")
    assert not opening.is_rival(str(tmp_path / "absent.pth"))
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"?")
    assert not opening.is_rival(str(broken))
    foreign = tmp_path / "foreign.safetensors"
    save_file({"weight": torch.ones(1)}, foreign)
    assert opening.is_rival(str(foreign))
    (tmp_path / "net.pth").touch()
    assert opening.is_rival(str(tmp_path / "net.pth"))
    assert opening.is_rival("bm3d")


def test_file_that_is_no_network(fails: Callable[..., str], folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "net.pth"
    path.write_bytes(b"?")
    said = fails("evaluate", folder, "--noise", 25, "--model", path)
    assert "spandrel" in said or f"{path} cannot be read" in said


class Doubling:
    """Enlarges twice by repeating pixels."""

    align_px, halo_px = 1, 0

    def __init__(self, seen: list[np.ndarray]) -> None:
        self._seen = seen

    def prepare(self, device: str, budget_bytes: int) -> int:
        return 10**6

    def restore(self, pixels: np.ndarray, sigma: float | None, check: object) -> np.ndarray:
        self._seen.append(pixels)
        return pixels.repeat(2, axis=0).repeat(2, axis=1)


@pytest.fixture
def doubling(monkeypatch: pytest.MonkeyPatch) -> list[np.ndarray]:
    """Has `net.pth` be a colour network that enlarges twice; returns what it is given."""
    seen: list[np.ndarray] = []
    rival = Rival("net", "net", "Twice", weights=1, channels=3, scale=2)
    opened = OpenRival(rival, Doubling(seen))
    for name, value in (("is_rival", lambda _name: True), ("open_rival", lambda _name: opened)):
        monkeypatch.setattr(f"memnet_gui.cli.evaluate.{name}", value)
    return seen


def test_colour_network_enlarges_colour_and_is_measured_on_the_luminance(
    succeeds: Succeeds, folder: Path, doubling: list[np.ndarray]
) -> None:
    arguments = ("evaluate", folder, "--scale", 2, "--model", "net.pth", "--device", "cpu")
    report: dict[str, Any] = json.loads(succeeds(*arguments, "--json"))
    assert report["protocol"].startswith("luminance, rounded to 8 bits, 2 pixels cropped")
    assert report["rival"]["architecture"] == "Twice"
    small = reduce_pixels(read(folder), 2)
    np.testing.assert_allclose(doubling[0], small, atol=1e-6)
    restored = to_luminance(small.repeat(2, axis=0).repeat(2, axis=1))[2:-2, 2:-2]
    clean = to_luminance(read(folder))[2:-2, 2:-2]
    levels = [np.rint(picture.clip(0, 1) * 255) / 255 for picture in (clean, restored)]
    assert report["mean"]["final"]["psnr"] == pytest.approx(psnr(*levels), abs=1e-3)
    assert "net: Twice, 1 weights" in succeeds(*arguments)


def test_colour_network_is_measured_on_grey_photos_by_the_mean_of_its_result(
    succeeds: Succeeds, folder: Path, doubling: list[np.ndarray]
) -> None:
    with Image.open(folder / "waves.png") as photo:
        photo.convert("L").save(folder / "waves.png")
    arguments = ("evaluate", folder, "--scale", 2, "--model", "net.pth", "--device", "cpu")
    report: dict[str, Any] = json.loads(succeeds(*arguments, "--json"))
    clean = read(folder)
    small = reduce_pixels(clean[..., np.newaxis], 2)
    np.testing.assert_allclose(doubling[0], small.repeat(3, axis=2), atol=1e-6)
    restored = np.rint(small[..., 0].repeat(2, axis=0).repeat(2, axis=1).clip(0, 1) * 255) / 255
    expected = psnr(clean[2:-2, 2:-2, np.newaxis], restored[2:-2, 2:-2, np.newaxis])
    assert report["mean"]["final"]["psnr"] == pytest.approx(expected, abs=1e-3)


@pytest.mark.usefixtures("doubling")
@pytest.mark.parametrize("degradation", [("--scale", 3), ("--noise", 5), ("--jpeg", 10)])
def test_another_scale_is_refused(
    fails: Callable[..., str], folder: Path, degradation: tuple[str, int]
) -> None:
    said = fails("evaluate", folder, *degradation, "--model", "net.pth")
    assert said == "net enlarges 2 times; measure it with --scale 2"


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("degradation", [("--noise", 25), ("--jpeg", 10), ("--scale", 2)])
def test_network_of_spandrel(
    succeeds: Succeeds, folder: Path, tmp_path: Path, degradation: tuple[str, int]
) -> None:
    try:
        load_spandrel()
    except RivalError as error:
        pytest.skip(str(error))
    from spandrel.architectures.DnCNN import DnCNN

    network = DnCNN(in_nc=1, out_nc=1, nc=8, nb=4, act_mode="BR", mode="DnCNN")
    torch.nn.init.zeros_(network.model[-1].weight)  # what it takes away is its last bias
    torch.nn.init.constant_(network.model[-1].bias, 0.1)
    path = tmp_path / "even.pth"
    torch.save(network.state_dict(), path)
    arguments = ("evaluate", folder, *degradation, "--model", path, "--device", "cpu", "--json")
    report = json.loads(succeeds(*arguments))
    assert (report["model"], report["rival"]["architecture"]) == ("even", "DnCNN")
    before, after = (report["mean"][name]["psnr"] for name in ("input", "final"))
    # Taking 0.1 away adds 0.01 to the mean squared error, but for what spandrel clips.
    expected = -10 * np.log10(10 ** (-before / 10) + 0.1**2)
    assert after == pytest.approx(expected, abs=0.5)
