from pathlib import Path

import pytest
from PIL import Image

from memnet_gui.app.jobs import JobContext
from memnet_gui.app.preparation import OpenPhoto
from memnet_gui.app.training_choices import TrainingChoices
from memnet_gui.app.translation import choose_language, explain, translate_error, translate_message
from memnet_gui.errors import UserError
from memnet_gui.files import make_folder
from memnet_gui.imaging.degradation import GaussianNoise
from memnet_gui.imaging.files import read_photo
from memnet_gui.imaging.photo import PhotoError
from memnet_gui.messages import Message


@pytest.mark.parametrize(
    ("wanted", "of_desktop", "chosen"),
    [
        ("de", ["en-US"], "de"),
        ("en", ["de-DE"], "en"),
        ("system", ["de-AT", "de", "en"], "de"),
        ("system", ["de_CH"], "de"),
        ("system", ["fr-FR", "de-DE", "en"], "de"),
        ("system", ["en-GB", "de-DE"], "en"),
        ("system", ["fr-FR"], "en"),
        ("system", [], "en"),
        ("nonsense", ["de-DE"], "de"),
    ],
)
def test_language(wanted: str, of_desktop: list[str], chosen: str) -> None:
    assert choose_language(wanted, of_desktop) == chosen


def test_without_translators_sentences_stay_english() -> None:
    assert translate_message(Message("{path} is empty", path="a.png")) == "a.png is empty"
    assert translate_message("{odd}.png is empty") == "{odd}.png is empty"
    assert translate_message("") == ""


def test_messages_in_messages_are_translated(german: None) -> None:
    expected = Message("expected a MemNet checkpoint of this program (.safetensors)")
    error = UserError("{path} holds other weights; {expected}", path="a.png", expected=expected)
    text = "a.png enthält andere Gewichte; erwartet wird eine Modelldatei dieses Programms"
    assert translate_error(error) == f"{text} (.safetensors)"
    outer = Message("OpenVINO failed ({error}); choose the backend torch", error=error)
    assert translate_message(outer).startswith(f"OpenVINO ist gescheitert ({text}")


def test_a_damaged_photo_is_explained_in_german(german: None, tmp_path: Path) -> None:
    path = tmp_path / "holiday.png"
    path.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(40))
    with pytest.raises(PhotoError) as caught:
        read_photo(path)
    assert str(caught.value).startswith(f"{path} is damaged or incomplete (")
    assert translate_error(caught.value).startswith(f"Die Datei {path} ist beschädigt oder unvoll")


def test_an_odd_photo_is_explained_in_whole_german_sentences(german: None, tmp_path: Path) -> None:
    path = tmp_path / "large.png"
    Image.new("L", (2000, 10)).save(path)
    with pytest.raises(PhotoError) as caught:
        read_photo(path, largest_megapixels=0.01)
    assert str(caught.value).startswith(
        f"{path} has 2,000 × 10 pixels, more than the limit of 0.01"
    )
    assert translate_error(caught.value).startswith(
        f"{path} hat 2000 × 10 Pixel, mehr als die Grenze von 0.01 Megapixeln; heben Sie"
    )


def test_what_opening_changed_is_told_in_german(german: None, tmp_path: Path) -> None:
    path = tmp_path / "frames.gif"
    frames = [Image.new("P", (8, 8), number) for number in range(2)]
    frames[0].putpalette([0, 90, 200] * 4)
    frames[0].save(path, save_all=True, append_images=frames[1:])
    note = read_photo(path).note
    assert note == (
        "The file holds 2 pictures and the first was opened; the colours of its palette were "
        "converted to RGB."
    )
    assert translate_message(note) == (
        "Die Datei enthält 2 Bilder, geöffnet wurde das erste; die Farben der Palette wurden in "
        "RGB umgewandelt."
    )


def test_what_the_system_says_is_told_in_german(german: None, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(UserError) as caught:
        make_folder(tmp_path / "file" / "below")
    assert "(Not a directory)" in str(caught.value)
    assert "lässt sich nicht anlegen (kein Ordner); nennen Sie" in translate_error(caught.value)


def test_faults_and_choices_are_told_in_german(german: None) -> None:
    text = "Etwas Unerwartetes ist schiefgegangen (ValueError: odd). Ihr Foto"
    assert explain(ValueError("odd")).startswith(text)
    assert explain(UserError("{path} is empty", path="a")) == "a is empty"
    choices = TrainingChoices(Path("odd.txt"))
    assert translate_message(choices.problem).startswith("Fügen Sie einen Ordner")
    assert translate_message(GaussianNoise(12.5).text) == "Rauschen Sigma 12.5"


def test_names_of_files_are_never_translated(german: None, tmp_path: Path) -> None:
    path = tmp_path / "camera"
    Image.new("L", (8, 8)).save(path, "PNG")
    document = OpenPhoto(path, lambda photo: photo)(JobContext())
    assert translate_message(document.title) == "camera"
    assert translate_message("camera") == "Kamera"
