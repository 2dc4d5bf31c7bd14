"""Says whose work is seen while a quicker model's stands where the chosen one's will be."""

from memnet_gui.restoration.models import ModelInfo
from memnet_gui.restoration.preview import Preview
from memnet_gui.restoration.request import TileRestored
from memnet_gui.ui.status import StatusBar


class StandIn:
    """Follows the tiles of a restoration: the preview is the first of them.

    When a restoration ends, however it does, the status bar forgets it by itself.
    """

    def __init__(self, status: StatusBar) -> None:
        self._status = status
        self._preview: Preview | None = None
        self._is_seen = False

    def begin(self, preview: Preview | None, chosen: ModelInfo) -> None:
        """Takes what is restored first, if anything; the chosen model's own needs no word."""
        self._preview = preview if preview is not None and preview.info != chosen else None
        self._is_seen = False

    def note(self, tile: TileRestored) -> None:
        """Takes a tile: the preview's, or one that may take its place."""
        if self._preview is None:
            return
        if not self._is_seen:
            self._is_seen = True
            self._status.set_stand_in(self._preview.info.name)
        elif _reaches_end(tile, self._preview):
            self._preview = None
            self._status.set_stand_in("")


def _reaches_end(tile: TileRestored, preview: Preview) -> bool:
    """Returns whether a tile holds the preview's last pixel, in whichever order tiles come."""
    top, left, height, width = preview.region
    rows, columns = tile.pixels.shape[:2]
    has_row = tile.top <= top + height - 1 < tile.top + rows
    has_column = tile.left <= left + width - 1 < tile.left + columns
    return has_row and has_column
