"""The protobuf messages of Caffe's weight files and of ONNX files, as far as they are read here.

Sources: caffe.proto of BVLC/caffe and onnx.proto of onnx/onnx, whose field numbers these are. What
is left out here is skipped when a file is read. The messages have a pool of their own, so that
Caffe or ONNX may be loaded beside them.
"""

from functools import cache
from typing import Any

from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

_Field = descriptor_pb2.FieldDescriptorProto
_TYPES = {
    "string": _Field.TYPE_STRING,
    "int32": _Field.TYPE_INT32,
    "int64": _Field.TYPE_INT64,
    "float": _Field.TYPE_FLOAT,
    "double": _Field.TYPE_DOUBLE,
}

_CAFFE: dict[str, dict[str, tuple[int, str]]] = {
    "NetParameter": {
        "name": (1, "string"),
        "layers": (2, "repeated V1LayerParameter"),
        "layer": (100, "repeated LayerParameter"),
    },
    "LayerParameter": {
        "name": (1, "string"),
        "type": (2, "string"),
        "bottom": (3, "repeated string"),
        "top": (4, "repeated string"),
        "param": (6, "repeated ParamSpec"),
        "blobs": (7, "repeated BlobProto"),
        "batch_norm_param": (139, "BatchNormParameter"),
    },
    # Files of 2014 and before; the type is an enumeration there.
    "V1LayerParameter": {
        "bottom": (2, "repeated string"),
        "top": (3, "repeated string"),
        "name": (4, "string"),
        "type": (5, "int32"),
        "blobs": (6, "repeated BlobProto"),
        "param": (1001, "repeated string"),
    },
    "ParamSpec": {"name": (1, "string")},
    "BatchNormParameter": {"eps": (3, "float")},
    "BlobProto": {
        "num": (1, "int32"),
        "channels": (2, "int32"),
        "height": (3, "int32"),
        "width": (4, "int32"),
        "data": (5, "packed float"),
        "shape": (7, "BlobShape"),
        "double_data": (8, "packed double"),
    },
    "BlobShape": {"dim": (1, "packed int64")},
}
_ONNX: dict[str, dict[str, tuple[int, str]]] = {
    "ModelProto": {
        "ir_version": (1, "int64"),
        "producer_name": (2, "string"),
        "graph": (7, "GraphProto"),
    },
    "GraphProto": {"name": (2, "string")},
}


def caffe_message(name: str) -> Any:
    """Returns the class of a message of Caffe, such as `NetParameter`."""
    return _message(f"caffe.{name}")


def onnx_message(name: str) -> Any:
    """Returns the class of a message of ONNX, such as `ModelProto`."""
    return _message(f"onnx.{name}")


def _message(name: str) -> Any:
    return message_factory.GetMessageClass(_pool().FindMessageTypeByName(name))


@cache
def _pool() -> descriptor_pool.DescriptorPool:
    pool = descriptor_pool.DescriptorPool()
    for package, messages in (("caffe", _CAFFE), ("onnx", _ONNX)):
        file = descriptor_pb2.FileDescriptorProto(
            name=f"{package}.proto", package=package, syntax="proto2"
        )
        for name, fields in messages.items():
            message = file.message_type.add(name=name)
            for field, (number, kind) in fields.items():
                _add_field(message, package, field, number, kind)
        pool.AddSerializedFile(file.SerializeToString())
    return pool


def _add_field(message: Any, package: str, name: str, number: int, kind: str) -> None:
    how, _, type_name = kind.rpartition(" ")
    field = message.field.add(name=name, number=number)
    field.label = _Field.LABEL_REPEATED if how else _Field.LABEL_OPTIONAL
    if how == "packed":
        field.options.packed = True
    if type_name in _TYPES:
        field.type = _TYPES[type_name]
    else:
        field.type = _Field.TYPE_MESSAGE
        field.type_name = f".{package}.{type_name}"
