"""The photo that is open, what is known of it and what became of it."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.photo import Photo
from memnet_gui.network.ablation import Memory
from memnet_gui.restoration.request import Restoration

RenderPhoto = Callable[[Photo], Any]
"""Turns a photo into what the window shows; called in a worker thread."""


@dataclass(frozen=True, eq=False)
class Document:
    """One open photo.

    Attributes:
        photo: The degraded photo, as opened or with noise added.
        rendering: What the window made of it to show it.
        title: Its file name or the sample's name.
        reference: The clean photo, where it is known.
        reference_rendering: What the window made of that.
        noise: The noise that was added to the reference.
        restoration: The result at full strength, once there is one.
        model_name: The model that made it.
        switched_off: Memories that took no part in it.
    """

    photo: Photo
    rendering: Any
    title: str
    reference: Photo | None = None
    reference_rendering: Any = None
    noise: GaussianNoise | None = None
    restoration: Restoration | None = None
    model_name: str = ""
    switched_off: frozenset[Memory] = frozenset()

    def restored_by(
        self,
        model_name: str,
        restoration: Restoration,
        switched_off: frozenset[Memory] = frozenset(),
    ) -> Self:
        """Returns the document with its result."""
        return replace(
            self,
            restoration=restoration,
            model_name=model_name,
            switched_off=switched_off,
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

    @property
    def suggested_stem(self) -> str:
        """A file name for the result, without its suffix, such as `cat-denoised`."""
        stem = self.photo.path.stem if self.photo.path else self.title.rsplit(".", 1)[0]
        return f"{stem}-denoised"
