"""What a photo looks as if it needs."""

from dataclasses import dataclass

from memnet_gui.imaging.estimation import estimate_noise_sigma
from memnet_gui.imaging.photo import Photo
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message

_POOREST_GOOD_QUALITY = 61
"""Networks learn JPEG up to quality 60; better files show no blocks worth the loss of detail."""
_POOR_QUALITY = 35
_LEAST_NOISE_SIGMA = 8.0
"""Fine detail of a clean photo is taken for up to this much noise."""


@dataclass(frozen=True)
class Suggestion:
    """A task that may suit a photo.

    Attributes:
        task: One of `memnet_gui.network.card.TASKS`.
        level: The estimated noise sigma (0-255 scale) or JPEG quality.
        text: Why, in one short sentence.
    """

    task: str
    level: float
    text: str


def suggest(photo: Photo) -> Suggestion | None:
    """Returns what suits the photo best, None where it looks clean.

    The quality that a JPEG file was written with is known from its quantisation tables; noise is
    estimated from the pixels. It takes some tenths of a second, whatever the photo's size.
    """
    quality = photo.jpeg_quality
    if quality is not None and quality < _POOREST_GOOD_QUALITY:
        strong = QT_TRANSLATE_NOOP("Engine", "Strongly compressed: JPEG quality {quality}")
        slight = QT_TRANSLATE_NOOP("Engine", "Compressed: JPEG quality {quality}")
        text = Message(strong if quality <= _POOR_QUALITY else slight, quality=quality)
        return Suggestion("deblock", quality, text)
    sigma = estimate_noise_sigma(photo.pixels, photo.alpha)
    if sigma >= _LEAST_NOISE_SIGMA:
        return Suggestion(
            "denoise",
            sigma,
            Message(QT_TRANSLATE_NOOP("Engine", "Noisy: sigma about {sigma:.0f}"), sigma=sigma),
        )
    return None
