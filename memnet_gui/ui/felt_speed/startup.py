"""How long the program takes to start."""

import os
import subprocess
import sys
import time

from memnet_gui.paths import is_bundle

_LIMIT_S = 60.0
_PROGRAM = """
import sys, time
import memnet_gui.cli.program as program
program.build_parser()
from memnet_gui.ui.start import run_window
from PySide6.QtWidgets import QApplication

def report():
    print(time.time(), flush=True)
    QApplication.closeAllWindows()

sys.exit(run_window(when_ready=report))
"""


def measure_startup_s() -> float | None:
    """Starts the program anew, without a screen, and returns when its window takes input.

    Returns:
        The time; None in the one-folder build, which has no Python to start.

    Raises:
        RuntimeError: It did not start.
    """
    if is_bundle():
        return None
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    started = time.time()
    result = subprocess.run(  # noqa: S603 - the same Python
        [sys.executable, "-c", _PROGRAM],
        env=environment,
        capture_output=True,
        text=True,
        timeout=_LIMIT_S,
        check=False,
    )
    if result.returncode or not result.stdout:
        raise RuntimeError(f"the program did not start: {result.stderr.strip()[-200:]}")
    return float(result.stdout) - started
