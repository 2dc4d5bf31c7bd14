"""Figures that are measured once for each weight file."""

import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from memnet_gui.evaluation import figures as module
from memnet_gui.evaluation.figures import list_missing, measure_missing, read_figures
from memnet_gui.evaluation.protocol import find_protocol
from memnet_gui.evaluation.scores import Score
from memnet_gui.imaging.degradation import GaussianNoise, JpegCompression
from memnet_gui.imaging.files import list_photos
from memnet_gui.restoration.models import ModelInfo


@pytest.fixture
def sets(tmp_path: Path) -> Path:
    """Tiny photos in the place of the test sets; two of BSD100 have a grey version in BSD68."""
    generator = np.random.default_rng(0)
    for name, count in (("BSD68", 0), ("Classic5", 2), ("LIVE1", 2), ("BSD100", 3)):
        folder = tmp_path / "test" / name
        folder.mkdir(parents=True)
        for i in range(count):
            photo = Image.fromarray(generator.integers(0, 256, (16, 18, 3), np.uint8))
            photo.save(folder / f"{i}.png")
            if name == "BSD100" and i:
                photo.convert("L").save(tmp_path / "test" / "BSD68" / f"test{i}.png")
    return tmp_path / "test"


def test_measured_once(save_weights: Callable[..., ModelInfo], sets: Path, tmp_path: Path) -> None:
    info = save_weights("mine", task="deblock")
    folder = tmp_path / "figures"
    folder.mkdir()
    assert len(list_missing(info, read_figures(info, folder))) == 8
    made = list(measure_missing(info, sets, folder))
    assert [(f.set_name, f.level) for f in made] == [
        (name, level) for name in ("Classic5", "LIVE1") for level in (5, 10, 20, 60)
    ]
    assert read_figures(info, folder).figures == tuple(made)
    assert made[6].command == "memnet-gui evaluate LIVE1 --jpeg 20 --model mine"
    assert {f.images for f in made} == {2}
    given = find_protocol(JpegCompression(10), 1).measure_input(list_photos(sets / "LIVE1"))
    assert made[5].input.psnr == pytest.approx(Score.mean(list(given)).psnr, abs=1e-3)
    assert made[5].final != made[5].input
    assert list(measure_missing(info, sets, folder)) == []

    info = save_weights("mine", task="deblock", summary="other weights")
    assert read_figures(info, folder).figures == ()
    assert len(list(measure_missing(info, sets, folder))) == 8


def test_the_self_ensemble_is_measured_apart(
    save_weights: Callable[..., ModelInfo], sets: Path, tmp_path: Path
) -> None:
    """Where MemNet has published figures, and never mixed with the plain ones."""
    info = save_weights("mine", task="deblock")
    plain = list(measure_missing(info, sets, tmp_path))
    made = list(measure_missing(info, sets, tmp_path, self_ensemble=True))
    assert [(f.set_name, f.level) for f in made] == [
        (name, level) for name in ("Classic5", "LIVE1") for level in (10, 20)
    ]
    known = read_figures(info, tmp_path)
    assert known.figures == tuple(plain)
    assert known.self_ensemble == tuple(made)
    assert made[0].command == "memnet-gui evaluate Classic5 --jpeg 10 --model mine --self-ensemble"
    assert known.find("LIVE1", 10, self_ensemble=True) == made[2]
    assert known.find("LIVE1", 10, self_ensemble=True).final != known.find("LIVE1", 10).final
    assert list(measure_missing(info, sets, tmp_path, self_ensemble=True)) == []


def test_an_interrupted_measurement_goes_on(
    save_weights: Callable[..., ModelInfo], sets: Path, tmp_path: Path
) -> None:
    info = save_weights("mine", task="deblock")
    first = next(measure_missing(info, sets, tmp_path))
    rest = list(measure_missing(info, sets, tmp_path))
    assert read_figures(info, tmp_path).figures == (first, *rest)
    assert len(rest) == 7


def test_several_processes_measure_the_same(
    save_weights: Callable[..., ModelInfo], sets: Path, tmp_path: Path
) -> None:
    info = save_weights("mine", task="deblock")
    alone = list(measure_missing(info, sets, tmp_path))
    (tmp_path / "mine.json").unlink()
    made = list(measure_missing(info, sets, tmp_path, processes=2))
    assert [(f.set_name, f.level) for f in made] == [(f.set_name, f.level) for f in alone]
    for one, other in zip(alone, made, strict=True):
        assert other.final.psnr == pytest.approx(one.final.psnr, abs=1e-3)
    assert read_figures(info, tmp_path).figures == tuple(made)


def test_colour_originals(
    save_weights: Callable[..., ModelInfo], sets: Path, tmp_path: Path
) -> None:
    info = save_weights("mine", channels=3)
    figure = next(measure_missing(info, sets, tmp_path))
    assert (figure.set_name, figure.images) == ("CBSD68", 2)
    given = find_protocol(GaussianNoise(5), 3).measure_input(list_photos(sets / "BSD100")[1:])
    assert figure.input.psnr == pytest.approx(Score.mean(list(given)).psnr, abs=1e-3)


def test_what_a_figure_says(
    save_weights: Callable[..., ModelInfo],
    sets: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(module, "choose_precision", lambda *_: "fp32")
    monkeypatch.setattr(module, "choose_device", lambda _: "cpu")
    figure = next(measure_missing(save_weights("mine", task="deblock"), sets, tmp_path))
    assert (figure.device, figure.precision) == ("cpu", "fp32")
    assert figure.program_version
    assert len(figure.date) == len("2026-01-31")
    assert 0 <= figure.images_improved <= figure.images
    assert figure.input == Score(round(figure.input.psnr, 5), round(figure.input.ssim, 7))
    assert module.Figure.from_dict(dataclasses.asdict(figure)) == figure
