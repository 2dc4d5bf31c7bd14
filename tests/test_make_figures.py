"""The tool that writes the measured figures into the documents."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest

from memnet_gui.evaluation.figure_tables import BEGIN, END

TOOL = Path(__file__).parents[1] / "tools" / "make_figures.py"


@pytest.fixture
def tool(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The tool, writing into a folder of its own."""
    spec = importlib.util.spec_from_file_location("make_figures", TOOL)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ROOT", tmp_path)
    (tmp_path / "README.md").write_text(f"{BEGIN}\nold\n{END}\n", encoding="utf-8")
    (tmp_path / "docs").mkdir()
    return module


def test_documents_are_written(
    tool: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "argv", ["make_figures.py"])
    tool.main()
    readme = (tmp_path / "README.md").read_text(encoding="utf-8")
    cards = (tmp_path / "docs" / "models.md").read_text(encoding="utf-8")
    for info in tool.shipped_models():
        assert f"**`{info.name}`**" in readme
        assert f"\n## {info.name}\n" in cards


def test_what_is_missing_is_measured_on_the_test_sets(
    tool: ModuleType,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    asked = []
    monkeypatch.setattr(
        tool,
        "measure_missing",
        lambda info, sets, self_ensemble, processes: (
            asked.append((info, sets, self_ensemble, processes)) or ()
        ),
    )
    monkeypatch.setattr(sys, "argv", ["make_figures.py", "data"])
    tool.main()
    models, sets = tool.shipped_models(), Path("data/test")
    assert asked == [(info, sets, False, 1) for info in models]
    asked.clear()
    arguments = ["make_figures.py", "data", "--self-ensemble", models[0].name, "--processes=3"]
    monkeypatch.setattr(sys, "argv", arguments)
    tool.main()
    assert asked[:2] == [(models[0], sets, False, 3), (models[0], sets, True, 3)]
    assert len(asked) == len(models) + 1
    assert capsys.readouterr().out == ""
