"""Finding the originals of other photos."""

from pathlib import Path

import numpy as np
from PIL import Image

from memnet_gui.evaluation.selection import select_alike
from memnet_gui.imaging.files import list_photos


def test_originals_are_found_by_what_they_show(tmp_path: Path) -> None:
    generator = np.random.default_rng(0)
    colour = generator.integers(0, 256, (12, 15, 3), np.uint8)
    brighter = np.clip(colour.astype(int) + 2, 0, 255).astype(np.uint8)
    pictures = {
        "colour": colour,
        "brighter": brighter,
        "other": generator.integers(0, 256, (12, 15, 3), np.uint8),
        "upright": colour.transpose(1, 0, 2).copy(),
        "grey": generator.integers(0, 256, (9, 9), np.uint8),
    }
    for name, pixels in pictures.items():
        Image.fromarray(pixels).save(tmp_path / f"{name}.png")
    versions = tmp_path / "versions"
    versions.mkdir()
    grey = np.rint(colour @ [0.298936021, 0.587043074, 0.114020904]).astype(np.uint8)
    Image.fromarray(grey).save(versions / "1.png")
    Image.fromarray(pictures["grey"]).save(versions / "2.png")
    candidates = [tmp_path / f"{name}.png" for name in pictures]
    found = select_alike(candidates, list_photos(versions))
    assert [path.stem for path in found] == ["colour", "grey"]
    assert select_alike(candidates, []) == []


def test_colour_originals_of_bsd68(data_folder: Path) -> None:
    grey = list_photos(data_folder / "test" / "BSD68")
    found = select_alike(list_photos(data_folder / "test" / "BSD100"), grey)
    assert len(found) == len(set(found)) == 68
