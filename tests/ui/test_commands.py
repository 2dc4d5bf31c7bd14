"""Commands are found by what people type."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenuBar
from pytestqt.qtbot import QtBot

from memnet_gui.ui.commands import Command, collect_commands, find_commands, plain


@pytest.fixture
def bar(qtbot: QtBot) -> QMenuBar:
    bar = QMenuBar()
    qtbot.addWidget(bar)
    file = bar.addMenu("&File")
    file.addAction("&Open…").setShortcut("Ctrl+O")
    file.addSeparator()
    recent = file.addMenu("Open &Recent")
    recent.aboutToShow.connect(lambda: recent.addAction("Fish && Chips.png"))
    view = bar.addMenu("&View")
    for text in ("F&ull Screen", "Fit", "Split View", "Show Original"):
        view.addAction(text)
    view.actions()[3].setEnabled(False)
    view.addAction("Secret").setVisible(False)
    return bar


def names(commands: list[Command]) -> list[str]:
    return [command.name for command in commands]


def test_menus_are_listed_with_their_path(bar: QMenuBar) -> None:
    commands = collect_commands(bar)
    assert names(commands) == [
        "Open", "Fish & Chips.png", "Full Screen", "Fit", "Split View", "Show Original",
    ]  # fmt: skip
    assert commands[0].keys == "Ctrl+O"
    assert commands[1].menus == ("File", "Open Recent")


def test_an_action_in_two_menus_is_listed_once(bar: QMenuBar) -> None:
    bar.addMenu("Again").addActions(bar.actions()[1].menu().actions())
    assert len(collect_commands(bar)) == 6


@pytest.mark.parametrize(
    ("query", "first"),
    [("full", "Full Screen"), ("SCREEN", "Full Screen"), ("f s", "Full Screen"),
     ("flscr", "Full Screen"), ("fi", "Fit"), ("view sp", "Split View"),
     ("recent", "Fish & Chips.png"), ("lit", "Split View"), ("ope", "Open")],
)  # fmt: skip
def test_the_best_match_comes_first(bar: QMenuBar, query: str, first: str) -> None:
    assert names(find_commands(collect_commands(bar), query))[0] == first


def test_what_does_not_fit_is_left_out(bar: QMenuBar) -> None:
    assert find_commands(collect_commands(bar), "zebra") == []
    assert names(find_commands(collect_commands(bar), "screen")) == ["Full Screen"]


def test_what_is_off_comes_behind_its_like(bar: QMenuBar) -> None:
    bar.actions()[1].menu().addAction("Show Originals as They Are")
    found = names(find_commands(collect_commands(bar), "show orig"))
    assert found == ["Show Originals as They Are", "Show Original"]


def test_what_is_off_is_not_hidden_by_what_is_only_near(bar: QMenuBar) -> None:
    bar.addMenu("Original").addAction("Show")
    assert names(find_commands(collect_commands(bar), "original"))[0] == "Show Original"


@pytest.mark.parametrize(
    ("text", "said"), [("&Open…", "Open"), ("Black && White", "Black & White"), ("Fit", "Fit")]
)
def test_plain_text_has_no_marks(text: str, said: str) -> None:
    assert plain(text) == said


def test_the_hint_is_the_tooltip_without_name_and_keys(qtbot: QtBot) -> None:
    action = QAction("Open")
    assert Command(action, ()).hint == ""
    action.setToolTip("Open a photo (Ctrl+O)")
    assert Command(action, ()).hint == "Open a photo"
