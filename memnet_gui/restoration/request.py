"""What goes into a restoration and what comes out of it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from memnet_gui.errors import UserError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.hardware import BACKEND_NAMES, BACKENDS, DEVICES, PRECISIONS
from memnet_gui.restoration.models import Model

SMALLEST_TILE_PX = 16
NOT_FINITE = QT_TRANSLATE_NOOP(
    "Engine",
    "the output of {model} is not finite: its weights are unusable; choose another model",
)
"""Why a restoration or a look inside ends with an error."""
NO_MEMORY = QT_TRANSLATE_NOOP(
    "Engine",
    "there is not enough memory for even a small tile with {model}; choose a smaller model, or "
    "close other programs",
)
"""Why a restoration ends with an error."""

Region = tuple[int, int, int, int]
"""Part of a photo in its pixels: top, left, height, width."""


class RestorationError(UserError):
    """A restoration failed for a reason that one sentence explains."""


class Cancelled(Exception):  # noqa: N818 - it is no error
    """The caller cancelled the work.

    Attributes:
        newest: What was complete by then: the last intermediate prediction that covers the
            picture stands for the final one. None where predictions were not kept or none was.
    """

    def __init__(self, newest: "Restoration | None" = None) -> None:
        super().__init__("cancelled")
        self.newest = newest


@dataclass(frozen=True, eq=False)
class RestorationRequest:
    """All that a restoration needs.

    Attributes:
        pixels: The degraded photo, (H, W, 1) or (H, W, 3), float32 in [0, 1]; noise may
            leave the range. For upscaling, the small photo already enlarged bicubically.
        model: What restores it; its `ColourPolicy` says what it makes of a colour photo.
        device: One of `DEVICES`.
        precision: One of `PRECISIONS`.
        backend: One of `BACKENDS`: what runs the network.
        tile_px: Width of what is restored at a time; None takes the whole width where memory
            allows.
        memory_bytes: What the network may take for its feature maps; None chooses.
        strength: 0 keeps the photo, 1 takes the restored one, between them blends.
        keep_predictions: Also return M1..MM, at the cost of as many pictures of memory.
        threads: CPU threads; None leaves torch's setting alone.
        switched_off: Memories that shall contribute nothing: (block from 1, name such as "B0").
        self_ensemble: Take the mean of the restorations of the photo turned and mirrored in all
            eight ways, at eight times the cost.

    Raises:
        ValueError: A value is out of range.
    """

    pixels: NDArray[np.float32]
    model: Model
    device: str = "auto"
    precision: str = "auto"
    backend: str = "auto"
    tile_px: int | None = None
    memory_bytes: int | None = None
    strength: float = 1.0
    keep_predictions: bool = False
    threads: int | None = None
    switched_off: frozenset[Memory] = frozenset()
    self_ensemble: bool = False

    def __post_init__(self) -> None:
        shape = self.pixels.shape
        if len(shape) != 3 or shape[2] not in (1, 3) or 0 in shape:
            raise ValueError(f"pixels must be (H, W, 1) or (H, W, 3), not {shape}")
        if self.device not in DEVICES or self.precision not in PRECISIONS:
            raise ValueError(f"unknown device {self.device!r} or precision {self.precision!r}")
        if self.backend not in BACKENDS:
            raise ValueError(f"unknown backend {self.backend!r}")
        if self.tile_px is not None and self.tile_px < SMALLEST_TILE_PX:
            raise ValueError(f"a tile must be at least {SMALLEST_TILE_PX} pixels wide")
        if not 0 <= self.strength <= 1:
            raise ValueError(f"the strength must lie between 0 and 1, not {self.strength}")


@dataclass(frozen=True)
class Preparing:
    """The network is being compiled for this size of photo; the next one need not wait for it.

    Attributes:
        backend: One of `BACKEND_NAMES`.
        elapsed_s: Seconds so far.
    """

    backend: str
    elapsed_s: float

    @property
    def text(self) -> Message:
        """Such as `preparing OpenVINO, 3 s`."""
        text = QT_TRANSLATE_NOOP("Engine", "preparing {backend}, {seconds:.0f} s")
        return Message(text, backend=BACKEND_NAMES[self.backend], seconds=self.elapsed_s)

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True)
class Progress:
    """How far a restoration is.

    Attributes:
        done: Share of the work, 0 to 1.
        elapsed_s: Seconds since it started.
        remaining_s: Seconds still to go at the speed so far; None before that is known.
        megapixels_per_s: Speed so far in photo pixels, halo not counted.
    """

    done: float
    elapsed_s: float
    remaining_s: float | None
    megapixels_per_s: float


@dataclass(frozen=True, eq=False)
class PredictionRestored:
    """A tile of an intermediate prediction is done; reported where predictions are kept.

    Attributes:
        number: m, from 1.
        top: Its first row in the photo.
        left: Its first column.
        pixels: (h, w, C) float32.
    """

    number: int
    top: int
    left: int
    pixels: NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class TileRestored:
    """A tile of the final picture is done, at full strength.

    Attributes:
        top: Its first row in the photo.
        left: Its first column.
        pixels: (h, w, C) float32.
    """

    top: int
    left: int
    pixels: NDArray[np.float32]


RestorationEvent = Preparing | Progress | PredictionRestored | TileRestored
"""What a restoration reports while it runs."""


@dataclass(frozen=True, eq=False)
class Restoration:
    """A restored photo and how it came about.

    Attributes:
        pixels: The photo restored at the strength asked for, shaped as the request's
            pixels, float32, not clipped to [0, 1].
        predictions: M1..MM at full strength, empty unless kept; only M1..Mm after a cancel.
        device: `cpu` or `cuda`.
        precision: `fp32` or `bf16`.
        backend: `torch` or `openvino`.
        tile_px: The width that was restored at a time and fitted into memory.
        seconds: Wall-clock time.
        waste: How much was computed twice, as a share of what was needed.
        newest: m, when the run was cancelled and `pixels` are its newest prediction Mm.
        prepared_s: Part of `seconds` that the next photo of this size need not wait for.
        positions: In how many positions the photo was restored; `pixels` are their mean.
        missing_positions: How many more the self-ensemble would have had, when it was cancelled.
    """

    pixels: NDArray[np.float32]
    predictions: tuple[NDArray[np.float32], ...]
    device: str
    precision: str
    backend: str
    tile_px: int
    seconds: float
    waste: float = 0.0
    newest: int | None = None
    prepared_s: float = 0.0
    positions: int = 1
    missing_positions: int = 0

    @property
    def is_complete(self) -> bool:
        """Whether nothing is missing because the run was cancelled."""
        return self.newest is None and not self.missing_positions
