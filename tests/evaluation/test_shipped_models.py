"""The weights that ship do what they are for."""

from pathlib import Path

import pytest

from memnet_gui.evaluation.denoising import DenoisingProtocol
from memnet_gui.evaluation.scores import RestorationScores
from memnet_gui.imaging.files import list_photos
from memnet_gui.restoration.models import Model, find_model, load_model


@pytest.fixture(scope="module")
def fast() -> Model:
    return load_model(find_model("denoise-grey-fast"))


@pytest.mark.parametrize("sigma", [15.0, 50.0])
def test_restored_is_better_than_noisy(data_folder: Path, fast: Model, sigma: float) -> None:
    paths = list_photos(data_folder / "test" / "BSD68")[::17]
    assert len(paths) == 4
    for scores in DenoisingProtocol(sigma).measure(fast, paths):
        assert scores.final.psnr > scores.input.psnr + 2
        assert scores.final.ssim > scores.input.ssim


def test_quality_on_bsd68(data_folder: Path, fast: Model) -> None:
    paths = list_photos(data_folder / "test" / "BSD68")[:12]
    scores = list(DenoisingProtocol(30).measure(fast, paths))
    assert all(s.final.psnr > s.input.psnr + 2 for s in scores)
    assert RestorationScores.mean(scores).final.psnr > 27.0
