"""Photos from files (8-bit for now)."""

from pathlib import Path

import numpy as np
from PIL import Image, ImageOps

from memnet_gui.imaging.photo import Photo

_SUFFIXES = frozenset({".png", ".jpg", ".jpeg", ".webp", ".tif", ".tiff", ".bmp"})


def list_photos(folder: Path) -> list[Path]:
    """Lists the files below `folder` whose names end as photos do, sorted by path."""
    return sorted(p for p in folder.rglob("*") if p.suffix.lower() in _SUFFIXES and p.is_file())


def read_photo(path: Path) -> Photo:
    with Image.open(path) as image:
        image = ImageOps.exif_transpose(image)
        image = image.convert("L" if image.mode in ("L", "1") else "RGB")
        pixels = np.asarray(image, dtype=np.float32) / 255
    return Photo(pixels.reshape(*pixels.shape[:2], -1))
