"""The model card: what a checkpoint says of itself."""

import sys
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from typing import Any, Self, TypeGuard

TASKS = ("denoise", "upscale", "deblock")
_TEXTS = (
    "summary", "training_images", "validation_images", "program_version", "date", "imported_from",
)  # fmt: skip
_MOST = 2**53 - 1
"""The largest whole number that all programs read alike in JSON."""


@dataclass(frozen=True)
class ModelCard:
    """How a network was trained and what it is for.

    Attributes:
        task: One of `TASKS`.
        summary: What the model is for, in one short sentence for the person who picks it.
        degradation: What it was trained to undo, such as `{"noise_sigma": [5, 75]}` with
            sigma on the 0-255 scale.
        levels_listed: Whether the levels in `degradation` are all that was learned (True) or the
            ends of a range (False); None: not said, as by earlier versions, whose two levels are
            taken for a range.
        training_images: Which images it learned from.
        pixels_seen: Image pixels seen in training, repeats counted.
        validation_images: Which images `validation_psnr` was measured on.
        validation_psnr: PSNR in dB of the final output by degradation, such as
            `{"noise 30": 28.1}`.
        halo_px: Surround that a tile needs so that its 8-bit output does not change, as
            measured with these weights; None when not measured.
        program_version: Version of this program that wrote the file.
        date: ISO date on which the file was written.
        imported_from: The file that the weights were imported from, with the program whose it
            is, such as `memnet.pth (pytorch-MemNet)`, whether or not they were trained further;
            empty for weights of this program.

    Raises:
        ValueError: A value has the wrong type or range.
    """

    task: str = "denoise"
    summary: str = ""
    degradation: Mapping[str, Any] = field(default_factory=dict)
    training_images: str = ""
    pixels_seen: int = 0
    validation_images: str = ""
    validation_psnr: Mapping[str, float] = field(default_factory=dict)
    halo_px: int | None = None
    program_version: str = ""
    date: str = ""
    imported_from: str = ""
    levels_listed: bool | None = None

    def __post_init__(self) -> None:
        if self.task not in TASKS:
            raise ValueError(f"the task must be one of {', '.join(TASKS)}, not {self.task!r}")
        for name in _TEXTS:
            if not isinstance(getattr(self, name), str):
                raise ValueError(f"the card's {name} must be text")
        self._check_tables()
        if not isinstance(self.levels_listed, bool | None):
            raise ValueError("the card's levels_listed must be true or false, or absent")
        if not _is_count(self.pixels_seen):
            raise ValueError(f"the card's pixels_seen must be a whole number from 0 to {_MOST}")
        if self.halo_px is not None and not _is_count(self.halo_px):
            raise ValueError(
                f"the card's halo_px must be a whole number from 0 to {_MOST}, or absent"
            )

    def _check_tables(self) -> None:
        for name in ("degradation", "validation_psnr"):
            if not isinstance(getattr(self, name), Mapping):
                raise ValueError(f"the card's {name} must be a table")
            if not _is_finite(getattr(self, name)):
                raise ValueError(f"the card's {name} holds a number that is not finite")
        if not all(map(_is_number, self.validation_psnr.values())):
            raise ValueError("the card's validation_psnr must hold numbers")
        if not all(map(_are_numbers, self.degradation.values())):
            raise ValueError("the card's degradation must hold lists of numbers")

    @classmethod
    def from_dict(cls, values: Mapping[str, Any]) -> Self:
        """Builds a card from what `to_dict` made of one; fields of later versions are ignored.

        Raises:
            ValueError: A known field has the wrong type or range.
        """
        known = {f.name for f in fields(cls)}
        return cls(**{name: value for name, value in values.items() if name in known})

    def to_dict(self) -> dict[str, Any]:
        """Returns the card as plain values that JSON can hold."""
        return asdict(self)


def _is_finite(value: object) -> bool:
    """Whether no number in a plain value is infinite, NaN or a whole one beyond all others."""
    if isinstance(value, Mapping):
        return all(map(_is_finite, value.values()))
    if isinstance(value, list | tuple):
        return all(map(_is_finite, value))
    return not _is_number(value) or abs(value) <= sys.float_info.max


def _is_number(value: object) -> TypeGuard[float]:
    return isinstance(value, int | float)


def _are_numbers(values: object) -> bool:
    return isinstance(values, list | tuple) and all(map(_is_number, values))


def _is_count(value: object) -> bool:
    return type(value) is int and 0 <= value <= _MOST
