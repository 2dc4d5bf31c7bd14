"""All that the menus offer, in one list, and how well each entry answers a few typed letters."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QMenuBar

_NATIVE = QKeySequence.SequenceFormat.NativeText
_BEST = 100.0


@dataclass(frozen=True, eq=False)
class Command:
    """An entry of a menu.

    Attributes:
        action: What it does.
        menus: The titles of the menus that lead to it, the outermost first.
    """

    action: QAction
    menus: tuple[str, ...]

    @property
    def name(self) -> str:
        """What it is called, as a person would write it."""
        return plain(self.action.text())

    @property
    def keys(self) -> str:
        """Its shortcuts, "" for none."""
        return "  ".join(key.toString(_NATIVE) for key in self.action.shortcuts())

    @property
    def hint(self) -> str:
        """What its tooltip says beyond its name and its keys."""
        tip = re.sub(r" \([^()]*\)$", "", self.action.toolTip())
        return "" if plain(tip) == self.name else tip


def plain(text: str) -> str:
    """Returns a menu text without its access key and the dots of a dialog."""
    return re.sub(r"&(.)", r"\1", text).removesuffix("…").removesuffix("...")


def collect_commands(bar: QMenuBar) -> list[Command]:
    """Lists what the menus offer, each action once."""
    found: dict[int, Command] = {}
    for command in _walk(bar.actions(), ()):
        found.setdefault(id(command.action), command)
    return list(found.values())


def find_commands(commands: Iterable[Command], query: str) -> list[Command]:
    """Returns the commands that answer a query, the best first.

    Each word of the query must begin a word of the command's name, menus or hint, stand within
    its name, or at least have its letters there in this order.
    """
    rated = [(rate(command, query), command) for command in commands]
    fitting = [(rating, command) for rating, command in rated if rating > 0]
    # What is off stands behind its like, but what is named is not hidden by what is only near.
    fitting.sort(key=lambda it: it[0] * (1.0 if it[1].action.isEnabled() else 0.8), reverse=True)
    return [command for _, command in fitting]


def rate(command: Command, query: str) -> float:
    """Returns how well a command answers a query; 0: not at all."""
    name = command.name.casefold()
    words = query.casefold().split()
    context = " ".join((*command.menus, command.hint)).casefold()
    ratings = [_rate_word(word, name, context) for word in words]
    if not all(ratings):
        return _rate_letters("".join(words), name)
    # Of two that fit alike the shorter name is nearer to what was typed.
    return (
        sum(ratings) + (10.0 if name.startswith(query.casefold().strip()) else 0.0) + 1 / len(name)
    )


def _rate_word(word: str, name: str, context: str) -> float:
    if any(part.startswith(word) for part in _words(name)):
        return _BEST
    if any(part.startswith(word) for part in _words(context)):
        return _BEST / 4
    return _BEST / 2 if len(word) > 1 and word in name else 0.0


def _rate_letters(letters: str, name: str) -> float:
    """Rates letters that are left out of a name, such as `fscr` for full screen."""
    place = 0
    for letter in letters:
        place = name.find(letter, place) + 1
        if place == 0:
            return 0.0
    return 1.0 / len(name) if len(letters) > 2 else 0.0


def _words(text: str) -> list[str]:
    return re.findall(r"[^\s·:(),…-]+", text)


def _walk(actions: Iterable[QAction], menus: tuple[str, ...]) -> Iterator[Command]:
    for action in actions:
        menu = action.menu()
        if isinstance(menu, QMenu):
            menu.aboutToShow.emit()  # some are filled only then
            yield from _walk(menu.actions(), (*menus, plain(menu.title())))
        elif action.isVisible() and not action.isSeparator() and action.text():
            yield Command(action, menus)
