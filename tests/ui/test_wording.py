"""Every text of the window is marked for translation, and access keys lead to one place."""

import ast
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu

from memnet_gui.app.settings import Settings
from memnet_gui.ui.main_window import MainWindow

UI = Path(__file__).parents[2] / "memnet_gui" / "ui"
SHOWING = {
    "setText", "setToolTip", "setAccessibleName", "setAccessibleDescription", "setWindowTitle",
    "setPlaceholderText", "setInformativeText", "setStatusTip", "setTitle", "setPrefix",
    "setSpecialValueText", "addAction", "addMenu", "addTab", "addRow", "add_row", "QLabel",
    "QPushButton", "QCheckBox", "QRadioButton", "QGroupBox", "QMenu", "QDockWidget",
    "show_notice", "show_error",
}  # fmt: skip
SAME_EVERYWHERE = {"NL", "NS"}
SYMBOLS = re.compile(r"MemNet GUI|PSNR|SSIM|dB")


def bare_literals() -> Iterator[str]:
    """Yields the words that are shown without being marked, with their places."""
    for path in sorted(UI.rglob("*.py")):
        if path.parent.name == "felt_speed":
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = ""
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if not isinstance(node, ast.Call) or name not in SHOWING:
                continue
            for text in filter(None, map(literal_of, node.args)):
                if re.search(r"[A-Za-z]{2}", SYMBOLS.sub("", text)) and text not in SAME_EVERYWHERE:
                    yield f"{path.relative_to(UI)}:{node.lineno}: {text}"


def literal_of(node: ast.expr) -> str:
    """Returns the words in a literal or an f-string, "" for anything else."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value for part in node.values if isinstance(part, ast.Constant))
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def menus_of(actions: list[QAction]) -> Iterator[tuple[str, list[QAction]]]:
    """Yields the title and the entries of each menu, those inside others too."""
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            yield menu.title(), menu.actions()
            yield from menus_of(menu.actions())


def shared_keys(window: MainWindow) -> list[str]:
    """Returns the access keys that stand for more than one entry of a menu."""
    bar = window.menuBar().actions()
    shared = []
    for title, actions in [("menu bar", bar), *menus_of(bar)]:
        keys = re.findall(r"&(\w)", " ".join(action.text() for action in actions))
        counts = Counter(key.casefold() for key in keys)
        shared += [f"{title}: {key}" for key, times in counts.items() if times > 1]
    return shared


def test_no_text_is_shown_unmarked() -> None:
    assert list(bare_literals()) == []


def test_access_keys_are_unique_in_english(window: MainWindow) -> None:
    assert shared_keys(window) == []


def test_access_keys_are_unique_in_german(german: None, window: MainWindow) -> None:
    assert shared_keys(window) == []


def test_menus_and_toolbar_are_german(german: None, window: MainWindow) -> None:
    titles = [action.text().replace("&", "") for action in window.menuBar().actions()]
    assert titles == ["Datei", "Bearbeiten", "Foto", "Ansicht", "Training", "Hilfe"]
    assert window.controls.restore_button.text() == "Restaurieren"
    assert window.actions_.open.toolTip() == "Ein Foto öffnen (Strg+O)"


def test_german_toolbar_fits(german: None, window: MainWindow) -> None:
    assert window.controls.sizeHint().width() <= 1280


@pytest.mark.usefixtures("german")
def test_language_waits_for_the_next_start(window: MainWindow) -> None:
    window.actions_.preferences.trigger()
    dialog = window.preferences._dialog
    assert dialog is not None
    assert dialog._language_hint.isHidden()
    dialog.language_box.setCurrentIndex(dialog.language_box.findData("de"))
    assert Settings().language == "de"
    assert not dialog._language_hint.isHidden()
    assert dialog.windowTitle() == "Einstellungen"
    dialog.close()
