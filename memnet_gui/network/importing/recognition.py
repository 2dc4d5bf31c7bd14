"""Tells what a file is by what is in it, and has its weights read."""

import pickle
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import torch
from google.protobuf.message import DecodeError
from torch import Tensor

from memnet_gui.messages import QT_TRANSLATE_NOOP, system_reason_of
from memnet_gui.network.header import CheckpointError, is_of_this_program, open_checkpoint
from memnet_gui.network.importing.assembly import ImportedNetwork
from memnet_gui.network.importing.caffe import import_caffe, layer_names, looks_like_memnet
from memnet_gui.network.importing.messages import caffe_message, onnx_message
from memnet_gui.network.importing.ports import import_port, looks_like_port
from memnet_gui.network.importing.tensors import WeightsError, name_some

_HEAD_BYTES = 16
_PICKLE, _ZIP = b"\x80", b"PK\x03\x04"
_KINDS = {
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"GIF8": "GIF",
    b"BM": "BMP",
    b"II*\0": "TIFF",
    b"MM\0*": "TIFF",
    b"RIFF": "WebP",
    b"\x89HDF": "HDF5",
    b"MATLAB": "MATLAB",
    b"\x1f\x8b": "gzip",
    b"%PDF": "PDF",
}
"""How files begin that somebody could take for weights."""
_DEEPEST = 3
_MOST_MESSAGE_BYTES = 2**31
"""More than a message of protobuf can have."""
_REFUSED = re.compile(r"(?:GLOBAL|global) (?:default )?([\w.]+)")


def read_weights(path: Path) -> ImportedNetwork:
    """Returns the network of a file of another program.

    Read are the authors' `.caffemodel` files and the state dicts of PyTorch ports, as `torch.save`
    or safetensors write them. Nothing in a file is run.

    Raises:
        WeightsError: The file is something else, which the message names, or is not whole.
    """
    head = _read_head(path)
    kind = next((name for magic, name in _KINDS.items() if head.startswith(magic)), None)
    if kind is not None:
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} is a {kind} file, not weights; choose a .caffemodel or a .pth file"
        )
        raise WeightsError(text, path=path, kind=kind)
    if head[5:9] == b"\0\0\0{":
        return _import_tensors(path, _read_safetensors(path))
    if head.startswith((_PICKLE, _ZIP)):
        return _import_tensors(path, _find_state(path, _load_checkpoint(path)))
    return _import_messages(path)


def _read_head(path: Path) -> bytes:
    try:
        if not path.is_file():
            text = QT_TRANSLATE_NOOP("Engine", "{path} does not exist or is not a file")
            raise WeightsError(text, path=path)
        with path.open("rb") as file:
            head = file.read(_HEAD_BYTES)
    except OSError as error:
        raise _unreadable(path, error) from error
    if not head:
        text = QT_TRANSLATE_NOOP("Engine", "{path} is empty; get the file again")
        raise WeightsError(text, path=path)
    return head


def _unreadable(path: Path, error: OSError) -> WeightsError:
    text = QT_TRANSLATE_NOOP("Engine", "{path} cannot be read ({reason})")
    return WeightsError(text, path=path, reason=system_reason_of(error))


def _read_safetensors(path: Path) -> dict[str, Tensor]:
    try:
        with open_checkpoint(path, "pt") as file:
            if is_of_this_program(file):
                text = QT_TRANSLATE_NOOP(
                    "Engine",
                    "{path} is already a model of this program: open it with Open Model or --model",
                )
                raise WeightsError(text, path=path)
            return {name: file.get_tensor(name) for name in file.keys()}  # noqa: SIM118
    except CheckpointError as error:
        text = QT_TRANSLATE_NOOP("Engine", "{path} looks like a safetensors file but is damaged")
        raise WeightsError(text, path=path) from error


