"""Starts MemNet GUI: `python -m memnet_gui` is the same program as `memnet-gui`."""

import sys

from memnet_gui.cli import main

if __name__ == "__main__":
    sys.exit(main())
