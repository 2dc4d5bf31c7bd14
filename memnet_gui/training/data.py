"""Clean training patches cut from a folder of photos."""

from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from memnet_gui.imaging.colour import to_channels, to_luminance
from memnet_gui.imaging.files import list_photos, read_photo


def read_images(folder: Path, channels: int, *, luminance: bool = False) -> list[NDArray[np.uint8]]:
    """Reads every photo below `folder` as uint8 (H, W, channels), in the order of its paths.

    Args:
        folder: Photos anywhere below it count.
        channels: 1 or 3.
        luminance: For one channel, read the Y of `to_luminance` and not full-range grey.

    Raises:
        FileNotFoundError: The folder holds no photo.
        PhotoError: A photo cannot be read.
    """
    paths = list_photos(folder)
    if not paths:
        raise FileNotFoundError(f"{folder} holds no photo that can be opened")
    images = (read_photo(path).pixels for path in paths)
    if luminance and channels == 1:
        images = (to_luminance(image) for image in images)
    return [
        np.rint(to_channels(image, channels) * 255).clip(0, 255).astype(np.uint8)
        for image in images
    ]


class PatchSampler:
    """Draws random patches in any of 8 flips and rotations, on the device that trains.

    All photos lie end to end in one byte tensor, so a batch is a single gather.
    """

    def __init__(
        self, images: Sequence[NDArray[np.uint8]], patch_px: int, seed: int, device: torch.device
    ) -> None:
        """Takes photos as uint8 (H, W, C).

        Raises:
            ValueError: No photo is as large as a patch.
        """
        usable = [image for image in images if min(image.shape[:2]) >= patch_px]
        if not usable:
            raise ValueError(f"no training photo is {patch_px} pixels wide and high")
        self._patch_px = patch_px
        self._channels = usable[0].shape[2]
        self._pixels = torch.from_numpy(np.concatenate([i.ravel() for i in usable])).to(device)
        heights, widths = ([i.shape[axis] for i in usable] for axis in (0, 1))
        starts = np.cumsum([0, *(i.size for i in usable[:-1])])
        self._heights = torch.tensor(heights, device=device)
        self._widths = torch.tensor(widths, device=device)
        self._starts = torch.from_numpy(starts).to(device)
        self._share = (self._heights * self._widths).float()
        self.generator = torch.Generator(device=device).manual_seed(seed)

    def _uniform(self, batch: int) -> Tensor:
        return torch.rand(batch, generator=self.generator, device=self._pixels.device)

    def draw(self, batch: int) -> Tensor:
        """Returns clean patches (batch, C, P, P) in [0, 1]; larger photos are drawn more often."""
        device, size = self._pixels.device, self._patch_px
        chosen = torch.multinomial(self._share, batch, replacement=True, generator=self.generator)
        widths = self._widths[chosen]
        top = (self._uniform(batch) * (self._heights[chosen] - size + 1)).long()
        left = (self._uniform(batch) * (widths - size + 1)).long()
        turns = torch.randint(0, 2, (3, batch, 1, 1), generator=self.generator, device=device)
        steps = torch.arange(size, device=device)
        rows, columns = steps.view(1, size, 1), steps.view(1, 1, size)
        rows = torch.where(turns[0] == 1, size - 1 - rows, rows)
        columns = torch.where(turns[1] == 1, size - 1 - columns, columns)
        ys = top.view(-1, 1, 1) + rows
        xs = left.view(-1, 1, 1) + columns
        places = (
            self._starts[chosen].view(-1, 1, 1) + (ys * widths.view(-1, 1, 1) + xs) * self._channels
        )
        places = torch.where(turns[2] == 1, places.transpose(1, 2), places)
        channels = torch.arange(self._channels, device=device).view(1, -1, 1, 1)
        return self._pixels[places.unsqueeze(1) + channels].float() / 255
