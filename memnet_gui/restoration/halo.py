"""Measures how much surround a tile needs with the weights at hand."""

from bisect import bisect_left
from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray

from memnet_gui.network.memnet import MemNet

CORE_PX = 32
_STEP_PX = 2
_TOLERANCE_LEVELS = 1e-3
"""Largest change in 8-bit levels; the rounding of float32 alone makes up to about 1e-4."""


def measure_halo(network: MemNet, photos: Sequence[NDArray[np.float32]]) -> int:
    """Returns the halo beyond which the pixels around a tile do not change its output.

    A trained network hardly uses the rim of its receptive field. The least surround is sought
    with which the middle of each photo equals what the whole receptive field gives to a
    thousandth of an 8-bit level; one step is added as a margin.

    Args:
        network: The network, in evaluation mode.
        photos: Degraded as the network expects them, (H, W, C), each at least as wide and
            high as `CORE_PX` and the receptive field around it.
    """
    radius = network.config.receptive_radius_px
    exact = [_restore_middle(network, photo, radius) for photo in photos]

    def suffices(halo_px: int) -> bool:
        return all(
            np.abs(_restore_middle(network, photo, halo_px) - wanted).max() * 255
            < _TOLERANCE_LEVELS
            for photo, wanted in zip(photos, exact, strict=True)
        )

    # The change shrinks as the surround grows, so few of all halos need be tried.
    halos = range(0, radius, _STEP_PX)
    place = bisect_left(halos, x=True, key=suffices)
    return min(radius, halos[place] + _STEP_PX) if place < len(halos) else radius


@torch.inference_mode()
def _restore_middle(
    network: MemNet, photo: NDArray[np.float32], halo_px: int
) -> NDArray[np.float32]:
    top, left = ((size - CORE_PX) // 2 - halo_px for size in photo.shape[:2])
    side = CORE_PX + 2 * halo_px
    if min(top, left) < 0:
        raise ValueError(f"a photo must be at least {side} pixels wide and high")
    window = np.ascontiguousarray(photo[top : top + side, left : left + side].transpose(2, 0, 1))
    device = network.feature_conv.weight.device
    final = network(torch.from_numpy(window)[None].to(device)).final[0]
    middle = final[:, halo_px : side - halo_px, halo_px : side - halo_px]
    restored: NDArray[np.float32] = middle.cpu().numpy()
    return restored
