"""The validations of a run that can be looked at again."""

from dataclasses import dataclass

from PySide6.QtGui import QImage

from memnet_gui.imaging.metrics import psnr
from memnet_gui.network.gates import GateNorms
from memnet_gui.training.progress import SamplePicture, TrainingProgress
from memnet_gui.ui.qimages import to_qimage

_MOST = 60


@dataclass(frozen=True, eq=False)
class Sample:
    """A sample picture as it is shown; PSNR in dB.

    Attributes:
        name: What was done to it, such as `noise 30`.
    """

    name: str
    degraded: QImage
    restored: QImage
    clean: QImage
    degraded_psnr: float
    restored_psnr: float

    @classmethod
    def of(cls, picture: SamplePicture) -> "Sample":
        """Converts the pixels."""
        return cls(
            picture.name,
            to_qimage(picture.degraded),
            to_qimage(picture.restored),
            to_qimage(picture.clean),
            psnr(picture.clean, picture.degraded),
            psnr(picture.clean, picture.restored),
        )


@dataclass(frozen=True, eq=False)
class Moment:
    """What a validation showed.

    Attributes:
        pixels: Image pixels seen until then.
    """

    pixels: int
    sample: Sample
    gate_norms: tuple[GateNorms, ...]
    ensemble_weights: tuple[float, ...] | None

    @property
    def title(self) -> str:
        """When it was."""
        return f"after {format_pixels(self.pixels)}"


class History:
    """Keeps moments in order: the first, the newest and, where there are many, some between."""

    def __init__(self, most: int = _MOST) -> None:
        self._most = most
        self.moments: list[Moment] = []

    def add(self, progress: TrainingProgress) -> None:
        """Keeps what a report with a validation says."""
        validation = progress.validation
        assert validation is not None
        if len(self.moments) >= self._most:
            del self.moments[1::2]
        moment = Moment(
            progress.pixels,
            Sample.of(validation.sample),
            validation.gate_norms,
            validation.ensemble_weights,
        )
        self.moments.append(moment)

    def clear(self) -> None:
        """Forgets all."""
        self.moments.clear()


def format_pixels(pixels: int) -> str:
    """Returns `0.52 Mpx`, `38 Mpx` or `1.20 Gpx`."""
    if pixels >= 1e9:
        return f"{pixels / 1e9:.2f} Gpx"
    return f"{pixels / 1e6:.{2 if pixels < 1e7 else 0}f} Mpx"
