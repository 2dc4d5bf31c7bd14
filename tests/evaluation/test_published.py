"""The figures of others that ship with the program."""

import pytest

from memnet_gui.evaluation.published import (
    SET_SIZES,
    find_published_figures,
    find_published_weights,
    name_set,
    published_figures,
)
from memnet_gui.network.card import TASKS


@pytest.mark.parametrize("task", TASKS)
def test_every_task_has_the_authors_weights(task: str) -> None:
    published = find_published_weights(task)
    assert published is not None
    assert published.model == "M6R6"
    assert published.source
    assert len(published.weights) == 6
    assert sum(published.weights) == pytest.approx(1, abs=2e-3)


def test_weights_are_the_published_ones() -> None:
    published = find_published_weights("denoise")
    assert published is not None
    assert published.weights == (-0.0034, 0.0029, 0.0111, 0.1038, 0.3634, 0.5226)


def test_unknown_task() -> None:
    assert find_published_weights("dream") is None
    assert find_published_figures("Set5", "dream", 1, 2) == ()


def test_every_figure_is_plausible_and_has_its_source() -> None:
    figures = published_figures()
    assert {figure.task for figure in figures} == set(TASKS)
    for figure in figures:
        assert figure.set_name in SET_SIZES
        assert 20 < figure.psnr < 40
        assert figure.ssim is None or 0.6 < figure.ssim < 1
        assert figure.channels in (1, 3)
        assert len(figure.source) > 20
        assert figure.protocol
        assert figure.verified == ("as remembered" not in figure.source)


def test_rows_of_the_tables() -> None:
    def rows(set_name: str, task: str, level: float) -> dict[str, tuple[float, float | None]]:
        found = find_published_figures(set_name, task, 1, level)
        assert [it.psnr for it in found] == sorted(it.psnr for it in found)
        return {figure.method: (figure.psnr, figure.ssim) for figure in found}

    assert rows("Set5", "upscale", 2)["MemNet"] == (37.78, 0.9597)
    assert rows("Set14", "upscale", 3)["DRRN"] == (29.96, 0.8349)
    assert rows("BSD100", "upscale", 4)["SRCNN"] == (26.9, 0.7101)
    assert rows("Urban100", "upscale", 4)["MemNet"] == (25.50, 0.7630)
    assert rows("LIVE1", "deblock", 20)["DnCNN-3"] == (31.59, 0.8802)
    assert rows("BSD68", "denoise", 25)["DnCNN-B"] == (29.16, None)
    assert rows("BSD68", "denoise", 15)["CSF"] == (31.24, None)
    assert "MLP" not in rows("BSD68", "denoise", 15)
    assert rows("14 images", "denoise", 50)["MemNet"] == (26.91, 0.7775)
    assert rows("BSD200", "denoise", 70)["WNNM"] == (23.95, 0.6346)
    assert rows("Kodak24", "denoise", 10).keys() >= {"BM3D", "RDN"}
    assert rows("Set5", "upscale", 3)["MemNet M10R10"] == (34.23, None)


def test_verified_figures_come_before_remembered_ones() -> None:
    def memnet(level: float) -> tuple[float, bool]:
        found = find_published_figures("Classic5", "deblock", 1, level)
        figure = next(figure for figure in found if figure.method == "MemNet")
        return figure.psnr, figure.verified

    assert memnet(10) == (29.69, True)
    assert memnet(20) == (31.90, False)


def test_grey_and_colour_are_kept_apart() -> None:
    assert find_published_figures("LIVE1", "deblock", 3, 10)[0].psnr == 27.33
    assert find_published_figures("CBSD68", "denoise", 1, 50) == ()


@pytest.mark.parametrize(
    ("name", "known"),
    [
        ("set5", "Set5"),
        ("Set 5", "Set5"),
        ("B100", "BSD100"),
        ("bsd_100", "BSD100"),
        ("S14", "14 images"),
        ("live1", "LIVE1"),
        ("Holidays", "Holidays"),
    ],
)
def test_names_of_sets(name: str, known: str) -> None:
    assert name_set(name) == known
