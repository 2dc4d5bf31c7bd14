"""The validations of a run that can be looked at again."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QImage

from memnet_gui.imaging.metrics import psnr
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.gates import GateNorms
from memnet_gui.training.progress import SamplePicture, TrainingProgress
from memnet_gui.ui.qimages import to_qimage

_MOST = 60
_KINDS = {
    "noise": QT_TRANSLATE_NOOP("History", "Noise"),
    "quality": QT_TRANSLATE_NOOP("History", "Quality"),
    "x": "×",
}
"""What the names of levels begin with."""


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
        return title_at(self.pixels)


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


def title_at(pixels: int) -> str:
    """Returns when that was, such as `after 38 Mpx`."""
    return QCoreApplication.translate("History", "after {pixels}").format(
        pixels=format_pixels(pixels)
    )


def title_of(level: str) -> str:
    """Returns what the user reads for the name of a level, such as `Noise 30` for `noise 30`."""
    kind, _, value = level.partition(" ")
    title = QCoreApplication.translate("History", _KINDS.get(kind, kind))
    return f"{title} {value}".strip()


def format_pixels(pixels: int) -> str:
    """Returns `0.52 Mpx`, `38 Mpx` or `1.20 Gpx`."""
    if pixels >= 1e9:
        return f"{pixels / 1e9:.2f} Gpx"
    return f"{pixels / 1e6:.{2 if pixels < 1e7 else 0}f} Mpx"
