"""`memnet-gui gui`: opens the window."""

import argparse
import signal
import sys

from memnet_gui.cli.process import sigterm_does


def run(options: argparse.Namespace) -> int:
    """Shows the window until it is closed."""
    if sys.platform == "win32":
        # Here torch's libraries cannot be loaded after Qt's; elsewhere the window does not wait.
        import torch  # noqa: F401

    from memnet_gui.ui.start import run_window

    # Until the window listens for signals and after it, where raising would come to nothing in Qt.
    with sigterm_does(signal.SIG_DFL):
        return run_window(photo=options.photo, sample=options.sample)
