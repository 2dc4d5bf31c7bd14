"""Tables of figures, and the documents that hold them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from memnet_gui.evaluation.figure_tables import (
    BEGIN,
    END,
    describe_claim,
    insert_tables,
    render_tables,
)
from memnet_gui.evaluation.figures import Figure, ModelFigures, list_missing, read_figures
from memnet_gui.evaluation.model_cards import render_cards
from memnet_gui.evaluation.scores import Score
from memnet_gui.restoration.models import ModelInfo, shipped_models

ROOT = Path(__file__).parents[2]
MAKE = "run `make figures DATA=FOLDER` with the folder of the image sets"


def figure(set_name: str, level: int, improved: int = 5) -> Figure:
    scores = Score(27.8, 0.75), Score(29.123, 0.79876)
    made = ("0.2.0", "cpu", "bf16", "2026-01-31")
    return Figure(set_name, level, 5, improved, *scores, f"repeat {level}", *made)


def test_tables(save_weights: Callable[..., ModelInfo]) -> None:
    grey = save_weights("grey-one", task="deblock")
    noise = save_weights("noise-one")
    unmeasured = save_weights("up-one", task="upscale")
    text = render_tables(
        [
            (grey, ModelFigures("grey-one", "", (figure("LIVE1", 20, 4), figure("Classic5", 20)))),
            (noise, ModelFigures("noise-one", "", (figure("BSD68", 30),))),
            (unmeasured, ModelFigures("up-one", "")),
        ]
    )
    assert [line for line in text.splitlines() if line.startswith("###")] == [
        "### Noise, grey photos",
        "### JPEG, luminance",
    ]
    assert (
        "| set | sigma | input | BM3D | MemNet | **`noise-one`** |\n"
        "|---|---|---|---|---|---|\n"
        "| BSD68 | 30 | 27.80 / 0.7500 | 27.76 * | 28.43 * | **29.12 / 0.7988** |\n"
    ) in text
    assert (
        "| set | quality | input | AR-CNN | DnCNN-3 | MemNet | **`grey-one`** |\n"
        "|---|---|---|---|---|---|---|\n"
        "| Classic5 | 20 | 27.80 / 0.7500 | 31.15 / 0.8517 | 31.63 / 0.8610 | 31.90 / 0.8658 * "
        "| **29.12 / 0.7988** |\n"
        "| LIVE1 | 20 |"
    ) in text
    assert "`noise-one`: every image gets better (version 0.2.0, cpu bf16; seed 0)." in text
    assert "`grey-one`: not better: 1 of 5 images of LIVE1 at 20 (" in text
    some = ModelFigures("some", "", (figure("BSD68", 30), figure("BSD68", 5, 4)))
    assert (
        "`some`: every image gets better at sigma 30; not better: 1 of 5 images of BSD68 at 5 ("
    ) in render_tables([(noise, some)])
    assert "    memnet-gui evaluate BSD68 --noise SIGMA --model noise-one\n" in text
    assert "    memnet-gui evaluate LIVE1 --jpeg QUALITY --model grey-one\n" in text


def test_models_of_one_task_share_a_table(save_weights: Callable[..., ModelInfo]) -> None:
    both = [
        (save_weights(name), ModelFigures(name, "", (figure("BSD68", level),)))
        for name, level in (("a-fast", 30), ("b-full", 50))
    ]
    text = render_tables(both)
    assert "| MemNet | **`a-fast`** | **`b-full`** |\n" in text
    assert "28.43 * | **29.12 / 0.7988** | - |\n" in text
    assert "26.35 * | - | **29.12 / 0.7988** |\n" in text


def test_the_self_ensemble_has_its_own_column(save_weights: Callable[..., ModelInfo]) -> None:
    plain, ensemble = (figure("BSD68", 30), figure("BSD68", 50)), (figure("BSD68", 30),)
    both = [
        (save_weights("a-fast"), ModelFigures("a-fast", "", plain)),
        (save_weights("b-full"), ModelFigures("b-full", "", plain, ensemble)),
    ]
    text = render_tables(both)
    assert "| **`a-fast`** | **`b-full`** | **`b-full`**, self-ensemble |\n" in text
    assert "26.35 * | **29.12 / 0.7988** | **29.12 / 0.7988** | - |\n" in text
    assert "    memnet-gui evaluate BSD68 --noise SIGMA --model b-full --self-ensemble\n" in text
    assert "SIGMA --model a-fast --self-ensemble" not in text


def test_tables_take_their_place(tmp_path: Path) -> None:
    path = tmp_path / "README.md"
    path.write_text(f"before\n{BEGIN}\nold\n{END}\nafter\n", encoding="utf-8")
    for _ in range(2):
        insert_tables(path, "größer\n")
        text = path.read_text(encoding="utf-8")
        assert text == f"before\n{BEGIN}\n\ngrößer\n\n{END}\nafter\n"
    path.write_text("nothing", encoding="utf-8")
    with pytest.raises(ValueError, match=r"README\.md lacks the marks"):
        insert_tables(path, "x")


@pytest.mark.parametrize("info", shipped_models(), ids=lambda info: info.name)
def test_every_shipped_model_has_been_measured(info: ModelInfo) -> None:
    assert list_missing(info, read_figures(info)) == [], MAKE


def test_documents_show_what_was_measured(tmp_path: Path) -> None:
    measured = [(info, read_figures(info)) for info in shipped_models()]
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    copy = tmp_path / "README.md"
    copy.write_text(readme, encoding="utf-8")
    insert_tables(copy, render_tables(measured))
    assert copy.read_text(encoding="utf-8") == readme, MAKE
    cards = (ROOT / "docs" / "models.md").read_text(encoding="utf-8")
    assert render_cards(measured) == cards, MAKE


@pytest.mark.parametrize(
    ("improved", "claim"),
    [
        ({5: 4, 10: 5, 15: 5, 75: 5}, "sigma 10 to 75"),
        ({5: 5, 10: 5, 15: 5}, "sigma 5 to 15"),
        ({5: 5, 10: 4, 15: 5, 20: 5}, "sigma 5, 15, 20"),
        ({5: 4}, ""),
        ({}, ""),
    ],
)
def test_a_model_claims_the_levels_at_which_every_image_gets_better(
    improved: dict[int, int], claim: str
) -> None:
    figures = tuple(figure("BSD68", level, count) for level, count in improved.items())
    assert describe_claim(ModelFigures("one", "", figures), "sigma") == claim


def test_one_set_that_fails_is_enough_to_claim_nothing_there() -> None:
    figures = (figure("BSD68", 5, 4), figure("Set12", 5), figure("Set12", 10))
    assert ModelFigures("one", "", figures).claimed_levels == (10,)
