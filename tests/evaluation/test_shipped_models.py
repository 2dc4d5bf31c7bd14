"""The weights that ship do what they are for."""

from pathlib import Path

import pytest
import torch

from memnet_gui.evaluation.figures import read_figures
from memnet_gui.evaluation.protocol import find_model_protocol
from memnet_gui.evaluation.scores import RestorationScores
from memnet_gui.imaging.degradation import GaussianNoise, build_degradation
from memnet_gui.imaging.files import list_photos, read_photo
from memnet_gui.restoration.models import Model, ModelInfo, find_model, load_model, shipped_models

# All images at all levels are in the measured figures, which are those of these very weights.
CHECKS = {"denoise": ("BSD68", 17, (15, 50)), "upscale": ("Set5", 2, (2, 4))}
CHECKS["deblock"] = ("LIVE1", 10, (10, 40))


@pytest.fixture(scope="module")
def fast() -> Model:
    return load_model(find_model("denoise-grey-fast"))


@pytest.mark.parametrize("info", shipped_models(), ids=lambda info: info.name)
def test_every_photo_gets_better(data_folder: Path, info: ModelInfo) -> None:
    set_name, every, levels = CHECKS[info.card.task]
    paths = list_photos(data_folder / "test" / set_name)[::every]
    model = load_model(info)
    is_slow = info.config.filters == 64
    for level in levels[-1:] if is_slow else levels:
        protocol = find_model_protocol(info, build_degradation(info.card.task, level))
        scores = list(protocol.measure(model, paths))
        assert len(scores) >= 3
        for score in scores:
            assert score.final.psnr > score.input.psnr
            assert score.final.ssim > score.input.ssim


def test_quality_on_bsd68(data_folder: Path, fast: Model) -> None:
    paths = list_photos(data_folder / "test" / "BSD68")[:12]
    scores = list(find_model_protocol(fast.info, GaussianNoise(30)).measure(fast, paths))
    assert all(s.final.psnr > s.input.psnr + 2 for s in scores)
    assert RestorationScores.mean(scores).final.psnr > 27.0


@pytest.mark.parametrize("sigma", [4, 5, 6, 7])
@pytest.mark.parametrize("name", [i.name for i in shipped_models() if i.card.task == "denoise"])
def test_the_last_block_makes_no_spots(data_folder: Path, name: str, sigma: int) -> None:
    # Recursions once amplified themselves in a few places, by 75 levels and more.
    model = load_model(find_model(name))
    torch.manual_seed(0)
    for photo in ("109055", "188025"):
        pixels = read_photo(data_folder / "test" / "BSD200" / f"{photo}.jpg").pixels
        clean = torch.from_numpy(pixels[40:168, 40:168]).permute(2, 0, 1)[None].float() / 255
        if model.info.config.channels == 1:
            clean = clean.mean(1, keepdim=True)
        with torch.inference_mode():
            output = model.network(clean + torch.randn_like(clean) * sigma / 255)
        change = (output.predictions[-1] - output.predictions[-2]).abs().max()
        assert change * 255 < 20


def test_a_full_model_beats_its_fast_sibling_everywhere() -> None:
    shipped = {info.name: info for info in shipped_models()}
    full = [info for name, info in shipped.items() if name.endswith("-full")]
    assert full
    for info in full:
        assert (info.config.blocks, info.config.recursions, info.config.filters) == (6, 6, 64)
        assert info.path.stat().st_size <= 3_000_000
        ours = read_figures(info)
        theirs = read_figures(shipped[info.name.replace("-full", "-fast")])
        assert {(f.set_name, f.level) for f in ours.figures} == {
            (f.set_name, f.level) for f in theirs.figures
        }
        for figure in ours.figures:
            sibling = theirs.find(figure.set_name, figure.level)
            assert sibling is not None
            assert figure.final.psnr > sibling.final.psnr, (info.name, figure.level)


def test_the_fast_family_is_complete_and_small() -> None:
    fast = [info for info in shipped_models() if info.name.endswith("-fast")]
    kinds = {(info.card.task, info.config.channels) for info in fast}
    assert kinds == {("denoise", 1), ("denoise", 3), ("upscale", 1), ("deblock", 1), ("deblock", 3)}
    assert len(fast) == len(kinds)
    assert all(info.path.stat().st_size < 1_000_000 for info in fast)
