"""Typed values in a settings file; a damaged one counts as if it had never been stored."""

import math
from collections.abc import Collection
from typing import Protocol

from PySide6.QtCore import QByteArray


class Store(Protocol):
    """What holds the values."""

    def read(self, key: str) -> object:
        """Returns what is stored, None for nothing."""

    def write(self, key: str, value: object) -> None:
        """Stores a value; None takes it out."""


class StoredChoice:
    """One of some words."""

    def __init__(self, key: str, options: Collection[str], default: str) -> None:
        self._key, self._options, self._default = key, options, default

    def __get__(self, store: Store, _owner: type) -> str:
        value = store.read(self._key)
        return value if isinstance(value, str) and value in self._options else self._default

    def __set__(self, store: Store, value: str) -> None:
        if value not in self._options:
            raise ValueError(f"{self._key} must be one of {', '.join(self._options)}")
        store.write(self._key, value)


class StoredNumber:
    """A number within limits, or None for what the program finds best."""

    def __init__(self, key: str, low: float, high: float) -> None:
        self._key, self.low, self.high = key, low, high

    def __get__(self, store: Store, _owner: type) -> float | None:
        value = store.read(self._key)
        try:
            number = float(value) if isinstance(value, str | int | float) else math.nan
        except ValueError:
            return None
        # Nothing compares with what is not a number.
        return number if self.low <= number <= self.high else None

    def __set__(self, store: Store, value: float | None) -> None:
        if value is not None and not self.low <= value <= self.high:
            raise ValueError(f"{self._key} must lie between {self.low:g} and {self.high:g}")
        store.write(self._key, None if value is None else f"{value:.6g}")


class StoredBytes:
    """What Qt wrote of itself, None if it did not."""

    def __init__(self, key: str) -> None:
        self._key = key

    def __get__(self, store: Store, _owner: type) -> QByteArray | None:
        value = store.read(self._key)
        return value if isinstance(value, QByteArray) and not value.isEmpty() else None

    def __set__(self, store: Store, value: QByteArray) -> None:
        store.write(self._key, value)
