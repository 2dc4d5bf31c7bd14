"""Colours that a file describes without an ICC profile: by code points, or by numbers in a PNG.

They become a profile, so that the screen and saved files follow them as they follow any other.
Code points (CICP, nclx) are those of ITU-T H.273.
"""

import numpy as np

from memnet_gui.imaging.matrix_profiles import (
    Chromaticities,
    pack_grey_profile,
    pack_rgb_profile,
    power_curve,
    srgb_curve,
)

UNSPECIFIED = 2
"""The code of primaries and of a transfer that a file leaves open."""
_D65 = (0.3127, 0.3290)
_SRGB: Chromaticities = (*_D65, 0.64, 0.33, 0.30, 0.60, 0.15, 0.06)
_SMPTE: Chromaticities = (*_D65, 0.630, 0.340, 0.310, 0.595, 0.155, 0.070)
_PRIMARIES: dict[int, Chromaticities] = {
    1: _SRGB,
    UNSPECIFIED: _SRGB,
    4: (0.310, 0.316, 0.67, 0.33, 0.21, 0.71, 0.14, 0.08),
    5: (*_D65, 0.64, 0.33, 0.29, 0.60, 0.15, 0.06),
    6: _SMPTE,
    7: _SMPTE,
    9: (*_D65, 0.708, 0.292, 0.170, 0.797, 0.131, 0.046),
    11: (0.314, 0.351, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
    12: (*_D65, 0.680, 0.320, 0.265, 0.690, 0.150, 0.060),
}
_EXPONENTS = dict.fromkeys((1, UNSPECIFIED, 6, 13, 14, 15)) | {4: 2.2, 5: 2.8, 8: 1.0}
"""By the code of the transfer; None for sRGB's curve, which viewers use for video's too."""
_DISPLAY_P3 = 12, 13
_HDR = frozenset({16, 18})
"""Transfers for brighter screens: PQ and HLG."""
_SAME_CHROMATICITY = 0.003
_SAME_GAMMA = 0.05
"""As libpng has it: a relative difference in gamma that nobody sees."""
_LARGEST_EXPONENT = 10.0


def is_hdr(transfer: int) -> bool:
    """Says whether a transfer is for brighter screens, which no profile here describes."""
    return transfer in _HDR


def are_known(primaries: int, transfer: int) -> bool:
    """Says whether `profile_of_codes` knows the codes' meaning."""
    return primaries in _PRIMARIES and transfer in _EXPONENTS


def profile_of_codes(primaries: int, transfer: int, *, is_grey: bool) -> bytes | None:
    """Returns a profile, or None where sRGB is meant or what is meant is not known."""
    if not are_known(primaries, transfer):
        return None
    is_p3 = (primaries, transfer) == _DISPLAY_P3
    name = "Display P3" if is_p3 else f"H.273 primaries {primaries}, transfer {transfer}"
    return _build(name, _PRIMARIES[primaries], _EXPONENTS[transfer], is_grey=is_grey)


def profile_of_png(
    chromaticities: Chromaticities | None, gamma: float | None, *, is_grey: bool
) -> bytes | None:
    """Returns a profile of what cHRM and gAMA state, or None where it is sRGB or nonsense."""
    exponent = None
    if gamma is not None:
        if not 1 / _LARGEST_EXPONENT <= gamma <= _LARGEST_EXPONENT:
            return None
        exponent = 1 / gamma
    found = chromaticities or _SRGB
    near = np.allclose(found, _SRGB, rtol=0, atol=_SAME_CHROMATICITY)
    if (near or is_grey) and gamma is not None and abs(gamma * 2.2 - 1) < _SAME_GAMMA:
        exponent = None
    return _build("PNG cHRM, gAMA", _SRGB if near else found, exponent, is_grey=is_grey)


def _build(
    name: str, chromaticities: Chromaticities, exponent: float | None, *, is_grey: bool
) -> bytes | None:
    if exponent is None and (is_grey or chromaticities == _SRGB):
        return None
    curve = srgb_curve() if exponent is None else power_curve(exponent)
    try:
        if is_grey:
            return pack_grey_profile(name, curve)
        return pack_rgb_profile(name, chromaticities, curve)
    except ValueError:
        return None
