"""Model cards in words."""

from collections.abc import Callable

from memnet_gui.evaluation.figures import Figure, ModelFigures
from memnet_gui.evaluation.model_cards import render_cards
from memnet_gui.evaluation.scores import Score
from memnet_gui.restoration.models import ModelInfo, find_model


def test_card(save_weights: Callable[..., ModelInfo]) -> None:
    info = save_weights(
        "mine",
        task="deblock",
        summary="Removes blocks",
        degradation={"jpeg_quality": [5, 60]},
        training_images="291 images",
        pixels_seen=513_202_176,
        validation_images="LIVE1",
        validation_psnr={"JPEG 10": 28.456},
        halo_px=20,
        date="2026-01-31",
    )
    scores = Score(27.8, 0.75), Score(29.123, 0.79876)
    made = ("0.2.0", "cpu", "bf16", "2026-01-31")
    figure = Figure("LIVE1", 10, 29, 28, *scores, "memnet-gui evaluate LIVE1 --jpeg 10", *made)
    text = render_cards([(info, ModelFigures("mine", "ab12", (figure,)))])
    assert text.startswith("# The models\n")
    lines = text.splitlines()
    for line in (
        "## mine",
        "Removes blocks.",
        "| task | deblock |",
        "| learned | JPEG quality 5 to 60 |",
        "| colour photos | luminance only, colour kept |",
        "| trained on | 291 images |",
        "| pixels seen | 513 million |",
        "| validation | LIVE1: JPEG 10: 28.46 dB |",
        "| surround of a tile | 20 px |",
        "| SHA-256 | `ab12` |",
        "| set | quality | input | restored | images that got better | command |",
        "| LIVE1 | 10 | 27.80 / 0.7500 | **29.12 / 0.7988** | 28 of 29 | "
        "`memnet-gui evaluate LIVE1 --jpeg 10` |",
    ):
        assert line in lines


def test_a_card_that_says_little(save_weights: Callable[..., ModelInfo]) -> None:
    text = render_cards([(save_weights("mine", summary="Cleans"), ModelFigures("mine", ""))])
    assert "| validation | none |" in text
    assert "| surround of a tile | not measured |" in text


def test_a_grown_network_says_where_it_began() -> None:
    text = render_cards(
        [(find_model("denoise-colour-full"), ModelFigures("denoise-colour-full", ""))]
    )
    line = next(line for line in text.splitlines() if line.startswith("Gates 5 and 6"))
    assert "mostly pass B4 and B5 on, map by map (88% and 88% of their squared weights)" in line
    assert "It grew out of `denoise-colour-fast` (M4R3 C32): " in line
    assert "w4 and w5 began at 0, w6 with what w4 had been." in line


def test_a_network_that_learned_all_at_once_does_not() -> None:
    text = render_cards(
        [(find_model("denoise-colour-fast"), ModelFigures("denoise-colour-fast", ""))]
    )
    assert "began" not in text
    assert "mostly pass" not in text
