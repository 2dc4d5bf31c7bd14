"""Measures rivals by the protocols that models are measured by."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from memnet_gui.errors import UserError
from memnet_gui.evaluation.protocol import Hardware, Protocol, find_protocol
from memnet_gui.evaluation.scores import RestorationScores
from memnet_gui.imaging.colour import to_luminance
from memnet_gui.imaging.degradation import BicubicReduction, Degradation, GaussianNoise
from memnet_gui.imaging.files import read_photo
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.restoration.rivals.rival import OpenRival, Rival, RivalRequest
from memnet_gui.restoration.rivals.running import run_rival


def find_rival_protocol(
    rival: Rival, degradation: Degradation, seed: int = 0, *, colour: bool = False
) -> Protocol:
    """Returns the protocol to measure a rival by.

    Args:
        rival: Who is measured.
        degradation: What is done to the clean photos.
        seed: That of the first photo.
        colour: Whether a rival for grey and colour gets colour.

    Raises:
        UserError: There is none: the rival enlarges by another number than the photos are reduced
            by.
    """
    reduction = degradation.scale if isinstance(degradation, BicubicReduction) else 1
    if rival.scale not in (1, reduction):
        text = QT_TRANSLATE_NOOP(
            "Engine", "{name} enlarges {scale} times; measure it with --scale {scale}"
        )
        raise UserError(text, name=rival.title, scale=rival.scale)
    if reduction > 1:
        return find_protocol(degradation, 1, seed)
    return find_protocol(degradation, rival.channels or (3 if colour else 1), seed)


def measure_rival(
    protocol: Protocol, opened: OpenRival, paths: Sequence[Path], hardware: Hardware
) -> Iterator[RestorationScores]:
    """Yields the scores of each photo, in order; there are no intermediate predictions.

    Noise that is added here is known to a rival that asks for its sigma. A colour network gets
    colour photos as they are even where only the luminance is measured, which is upscaling; what
    it makes of a grey photo is grey, as `run_rival` returns it.

    Raises:
        PhotoError: A photo cannot be read or is too small.
        RivalError: As `run_rival`.
    """
    degradation = protocol.degradation
    for index, path in enumerate(paths):
        photo = read_photo(path).pixels
        clean = protocol.prepare_from(path, photo)
        source = clean
        takes_colour = opened.rival.channels == photo.shape[2] == 3
        if takes_colour and isinstance(degradation, BicubicReduction):
            source = degradation.fit(photo)
        degraded = degradation.apply(source, protocol.seed + index)
        restored = _restore(opened, degradation, degraded, hardware)
        if restored.shape[2] > clean.shape[2]:
            restored = to_luminance(restored)
        presented = degradation.present(degradation.apply(clean, protocol.seed + index))
        yield RestorationScores(
            protocol.compare(clean, presented), (), protocol.compare(clean, restored)
        )


def _restore(
    opened: OpenRival,
    degradation: Degradation,
    degraded: NDArray[np.float32],
    hardware: Hardware,
) -> NDArray[np.float32]:
    request = RivalRequest(
        degradation.present(degraded),
        degradation.task,
        small=degraded,
        scale=degradation.scale if isinstance(degradation, BicubicReduction) else 1,
        sigma=degradation.sigma if isinstance(degradation, GaussianNoise) else None,
        device=hardware.device,
        tile_px=hardware.tile_px,
    )
    return run_rival(opened, request).pixels
