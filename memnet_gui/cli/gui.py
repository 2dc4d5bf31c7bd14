"""`memnet-gui gui`: opens the window."""

import argparse
import sys


def run(options: argparse.Namespace) -> int:
    """Shows the window until it is closed."""
    if sys.platform == "win32":
        # Here torch's libraries cannot be loaded after Qt's; elsewhere the window does not wait.
        import torch  # noqa: F401

    from memnet_gui.ui.start import run_window

    return run_window(photo=options.photo, sample=options.sample)
