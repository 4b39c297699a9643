"""What research takes without a window: searches, and an interview of five hours imported. A process of its own."""

import json
import sys
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from random import Random

from tests.bench.engine import spread, timed
from tests.bench.research_workload import CJK, COMMON, RARE, Talk, vocabulary

ROUNDS = 12
FIRST = 50
"""Results of each kind that a search shows."""
IMPORTS = 5
HOURS = 5
SECONDS_A_CUE = 4


def queries() -> dict[str, str]:
    """Return what is searched for, by what it is."""
    words = vocabulary()
    return {
        "common word": words[COMMON],
        "rare word": words[RARE],
        "two words": f"{words[COMMON]} {words[COMMON * 20]}",
        "phrase": f'"{words[0]} {words[1]}"',
        "prefix": f"{words[COMMON * 30][:4]}*",
        "filter": f'{words[COMMON]} kind:pain tag:"tag 7"',
        "filter alone": "kind:need persona:Maya",
        "Chinese": CJK[4:8],
        "nothing": "qqqqxyz",
    }


def searches(path: Path) -> dict[str, float]:
    """Return the ms to the first results of each query, and of all of them."""
    from app.services.search import Searcher, parse_query
    from app.store import open_workspace

    figures: dict[str, float] = {}
    everything: list[float] = []
    with open_workspace(path) as store:
        searcher = Searcher(store)
        figures["search, first"] = timed(partial(searcher.search, parse_query(queries()["common word"]), FIRST))[0]
        for name, text in queries().items():
            times = [timed(partial(searcher.search, parse_query(text), FIRST))[0] for _ in range(ROUNDS)]
            figures[f"search, {name}"] = sorted(times)[ROUNDS // 2]
            everything += times
    return figures | spread("search", everything)


def cues() -> Iterator[str]:
    """Yield an interview of five hours as WebVTT, as meeting programs write it."""
    random, talk = Random(9), Talk(9)
    yield "WEBVTT\n\n"
    for number in range(HOURS * 3_600 // SECONDS_A_CUE):
        who = "Dana Reyes" if number % 4 == 0 else "Amina Yusuf"
        begins, ends = number * SECONDS_A_CUE, (number + 1) * SECONDS_A_CUE - 0.5
        yield f"{number}\n{_stamp(begins)} --> {_stamp(ends)}\n<v {who}>{talk.words(random.randrange(5, 16))}</v>\n\n"


def _stamp(seconds: float) -> str:
    whole = int(seconds)
    return f"{whole // 3_600:02}:{whole // 60 % 60:02}:{whole % 60:02}.{round(seconds % 1 * 1000):03}"


def transcript(folder: Path) -> dict[str, float]:
    """Return the ms from the file of an interview to committed: the first, with what it loads, and the next ones."""
    from app.importers import read_source
    from app.services.plans import apply_plan
    from app.store import create_workspace

    source = folder / "interview.vtt"
    source.write_text("".join(cues()), "utf-8")
    target = folder / "interviews.clew"
    target.unlink(missing_ok=True)
    with create_workspace(target) as store:
        times = [timed(lambda: apply_plan(store, read_source(source)))[0] for _ in range(IMPORTS)]
    return {"transcript of 5 h imported, first": times[0], "transcript of 5 h imported": sorted(times)[IMPORTS // 2]}


if __name__ == "__main__":
    print(json.dumps(searches(Path(sys.argv[1])) | transcript(Path(sys.argv[2]))))
