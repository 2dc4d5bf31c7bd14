"""The panel of a memory's feature maps."""

from dataclasses import replace
from typing import TypeVar

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLabel, QPushButton, QWidget
from pytestqt.qtbot import QtBot

from memnet_gui.restoration.inspection import MemoryView
from memnet_gui.ui.colour_maps import to_diverging
from memnet_gui.ui.feature_maps import FeatureMapPanel, MapPicture
from memnet_gui.ui.map_list import MapList

_Widget = TypeVar("_Widget", bound=QWidget)


def view(
    filters: int = 5, seed: int = 0, *, cropped: bool = False, luminance: bool = False
) -> MemoryView:
    generator = np.random.default_rng(seed)
    norms = generator.random(filters, np.float32)
    maps = generator.normal(size=(filters, 12, 16)).astype(np.float32)
    contribution = generator.normal(size=(12, 16)).astype(np.float32)
    order = np.argsort(-norms)
    return MemoryView(4, "B2", maps, norms, order, contribution, (3, 4, 12, 16), cropped, luminance)


@pytest.fixture
def panel(qtbot: QtBot) -> FeatureMapPanel:
    panel = FeatureMapPanel()
    qtbot.addWidget(panel)
    panel.resize(360, 640)
    panel.show()
    qtbot.waitExposed(panel)
    return panel


def text(panel: FeatureMapPanel, name: str) -> str:
    label = panel.findChild(QLabel, name)
    assert label is not None
    return label.text() if label.isVisible() else ""


def child(panel: FeatureMapPanel, kind: type[_Widget]) -> _Widget:
    found = panel.findChild(kind)
    assert found is not None
    return found


def test_it_invites_until_there_is_something_to_see(panel: FeatureMapPanel) -> None:
    assert text(panel, "feature_map_invitation") == "Click a memory in the gate matrix"
    panel.set_busy(True)
    assert text(panel, "feature_map_invitation") == "Working…"
    panel.set_view(view())
    assert not text(panel, "feature_map_invitation")
    assert text(panel, "feature_map_busy") == "Working…"
    panel.set_busy(False)
    assert not text(panel, "feature_map_busy")
    panel.set_busy(True)
    panel.clear()
    assert text(panel, "feature_map_invitation") == "Click a memory in the gate matrix"
    assert panel.view is None
    assert child(panel, MapList).maps.rowCount() == 0


def test_it_shows_the_contribution_and_the_strongest_map_first(panel: FeatureMapPanel) -> None:
    shown = view()
    panel.set_view(shown)
    assert text(panel, "feature_map_header") == "B2 as read by gate 4 - strongest first"
    assert not text(panel, "feature_map_note")
    picture = child(panel, MapPicture).image
    assert (picture.width(), picture.height()) == (16, 12)
    around = shown.contribution - np.float32(shown.contribution_mean)
    limit = float(np.percentile(np.abs(around), 99.5))
    assert picture == to_diverging(around, limit)
    model = child(panel, MapList).maps
    captions = [model.index(row).data() for row in range(model.rowCount())]
    assert captions == [f"{i}   {shown.norms[i]:.3g}" for i in shown.order]


def test_an_offset_does_not_hide_the_contribution(panel: FeatureMapPanel) -> None:
    # Whole numbers, so that none of it is lost beside the offset.
    shown = view()
    whole = np.rint(27 * shown.contribution)
    whole[0, 0] -= whole.sum()
    panel.set_view(replace(shown, contribution=whole))
    without = child(panel, MapPicture).image
    panel.set_view(replace(shown, contribution=whole + 1130))
    assert child(panel, MapPicture).image == without
    title = text(panel, "feature_map_title")
    assert title.endswith("(sum of the filters), around its mean of 1130")


@pytest.mark.parametrize("value", [0.0, -0.0, 0.1, -1130.7])
def test_a_constant_contribution_is_neutral(panel: FeatureMapPanel, value: float) -> None:
    shown = view()
    neutral = to_diverging(np.zeros((12, 16), np.float32), 1)
    constant = np.full((12, 16), value, np.float32)
    panel.set_view(replace(shown, contribution=constant))
    assert child(panel, MapPicture).image == neutral
    constant[::3] = np.nextafter(constant[::3], np.float32(0))
    panel.set_view(replace(shown, contribution=constant))
    assert child(panel, MapPicture).image == neutral


