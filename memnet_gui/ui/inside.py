"""The panels that show the inside of the network, and what connects them to the picture."""

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QObject, QPoint, QRect, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSplitter, QWidget

from memnet_gui.app.document import Document
from memnet_gui.app.inspector import Inspector, ModelAnalysis, OtherResult
from memnet_gui.app.translation import translate_error
from memnet_gui.app.workbench import Workbench
from memnet_gui.errors import UserError
from memnet_gui.evaluation.predictions import FINAL, INPUT, PredictionFigures, name_prediction
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.compare_box import CompareBox, stacked
from memnet_gui.ui.dialogs import ask_where_to_export
from memnet_gui.ui.feature_maps import FeatureMapPanel
from memnet_gui.ui.gates import GateMatrix, GateNormPanel
from memnet_gui.ui.photo_view import PhotoView, render
from memnet_gui.ui.plots import export_plot
from memnet_gui.ui.predictions import PixelProbe, PredictionsPlot, PredictionsStrip
from memnet_gui.ui.predictions.pictures import PredictionPictures
from memnet_gui.ui.rivals import Rivalling, StripWithRival
from memnet_gui.ui.viewer import Pyramid

if TYPE_CHECKING:
    from memnet_gui.restoration.inspection import MemoryView

_MEMORIES_PX = [190, 430]
"""Heights of the gate matrix and of the feature maps, to begin with."""

WHOLE = QT_TRANSLATE_NOOP("Predictions", "All memories")
OTHER = QT_TRANSLATE_NOOP("Predictions", "Other model")
"""Keys of two more strip entries: the result with nothing switched off, another model's result."""


