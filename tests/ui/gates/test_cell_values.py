"""What the cells of the gate matrix say."""

import pytest

from memnet_gui.restoration.effects import Effects, MemoryEffect
from memnet_gui.ui.gates.cell_values import EffectValues, NormValues, tabulate

MEANS = {(1, "B0"): 0.5, (1, "H1"): 1.5, (2, "B0"): 1.0}
IN_DB = (
    MemoryEffect(1, "B0", -2.816, 7.2),
    MemoryEffect(1, "H1", 0.704, 2.4),
    MemoryEffect(2, "B0", -0.001, 0.3),
)
IN_RMS = tuple(MemoryEffect(it.block, it.memory, None, it.rms_change) for it in IN_DB)


def test_norms_go_from_the_lowest_to_the_highest() -> None:
    values = NormValues(MEANS)
    assert values.ends == ("0.50", "1.50")
    assert [values.share(cell) for cell in MEANS] == [0, 1, 0.5]
    assert [values.label(cell) for cell in MEANS] == ["0.50", "1.50", "1.00"]
    assert values.describe((1, "H1")) == "Gate 1 · H1 · mean norm 1.5000"


def test_norms_that_are_all_the_same_are_in_the_middle() -> None:
    assert NormValues({(1, "B0"): 2.0}).share((1, "B0")) == 0.5


def test_effects_are_in_db_where_that_is_known() -> None:
    values = EffectValues(IN_DB)
    assert values.ends == ("0", "2.82 dB")
    assert [values.label(cell) for cell in MEANS] == ["\N{MINUS SIGN}2.82", "+0.70", "0.00"]
    assert [values.share(cell) for cell in MEANS] == pytest.approx([1, 0.25, 0], abs=1e-3)
    assert values.describe((1, "B0")) == "Gate 1 · B0 · \N{MINUS SIGN}2.82 dB"


def test_else_they_are_how_much_the_picture_changes() -> None:
    values = EffectValues(IN_RMS)
    assert values.ends == ("0", "7.2 RMS")
    assert [values.label(cell) for cell in MEANS] == ["7.20", "2.40", "0.30"]
    assert values.share((1, "H1")) == pytest.approx(1 / 3)
    assert values.describe((1, "H1")) == "Gate 1 · H1 · changes the picture by 2.4 (RMS)"


def test_one_that_is_not_known_in_db_has_all_said_in_rms() -> None:
    assert EffectValues((*IN_DB[:2], IN_RMS[2])).label((1, "B0")) == "7.20"


def test_more_effect_is_more_colour() -> None:
    values = EffectValues(IN_DB)
    tints = [values.tint(share / 10) for share in range(11)]
    assert (tints[0], tints[-1]) == (0, 1)
    assert tints == sorted(tints)
    assert values.tint(0.05) > 0.2  # a twentieth of the most can be told from nothing


def test_what_is_not_measured_yet_has_no_value() -> None:
    values = EffectValues(IN_DB[:1])
    assert values.share((2, "B0")) is None
    assert values.describe((2, "B0")) == "Gate 2 · B0 · not measured yet"
    assert EffectValues(()).ends == ("", "")


def test_without_any_effect_no_cell_stands_out() -> None:
    values = EffectValues((MemoryEffect(1, "B0", 0.0, 0.0),))
    assert values.share((1, "B0")) == 0
    assert values.ends == ("0", "0.00 dB")


def test_the_table_has_effects_once_they_are_measured() -> None:
    assert list(tabulate(MEANS, None))[:2] == [("block", "memory", "mean_norm"), (1, "B0", 0.5)]
    rows = list(tabulate(MEANS, Effects((0, 0, 4, 4), False, (IN_DB[0], IN_RMS[1]))))
    assert rows == [
        ("block", "memory", "mean_norm", "psnr_change_db", "rms_change"),
        (1, "B0", 0.5, -2.816, 7.2),
        (1, "H1", 1.5, None, 2.4),
        (2, "B0", 1.0, None, None),
    ]
