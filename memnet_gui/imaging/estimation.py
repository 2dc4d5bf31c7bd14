"""How much a photo has been damaged, as far as it shows."""

import warnings
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray

_BLOCK_PX = 64
_MOST_BLOCKS = 192
_LEAST_BLOCK_PX = 16
_CLIPPED_SHARE = 0.02
_QUANTILE = 0.25
"""Detail counts as noise in an estimate, so the calmer parts of a photo tell more."""

_Place = tuple[slice, slice]

_STANDARD_LUMINANCE = (
    (16, 11, 10, 16, 24, 40, 51, 61),
    (12, 12, 14, 19, 26, 58, 60, 55),
    (14, 13, 16, 24, 40, 57, 69, 56),
    (14, 17, 22, 29, 51, 87, 80, 62),
    (18, 22, 37, 56, 68, 109, 103, 77),
    (24, 35, 55, 64, 81, 104, 113, 92),
    (49, 64, 78, 87, 103, 121, 120, 101),
    (72, 92, 95, 98, 112, 100, 103, 99),
)
"""The luminance table of the JPEG standard (ITU-T T.81, table K.1)."""


def estimate_noise_sigma(
    pixels: NDArray[np.float32], alpha: NDArray[np.float32] | None = None
) -> float:
    """Estimates the standard deviation of white noise, on the 0-255 scale.

    Donoho and Johnstone's estimate from wavelet coefficients, as scikit-image has it, in blocks
    spread over the photo: the lower quartile, so that fine detail does not count as noise. Blocks
    with clipped pixels are passed over where there are others, and of a cut-out those of which
    less is visible than of others.

    Args:
        pixels: (H, W, C) in [0, 1].
        alpha: The photo's opacity (H, W), None where it is opaque.
    """
    from skimage.restoration import estimate_sigma  # takes most of a second

    places = _spread_blocks(pixels.shape[0], pixels.shape[1])
    if not places:
        return 0.0
    blocks = [pixels[place] for place in _most_visible(places, alpha)]
    unclipped = [block for block in blocks if _clipped_share(block) < _CLIPPED_SHARE]
    with warnings.catch_warnings():
        # A flat block has no coefficients: NaN, and a warning.
        warnings.simplefilter("ignore", RuntimeWarning)
        sigmas = [
            estimate_sigma(block, average_sigmas=True, channel_axis=-1)  # type: ignore[no-untyped-call]
            for block in unclipped or blocks
        ]
    return 255 * float(np.quantile(np.nan_to_num(sigmas), _QUANTILE))


def estimate_jpeg_quality(tables: Mapping[int, Sequence[int]]) -> int:
    """Returns the quality, 1 to 100, at which libjpeg would quantise most like a JPEG file.

    Args:
        tables: The quantisation tables, 64 entries each, as Pillow gives them; the first is that
            of the luminance.
    """
    table = np.asarray(tables[min(tables)], np.int64).reshape(8, 8)
    differences = {
        quality: np.abs(_scale_table(quality) - table).sum() for quality in range(1, 101)
    }
    return min(differences, key=differences.__getitem__)


def _scale_table(quality: int) -> NDArray[np.int64]:
    """Scales the standard table as libjpeg's jpeg_quality_scaling and jpeg_add_quant_table do."""
    percent = 5000 // quality if quality < 50 else 200 - 2 * quality
    scaled = (np.array(_STANDARD_LUMINANCE, np.int64) * percent + 50) // 100
    return scaled.clip(1, 255)


def _spread_blocks(height: int, width: int) -> list[_Place]:
    size = min(_BLOCK_PX, height, width)
    if size < _LEAST_BLOCK_PX:
        return []
    places = [
        (slice(top, top + size), slice(left, left + size))
        for top in range(0, height - size + 1, size)
        for left in range(0, width - size + 1, size)
    ]
    chosen = np.linspace(0, len(places) - 1, min(len(places), _MOST_BLOCKS)).astype(int)
    return [places[index] for index in chosen]


def _most_visible(places: list[_Place], alpha: NDArray[np.float32] | None) -> list[_Place]:
    """What is hidden has been painted over, and no noise is left there."""
    if alpha is None:
        return places
    shares = [float(np.mean(alpha[place] > 0)) for place in places]
    most = max(shares)
    return [place for place, share in zip(places, shares, strict=True) if share == most]


def _clipped_share(block: NDArray[np.float32]) -> float:
    return float(np.mean((block <= 0) | (block >= 1)))
