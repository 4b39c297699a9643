"""Runs of figures to medians, and those to a table with goal, floor and the last recorded run beside each."""

from collections.abc import Iterable, Iterator, Mapping
from math import inf
from statistics import median

from tests.bench.goals import GOALS

Figures = dict[str, float]
"""A row's key, `measure|cards|platform`, to a figure: ms, or MB for memory."""

WORSE = 1.15

OF_THE_BUNDLE = ("bundle start|0|xvfb", "bundle size|0|-")
"""The rows of what `make bundle` made: they say so where it was not."""


def medians(runs: Iterable[Figures]) -> Figures:
    """Return the median of each figure over the runs that have it."""
    collected: dict[str, list[float]] = {}
    for run in runs:
        for key, figure in run.items():
            collected.setdefault(key, []).append(figure)
    return {key: median(figures) for key, figures in collected.items()}


def floor_of(measure: str, platform: str, floors: Figures) -> tuple[float, float]:
    """Return (window, blit) floors in ms for a row's platform; rows without one are set against Xvfb's."""
    where = platform if platform != "-" else "xvfb"
    return floors.get(f"floor window|0|{where}", 260.0), floors.get(f"floor blit|0|{where}", 3.3)


def wanted_of(key: str, figures: Figures) -> float | None:
    """Return the goal of a row for the floors of its run; none where there is none. Frames are judged on Xvfb."""
    measure, cards, platform = key.split("|")
    goal = GOALS.get((measure, int(cards)))
    if goal is None or (goal.frame and platform == "offscreen"):
        return None
    return goal.value(*floor_of(measure, platform, figures), figures.get(f"{goal.of}|{cards}|{platform}", inf))


def with_goal(figures: Figures) -> Iterator[tuple[str, int, float, float]]:
    """Yield measure, cards, figure and goal of the rows that have one, on the X server or without a window."""
    for key, figure in figures.items():
        measure, cards, platform = key.split("|")
        wanted = wanted_of(key, figures)
        if wanted is not None and platform != "offscreen":
            yield measure, int(cards), figure, wanted


def judged(figures: Figures) -> str:
    """Return the rows with a goal as a table in Markdown."""
    lines = ["| measure | cards | figure | goal | |", "|---|--:|--:|--:|---|"]
    for measure, cards, figure, wanted in with_goal(figures):
        lines.append(
            f"| {measure} | {cards:,} | {figure:,.1f} | {wanted:,.1f} | {'missed' if figure > wanted else ''} |"
        )
    return "\n".join(lines)


def missed(figures: Figures) -> list[str]:
    """Return in words which goals were missed."""
    return [
        f"{measure} at {cards:,}: {figure:,.1f} for {wanted:,.1f}"
        for measure, cards, figure, wanted in with_goal(figures)
        if figure > wanted
    ]


def table(figures: Figures, last: Mapping[str, float]) -> str:
    """Return the table as text: one row a figure, in their order, with what was missed or got slower named."""
    rows = [("measure", "cards", "on", "figure", "goal", "", "floor", "last run", "")]
    for key, figure in figures.items():
        measure, cards, platform = key.split("|")
        window, blit = floor_of(measure, platform, figures)
        wanted = wanted_of(key, figures)
        floor = blit if any(word in measure for word in ("pan", "zoom", "drag")) else window
        before = last.get(key)
        rows.append(
            (
                measure,
                f"{int(cards):,}" if int(cards) else "",
                platform,
                f"{figure:,.1f}",
                f"{wanted:,.1f}" if wanted is not None else "",
                "" if wanted is None else "ok" if figure <= wanted else "missed",
                f"{floor:,.1f}" if platform != "-" else "",
                f"{before:,.1f}" if before is not None else "",
                "slower" if before is not None and "p95" in measure and figure > before * WORSE else "",
            )
        )
    for key in OF_THE_BUNDLE:
        if key not in figures:
            measure, _, platform = key.split("|")
            rows.append((measure, "", platform, "not built", "", "", "", "", ""))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = ("  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows)
    return "\n".join(lines)
