"""A workspace with an interview: two people heard, one who asks, what was marked, and what was made of it."""

from pathlib import Path

from app.models.records import (
    Card,
    CardHighlight,
    Highlight,
    Insight,
    InsightHighlight,
    Opportunity,
    OpportunityInsight,
    Participant,
    ParticipantFact,
    Source,
    Speaker,
)
from app.models.turns import Turn
from app.store import Store, create_workspace
from tests.store.maps import records

SECRET = "Xylophonquietsch"
"""A word that nobody but Anna says."""

TURNS = (
    Turn("Welcome, Anna! 😀 How was it?", "Tom Baker", 0.0, 4.0),
    Turn(
        f"Well, Tom, the {SECRET} queue at the counter was forty minutes long, and Ben left.", "Anna Schmidt", 4.0, 9.0
    ),
    Turn(
        "Anna\u0301 is right, Dr. Schmidt\r\nwaited; שלום Anna, 👩\u200d🔬 my number is 0170 1234567", "Ben Okafor", 9.0
    ),
    Turn("Thank you both.", "Tom Baker"),
)


def heard(path: Path) -> Store:
    """Return the workspace, open."""
    store = create_workspace(path, records())
    length = sum(len(turn.text) for turn in TURNS)
    store.keep_turns("src", TURNS)
    with store.edit("Import “Interview Anna Schmidt.vtt”", origin="import") as edit:
        edit.put(
            Participant(id="a1", name="Anna Schmidt", rank="V", contact="anna@x.org\n0151 7654321", consent="signed"),
            Participant(id="b1", name="Ben Okafor", rank="W", contact="0170 1234567"),
            ParticipantFact(participant_id="a1", name="Age", value="31"),
            ParticipantFact(participant_id="b1", name="Full name", value="Benjamin K. Okafor"),
            Source(id="src", rank="V", title="Interview Anna", origin="Anna_Schmidt.vtt", turns=4, length=length),
            Speaker(source_id="src", label="Tom Baker", role="interviewer"),
            Speaker(source_id="src", label="Anna Schmidt", participant_id="a1"),
            Speaker(source_id="src", label="Ben Okafor", participant_id="b1"),
        )
    mark(store, "h1", 1, "queue at the counter was forty minutes long", "a1")
    mark(store, "h2", 2, "Dr. Schmidt\r\nwaited; שלום Anna", "b1")
    mark(store, "h3", 2, "right, Dr. Sch", "b1")
    with store.edit("Make insight “Anna waits”") as edit:
        edit.put(
            Insight(id="i1", rank="V", kind="pain", statement="Anna Schmidt waits too long"),
            InsightHighlight(insight_id="i1", highlight_id="h1"),
            Card(
                id="q1",
                journey_id="j",
                kind="quote",
                rank="V",
                title="the counter was forty minutes long",
                highlight_id="h1",
            ),
            Card(id="p1", journey_id="j", kind="pain", rank="W", title="Waits", note="said by schmidt, anna"),
            Card(id="p2", journey_id="j", kind="pain", rank="X", title="Anna Schmidt waits too long", insight_id="i1"),
            CardHighlight(card_id="p1", highlight_id="h2"),
            Opportunity(id="o1", rank="V", title="A second counter"),
            OpportunityInsight(opportunity_id="o1", insight_id="i1"),
        )
    store.restore_point("Before Anna’s workshop")
    return store


def mark(store: Store, highlight_id: str, turn: int, words: str, participant_id: str | None) -> None:
    """Highlight words of a turn."""
    start = TURNS[turn].text.index(words)
    with store.edit("Mark passage") as edit:
        edit.put(
            Highlight(
                id=highlight_id,
                source_id="src",
                turn=turn,
                start=start,
                last_turn=turn,
                end=start + len(words),
                participant_id=participant_id,
            )
        )
