"""Networks as OpenVINO's intermediate representation: an .xml file and a .bin file."""

from pathlib import Path

import torch

from memnet_gui.exporting.checks import Pixels, Reopened
from memnet_gui.exporting.contents import INPUT, Contents
from memnet_gui.restoration.engines.openvino_network import NetworkDescription, load_openvino

_METADATA = "model_info"


def write(contents: Contents, target: Path) -> None:
    """Writes both files, weights in float32; what they say of themselves is rt_info/model_info.

    Raises:
        DeviceError: OpenVINO is not installed or does not work here.
    """
    openvino = load_openvino()
    with torch.inference_mode():
        description = NetworkDescription(contents.model.network, frozenset())
        model = description.build_whole(predictions=len(contents.outputs) > 1)
    model.input(0).set_names({INPUT})
    model.inputs[0].node.set_friendly_name(INPUT)
    for output, name in zip(model.outputs, contents.outputs, strict=True):
        output.set_names({name})
        output.node.set_friendly_name(name)
    for name, text in contents.metadata.items():
        model.set_rt_info(text, [_METADATA, name])
    openvino.save_model(model, target, compress_to_fp16=False)


def reopen(target: Path) -> Reopened:
    """Opens the files with OpenVINO on the processor, computing in float32.

    Raises:
        DeviceError: OpenVINO is not installed or does not work here.
    """
    openvino = load_openvino()
    core = openvino.Core()
    # A file that is mapped into memory could not be removed on Windows.
    core.set_property({"ENABLE_MMAP": False})
    model = core.read_model(target)
    names = [output.get_any_name() for output in model.outputs]
    compiled = core.compile_model(model, "CPU", {"INFERENCE_PRECISION_HINT": "f32"})

    def run(picture: Pixels) -> dict[str, Pixels]:
        outputs = compiled({INPUT: picture})
        return {name: outputs[name] for name in names}

    told = model.get_rt_info([_METADATA]).value
    return Reopened(run, {name: str(value) for name, value in told.items()})
