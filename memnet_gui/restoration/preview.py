"""What is restored before the rest: the part of a large photo that is being looked at."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from threading import Event

from memnet_gui.network.cost import count_work
from memnet_gui.restoration.models import ColourPolicy, Model, ModelInfo
from memnet_gui.restoration.request import Region, RestorationRequest, TileRestored

_SIDE_PX = 512
_WORTH = 4
"""How many times as much work the photo must be as its preview."""


@dataclass(frozen=True)
class Preview:
    """What to restore first.

    Attributes:
        info: The model: the one chosen, or a quicker one for the same task.
        region: In pixels of the photo.
    """

    info: ModelInfo
    region: Region


def plan_preview(
    info: ModelInfo,
    models: Sequence[ModelInfo],
    shape: tuple[int, int, int],
    visible: Region,
) -> Preview | None:
    """Chooses what to show first; None where the photo itself will not take much longer.

    Args:
        info: The model that restores the photo.
        models: Those to choose a quicker one from.
        shape: Height and width of the photo, and its colours as `Photo.colours` counts them.
        visible: The part of it that is seen.
    """
    height, width, channels = shape
    quick = min(
        (it for it in models if _stands_in(it, info, channels)),
        key=lambda it: _work(it, channels),
        default=info,
    )
    if _work(quick, channels) >= _work(info, channels):
        quick = info
    region = _middle(visible)
    preview_work = _work(quick, channels) * region[2] * region[3]
    if _work(info, channels) * height * width < _WORTH * preview_work:
        return None
    return Preview(quick, region)


def restore_region(
    request: RestorationRequest, model: Model, region: Region, cancel: Event | None = None
) -> TileRestored:
    """Restores part of a photo as it will look in the whole, at full strength.

    Args:
        request: For the whole photo.
        model: What restores the part.
        region: Of the photo.
        cancel: Setting it stops the work at the next recursion.

    Raises:
        Cancelled: `cancel` was set.
        RestorationError: As `restore`.
    """
    from memnet_gui.restoration.restorer import restore  # loads torch, which takes a second

    top, left, height, width = region
    above, before = max(0, top - model.halo_px), max(0, left - model.halo_px)
    window = request.pixels[
        above : top + height + model.halo_px, before : left + width + model.halo_px
    ]
    part = replace(
        request,
        pixels=window,
        model=model,
        keep_predictions=False,
        tile_px=None,
        self_ensemble=False,
    )
    # Memories are switched off in the chosen network; another one has others.
    if model.info != request.model.info:
        part = replace(part, switched_off=frozenset())
    pixels = restore(part, cancel=cancel).pixels
    core = pixels[top - above :, left - before :][:height, :width]
    return TileRestored(top, left, core.copy())


def _stands_in(one: ModelInfo, other: ModelInfo, channels: int) -> bool:
    """Returns whether a model does to a photo what another one does.

    Of a colour photo a network for colour takes all noise, as one for grey does in three runs.
    """
    if one.card.task != other.card.task:
        return False
    runs_thrice = channels == 3 and other.colour_policy is ColourPolicy.EACH
    alike = {other.config.channels, 3} if runs_thrice else {other.config.channels}
    return one.config.channels in alike


def _work(info: ModelInfo, channels: int) -> int:
    """Returns the work on a pixel of a photo."""
    return count_work(info.config) * (channels if info.colour_policy is ColourPolicy.EACH else 1)


def _middle(region: Region) -> Region:
    top, left, height, width = region
    rows, columns = min(height, _SIDE_PX), min(width, _SIDE_PX)
    return top + (height - rows) // 2, left + (width - columns) // 2, rows, columns


ChoosePreview = Callable[[ModelInfo], Preview | None]
"""Asked when a restoration begins, in the thread that starts it."""
