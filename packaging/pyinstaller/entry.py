"""Starts MemNet GUI from the one-folder build."""

import multiprocessing
import os
import sys

from memnet_gui.cli import main


def restore_library_path() -> None:
    """Lets the programs that this one starts, such as the browser, load their own libraries."""
    original = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
    os.environ.pop("LD_LIBRARY_PATH", None)
    if original is not None:
        os.environ["LD_LIBRARY_PATH"] = original


if __name__ == "__main__":
    # A process that `memnet-gui benchmark` starts runs this program, too, and ends in here.
    multiprocessing.freeze_support()
    restore_library_path()
    sys.exit(main())
