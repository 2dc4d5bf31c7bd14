"""The authors' files: written from a random network by the same messages, then imported."""

import struct
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import torch
from google.protobuf import descriptor_pb2
from torch import nn

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.importing.messages import caffe_message
from memnet_gui.network.importing.recognition import read_weights
from memnet_gui.network.importing.tensors import WeightsError
from memnet_gui.network.memnet import MemNet

CONFIG = NetworkConfig(3, 2, 4)
Scramble = Callable[[nn.Module], MemNet]
Caffe = Callable[..., Any]


def save(path: Path, file: Any) -> Path:
    path.write_bytes(file.net.SerializeToString())
    return path


def check_equal(found: MemNet, wanted: MemNet) -> None:
    picture = torch.rand(1, wanted.config.channels, 13, 11)
    with torch.inference_mode():
        expected, got = wanted(picture), found(picture)
    torch.testing.assert_close(got.final, expected.final, atol=1e-5, rtol=1e-5)
    for a, b in zip(got.predictions, expected.predictions, strict=True):
        torch.testing.assert_close(a, b, atol=1e-5, rtol=1e-5)
    assert (expected.final - picture).abs().max() > 0.05


@pytest.mark.parametrize("legacy", [False, True])
@pytest.mark.parametrize(
    "kind", [{"shares_by_name": False}, {"shares_by_name": True}, {"splits": False}]
)
@pytest.mark.parametrize(
    "config", [CONFIG, NetworkConfig(2, 3, 5, channels=3), NetworkConfig(11, 1, 2)]
)
def test_outputs_are_those_of_the_network_that_was_written(
    tmp_path: Path,
    scramble: Scramble,
    caffe_file: Caffe,
    config: NetworkConfig,
    legacy: bool,
    kind: dict[str, bool],
) -> None:
    network = scramble(MemNet(config))
    file = caffe_file(legacy=legacy, **kind).write(network)
    imported = read_weights(save(tmp_path / "net.caffemodel", file))
    assert imported.layout == "Caffe"
    assert imported.network.config == config
    assert not imported.network.training
    check_equal(imported.network, network)


def test_recursions_that_differ_are_imported_as_they_are(
    tmp_path: Path, scramble: Scramble, caffe_file: Caffe
) -> None:
    config = NetworkConfig(2, 2, 4, shared_recursions=False)
    network = scramble(MemNet(config))
    imported = read_weights(save(tmp_path / "net.caffemodel", caffe_file().write(network)))
    assert imported.network.config == config
    check_equal(imported.network, network)


def test_a_scale_factor_of_zero_means_statistics_of_zero_as_in_caffe(
    tmp_path: Path, scramble: Scramble, caffe_file: Caffe
) -> None:
    file = caffe_file().write(scramble(MemNet(CONFIG)))
    norm = next(layer for layer in file.net.layer if layer.name == "bn_conv_end_02")
    norm.blobs[2].data[0] = 0
    network = read_weights(save(tmp_path / "net.caffemodel", file)).network
    assert not network.reconstruction_norms[1].running_mean.any()
    assert not network.reconstruction_norms[1].running_var.any()


@pytest.mark.parametrize("factor", [1e-39, 1e-44])
def test_a_scale_factor_too_small_to_divide_by(
    tmp_path: Path, scramble: Scramble, caffe_file: Caffe, factor: float
) -> None:
    file = caffe_file().write(scramble(MemNet(CONFIG)))
    change(file, "bn_conv_end_02").blobs[2].data[0] = factor
    with pytest.raises(WeightsError, match=r"norms\.1\.running_mean comes to values that are not"):
        read_weights(save(tmp_path / "net.caffemodel", file))


def change(file: Any, name: str) -> Any:
    return next(layer for layer in file.net.layer if layer.name == name)


def drop_layer(file: Any, name: str) -> None:
    file.net.layer.remove(change(file, name))


