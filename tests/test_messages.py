import pickle
from pathlib import Path

from memnet_gui.errors import UserError
from memnet_gui.messages import Message


def test_message_is_its_english_sentence() -> None:
    message = Message("{path} has {count:,} pixels", path=Path("a.png"), count=1000)
    assert message == "a.png has 1,000 pixels"
    assert f"{message}!" == "a.png has 1,000 pixels!"
    assert message.template == "{path} has {count:,} pixels"
    assert message.fields == {"path": Path("a.png"), "count": 1000}


def test_braces_of_a_filled_in_text_are_left_alone() -> None:
    assert Message("{odd}.png is empty") == "{odd}.png is empty"
    assert str(UserError("{odd}.png is empty")) == "{odd}.png is empty"


def test_error_fills_in_its_fields() -> None:
    error = UserError("{path} is {state}", path=Path("a.png"), state=Message("empty"))
    assert str(error) == "a.png is empty"
    assert error.message.template == "{path} is {state}"


def test_error_keeps_a_message() -> None:
    message = Message("{path} is empty", path="a.png")
    assert UserError(message).message is message


def test_errors_come_back_from_another_process() -> None:
    error = pickle.loads(pickle.dumps(UserError("{path} is empty", path="a.png")))
    assert str(error) == "a.png is empty"
    assert error.message.template == "{path} is empty"
    assert error.message.fields == {"path": "a.png"}
