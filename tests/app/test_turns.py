"""Work that stands still while something else is waited for."""

import threading
from collections.abc import Callable

from memnet_gui.app.turns import Turn


def test_it_waits_until_its_turn_comes() -> None:
    turn, cancel = Turn(), threading.Event()
    looks: list[bool] = []

    def look() -> None:
        looks.append(turn.held)
        if len(looks) == 3:
            turn.hold(False)

    turn.wait(cancel, look)
    assert not looks
    turn.hold(True)
    assert turn.held
    turn.wait(cancel, look)
    assert looks == [True] * 3
    assert not turn.held


def test_a_cancel_ends_waiting() -> None:
    turn, cancel = Turn(), threading.Event()
    turn.hold(True)
    turn.wait(cancel, cancel.set)
    assert turn.held
    turn.wait(cancel)


def test_torchs_threads_end_while_it_waits(
    start_torch_thread: Callable[[], None], count_threads: Callable[[], int]
) -> None:
    turn, counts = Turn(), list[int]()

    def look() -> None:
        counts.append(count_threads())
        turn.hold(False)

    def work() -> None:
        start_torch_thread()
        turn.wait(threading.Event())  # nothing ends while it may go on
        counts.append(count_threads())
        turn.hold(True)
        turn.wait(threading.Event(), look)

    working = threading.Thread(target=work)
    working.start()
    working.join()
    computing, waiting = counts
    assert waiting == computing - 1