def _load_checkpoint(path: Path) -> Any:
    """Returns what `torch.save` wrote, as long as it is nothing but tensors and plain values."""
    try:
        return torch.load(path, map_location="cpu", weights_only=True)
    except OSError as error:
        raise _unreadable(path, error) from error
    except pickle.UnpicklingError as error:
        found = _REFUSED.search(str(error))
        if found is None:
            raise _damaged(path) from error
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} holds more than weights ({what}), and this program runs nothing that is in a "
            "checkpoint; save its state_dict() alone and import that",
        )
        raise WeightsError(text, path=path, what=found[1]) from error
    except Exception as error:  # a damaged pickle may raise whatever it likes
        raise _damaged(path) from error


def _damaged(path: Path) -> WeightsError:
    text = QT_TRANSLATE_NOOP(
        "Engine",
        "{path} looks like a PyTorch checkpoint or a zip archive, but holds no weights "
        "that can be read",
    )
    return WeightsError(text, path=path)


def _find_state(path: Path, checkpoint: Any) -> dict[str, Tensor]:
    """Returns the state dict in a checkpoint: a port's, else the largest.

    Raises:
        WeightsError: There are those of several networks, of which nobody has chosen one.
    """
    found = list(_states(checkpoint, _DEEPEST))
    ports = [(where, state) for where, state in found if looks_like_port(state)]
    if len(ports) > 1:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "{path} holds {count} networks ({names}); save the one that you want alone and "
            "import that",
        )
        names = name_some(dict(ports))
        raise WeightsError(text, path=path, count=len(ports), names=names)
    states = [state for _, state in ports or found]
    return max(states, key=len, default={})


def _states(value: Any, depth: int, where: str = "") -> Iterator[tuple[str, dict[str, Tensor]]]:
    """Yields the tensors by name of a mapping and of the mappings in it, and where they are."""
    if isinstance(value, Mapping) and depth:
        named = {k: v for k, v in value.items() if isinstance(k, str) and isinstance(v, Tensor)}
        if named:
            yield where or "/", named
        for key, inner in value.items():
            name = key if isinstance(key, str) else type(key).__name__
            yield from _states(inner, depth - 1, f"{where}/{name}" if where else name)


def _import_tensors(path: Path, tensors: dict[str, Tensor]) -> ImportedNetwork:
    if looks_like_port(tensors):
        return import_port(path, tensors)
    if not tensors:
        text = QT_TRANSLATE_NOOP("Engine", "{path} holds no weights by name")
        raise WeightsError(text, path=path)
    text = QT_TRANSLATE_NOOP(
        "Engine",
        "{path} holds weights of another network (such as {names}), or of a MemNet port that "
        "this program does not know",
    )
    raise WeightsError(text, path=path, names=name_some(tensors))


def _import_messages(path: Path) -> ImportedNetwork:
    """Reads what may be a message of Caffe, or else of ONNX."""
    content = _read_message(path)
    net = _parse(caffe_message("NetParameter"), content)
    if net is not None and looks_like_memnet(net):
        return import_caffe(path, net)
    onnx = _parse(onnx_message("ModelProto"), content)
    if onnx is not None and onnx.ir_version > 0 and onnx.HasField("graph"):
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} is an ONNX file, which cannot be imported; import what it was made of"
        )
        raise WeightsError(text, path=path)
    if net is not None and any(layer_names(net)):
        text = QT_TRANSLATE_NOOP(
            "Engine", "{path} is a Caffe file of another network (with the layers {names})"
        )
        raise WeightsError(text, path=path, names=name_some(dict.fromkeys(layer_names(net))))
    text = QT_TRANSLATE_NOOP(
        "Engine",
        "{path} is no file of weights that this program knows; it reads .caffemodel, .pth and "
        ".safetensors files of MemNet",
    )
    raise WeightsError(text, path=path)


def _read_message(path: Path) -> bytes:
    """Returns the bytes of a file, none of one that is larger than any message."""
    try:
        return b"" if path.stat().st_size > _MOST_MESSAGE_BYTES else path.read_bytes()
    except OSError as error:
        raise _unreadable(path, error) from error


def _parse(message: Any, content: bytes) -> Any | None:
    try:
        return message.FromString(content)
    except DecodeError:
        return None
