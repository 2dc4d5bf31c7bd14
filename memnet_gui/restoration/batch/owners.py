"""Whose results lie where."""

from memnet_gui.files import is_file
from memnet_gui.restoration.batch.photos import BatchPhoto, identify
from memnet_gui.restoration.batch.result import PhotoResult, State

_THERE = (State.DONE, State.SKIPPED)


class ResultOwners:
    """Remembers over several runs of which photo a result was made; for one thread.

    A file alone does not tell: another photo's that got the same name would be taken for done.
    """

    def __init__(self) -> None:
        self._photos: dict[str, BatchPhoto] = {}

    def note(self, result: PhotoResult) -> None:
        """Remembers where a photo's result is, if there is one."""
        if result.state in _THERE and result.target is not None:
            self._photos[identify(result.target)] = result.photo

    def find(self, key: str) -> BatchPhoto | None:
        """Returns whose result is at a place, as `identify` names it, while it is there."""
        photo = self._photos.get(key)
        return photo if photo is not None and is_file(key) else None
