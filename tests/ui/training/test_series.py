"""Long curves in bounded memory."""

import numpy as np

from memnet_gui.ui.training.series import Series


def test_short_series_are_kept_as_they_are() -> None:
    series = Series(most=10)
    for x in range(9):
        series.add(x, x**2)
    x, y = series.arrays()
    np.testing.assert_array_equal(x, np.arange(9))
    np.testing.assert_array_equal(y, np.arange(9) ** 2)


def test_long_series_are_bounded_and_keep_their_mean_and_newest_point() -> None:
    series = Series(most=10)
    rng = np.random.default_rng(0)
    values = rng.normal(5, 1, 1000)
    for count, value in enumerate(values, start=1):
        series.add(count, value)
        x, _ = series.arrays()
        assert len(x) <= 10
        assert (np.diff(x) > 0).all()
    x, y = series.arrays()
    assert len(x) > 5
    # 1000 = 7 * 128 + 104: seven points of 128 values, and one of those still waiting.
    np.testing.assert_allclose(y[:7], values[:896].reshape(7, 128).mean(axis=1))
    np.testing.assert_allclose((x[7], y[7]), ((897 + 1000) / 2, values[896:].mean()))


def test_what_is_not_finite_is_left_out() -> None:
    series = Series()
    for y in (1.0, float("nan"), float("inf"), 2.0):
        series.add(0, y)
    assert series.arrays()[1].tolist() == [1, 2]
    series.clear()
    assert series.arrays()[0].size == 0
