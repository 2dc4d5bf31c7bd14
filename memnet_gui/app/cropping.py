"""Makes a document of a part of another one."""

from dataclasses import dataclass, replace
from typing import ClassVar

import numpy as np
from numpy.typing import NDArray

from memnet_gui.app.document import Document, RenderPhoto
from memnet_gui.app.jobs import JobContext
from memnet_gui.app.preparation import ResizePhoto
from memnet_gui.imaging.photo import Photo
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.request import Region, Restoration


@dataclass(frozen=True, eq=False)
class CropPhoto:
    """Cuts a part out of a document's photo, of its clean photo and of its result.

    Of an enlarged photo it is whole pixels of the small one. The intermediate predictions go:
    they show on a part what they show on the whole.
    """

    document: Document
    region: Region
    render: RenderPhoto
    step: ClassVar[str] = QT_TRANSLATE_NOOP("Engine", "Crop")

    def __call__(self, context: JobContext, /) -> Document:
        """Returns the new document."""
        old = self.document
        own = _shrunk(self.region, old.scale)
        cut = replace(
            old,
            photo=_cut_photo(old.opened, own),
            small=None,
            scale=1,
            clean=_cut_photo(old.clean, _grown(own, old.own_scale)) if old.clean else None,
        )
        new = ResizePhoto(cut, old.scale, self.render)(context)
        if old.restoration is None or old.model is None:
            return new
        restoration = _cut_result(old.restoration, _grown(own, old.scale))
        new = new.restored_by(old.model, restoration, old.switched_off)
        return replace(new, result_rendering=self.render(new.result(1.0)))


def _cut_photo(photo: Photo, region: Region) -> Photo:
    alpha = None if photo.alpha is None else _cut(photo.alpha, region)
    return replace(photo, pixels=_cut(photo.pixels, region), alpha=alpha, note="")


def _cut_result(restoration: Restoration, region: Region) -> Restoration:
    return replace(restoration, pixels=_cut(restoration.pixels, region), predictions=())


def _cut(values: NDArray[np.float32], region: Region) -> NDArray[np.float32]:
    """Copies the part, so that the whole can go."""
    top, left, height, width = region
    return values[top : top + height, left : left + width].copy()


def _shrunk(region: Region, scale: int) -> Region:
    """Returns the pixels of a photo that an enlarged one shows in a region."""
    top, left, height, width = region
    first_row, first_column = top // scale, left // scale
    end_row, end_column = -(-(top + height) // scale), -(-(left + width) // scale)
    return first_row, first_column, end_row - first_row, end_column - first_column


def _grown(region: Region, scale: int) -> Region:
    top, left, height, width = region
    return top * scale, left * scale, height * scale, width * scale
