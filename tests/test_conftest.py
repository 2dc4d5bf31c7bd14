import sys
from collections.abc import Callable
from pathlib import Path

import platformdirs
import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

pytest_plugins = ["pytester"]

RunTests = Callable[[str], pytest.RunResult]

LEAKY_TESTS = """
import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QLabel

kept = []

def test_leaves_a_running_thread(qapp):
    kept.append(QThread())
    kept[-1].start()

def test_leaves_an_active_timer(qapp):
    kept.append(QTimer(interval=10_000))
    kept[-1].start()

def test_leaves_a_widget(qapp):
    kept.append(QLabel("left"))
    kept[-1].show()
"""

CLEAN_TESTS = """
import pytest
from PySide6.QtCore import QThread, QTimer
from PySide6.QtWidgets import QLabel

@pytest.fixture(scope="module")
def shared(qapp):
    timer = QTimer(interval=10_000)
    timer.start()
    yield timer
    timer.stop()

def test_ends_its_thread(qapp):
    thread = QThread()
    thread.start()
    thread.quit()
    assert thread.wait(5000)

def test_stops_its_timer(shared):
    timer = QTimer(interval=10_000)
    timer.start()
    timer.stop()

def test_uses_a_fixture_that_lives_on(shared):
    assert shared.isActive()

def test_hands_its_widget_to_qtbot(qtbot):
    widget = QLabel("closed by qtbot")
    qtbot.addWidget(widget)
    widget.show()

def test_drops_a_widget_in_a_cycle(qapp):
    widget = QLabel("collected")
    widget.itself = widget

def test_deletes_its_widget_later(qapp):
    widget = QLabel("deleted later")
    widget.deleteLater()

def test_without_qt():
    pass
"""

FAILING_TEST = """
from PySide6.QtWidgets import QLabel

def test_fails_while_it_holds_a_widget(qapp):
    widget = QLabel("held by the traceback")
    assert widget is None
"""


@pytest.fixture
def run_tests(pytester: pytest.Pytester, qapp: QApplication) -> RunTests:
    pytester.makeconftest(Path(__file__).with_name("conftest.py").read_text(encoding="utf-8"))

    def run(source: str) -> pytest.RunResult:
        pytester.makepyfile(source)
        return pytester.runpytest_inprocess("-p", "no:cacheprovider")

    return run


def test_leaks_are_reported_and_ended(run_tests: RunTests) -> None:
    # Were they not ended, the same fixture would fail this test in its turn.
    result = run_tests(LEAKY_TESTS)
    result.assert_outcomes(passed=3, errors=3)
    result.stdout.fnmatch_lines(
        [
            "left behind: *QThread*",
            "left behind: *QTimer*",
            "left behind: *QLabel*",
        ]
    )


def test_clean_tests_pass(run_tests: RunTests) -> None:
    run_tests(CLEAN_TESTS).assert_outcomes(passed=7)


def test_failure_is_not_told_twice(run_tests: RunTests) -> None:
    run_tests(FAILING_TEST).assert_outcomes(failed=1)
    for widget in QApplication.topLevelWidgets():
        widget.deleteLater()


def test_settings_go_to_a_temporary_folder(user_folder: Path) -> None:
    settings = QSettings("memnet", "test")
    settings.setValue("key", "value")
    settings.sync()
    assert Path(settings.fileName()).is_relative_to(user_folder)
    assert list(user_folder.rglob("test.conf"))


@pytest.mark.skipif(sys.platform != "linux", reason="the XDG folders are those of Linux")
def test_caches_go_to_a_temporary_folder(user_folder: Path) -> None:
    assert platformdirs.user_cache_path("memnet").is_relative_to(user_folder)
    assert platformdirs.user_data_path("memnet").is_relative_to(user_folder)
