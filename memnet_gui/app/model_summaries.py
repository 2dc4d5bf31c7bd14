"""What models that were trained here are for, in any language.

Their cards say it in English, which is what the command line and other programs read; the window
finds in such a text what it was made of, in those of earlier versions too.
"""

import re
from collections.abc import Sequence

from memnet_gui.messages import QT_TRANSLATE_NOOP, Message

_TEXTS = {
    ("denoise", "grey"): QT_TRANSLATE_NOOP(
        "Engine", "Removes noise of sigma {levels} from grey photos"
    ),
    ("denoise", "colour"): QT_TRANSLATE_NOOP(
        "Engine", "Removes noise of sigma {levels} from colour photos"
    ),
    ("deblock", "grey"): QT_TRANSLATE_NOOP(
        "Engine", "Removes the blocks of JPEG quality {levels} from grey photos"
    ),
    ("deblock", "colour"): QT_TRANSLATE_NOOP(
        "Engine", "Removes the blocks of JPEG quality {levels} from colour photos"
    ),
    ("upscale", "grey"): QT_TRANSLATE_NOOP(
        "Engine", "Sharpens grey photos enlarged {levels} times"
    ),
    ("upscale", "colour"): QT_TRANSLATE_NOOP(
        "Engine", "Sharpens colour photos enlarged {levels} times"
    ),
}
_SPAN = QT_TRANSLATE_NOOP("Engine", "{low} to {high}")


def summarise_model(task: str, channels: int, levels: Sequence[float]) -> Message:
    """Returns what a model is for, in one short sentence.

    Args:
        task: One of `memnet_gui.network.card.TASKS`.
        channels: Of the photos: 1 or 3.
        levels: Lowest and highest noise sigma or JPEG quality, or the scales.
    """
    text = _TEXTS[task, "colour" if channels == 3 else "grey"]
    if task == "upscale":
        return Message(text, levels=", ".join(f"{scale:g}" for scale in levels))
    low, high = f"{min(levels):g}", f"{max(levels):g}"
    return Message(text, levels=low if low == high else Message(_SPAN, low=low, high=high))


def recognise_summary(summary: str) -> str:
    """Returns a card's summary so that it can be translated if it was made here, else as it is."""
    for text in _TEXTS.values():
        if fields := _match(text, summary):
            span = _match(_SPAN, fields["levels"])
            return Message(text, levels=Message(_SPAN, **span) if span else fields["levels"])
    return summary


def _match(template: str, text: str) -> dict[str, str]:
    """Returns what was filled into a template to make a text; nothing if it was not."""
    pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+)", re.escape(template))
    found = re.fullmatch(pattern, text)
    return found.groupdict() if found else {}
