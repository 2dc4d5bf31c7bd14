"""What a restored photo is called."""

import os
import re
from pathlib import PurePath
from string import Formatter

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP, reason_of

DEFAULT_PATTERN = "{name}-{task}"
FIELDS = ("name", "task", "model")
"""What may stand in braces in a pattern."""

_DONE = {"denoise": "denoised", "upscale": "upscaled", "deblock": "deblocked"}
LARGEST_STEM_BYTES = 240
"""File systems hold 255 bytes; the rest is for the ending, and for a number behind the name."""
_FORBIDDEN = dict.fromkeys([*range(32), *map(ord, '<>:"/\\|?*')], "_")
"""What Windows takes in no name, and others at most in some."""

_ENDING = re.compile(r"\.(?=[0-9]*[A-Za-z])[0-9A-Za-z]{1,4}")
"""Of any file: `.jpg`, `.cr2`. What follows the point of `Dr. Smith` or of `2024.12` is none."""


def split_name(name: str) -> tuple[str, str]:
    """Returns a file's name without its ending, and the ending; "" where it has none."""
    path = PurePath(name)
    return (path.stem, path.suffix) if _ENDING.fullmatch(path.suffix) else (name, "")


def name_result(pattern: str, source_stem: str, *, task: str, model: str, scale: int | None) -> str:
    """Returns the name of a result, without its ending, such as `holiday-upscaled-x3`.

    The source's name is cut where the whole would be too long for a file system; characters
    that Windows forbids become underscores.

    Args:
        pattern: Text with some of the `FIELDS` in braces.
        source_stem: The photo's own name, without its ending.
        task: `denoise`, `upscale` or `deblock`; another one counts as `restored`.
        model: The model's name.
        scale: How many times wider and higher the photo became; None or 1 where it did not.

    Raises:
        UserError: The pattern has an unknown field or leads to no possible name.
    """
    done = _DONE.get(task, "restored") + (f"-x{scale}" if scale and scale > 1 else "")
    values = {"name": source_stem, "task": done, "model": model}
    times = count_names(pattern)
    if times:
        spare = LARGEST_STEM_BYTES - _bytes(pattern.format(**values | {"name": ""}))
        values["name"] = shorten(source_stem, spare // times)
    stem = pattern.format(**values).translate(_FORBIDDEN)
    if _bytes(stem) > LARGEST_STEM_BYTES:
        text = QT_TRANSLATE_NOOP(
            "Engine", "The naming pattern {pattern!r} makes too long a name; shorten it."
        )
        raise UserError(text, pattern=pattern)
    if not stem.strip(" ."):
        text = QT_TRANSLATE_NOOP(
            "Engine", "The naming pattern {pattern!r} leaves a name empty; write {{name}} in it."
        )
        raise UserError(text, pattern=pattern)
    return stem


def count_names(pattern: str) -> int:
    """Returns how often the source's name stands in a pattern.

    Raises:
        UserError: It has an unknown field, or braces that do not match.
    """
    fields = ", ".join(f"{{{field}}}" for field in FIELDS)
    try:
        parts = [part[1:] for part in Formatter().parse(pattern) if part[1] is not None]
    except ValueError as error:
        text = QT_TRANSLATE_NOOP(
            "Engine", "The naming pattern {pattern!r} cannot be read ({reason}); use {fields}."
        )
        raise UserError(text, pattern=pattern, reason=reason_of(error), fields=fields) from error
    for field, layout, conversion in parts:
        if field not in FIELDS or layout or conversion:
            text = QT_TRANSLATE_NOOP(
                "Engine", "The naming pattern {pattern!r} has an unknown field; use {fields}."
            )
            raise UserError(text, pattern=pattern, fields=fields)
    return sum(field == "name" for field, *_ in parts)


def shorten(text: str, most_bytes: int) -> str:
    """Returns a name without as many of its last letters as are too many for a file system."""
    while text and _bytes(text) > most_bytes:
        text = text[:-1]
    return text


def _bytes(text: str) -> int:
    return len(os.fsencode(text))
