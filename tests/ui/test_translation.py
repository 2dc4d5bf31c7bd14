"""The German translation is complete, compiled and has room."""

import ast
import re
import subprocess
import sysconfig
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton, QComboBox, QDockWidget, QLabel, QTabBar, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.evaluation.predictions import FINAL, INPUT
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.models import shipped_models
from memnet_gui.ui.elided_label import ElidedLabel
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.model_box import describe
from memnet_gui.ui.predictions import REFERENCE
from memnet_gui.ui.view_modes import VIEW_MODES

ROOT = Path(__file__).parents[2]
TS = ROOT / "resources" / "translations" / "memnet-gui_de.ts"
ENGLISH = TS.with_name("memnet-gui_en.ts")
MARKERS = {"tr", "translate", "QT_TRANSLATE_NOOP"}
PLACEHOLDER = re.compile(r"\{[^}]*\}|%n|%L?\d")


def run_tool(name: str, *arguments: str | Path) -> None:
    """Runs one of Qt's tools in the checkout."""
    tool = Path(sysconfig.get_path("scripts")) / f"pyside6-{name}"
    subprocess.run([tool, *arguments], cwd=ROOT, check=True, capture_output=True, timeout=60)


def read_messages(path: Path = TS) -> list[tuple[str, str, ET.Element]]:
    """Returns context, source text and translation of every message."""
    return [
        (context.findtext("name", ""), message.findtext("source", ""), translation)
        for context in ET.parse(path).getroot().iter("context")
        for message in context.iter("message")
        if (translation := message.find("translation")) is not None
    ]


def forms_of(translation: ET.Element) -> list[str]:
    """Returns the texts of a translation, one for each plural form."""
    return [form.text or "" for form in translation.iter("numerusform")] or [translation.text or ""]


def marked_texts() -> Iterator[tuple[str, ast.Call, bool]]:
    """Yields place and call of each literal that is marked; whether it is in an f-string."""
    for path in sorted((ROOT / "memnet_gui").rglob("*.py")):
        tree = ast.parse(path.read_text(encoding="utf-8"))
        inner = {
            id(node)
            for outer in ast.walk(tree)
            if isinstance(outer, ast.JoinedStr)
            for node in ast.walk(outer)
        }
        for node in ast.walk(tree):
            if isinstance(node, ast.Call):
                name = getattr(node.func, "attr", getattr(node.func, "id", ""))
                if name in MARKERS and node.args:
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", node, id(node) in inner


def test_every_text_is_translated(tmp_path: Path) -> None:
    fresh = tmp_path / TS.name
    fresh.write_bytes(TS.read_bytes())
    options = ("-extensions", "py", "-no-obsolete", "-locations", "none")
    run_tool("lupdate", *options, "memnet_gui", "-ts", fresh)
    missing = [
        source
        for _, source, translation in read_messages(fresh)
        if translation.get("type") == "unfinished" or not all(forms_of(translation))
    ]
    assert not missing, "run `make translations`, then fill these in"
    assert fresh.read_text(encoding="utf-8") == TS.read_text(encoding="utf-8"), (
        "texts went away or moved: run `make translations`"
    )


def test_english_plurals_are_complete(tmp_path: Path) -> None:
    fresh = tmp_path / ENGLISH.name
    fresh.write_bytes(ENGLISH.read_bytes())
    options = ("-extensions", "py", "-no-obsolete", "-locations", "none", "-pluralonly")
    run_tool("lupdate", *options, "memnet_gui", "-ts", fresh)
    assert all(all(forms_of(translation)) for _, _, translation in read_messages(fresh))
    assert fresh.read_text(encoding="utf-8") == ENGLISH.read_text(encoding="utf-8")


@pytest.mark.parametrize("source", [TS, ENGLISH])
def test_compiled_translation_is_current(tmp_path: Path, source: Path) -> None:
    fresh = tmp_path / "fresh.qm"
    run_tool("lrelease", "-silent", source, "-qm", fresh)
    assert fresh.read_bytes() == source.with_suffix(".qm").read_bytes(), "run `make translations`"


def test_lupdate_finds_every_marked_text() -> None:
    known = {source for _, source, _ in read_messages()}
    for place, call, in_f_string in marked_texts():
        name = getattr(call.func, "attr", getattr(call.func, "id", ""))
        text = call.args[0 if name == "tr" or len(call.args) == 1 else 1]
        if not isinstance(text, ast.Constant):
            parts = [node.value for node in ast.walk(text) if isinstance(node, ast.Constant)]
            assert not any(isinstance(part, str) for part in parts), f"{place}: {parts}"
        else:
            assert not in_f_string, f"{place}: lupdate does not look into f-strings"
            assert text.value in known, f"{place}: lupdate does not find it"


