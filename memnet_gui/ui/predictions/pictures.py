"""Keeps the pictures of the strip and puts the chosen ones into the viewer."""

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRect, Signal, Slot

from memnet_gui.app.document import Document
from memnet_gui.evaluation.predictions import FINAL, INPUT, name_prediction
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.request import PredictionRestored
from memnet_gui.ui.predictions.entry import REFERENCE, StripEntry, title_of
from memnet_gui.ui.predictions.strip import PredictionsStrip
from memnet_gui.ui.qimages import part_to_qimage
from memnet_gui.ui.viewer import CompareViewer, Pyramid


class PredictionPictures(QObject):
    """Fills the strip as memory blocks finish; any two of its entries can be compared.

    Attributes:
        chosen_changed: (str, str) Keys of what stands in the viewer as before and as after.
    """

    chosen_changed = Signal(str, str)

    def __init__(
        self, strip: PredictionsStrip, viewer: CompareViewer, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._strip = strip
        self._viewer = viewer
        self._pictures: dict[str, Pyramid] = {}
        self._added: dict[str, StripEntry] = {}
        self._alpha: NDArray[np.float32] | None = None
        self._profile: bytes | None = None
        self._weights: tuple[float, ...] | None = None
        self._final_title = self._scope = ""
        self._before, self._after = INPUT, ""
        self._config: NetworkConfig | None = None
        self._frozen = False
        strip.after_chosen.connect(self._on_after_chosen)
        strip.before_chosen.connect(self._on_before_chosen)
        viewer.view_changed.connect(self._on_view_changed)

    @property
    def before(self) -> str:
        """Key of what stands in the viewer as the before picture."""
        return self._before

    @property
    def after(self) -> str:
        """Key of what stands there as the after picture, "" for nothing."""
        return self._after

    @property
    def shown(self) -> list[tuple[str, Pyramid]]:
        """All pictures that there are with their titles, from the input to the reference."""
        return [
            (self.title(key), self._pictures[key])
            for key in self._strip.keys
            if key in self._pictures
        ]

    def title(self, key: str) -> str:
        """Returns what the user reads for the key of an entry."""
        if key == FINAL and self._final_title:
            return self._final_title
        return self._added[key].title if key in self._added else title_of(key)

    def set_weights(self, weights: tuple[float, ...] | None) -> None:
        """Takes the ensemble weights of the model that made the predictions, and shows them."""
        if weights != self._weights:
            self._weights = weights
            self._show_entries()

    def set_scope(self, scope: str) -> None:
        """Takes a sentence on what was measured, for the entries that have figures."""
        if scope != self._scope:
            self._scope = scope
            self._show_entries()

    def open(self, document: Document | None) -> None:
        """Begins anew with another photo."""
        self._pictures.clear()
        self._added.clear()
        self._viewer.set_grid([])
        self._strip.clear()
        if document is None:
            return
        self._alpha, self._profile = document.photo.alpha, document.photo.icc_profile
        self._pictures[INPUT] = document.rendering
        if document.reference_rendering is not None:
            self._pictures[REFERENCE] = document.reference_rendering
        self._choose(INPUT, "")

    @property
    def predictions(self) -> dict[str, Pyramid]:
        """The pictures of M1..MM, as far as there are any."""
        names = [name_prediction(m) for m in range(1, len(self._pictures) + 1)]
        return {name: self._pictures[name] for name in names if name in self._pictures}

    def begin(
        self,
        config: NetworkConfig,
        predictions: Mapping[str, Pyramid] | None = None,
        weights: tuple[float, ...] | None = None,
    ) -> None:
        """Makes room for the predictions of a restoration; what is chosen goes back to it.

        Args:
            config: The network that makes them.
            predictions: Those that are there already, such as `predictions` returned.
            weights: Its ensemble weights, where they are known already.
        """
        self._strip.stop()
        self._frozen = True
        self._final_title = self._scope = ""
        self._weights = weights
        made = {FINAL, *self.predictions}
        self._pictures = {key: it for key, it in self._pictures.items() if key not in made}
        self._pictures.update(predictions or {})
        self._config = config
        entries = self._entries(config)
        self._strip.set_entries(entries)
        for entry in entries:
            self._strip.set_picture(entry.key, self._pictures.get(entry.key))
        self._strip.set_figures(())
        self._strip.set_region(self._viewer.visible_region())
        if self._before != INPUT:
            self._viewer.set_before(self._pictures[INPUT])
        self._choose(INPUT, FINAL)

    def paint(self, tile: PredictionRestored) -> None:
        """Paints a finished part of a prediction."""
        key = name_prediction(tile.number)
        if key not in self._strip.keys:
            return
        if key not in self._pictures:
            self._pictures[key] = self._pictures[INPUT].copy()
            self._strip.set_picture(key, self._pictures[key])
            self._viewer.set_grid(self.shown)
        picture = self._pictures[key]
        image = part_to_qimage(tile.pixels, self._alpha, tile.top, tile.left, self._profile)
        picture.paint(image, tile.left, tile.top)
        part = QRect(tile.left, tile.top, image.width(), image.height())
        self._strip.update_picture(key, part)
        self._viewer.update_picture(picture, part)

    def finish(self, final: Pyramid | None, title: str = "") -> None:
        """Takes the final picture.

        Args:
            final: None where a restoration ended without one.
            title: What it is called where it is not what the network would have made of it.
        """
        self._frozen = False
        self._final_title = title
        if final is not None:
            self._pictures[FINAL] = final
        self._show_entries()
        if final is None:
            self._choose(INPUT, "")
            return
        if FINAL in self._strip.keys:
            self._strip.set_picture(FINAL, final)
        self._viewer.set_grid(self.shown)
        self._choose(INPUT, FINAL)

    def add(self, key: str, picture: Pyramid, entry: StripEntry | None = None) -> None:
        """Adds an entry of its own behind the final picture, such as another model's result.

        Args:
            key: Of the entry.
            picture: What it shows.
            entry: What is said of it, if that is more than its key.
        """
        self._pictures[key] = picture
        self._added[key] = entry or StripEntry(key, title_of(key))
        if self._config is not None and self._strip.keys:
            self._show_entries()
            self._strip.set_picture(key, picture)
            self._viewer.set_grid(self.shown)

    def remove(self, key: str) -> None:
        """Takes an added entry away; where it is on show the final picture follows."""
        if self._pictures.pop(key, None) is None or self._config is None:
            return
        self._added.pop(key, None)
        if key in (self._before, self._after):
            self.show(INPUT, FINAL)
        self._strip.set_entries(self._entries(self._config))
        self._viewer.set_grid(self.shown)

    def picture(self, key: str) -> Pyramid | None:
        """Returns the picture of an entry; None where there is none."""
        return self._pictures.get(key)

    def newest_of(self, document: Document) -> Pyramid | None:
        """Returns the prediction that stands for a stopped restoration; None for any other."""
        newest = document.restoration.newest if document.restoration else None
        return None if newest is None else self.picture(name_prediction(newest))

    def show(self, before: str, after: str) -> None:
        """Puts two entries into the viewer; an entry without a picture is left out."""
        if self._frozen or before not in self._pictures or after not in self._pictures:
            return
        self._viewer.set_before(self._pictures[before])
        self._viewer.set_after(self._pictures[after])
        self._choose(before, after)

    @property
    def is_result_shown(self) -> bool:
        """Whether the viewer shows the photo and, once there is one, its result."""
        return self._before == INPUT and self._after in ("", FINAL)

    def show_result(self) -> None:
        """Puts the photo and its result into the viewer, if they are not there."""
        if not self.is_result_shown:
            self.show(INPUT, FINAL)

    def _show_entries(self) -> None:
        if self._config is not None and self._strip.keys:
            self._strip.set_entries(self._entries(self._config))

    def _entries(self, config: NetworkConfig) -> list[StripEntry]:
        lines = (self._scope,) if self._scope else ()
        entries = [StripEntry(INPUT, title_of(INPUT), lines=lines)]
        if config.multi_supervised:
            names = [name_prediction(m) for m in range(1, config.blocks + 1)]
            weights = self._weights or (None,) * len(names)
            entries += [
                StripEntry(name, name, weight, lines=lines, is_awaited=not self._are_left_out)
                for name, weight in zip(names, weights, strict=True)
            ]
        entries.append(StripEntry(FINAL, self.title(FINAL), lines=lines))
        own = {entry.key for entry in entries} | {REFERENCE}
        entries += [it for key, it in self._added.items() if key in self._pictures.keys() - own]
        if REFERENCE in self._pictures:
            entries.append(StripEntry(REFERENCE, title_of(REFERENCE)))
        return entries

    @property
    def _are_left_out(self) -> bool:
        """Whether there is a result without its predictions, which would take too much memory."""
        return not self._frozen and FINAL in self._pictures and not self.predictions

    def _choose(self, before: str, after: str) -> None:
        self._before, self._after = before, after
        self._strip.set_chosen(before, after)
        self.chosen_changed.emit(before, after)

    @Slot(str)
    def _on_after_chosen(self, key: str) -> None:
        self.show(self._before, key)

    @Slot(str)
    def _on_before_chosen(self, key: str) -> None:
        self.show(key, self._after or FINAL)

    @Slot()
    def _on_view_changed(self) -> None:
        self._strip.set_region(self._viewer.visible_region())
