"""Research to send around as REFI-QDA: small, and of any kind for property tests."""

from collections.abc import Sequence
from typing import Any

from hypothesis import strategies as st

from app.models.content import Content
from app.models.ids import id_from
from app.models.plan import ImportPlan
from app.models.ranks import ranks_between
from app.models.records import (
    AnyRecord,
    Channel,
    Highlight,
    HighlightTag,
    Insight,
    InsightHighlight,
    InsightTag,
    Participant,
    ParticipantFact,
    ParticipantTag,
    Persona,
    Segment,
    Source,
    SourceTag,
    Speaker,
    Tag,
    Theme,
    Workspace,
)
from app.models.snapshot import Snapshot, TurnsInMemory
from app.models.turns import Offsets, Turn, whole_text

Turns = dict[str, tuple[Turn, ...]]

WORDS = [
    "bus",
    "late",
    "naïve",
    "e\u0301te\u0301",
    "👩‍👩‍👧",
    "🚌🏽",
    "שלום",
    "עולם",
    "مرحبا",
    "待ちます",
    "\u202bx\u202c",
    "a_b",
    "…",
    "ok.",
]


def snapshot_of(records: Sequence[AnyRecord], turns: Turns) -> Snapshot:
    texts = TurnsInMemory({source_id: list(enumerate(said)) for source_id, said in turns.items()})
    return Snapshot(Content(records), 1, "study.clew", turn_reader=texts)


def told(records: Sequence[AnyRecord]) -> set[tuple[Any, ...]]:
    """Return what records say, without what an import gives anew: ranks, the file read, ids made of names."""
    entries: list[Any] = [record for record in records if isinstance(record, Channel | Persona | Segment)]
    names = {entry.id: entry.name for entry in entries}
    left_out = ("rank", "origin")
    result = set()
    for record in records:
        if isinstance(record, Workspace):
            continue
        values = {name: getattr(record, name) for name in _fields(record) if name not in left_out}
        values |= {"id": names[record.id]} if record.id in names else {}
        for name, value in values.items():
            if name.endswith("_id") and value in names:
                values[name] = names[value]
        result.add((record.kind_name, *sorted((name, repr(value)) for name, value in values.items())))
    return result


def _fields(record: AnyRecord) -> list[str]:
    from dataclasses import fields

    return [each.name for each in fields(record)]


def quoted(plan: ImportPlan) -> list[str]:
    """Return the words of each highlight of a plan, in order."""
    result = []
    for each in plan.records:
        if isinstance(each, Highlight):
            turns = plan.turns[each.source_id]
            offsets = Offsets(list(enumerate(turns)))
            first, last = offsets.offset(each.turn, each.start), offsets.offset(each.last_turn, each.end)
            result.append(whole_text(turns)[first:last])
    return result


