"""What the user prefers: the dialog, and the program that follows it."""

from memnet_gui.ui.preferences.dialog import PreferencesDialog
from memnet_gui.ui.preferences.preferences import Followers, Preferences

__all__ = ["Followers", "Preferences", "PreferencesDialog"]
