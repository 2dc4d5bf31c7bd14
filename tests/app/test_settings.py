"""What is remembered comes back."""

from pathlib import Path

import pytest
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


def write_settings(user_folder: Path, content: bytes) -> None:
    file = user_folder / "config" / "memnet-gui" / "memnet-gui.ini"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(content)


def test_preferences_come_back_and_can_be_reset() -> None:
    settings = Settings()
    settings.device, settings.precision, settings.backend = "cpu", "fp32", "openvino"
    settings.threads, settings.memory_limit_gb, settings.largest_megapixels = 3, 1.5, 500
    settings.name_pattern = "{name}_{model}"
    settings.set_default_model("denoise", "denoise-colour")
    settings.remember_file(Path("a.png"))
    again = Settings()
    assert (again.device, again.precision, again.backend) == ("cpu", "fp32", "openvino")
    assert (again.threads, again.memory_limit_gb, again.largest_megapixels) == (3, 1.5, 500)
    assert again.name_pattern == "{name}_{model}"
    assert again.default_model("denoise") == "denoise-colour"
    assert again.default_model("upscale") == ""
    again.reset_preferences()
    assert (again.device, again.threads, again.memory_limit_gb) == ("auto", None, None)
    assert (again.largest_megapixels, again.name_pattern) == (300, "{name}-{task}")
    assert again.default_model("denoise") == ""
    assert again.recent_files == [Path("a.png")]


@pytest.mark.parametrize("value", ["nan", "inf", "-1", "0", "1e99", "many", "1, 2", "@Size(1 2)"])
def test_impossible_numbers_count_as_never_stored(user_folder: Path, value: str) -> None:
    keys = ("threads", "memory_limit_gb", "largest_megapixels", "scale", "gain")
    write_settings(user_folder, "\n".join(f"{key}={value}" for key in keys).encode())
    settings = Settings()
    assert [settings.threads, settings.memory_limit_gb, settings.scale, settings.gain] == [None] * 4
    assert settings.largest_megapixels == 300


def test_impossible_words_count_as_never_stored(user_folder: Path) -> None:
    lines = ["theme=pink", "device=abacus", "precision=a, b", "task=@Invalid()",
             "name_pattern={nonsense}", "recent_files=@Size(1 2)", "folder=a, b",
             "window_geometry=12", "view_mode=@Rect(0 0 1 1)"]  # fmt: skip
    write_settings(user_folder, "\n".join(lines).encode())
    settings = Settings()
    assert (settings.theme, settings.device, settings.precision) == ("system", "auto", "auto")
    assert (settings.task, settings.name_pattern) == ("denoise", "{name}-{task}")
    assert (settings.recent_files, settings.folder) == ([], Path.home())
    assert (settings.window_geometry, settings.view_mode) == (None, "")


def test_what_cannot_be_chosen_is_not_stored() -> None:
    settings = Settings()
    with pytest.raises(ValueError, match="device must be one of"):
        settings.device = "abacus"
    with pytest.raises(ValueError, match="between"):
        settings.memory_limit_gb = 0.0
