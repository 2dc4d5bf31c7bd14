"""The way back: documents that were open before, and those that were gone back from.

Qt's undo stack is for commands that change something; documents never change, and what they
need is a bound in bytes, which it does not have.
"""

from dataclasses import dataclass
from weakref import WeakSet

from memnet_gui.app.document import Document
from memnet_gui.restoration.request import Restoration

_MOST_BYTES = 1_500_000_000
_MOST_STATES = 11
"""Ten steps back; without it small photos would add up for as long as the program runs."""
_SHOWN_BYTES_PER_PIXEL = 16 / 3
"""What the window keeps of a picture: four bytes a pixel, and a third more for smaller copies."""


@dataclass(frozen=True)
class _State:
    """A document, what led to it, and whether what follows at once takes its place."""

    document: Document
    step: str
    is_passing: bool


class History:
    """Documents in the order in which they came about, one of which is open.

    The two beside the open one always stay; of the others the oldest go where they take too much
    memory, or are more than ten. Most share their photo, which is counted once.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        """`most_bytes` is what may be kept beside the open document."""
        self._most_bytes = most_bytes
        self._states: list[_State] = []
        self._at = -1
        self._saved: WeakSet[Restoration] = WeakSet()

    @property
    def undo_step(self) -> str:
        """What going back would undo, such as `Restore`; "" where there is no way back."""
        return self._states[self._at].step if self._at > 0 else ""

    @property
    def redo_step(self) -> str:
        """What going forward would do again, "" for nothing."""
        return self._states[self._at + 1].step if self._at + 1 < len(self._states) else ""

    def add(self, document: Document, step: str, *, is_passing: bool = False) -> None:
        """Adds the document that is open now.

        Args:
            document: It follows the one that was open; those gone back from are forgotten.
            step: What led to it.
            is_passing: The next one takes its place, such as an enlarged photo's result.
        """
        del self._states[self._at + 1 :]
        if self._states and self._states[-1].is_passing:
            step = self._states.pop().step
        self._states.append(_State(document, step, is_passing))
        self._at = len(self._states) - 1
        self._trim()

    def open(self, document: Document, step: str) -> None:
        """Adds a document of another photo; those before it stay where a result is not saved."""
        del self._states[self._at + 1 :]
        while self._states and not self.is_unsaved(self._states[-1].document):
            self._states.pop()
        self._at = len(self._states) - 1
        self.add(document, step)

    def mark_saved(self, restoration: Restoration) -> None:
        """Notes that a result was written to a file."""
        self._saved.add(restoration)

    def is_unsaved(self, document: Document | None) -> bool:
        """Whether a document has a result that was not written to a file."""
        result = document.restoration if document else None
        return result is not None and result not in self._saved

    def go_back(self) -> Document | None:
        """Returns the document before the open one, which now is open; None without one."""
        return self._go(self._at - 1)

    def go_forward(self) -> Document | None:
        """Returns the document after the open one, which now is open; None without one."""
        return self._go(self._at + 1)

    def _go(self, place: int) -> Document | None:
        if not 0 <= place < len(self._states):
            return None
        self._at = place
        self._trim()
        return self._states[place].document

    def _trim(self) -> None:
        while len(self._states) > _MOST_STATES or self._kept_bytes() > self._most_bytes:
            if self._at > 1:
                del self._states[0]
                self._at -= 1
            elif len(self._states) > self._at + 2:
                del self._states[-1]
            else:
                return

    def _kept_bytes(self) -> int:
        """Counts what is kept beside the open document."""
        held: dict[int, int] = {}
        for state in self._states:
            held |= _sizes(state.document)
        own = _sizes(self._states[self._at].document)
        return sum(size for key, size in held.items() if key not in own)


def _sizes(document: Document) -> dict[int, int]:
    """Returns the bytes of each array of a document and of its picture on the screen."""
    photos = [document.photo, document.small, document.clean, document.reference]
    arrays = [photo.pixels for photo in photos if photo is not None]
    if document.restoration is not None:
        arrays += [document.restoration.pixels, *document.restoration.predictions]
    return {
        id(array): array.nbytes + round(_SHOWN_BYTES_PER_PIXEL * array.shape[0] * array.shape[1])
        for array in arrays
    }
