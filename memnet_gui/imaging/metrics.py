"""How near a picture comes to its reference: PSNR and SSIM of (H, W, C) in [0, 1].

Both measure the pixels as they are: not clipped, not rounded, no border cut off.
"""

import math

import numpy as np
from numpy.typing import NDArray

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


def ssim(reference: NDArray[np.floating], image: NDArray[np.floating]) -> float:
    """Returns the mean structural similarity over pixels and channels, at most 1.

    Wang, Bovik, Sheikh, Simoncelli, "Image quality assessment: from error visibility to
    structural similarity", 2004: Gaussian window of 11x11 with sigma 1.5, K1 = 0.01, K2 = 0.03.
    Only windows that lie inside the picture count; NaN if the picture is smaller than one.

    Raises:
        ValueError: The shapes differ.
    """
    from skimage.metrics import structural_similarity

    _check_shapes(reference, image)
    if min(reference.shape[:2]) < WINDOW_PX:
        return math.nan
    found = structural_similarity(  # type: ignore[no-untyped-call]
        reference,
        image,
        gaussian_weights=True,
        sigma=1.5,
        use_sample_covariance=False,
        data_range=1,
        channel_axis=2,
    )
    return float(found)


def _check_shapes(reference: NDArray[np.floating], image: NDArray[np.floating]) -> None:
    if reference.shape != image.shape or reference.ndim != 3:
        raise ValueError(f"shapes {reference.shape} and {image.shape} cannot be compared")
