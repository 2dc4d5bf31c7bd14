"""The photo that is open, what is known of it and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.degradation import BicubicReduction, Degradation
from memnet_gui.imaging.naming import DEFAULT_PATTERN, name_result, split_name
from memnet_gui.imaging.photo import Photo
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.restoration.request import Region, Restoration

RenderPhoto = Callable[[Photo], Any]
"""Turns a photo into what the window shows; called in a worker thread."""


@dataclass(frozen=True, eq=False)
class Document:
    """One open photo.

    Attributes:
        photo: What a network gets: the photo as opened or degraded, or that one enlarged.
        rendering: What the window made of it to show it.
        title: Its file name; or the sample's name or what it is, in English: the window says it
            by `translate_message`, while file names that are made of it know no language.
        small: The photo at its own size, where `photo` is an enlarged one.
        scale: How many times `photo` is enlarged.
        clean: The photo before it was degraded here, whole.
        degradation: What was done to `clean`.
        reference: What of `clean` can be compared with `photo`, if anything.
        reference_rendering: What the window made of that.
        restoration: The result at full strength, once there is one.
        model: The model that made it.
        switched_off: Memories that took no part in it.
        region: The part of `photo` that was restored; None for all of it.
        result_rendering: What the window made of the result at full strength, where that came
            with the document.
    """

    photo: Photo
    rendering: Any
    title: str
    small: Photo | None = None
    scale: int = 1
    clean: Photo | None = None
    degradation: Degradation | None = None
    reference: Photo | None = None
    reference_rendering: Any = None
    restoration: Restoration | None = None
    model: ModelInfo | None = None
    switched_off: frozenset[Memory] = frozenset()
    region: Region | None = None
    result_rendering: Any = None

    def __post_init__(self) -> None:
        # Counted once, by who makes the document: a worker thread where the photo is large.
        _ = self.photo.colours

    @property
    def opened(self) -> Photo:
        """The photo as opened or degraded, at its own size."""
        return self.small or self.photo

    @property
    def origin(self) -> Photo:
        """What all that was made of one opened photo goes back to."""
        return self.clean or self.opened

    @property
    def own_scale(self) -> int:
        """How many times `opened` must be enlarged to have the size of `origin`."""
        reduction = self.degradation
        return reduction.scale if isinstance(reduction, BicubicReduction) else 1

    @property
    def magnification(self) -> float:
        """Columns of `photo` for each of `origin`."""
        return self.scale / self.own_scale

    def shows_same(self, other: "Document | None") -> bool:
        """Whether both were made of the same opened photo."""
        return other is not None and other.origin is self.origin

    def restored_by(
        self,
        model: ModelInfo,
        restoration: Restoration,
        switched_off: frozenset[Memory] = frozenset(),
        region: Region | None = None,
    ) -> Self:
        """Returns the document with its result, of `region` where not all was restored."""
        return replace(
            self,
            restoration=restoration,
            model=model,
            switched_off=switched_off,
            region=region,
            result_rendering=None,
        )

    def result(self, strength: float) -> Photo:
        """Returns the photo blended with its restoration: 0 keeps it, 1 replaces it.

        Raises:
            ValueError: The photo has not been restored.
        """
        if self.restoration is None:
            raise ValueError("the photo has not been restored")
        restored = self.restoration.pixels
        if strength < 1:
            before = self.photo.pixels
            restored = before + np.float32(strength) * (restored - before)
        return self.photo.with_pixels(restored)

    def values_at(
        self, x: int, y: int, strength: float
    ) -> tuple[NDArray[np.float32], NDArray[np.float32] | None]:
        """Returns a pixel's values before and, once restored, after, each (C,) in [0, 1]."""
        before = self.photo.pixels[y, x]
        if self.restoration is None:
            return before, None
        return before, before + np.float32(strength) * (self.restoration.pixels[y, x] - before)

    def in_region(self, picture: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns what was restored of a picture of the photo's size: all of it, or the region."""
        if self.region is None:
            return picture
        top, left, height, width = self.region
        return picture[top : top + height, left : left + width]

    @property
    def suggested_stem(self) -> str:
        """A file name for the result, without its suffix, such as `cat-denoised`."""
        return self.suggest_stem()

    def suggest_stem(self, pattern: str = DEFAULT_PATTERN) -> str:
        """Returns a file name for the result, without its suffix, by a naming pattern.

        Raises:
            UserError: The pattern has an unknown field or leads to no possible name.
        """
        stem, _ = split_name(self.photo.path.name if self.photo.path else self.title)
        task, model = (self.model.card.task, self.model.name) if self.model else ("", "")
        scaled = "upscale" if self.scale > 1 else task
        return name_result(pattern, stem, task=scaled, model=model, scale=self.scale)
