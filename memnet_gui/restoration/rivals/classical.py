"""Rivals without weights: non-local means and BM3D."""

import importlib
from importlib.util import find_spec

import numpy as np
from numpy.typing import NDArray

from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.rivals.rival import Check, OpenRival, Rival, RivalError

_TILE_PX = 256
_SMALLEST_SIGMA = 0.1
"""Of 255 levels; neither method is made for a photo without any noise."""
_LEAST_BM3D_PX = 16
"""With less, its package refuses or crashes: it compares blocks of 8 x 8 pixels."""
_LEAST_RANGE = 1e-4

NON_LOCAL_MEANS = Rival(
    "non-local-means",
    QT_TRANSLATE_NOOP("Engine", "Non-local means"),
    takes_sigma=True,
)
BM3D = Rival(
    "bm3d",
    "BM3D",
    takes_sigma=True,
    licence=QT_TRANSLATE_NOOP("Engine", "BM3D's licence allows non-commercial use only"),
)
CLASSICAL = (NON_LOCAL_MEANS, BM3D)


def has_bm3d() -> bool:
    """Whether the package `bm3d` is installed."""
    return find_spec("bm3d") is not None


def list_classical() -> tuple[Rival, ...]:
    """Returns the rivals that need no file and are installed."""
    return CLASSICAL if has_bm3d() else (NON_LOCAL_MEANS,)


def open_classical(name: str) -> OpenRival:
    """Returns one of `CLASSICAL`, ready to restore.

    Raises:
        RivalError: It is not installed.
        KeyError: There is none of this name.
    """
    rival = {rival.name: rival for rival in CLASSICAL}[name]
    if rival is BM3D and not has_bm3d():
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "BM3D is not installed; where its licence allows that (non-commercial use only), "
            "install it with 'pip install bm3d'",
        )
        raise RivalError(text)
    return OpenRival(rival, _Bm3d() if rival is BM3D else _NonLocalMeans())


class _Classical:
    """What the two have in common: they compute on the processor, in tiles of one size."""

    align_px = 1
    halo_px = 0

    def prepare(self, device: str, budget_bytes: int) -> int:  # noqa: ARG002
        """Returns a size that is done in a few seconds."""
        return (_TILE_PX + 2 * self.halo_px) ** 2


class _NonLocalMeans(_Classical):
    """Non-local means of Buades, Coll and Morel (2005), as scikit-image has it.

    Patches and strength are those that its documentation advises where sigma is known.
    """

    _PATCH_PX = 5
    _DISTANCE_PX = 6
    _STRENGTH = 0.8
    halo_px = _DISTANCE_PX + _PATCH_PX // 2 + 1

    def restore(
        self, pixels: NDArray[np.float32], sigma: float | None, check: Check
    ) -> NDArray[np.float32]:
        """Returns the tile without noise of this sigma."""
        from skimage.restoration import denoise_nl_means  # takes most of a second

        check()
        share = _share(sigma)
        restored: NDArray[np.float32] = denoise_nl_means(
            pixels,
            patch_size=self._PATCH_PX,
            patch_distance=self._DISTANCE_PX,
            h=self._STRENGTH * share,
            sigma=share,
            fast_mode=True,
            channel_axis=-1,
        )
        return restored.astype(np.float32, copy=False).reshape(pixels.shape)


class _Bm3d(_Classical):
    """BM3D of Dabov, Foi, Katkovnik and Egiazarian (2007), in its authors' package.

    It looks for similar blocks of 8 x 8 pixels in windows of 39 x 39 pixels, twice. The halo
    holds half of what that reaches; the tiles of a photo of Set12 gave the PSNR of the whole
    but for 0.001 dB.
    """

    halo_px = 32

    def restore(
        self, pixels: NDArray[np.float32], sigma: float | None, check: Check
    ) -> NDArray[np.float32]:
        """Returns the tile without noise of this sigma; a colour one by CBM3D."""
        bm3d = importlib.import_module("bm3d")
        height, width, channels = pixels.shape
        padding = [(0, max(0, _LEAST_BM3D_PX - size)) for size in (height, width)]
        padded = np.pad(pixels, [*padding, (0, 0)], "symmetric")
        if channels == 3 and _has_colours(padded):
            check()
            restored = bm3d.bm3d_rgb(padded, _share(sigma))
        else:
            planes = []
            for channel in range(channels):
                check()
                planes.append(bm3d.bm3d(padded[..., channel], _share(sigma)))
            restored = np.stack(planes, axis=2)
        return np.asarray(restored[:height, :width], np.float32)


def _has_colours(pixels: NDArray[np.float32]) -> bool:
    """Whether CBM3D can stretch brightness and both differences of colours to a range of 1."""
    red, green, blue = (pixels[..., channel] for channel in range(3))
    parts = (red + green + blue, red - blue, red + blue - 2 * green)
    return all(np.ptp(part) > _LEAST_RANGE for part in parts)


def _share(sigma: float | None) -> float:
    """Returns sigma on the scale from 0 to 1."""
    return max(sigma or 0.0, _SMALLEST_SIGMA) / 255
