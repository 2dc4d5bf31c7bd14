"""What is exported computes what the network does, says what it is and replaces nothing."""

import dataclasses
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from tempfile import gettempdir
from typing import Any
from xml.etree import ElementTree as ET

import numpy as np
import onnx
import onnxruntime
import pytest
import torch
from numpy.typing import NDArray

import memnet_gui
from memnet_gui import __version__
from memnet_gui.errors import UserError
from memnet_gui.exporting import export, torch_export
from memnet_gui.exporting.checks import Reopened
from memnet_gui.exporting.export import Exported, ExportOrder, export_model
from memnet_gui.exporting.formats import FORMATS, ExportError
from memnet_gui.exporting.licences import find_licence
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.restoration.engines.openvino_network import load_openvino
from memnet_gui.restoration.models import find_model
from memnet_gui.restoration.request import Cancelled

MakeOrder = Callable[..., ExportOrder]
NETWORKS = {
    "grey": NetworkConfig(2, 2, 4),
    "without long-term": NetworkConfig(3, 1, 3, long_term=False),
    "basic without short-term": NetworkConfig(2, 2, 3, 3, multi_supervised=False, short_term=False),
}


def run_onnx(path: Path, picture: NDArray[np.float32]) -> dict[str, Any]:
    session = onnxruntime.InferenceSession(str(path), providers=["CPUExecutionProvider"])
    names = [output.name for output in session.get_outputs()]
    return dict(zip(names, session.run(names, {"image": picture}), strict=True))


def run_openvino(path: Path, picture: NDArray[np.float32]) -> dict[str, Any]:
    settings = {"INFERENCE_PRECISION_HINT": "f32"}
    outputs = load_openvino().compile_model(path, "CPU", settings)({"image": picture})
    return {key.get_any_name(): value for key, value in outputs.items()}


def run_torch(path: Path, picture: NDArray[np.float32]) -> dict[str, Any]:
    with torch_export.quiet():
        program = torch.export.load(path)
    with torch.no_grad():
        return {k: v.numpy() for k, v in program.module()(torch.from_numpy(picture)).items()}


RUN = {"onnx": run_onnx, "openvino": run_openvino, "torch-export": run_torch}


def told_by_onnx(path: Path) -> dict[str, str]:
    return {prop.key: prop.value for prop in onnx.load(path).metadata_props}


def told_by_openvino(path: Path) -> dict[str, str]:
    entries = ET.parse(path).getroot().find("rt_info/model_info")
    assert entries is not None
    return {entry.tag: entry.attrib["value"] for entry in entries}


def told_by_torch(path: Path) -> dict[str, str]:
    extra_files = {"metadata.json": ""}
    with torch_export.quiet():
        torch.export.load(path, extra_files=extra_files)
    found: dict[str, str] = json.loads(extra_files["metadata.json"])
    return found


TOLD = {"onnx": told_by_onnx, "openvino": told_by_openvino, "torch-export": told_by_torch}


def predict(path: Path, picture: torch.Tensor) -> dict[str, torch.Tensor]:
    """Returns what the network itself predicts."""
    network, _ = load_checkpoint(path)
    with torch.no_grad():
        output = network(picture)
    if not network.config.multi_supervised:
        return {"final": output.final}
    return {"final": output.final} | {f"M{m}": p for m, p in enumerate(output.predictions, 1)}


def assert_same(found: Mapping[str, Any], expected: Mapping[str, torch.Tensor]) -> None:
    assert list(found) == list(expected)
    for name, image in expected.items():
        np.testing.assert_allclose(found[name], image.numpy(), atol=1e-5)


@pytest.mark.parametrize("network", NETWORKS)
@pytest.mark.parametrize("form", RUN)
def test_computes_what_the_network_does(make_order: MakeOrder, form: str, network: str) -> None:
    order = make_order(form, NETWORKS[network], predictions="without" in network)
    exported = export_model(order)
    picture = torch.rand(3, NETWORKS[network].channels, 5, 131)
    expected = predict(order.model.path, picture)
    assert all(float((image - picture).abs().max()) > 1e-2 for image in expected.values())
    expected = {name: expected[name] for name in exported.outputs}
    assert ("M3" in expected) == (network == "without long-term")
    assert_same(RUN[form](order.target, picture.numpy()), expected)
    assert 0 <= exported.difference < 1e-5


