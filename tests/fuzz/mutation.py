"""Damages files as a seed says."""

import random
import struct
import zlib

_NUMBERS = (0, 1, 0x7F, 0x80, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFF)
_START_BYTES = 200
_PNG = b"\x89PNG\r\n\x1a\n"


def mutate(content: bytes, other: bytes, chance: random.Random) -> bytes:
    """Returns a damaged copy of `content`, perhaps with a piece of `other`."""
    damaged = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 4, 16))):
        place = _choose_place(damaged, chance)
        kind = chance.randrange(7)
        if kind == 0:
            damaged[place : place + 1] = bytes([chance.randrange(256)])
        elif kind == 1:
            damaged[place : place + 1] = bytes(
                b ^ 1 << chance.randrange(8) for b in damaged[place : place + 1]
            )
        elif kind == 2:
            size, order = chance.choice((1, 2, 4)), chance.choice(("big", "little"))
            value = chance.choice(_NUMBERS) % 256**size
            damaged[place : place + size] = value.to_bytes(size, order)
        elif kind == 3:
            del damaged[place : place + chance.choice((1, 2, 4, 64))]
        elif kind == 4:
            length = chance.choice((1, 4, 64))
            damaged[place:place] = damaged[place : place + length]
        elif kind == 5:
            start = chance.randrange(max(1, len(other)))
            piece = other[start : start + chance.choice((4, 16, 256))]
            damaged[place : place + len(piece)] = piece
        elif chance.random() < 0.3:
            del damaged[max(1, place) :]
    # Else nothing but the checksum would ever be looked at.
    return _with_checksums(bytes(damaged)) if chance.random() < 0.8 else bytes(damaged)


def _choose_place(content: bytearray, chance: random.Random) -> int:
    end = len(content) if chance.random() < 0.4 else min(len(content), _START_BYTES)
    return chance.randrange(max(1, end))


def _with_checksums(content: bytes) -> bytes:
    """Returns a PNG whose chunks have the checksums that they should; anything else as it is."""
    if not content.startswith(_PNG):
        return content
    parts, place = [_PNG], len(_PNG)
    while place + 12 <= len(content):
        (length,) = struct.unpack_from(">I", content, place)
        body = content[place + 4 : place + 8 + length]
        parts.append(content[place : place + 4] + body + struct.pack(">I", zlib.crc32(body)))
        place += 12 + length
    return b"".join(parts) + content[place:]