@pytest.mark.parametrize(
    ("mean", "said"), [(-1130.4, "\u22121130"), (0.01234, "0.0123"), (0.0, "0"), (-0.0, "0")]
)
def test_the_mean_is_named(panel: FeatureMapPanel, mean: float, said: str) -> None:
    panel.set_view(replace(view(), contribution=np.full((12, 16), mean, np.float32)))
    assert text(panel, "feature_map_title").endswith(f"around its mean of {said}")


def test_it_says_what_is_not_as_in_the_viewer(panel: FeatureMapPanel) -> None:
    panel.set_view(view(cropped=True, luminance=True))
    note = text(panel, "feature_map_note")
    assert "16 × 12" in note
    assert "Luminance" in note
    assert "Switched off" not in note


def test_a_remark_stands_behind_the_notes(panel: FeatureMapPanel) -> None:
    panel.set_view(view(luminance=True), "Not enlarged.")
    assert text(panel, "feature_map_note").endswith("the model is for grey. Not enlarged.")
    panel.set_view(view(), "Not enlarged.")
    assert text(panel, "feature_map_note") == "Not enlarged."
    panel.set_view(view())
    assert text(panel, "feature_map_note") == ""


def test_it_says_that_a_memory_is_switched_off(panel: FeatureMapPanel) -> None:
    shown = view()
    panel.set_view(replace(shown, contribution=np.zeros((12, 16), np.float32), is_off=True))
    note = text(panel, "feature_map_note")
    assert note == "Switched off: this gate unit gets nothing of it."
    panel.set_view(shown)
    assert not text(panel, "feature_map_note")


def test_a_click_shows_a_map_large_and_the_button_the_contribution(
    qtbot: QtBot, panel: FeatureMapPanel
) -> None:
    panel.set_view(view())
    maps, picture = child(panel, MapList), child(panel, MapPicture)
    contribution = picture.image
    place = maps.visualRect(maps.maps.index(1)).center()
    qtbot.mouseClick(maps.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert picture.image == maps.maps.picture(1)
    assert text(panel, "feature_map_title") == maps.maps.describe(1)
    child(panel, QPushButton).click()
    assert picture.image == contribution
    assert not child(panel, QPushButton).isVisible()


def test_maps_share_a_scale_if_asked(panel: FeatureMapPanel) -> None:
    shown = view()
    shown.maps[2] *= 100
    panel.set_view(shown)
    maps = child(panel, MapList).maps
    assert len({maps.range_of(row) for row in range(5)}) == 5
    before = maps.picture(0)
    child(panel, QComboBox).setCurrentIndex(1)
    assert len({maps.range_of(row) for row in range(5)}) == 1
    assert maps.picture(0) != before


def test_a_new_view_drops_the_old_choice_and_thumbnails(panel: FeatureMapPanel) -> None:
    panel.set_view(view())
    maps = child(panel, MapList)
    maps.setCurrentIndex(maps.maps.index(0))
    before = maps.maps.index(0).data(Qt.ItemDataRole.DecorationRole)
    panel.set_view(view(seed=1))
    assert not maps.selectedIndexes()
    assert maps.maps.index(0).data(Qt.ItemDataRole.DecorationRole) != before


def test_a_hundred_views_leave_the_number_of_widgets_level(
    qtbot: QtBot, panel: FeatureMapPanel
) -> None:
    panel.set_view(view())
    panel.grab()
    before = len(panel.findChildren(QWidget))
    for seed in range(100):
        panel.set_view(view(5 + seed % 2, seed))
        panel.grab()
    assert len(panel.findChildren(QWidget)) == before


def test_columns_follow_the_width(qtbot: QtBot, panel: FeatureMapPanel) -> None:
    panel.set_view(view(20))
    maps = child(panel, MapList)

    def columns() -> int:
        tops = [maps.visualRect(maps.maps.index(row)).top() for row in range(20)]
        return tops.count(tops[0])

    qtbot.waitUntil(lambda: columns() == 3)
    panel.resize(800, 640)
    qtbot.waitUntil(lambda: columns() == 7)
