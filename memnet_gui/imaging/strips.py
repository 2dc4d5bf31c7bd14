"""Large pictures strip by strip: memory stays bounded, and the work can be stopped."""

from collections.abc import Callable, Iterator

STRIP_ROWS = 256

Check = Callable[[], None]
"""Called before every strip; it stops the work by raising."""


def go_on() -> None:
    """Never stops the work."""


def iterate_strips(rows: int, check: Check = go_on) -> Iterator[slice]:
    """Yields slices that cover `rows` in order."""
    for top in range(0, rows, STRIP_ROWS):
        check()
        yield slice(top, min(rows, top + STRIP_ROWS))
