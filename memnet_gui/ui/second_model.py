"""A second model beside the chosen one: its gate norms laid over, its result in the strip."""

from PySide6.QtCore import QObject, Slot

from memnet_gui.app.analysing import ModelAnalysis
from memnet_gui.app.inspector import OTHER_KEY, Inspector, OtherResult
from memnet_gui.app.workbench import Workbench
from memnet_gui.evaluation.predictions import PredictionFigures
from memnet_gui.restoration.models import ModelInfo
from memnet_gui.ui.compare_box import CompareBox
from memnet_gui.ui.gates import GateNormPanel
from memnet_gui.ui.predictions import PredictionsStrip
from memnet_gui.ui.predictions.pictures import PredictionPictures


class SecondModel(QObject):
    """Connects the box that offers models with what reads and runs them.

    Attributes:
        box: Offers the models.
    """

    def __init__(
        self,
        workbench: Workbench,
        inspector: Inspector,
        norms: GateNormPanel,
        pictures: PredictionPictures,
        strip: PredictionsStrip,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.box = CompareBox()
        self._workbench = workbench
        self._inspector = inspector
        self._norms = norms
        self._pictures = pictures
        self._strip = strip
        self._result: OtherResult | None = None
        self.box.chosen_changed.connect(self._on_chosen)
        inspector.compared.connect(self._on_compared)
        inspector.other_restored.connect(self._on_restored)

    @property
    def figures(self) -> tuple[PredictionFigures, ...]:
        """Those of its result, if there is one beside the restoration that is on show."""
        return (self._result.figures,) if self._result else ()

    def run(self) -> None:
        """Has it restore the photo that has been restored."""
        document, chosen = self._workbench.document, self.box.chosen
        if document is not None and document.restoration is not None and chosen is not None:
            self._inspector.run_other(document, chosen, self._workbench.compute)

    def forget(self) -> None:
        """Drops its result, and what is under way, for another restoration."""
        self._inspector.forget_other_result()
        self._pictures.remove(OTHER_KEY)
        self._result = None

    @Slot(object)
    def _on_chosen(self, info: ModelInfo | None) -> None:
        self._inspector.forget_comparison()
        self._norms.set_overlay(None, "")
        self.forget()
        if info is not None:
            self._inspector.compare(info)
            self.run()

    @Slot(object)
    def _on_compared(self, analysis: ModelAnalysis) -> None:
        self._norms.set_overlay(analysis.norms, analysis.info.name)

    @Slot(object)
    def _on_restored(self, result: OtherResult) -> None:
        self._result = result
        self._pictures.add(OTHER_KEY, result.rendering)
        self._strip.add_figures(result.figures)
