"""The panels that show the inside of the network, and what connects them to the picture."""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QObject, QSignalBlocker, Qt, Signal, Slot
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QDockWidget, QMainWindow, QSplitter, QWidget

from memnet_gui.app.analysing import ModelAnalysis
from memnet_gui.app.document import Document
from memnet_gui.app.inspector import Inspector
from memnet_gui.app.stopped import name_stopped
from memnet_gui.app.translation import translate_error
from memnet_gui.app.whole_result import WHOLE_KEY, WholeResult
from memnet_gui.app.workbench import Workbench
from memnet_gui.errors import UserError
from memnet_gui.evaluation.predictions import FINAL, PredictionFigures
from memnet_gui.network.memories import Memory
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.compare_box import stacked
from memnet_gui.ui.dialogs import ask_where_to_export
from memnet_gui.ui.effects_choice import EffectsChoice
from memnet_gui.ui.gates import GateMatrix, GateNormPanel
from memnet_gui.ui.looking import Looking
from memnet_gui.ui.photo_view import PhotoView, render
from memnet_gui.ui.plots import export_plot
from memnet_gui.ui.predictions import PredictionsPlot, PredictionsStrip
from memnet_gui.ui.predictions.pictures import PredictionPictures
from memnet_gui.ui.predictions.scope import describe_scope
from memnet_gui.ui.probing import Probing
from memnet_gui.ui.rivals import Rivalling, StripWithRival
from memnet_gui.ui.second_model import SecondModel
from memnet_gui.ui.viewer import Pyramid

_MEMORIES_PX = [215, 430]
"""Heights of the gate matrix and of the feature maps, to begin with."""


