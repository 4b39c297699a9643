"""What to reach, per measure and number of cards: a factor over the best peer, a cap of its own, a multiple of a floor.

The peers' figures were taken where a bare window took 260 ms and one blit 3.3 ms; a peer now is its figure × (floor now
/ floor then). No frame goal lies below twice the blit floor.
"""

from dataclasses import dataclass
from math import inf
from typing import Final

WINDOW_THEN, BLIT_THEN = 260.0, 3.3


@dataclass(frozen=True, slots=True)
class Goal:
    """A goal: `peer` (ms, or MB) divided by `factor`; never above `cap`, nor above `windows` × the window floor.

    `times` and `of` set it against another measure of the same run, at as many cards and in the same place. `frame`
    says that the peer scales by the blit floor instead of the window floor; `fixed`, that it does not scale.
    """

    peer: float | None = None
    factor: float = 1.0
    cap: float | None = None
    windows: float | None = None
    frame: bool = False
    fixed: bool = False
    times: float = 1.0
    of: str = ""

    def value(self, window: float, blit: float, other: float = inf) -> float:
        """Return the goal in the measure's unit, for the floors of this run (ms) and what it measured of `of`."""
        bounds = [self.times * other] if self.of else []
        if self.peer is not None:
            scale = 1.0 if self.fixed else blit / BLIT_THEN if self.frame else window / WINDOW_THEN
            bounds.append(self.peer * scale / self.factor)
        if self.cap is not None:
            bounds.append(self.cap)
        if self.windows is not None:
            bounds.append(self.windows * window)
        goal = min(bounds)
        return max(goal, 2 * blit) if self.frame else goal


def _frames(peer: float, factor: float, cap: float | None = None) -> Goal:
    return Goal(peer=peer, factor=factor, cap=cap, frame=True)


GOALS: Final[dict[tuple[str, int], Goal]] = {
    ("cold start", 200): Goal(peer=1363, factor=2.5),
    ("cold start", 1_000): Goal(peer=3128, factor=5),
    ("cold start", 5_000): Goal(peer=6914, factor=10, windows=2.0),
    ("cold start", 20_000): Goal(peer=18_000, factor=25),
    ("warm opening", 5_000): Goal(cap=60),
    ("pan whole map p95", 1_000): _frames(30, 5),
    ("pan whole map p95", 5_000): _frames(352, 15),
    ("pan whole map p95", 20_000): _frames(1004, 100, cap=16),
    ("pan whole map worst", 20_000): Goal(cap=25),
    ("zoom p95", 1_000): _frames(37, 3),
    ("zoom p95", 5_000): _frames(153, 8),
    ("pan 100 % p95", 200): _frames(28, 5, cap=8),
    ("pan 100 % p95", 1_000): _frames(23, 5, cap=8),
    ("pan 100 % p95", 5_000): _frames(41, 5, cap=8),
    ("pan 100 % p95", 20_000): Goal(cap=8, frame=True),
    ("drag p95", 1_000): _frames(30, 10),
    ("drag p95", 5_000): _frames(34, 10),
    ("edit p50", 1_000): Goal(peer=110, factor=5),
    ("edit p50", 5_000): Goal(peer=340, factor=25, cap=12),
    ("edit p95", 5_000): Goal(cap=25),
    ("undo p50", 1_000): Goal(peer=231, factor=5),
    ("undo p50", 5_000): Goal(peer=743, factor=25, cap=12),
    ("undo p95", 5_000): Goal(cap=25),
    ("write p95", 1_000): Goal(cap=16),
    ("capture p95", 1_000): Goal(cap=16),
    ("presentation step p95", 1_000): Goal(cap=33),
    ("presentation step p95", 5_000): Goal(cap=33),
    ("connectors: pan whole map p95", 5_000): _frames(352, 15),
    ("connectors: pan whole map p95", 20_000): _frames(1004, 100, cap=16),
    ("connectors: zoom p95", 5_000): _frames(153, 8),
    ("connectors: pan 100 % p95", 5_000): _frames(41, 5, cap=8),
    ("connectors: pan 100 % p95", 20_000): Goal(cap=8, frame=True),
    ("connectors: edit p50", 5_000): Goal(cap=12),
    ("re-rank p95", 5_000): Goal(cap=16),
    ("decide: re-rank p95", 5_000): Goal(cap=16),
    ("ranked again p95", 5_000): Goal(cap=16),
    ("draws", 500): Goal(cap=1_000),
    ("colour p95", 5_000): Goal(cap=50),
    ("colour, far p95", 5_000): Goal(cap=50),
    ("filter, dim p95", 5_000): Goal(cap=50),
    ("filter, dim, far p95", 5_000): Goal(cap=50),
    ("filter, hide p95", 5_000): Goal(cap=50),
    ("filter, hide, far p95", 5_000): Goal(cap=50),
    ("lens: pan whole map p95", 5_000): _frames(352, 15),
    ("lens: pan whole map p95", 20_000): _frames(1004, 100, cap=16),
    ("lens: zoom p95", 5_000): _frames(153, 8),
    ("lens: pan 100 % p95", 5_000): _frames(41, 5, cap=8),
    ("lens: pan 100 % p95", 20_000): Goal(cap=8, frame=True),
    ("lens: edit p50", 5_000): Goal(cap=12),
    ("as of a step p95", 5_000): Goal(cap=100),
    ("comparison p95", 5_000): Goal(cap=250),
    ("to-be made p95", 2_000): Goal(cap=500),
    ("to-be compared p95", 2_000): Goal(cap=100),
    ("to-be laid out with both curves p95", 2_000): Goal(cap=250),
    ("memory", 200): Goal(peer=659, factor=2.5, fixed=True),
    ("memory", 1_000): Goal(peer=1026, factor=3, fixed=True),
    ("memory", 5_000): Goal(peer=1632, factor=6, fixed=True),
    ("SVG", 1_000): Goal(peer=248, factor=5),
    ("SVG", 5_000): Goal(peer=1445, factor=5),
    ("PNG", 1_000): Goal(peer=2659, factor=2),
    ("PDF", 1_000): Goal(peer=1298, factor=4),
    ("PDF", 5_000): Goal(peer=17_424, factor=12),
    ("report", 1_000): Goal(cap=1_000),
    ("research: cold start", 5_000): Goal(times=2.5, of="cold start"),
    ("research: warm opening", 5_000): Goal(times=2.5, of="warm opening"),
    ("research: memory", 5_000): Goal(peer=1632, factor=6, fixed=True),
    ("research: edit p50", 5_000): Goal(cap=12),
    ("research: edit p95", 5_000): Goal(cap=25),
    ("research: interview of 5 h opened p95", 5_000): Goal(cap=60),
    ("research: reading, a step p95", 5_000): Goal(cap=16),
    ("research: a passage marked p95", 5_000): Goal(cap=50),
    ("research: an insight kept p95", 5_000): Goal(cap=50),
    ("research: survey of 50,000 imported", 5_000): Goal(cap=10_000),
    ("research: survey of 50,000: gap", 5_000): Goal(cap=50),
    ("framework: portfolio opened", 10_000): Goal(windows=2.0),
    ("framework: portfolio, first", 10_000): Goal(cap=100),
    ("search p95", 5_000): Goal(cap=50),
    ("transcript of 5 h imported, first", 5_000): Goal(cap=1_000),
    ("longest gap", 200): Goal(cap=50),
    ("longest gap", 1_000): Goal(cap=50),
    ("longest gap", 5_000): Goal(cap=50),
    ("longest gap", 20_000): Goal(cap=50),
}
"""Measure and cards → goal; measures without one are printed all the same."""
