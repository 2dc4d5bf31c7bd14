"""The toolbar: from the photo to the saved photo, left to right."""

import qtawesome
from PySide6.QtCore import QEvent, Qt, Signal, Slot
from PySide6.QtGui import QAction, QPalette, QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QSlider,
    QToolBar,
    QToolButton,
    QWidget,
)

from memnet_gui.ui.actions import Actions
from memnet_gui.ui.degrade_button import DegradeButton
from memnet_gui.ui.difference import GAINS
from memnet_gui.ui.model_box import ModelBox
from memnet_gui.ui.model_choice import ModelChoice
from memnet_gui.ui.theme import ACCENT, ACCENT_LIT, ACCENT_PRESSED

_SLIDER_WIDTH_PX = 84
_DEFAULT_GAIN = 4
_EXTENSION_BUTTON = "qt_toolbar_ext_button"  # as Qt calls it


class Controls(QToolBar):
    """Holds the actions and choices that a photo needs.

    Attributes:
        strength_changed: (float) The blend of result and original, 0 to 1.
        view_mode_changed: (int) Index of the chosen view mode.
        gain_changed: (float) The magnification of the difference.
    """

    strength_changed = Signal(float)
    view_mode_changed = Signal(int)
    gain_changed = Signal(float)

    def __init__(
        self, actions: Actions, view_modes: list[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Tools"))
        self.setObjectName("tool_bar")
        self.setMovable(False)
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.addAction(actions.open)
        self.addAction(actions.save)
        self.addSeparator()
        self.degrade_button = DegradeButton(actions)
        self.addWidget(self.degrade_button)
        self.addSeparator()
        self.choice = ModelChoice()
        self.addWidget(self.choice)
        self.restore_button = self._build_restore_button(actions)
        self.addWidget(self.restore_button)
        self.addAction(actions.cancel)
        self._show_only(actions.cancel, Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.addSeparator()
        self._build_strength()
        spacer = QWidget()
        spacer.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.addWidget(spacer)
        self.view_mode_box = QComboBox()
        self.view_mode_box.setObjectName("view_mode_box")
        self.view_mode_box.setAccessibleName(self.tr("View"))
        self.view_mode_box.setToolTip(self.tr("How before and after are shown"))
        self.view_mode_box.addItems([self.tr(mode) for mode in view_modes])
        self.view_mode_box.currentIndexChanged.connect(self.view_mode_changed)
        self.addWidget(self.view_mode_box)
        self._build_gain()
        self.addAction(actions.fit)
        self.addAction(actions.actual_size)
        self.addAction(actions.see_inside)
        self._show_only(actions.see_inside, Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._show_only(actions.fit, Qt.ToolButtonStyle.ToolButtonIconOnly)
        self._show_only(actions.actual_size, Qt.ToolButtonStyle.ToolButtonTextOnly)
        self._open_to_keyboard()
        self._draw_extension()
        self._words_px = 0
        self._wordy_buttons = [
            button
            for button in (
                self.widgetForAction(actions.open),
                self.widgetForAction(actions.save),
                self.degrade_button,
            )
            if isinstance(button, QToolButton)
        ]

    @property
    def model_box(self) -> ModelBox:
        """The choice of a model for the task."""
        return self.choice.model_box

    @property
    def strength(self) -> float:
        """The chosen blend, 0 to 1."""
        return self.strength_slider.value() / 100

    def _show_only(self, action: QAction, style: Qt.ToolButtonStyle) -> None:
        button = self.widgetForAction(action)
        assert isinstance(button, QToolButton)
        button.setToolButtonStyle(style)

    def _shed_words(self) -> None:
        """Leaves the words of some buttons out where the toolbar is too narrow for all."""
        words, icons = (
            Qt.ToolButtonStyle.ToolButtonTextBesideIcon,
            Qt.ToolButtonStyle.ToolButtonIconOnly,
        )
        is_short = self._wordy_buttons[0].toolButtonStyle() == icons
        now_px = sum(button.sizeHint().width() for button in self._wordy_buttons)
        if not is_short:
            self._words_px = now_px
        wanted_px = self.sizeHint().width() + (self._words_px - now_px if is_short else 0)
        style = icons if wanted_px > self.width() else words
        for button in self._wordy_buttons:
            button.setToolButtonStyle(style)

    def _open_to_keyboard(self) -> None:
        """Names the actions' buttons, and lets Tab reach them, which a toolbar does not."""
        for action in self.actions():
            button, name = self.widgetForAction(action), action.objectName()
            if isinstance(button, QToolButton) and name:
                button.setObjectName(f"{name.removeprefix('action_')}_button")
                button.setFocusPolicy(Qt.FocusPolicy.TabFocus)

    def _draw_extension(self) -> None:
        """Draws what shows the buttons that have no room: the style's is dark in both themes."""
        button = self.findChild(QToolButton, _EXTENSION_BUTTON)
        if isinstance(button, QToolButton):
            colour = self.palette().color(QPalette.ColorRole.ButtonText)
            button.setIcon(qtawesome.icon("mdi6.chevron-double-right", color=colour))

    def _build_restore_button(self, actions: Actions) -> QToolButton:
        """The one primary action carries the one accent colour."""
        button = QToolButton()
        button.setObjectName("restore_button")
        button.setDefaultAction(actions.restore)
        button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        accent, lit, pressed = (it.name() for it in (ACCENT, ACCENT_LIT, ACCENT_PRESSED))
        button.setStyleSheet(
            "QToolButton { padding: 5px 10px; border-radius: 4px; margin: 0 4px; }"
            f"QToolButton:enabled {{ background: {accent}; color: white; }}"
            f"QToolButton:enabled:hover {{ background: {lit}; }}"
            f"QToolButton:enabled:pressed {{ background: {pressed}; }}"
            "QToolButton:disabled { background: rgba(128, 128, 128, 45); }"
        )
        return button

    def show_gain(self, shown: bool) -> None:
        """Offers the difference's gain, or not."""
        self._gain_action.setVisible(shown)

    def _build_gain(self) -> None:
        self.gain_box = QComboBox()
        self.gain_box.setObjectName("gain_box")
        self.gain_box.setAccessibleName(self.tr("Gain of the difference"))
        self.gain_box.setToolTip(self.tr("How many times the difference is magnified"))
        for gain in GAINS:
            self.gain_box.addItem(f"× {gain}", gain)
        self.gain_box.setCurrentIndex(GAINS.index(_DEFAULT_GAIN))
        self.gain_box.currentIndexChanged.connect(self._on_gain_index_changed)
        self._gain_action = self.addWidget(self.gain_box)
        self._gain_action.setVisible(False)

    @Slot(int)
    def _on_gain_index_changed(self, index: int) -> None:
        self.gain_changed.emit(float(GAINS[index]))

    def _build_strength(self) -> None:
        self.strength_slider = QSlider(Qt.Orientation.Horizontal)
        self.strength_slider.setObjectName("strength_slider")
        self.strength_slider.setAccessibleName(self.tr("Strength"))
        self.strength_slider.setToolTip(
            self.tr("How much of the restoration is taken; 0 is the original")
        )
        self.strength_slider.setRange(0, 100)
        self.strength_slider.setValue(100)
        self.strength_slider.setFixedWidth(_SLIDER_WIDTH_PX)
        self._strength_label = QLabel("100 %")
        self._strength_label.setMinimumWidth(
            self._strength_label.fontMetrics().horizontalAdvance("100 %") + 4
        )
        self.strength_slider.valueChanged.connect(self._on_strength_moved)
        self.addWidget(_labelled(self.tr("Strength"), self.strength_slider))
        self.addWidget(self._strength_label)

    @Slot(int)
    def _on_strength_moved(self, value: int) -> None:
        self._strength_label.setText(f"{value} %")
        self.strength_changed.emit(value / 100)

    def changeEvent(self, event: QEvent) -> None:
        """Takes on the new theme's colours."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._draw_extension()

    def event(self, event: QEvent) -> bool:
        """Finds room when a part wants more or less of it."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._shed_words()
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Finds room in another width."""
        self._shed_words()
        super().resizeEvent(event)


def _labelled(text: str, widget: QWidget) -> QWidget:
    box = QWidget()
    box.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
    label = QLabel(text)
    label.setBuddy(widget)
    layout = QHBoxLayout(box)
    layout.setContentsMargins(6, 0, 6, 0)
    layout.setSpacing(6)
    layout.addWidget(label)
    layout.addWidget(widget)
    return box
