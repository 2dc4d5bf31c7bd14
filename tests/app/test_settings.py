"""What is remembered comes back."""

from pathlib import Path

from PySide6.QtCore import QByteArray

from memnet_gui.app.settings import Settings


def test_recent_files_are_few_and_newest_first(tmp_path: Path) -> None:
    assert Settings().recent_files == []
    Settings().remember_file(Path("a b.png"))
    assert Settings().recent_files == [Path("a b.png")]
    for number in range(12):
        Settings().remember_file(Path(f"{number}.png"))
    Settings().remember_file(Path("7.png"))
    recent = Settings().recent_files
    assert recent[:2] == [Path("7.png"), Path("11.png")]
    assert len(recent) == 10
    Settings().forget_file(Path("7.png"))
    assert Path("7.png") not in Settings().recent_files


def test_folder_theme_and_geometry() -> None:
    settings = Settings()
    assert settings.theme == "system"
    assert settings.window_geometry is None
    settings.theme, settings.folder = "dark", Path("/photos")
    settings.window_geometry = QByteArray(b"xyz")
    again = Settings()
    assert (again.theme, again.folder) == ("dark", Path("/photos"))
    assert again.window_geometry == QByteArray(b"xyz")
