from tests.bench.table import judged, medians, missed, table


def test_a_figure_is_the_median_of_its_runs():
    assert medians([{"a": 1.0}, {"a": 9.0}, {"a": 2.0, "b": 5.0}]) == {"a": 2.0, "b": 5.0}


def test_goals_floors_and_the_last_run_stand_beside():
    figures = {
        "floor window|0|xvfb": 260.0,
        "floor blit|0|xvfb": 3.3,
        "drag p95|1000|xvfb": 9.0,
        "drag p95|1000|offscreen": 9.0,
        "edit p50|5000|xvfb": 4.0,
    }
    lines = table(figures, {"drag p95|1000|xvfb": 5.0}).splitlines()
    assert lines[3].split() == ["drag", "p95", "1,000", "xvfb", "9.0", "6.6", "missed", "3.3", "5.0", "slower"]
    assert "missed" not in lines[4]
    assert "ok" in lines[5]


def test_without_a_bundle_its_rows_say_so():
    built = {"bundle start|0|xvfb": 512.3, "bundle size|0|-": 277.4}
    assert [line.split() for line in table(built, {}).splitlines()[1:]] == [
        ["bundle", "start", "xvfb", "512.3", "260.0"],
        ["bundle", "size", "-", "277.4"],
    ]
    assert [line.split() for line in table({}, {}).splitlines()[1:]] == [
        ["bundle", "start", "xvfb", "not", "built"],
        ["bundle", "size", "-", "not", "built"],
    ]


def test_missed_goals_are_named():
    figures = {
        "floor window|0|xvfb": 260.0,
        "floor blit|0|xvfb": 3.3,
        "drag p95|1000|xvfb": 9.0,
        "edit p50|5000|xvfb": 4.0,
        "edit p50|5000|offscreen": 40.0,
        "layout, first|5000|-": 4.0,
    }
    assert missed(figures) == ["drag p95 at 1,000: 9.0 for 6.6"]
    assert judged(figures).splitlines()[2:] == [
        "| drag p95 | 1,000 | 9.0 | 6.6 | missed |",
        "| edit p50 | 5,000 | 4.0 | 12.0 |  |",
    ]
