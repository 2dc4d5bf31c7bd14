"""What starting imports: everything that is slow waits until it is needed.

Each check has a process of its own, for in this one the tests have imported everything.
"""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SLOW = [
    "torch",
    "skimage",
    "scipy",
    "tensorboard",
    "openvino",
    "imagecodecs",
    "tifffile",
    "pillow_heif",
]


def run(code: str, *arguments: object) -> Any:
    """Runs `code`, which prints JSON last."""
    ended = subprocess.run(
        [sys.executable, "-c", code, *map(str, arguments)],
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout.splitlines()[-1])


READ_ARGUMENTS = """
import json, sys
from memnet_gui.cli import main
assert main(sys.argv[1:]) == int(sys.argv[1:] == ["paint"]) * 2
print()
print(json.dumps(sorted(sys.modules)))
"""


@pytest.mark.parametrize("arguments", [["--help"], ["train", "--help"], ["paint"]], ids=" ".join)
def test_arguments_are_read_without_what_carries_them_out(arguments: list[str]) -> None:
    loaded = run(READ_ARGUMENTS, *arguments)
    assert "memnet_gui.cli.parsers.train" in loaded
    assert not {*SLOW, "PySide6", "tqdm"} & set(loaded)


WINDOW = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QLabel
from memnet_gui.ui.main_window import MainWindow
from memnet_gui.ui.start import run_window

states = []

def look():
    (window,) = (w for w in application.topLevelWidgets() if isinstance(w, MainWindow))
    labels = ("engine_label", "training_figures_label")
    texts = [window.findChild(QLabel, name).text() for name in labels]
    states.append([window.isVisible(), window.acceptDrops(), *texts, sorted(sys.modules)])
    if len(states) == 1:
        window.inside.inspector.analysed.connect(look)
        QTimer.singleShot(60_000, window.close)
    else:
        window.close()

application = QApplication([])
QTimer.singleShot(0, look)
status = run_window()
print(json.dumps(states))
sys.exit(status)
"""


@pytest.mark.skipif(sys.platform == "win32", reason="there torch is loaded before Qt")
def test_the_window_is_there_before_torch() -> None:
    before, after = run(WINDOW)
    *shown, engine, figures, loaded = before
    assert shown == [True, True]
    assert not set(SLOW) & set(loaded)
    assert engine == ""
    assert figures.endswith(" weights")
    assert "torch" in after[-1]
    assert "M4R3 C32" in after[2]
    assert after[3].startswith(f"{figures}  ·  ")


EARLY_RESTORE = """
import json, sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from memnet_gui.ui.main_window import MainWindow

application = QApplication([])
window = MainWindow()
window.open_model(sys.argv[1])
window.open_path(sys.argv[2])
window.show()
window.restored.connect(application.quit)
assert 'torch' not in sys.modules
window.actions_.restore.trigger()
window.engine.load()
QTimer.singleShot(60_000, application.quit)
application.exec()
document = window.workbench.document
window.close()
print(json.dumps(document.restoration is not None))
"""


def test_restoring_may_come_before_the_engine(save_model: Any, photo_path: Path) -> None:
    assert run(EARLY_RESTORE, save_model(), photo_path)
