import pytest

from memnet_gui.app.translation import choose_language, translate_error, translate_message
from memnet_gui.errors import UserError
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
