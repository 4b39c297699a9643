"""Makes the sample file of the present format: `python -m tests.data.formats.make`, once for each format, no more.

A sample is what a program of its day wrote; it is kept, and opened by a test, for ever.
"""

import gzip
import tempfile
from pathlib import Path

from app.models.records import EmotionOverride, Journey, Opportunity, OpportunityCard, OpportunityJourney, Owner
from app.store import create_workspace
from app.store.schema import SCHEMA_VERSION
from tests.store.maps import move, records, rename

HERE = Path(__file__).parent


def make() -> Path:
    """Write the sample, packed, and return its path; raises FileExistsError where there is one already."""
    target = HERE / f"format-{SCHEMA_VERSION}.clew.gz"
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sample.clew"
        with create_workspace(path, records()) as store:
            rename(store, "Queue at the counter: 車站 🚉 ü")
            store.restore_point("Workshop")
            move(store)
            with store.edit("Add owner, to-be and a value by hand") as edit:
                edit.put(
                    Owner(id="o", name="Ada", rank="V"),
                    Journey(id="k", rank="W", title="I buy it online", to_be_of="j", state="to-be", owner_id="o"),
                    EmotionOverride(swimlane_id="s", step_id="b1", value=-1.5, reason="Said so"),
                )
            with store.edit("Make opportunity") as edit:
                edit.put(
                    Opportunity(
                        id="p",
                        rank="V",
                        title="A second counter",
                        note="In the hall",
                        customer=92.5,
                        business=76.0,
                        status="in review",
                        decision="later",
                        decided_on="2026-11-22",
                        reason="After the summer",
                    ),
                    OpportunityCard(opportunity_id="p", card_id="c"),
                    OpportunityJourney(opportunity_id="p", journey_id="k"),
                )
            store.undo()
            store.redo()
            move(store, "a1")
            store.undo()
        with target.open("xb") as file:
            file.write(gzip.compress(path.read_bytes(), mtime=0))
    return target


if __name__ == "__main__":
    print(make())