class Inside(QObject):
    """Owns the docks; the workbench and the viewer know nothing of them.

    Attributes:
        restoration_wanted: The photo shall be restored again, without what is switched off.
        difference_wanted: What a switched-off memory changed is best seen as a difference.
    """

    restoration_wanted = Signal()
    difference_wanted = Signal()

    def __init__(
        self, window: QMainWindow, workbench: Workbench, view: PhotoView, actions: Actions
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._view = view
        self._actions = actions
        self._info: ModelInfo | None = None
        self._switched_off: frozenset[Memory] = frozenset()
        self._whole_psnr: float | None = None
        self.inspector = Inspector(render, self)
        self.strip = PredictionsStrip()
        self.plot = PredictionsPlot()
        self.norms = GateNormPanel()
        self.matrix = GateMatrix()
        self.maps = FeatureMapPanel()
        self.compare_box = CompareBox()
        self.probe = PixelProbe()
        self.pictures = PredictionPictures(self.strip, view.viewer, self)
        self.rivals = Rivalling(workbench, self.inspector, self.pictures, self.strip, window)
        self._build_docks(window)
        self._connect()

    def choose_model(self, info: ModelInfo) -> None:
        """Takes another model; memories that were switched off are on again."""
        self._info = info
        self._set_switched_off(frozenset())
        self._whole_psnr = None
        self.pictures.remove(WHOLE)

    def analyse(self) -> None:
        """Shows the chosen model's gate units, as soon as they are read."""
        if self._info is not None:
            self.inspector.analyse(self._info)

    @property
    def switched_off(self) -> frozenset[Memory]:
        """The memories that the next restoration goes without."""
        return self._switched_off

    def begin(self) -> None:
        """Makes room for the predictions of a restoration that begins."""
        assert self._info is not None
        self.pictures.begin(self._info.config)

    def begin_again(self, document: Document, predictions: Mapping[str, Pyramid]) -> None:
        """Takes the predictions of a restoration that has come back."""
        if document.model is not None:
            self.pictures.begin(document.model.config, predictions)

    def finish(self, document: Document | None) -> None:
        """Takes what the viewer shows as the final picture, and measures the predictions."""
        self.pictures.finish(self._view.viewer.after_picture)
        if document is None:
            return
        if document.switched_off != self._switched_off:
            # The run was stopped: what is shown, and so what is said, is the result before it.
            self._set_switched_off(document.switched_off)
        if document.restoration is None:
            return
        self.inspector.measure(document)
        if document.switched_off and self.pictures.picture(WHOLE) is not None:
            self.pictures.show(WHOLE, FINAL)
            self.difference_wanted.emit()
        self._run_other()
        self.rivals.meet(document)

    def offer_models(self, models: list[ModelInfo]) -> None:
        """Offers models to compare the chosen one with."""
        self.compare_box.set_models(models)

    def sync_see_inside(self) -> None:
        """Checks the action when panels that were open last time are open again."""
        with QSignalBlocker(self._actions.see_inside):
            self._actions.see_inside.setChecked(any(not dock.isHidden() for dock in self.docks))

    def export_plot(self, path: Path, *, overwrite: bool = False) -> None:
        """Writes the plot of the panel in front as .png, .svg or .csv."""
        try:
            export_plot(self.plot_in_front, path, overwrite=overwrite)
        except UserError as error:
            self._view.message_bar.show_error(translate_error(error))
        else:
            self._view.message_bar.show_notice(self.tr("Saved {path}").format(path=path))

    @property
    def plot_in_front(self) -> QWidget:
        """The plot of the panel that is in front; the predictions' plot when none is open."""
        for dock, plot in zip(self.docks, self._plots, strict=True):
            if not dock.visibleRegion().isEmpty():
                return plot
        return self.plot

    def close(self) -> None:
        """Stops playing and ends the inspector's thread."""
        self.strip.stop()
        self.inspector.close()

    def _build_docks(self, window: QMainWindow) -> None:
        memories = QSplitter(Qt.Orientation.Vertical)
        memories.setObjectName("memories_splitter")
        memories.addWidget(self.matrix)
        memories.addWidget(self.maps)
        memories.setStretchFactor(1, 1)
        memories.setSizes(_MEMORIES_PX)
        self._plots: list[QWidget] = [self.plot, self.norms.plot, self.matrix, self.probe]
        window.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.RightDockWidgetArea)
        bottom, right = (
            Qt.DockWidgetArea.BottomDockWidgetArea,
            Qt.DockWidgetArea.RightDockWidgetArea,
        )
        self.strip_dock = _dock(
            window,
            self.tr("Intermediate predictions"),
            "strip_dock",
            StripWithRival(self.strip, self.rivals.panel),
            bottom,
        )
        panels: list[tuple[str, str, QWidget]] = [
            (self.tr("Predictions"), "plot_dock", self.plot),
            (self.tr("Gates"), "norm_dock", stacked(self.compare_box, self.norms)),
            (self.tr("Memories"), "memory_dock", memories),
            (self.tr("Pixel"), "probe_dock", self.probe),
        ]
        self.docks = [_dock(window, title, name, panel, right) for title, name, panel in panels]
        for first, second in zip(self.docks, self.docks[1:], strict=False):
            window.tabifyDockWidget(first, second)
        self.docks[0].raise_()
        for dock in self.docks:
            dock.hide()

    def _connect(self) -> None:
        bench, viewer = self._workbench, self._view.viewer
        bench.document_changed.connect(self._on_document_changed)
        bench.prediction_restored.connect(self.pictures.paint)
        viewer.pixel_clicked.connect(self._on_pixel_clicked)
        self.pictures.chosen_changed.connect(self._on_chosen_changed)
        self.inspector.analysed.connect(self._on_analysed)
        self.inspector.measured.connect(self._on_measured)
        self.inspector.inspected.connect(self._on_inspected)
        self.inspector.compared.connect(self._on_compared)
        self.inspector.other_restored.connect(self._on_other_restored)
        self.inspector.progressed.connect(self.maps.set_progress)
        self.inspector.cancelled.connect(self._on_cancelled)
        self.inspector.failed.connect(self._on_failed)
        self.compare_box.chosen_changed.connect(self._on_compare_chosen)
        self.matrix.memory_chosen.connect(self._on_memory_chosen)
        self.matrix.memory_toggled.connect(self._on_memory_toggled)
        for digit in range(10):
            self._add_digit(digit, before=False)
            self._add_digit(digit, before=True)
        self._actions.see_inside.toggled.connect(self._on_see_inside_toggled)
        self._actions.play_predictions.toggled.connect(self._on_play_toggled)
        self._actions.export_plot.triggered.connect(self._on_export_plot)
        self.strip.playing_changed.connect(self._actions.play_predictions.setChecked)

    def _add_digit(self, digit: int, *, before: bool) -> None:
        """Lets a number key choose an entry of the strip, with Shift as the before picture."""
        shortcut = QShortcut(QKeySequence(f"{'Shift+' if before else ''}{digit}"), self._window)
        shortcut.activated.connect(lambda: self.strip.choose(digit, before))

    @Slot(object)
    def _on_document_changed(self, document: Document | None) -> None:
        self.inspector.forget()
        self._set_switched_off(frozenset())
        self._whole_psnr = None
        self.pictures.open(document)
        self.rivals.forget()
        self.plot.set_figures(())
        self.maps.clear()
        self.probe.clear()
        self._view.viewer.set_box(None)

    @Slot(object)
    def _on_analysed(self, analysis: ModelAnalysis) -> None:
        self.norms.set_norms(analysis.norms, analysis.info.name)
        self.matrix.set_norms(analysis.norms)
        self.plot.set_weights(analysis.ensemble_weights, analysis.info.card.task)
        self.pictures.set_weights(analysis.ensemble_weights)

    @Slot(object)
    def _on_measured(self, figures: tuple[PredictionFigures, ...]) -> None:
        self.strip.set_figures((*figures, *self.rivals.figures))
        self.plot.set_figures(figures)
        psnr = figures[-1].psnr
        if not self._switched_off:
            self._whole_psnr = psnr
        change = None if psnr is None or self._whole_psnr is None else psnr - self._whole_psnr
        self._view.info_row.set_switched_off(self._switched_off, change)

    @Slot(object)
    def _on_compare_chosen(self, info: ModelInfo | None) -> None:
        self.norms.set_overlay(None, "")
        self.pictures.remove(OTHER)
        if info is not None:
            self.inspector.compare(info)
            self._run_other()

    def _run_other(self) -> None:
        document, other = self._workbench.document, self.compare_box.chosen
        if document is not None and document.restoration is not None and other is not None:
            self.inspector.run_other(document, other, self._workbench.compute)

    @Slot(object)
    def _on_compared(self, analysis: ModelAnalysis) -> None:
        self.norms.set_overlay(analysis.norms, analysis.info.name)

    @Slot(object)
    def _on_other_restored(self, result: OtherResult) -> None:
        self.pictures.add(OTHER, result.rendering)

    @Slot(object)
    def _on_inspected(self, view: "MemoryView") -> None:
        self.maps.set_busy(False)
        self.maps.set_view(view)

    @Slot()
    def _on_cancelled(self) -> None:
        self.maps.set_busy(False)

    @Slot(str)
    def _on_failed(self, message: str) -> None:
        self.maps.set_busy(False)
        self._view.message_bar.show_error(message)

    @Slot(int, str)
    def _on_memory_chosen(self, block: int, memory: str) -> None:
        document = self._workbench.document
        if document is None or self._info is None:
            return
        photo = QRect(0, 0, document.photo.width, document.photo.height)
        region = self._view.viewer.visible_region() & photo
        if region.isEmpty():
            return
        self.maps.set_busy(True)
        compute = self._workbench.compute
        self.inspector.inspect(document, self._info, region, (block, memory), compute)

    @Slot(int, str)
    def _on_memory_toggled(self, block: int, memory: str) -> None:
        """Restores the photo again with that memory switched off or on."""
        if self._info is None or self._workbench.restoring:
            return
        whole = self.pictures.picture(FINAL)
        if not self._switched_off and whole is not None:
            self.pictures.add(WHOLE, whole)
        self._set_switched_off(self._switched_off ^ {(block, memory)})
        if not self._switched_off:
            self.pictures.remove(WHOLE)
        if self._workbench.document is not None:
            self.restoration_wanted.emit()

    def _set_switched_off(self, memories: frozenset[Memory]) -> None:
        self._switched_off = memories
        self.matrix.set_switched_off(memories)
        self._view.info_row.set_switched_off(memories)

    @Slot(str, str)
    def _on_chosen_changed(self, before: str, after: str) -> None:
        self._view.name_pictures(before, after, self.pictures.title)

    @Slot(object)
    def _on_pixel_clicked(self, place: QPoint) -> None:
        document = self._workbench.document
        if document is None:
            return
        x, y = place.x(), place.y()
        names, values = [INPUT], [document.photo.pixels[y, x]]
        restoration = document.restoration
        if restoration is not None:
            names += [name_prediction(m) for m in range(1, len(restoration.predictions) + 1)]
            values += [prediction[y, x] for prediction in restoration.predictions]
            names.append(FINAL)
            values.append(restoration.pixels[y, x])
        clean = document.reference.pixels[y, x] * 255 if document.reference else None
        self.probe.set_values(names, np.stack(values) * 255, clean, place)
        self._view.viewer.set_box(self._receptive_field(place, document))

    def _receptive_field(self, place: QPoint, document: Document) -> QRect | None:
        """Returns what the chosen prediction sees of the photo for one of its pixels."""
        if self._info is None or not self.pictures.after:
            return None
        config, key = self._info.config, self.pictures.after
        if key == FINAL:
            blocks = config.blocks
        elif key.startswith("M"):
            blocks = int(key[1:])
        else:
            return None
        radius = 2 * config.recursions * blocks + 2
        field = QRect(place.x() - radius, place.y() - radius, 2 * radius + 1, 2 * radius + 1)
        return field & QRect(0, 0, document.photo.width, document.photo.height)

    @Slot(bool)
    def _on_see_inside_toggled(self, shown: bool) -> None:
        for dock in self.docks:
            dock.setVisible(shown)
        if shown:
            self.docks[0].raise_()

    @Slot()
    def _on_export_plot(self) -> None:
        ask_where_to_export(self._window, self._on_export_chosen)

    @Slot(str)
    def _on_export_chosen(self, name: str) -> None:
        # The dialog has asked already whether an existing file may be replaced.
        self.export_plot(Path(name), overwrite=True)

    @Slot(bool)
    def _on_play_toggled(self, playing: bool) -> None:
        if playing:
            self.strip.play()
        else:
            self.strip.stop()


def _dock(
    window: QMainWindow, title: str, name: str, panel: QWidget, area: Qt.DockWidgetArea
) -> QDockWidget:
    dock = QDockWidget(title, window)
    dock.setObjectName(name)
    dock.setWidget(panel)
    window.addDockWidget(area, dock)
    return dock
