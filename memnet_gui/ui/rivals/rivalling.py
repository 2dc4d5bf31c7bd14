"""Connects the choice of a rival with what computes it and with the strip that shows it."""

from pathlib import Path

from PySide6.QtCore import QObject, Slot
from PySide6.QtWidgets import QWidget

from memnet_gui.app.document import Document
from memnet_gui.app.inspector import Inspector
from memnet_gui.app.rivalling import RIVAL_KEY, RivalResult
from memnet_gui.app.settings import Settings
from memnet_gui.app.workbench import Workbench
from memnet_gui.evaluation.predictions import PredictionFigures
from memnet_gui.imaging.photo import Photo
from memnet_gui.ui.dialogs import ask_for_rival
from memnet_gui.ui.predictions import PredictionsStrip
from memnet_gui.ui.predictions.pictures import PredictionPictures
from memnet_gui.ui.rivals.facts import describe, describe_entry
from memnet_gui.ui.rivals.rival_panel import RivalPanel


class Rivalling(QObject):
    """Has the chosen rival restore what the network has restored.

    A result stands as long as the photo is the same; beside another restoration of it, it is only
    measured again.
    """

    def __init__(
        self,
        workbench: Workbench,
        inspector: Inspector,
        pictures: PredictionPictures,
        strip: PredictionsStrip,
        window: QWidget,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._workbench = workbench
        self._inspector = inspector
        self._pictures = pictures
        self._strip = strip
        self._settings: Settings | None = None
        self._result: RivalResult | None = None
        self._photo: Photo | None = None
        self._is_measured = False
        self.panel = RivalPanel()
        self._connect()
        self._update()

    @property
    def figures(self) -> tuple[PredictionFigures, ...]:
        """Those of the result, if there is one, beside the restoration that is on show."""
        if self._result is None or not self._is_measured:
            return ()
        return (self._result.figures,)

    def forget_figures(self) -> None:
        """Waits for another restoration to be measured beside."""
        self._is_measured = False

    def remember_in(self, settings: Settings) -> None:
        """Offers the files that were opened last, and remembers those that follow."""
        self._settings = settings
        self.panel.box.offer_files(settings.rival_files)

    def meet(self, document: Document) -> None:
        """Lets the rival restore what has been restored, or measures its result again."""
        if self._result is not None and self._photo is document.photo:
            self._inspector.measure_rival(document, self._result)
        else:
            self._run()
        self._update()

    def forget(self) -> None:
        """Drops the result, and what is under way, for a photo that is no longer open."""
        self._drop()
        self.panel.set_running(False)
        self._update()

    def open_file(self, path: Path) -> None:
        """Chooses another network's file."""
        if self._settings is not None:
            self._settings.remember_rival_file(path)
            self.panel.box.offer_files(self._settings.rival_files)
        self.panel.box.choose(str(path))
        self._on_chosen(str(path))

    def _connect(self) -> None:
        self.panel.box.chosen_changed.connect(self._on_chosen)
        self.panel.box.open_wanted.connect(self._on_open_wanted)
        self.panel.again_wanted.connect(self._on_again_wanted)
        self.panel.cancel_wanted.connect(self._inspector.cancel_rival)
        self._inspector.rivalled.connect(self._on_rivalled)
        self._inspector.rival_progressed.connect(self.panel.set_progress)
        self._inspector.rival_ended.connect(self._on_ended)

    def _run(self) -> None:
        document, source = self._workbench.document, self.panel.box.chosen
        if document is None or document.restoration is None or not source:
            return
        self._photo = document.photo
        self.panel.set_running(True)
        self._inspector.run_rival(document, source, self._workbench.compute)

    def _drop(self) -> None:
        self._result = self._photo = None
        self._pictures.remove(RIVAL_KEY)

    def _update(self) -> None:
        """Says what is known of the result, or what is still missing for one."""
        document, chosen = self._workbench.document, self.panel.box.chosen
        is_ready = document is not None and document.restoration is not None
        self.panel.set_enabled(bool(chosen) and is_ready)
        if self._result is not None:
            self.panel.set_facts("\n".join(describe(self._result.restoration)))
        elif chosen and not is_ready:
            self.panel.set_facts(self.tr("Appears when the photo is restored."))
        else:
            self.panel.set_facts("")

    @Slot(str)
    def _on_chosen(self, _source: str) -> None:
        self._inspector.cancel_rival()
        self._drop()
        self._run()
        self._update()

    @Slot()
    def _on_again_wanted(self) -> None:
        self._run()

    @Slot()
    def _on_open_wanted(self) -> None:
        files = self._settings.rival_files if self._settings is not None else []
        folder = files[0].parent if files else Path.home()
        ask_for_rival(self._window, folder, self._on_file_chosen)

    @Slot(str)
    def _on_file_chosen(self, name: str) -> None:
        self.open_file(Path(name))

    @Slot(object)
    def _on_rivalled(self, result: RivalResult) -> None:
        self._result, self._is_measured = result, True
        self._pictures.add(RIVAL_KEY, result.rendering, describe_entry(result.restoration))
        self._strip.add_figures(result.figures)
        self._update()

    @Slot()
    def _on_ended(self) -> None:
        self.panel.set_running(False)
        self._update()
