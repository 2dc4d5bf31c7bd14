"""A curve of any length in bounded memory."""

import numpy as np
from numpy.typing import NDArray

_MOST_POINTS = 2000


class Series:
    """Keeps points in order; when there are too many, neighbours are merged into their mean.

    Later points wait until as many have come as one of the kept points stands for, so that all
    weigh the same; the newest show as a point of their own until then.
    """

    def __init__(self, most: int = _MOST_POINTS) -> None:
        self._most = most - most % 2
        self._points: list[tuple[float, float]] = []
        self._merged = 1
        self._waiting: list[tuple[float, float]] = []

    def add(self, x: float, y: float) -> None:
        """Adds a point; what is not finite is left out."""
        if not (np.isfinite(x) and np.isfinite(y)):
            return
        self._waiting.append((x, y))
        if len(self._waiting) < self._merged:
            return
        self._points.append(_mean(self._waiting))
        self._waiting = []
        if len(self._points) >= self._most:
            pairs = zip(self._points[::2], self._points[1::2], strict=True)
            self._points = [_mean(list(pair)) for pair in pairs]
            self._merged *= 2

    def clear(self) -> None:
        """Forgets all points."""
        self._points, self._waiting, self._merged = [], [], 1

    def arrays(self) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Returns x and y of the points."""
        newest = [_mean(self._waiting)] if self._waiting else []
        points = np.array([*self._points, *newest], float).reshape(-1, 2)
        return points[:, 0], points[:, 1]


def _mean(points: list[tuple[float, float]]) -> tuple[float, float]:
    count = len(points)
    return sum(x for x, _ in points) / count, sum(y for _, y in points) / count