class Inside(QObject):
    """Owns the docks; the workbench and the viewer know nothing of them.

    Strip, plot, pixel and what is said of the result belong to the result on show and the model
    that made it; gates, matrix and feature maps to the chosen model, which restores next.

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
        self._shown: ModelInfo | None = None
        self._analyses: dict[Path, ModelAnalysis] = {}
        self._plotted: ModelAnalysis | None = None
        self._switched_off: frozenset[Memory] = frozenset()
        self._whole: WholeResult | None = None
        self.inspector = Inspector(render, self)
        self.strip = PredictionsStrip()
        self.plot = PredictionsPlot()
        self.norms = GateNormPanel()
        self.matrix = GateMatrix()
        self.pictures = PredictionPictures(self.strip, view.viewer, self)
        self.looking = Looking(workbench, view.viewer, self.inspector, self)
        self.maps = self.looking.panel
        self.effects = EffectsChoice(workbench, view.viewer, self.inspector, self.matrix, self)
        self.probing = Probing(workbench, view.viewer, self.pictures, self)
        self.probe = self.probing.panel
        self.second = SecondModel(
            workbench, self.inspector, self.norms, self.pictures, self.strip, self
        )
        self.compare_box = self.second.box
        self.rivals = Rivalling(workbench, self.inspector, self.pictures, self.strip, window)
        self._build_docks(window)
        self._connect()

    def choose_model(self, info: ModelInfo) -> None:
        """Takes another model; memories that were switched off are on again for it."""
        if info != self._info:
            self.looking.clear()
            self._show_gates(self._analysis_of(info))
        self._info = info
        self._switch_off(frozenset())
        self._show_weights()

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
        order = self._workbench.order
        assert order is not None
        self.inspector.forget_measuring()
        self.plot.empty_figures()
        self.pictures.remove(WHOLE_KEY)
        self.second.forget()
        self.rivals.forget_figures()
        if order.model == self._info:
            self._switch_off(order.switched_off)
        self._view.info_row.set_switched_off(order.switched_off)
        self._begin(order.model, {})

    def begin_again(self, document: Document, predictions: Mapping[str, Pyramid]) -> None:
        """Takes the predictions of a restoration that has come back."""
        if document.model is not None:
            self._begin(document.model, predictions)

    def finish(self, document: Document | None) -> None:
        """Takes what the viewer shows as the final picture, and measures the predictions."""
        restoration = document.restoration if document else None
        self.pictures.finish(self._view.viewer.after_picture, name_stopped(restoration))
        if document is None:
            return
        # Of a run that was stopped before it made anything, the result before is on show again.
        self._view.info_row.set_switched_off(document.switched_off)
        if restoration is None:
            self._forget_result(document)
            return
        if document.model == self._info:
            self._switch_off(document.switched_off)
        self._set_against_whole(document)
        self.probing.refresh()
        self.looking.refresh(self._switched_off)
        self.second.run()
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
        memories.addWidget(self.effects.panel)
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
        bench = self._workbench
        bench.document_changed.connect(self._on_document_changed)
        bench.prediction_restored.connect(self.pictures.paint)
        self.pictures.chosen_changed.connect(self._on_chosen_changed)
        self.inspector.analysed.connect(self._on_analysed)
        self.inspector.measured.connect(self._on_measured)
        self.inspector.failed.connect(self._on_failed)
        self.matrix.memory_chosen.connect(self._on_memory_chosen)
        self.matrix.memory_toggled.connect(self._on_memory_toggled)
        for digit in range(10):
            self._add_digit(digit, before=False)
            self._add_digit(digit, before=True)
        self._actions.see_inside.toggled.connect(self._on_see_inside_toggled)
        self._actions.play_predictions.toggled.connect(self._on_play_toggled)
        self._actions.export_plot.triggered.connect(self._on_export_plot)
        self._actions.play_predictions.setEnabled(False)  # nothing can be played yet
        self.strip.playable_changed.connect(self._actions.play_predictions.setEnabled)
        self.strip.playing_changed.connect(self._actions.play_predictions.setChecked)

    def _add_digit(self, digit: int, *, before: bool) -> None:
        """Lets a number key choose an entry of the strip, with Shift as the before picture."""
        shortcut = QShortcut(QKeySequence(f"{'Shift+' if before else ''}{digit}"), self._window)
        shortcut.activated.connect(lambda: self.strip.choose(digit, before))

    @Slot(object)
    def _on_document_changed(self, document: Document | None) -> None:
        self.inspector.forget()
        self._shown = self._whole = None
        self._switch_off(frozenset())
        self._view.info_row.set_switched_off(frozenset())
        self.pictures.open(document)
        self.second.forget()
        self.rivals.forget()
        self.plot.set_figures(())
        self.looking.clear()
        self.effects.meet(document)
        self.probing.clear()
        self._show_weights()

    def _begin(self, model: ModelInfo, predictions: Mapping[str, Pyramid]) -> None:
        self._shown = model
        analysis = self._analysis_of(model)
        weights = analysis.ensemble_weights if analysis else None
        self.pictures.begin(model.config, predictions, weights)
        self._show_weights()

    def _show_weights(self) -> None:
        """Shows the ensemble weights of what made the result; without one, of the chosen model."""
        model = self._shown or self._info
        analysis = self._analysis_of(model) if model is not None else None
        if model is None or analysis is None:
            return
        if analysis is not self._plotted:
            self._plotted = analysis
            self.plot.set_weights(analysis.ensemble_weights, model.card.task, model.name)
        if self._shown is not None:
            self.pictures.set_weights(analysis.ensemble_weights)

    def _analysis_of(self, model: ModelInfo) -> ModelAnalysis | None:
        """Returns what is known of a model; its file may have been another one before."""
        analysis = self._analyses.get(model.path)
        return analysis if analysis is not None and analysis.info == model else None

    def _show_gates(self, analysis: ModelAnalysis | None) -> None:
        self.norms.set_norms(
            analysis.norms if analysis else (), analysis.info.name if analysis else ""
        )
        self.matrix.set_norms(analysis.norms if analysis else ())

    def _forget_result(self, document: Document) -> None:
        """Takes away what a run had begun that ended before there was a result."""
        self._shown = None
        self._switch_off(frozenset())
        self.pictures.open(document)
        self.plot.set_figures(())
        self._show_weights()

    def _set_against_whole(self, document: Document) -> None:
        """Measures a result, and where memories are off, what the whole network had made."""
        whole = self._whole if document.switched_off else None
        if whole is not None and not whole.differs_by_memories_alone(document):
            whole = None
        self._whole = whole
        self.pictures.remove(WHOLE_KEY)
        self.inspector.measure(document, whole)
        if whole is not None:
            self.pictures.add(WHOLE_KEY, whole.rendering)
            self.pictures.show(WHOLE_KEY, FINAL)
            self.difference_wanted.emit()

    @Slot(object)
    def _on_analysed(self, analysis: ModelAnalysis) -> None:
        self._analyses[analysis.info.path] = analysis
        self._show_gates(analysis)
        self._show_weights()

    @Slot(object)
    def _on_measured(self, figures: tuple[PredictionFigures, ...]) -> None:
        document = self._workbench.document
        assert document is not None
        self.strip.set_figures((*figures, *self.second.figures, *self.rivals.figures))
        scope, sentence = describe_scope(document)
        self.pictures.set_scope(sentence)
        by_name = {it.name: it for it in figures}
        whole, final = by_name.pop(WHOLE_KEY, None), by_name[FINAL]
        if document.restoration is not None and document.restoration.newest is not None:
            del by_name[FINAL]  # it is the last of the predictions
        self.plot.set_figures(tuple(by_name.values()), scope)
        if whole is not None and whole.psnr is not None and final.psnr is not None:
            change = final.psnr - whole.psnr
            self._view.info_row.set_switched_off(document.switched_off, change)

    @Slot(str)
    def _on_failed(self, message: str) -> None:
        self._view.message_bar.show_error(message)

    @Slot(int, str)
    def _on_memory_chosen(self, block: int, memory: str) -> None:
        if self._info is not None:
            self.looking.look(self._info, (block, memory), self._switched_off)

    @Slot(int, str)
    def _on_memory_toggled(self, block: int, memory: str) -> None:
        """Restores the photo again with that memory switched off or on."""
        if self._info is None or self._workbench.restoring or self._workbench.opening:
            return
        self._switch_off(self._switched_off ^ {(block, memory)})
        document = self._workbench.document
        if document is not None:
            self._whole = WholeResult.of(document, self.pictures.picture(FINAL)) or self._whole
            self.restoration_wanted.emit()

    def _switch_off(self, memories: frozenset[Memory]) -> None:
        """Has the next restoration by the chosen model go without these."""
        self._switched_off = memories
        self.matrix.set_switched_off(memories)
        self.effects.follow(self._info, memories)

    @Slot(str, str)
    def _on_chosen_changed(self, before: str, after: str) -> None:
        self._view.name_pictures(before, after, self.pictures.title)

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
