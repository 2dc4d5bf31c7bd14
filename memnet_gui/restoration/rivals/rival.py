"""What a rival is, what it is asked for and what comes out of it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.models import ColourPolicy

Check = Callable[[], None]
"""Called again and again while a tile is restored; raises to end the run."""


class RivalError(UserError):
    """A rival cannot be had, or cannot restore this photo; one sentence says why."""


@dataclass(frozen=True)
class Rival:
    """A method that is not MemNet.

    Attributes:
        name: `non-local-means`, `bm3d` or the stem of the file.
        title: What the user reads, such as `BM3D`.
        architecture: Of a network, such as `SwinIR`; "" for a method without weights.
        weights: How many numbers it has learned; None for a method without weights.
        channels: That it takes: 1 or 3; None takes grey as well as colour.
        scale: How many times it enlarges; 1 keeps the size.
        takes_sigma: Whether it must be told how strong the noise is.
        licence: What its licence restricts; "" where nothing is known to be.
    """

    name: str
    title: str
    architecture: str = ""
    weights: int | None = None
    channels: int | None = None
    scale: int = 1
    takes_sigma: bool = False
    licence: str = ""

    def colour_policy(self, task: str) -> ColourPolicy:
        """Returns what of a colour photo goes in; see `ModelInfo.colour_policy`."""
        if self.channels != 1:
            return ColourPolicy.COLOUR
        return ColourPolicy.EACH if task == "denoise" else ColourPolicy.LUMINANCE

    def to_dict(self) -> dict[str, Any]:
        """Returns plain values for JSON."""
        return {
            "architecture": self.architecture,
            "weights": self.weights,
            "channels": self.channels,
            "scale": self.scale,
            "told_sigma": self.takes_sigma,
            "licence": self.licence,
        }


class TileRestorer(Protocol):
    """Restores one tile of a picture.

    Attributes:
        align_px: Tiles begin at multiples of this.
        halo_px: Surround that a tile needs.
    """

    align_px: int
    halo_px: int

    def prepare(self, device: str, budget_bytes: int) -> int:
        """Goes to a device; returns how many pixels a tile with its halo may have there."""
        ...

    def restore(
        self, pixels: NDArray[np.float32], sigma: float | None, check: Check
    ) -> NDArray[np.float32]:
        """Returns (h * scale, w * scale, C) of (h, w, C); sigma is on the 0-255 scale."""
        ...


@dataclass(frozen=True, eq=False)
class OpenRival:
    """A rival that is ready to restore."""

    rival: Rival
    restorer: TileRestorer


@dataclass(frozen=True, eq=False)
class RivalRequest:
    """All that a rival needs.

    Attributes:
        pixels: What a MemNet gets: (H, W, 1 or 3) float32 in [0, 1]; noise may leave the range.
        task: What the photo needs, one of `memnet_gui.network.card.TASKS`.
        small: The photo at its own size, where `pixels` is that enlarged bicubically.
        scale: How many times it is enlarged.
        sigma: Standard deviation of the noise on the 0-255 scale; None has it estimated for those
            who must be told.
        device: One of `memnet_gui.restoration.hardware.DEVICES`.
        tile_px: Width of a square tile without its halo; None chooses.
        memory_bytes: What the feature maps of a network may take; None chooses.
        threads: CPU threads of torch; None leaves its setting alone.
    """

    pixels: NDArray[np.float32]
    task: str = "denoise"
    small: NDArray[np.float32] | None = None
    scale: int = 1
    sigma: float | None = None
    device: str = "auto"
    tile_px: int | None = None
    memory_bytes: int | None = None
    threads: int | None = None

    def choose_input(self, rival: Rival) -> NDArray[np.float32]:
        """Returns what a rival gets: the small photo if it enlarges that itself.

        Raises:
            RivalError: The result would not have the size of `pixels`.
        """
        if rival.scale == 1:
            return self.pixels
        if rival.scale == self.scale and self.small is not None:
            return self.small
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{name} enlarges {scale} times, which can only be compared with a photo that was "
            "enlarged as much: choose Upscale ×{scale}",
        )
        raise RivalError(text, name=rival.title, scale=rival.scale)


@dataclass(frozen=True, eq=False)
class RivalRestoration:
    """What a rival made of a photo, and how.

    Attributes:
        rival: Who did.
        pixels: Shaped as the request's, float32.
        device: `cpu` or `cuda`.
        seconds: Wall-clock time, without opening the rival.
        sigma: The noise that it was told of, on the 0-255 scale; None if it was told nothing.
        is_estimated: Whether that was estimated from the photo.
    """

    rival: Rival
    pixels: NDArray[np.float32]
    device: str
    seconds: float
    sigma: float | None = None
    is_estimated: bool = False