@pytest.mark.parametrize("size", [(1, 1), (1, 40), (2, 3), (37, 53), (64, 48), (250, 130)])
def test_takes_pictures_of_any_size(exported: Exported, size: tuple[int, int]) -> None:
    order = exported.order
    for batch in (1, 4):
        picture = torch.rand(batch, 3, *size)
        found = RUN[order.format](order.target, picture.numpy())
        assert_same(found, predict(order.model.path, picture))


def test_says_what_it_is(exported: Exported) -> None:
    told = TOLD[exported.order.format](exported.order.target)
    assert told["license"] == "MIT"
    assert (told["name"], told["task"]) == ("mine", "denoise")
    assert told["summary"] == 'For "tests" & <nothing> else'
    assert json.loads(told["degradation"]) == {"noise_sigma": [5, 75]}
    assert NetworkConfig(**json.loads(told["network"])) == exported.order.model.config
    assert json.loads(told["validation_psnr"]) == {"noise 30": 28.25}
    assert told["training_images"] == "keine: ein Test"
    assert told["program"] == f"MemNet GUI {__version__}"
    assert told["weights_written_by"] == "MemNet GUI 0.0.9"
    assert told["channels"] == "red, green and blue"
    assert told["value_range"].startswith("0 to 1")


@pytest.mark.parametrize(
    ("name", "licence"), [("denoise-grey-fast", "Apache-2.0"), (None, "unknown")]
)
def test_licence_of_shipped_weights_and_of_others(
    make_order: MakeOrder, name: str | None, licence: str
) -> None:
    order = make_order("openvino")
    if name is not None:
        order = dataclasses.replace(order, model=find_model(name))
    export_model(order)
    assert told_by_openvino(order.target)["license"] == licence


def test_shipped_weights_are_known_by_any_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shipped = find_model("denoise-grey-fast").path
    monkeypatch.chdir(shipped.parent)
    (tmp_path / "link.safetensors").symlink_to(shipped)
    for path in (Path(shipped.name), Path("..", "weights", shipped.name)):
        assert find_licence(find_model(path)) == "Apache-2.0"
    assert find_licence(find_model(tmp_path / "link.safetensors")) == "Apache-2.0"


@pytest.mark.parametrize("form", FORMATS)
def test_texts_that_are_not_utf_8_are_escaped(make_order: MakeOrder, form: str) -> None:
    order = make_order(form, licence="a\udcff")
    card = dataclasses.replace(order.model.card, summary="b\udcff", training_images="c\udcff")
    save_checkpoint(order.model.path, load_checkpoint(order.model.path)[0], card)
    export_model(dataclasses.replace(order, model=find_model(order.model.path)))
    if form == "hugging-face":
        told = (order.target / "README.md").read_text(encoding="utf-8")
        assert all(rf"{letter}\udcff" in told for letter in "abc")
    else:
        told = TOLD[form](order.target)
        names = ("license", "summary", "training_images")
        assert [told[name] for name in names] == [rf"{letter}\udcff" for letter in "abc"]


def test_nothing_tells_of_this_computer(exported: Exported) -> None:
    order = exported.order
    content = b"".join(path.read_bytes() for path in order.files)
    if order.format == "torch-export":
        with zipfile.ZipFile(order.target) as archive:
            content = b"".join(archive.read(name) for name in archive.namelist())
    packages = [Path(module.__file__).parents[1] for module in (torch, memnet_gui)]
    for place in (*packages, Path.home(), order.target.parent, Path(gettempdir())):
        assert str(place).encode() not in content


def test_nothing_else_is_left(exported: Exported) -> None:
    found = {path.name for path in exported.order.target.parent.iterdir()}
    assert found == {"mine.safetensors", *(path.name for path in exported.order.files)}


@pytest.mark.parametrize("exported", ["onnx"], indirect=True)
def test_onnx_is_valid_and_names_its_sizes(exported: Exported) -> None:
    model = onnx.load(exported.order.target, load_external_data=False)
    onnx.checker.check_model(model, full_check=True)
    for value in (*model.graph.input, *model.graph.output):
        sizes = value.type.tensor_type.shape.dim
        named = [size.dim_param or size.dim_value for size in sizes]
        assert named == ["batch", 3, "height", "width"]
    assert (model.ir_version, model.opset_import[0].version) == (8, 18)


