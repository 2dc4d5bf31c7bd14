"""Networks as programs of `torch.export`, which PyTorch runs without this one."""

import json
import logging
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import torch
from torch.export import Dim, ExportedProgram
from torch.fx import GraphModule

from memnet_gui.exporting.checks import Pixels, Reopened
from memnet_gui.exporting.contents import INPUT, Contents, NamedOutputs, example
from memnet_gui.exporting.formats import ExportError
from memnet_gui.messages import QT_TRANSLATE_NOOP
from memnet_gui.paths import is_bundle

_METADATA = "metadata.json"


def write(contents: Contents, target: Path) -> None:
    """Writes a .pt2 file; what it says of itself is its extra file `metadata.json`.

    Raises:
        ExportError: This is the one-folder build, which lacks the half of torch that this needs.
    """
    if is_bundle():
        text = QT_TRANSLATE_NOOP(
            "Engine",
            "the one-folder build cannot write PyTorch programs; choose another format, or install "
            "MemNet GUI with pip",
        )
        raise ExportError(text)
    program = trace(contents)
    with quiet():
        torch.export.save(
            program, target, extra_files={_METADATA: json.dumps(dict(contents.metadata), indent=2)}
        )


def reopen(target: Path) -> Reopened:
    """Loads a .pt2 file as any program would."""
    extra_files = {_METADATA: ""}
    with quiet():
        network = torch.export.load(target, extra_files=extra_files).module()

    def run(picture: Pixels) -> dict[str, Pixels]:
        with torch.inference_mode():
            return {k: v.numpy() for k, v in network(torch.from_numpy(picture)).items()}

    return Reopened(run, json.loads(extra_files[_METADATA]))


def trace(contents: Contents) -> ExportedProgram:
    """Returns the operations of a network for a batch, a height and a width of any size."""
    network = contents.model.network
    free = Dim.DYNAMIC
    with quiet(), torch.no_grad():
        program = torch.export.export(
            NamedOutputs(network, contents.outputs).eval(),
            (example(network.config),),
            dynamic_shapes={INPUT: {0: free, 2: free, 3: free}},
        )
    _forget_computer(program)
    return program


@contextmanager
def quiet() -> Iterator[None]:
    """Keeps to itself what torch says of its own insides, and of packages that nothing needs."""
    log = logging.getLogger("torch.onnx")
    level = log.level
    log.setLevel(logging.ERROR)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        log.setLevel(level)


def _forget_computer(program: ExportedProgram) -> None:
    """Takes out what holds for this computer alone.

    That is where the lines of source are that each operation comes from, and checks that values
    are on the processor, which would keep the program from CUDA.
    """
    for module in program.graph_module.modules():
        if isinstance(module, GraphModule):
            for node in module.graph.nodes:
                node.meta.pop("stack_trace", None)
                if node.target is torch.ops.aten._assert_tensor_metadata.default:  # noqa: SLF001
                    module.graph.erase_node(node)
            module.recompile()
