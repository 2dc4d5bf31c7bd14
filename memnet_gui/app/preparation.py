"""Makes documents: a photo that is opened, degraded to try restoring, or enlarged for a network."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import ClassVar, Protocol

from memnet_gui.app.document import Document, RenderPhoto
from memnet_gui.app.jobs import JobContext
from memnet_gui.imaging.degradation import (
    BicubicReduction,
    Degradation,
    GaussianNoise,
    JpegCompression,
    degrade_photo,
)
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import LARGEST_MEGAPIXELS, Photo, PhotoError
from memnet_gui.imaging.resampling import enlarge_photo
from memnet_gui.imaging.transparency import cover_hidden
from memnet_gui.messages import QT_TRANSLATE_NOOP, Message, reason_of

OPEN = QT_TRANSLATE_NOOP("Engine", "Open")
RESTORE = QT_TRANSLATE_NOOP("Engine", "Restore")
"""Steps on which more depends; undo names all of them, by `translate_message`."""
_DEGRADED: dict[type, str] = {
    GaussianNoise: QT_TRANSLATE_NOOP("Engine", "Add Noise"),
    BicubicReduction: QT_TRANSLATE_NOOP("Engine", "Reduce"),
    JpegCompression: QT_TRANSLATE_NOOP("Engine", "Compress"),
}

_OTHERWISE_DEGRADED = QT_TRANSLATE_NOOP("Engine", "Degrade")


class MakesDocument(Protocol):
    """Work that makes a document."""

    @property
    def step(self) -> str:
        """What it does, as undo calls it."""

    def __call__(self, context: JobContext, /) -> Document:
        """Returns the document."""


@dataclass(frozen=True, eq=False)
class OpenPhoto:
    """Reads a photo."""

    path: Path
    render: RenderPhoto
    largest_megapixels: float = LARGEST_MEGAPIXELS
    step: ClassVar[str] = OPEN

    def __call__(self, _context: JobContext, /) -> Document:
        """Returns the new document."""
        photo = cover_hidden(read_photo(self.path, largest_megapixels=self.largest_megapixels))
        title = Message("{name}", name=self.path.name)  # whatever it is, it is not translated
        return Document(photo, self.render(photo), title)


@dataclass(frozen=True, eq=False)
class TakePhoto:
    """Shows a photo that has no file, such as a pasted one."""

    get: Callable[[], Photo]
    title: str
    render: RenderPhoto
    step: ClassVar[str] = OPEN

    def __call__(self, _context: JobContext, /) -> Document:
        """Returns the new document."""
        photo = cover_hidden(self.get())
        return Document(photo, self.render(photo), self.title)


@dataclass(frozen=True, eq=False)
class DegradePhoto:
    """Makes a degraded copy of a clean photo, which stays as the reference.

    A reduced copy is enlarged to its old size, as a network gets it.
    """

    clean: Photo
    title: str
    degradation: Degradation
    seed: int
    render: RenderPhoto
    opens: bool = False

    @property
    def step(self) -> str:
        """`Open` where the clean photo is none that was open before."""
        return OPEN if self.opens else _DEGRADED.get(type(self.degradation), _OTHERWISE_DEGRADED)

    def __call__(self, context: JobContext, /) -> Document:
        """Returns the new document.

        Raises:
            PhotoError: The photo is too small or too large for this degradation.
        """
        degradation = self.degradation
        try:
            degraded = degrade_photo(self.clean, degradation, self.seed, context.check)
        except (ValueError, OSError) as error:
            text = QT_TRANSLATE_NOOP("Engine", "The photo {title} cannot be degraded: {reason}.")
            raise PhotoError(text, title=self.title, reason=reason_of(error)) from error
        document = Document(degraded, None, self.title, clean=self.clean, degradation=degradation)
        return ResizePhoto(document, document.own_scale, self.render)(context)


@dataclass(frozen=True, eq=False)
class ResizePhoto:
    """Enlarges a document's photo for a network, or takes it back to its own size."""

    document: Document
    scale: int
    render: RenderPhoto
    largest_megapixels: float = LARGEST_MEGAPIXELS
    step: ClassVar[str] = RESTORE

    def __call__(self, context: JobContext, /) -> Document:
        """Returns the new document, without a restoration.

        Raises:
            PhotoError: The enlarged photo would be too large, or memory does not suffice.
        """
        old, scale = self.document, self.scale
        check_enlarged_size(old.opened, scale, self.largest_megapixels)
        photo = _enlarge(old.opened, scale) if scale > 1 else old.opened
        context.check()
        reference = _find_reference(old, scale)
        return Document(
            photo,
            self.render(photo),
            old.title,
            small=old.opened if scale > 1 else None,
            scale=scale,
            clean=old.clean,
            degradation=old.degradation,
            reference=reference,
            reference_rendering=self.render(reference) if reference else None,
        )


def check_enlarged_size(photo: Photo, scale: int, largest_megapixels: float) -> None:
    """Finds out, before the work, whether a photo can be enlarged.

    Raises:
        PhotoError: It would have more pixels than the program handles.
    """
    if scale > 1 and photo.megapixels * scale**2 > largest_megapixels:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "Enlarged {scale} times this photo would have {megapixels:.0f} megapixels, more than "
            "the limit of {limit:g}; choose a smaller scale or raise the limit in Preferences.",
        )
        megapixels = photo.megapixels * scale**2
        raise PhotoError(text, scale=scale, megapixels=megapixels, limit=largest_megapixels)


def _enlarge(photo: Photo, scale: int) -> Photo:
    try:
        return enlarge_photo(photo, scale)
    except (MemoryError, RuntimeError) as error:  # torch says it with the latter
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "There is not enough memory to enlarge the photo {scale} times; choose a smaller scale "
            "or close other programs.",
        )
        raise PhotoError(text, scale=scale) from error


def _find_reference(document: Document, scale: int) -> Photo | None:
    """Returns what of the clean photo has the size of the degraded one enlarged by `scale`."""
    clean, degradation = document.clean, document.degradation
    if clean is None or degradation is None or scale != document.own_scale:
        return None
    pixels = degradation.fit(clean.pixels)
    height, width = pixels.shape[:2]
    alpha = None if clean.alpha is None else clean.alpha[:height, :width]
    return replace(clean, pixels=pixels, alpha=alpha)
