"""How near a picture comes to its reference: PSNR and SSIM of (H, W, C) in [0, 1].

Both measure the pixels as they are: not clipped, not rounded, no border cut off.
"""

import math

import numpy as np
from numpy.typing import NDArray

from memnet_gui.imaging.strips import Check, go_on, iterate_strips

WINDOW_PX = 11
"""Side of the window in which SSIM compares."""


def psnr(reference: NDArray[np.floating], image: NDArray[np.floating]) -> float:
    """Returns the peak signal-to-noise ratio in dB, infinite for equal pictures.

    Raises:
        ValueError: The shapes differ.
    """
    from skimage.metrics import peak_signal_noise_ratio  # takes most of a second

    _check_shapes(reference, image)
    with np.errstate(divide="ignore"):
        found = peak_signal_noise_ratio(reference, image, data_range=1)  # type: ignore[no-untyped-call]
        return float(found)


def ssim(
    reference: NDArray[np.floating], image: NDArray[np.floating], check: Check = go_on
) -> float:
    """Returns the mean structural similarity over pixels and channels, at most 1.

    Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment: from error visibility to
    structural similarity", 2004: Gaussian window of 11x11 with sigma 1.5, K1 = 0.01, K2 = 0.03.
    Only windows that lie inside the picture count; NaN if the picture is smaller than one.

    Raises:
        ValueError: The shapes differ.
    """
    _check_shapes(reference, image)
    if min(reference.shape[:2]) < WINDOW_PX:
        return math.nan
    rim = WINDOW_PX // 2
    total, count = 0.0, 0
    for inner in iterate_strips(len(reference) - 2 * rim, check):
        rows = slice(inner.start, inner.stop + 2 * rim)
        similarity = _ssim_map(reference[rows], image[rows])[rim:-rim, rim:-rim]
        total += float(similarity.sum(dtype=np.float64))
        count += similarity.size
    return total / count


def _ssim_map(reference: NDArray[np.floating], image: NDArray[np.floating]) -> NDArray[np.floating]:
    """Returns the similarity around each pixel; the rim depends on how it is continued."""
    from skimage.metrics import structural_similarity

    _, similarity = structural_similarity(  # type: ignore[no-untyped-call]
        reference,
        image,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        data_range=1,
        channel_axis=2,
        full=True,
    )
    found: NDArray[np.floating] = similarity
    return found


def _check_shapes(reference: NDArray[np.floating], image: NDArray[np.floating]) -> None:
    if reference.shape != image.shape or reference.ndim != 3:
        raise ValueError(f"shapes {reference.shape} and {image.shape} cannot be compared")
