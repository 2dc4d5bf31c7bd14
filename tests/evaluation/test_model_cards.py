"""Model cards in words."""

from collections.abc import Callable

from memnet_gui.evaluation.figures import Figure, ModelFigures
from memnet_gui.evaluation.model_cards import render_cards
from memnet_gui.evaluation.scores import Score
from memnet_gui.restoration.models import ModelInfo


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
