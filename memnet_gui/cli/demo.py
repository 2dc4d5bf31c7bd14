"""`memnet-gui demo`: shows what the program does, in the window or without a display."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from memnet_gui.cli import gui
from memnet_gui.errors import UserError
from memnet_gui.evaluation.scores import Score
from memnet_gui.files import make_folder
from memnet_gui.imaging.comparison import side_by_side
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.samples import DEMO_NOISE_SIGMA, DEMO_SAMPLE, load_sample
from memnet_gui.imaging.saving import save_photo
from memnet_gui.restoration.models import find_model, load_model
from memnet_gui.restoration.request import RestorationRequest

_PICTURES = ("noisy", "restored", "before-after")


def run(options: argparse.Namespace) -> int:
    """Opens the window on the sample, or restores it headless."""
    if has_display():
        return gui.run(argparse.Namespace(photo=None, sample=True))
    return restore_headless(options.output)


def has_display() -> bool:
    """Tells whether a window could be seen."""
    if os.environ.get("QT_QPA_PLATFORM", "") in ("offscreen", "minimal"):
        return False
    if sys.platform.startswith("linux"):
        return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))
    return True


def restore_headless(folder: Path) -> int:
    """Restores the sample into `folder` and says where and how well."""
    # Not above: the window does not wait for torch.
    from memnet_gui.restoration.restorer import restore

    make_folder(folder)
    paths = {name: (folder / f"{name}.png").resolve() for name in _PICTURES}
    _check_targets(list(paths.values()))
    clean = load_sample(DEMO_SAMPLE)
    noisy = clean.with_pixels(GaussianNoise(DEMO_NOISE_SIGMA).apply(clean.pixels, seed=0))
    model = load_model(find_model())
    restoration = restore(RestorationRequest(noisy.pixels, model))
    restored = clean.with_pixels(restoration.pixels)
    pictures = (noisy, restored, side_by_side(noisy, restored))
    print(
        f"There is no display, so the sample {DEMO_SAMPLE!r} with noise of sigma "
        f"{DEMO_NOISE_SIGMA:g} was restored into files by {model.info.name} "
        f"({restoration.seconds:.1f} s, {restoration.device} {restoration.precision})."
    )
    for (name, path), picture in zip(paths.items(), pictures, strict=True):
        save_photo(picture, path, overwrite=True)
        print(f"{name + ':':<13} {path}")
    before, after = (Score.of(clean.pixels, p.pixels) for p in (noisy, restored))
    print(f"PSNR: {before.psnr:.2f} dB before, {after.psnr:.2f} dB after")
    print(f"SSIM: {before.ssim:.4f} before, {after.ssim:.4f} after")
    return 0


def _check_targets(paths: Sequence[Path]) -> None:
    """Makes sure that nothing is replaced but an earlier demo, which is known by its pictures."""
    found = [path for path in paths if path.exists()]
    if found and len(found) < len(paths):
        raise UserError(
            f"{found[0]} is there already and not from a demo; name another folder with --output"
        )
