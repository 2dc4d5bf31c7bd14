"""The menu bar: every action once, and the choices that need no place on the toolbar."""

from pathlib import Path

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMainWindow, QMenu

from memnet_gui.app.settings import Settings
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.ui.actions import Actions
from memnet_gui.ui.theme import Theme

_SAMPLES = {
    "camera": QT_TRANSLATE_NOOP("Menus", "Camera"),
    "astronaut": QT_TRANSLATE_NOOP("Menus", "Astronaut"),
    "chelsea": QT_TRANSLATE_NOOP("Menus", "Chelsea"),
    "coffee": QT_TRANSLATE_NOOP("Menus", "Coffee"),
    "rocket": QT_TRANSLATE_NOOP("Menus", "Rocket"),
}
_THEMES = {
    Theme.SYSTEM: QT_TRANSLATE_NOOP("Menus", "System"),
    Theme.LIGHT: QT_TRANSLATE_NOOP("Menus", "Light"),
    Theme.DARK: QT_TRANSLATE_NOOP("Menus", "Dark"),
}


class Menus(QObject):
    """Fills a window's menu bar.

    Attributes:
        recent_chosen: (Path) A recent photo shall be opened.
        sample_chosen: (str) A sample shall be opened.
        theme_chosen: (Theme) Other colours are wanted.
    """

    recent_chosen = Signal(object)
    sample_chosen = Signal(str)
    theme_chosen = Signal(object)

    def __init__(self, window: QMainWindow, actions: Actions, settings: Settings) -> None:
        super().__init__(window)
        self._settings = settings
        bar = window.menuBar()
        file_menu = bar.addMenu(self.tr("&File"))
        file_menu.addAction(actions.open)
        self._recent = file_menu.addMenu(self.tr("Open &Recent"))
        self._recent.setObjectName("recent_menu")
        self._recent.aboutToShow.connect(self._on_recent_about_to_show)
        self._recent.triggered.connect(self._on_recent_triggered)
        file_menu.addAction(actions.open_sample)
        self._add_samples(file_menu)
        file_menu.addActions([actions.next_photo, actions.previous_photo])
        file_menu.addSeparator()
        file_menu.addActions([actions.save, actions.save_as, actions.export_plot])
        file_menu.addSeparator()
        file_menu.addActions([actions.open_model, actions.import_weights, actions.export_model])
        file_menu.addSeparator()
        file_menu.addAction(actions.quit)
        edit_menu = bar.addMenu(self.tr("&Edit"))
        edit_menu.addActions([actions.undo, actions.redo])
        edit_menu.addSeparator()
        edit_menu.addActions([actions.copy, actions.paste])
        edit_menu.addSeparator()
        edit_menu.addActions([actions.select_region, actions.crop])
        edit_menu.addSeparator()
        edit_menu.addActions([actions.command_search, actions.preferences])
        photo_menu = bar.addMenu(self.tr("&Photo"))
        photo_menu.addActions([actions.add_noise, actions.reduce, actions.compress])
        photo_menu.addSeparator()
        photo_menu.addActions(
            [actions.follow_suggestion, actions.restore, actions.restore_region, actions.cancel]
        )
        photo_menu.addSeparator()
        photo_menu.addAction(actions.self_ensemble)
        self.view_menu = view_menu = bar.addMenu(self.tr("&View"))
        view_menu.addActions([actions.zoom_in, actions.zoom_out, actions.magnifier])
        view_menu.addSeparator()
        view_menu.addActions([actions.split, actions.show_original, actions.full_screen])
        view_menu.addSeparator()
        view_menu.addActions([actions.see_inside, actions.play_predictions])
        view_menu.addActions([actions.show_training, actions.show_batch, actions.reset_layout])
        view_menu.addSeparator()
        self._add_themes(view_menu)
        training_menu = bar.addMenu(self.tr("&Training"))
        training_menu.addActions([actions.train_start, actions.train_pause, actions.train_stop])
        help_menu = bar.addMenu(self.tr("&Help"))
        help_menu.addActions([actions.user_guide, actions.shortcuts])
        help_menu.addSeparator()
        help_menu.addActions([actions.copy_diagnostics, actions.open_log_folder, actions.about])

    def show_theme(self, theme: Theme) -> None:
        """Checks the theme that was chosen elsewhere."""
        for action in self._themes.actions():
            action.setChecked(action.data() == theme.value)

    def _add_samples(self, menu: QMenu) -> None:
        samples = menu.addMenu(self.tr("Sam&ples"))
        for name, text in _SAMPLES.items():
            action = samples.addAction(self.tr(text))
            action.setObjectName(f"action_open_sample_{name}")
            action.setData(name)
        samples.triggered.connect(self._on_sample_triggered)

    def _add_themes(self, menu: QMenu) -> None:
        themes = menu.addMenu(self.tr("T&heme"))
        self._themes = group = QActionGroup(self)
        for theme in Theme:
            action = themes.addAction(self.tr(_THEMES[theme]))
            action.setObjectName(f"action_theme_{theme.value}")
            action.setCheckable(True)
            action.setChecked(theme.value == self._settings.theme)
            action.setData(theme.value)
            group.addAction(action)
        group.triggered.connect(self._on_theme_triggered)

    @Slot(QAction)
    def _on_sample_triggered(self, action: QAction) -> None:
        self.sample_chosen.emit(action.data())

    @Slot(QAction)
    def _on_theme_triggered(self, action: QAction) -> None:
        self.theme_chosen.emit(Theme(action.data()))

    @Slot(QAction)
    def _on_recent_triggered(self, action: QAction) -> None:
        self.recent_chosen.emit(Path(action.data()))

    @Slot()
    def _on_recent_about_to_show(self) -> None:
        self._recent.clear()
        for path in self._settings.recent_files:
            action = self._recent.addAction(path.name.replace("&", "&&"))
            action.setToolTip(str(path))
            action.setData(str(path))
        if self._recent.isEmpty():
            self._recent.addAction(self.tr("No photos yet")).setEnabled(False)
