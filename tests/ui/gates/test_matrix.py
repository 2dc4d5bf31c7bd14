"""The gate matrix."""

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot
from skimage.color import deltaE_cie76, rgb2lab

from memnet_gui.network.configuration import NetworkConfig
from memnet_gui.network.gates import gate_norms
from memnet_gui.network.memnet import MemNet
from memnet_gui.restoration.effects import Effects, MemoryEffect
from memnet_gui.ui.gates import GateMatrix
from memnet_gui.ui.gates.colours import norm_colour
from memnet_gui.ui.plots import is_dark
from memnet_gui.ui.theme import build_palette

NORMS = gate_norms(MemNet(NetworkConfig(3, 2, 4)))


@pytest.fixture
def matrix(qtbot: QtBot) -> GateMatrix:
    matrix = GateMatrix()
    qtbot.addWidget(matrix)
    matrix.set_norms(NORMS)
    matrix.resize(360, 200)
    matrix.show()
    return matrix


def click(matrix: GateMatrix, block: int, memory: str, *, right: bool = False) -> None:
    button = Qt.MouseButton.RightButton if right else Qt.MouseButton.LeftButton
    QTest.mouseClick(matrix, button, pos=matrix.cell_rect(block, memory).center().toPoint())


def test_click_chooses(matrix: GateMatrix, qtbot: QtBot) -> None:
    with qtbot.waitSignal(matrix.memory_chosen) as chosen:
        click(matrix, 2, "B1")
    assert chosen.args == [2, "B1"]
    assert matrix.chosen == (2, "B1")
    mean = NORMS[1].segments[1].mean
    assert matrix.readout == f"Gate 2 · B1 · mean norm {mean:.4f}"


def test_outside_a_gates_reach_is_nothing(matrix: GateMatrix, qtbot: QtBot) -> None:
    with (
        qtbot.assertNotEmitted(matrix.memory_chosen),
        qtbot.assertNotEmitted(matrix.memory_toggled),
    ):
        click(matrix, 1, "B2")
        click(matrix, 1, "B2", right=True)
    place = matrix.cell_rect(1, "B2").center().toPoint()
    window = build_palette(dark=is_dark(matrix.palette())).window().color()
    matrix.setPalette(build_palette(dark=is_dark(matrix.palette())))
    assert matrix.grab().toImage().pixelColor(place) == window


def test_columns_stand_in_the_order_of_the_gates_input(matrix: GateMatrix) -> None:
    assert matrix.columns == ("B0", "B1", "B2", "H1", "H2")
    matrix.set_norms(gate_norms(MemNet(NetworkConfig(3, 2, 4, long_term_first=False))))
    assert matrix.columns == ("H1", "H2", "B0", "B1", "B2")
    matrix.set_norms(())
    assert matrix.columns == ()


def test_toggling(matrix: GateMatrix, qtbot: QtBot) -> None:
    with qtbot.waitSignal(matrix.memory_toggled) as toggled:
        click(matrix, 3, "H1", right=True)
    assert toggled.args == [3, "H1"]
    with qtbot.assertNotEmitted(matrix.memory_toggled):
        QTest.keyClick(matrix, Qt.Key.Key_Space)
    click(matrix, 1, "H2")
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Delete):
        with qtbot.waitSignal(matrix.memory_toggled) as toggled:
            QTest.keyClick(matrix, key)
        assert toggled.args == [1, "H2"]


def test_arrows_skip_what_is_out_of_reach(matrix: GateMatrix) -> None:
    reached: list[tuple[int, str]] = []
    matrix.memory_chosen.connect(lambda block, memory: reached.append((block, memory)))
    keys = (Qt.Key.Key_Right, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Up)
    for key in keys:
        QTest.keyClick(matrix, key)
    assert reached == [(1, "B0"), (1, "H1"), (2, "H1"), (2, "B1")]  # nothing above (2, B1)


def test_switched_off_is_crossed_out(matrix: GateMatrix) -> None:
    cell = matrix.cell_rect(2, "H1").toAlignedRect()
    before = matrix.grab(cell).toImage()
    matrix.set_switched_off(frozenset({(2, "H1")}))
    assert matrix.grab(cell).toImage() != before
    click(matrix, 2, "H1")
    assert matrix.readout.endswith("(off)")
    click(matrix, 3, "B0")
    QTest.mouseMove(matrix, QPoint(1, 1))  # 0, 0 would be the middle
    matrix.set_switched_off(frozenset())
    assert matrix.grab(cell).toImage() == before


def test_marked_cell_survives_only_where_it_exists(matrix: GateMatrix) -> None:
    click(matrix, 3, "B2")
    matrix.set_norms(NORMS)
    assert matrix.chosen == (3, "B2")
    matrix.set_norms(NORMS[:2])
    assert matrix.chosen is None


