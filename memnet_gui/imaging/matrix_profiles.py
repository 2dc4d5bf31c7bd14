"""Small ICC profiles (version 2) of primaries and a curve, for colours described otherwise."""

import struct

import numpy as np
from numpy.typing import NDArray

Chromaticities = tuple[float, float, float, float, float, float, float, float]
"""x and y of white, red, green and blue."""
Curve = NDArray[np.float64]
"""Linear light, 0 to 1, at equal steps of what the file holds."""

_CODES = np.linspace(0, 1, 1024)
_D50 = np.array([0.9642, 1.0, 0.8249])
"""The white that profiles are related to."""
_BRADFORD = np.array(
    [[0.8951, 0.2664, -0.1614], [-0.7502, 1.7135, 0.0367], [0.0389, -0.0685, 1.0296]]
)
_VERSION = 0x02400000


def srgb_curve() -> Curve:
    """Returns the curve of sRGB (IEC 61966-2-1)."""
    return np.where(_CODES <= 0.04045, _CODES / 12.92, ((_CODES + 0.055) / 1.055) ** 2.4)


def power_curve(exponent: float) -> Curve:
    """Returns a pure power function."""
    return _CODES**exponent


def pack_grey_profile(name: str, curve: Curve) -> bytes:
    """Returns a profile for grey photos; its name is ASCII."""
    return _pack(name, b"GRAY", {b"kTRC": _pack_curve(curve)})


def pack_rgb_profile(name: str, chromaticities: Chromaticities, curve: Curve) -> bytes:
    """Returns a profile for RGB photos; its name is ASCII.

    Raises:
        ValueError: The chromaticities are of no three primaries.
    """
    columns = to_d50(chromaticities).T
    tags = {b"%cXYZ" % c: _pack_xyz(column) for c, column in zip(b"rgb", columns, strict=True)}
    return _pack(
        name, b"RGB ", tags | dict.fromkeys((b"rTRC", b"gTRC", b"bTRC"), _pack_curve(curve))
    )


def to_d50(chromaticities: Chromaticities) -> NDArray[np.float64]:
    """Returns the matrix (3, 3) from linear RGB to XYZ, adapted to D50 as Bradford does it.

    Raises:
        ValueError: The chromaticities are of no three primaries.
    """
    x, y = np.array(chromaticities).reshape(4, 2).T
    if not np.isfinite(chromaticities).all() or (y <= 0).any():
        raise ValueError("no chromaticities")
    white, *primaries = np.stack([x / y, np.ones(4), (1 - x - y) / y], axis=1)
    columns = np.array(primaries).T
    if abs(np.linalg.det(columns)) < 1e-6:
        raise ValueError("the primaries are no triangle")
    matrix = columns * np.linalg.solve(columns, white)
    cones = _BRADFORD @ white
    if (cones < 0.1).any():
        raise ValueError("no white")
    gains = (_BRADFORD @ _D50) / cones
    adapted: NDArray[np.float64] = np.linalg.solve(_BRADFORD, gains[:, None] * _BRADFORD) @ matrix
    if np.abs(adapted).max() > 2:
        raise ValueError("the primaries are hardly a triangle")
    return adapted


def _pack(name: str, space: bytes, tags: dict[bytes, bytes]) -> bytes:
    text = name.encode("ascii") + b"\0"
    description = b"desc" + bytes(4) + struct.pack(">I", len(text)) + text + bytes(78)
    tags = {
        b"desc": description,
        b"cprt": b"text\0\0\0\0No copyright\0",
        b"wtpt": _pack_xyz(_D50),
    } | tags
    table, body, places = struct.pack(">I", len(tags)), b"", dict[bytes, int]()
    start = 128 + 4 + 12 * len(tags)
    for tag, content in tags.items():
        if content not in places:  # the channels share their curve
            places[content] = start + len(body)
            body += content + bytes(-len(content) % 4)
        table += struct.pack(">4sII", tag, places[content], len(content))
    return _pack_head(space, start + len(body)) + table + body


def _pack_head(space: bytes, size: int) -> bytes:
    kind = struct.pack(">I4xI4s4s4s", size, _VERSION, b"mntr", space, b"XYZ ")
    date = struct.pack(">6H", 2000, 1, 1, 0, 0, 0)
    return (kind + date + b"acsp" + bytes(28) + _pack_xyz(_D50)[8:]).ljust(128, b"\0")


def _pack_xyz(values: NDArray[np.float64]) -> bytes:
    return b"XYZ \0\0\0\0" + np.rint(values * 65536).astype(">i4").tobytes()


def _pack_curve(curve: Curve) -> bytes:
    levels = np.rint(curve * 65535).astype(">u2")
    return b"curv\0\0\0\0" + struct.pack(">I", len(levels)) + levels.tobytes()
