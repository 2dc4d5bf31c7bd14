"""What is said of a measurement."""

import json
from pathlib import Path

import pytest

from memnet_gui.evaluation.measurement import Measurement, name_measured_set
from memnet_gui.evaluation.protocol import find_protocol
from memnet_gui.evaluation.scores import RestorationScores, Score
from memnet_gui.imaging.degradation import BicubicReduction, Degradation, GaussianNoise


def measure(set_name: str, count: int, degradation: Degradation, channels: int = 1) -> Measurement:
    """The first image comes out worse than it went in, the second just as good."""
    gains = [-0.1, 0, *(1.0 for _ in range(count - 2))]
    scores = tuple(
        RestorationScores(Score(30, 0.8), (Score(30.5, 0.8),), Score(30 + gain, 0.9))
        for gain in gains
    )
    names = tuple(f"{i}.png" for i in range(count))
    protocol = find_protocol(degradation, channels, seed=4)
    return Measurement("mine", set_name, protocol, names, scores, "cpu", "fp32")


def test_dictionary() -> None:
    report = measure("Set5", 5, BicubicReduction(3)).to_dict()
    json.dumps(report, allow_nan=False)
    assert (report["model"], report["set"], report["task"]) == ("mine", "Set5", "upscale")
    assert (report["level"], report["noise"], report["seed"]) == (3, None, 4)
    assert (report["device"], report["precision"]) == ("cpu", "fp32")
    assert "3 pixels cropped" in report["protocol"]
    assert report["images_improved"] == 3
    assert [image["name"] for image in report["images"]] == [f"{i}.png" for i in range(5)]
    assert report["mean"]["final"]["psnr"] == pytest.approx(30.58)
    memnet = next(row for row in report["published"] if row["method"] == "MemNet")
    assert (memnet["psnr"], memnet["ssim"], memnet["verified"]) == (34.09, 0.9248, True)
    assert memnet["source"]
    assert memnet["protocol"]


def test_noise_has_its_own_key() -> None:
    report = measure("Holidays", 2, GaussianNoise(30)).to_dict()
    assert (report["noise"], report["level"], report["published"]) == (30, 30, [])


def test_part_of_a_set_is_not_set_against_the_whole() -> None:
    assert measure("BSD68", 67, GaussianNoise(25)).published == ()
    assert len(measure("BSD68", 68, GaussianNoise(25)).published) > 5


def test_colour_is_set_against_colour() -> None:
    assert measure("BSD68", 68, GaussianNoise(50), channels=3).published == ()
    found = measure("CBSD68", 68, GaussianNoise(50), channels=3).published
    assert [(figure.method, figure.psnr) for figure in found] == [("MemNet", 26.33)]


def test_names_of_measured_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    here = tmp_path.resolve().name
    assert name_measured_set(Path(), None, "grey") == here
    assert name_measured_set(Path("a/b100"), None, "colour") == "BSD100"
    assert name_measured_set(Path("BSD100"), Path("bsd68"), "colour") == "CBSD68"
    assert name_measured_set(Path("BSD100"), Path("BSD68"), "grey") == "BSD68"
    assert name_measured_set(Path("BSD100"), Path("mine"), "colour") == "mine"