@pytest.mark.parametrize(
    ("config", "columns"),
    [
        (NetworkConfig(1, 1, 2), ("B0", "H1")),
        (NetworkConfig(2, 2, 2, long_term=False), ("H1", "H2")),
        (NetworkConfig(2, 3, 2, short_term=False), ("B0", "B1", "H3")),
        (
            NetworkConfig(12, 12, 2),
            (*(f"B{m}" for m in range(12)), *(f"H{r}" for r in range(1, 13))),
        ),
    ],
    ids=str,
)
def test_any_network(matrix: GateMatrix, config: NetworkConfig, columns: tuple[str, ...]) -> None:
    matrix.set_norms(gate_norms(MemNet(config)))
    assert matrix.columns == columns
    matrix.resize(matrix.minimumSizeHint())
    assert matrix.grab().toImage().width() <= 360


def test_empty(qtbot: QtBot) -> None:
    matrix = GateMatrix()
    qtbot.addWidget(matrix)
    matrix.grab()
    QTest.keyClick(matrix, Qt.Key.Key_Right)
    QTest.keyClick(matrix, Qt.Key.Key_Space)
    assert matrix.chosen is None


def test_table(matrix: GateMatrix) -> None:
    rows = list(matrix.csv_rows())
    assert rows[0] == ("block", "memory", "mean_norm")
    assert rows[1] == (1, "B0", NORMS[0].segments[0].mean)
    assert len(rows) == 1 + 3 + 4 + 5


EFFECTS = Effects(
    (0, 0, 8, 8),
    False,
    (MemoryEffect(1, "B0", -2.0, 7.0), MemoryEffect(1, "H1", -0.5, 2.0)),
)


def test_effects_take_the_place_of_norms(matrix: GateMatrix) -> None:
    cells = {name: matrix.cell_rect(1, name).toAlignedRect() for name in ("B0", "H1", "H2")}
    norms = {name: matrix.grab(cell).toImage() for name, cell in cells.items()}
    click(matrix, 1, "B0")
    QTest.mouseMove(matrix, QPoint(1, 1))  # 0, 0 would be the middle
    matrix.set_effects(EFFECTS, shown=True)
    assert matrix.readout == "Gate 1 · B0 · \N{MINUS SIGN}2.00 dB"
    colours = {
        name: matrix.grab().toImage().pixelColor(cell.topLeft() + QPoint(4, 4))
        for name, cell in cells.items()
    }
    assert colours["B0"].rgb() == norm_colour(1, dark=False).rgb()
    assert colours["H1"].rgb() == norm_colour(0.5, dark=False).rgb()
    assert colours["H2"].saturation() == 0  # not measured yet
    matrix.set_effects(EFFECTS, shown=False)
    assert "mean norm" in matrix.readout
    assert all(matrix.grab(cells[name]).toImage() == norms[name] for name in ("H1", "H2"))


def test_before_the_first_effect_all_cells_are_grey(matrix: GateMatrix) -> None:
    matrix.set_effects(None, shown=True)
    click(matrix, 2, "B1")
    assert matrix.readout == "Gate 2 · B1 · not measured yet"
    middle = matrix.cell_rect(3, "B0").center().toPoint()
    assert matrix.grab().toImage().pixelColor(middle).saturation() == 0


def test_a_memory_that_is_off_is_crossed_out_there_too(matrix: GateMatrix) -> None:
    matrix.set_effects(EFFECTS, shown=True)
    cell = matrix.cell_rect(1, "B0").toAlignedRect()
    before = matrix.grab(cell).toImage()
    matrix.set_switched_off(frozenset({(1, "B0")}))
    assert matrix.grab(cell).toImage() != before


def test_the_table_has_effects_whatever_is_shown(matrix: GateMatrix) -> None:
    matrix.set_effects(EFFECTS, shown=False)
    rows = list(matrix.csv_rows())
    assert rows[0] == ("block", "memory", "mean_norm", "psnr_change_db", "rms_change")
    assert rows[1] == (1, "B0", NORMS[0].segments[0].mean, -2.0, 7.0)
    assert rows[3][3:] == (None, None)


@pytest.mark.parametrize("dark", [False, True])
def test_equal_steps_look_equal(dark: bool) -> None:
    colours = [norm_colour(step / 10, dark=dark) for step in range(11)]
    lab = [rgb2lab([c.redF(), c.greenF(), c.blueF()]) for c in colours]
    steps = [deltaE_cie76(a, b) for a, b in pairwise(lab)]
    assert max(steps) < 1.15 * min(steps)
