"""Rows of feature maps that move past from the top of a picture to its bottom.

All are laid out (rows, width, channels), so that rows lie one after another in memory.
"""

from torch import Tensor


class Rows:
    """The newest rows of a stream, for those who read them later.

    Attributes:
        start: The oldest row that is kept, counted from the top of the picture.
        end: The row after the newest.
    """

    def __init__(self, buffer: Tensor) -> None:
        """Keeps as many rows as `buffer` (rows, width, channels) holds."""
        self._buffer = buffer
        self._offset = 0
        self.start = 0
        self.end = 0

    def append(self, count: int) -> Tensor:
        """Makes room for `count` rows and returns it (count, width, channels), to be filled.

        Raises:
            ValueError: More rows are kept than there is room for.
        """
        kept = self.end - self.start
        if kept + count > len(self._buffer):
            raise ValueError(f"{kept + count} rows do not fit into {len(self._buffer)}")
        if self._offset + kept + count > len(self._buffer):
            self._move_to_front(kept)
        self.end += count
        at = self._offset + kept
        return self._buffer[at : at + count]

    def _move_to_front(self, kept: int) -> None:
        """Moves the rows that are kept, so many at a time that none is written over unread."""
        step = self._offset
        for at in range(0, kept, step):
            end = min(kept, at + step)
            self._buffer[at:end] = self._buffer[at + step : end + step]
        self._offset = 0

    def view(self, start: int, end: int) -> Tensor:
        """Returns rows [start, end), which must be kept."""
        at = self._offset + start - self.start
        return self._buffer[at : at + end - start]

    def forget(self, before: int) -> None:
        """Drops the rows above row `before`."""
        dropped = max(0, min(before, self.end) - self.start)
        self._offset += dropped
        self.start += dropped


class Surround:
    """Joins strips so that a 3x3 convolution goes over them as over the whole picture.

    The last two rows of each strip are kept for the next one. Above the first strip and below
    the last one lies a row of zeros: the padding of the convolution.
    """

    def __init__(self, buffer: Tensor) -> None:
        """Starts at the top of a picture; `buffer` (2, width, channels) is for the rows kept."""
        self._kept = buffer.zero_()
        self._count = 1

    def open(self, scratch: Tensor, count: int) -> Tensor:
        """Returns where to write `count` new rows; all rows of `scratch` may be overwritten."""
        scratch[: self._count] = self._kept[: self._count]
        return scratch[self._count : self._count + count]

    def close(self, scratch: Tensor, count: int, *, last: bool) -> Tensor:
        """Returns what the convolution reads once the new rows are written.

        Without padding of its own at the top and the bottom, the convolution makes two rows
        fewer of it, and none where there are fewer than three.
        """
        filled = self._count + count
        if last:
            scratch[filled] = 0
            return scratch[: filled + 1]
        kept = min(2, filled)
        self._kept[:kept] = scratch[filled - kept : filled]
        self._count = kept
        return scratch[:filled]
