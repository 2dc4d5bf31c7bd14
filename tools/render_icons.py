#!/usr/bin/env python3
"""Renders resources/icons/memnet-gui.svg to the PNG files beside it."""

import os
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer

FOLDER = Path(__file__).parents[1] / "resources" / "icons"
LARGEST_PX = 256
SIZES_PX = (16, 32, 48, 128, LARGEST_PX)


def render(source: Path, size_px: int) -> QImage:
    """Returns the drawing as a square picture with a transparent ground."""
    renderer = QSvgRenderer(str(source))
    if not renderer.isValid():
        raise SystemExit(f"{source} cannot be drawn")
    image = QImage(size_px, size_px, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    renderer.render(painter)
    painter.end()
    return image


def main() -> None:
    """Writes the files."""
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    application = QGuiApplication([])
    for size_px in SIZES_PX:
        suffix = "" if size_px == LARGEST_PX else f"-{size_px}"
        path = FOLDER / f"memnet-gui{suffix}.png"
        render(FOLDER / "memnet-gui.svg", size_px).save(str(path))
        print(path)
    application.quit()


if __name__ == "__main__":
    main()
