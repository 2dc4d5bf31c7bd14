"""The way back: documents that were open before, and those that were gone back from.

Qt's undo stack is for commands that change something; documents never change, and what they
need is a bound in bytes, which it does not have.
"""

from dataclasses import dataclass, replace
from itertools import count
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
    """A document, what led to it, and whether what follows at once takes its place.

    All that became of a photo since it was opened has one number.
    """

    document: Document
    step: str
    photo: int
    is_passing: bool = False


class History:
    """Documents in the order in which they came about, one of which is open.

    The two beside the open one always stay; of the others the oldest go where they take too much
    memory, or are more than ten. Results that nobody saved go last: before one of them is lost, it
    loses its intermediate predictions. Most states share their photo, which is counted once.
    """

    def __init__(self, most_bytes: int = _MOST_BYTES) -> None:
        """`most_bytes` is what may be kept beside the open document."""
        self._most_bytes = most_bytes
        self._states: list[_State] = []
        self._at = -1
        self._photos = count()
        self._saved: WeakSet[Restoration] = WeakSet()
        self._outdated: WeakSet[Restoration] = WeakSet()
        self._lost: list[Document] = []

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
        photo = self._states[self._at].photo if self._states else next(self._photos)
        self._add(_State(document, step, photo, is_passing))

    def open(self, document: Document, step: str) -> None:
        """Adds a document of another photo; those before it stay where a result is not saved."""
        del self._states[self._at + 1 :]
        while self._states and not self.is_unsaved(self._states[-1].document):
            self._states.pop()
        self._at = len(self._states) - 1
        self._add(_State(document, step, next(self._photos)))

    def mark_saved(self, restoration: Restoration) -> None:
        """Notes that a result was written to a file."""
        same = [it.document for it in self._states if _has_result(it.document, restoration)]
        self._saved.update([restoration, *(it.restoration for it in same if it.restoration)])
        self._outdated.update(self._results_before(restoration))

    def take_lost(self) -> list[Document]:
        """Returns what had to go since this was last asked, though its result was not saved."""
        lost, self._lost = self._lost, []
        return lost

    def is_unsaved(self, document: Document | None) -> bool:
        """Whether a document has a result that was not written to a file."""
        result = document.restoration if document else None
        return result is not None and result not in self._saved

    def unsaved_documents(self) -> list[Document]:
        """Returns the results that nobody saved nor took back, the open photo's first.

        Each photo counts with its newest result, if neither that nor a later one was saved; the
        photos opened last come first. Of the open photo those gone back from do not count, and of
        no photo those of degraded copies: these are trials.
        """
        newest = {
            state.photo: state.document
            for place, state in enumerate(self._states)
            if self._is_wanted(place, state)
        }
        own = self._states[self._at].photo if self._states else None
        photos = sorted(newest, key=lambda photo: (photo != own, -photo))
        return [newest[photo] for photo in photos if self._would_be_lost(newest[photo])]

    def go_back(self) -> Document | None:
        """Returns the document before the open one, which now is open; None without one."""
        return self._go(self._at - 1)

    def go_forward(self) -> Document | None:
        """Returns the document after the open one, which now is open; None without one."""
        return self._go(self._at + 1)

    def _add(self, state: _State) -> None:
        del self._states[self._at + 1 :]
        if self._states and self._states[-1].is_passing:
            state = replace(state, step=self._states.pop().step)
        self._states.append(state)
        self._at = len(self._states) - 1
        self._trim()

    def _results_before(self, restoration: Restoration) -> list[Restoration]:
        """Returns the earlier results of the photo that a result is of; a trial has none."""
        own = [it for it in self._states if _has_result(it.document, restoration)]
        if not own or own[0].document.degradation:
            return []
        states = self._states[: self._states.index(own[0])]
        results = [it.document.restoration for it in states if it.photo == own[0].photo]
        return [it for it in results if it is not None]

    def _is_wanted(self, place: int, state: _State) -> bool:
        is_taken_back = place > self._at and state.photo == self._states[self._at].photo
        document = state.document
        return document.restoration is not None and not (document.degradation or is_taken_back)

    def _would_be_lost(self, document: Document) -> bool:
        is_open = document is self._states[self._at].document
        return self.is_unsaved(document) and (is_open or document.restoration not in self._outdated)

    def _go(self, place: int) -> Document | None:
        if not 0 <= place < len(self._states):
            return None
        self._at = place
        self._trim()  # which may move it
        return self._states[self._at].document

    def _trim(self) -> None:
        while (is_large := self._kept_bytes() > self._most_bytes) or len(
            self._states
        ) > _MOST_STATES:
            wanted = {id(document) for document in self.unsaved_documents()}
            free = [at for at in self._far_places() if id(self._states[at].document) not in wanted]
            if free:
                self._drop(free[0])
            elif not is_large or not (self._slim() or self._lose()):
                return

    def _far_places(self) -> list[int]:
        """Returns the places of what need not stay, in the order in which it goes."""
        behind = range(self._at - 1)
        beyond = range(len(self._states) - 1, self._at + 1, -1)
        return [*behind, *beyond]

    def _drop(self, place: int) -> None:
        """Takes a state out; what follows the beginning of a photo then stands for that, too."""
        state = self._states.pop(place)
        self._at -= place < self._at
        if place < len(self._states) and self._states[place].photo == state.photo:
            before = self._states[place - 1].photo if place else None
            if before != state.photo:
                self._states[place] = replace(self._states[place], step=state.step)

    def _slim(self) -> bool:
        """Spares a result by having one lose its predictions, beside the open one at the last."""
        far = self._far_places()
        beside = [at for at in (self._at - 1, self._at + 1) if 0 <= at < len(self._states)]
        for place in [*far, *beside] if far else ():
            state = self._states[place]
            result = state.document.restoration
            if result is not None and result.predictions:
                slim = replace(result, predictions=())
                for notes in (self._saved, self._outdated):
                    if result in notes:
                        notes.add(slim)
                document = replace(state.document, restoration=slim)
                self._states[place] = replace(state, document=document)
                return True
        return False

    def _lose(self) -> bool:
        """Drops the first result that need not stay, though nobody saved it, if there is one."""
        far = self._far_places()
        if far:
            self._lost.append(self._states[far[0]].document)
            self._drop(far[0])
        return bool(far)

    def _kept_bytes(self) -> int:
        """Counts what is kept beside the open document."""
        held: dict[int, int] = {}
        for state in self._states:
            held |= _sizes(state.document)
        own = _sizes(self._states[self._at].document)
        return sum(size for key, size in held.items() if key not in own)


def _has_result(document: Document, restoration: Restoration) -> bool:
    """Whether it is a document's, with its predictions or without them."""
    result = document.restoration
    return result is not None and result.pixels is restoration.pixels


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
