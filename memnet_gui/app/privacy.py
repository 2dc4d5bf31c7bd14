"""Texts fit for a bug report: no names of the user, the computer, folders or photos in them."""

import getpass
import platform
import re
import sysconfig
import traceback
from collections.abc import Iterable, Iterator
from pathlib import Path
from urllib.parse import quote

import memnet_gui
from memnet_gui.errors import UserError

LEFT_OUT = "…"
_SUFFIXES = (
    "png|jpe?g|jfif|webp|tiff?|bmp|gif|avif|hei[cf]|jp2|jxl|dng|nef|cr[23w]|arw|orf|rw2|ppm|pgm|"
    "npy|npz|safetensors|pth?|ckpt|onnx|caffemodel|json|csv|svg|txt|zip"
)
_ABSOLUTE = r"(?:file:|/(?=[^\s/])|~[\w.-]*/|[A-Za-z]:[\\/]|\\\\)"
_QUOTED = re.compile(rf"(['\"])(?:{_ABSOLUTE}|\.{{1,2}}[\\/])(?:\\.|(?!\1)[^\\\n])*\1")
_BARE = re.compile(rf"(?<![\w.~<]){_ABSOLUTE}[^\n]*")
_NAMED = re.compile(rf"[^\n]*\.(?:{_SUFFIXES})\b['\"]?", re.IGNORECASE)
_CODE = re.compile(r'File "([^"\n]+)"')
_SHORTEST_NAME = 3
_MOST_FRAMES = 40
_MOST_LETTERS = 1000


def hide_names(text: str) -> str:
    """Returns a message without what looks like a path or the name of a photo or a model.

    Names can hold blanks and quotes, so rather too much goes than too little: after a path without
    quotes the rest of its line, and before a file name without a folder its beginning.
    """
    text = _QUOTED.sub(f"'{LEFT_OUT}'", text)
    text = _BARE.sub(LEFT_OUT, text)
    return _NAMED.sub(LEFT_OUT, text)


def hide_known(text: str, private: Iterable[str]) -> str:
    """Returns any text without these names, in the spellings in which programs write them."""
    spellings = {way for name in private for way in _spell(name) if len(way) >= _SHORTEST_NAME}
    for spelling in sorted(spellings, key=len, reverse=True):
        text = re.sub(rf"(?<!\w){re.escape(spelling)}(?!\w)", LEFT_OUT, text, flags=re.IGNORECASE)
    return text


def names_of_user() -> Iterator[str]:
    """Lists the home folder and the names of the user and of this computer."""
    yield str(Path.home())
    yield platform.node()
    try:
        yield getpass.getuser()
    except (KeyError, OSError, ImportError):  # an account without a name
        return


def names_of(path: Path) -> Iterator[str]:
    """Lists what would tell of a file: its path, its folders' paths, its name and its stem."""
    yield from (str(folder) for folder in (path, *path.parents) if len(folder.parts) > 2)
    yield from (path.name, path.stem)


def hide_code_paths(text: str) -> str:
    """Returns what Python says of a crash, with files of code named from their package on."""
    return _CODE.sub(lambda found: f'File "{_shorten(found[1])}"', text)


def describe_error(error: BaseException) -> str:
    """Returns the traceback of an error and of what led to it, fit for others."""
    chain: list[BaseException] = []
    link: BaseException | None = error
    while link is not None and link not in chain:
        chain.append(link)
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)
    return "\n".join(line for link in reversed(chain) for line in _describe(link))


def _describe(error: BaseException) -> Iterator[str]:
    for frame in traceback.extract_tb(error.__traceback__, -_MOST_FRAMES):
        file = _shorten(frame.filename)
        yield f'  File "{file}", line {frame.lineno}, in {frame.name}'
        if frame.line and file != LEFT_OUT:
            yield f"    {frame.line}"
    yield f"{type(error).__name__}: {_message(error)}"


def _message(error: BaseException) -> str:
    """Says what went wrong: a sentence for the user names files by design, so it is left out."""
    if isinstance(error, UserError):
        return LEFT_OUT
    if isinstance(error, OSError) and error.errno is not None:
        return f"[Errno {error.errno}] {error.strerror}"
    return hide_names(str(error)[:_MOST_LETTERS])


def _shorten(name: str) -> str:
    path = Path(name)
    if name.startswith("<") or not path.is_absolute():
        return name if name.startswith("<") else path.name
    if "site-packages" in path.parts:
        last = len(path.parts) - path.parts[::-1].index("site-packages")
        return str(Path(*path.parts[last:]))
    for root in (Path(memnet_gui.__file__).parents[1], Path(sysconfig.get_path("stdlib"))):
        if path.is_relative_to(root):
            return str(path.relative_to(root))
    return LEFT_OUT


def _spell(name: str) -> Iterator[str]:
    yield from (name, repr(name)[1:-1], ascii(name)[1:-1])
    yield quote(name, errors="surrogateescape")
    yield name.replace("\\", "\\\\")