class Wrong:
    """Has what was exported return something else."""

    def __init__(self, form: str, change: Callable[[dict[str, Any]], object]) -> None:
        self.module = import_module(f"memnet_gui.exporting.{FORMATS[form].module}")
        self._reopen, self._change = self.module.reopen, change

    def reopen(self, target: Path) -> Reopened:
        right = self._reopen(target)

        def run(picture: NDArray[np.float32]) -> Mapping[str, NDArray[np.float32]]:
            outputs = dict(right.run(picture))
            self._change(outputs)
            return outputs

        return Reopened(run, right.metadata)


def add(outputs: dict[str, Any], name: str, value: float) -> None:
    outputs[name] = outputs[name] + np.float32(value)


@pytest.mark.parametrize(
    "change",
    [
        lambda outputs: add(outputs, "final", 2e-4),
        lambda outputs: add(outputs, "M2", -2e-4),
        lambda outputs: add(outputs, "M1", float("nan")),
        lambda outputs: outputs.update(final=outputs["final"][:, :, :-1]),
        lambda outputs: outputs.pop("M1"),
        lambda outputs: outputs.update(M3=outputs["final"]),
    ],
    ids=["brighter", "darker M2", "NaN", "cropped", "missing", "surplus"],
)
@pytest.mark.parametrize("form", ["openvino", "hugging-face"])
def test_what_differs_is_not_written(
    make_order: MakeOrder,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    form: str,
    change: Callable[[dict[str, Any]], object],
) -> None:
    wrong = Wrong(form, change)
    monkeypatch.setattr(wrong.module, "reopen", wrong.reopen)
    with pytest.raises(ExportError, match=r"differs from PyTorch's .* nothing was written"):
        export_model(make_order(form, predictions=True))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.safetensors"]


