"""Which pictures the panes show, wherever they lie."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from PySide6.QtCore import QCoreApplication, QSize

from memnet_gui.ui.viewer.layers import Layer
from memnet_gui.ui.viewer.layout import Pane, Side
from memnet_gui.ui.viewer.pyramid import Pyramid

_MINUS = "\N{MINUS SIGN}"


def _before() -> str:
    return QCoreApplication.translate("Scene", "Before")


def _after() -> str:
    return QCoreApplication.translate("Scene", "After")


@dataclass
class Scene:
    """The pictures of a viewer, all of one size, and how they are combined.

    Attributes:
        before_label: Name of the before picture; empty for none.
        after_label: Name of the after picture; empty for none.
        strength: The after picture's share in the blend over the before picture, 0 to 1.
        gain: Magnifies the difference.
        is_original_shown: Whether the before picture stands in for everything else.
    """

    before_label: str = field(default_factory=_before)
    after_label: str = field(default_factory=_after)
    strength: float = 1.0
    gain: float = 4.0
    is_original_shown: bool = False
    _before: Pyramid | None = None
    _after: Pyramid | None = None
    _grid: tuple[tuple[str, Pyramid], ...] = ()

    @property
    def before(self) -> Pyramid | None:
        """The picture that the others are compared with."""
        return self._before

    @before.setter
    def before(self, picture: Pyramid | None) -> None:
        """Drops the other pictures if this one has another size."""
        is_same_size = picture is not None and picture.size == self.size
        self._before = picture
        if not is_same_size:
            self._after, self._grid = None, ()

    @property
    def after(self) -> Pyramid | None:
        """The picture that is compared.

        Raises:
            ValueError: On setting one that has not the size of the before picture.
        """
        return self._after

    @after.setter
    def after(self, picture: Pyramid | None) -> None:
        if picture is not None and not self._fits(picture):
            raise ValueError("The after picture must have the size of the before picture.")
        self._after = picture

    @property
    def grid(self) -> Sequence[tuple[str, Pyramid]]:
        """The labels and pictures of the grid.

        Raises:
            ValueError: On setting one that has not the size of the before picture.
        """
        return self._grid

    @grid.setter
    def grid(self, pictures: Sequence[tuple[str, Pyramid]]) -> None:
        if not all(self._fits(picture) for _, picture in pictures):
            raise ValueError("The pictures of the grid must have the size of the before picture.")
        self._grid = tuple(pictures)

    @property
    def size(self) -> QSize:
        """The size of all pictures; empty when there is none."""
        return self._before.size if self._before else QSize()

    def layers_of(self, pane: Pane) -> list[Layer]:
        """Returns the pictures that a pane shows; of a difference what is not the original."""
        if self._before is None:
            return []
        before = Layer(self._before)
        if pane.side is Side.BEFORE or self.is_original_shown:
            return [before]
        if pane.side is Side.GRID:
            return [Layer(self._grid[pane.index][1])]
        if self._after is None or self.strength == 0.0:
            return [before]
        if self.strength == 1.0:
            return [Layer(self._after)]
        return [before, Layer(self._after, self.strength)]

    def label_of(self, pane: Pane) -> str:
        """Returns the text in the corner of a pane."""
        if self.stands_in(pane):
            return QCoreApplication.translate("Scene", "Original")
        if pane.side is Side.GRID:
            return self._grid[pane.index][0]
        if pane.side is Side.DIFFERENCE:
            return f" {_MINUS} ".join(filter(None, (self.after_label, self.before_label)))
        return self.before_label if pane.side is Side.BEFORE else self.after_label

    def stands_in(self, pane: Pane) -> bool:
        """Whether the before picture is shown where another one belongs."""
        return self.is_original_shown and pane.side is not Side.BEFORE

    def _fits(self, picture: Pyramid) -> bool:
        return self._before is not None and picture.size == self._before.size
