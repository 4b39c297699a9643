"""Write docs/format.md from the dataclasses of the JSON format: `python docs/make_format.py`."""

import json
import sys
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
PAGE = ROOT / "docs" / "format.md"

INTRODUCTION = """\
# The JSON of a workspace

`clew show FILE --json` prints a whole workspace; `clew import FILE x.json` reads it back without loss. The sample and
the templates in `resources/` are such files. This page is written by `python docs/make_format.py`.

- A printed file has every key of the schema below, lists in map order: journeys in the order of the tree, stages and
  steps from left to right, lanes from top to bottom (those for the whole map first), cards lane by lane, then step by
  step, then the unplaced ones.
- Ids are UUIDs. `rank` orders siblings as text; `order` is a card's position in its cell (1 = first).
- `stage`, `step`, `lane` and `persona` say in words what the ids beside them say: the titles of stage and step, the
  kind of the lane, the name of the persona. They are null where a card is unplaced, `persona` also for the whole map.
- A pain or gain of which nobody said how it feels is printed with what it counts as (−1 or +1) and
  `"sentiment_default": true`; reading it back leaves it unsaid.
- `emotion` is computed for readers and ignored when it is read back; `overrides` are the values set by hand.
- `opportunities` stand beside the journeys, each with the ids of its cards and journeys (see opportunities.md).
- `participants`, `sources`, `themes` and `insights` are the research. A source has its speakers, its `text` (turns by
  number) and its `highlights`, each a passage by turns and code points; cards, opportunities and insights name their
  evidence by `highlights` and `insights`. Who somebody is in a protected workspace is in no such file.
- `--canonical` is for comparing: without ids and ranks, keys and shared lists sorted; what an id pointed at is its
  number in printed order (`lane_number`, `shared_number`, …). Two workspaces with the same content print the same text.

## Written by hand

Only `format` and the keys that the schema calls required are needed.

- Without an id one is made. Any label that is no UUID serves as an id inside the file and is replaced.
- Without ranks (or where one is missing among siblings) the order in the file counts, among cards `order` first.
- A card finds its step by `stage` and `step` (`step` may be left out: the first one), its lane by `lane` and `persona`;
  without `lane` it goes on the lane that takes its kind. Without stage, step and lane it waits in *Unplaced*.
- A stage without steps gets one without a title. A swimlane's `persona` is made where it is not in the list.
- Unknown keys are left out with a warning. A wrong value, a reference to nothing and a broken rule of the domain are
  refused in one line that names the place, and nothing is imported. A newer `format` is refused.
- At most 256 MB and 500,000 parts.

```json
{
  "format": 4,
  "workspace": {"title": "Riverside Clinic", "noun": "patient"},
  "journeys": [
    {
      "title": "I have my knee looked at",
      "stages": [
        {"title": "Before"},
        {"title": "In the clinic", "steps": [{"title": "Waiting"}, {"title": "Talking"}]}
      ],
      "swimlanes": [{"persona": "Ines"}],
      "lanes": [{"persona": "Ines", "kind": "touchpoints"}, {"persona": "Ines", "kind": "experience"}],
      "cards": [
        {"kind": "touchpoint", "title": "Rings the clinic", "persona": "Ines", "stage": "Before"},
        {"kind": "pain", "title": "Nobody says how long", "persona": "Ines", "stage": "In the clinic"}
      ]
    }
  ]
}
```

## Schema
"""


def page() -> str:
    """Return the whole page as it should stand."""
    from pydantic import TypeAdapter

    from app.models.interchange import WorkspaceFile

    schema = _without_titles(TypeAdapter(WorkspaceFile).json_schema())
    return f"{INTRODUCTION}\n```json\n{json.dumps(schema, indent=2, ensure_ascii=False)}\n```\n"


def _without_titles(value: Any) -> Any:
    """Leave out the titles that pydantic makes of the keys' own names."""
    if isinstance(value, dict):
        return {key: _without_titles(each) for key, each in value.items() if key != "title" or isinstance(each, dict)}
    return [_without_titles(each) for each in value] if isinstance(value, list) else value


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    PAGE.write_text(page(), encoding="utf-8")