def test_what_differs_less_than_is_allowed_is_written(
    make_order: MakeOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    wrong = Wrong("openvino", lambda outputs: add(outputs, "final", 8e-5))
    monkeypatch.setattr(wrong.module, "reopen", wrong.reopen)
    assert export_model(make_order("openvino")).difference == pytest.approx(8e-5, rel=0.1)


def test_what_lost_its_description_is_not_written(
    make_order: MakeOrder, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reopen = torch_export.reopen
    monkeypatch.setattr(torch_export, "reopen", lambda path: Reopened(reopen(path).run, {}))
    with pytest.raises(ExportError, match="lost its description"):
        export_model(make_order("torch-export"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.safetensors"]


def test_nothing_is_overwritten_unasked(make_order: MakeOrder) -> None:
    order = make_order("openvino")
    weights = order.target.with_suffix(".bin")
    weights.write_text("mine")
    with pytest.raises(UserError, match=r"größer\.bin exists already"):
        export_model(order)
    assert not order.target.exists()
    assert weights.read_text() == "mine"
    export_model(dataclasses.replace(order, overwrite=True))
    assert run_openvino(order.target, np.zeros((1, 1, 2, 2), np.float32))


def test_names_have_the_format_s_ending(make_order: MakeOrder, tmp_path: Path) -> None:
    order = dataclasses.replace(make_order("openvino"), target=tmp_path / "a.onnx")
    with pytest.raises(ExportError, match=r"a\.onnx is no name for OpenVINO IR; .*\.xml"):
        export_model(order)


@pytest.mark.parametrize("form", RUN)
def test_names_are_written_as_they_were_spelt(
    make_order: MakeOrder, tmp_path: Path, form: str
) -> None:
    order = make_order(form)
    others = [tmp_path / f"Net{suffix}" for suffix in (".onnx", ".xml", ".pt2")]
    for path in others:
        path.write_text("mine")
    target = tmp_path / f"Net{order.target.suffix.upper()}"
    if target.exists():
        pytest.skip("names of files do not tell upper from lower case here")
    target.write_text("to be replaced")
    order = dataclasses.replace(order, target=target, overwrite=True)
    export_model(order)
    assert [path.read_text() for path in others] == ["mine"] * 3
    assert order.files[0] == target
    assert all(path.stat().st_size > 100 for path in order.files)


def test_folder_that_is_not_there(make_order: MakeOrder, tmp_path: Path) -> None:
    for form, name in (("torch-export", "a.pt2"), ("hugging-face", "a")):
        order = dataclasses.replace(make_order(form), target=tmp_path / "none" / name)
        with pytest.raises(UserError, match="none is not a folder"):
            export_model(order)


@pytest.mark.parametrize("steps", range(6))
def test_cancelled_between_steps(make_order: MakeOrder, tmp_path: Path, steps: int) -> None:
    made = 0

    def check() -> None:
        nonlocal made
        if made == steps:
            raise Cancelled
        made += 1

    with pytest.raises(Cancelled):
        export_model(make_order("openvino"), check)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.safetensors"]


def test_temporary_folder_that_is_full(
    make_order: MakeOrder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(torch_export, "write", fail)
    with pytest.raises(ExportError, match=r"\(No space left on device\); make room"):
        export_model(make_order("torch-export"))
    assert [path.name for path in tmp_path.iterdir()] == ["mine.safetensors"]


@pytest.mark.parametrize("form", ["openvino", "hugging-face"])
@pytest.mark.parametrize("is_there", [True, False])
def test_only_a_folder_that_was_made_here_is_removed(
    make_order: MakeOrder,
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    form: str,
    is_there: bool,
) -> None:
    folder = tmp_path / "mine"
    if is_there or form == "openvino":
        folder.mkdir()
    target = folder / "a.xml" if form == "openvino" else folder

    def fail(*_args: object, **_more: object) -> None:
        raise UserError("full")

    monkeypatch.setattr(export, "write_files", fail)
    with pytest.raises(UserError, match="full"):
        export_model(dataclasses.replace(make_order(form), target=target))
    assert folder.is_dir() == (is_there or form == "openvino")


@pytest.mark.parametrize("absent", ["onnx", "onnxruntime", "onnxscript"])
def test_onnx_without_its_packages(
    make_order: MakeOrder, monkeypatch: pytest.MonkeyPatch, absent: str
) -> None:
    monkeypatch.setitem(sys.modules, absent, None)
    order = make_order("onnx")
    with pytest.raises(
        ExportError, match=rf"{absent}.*install MemNet GUI with pip as .*\[export\]"
    ):
        export_model(order)
    assert not order.target.exists()


@pytest.mark.parametrize("exported", ["onnx"], indirect=True)
def test_onnx_runtime_collects_nothing_to_report(exported: Exported, tmp_path: Path) -> None:
    unset = ("ORT_DISABLE_TELEMETRY", "CI", "XDG_CACHE_HOME")
    environment = {name: value for name, value in os.environ.items() if name not in unset}
    code = "import sys, pathlib; from memnet_gui.exporting.onnx import reopen; "
    code += "reopen(pathlib.Path(sys.argv[1]))"
    subprocess.run(
        [sys.executable, "-c", code, exported.order.target],
        env=environment | {"HOME": str(tmp_path)},
        check=True,
        timeout=120,
    )
    assert not list(tmp_path.rglob("*onnxruntime*"))


@pytest.mark.parametrize("exported", ["torch-export"], indirect=True)
def test_torch_program_is_not_bound_to_the_processor(exported: Exported) -> None:
    with torch_export.quiet():
        program = torch.export.load(exported.order.target)
    given = [value for node in program.graph.nodes for value in node.kwargs.values()]
    assert not [value for value in given if isinstance(value, torch.device)]
    outputs = program.module().to("meta")(torch.empty(2, 3, 9, 11, device="meta"))
    assert {output.device.type for output in outputs.values()} == {"meta"}


def test_one_folder_build_says_what_it_cannot_write(
    make_order: MakeOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "frozen", True, raising=False)
    order = make_order("torch-export")
    with pytest.raises(ExportError, match="the one-folder build cannot write PyTorch programs"):
        export_model(order)
    assert export_model(make_order("openvino")).outputs == ("final",)


def test_fault_that_is_not_the_systems_is_not_called_a_full_disk(
    make_order: MakeOrder, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise OSError("could not get source code")

    monkeypatch.setattr(torch_export, "write", fail)
    with pytest.raises(OSError, match="could not get source code"):
        export_model(make_order("torch-export"))
