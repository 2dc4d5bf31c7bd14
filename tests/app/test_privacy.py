"""What goes into a bug report names neither people nor photos."""

import pickle
from pathlib import Path

import pytest

from memnet_gui.app.privacy import (
    describe_error,
    hide_code_paths,
    hide_known,
    hide_names,
    names_of,
)
from memnet_gui.errors import UserError

SECRETS = ["Grandma", "O'Brien", "Straße", "wedding", "jane"]

NASTY = [
    "/home/jane/Grandma's wedding/Straße 1.png",
    "/home/jane/a: b, c; d/Grandma 1",
    '/home/jane/“quoted” "twice" O\'Brien.jpeg',
    "C:\\Users\\jane\\Grandma, 2024\\Straße.TIF",
    "C:/Users/jane/wedding day",
    "\\\\nas.jane\\photos\\Grandma (2).heic",
    "~jane/Grandma.dng",
    "file:///home/jane/Stra%C3%9Fe%20Grandma.png",
    "/mnt/jane\u202egnp.Grandma",
    "/home/jane/Grandma\nwedding.png",
    "/home/jane/" + "Grandma" * 40 + ".webp",
    "Grandma at O'Brien's wedding.JPG",
    "wedding/Straße.png",
    "Grandma.model.safetensors",
]


@pytest.mark.parametrize("path", NASTY)
@pytest.mark.parametrize(
    "sentence",
    [
        "{} does not exist; check its name and folder.",
        "cannot write {!r} (Permission denied)",
        "cannot identify image file {!a}",
        'QImageReader: "{}" has an unknown format',
        "two of them: {0}, {0!r}",
        "{}",
    ],
)
def test_messages_keep_no_path(path: str, sentence: str) -> None:
    hidden = hide_names(sentence.format(path))
    assert [secret for secret in SECRETS if secret in hidden] == []


@pytest.mark.parametrize(
    "text",
    [
        "size mismatch for conv1.weight: (64, 1, 3, 3) against (32, 1, 3, 3)",
        "0.06 MP/s, 12 dB/s, n/a; and/or 1/2",
        "CUDA out of memory. Tried to allocate 2.00 GiB",
        "'gate.1.weight'",
        "expected a float, not 'abc'",
    ],
)
def test_what_names_no_file_stays(text: str) -> None:
    assert hide_names(text) == text


@pytest.mark.parametrize("path", NASTY)
def test_known_names_go_from_any_text_in_any_spelling(path: str) -> None:
    text = "\n".join([path, repr(path), ascii(path), f"look at {path}!"])
    hidden = hide_known(text, [path])
    assert path.encode("unicode_escape") not in hidden.encode("unicode_escape")
    assert ascii(path)[1:-1] not in hidden


def test_known_names_are_whole_words() -> None:
    assert hide_known("Jane's janet in /home/jane", ["jane"]) == "…'s janet in /home/…"
    assert hide_known("ab is too short to be told from code", ["ab"]).startswith("ab is")


def test_a_file_s_names_are_all_that_tells_of_it() -> None:
    names = set(names_of(Path("/home/jane/My Photos/Straße.png")))
    assert names == {
        "/home/jane/My Photos/Straße.png",
        "/home/jane/My Photos",
        "/home/jane",
        "Straße.png",
        "Straße",
    }


def fail(error: Exception) -> Exception:
    try:
        raise error
    except type(error) as raised:
        return raised


def test_tracebacks_keep_places_but_no_names(tmp_path: Path) -> None:
    secret = tmp_path / "Grandma's wedding.png"
    try:
        try:
            secret.read_bytes()
        except OSError as error:
            raise UserError(f"{secret} does not exist; choose another") from error
    except UserError as error:
        try:
            raise RuntimeError(f"lost {secret.name}") from error
        except RuntimeError as last:
            text = describe_error(last)
    assert "Grandma" not in text
    assert str(tmp_path) not in text
    assert "[Errno 2] No such file or directory" in text
    assert "UserError: …" in text
    assert "RuntimeError: …" in text
    assert "in test_tracebacks_keep_places_but_no_names" in text
    assert 'File "pathlib' in text
    assert text.index("Errno") < text.index("UserError") < text.index("RuntimeError")


def raise_from_nothing() -> None:
    try:
        raise KeyError("first")
    except KeyError:
        raise ValueError("second") from None


def test_what_was_raised_from_nothing_hides_its_context() -> None:
    with pytest.raises(ValueError, match="second") as raised:
        raise_from_nothing()
    assert "KeyError: " not in describe_error(raised.value)


def test_libraries_are_named_from_their_package_on() -> None:
    try:
        import numpy as np

        np.zeros(3).reshape(7)
        pickle.loads(b"x")
    except Exception as error:  # noqa: BLE001
        text = describe_error(error)
    assert 'File "/' not in text


def test_an_error_in_a_circle_ends() -> None:
    first, second = fail(ValueError("a")), fail(KeyError("b"))
    first.__cause__, second.__cause__ = second, first
    assert describe_error(first).count("ValueError") == 1


def test_crash_reports_keep_no_folders() -> None:
    text = (
        "Fatal Python error: Segmentation fault\n\nCurrent thread 0x00007f:\n"
        f'  File "{Path(__file__).parents[2]}/memnet_gui/ui/start.py", line 66 in run_window\n'
        '  File "/home/jane/Grandma/main.py", line 3 in <module>\n'
        '  File "/home/jane/.venv/lib/python3.11/site-packages/torch/nn.py", line 3 in f\n'
    )
    shown = hide_code_paths(text)
    assert 'File "memnet_gui/ui/start.py", line 66' in shown
    assert 'File "torch/nn.py", line 3' in shown
    assert "jane" not in shown
