"""What the pictures hold at one pixel: under the mouse, and where it was clicked."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QPoint, QRect, Slot

from memnet_gui.app.document import Document
from memnet_gui.app.workbench import Workbench
from memnet_gui.evaluation.predictions import FINAL, INPUT, name_prediction
from memnet_gui.ui.predictions import PixelProbe
from memnet_gui.ui.predictions.entry import REFERENCE, title_of
from memnet_gui.ui.predictions.pictures import PredictionPictures
from memnet_gui.ui.viewer import CompareViewer


class Probing(QObject):
    """Follows a pixel through the predictions, in the panel, the status bar and the viewer."""

    def __init__(
        self,
        workbench: Workbench,
        viewer: CompareViewer,
        pictures: PredictionPictures,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.panel = PixelProbe()
        self._workbench = workbench
        self._viewer = viewer
        self._pictures = pictures
        self._place: QPoint | None = None
        viewer.pixel_clicked.connect(self._on_pixel_clicked)

    def clear(self) -> None:
        """Forgets the pixel that was clicked."""
        self._place = None
        self.panel.clear()
        self._viewer.set_box(None)

    def refresh(self) -> None:
        """Reads the clicked pixel again, in another result of the same photo."""
        document = self._workbench.document
        if document is not None and self._place is not None:
            self._show(document, self._place)

    def read(
        self, document: Document, place: QPoint, strength: float
    ) -> list[tuple[str, NDArray[np.float32]]]:
        """Returns what is shown before and after, each with its name and channels in [0, 1].

        Args:
            document: Is open.
            place: A pixel of its photo.
            strength: At which the result is blended with the photo.
        """
        keys = self._pictures.before, self._pictures.after
        if self._pictures.is_result_shown:
            before, after = document.values_at(place.x(), place.y(), strength)
            if self._workbench.restoring:
                after = None  # of the result before
            named = [(self.tr("before"), before), (self._name_result(), after)]
        else:
            named = [(self._pictures.title(key), _value(document, key, place)) for key in keys]
        return [(name, value) for name, value in named if value is not None]

    def receptive_field(self, place: QPoint, document: Document) -> QRect | None:
        """Returns what the chosen prediction saw of the photo for one of its pixels.

        None for pictures that are no predictions, and for pixels around a restored region, which
        are those of the photo.
        """
        blocks = self._blocks_of(self._pictures.after, document)
        if document.model is None or blocks is None or not _is_restored(document, place):
            return None
        radius = replace(document.model.config, blocks=blocks).receptive_radius_px
        field = QRect(place.x() - radius, place.y() - radius, 2 * radius + 1, 2 * radius + 1)
        return field & QRect(0, 0, document.photo.width, document.photo.height)

    def _name_result(self) -> str:
        title = self._pictures.title(FINAL)
        return self.tr("after") if title == title_of(FINAL) else title

    @staticmethod
    def _blocks_of(key: str, document: Document) -> int | None:
        """Returns how many memory blocks a picture comes through; None for other pictures."""
        restoration, model = document.restoration, document.model
        if key == FINAL and restoration is not None and model is not None:
            return restoration.newest or model.config.blocks
        return int(key[1:]) if key.startswith("M") and key[1:].isdigit() else None

    def _show(self, document: Document, place: QPoint) -> None:
        x, y = place.x(), place.y()
        names, values = [INPUT], [document.photo.pixels[y, x]]
        restoration = document.restoration
        if restoration is not None:
            names += [name_prediction(m) for m in range(1, len(restoration.predictions) + 1)]
            values += [prediction[y, x] for prediction in restoration.predictions]
            if restoration.newest is None:  # else it is the last of these
                names.append(FINAL)
                values.append(restoration.pixels[y, x])
        clean = document.reference.pixels[y, x] * 255 if document.reference else None
        self.panel.set_values(names, np.stack(values) * 255, clean, place)
        self._viewer.set_box(self.receptive_field(place, document))

    @Slot(object)
    def _on_pixel_clicked(self, place: QPoint) -> None:
        document = self._workbench.document
        if document is not None:
            self._place = place
            self._show(document, place)


def _is_restored(document: Document, place: QPoint) -> bool:
    if document.region is None:
        return True
    top, left, height, width = document.region
    return QRect(left, top, width, height).contains(place)


def _value(document: Document, key: str, place: QPoint) -> NDArray[np.float32] | None:
    """Returns a pixel of what the document has under a key of the strip."""
    restoration = document.restoration
    pictures = {INPUT: document.photo.pixels}
    if document.reference is not None:
        pictures[REFERENCE] = document.reference.pixels
    if restoration is not None:
        pictures[FINAL] = restoration.pixels
        for m, prediction in enumerate(restoration.predictions, start=1):
            pictures[name_prediction(m)] = prediction
    picture = pictures.get(key)
    return None if picture is None else picture[place.y(), place.x()]