def test_what_is_missing_left_over_or_different_is_named(
    tmp_path: Path, scramble: Scramble, caffe_file: Caffe
) -> None:
    def refusal(edit: Callable[[Any], object]) -> str:
        file = caffe_file().write(scramble(MemNet(CONFIG)))
        edit(file)
        with pytest.raises(WeightsError) as caught:
            read_weights(save(tmp_path / "net.caffemodel", file))
        return str(caught.value)

    assert "net.caffemodel lacks conv02_02_b[0]," in refusal(lambda f: drop_layer(f, "conv02_02_b"))
    assert "lacks bn_conv1[2]," in refusal(lambda f: change(f, "bn_conv1").blobs.pop())
    assert "lacks weight_output_end_03[0]," in refusal(
        lambda f: drop_layer(f, "weight_output_end_03")
    )
    assert "more than a MemNet has, such as conv9[0], conv9[1];" in refusal(
        lambda f: f.add("conv9", torch.zeros(1, 4, 3, 3), torch.zeros(1))
    )
    wrong = refusal(lambda f: change(f, "conv_transition_02").blobs.reverse())
    assert "conv_transition_02[0] of shape (4,)" in wrong
    assert "has (4, 16, 1, 1)" in wrong
    assert "holds 35 values in place of (1, 4, 3, 3)" in refusal(
        lambda f: change(f, "conv_end_01").blobs[0].data.pop()
    )
    assert "weights of its own (conv_end_02)" in refusal(
        lambda f: change(f, "conv_end_02").blobs[1].data.__setitem__(0, 9.0)
    )
    assert "such as a�b[0];" in refusal(lambda f: f.add("a\nb", torch.zeros(1)))
    assert "is damaged: it holds conv02_01_a[0] twice" in refusal(
        lambda f: f.net.layer.add().CopyFrom(change(f, "conv02_01_a"))
    )
    assert "(concat03)" in refusal(lambda f: change(f, "concat03").bottom.reverse())
    assert "scale_conv1[0] holds values that are not finite" in refusal(
        lambda f: change(f, "scale_conv1").blobs[0].data.__setitem__(0, float("nan"))
    )
    assert "cannot represent (channels must be 1 or 3, not 2)" in refusal(
        lambda f: (
            change(f, "conv1").blobs[0].shape.dim.__setitem__(1, 2)
            or change(f, "conv1").blobs[0].data.extend([0.0] * 36)
        )
    )


@pytest.mark.parametrize(
    ("dims", "count"),
    [
        ([1] * 66 + [4, 1, 3, 3], 36),
        ([0, 2**62, 2**62], 0),
        ([2**62, 0], 0),
        ([2**62] * 100_000, 36),
        ([-4, -1, 3, 3], 36),
    ],
)
def test_shapes_that_no_blob_has(
    tmp_path: Path, scramble: Scramble, caffe_file: Caffe, dims: list[int], count: int
) -> None:
    file = caffe_file().write(scramble(MemNet(CONFIG)))
    blob = change(file, "conv1").blobs[0]
    blob.shape.dim[:] = dims
    del blob.data[count:]
    with pytest.raises(WeightsError, match=rf"conv1 holds {count} values in place of \(") as caught:
        read_weights(save(tmp_path / "net.caffemodel", file))
    assert len(str(caught.value)) < 1000


def test_double_values_beyond_float32(
    tmp_path: Path, scramble: Scramble, caffe_file: Caffe
) -> None:
    file = caffe_file().write(scramble(MemNet(CONFIG)))
    blob = change(file, "conv1").blobs[0]
    blob.double_data.extend([1e300] * len(blob.data))
    blob.ClearField("data")
    with pytest.raises(WeightsError, match=r"conv1\[0\] holds values that are not finite"):
        read_weights(save(tmp_path / "net.caffemodel", file))


def encode_epsilon(epsilon: float) -> bytes:
    """Encodes `batch_norm_param { eps }` of a layer by the rules of protobuf, as Caffe would."""
    inner = b"\x1d" + struct.pack("<f", epsilon)
    return b"\xda\x08" + bytes([len(inner)]) + inner


@pytest.mark.parametrize("epsilon", [0.0, 1e-3, 9.9e-6, float("nan")])
def test_another_epsilon_is_refused(
    tmp_path: Path, scramble: Scramble, caffe_file: Caffe, epsilon: float
) -> None:
    file = caffe_file().write(scramble(MemNet(CONFIG)))
    change(file, "bn_conv02_01_a").MergeFromString(encode_epsilon(epsilon))
    sentence = rf"the epsilon {epsilon:g} \(bn_conv02_01_a\), where a MemNet .* has 1e-05"
    with pytest.raises(WeightsError, match=sentence):
        read_weights(save(tmp_path / "net.caffemodel", file))


def test_the_usual_epsilon_may_be_said(
    tmp_path: Path, scramble: Scramble, caffe_file: Caffe
) -> None:
    network = scramble(MemNet(CONFIG))
    file = caffe_file().write(network)
    for layer in file.net.layer:
        if layer.name.startswith("bn_"):
            layer.MergeFromString(encode_epsilon(1e-5))
    check_equal(read_weights(save(tmp_path / "net.caffemodel", file)).network, network)


def test_field_numbers_are_those_of_caffe() -> None:
    """A message encoded by the rules of protobuf with Caffe's numbers, byte for byte."""
    blob = b"\x3a\x03\x0a\x01\x01" + b"\x2a\x04" + b"\x00\x00\x00\x3f"
    layer = b"\x0a\x01c" + b"\x3a" + bytes([len(blob)]) + blob
    net = caffe_message("NetParameter").FromString(
        b"\x0a\x01n" + b"\xa2\x06" + bytes([len(layer)]) + layer
    )
    assert (net.name, net.layer[0].name) == ("n", "c")
    assert list(net.layer[0].blobs[0].data) == [0.5]
    assert list(net.layer[0].blobs[0].shape.dim) == [1]
    assert descriptor_pb2.FileDescriptorProto().DESCRIPTOR.file.pool is not (
        caffe_message("NetParameter").DESCRIPTOR.file.pool
    )
