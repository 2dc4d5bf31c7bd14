"""The entries of the strip, and what is said of them."""

import math
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from memnet_gui.evaluation.predictions import FINAL, PredictionFigures
from memnet_gui.messages import QT_TRANSLATE_NOOP

REFERENCE = QT_TRANSLATE_NOOP("Predictions", "Reference")
"""Key of the clean picture's entry."""
UNIT = " dB"
"""What figures can do without where room is short."""


@dataclass(frozen=True)
class StripEntry:
    """What the strip has a thumbnail for.

    Attributes:
        key: Its stable name, which is also that of its figures: `Input`, `M1`..`MM`, `Final`
            and `Reference`.
        title: What the user reads.
        weight: The learned ensemble weight of a prediction, None for everything else.
        note: What stands beside the title where there is no weight.
        lines: What else there is to say of it, a sentence each.
        is_awaited: Whether its picture may still come, as long as there is none.
    """

    key: str
    title: str
    weight: float | None = None
    note: str = ""
    lines: tuple[str, ...] = ()
    is_awaited: bool = True


def title_of(key: str) -> str:
    """Returns what the user reads for the key of an entry."""
    return QCoreApplication.translate("Predictions", key)


def head(entry: StripEntry) -> tuple[str, str]:
    """Returns the texts over a thumbnail, at the left and at the right."""
    return entry.title, entry.note if entry.weight is None else f"w {_signed(entry.weight, 3)}"


def caption(figures: PredictionFigures | None) -> tuple[str, str]:
    """Returns the texts under a thumbnail, at the left and at the right."""
    if figures is None:
        return "", ""
    if figures.psnr is not None:
        return _decibels(figures.psnr), _similarity(figures.ssim)
    if figures.name == FINAL:
        return "", ""  # its difference from itself is zero
    return f"RMS {figures.rms_from_final:.2f}", ""


def describe(entry: StripEntry, figures: PredictionFigures | None) -> list[str]:
    """Returns all that is known, a sentence each, for tooltips and screen readers."""
    lines = _describe_figures(figures) if figures else []
    if entry.weight is not None:
        text = QCoreApplication.translate("Predictions", "Learned ensemble weight {weight}")
        lines.append(text.format(weight=_signed(entry.weight, 4)))
    return [*lines, *entry.lines]


def _describe_figures(figures: PredictionFigures) -> list[str]:
    lines = []
    if figures.psnr is not None:
        lines.append(f"PSNR {_decibels(figures.psnr)}, SSIM {_similarity(figures.ssim)}")
    if figures.name != FINAL:
        text = QCoreApplication.translate(
            "Predictions", "RMS difference from the final picture {rms:.2f}"
        )
        lines.append(text.format(rms=figures.rms_from_final))
    if figures.step_rms is not None:
        text = QCoreApplication.translate(
            "Predictions", "RMS step from the picture before {rms:.2f}"
        )
        lines.append(text.format(rms=figures.step_rms))
    return lines


def _signed(value: float, decimals: int) -> str:
    """Writes a number with a true minus sign, and with none before zero."""
    text = f"{value:.{decimals}f}"
    return text.replace("-", "\u2212") if float(text) else text.removeprefix("-")


def _decibels(value: float) -> str:
    return f"{'∞' if math.isinf(value) else f'{value:.2f}'}{UNIT}"


def _similarity(value: float | None) -> str:
    if value is None or math.isnan(value):
        return QCoreApplication.translate("Predictions", "none")
    return f"{value:.4f}"
