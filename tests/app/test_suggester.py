"""Advice on the open photo comes from the background, and only for the newest photo."""

from collections.abc import Generator

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from memnet_gui.app import suggester as suggester_module
from memnet_gui.app.suggester import Suggester
from memnet_gui.imaging.photo import Photo
from memnet_gui.restoration.suggestion import Suggestion


@pytest.fixture
def suggester(qtbot: QtBot) -> Generator[Suggester]:
    suggester = Suggester()
    yield suggester
    suggester.close()


def photo(quality: int | None = None) -> Photo:
    return Photo(np.full((20, 20, 3), 0.5, np.float32), jpeg_quality=quality)


def test_only_the_newest_photo_counts(qtbot: QtBot, suggester: Suggester) -> None:
    found: list[Suggestion | None] = []
    suggester.suggested.connect(found.append)
    suggester.look_at(photo(quality=10))
    with qtbot.waitSignal(suggester.suggested, timeout=60_000):
        suggester.look_at(photo(quality=20))
    assert [(it.task, it.level) for it in found if it] == [("deblock", 20)]
    with qtbot.waitSignal(suggester.suggested, timeout=60_000) as blocker:
        suggester.look_at(photo())
    assert blocker.args == [None]
    suggester.suggested.disconnect(found.append)


def test_a_forgotten_photo_and_a_failure_say_nothing(
    qtbot: QtBot, suggester: Suggester, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_photo: Photo) -> Suggestion | None:
        raise ArithmeticError

    with qtbot.assertNotEmitted(suggester.suggested):
        suggester.look_at(photo(quality=10))
        suggester.forget()
        with qtbot.waitSignal(suggester._runner.ended, timeout=60_000):
            pass
        monkeypatch.setattr(suggester_module, "suggest", fail)
        with qtbot.waitSignal(suggester._runner.ended, timeout=60_000):
            suggester.look_at(photo())
