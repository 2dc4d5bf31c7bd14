"""What docs/batch.md tells users to type."""

import ast
import json
import re
import shlex
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from memnet_gui.cli import main
from memnet_gui.cli.program import build_parser

TEXT = (Path(__file__).parents[1] / "docs" / "batch.md").read_text(encoding="utf-8")
PYTHON = re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL)


def commands() -> list[list[str]]:
    """The arguments of every command in an indented block, as a shell would pass them."""
    lines = re.sub(r"\\\n\s*", " ", TEXT).splitlines()
    found = []
    for line in lines:
        if line.startswith("    ") and " memnet-gui restore" in line and "```" not in line:
            command = line.split("memnet-gui restore ", 1)[1].split(" ::: ")[0]
            command = command.replace("$SLURM_ARRAY_TASK_ID", "3")
            if " ::: " in line:  # GNU parallel puts the number there
                command = command.replace("{}", "3")
            found.append(shlex.split(command))
    return found


@pytest.mark.parametrize("arguments", commands(), ids=" ".join)
def test_commands_are_understood(arguments: list[str]) -> None:
    options = build_parser().parse_args(["restore", *arguments])
    assert options.photos or options.retry_failed
    assert options.shard in (None, (3, 8))


def test_there_are_commands() -> None:
    assert len(commands()) == 5
    assert len(PYTHON) == 2


def test_the_command_for_ray_is_understood() -> None:
    tree = ast.parse(PYTHON[0])
    (command,) = [
        node.value
        for node in ast.walk(tree)
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "command"
    ]
    program, *arguments = eval(ast.unparse(command), {"part": 2, "parts": 8})
    assert program == "memnet-gui"
    assert build_parser().parse_args(arguments).shard == (2, 8)


def test_merged_reports_are_a_report(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], save_model: object
) -> None:
    source = tmp_path / "photos"
    source.mkdir()
    for name in ("a", "b", "c"):
        Image.fromarray(np.zeros((9, 9), np.uint8)).save(source / f"{name}.png")
    (source / "b.png").write_bytes(b"no photo")
    (source / "x.txt").touch()
    out = str(tmp_path / "out")
    model = ["--model", str(save_model()), "--device", "cpu"]  # type: ignore[operator]
    for part in (1, 2):
        report = tmp_path / f"report-{part}.json"
        command = ["restore", str(source), "--output", out, "--shard", f"{part}/2"]
        main([*command, "--report", str(report), *model])
    exec(PYTHON[1].replace("/data", str(tmp_path)), {})
    merged = tmp_path / "report.json"
    totals = json.loads(merged.read_text())["totals"]
    assert (totals["done"], totals["failed"], totals["not_photos"]) == (2, 1, 1)
    Image.fromarray(np.zeros((9, 9), np.uint8)).save(source / "b.png")
    capsys.readouterr()
    assert main(["restore", "--retry-failed", str(merged), "--output", out, *model]) == 0
    assert capsys.readouterr().err == "memnet-gui: 1 restored\n"
