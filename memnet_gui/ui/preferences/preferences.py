"""Has the program follow what is chosen in the preferences."""

from dataclasses import dataclass

from PySide6.QtCore import QObject, Qt, Signal, Slot
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QWidget

from memnet_gui.app.computing import possible_compute, preferred_compute
from memnet_gui.app.engine import EngineLoader
from memnet_gui.app.settings import Settings
from memnet_gui.app.translation import translate_message
from memnet_gui.app.workbench import Workbench
from memnet_gui.network.card import TASKS
from memnet_gui.ui.model_choice import ModelChoice
from memnet_gui.ui.preferences.dialog import PreferencesDialog
from memnet_gui.ui.status import describe_compute
from memnet_gui.ui.theme import Theme


@dataclass(frozen=True)
class Followers:
    """What preferences are for."""

    self_ensemble: QAction
    workbench: Workbench
    choice: ModelChoice
    engine: EngineLoader


class Preferences(QObject):
    """Opens the dialog and passes on what is chosen there, and at the start what is stored.

    Attributes:
        theme_chosen: (Theme) Other colours are wanted.
        compute_changed: Restorations are computed otherwise from now on.
        noticed: (str) What was chosen and is not possible here.
    """

    theme_chosen = Signal(object)
    compute_changed = Signal()
    noticed = Signal(str)

    def __init__(self, window: QWidget, settings: Settings, followers: Followers) -> None:
        super().__init__(window)
        self._window = window
        self._settings = settings
        self._followers = followers
        self._dialog: PreferencesDialog | None = None
        self._note = ""
        followers.engine.loaded.connect(self.follow)
        self.follow()
        followers.self_ensemble.toggled.connect(self._on_self_ensemble_toggled)

    @Slot()
    def open(self) -> None:
        """Shows the dialog, once."""
        if self._dialog is not None:
            self._dialog.raise_()
            self._dialog.activateWindow()
            return
        dialog = PreferencesDialog(self._settings, self._followers.choice.models, self._window)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.theme_chosen.connect(self.theme_chosen)
        dialog.changed.connect(self.follow)
        dialog.destroyed.connect(self._on_dialog_destroyed)
        self._dialog = dialog
        self._show_engine()
        dialog.show()

    def show_theme(self, theme: Theme) -> None:
        """Shows the theme that was chosen elsewhere."""
        if self._dialog is not None:
            self._dialog.show_theme(theme)

    @Slot()
    def follow(self) -> None:
        """Hands the settings to those who need them."""
        settings, to = self._settings, self._followers
        to.self_ensemble.setChecked(settings.self_ensemble)
        to.workbench.largest_megapixels = settings.largest_megapixels
        to.choice.set_defaults({task: settings.default_model(task) for task in TASKS})
        compute, note = preferred_compute(settings), ""
        if to.engine.ready:
            compute, note = possible_compute(compute)
        if compute != to.workbench.compute:
            to.workbench.compute = compute
            self.compute_changed.emit()
        if note and note != self._note:
            self.noticed.emit(translate_message(note))
        self._note = note
        self._show_engine()

    def _show_engine(self) -> None:
        """Tells the dialog what only the engine knows, as soon as it is loaded."""
        if self._dialog is None or not self._followers.engine.ready:
            return
        page = self._dialog.computing
        page.show_hardware()
        if self._note:
            page.show_now(translate_message(self._note))
        else:
            how = describe_compute(self._followers.workbench.compute)
            page.show_now(self.tr("Now: {how}").format(how=how))

    @Slot(bool)
    def _on_self_ensemble_toggled(self, wanted: bool) -> None:
        self._settings.self_ensemble = wanted
        self.follow()

    @Slot()
    def _on_dialog_destroyed(self) -> None:
        self._dialog = None
