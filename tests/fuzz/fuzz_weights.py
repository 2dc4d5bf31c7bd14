"""Loads damaged weight files until the time is over.

Usage: fuzz_weights.py FOLDER SEED SECONDS. Prints each seed before it is used, so that the
last line names the one that ended the process.
"""

import json
import random
import resource
import struct
import sys
import time
from pathlib import Path
from typing import Any

import torch
from mutation import mutate

from memnet_gui.errors import UserError
from memnet_gui.network.card import ModelCard
from memnet_gui.network.checkpoint import load_checkpoint, save_checkpoint
from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.header import read_header
from memnet_gui.network.memnet import MemNet

_MEMORY_BYTES = 16 << 30
_LONGEST_S = 20
_VALUES = (
    None,
    True,
    -1,
    0,
    1,
    2,
    1e308,
    2**63,
    10**30,
    "",
    "x",
    "F64",
    "I64",
    [],
    {},
    [0],
    [2**62],
)


def make_example(path: Path) -> bytes:
    torch.manual_seed(0)
    network = MemNet(NetworkConfig(1, 2, 2))
    save_checkpoint(path, network, ModelCard(summary="For tests", validation_psnr={"noise 30": 28}))
    return path.read_bytes()


def damage(content: bytes, chance: random.Random) -> bytes:
    """Changes bytes, or a value in the header or in the metadata inside it."""
    if chance.random() < 0.4:
        return mutate(content, content, chance)
    (length,) = struct.unpack_from("<Q", content)
    header = json.loads(content[8 : 8 + length])
    if chance.random() < 0.5:
        part = chance.choice(("network", "card"))
        inside = json.loads(header["__metadata__"][part])
        header["__metadata__"][part] = json.dumps(_change(inside, chance))
    else:
        header = _change(header, chance)
    packed = json.dumps(header).encode()
    return struct.pack("<Q", len(packed)) + packed + content[8 + length :]


def _change(tree: Any, chance: random.Random) -> Any:
    if isinstance(tree, dict | list) and tree and chance.random() < 0.9:
        keys = list(tree) if isinstance(tree, dict) else list(range(len(tree)))
        key = chance.choice(keys)
        if chance.random() < 0.1:
            del tree[key]
        else:
            tree[key] = _change(tree[key], chance)
        return tree
    return chance.choice(_VALUES)


def try_seed(seed: int, example: bytes, path: Path) -> None:
    """Damages and loads one file; whatever is wrong ends in an exception."""
    chance = random.Random(seed)
    path.write_bytes(damage(example, chance))
    start = time.monotonic()
    try:
        read_header(path)
        network, _ = load_checkpoint(path)
    except UserError as error:
        assert str(error).startswith(str(path)), error
        assert "\n" not in str(error), error
    else:
        with torch.inference_mode():
            network(torch.zeros(1, network.config.channels, 4, 4))
    assert time.monotonic() - start < _LONGEST_S, "loading took too long"


def main() -> None:
    folder, seed, end = Path(sys.argv[1]), int(sys.argv[2]), time.monotonic() + float(sys.argv[3])
    example = make_example(folder / "whole.safetensors")
    resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    while time.monotonic() < end:
        print(seed, flush=True)
        try_seed(seed, example, folder / "damaged.safetensors")
        seed += 1


if __name__ == "__main__":
    main()