def test_placeholders_and_edges_agree() -> None:
    for context, source, translation in read_messages():
        for text in forms_of(translation):
            place = f"{context}: {source!r} and {text!r}"
            assert placeholders(text) == placeholders(source), place
            assert text.count("&") == source.count("&"), place
            assert text[:1].isspace() == source[:1].isspace(), place
            assert text[-1:] == source[-1:] or source[-1] not in ".:…", place


def placeholders(text: str) -> list[str]:
    """Returns the fields of a text; a comma between thousands is for English alone."""
    return sorted(found.replace(":,}", "}") for found in PLACEHOLDER.findall(text))


@pytest.mark.usefixtures("german")
def test_shipped_models_are_described_in_german() -> None:
    known = {source for context, source, _ in read_messages() if context == "Engine"}
    assert known >= {model.card.summary for model in shipped_models()}


def test_panels_and_choices_are_german(german: None, window: MainWindow) -> None:
    titles = [dock.windowTitle() for dock in window.inside.docks]
    assert titles == ["Vorhersagen", "Gates", "Gedächtnisse", "Pixel"]
    modes = window.controls.view_mode_box
    assert [modes.itemText(row) for row in range(modes.count())] == [
        "Nebeneinander", "Geteilt", "Differenz", "Raster",
    ]  # fmt: skip
    assert window.choice.task_box.currentText() == "Entrauschen"
    assert window.choice.task == "denoise"


def test_keys_of_the_strip_know_no_language(german: None, window: MainWindow) -> None:
    window.open_sample()
    window.inside.pictures.begin(NetworkConfig(2, 1, 4))
    strip = window.inside.strip
    assert strip.keys == (INPUT, "M1", "M2", FINAL, REFERENCE)
    titles = [strip.thumbnail(key).entry.title for key in strip.keys]
    assert titles == ["Eingabe", "M1", "M2", "Ergebnis", "Referenz"]


def test_figures_have_a_point_in_every_language(german: None, window: MainWindow) -> None:
    form = window.training.panel.settings_page.findChild(QWidget, "training_rate_box")
    assert form is not None
    assert form.text() == "0.01000"


def test_german_texts_have_room(qtbot: QtBot, german: None, window: MainWindow) -> None:
    window.resize(1280, 720)
    docks = [*window.inside.docks, window.training.dock, window.inside.strip_dock]
    for dock in docks:
        dock.show()
    for dock in docks:
        dock.raise_()
        qtbot.wait(50)
        assert not clipped(dock), dock.windowTitle()
    assert not clipped(window.controls)
    assert not clipped(window.status)
    assert window.width() == 1280


@pytest.mark.parametrize("task", ["denoise", "upscale"])
def test_a_narrow_toolbar_sheds_words_before_buttons(
    qtbot: QtBot, german: None, window: MainWindow, task: str
) -> None:
    for info in shipped_models():
        window.add_model(info, choose=info.card.task == task)
    window.resize(1280, 720)
    window.controls.view_mode_box.setCurrentIndex(list(VIEW_MODES).index("Difference"))
    buttons = [
        window.controls.widgetForAction(action)
        for action in (window.actions_.open, window.actions_.save, window.actions_.see_inside)
    ]
    qtbot.waitUntil(lambda: all(button.isVisible() for button in buttons))
    qtbot.waitUntil(lambda: not clipped(window.controls))
    window.resize(1800, 720)
    qtbot.waitUntil(lambda: buttons[0].width() > 60)
    assert buttons[0].toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextBesideIcon


def clipped(parent: QWidget) -> list[str]:
    """Returns the texts below a widget that are in sight and have less room than they want."""
    widgets: list[QLabel | QAbstractButton | QComboBox] = [
        *parent.findChildren(QLabel),
        *parent.findChildren(QAbstractButton),
        *parent.findChildren(QComboBox),
    ]
    return [
        it.currentText() if isinstance(it, QComboBox) else it.text()
        for it in widgets
        if not it.visibleRegion().isEmpty()
        and not isinstance(it.parent(), QDockWidget | QTabBar)
        and not isinstance(it, ElidedLabel)
        and not (isinstance(it, QLabel) and it.wordWrap())
        and it.width() < it.sizeHint().width()
    ]


def test_a_damaged_file_is_explained_in_german(
    german: None, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "urlaub.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    told: list[str] = []
    window.workbench.failed.connect(told.append)
    window.workbench.open_path(path)
    assert len(told) == 1
    assert told[0].startswith(f"Die Datei {path} ist beschädigt oder unvollständig (")


def test_models_that_were_trained_here_are_described_in_german(
    german: None, window: MainWindow
) -> None:
    (info,) = (it for it in window.choice.models if it.name == "denoise-grey-fast")
    card = replace(info.card, summary="Removes noise of sigma 5 to 25.5 from colour photos")
    described = describe(replace(info, card=card))
    assert described == f"Entfernt Rauschen mit Sigma 5 bis 25.5 aus Farbfotos ({info.config.name})"
