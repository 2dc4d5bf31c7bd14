"""The protocols by which the literature measures denoising, upscaling and deblocking."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnet_gui.errors import UserError
from memnet_gui.evaluation.scores import RestorationScores, Score
from memnet_gui.imaging.colour import to_channels, to_grey, to_luminance
from memnet_gui.imaging.degradation import BicubicReduction, Degradation
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.metrics import WINDOW_PX
from memnet_gui.imaging.photo import PhotoError
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, reason_of
from memnet_gui.restoration.models import Model, ModelInfo
from memnet_gui.restoration.request import RestorationRequest
from memnet_gui.restoration.restorer import restore

GREY, LUMINANCE, COLOUR = "grey", "luminance", "colour"
_PLANES = {GREY: to_grey, LUMINANCE: to_luminance}


@dataclass(frozen=True)
class Hardware:
    """What a measurement runs on and how; each as in a restoration request."""

    device: str = "auto"
    precision: str = "auto"
    backend: str = "auto"
    tile_px: int | None = None
    self_ensemble: bool = False


@dataclass(frozen=True)
class Protocol:
    """How a degradation and its undoing are measured.

    Attributes:
        degradation: What is done to the clean photos.
        planes: What of a photo is measured: `GREY`, `LUMINANCE` (of a grey photo its grey; both
            rounded to 8 bits as the files of the test sets are) or `COLOUR` (RGB).
        rounded: Whether pictures are clipped and rounded to 8 bits before they are compared.
        border_px: What is cropped at every border before the comparison.
        seed: Image number i (from 0) is degraded with seed + i.
    """

    degradation: Degradation
    planes: str
    rounded: bool = False
    border_px: int = 0
    seed: int = 0

    @property
    def description(self) -> str:
        """The protocol in a few words."""
        rounding = "rounded to 8 bits" if self.rounded else "neither clipped nor rounded"
        crop = (
            f"{self.border_px} pixels cropped at the borders" if self.border_px else "not cropped"
        )
        return f"{self.planes}, {rounding}, {crop}"

    def measure(
        self,
        model: Model,
        paths: Sequence[Path],
        hardware: Hardware = Hardware(),
        *,
        predictions: bool = True,
    ) -> Iterator[RestorationScores]:
        """Yields the scores of each photo, in order.

        Args:
            model: What restores them.
            paths: Clean photos.
            hardware: What to compute on.
            predictions: Score M1..MM, too.

        Raises:
            PhotoError: A photo cannot be read or is too small.
        """
        for clean, degraded in self._pairs(paths):
            request = RestorationRequest(
                degraded,
                model,
                device=hardware.device,
                precision=hardware.precision,
                backend=hardware.backend,
                tile_px=hardware.tile_px,
                keep_predictions=predictions,
                self_ensemble=hardware.self_ensemble,
            )
            restoration = restore(request)
            yield RestorationScores(
                self.compare(clean, degraded),
                tuple(self.compare(clean, picture) for picture in restoration.predictions),
                self.compare(clean, restoration.pixels),
            )

    def measure_input(self, paths: Sequence[Path]) -> Iterator[Score]:
        """Yields the score of each degraded photo, in order: what a network has to improve.

        Raises:
            PhotoError: A photo cannot be read or is too small.
        """
        for clean, degraded in self._pairs(paths):
            yield self.compare(clean, degraded)

    def prepare(self, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns what is measured of a clean photo (H, W, 1 or 3): (h, w, 1 or 3).

        Raises:
            ValueError: The photo is too small.
        """
        if self.planes == COLOUR:
            clean = self.degradation.fit(to_channels(pixels, 3))
        else:
            clean = self.degradation.fit(_to_8_bits(_PLANES[self.planes](pixels)))
        # One SSIM that is no number would leave none of the whole set.
        if min(clean.shape[:2]) < WINDOW_PX + 2 * self.border_px:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "SSIM needs {pixels} pixels in width and height, cropped borders not counted",
            )
            raise ValueError(Message(text, pixels=WINDOW_PX))
        return clean

    def prepare_from(self, path: Path, pixels: NDArray[np.float32]) -> NDArray[np.float32]:
        """Returns what is measured of the photo in a file, whose pixels have been read.

        Raises:
            PhotoError: The photo is too small.
        """
        try:
            return self.prepare(pixels)
        except ValueError as error:
            text = QT_TRANSLATE_NOOP(
                "Engine", "{path} is too small to be measured: {reason}; leave it out"
            )
            raise PhotoError(text, path=path, reason=reason_of(error)) from error

    def compare(self, clean: NDArray[np.float32], picture: NDArray[np.float32]) -> Score:
        """Scores a picture shaped as `clean`, which `prepare` returned."""
        height, width = clean.shape[:2]
        rows, columns = (slice(self.border_px, size - self.border_px) for size in (height, width))
        if self.rounded:
            picture = _to_8_bits(picture)
        return Score.of(clean[rows, columns], picture[rows, columns])

    def _pairs(
        self, paths: Sequence[Path]
    ) -> Iterator[tuple[NDArray[np.float32], NDArray[np.float32]]]:
        """Yields each photo clean and as a network gets it."""
        for index, path in enumerate(paths):
            clean = self.prepare_from(path, read_photo(path).pixels)
            degraded = self.degradation.apply(clean, self.seed + index)
            yield clean, self.degradation.present(degraded)


def find_protocol(degradation: Degradation, channels: int, seed: int = 0) -> Protocol:
    """Returns the protocol for networks of so many channels.

    Denoising: grey for grey networks. Upscaling: the luminance, 8 bits, as many pixels cropped
    as the scale. Deblocking: the luminance for grey networks. Colour networks denoise and
    deblock RGB.

    Raises:
        UserError: There is none: upscaling is measured on the luminance only.
    """
    if isinstance(degradation, BicubicReduction):
        if channels != 1:
            text = QT_TRANSLATE_NOOP(
                "Engine",
                "upscaling is measured on the luminance, which takes a model for grey; choose "
                "another model",
            )
            raise UserError(text)
        return Protocol(
            degradation, LUMINANCE, rounded=True, border_px=degradation.scale, seed=seed
        )
    if channels != 1:
        return Protocol(degradation, COLOUR, seed=seed)
    return Protocol(degradation, GREY if degradation.task == "denoise" else LUMINANCE, seed=seed)


def find_model_protocol(info: ModelInfo, degradation: Degradation, seed: int = 0) -> Protocol:
    """Returns the protocol to measure a model by.

    Raises:
        UserError: There is none, or the model is for another task.
    """
    if info.card.task != degradation.task:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{name} was trained to {learned}, which {degradation} does not measure; choose a "
            "model that can {task}",
        )
        raise UserError(
            text,
            name=info.name,
            learned=info.card.task,
            degradation=degradation.text,
            task=degradation.task,
        )
    return find_protocol(degradation, info.config.channels, seed)


def _to_8_bits(pixels: NDArray[np.float32]) -> NDArray[np.float32]:
    levels: NDArray[np.float32] = np.rint(pixels.clip(0, 1) * np.float32(255))
    return levels / np.float32(255)