def small_study() -> tuple[list[AnyRecord], Turns]:
    """Return a study in which everything occurs that REFI-QDA has a place for."""
    key = id_from

    def ranked(number: int) -> str:
        return ranks_between(None, None, 9)[number]

    turns = {
        key("s1"): (
            Turn("How was it?", speaker="Int", at=0.0, until=1.5),
            Turn("The bus 🚌 came late.\nAnd full.", speaker="Ann", at=1.5, facts={"rating": "2"}),
            Turn("\ufeff", heading="silence"),
            Turn("שלום e\u0301te\u0301 «ok»", speaker="Ann"),
        ),
        key("s2"): (),
        key("s3"): (Turn("\ufeffwhole"), Turn("")),
    }
    records: list[AnyRecord] = [
        Workspace(id=key("w"), title="Study & <tags>"),
        Channel(id=key("c"), name="phone", rank="V"),
        Segment(id=key("g"), name="commuters", rank="V"),
        Persona(id=key("p"), name="Maya", rank="V"),
        Tag(id=key("t1"), name='travel\t"x"', rank=ranked(0), description="  two\nlines ", colour="teal"),
        Tag(id=key("t2"), name="late", rank=ranked(1), parent_id=key("t1"), colour="brown"),
        Tag(id=key("t3"), name="late", rank=ranked(2)),
        Participant(
            id=key("u1"), name="Ann", rank=ranked(0), persona_id=key("p"), segment_id=key("g"), note="Clew: no fields"
        ),
        Participant(id=key("u2"), name="Ann", rank=ranked(1)),
        ParticipantFact(participant_id=key("u1"), name="age", value="30–39"),
        ParticipantFact(participant_id=key("u1"), name="Persona", value="her own word"),
        ParticipantTag(participant_id=key("u2"), tag_id=key("t3")),
        Source(
            id=key("s1"),
            rank=ranked(0),
            title="Ann  by phone",
            held_on="2026-03-01",
            note="Clew: said on the phone\n2",
            channel_id=key("c"),
            turns=4,
            length=sum(len(turn.text) for turn in turns[key("s1")]),
            duration=12.25,
        ),
        Source(id=key("s2"), rank=ranked(1), title="Nothing yet", kind="notes"),
        Source(id=key("s3"), rank=ranked(2), title="Mark", kind="document", turns=2, length=6),
        SourceTag(source_id=key("s1"), tag_id=key("t1")),
        Speaker(source_id=key("s1"), label="Int", role="interviewer"),
        Speaker(source_id=key("s1"), label="Ann", participant_id=key("u1")),
        Highlight(
            id=key("h1"),
            source_id=key("s1"),
            turn=1,
            start=4,
            last_turn=1,
            end=19,
            kind="pain",
            participant_id=key("u1"),
            note=" kept as it is ",
        ),
        Highlight(id=key("h2"), source_id=key("s1"), turn=0, start=8, last_turn=3, end=4, note="Clew: kind=gain"),
        Highlight(id=key("h3"), source_id=key("s1"), turn=0, start=8, last_turn=3, end=4, kind="need"),
        Highlight(id=key("h4"), source_id=key("s3"), turn=0, start=0, last_turn=0, end=6),
        HighlightTag(highlight_id=key("h1"), tag_id=key("t2")),
        HighlightTag(highlight_id=key("h1"), tag_id=key("t3")),
        Theme(id=key("e1"), rank=ranked(0), title="Waiting", note="of any kind"),
        Theme(id=key("e2"), rank=ranked(1), title="Empty"),
        Insight(
            id=key("i1"),
            rank=ranked(0),
            kind="pain",
            statement="Waiting\nis <worse> than riding",
            note="a\n\nb",
            sentiment=-1.5,
            weight=80.0,
            theme_id=key("e1"),
        ),
        Insight(id=key("i2"), rank=ranked(1), kind="fact", statement="Buses are blue"),
        InsightHighlight(insight_id=key("i1"), highlight_id=key("h1")),
        InsightHighlight(insight_id=key("i1"), highlight_id=key("h2")),
        InsightTag(insight_id=key("i2"), tag_id=key("t2")),
    ]
    return records, turns


@st.composite
def studies(draw: st.DrawFn) -> tuple[list[AnyRecord], Turns]:
    """Return sources of words of many scripts, with highlights on any stretch of them."""
    line = st.lists(st.sampled_from([*WORDS, " ", "  ", "\n"]), max_size=8).map(" ".join)
    turn = st.builds(
        Turn,
        line,
        st.sampled_from(["", "A", "ב"]),
        st.sampled_from([None, 0.5, 61.0]),
        st.none(),
        st.sampled_from(["", "Q?"]),
    )
    records: list[AnyRecord] = [Tag(id=id_from("tag", str(n)), name=f"t{n}", rank="V") for n in range(3)]
    turns: Turns = {}
    for number in range(draw(st.integers(1, 3))):
        source_id = id_from("source", str(number))
        said = tuple(draw(st.lists(turn, min_size=1, max_size=5)))
        turns[source_id] = said
        length = sum(len(each.text) for each in said)
        records.append(Source(id=source_id, rank="V", title=f"s{number}", turns=len(said), length=length))
        text = whole_text(said)
        offsets = Offsets(list(enumerate(said)))
        for place in range(draw(st.integers(0, 4)) if text.strip("\n") else 0):
            first = draw(st.sampled_from([at for at, character in enumerate(text) if character != "\n"]))
            ends = [at for at in range(first + 1, min(len(text), first + 40) + 1) if text[at - 1] != "\n"]
            last = draw(st.sampled_from(ends))
            highlight_id = id_from(source_id, str(place))
            kind: Any = draw(st.sampled_from([None, "pain", "fact"]))
            passage = offsets.passage(first, last)._asdict()
            records.append(Highlight(id=highlight_id, source_id=source_id, kind=kind, **passage))
            records.append(HighlightTag(highlight_id=highlight_id, tag_id=id_from("tag", str(place % 3))))
    return records, turns
