"""Threads of OpenMP, with which torch computes on a processor: how they wait, and when they end.

Only GNU's OpenMP is seen to, which torch brings along on Linux. It keeps the threads that have
computed for a thread until that one ends.
"""

import os
import sys

_SPINS = "3000"
_SOFT = 1
"""`omp_pause_soft` of OpenMP 5.0: what the thread has set, such as their number, is kept."""


def shorten_waits() -> None:
    """Has threads wait for each other in a loop for 30 microseconds at most, and then sleep.

    By default they wait so for milliseconds: where another program keeps the processor busy, they
    take it from the very thread that they wait for. Must be called before torch is imported, and
    does nothing where the user has set how threads wait.
    """
    if "OMP_WAIT_POLICY" not in os.environ:
        os.environ.setdefault("GOMP_SPINCOUNT", _SPINS)


def release_threads() -> None:
    """Ends the threads that have computed for the calling one; new ones begin when needed.

    OpenMP counts those of all threads, busy or not, and where they are more than the cores, none
    waits in a loop: a restoration takes nearly twice as long because gate weights were looked at
    in another thread. To be called between computations, never within one.
    """
    if sys.platform != "linux" or "torch" not in sys.modules:
        return
    import ctypes

    pause = getattr(ctypes.CDLL(None), "omp_pause_resource_all", None)
    if pause is not None:
        pause(_SOFT)
