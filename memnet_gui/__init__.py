"""MemNet GUI: restore photos with MemNet and see how the network did it."""

import os

__version__ = "0.1.0"

if "OMP_WAIT_POLICY" not in os.environ:
    # GNU's OpenMP, which torch brings along on Linux, reads this when torch is imported. Threads
    # wait for each other in a loop, by default for milliseconds each time: where another program
    # keeps the processor busy, they take it from the very thread that they wait for.
    os.environ.setdefault("GOMP_SPINCOUNT", "3000")
