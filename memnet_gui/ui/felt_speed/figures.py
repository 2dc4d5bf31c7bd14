"""What is measured of the window."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Self

import numpy as np


@dataclass(frozen=True)
class FrameTimes:
    """From an input to the painted frame, over many inputs of a kind."""

    median_ms: float
    worst_ms: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Self:
        """Sums up measured times, at least one."""
        times_ms = 1000 * np.asarray(seconds)
        return cls(float(np.median(times_ms)), float(times_ms.max()))


@dataclass(frozen=True)
class Lateness:
    """How late a timer of the GUI thread fires: so long does any input wait, too."""

    p99_ms: float
    worst_ms: float

    @classmethod
    def of(cls, seconds: Sequence[float]) -> Self:
        """Sums up measured delays; no tick, no delay."""
        late_ms = 1000 * np.asarray(seconds if len(seconds) else [0.0])
        return cls(float(np.percentile(late_ms, 99)), float(late_ms.max()))


@dataclass(frozen=True)
class FeltSpeed:
    """How long the window lets its user wait.

    Attributes:
        megapixels: Size of the large photo, for all but `restoring` and `cancel_s`.
        frames: By what is done, such as `Split: zoom`.
        bands: For finished parts of a restoration, as wide as the photo.
        opening: While the large photo is opened.
        finishing: While its restoration ends and its predictions are measured.
        saving: While its result is saved.
        stopping: When another restoration is cancelled and that result comes back.
        restoring: While a smaller photo is restored on the CPU.
        restoring_mp_per_s: Its speed meanwhile, with predictions kept and painted; what other
            threads of the window do must not show in it.
        cancel_s: From Cancel to idle.
        visible_region_s: From Restore to what is seen of the large photo, restored.
        startup_s: From starting the program to a window that takes input; None in the
            one-folder build.
    """

    megapixels: float
    frames: Mapping[str, FrameTimes]
    bands: FrameTimes
    opening: Lateness
    finishing: Lateness
    saving: Lateness
    stopping: Lateness
    restoring: Lateness
    restoring_mp_per_s: float
    cancel_s: float
    visible_region_s: float
    startup_s: float | None

    def to_dict(self) -> dict[str, float | None]:
        """Returns plain values for JSON."""
        values = {
            "visible_region_s": self.visible_region_s,
            "restoring_mp_per_s": self.restoring_mp_per_s,
            "timer_late_p99_ms": self.restoring.p99_ms,
            "timer_late_worst_ms": self.restoring.worst_ms,
            "cancel_s": self.cancel_s,
            "opening_late_worst_ms": self.opening.worst_ms,
            "finishing_late_worst_ms": self.finishing.worst_ms,
            "saving_late_worst_ms": self.saving.worst_ms,
            "stopping_late_worst_ms": self.stopping.worst_ms,
            "frame_median_ms": max(it.median_ms for it in self.frames.values()),
            "frame_worst_ms": max(it.worst_ms for it in self.frames.values()),
            "band_median_ms": self.bands.median_ms,
            "band_worst_ms": self.bands.worst_ms,
        }
        startup_s = None if self.startup_s is None else round(self.startup_s, 3)
        return {"startup_s": startup_s} | {name: round(value, 3) for name, value in values.items()}
