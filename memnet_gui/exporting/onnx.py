"""Networks as ONNX files."""

import importlib
import os
from pathlib import Path
from typing import Any

import torch

from memnet_gui import __version__
from memnet_gui.exporting.checks import Pixels, Reopened
from memnet_gui.exporting.contents import INPUT, Contents
from memnet_gui.exporting.formats import ExportError
from memnet_gui.exporting.torch_export import quiet, trace
from memnet_gui.messages import QT_TRANSLATE_NOOP

_OPSET = 18
_IR_VERSION = 8
"""That of the operations; newer ones keep out older programs."""
_FREE_SIZES = {0: "batch", 2: "height", 3: "width"}


def write(contents: Contents, target: Path) -> None:
    """Writes one .onnx file, weights included; what it says of itself is its metadata_props.

    Raises:
        ExportError: The packages that this needs are not installed.
    """
    onnx, _, _ = _load_packages()
    program = trace(contents)
    with quiet():
        exported = torch.onnx.export(
            program,
            dynamo=True,
            verbose=False,
            opset_version=_OPSET,
            input_names=[INPUT],
            output_names=list(contents.outputs),
        )
    assert exported is not None
    model = exported.model_proto
    _tidy(model)
    model.producer_name, model.producer_version = "memnet-gui", __version__
    model.ir_version = _IR_VERSION
    model.graph.name = "MemNet"
    onnx.helper.set_model_props(model, dict(contents.metadata))
    onnx.checker.check_model(model, full_check=True)
    target.write_bytes(model.SerializeToString())


def reopen(target: Path) -> Reopened:
    """Opens an .onnx file with ONNX Runtime on the processor.

    Raises:
        ExportError: The packages that this needs are not installed.
    """
    _, runtime, _ = _load_packages()
    session = runtime.InferenceSession(target.read_bytes(), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]

    def run(picture: Pixels) -> dict[str, Pixels]:
        return dict(zip(names, session.run(None, {INPUT: picture}), strict=True))

    return Reopened(run, session.get_modelmeta().custom_metadata_map)


def _load_packages() -> list[Any]:
    """Returns the modules `onnx`, `onnxruntime` and `onnxscript`, imported when first used.

    ONNX Runtime would report its use to Microsoft, the path of the program among it.
    """
    os.environ["ORT_DISABLE_TELEMETRY"] = "1"  # looked at when it is imported
    try:
        onnx, runtime, script = map(importlib.import_module, ("onnx", "onnxruntime", "onnxscript"))
    except (ImportError, OSError) as error:
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "ONNX files need onnx, onnxruntime and onnxscript ({error}); install MemNet GUI with "
            "pip as 'memnet-gui[export]', or choose another format",
        )
        raise ExportError(text, error=error) from error
    runtime.disable_telemetry_events()  # on Windows the variable does not count
    return [onnx, runtime, script]


def _tidy(model: Any) -> None:
    """Names the free sizes, and takes out all that tells of this computer.

    torch notes for each operation which lines of which files it comes from.
    """
    for value in (*model.graph.input, *model.graph.output):
        for axis, name in _FREE_SIZES.items():
            value.type.tensor_type.shape.dim[axis].dim_param = name
    for part in (model, model.graph, *model.graph.node, *model.graph.initializer):
        part.ClearField("metadata_props")
        part.ClearField("doc_string")
    for value in (*model.graph.input, *model.graph.output):
        value.ClearField("metadata_props")
        value.ClearField("doc_string")
    # Shapes in between have other names for the sizes; whoever reads the file infers them.
    model.graph.ClearField("value_info")
