"""Words for what the place Research shows: kinds, lengths, days, passages."""

from PySide6.QtCore import QCoreApplication

from app.models.content import Content, tags_of
from app.models.kinds import InsightKind, SourceKind, SpeakerRole
from app.models.records import Highlight, Insight, InsightHighlight, Participant, Persona, Source
from app.models.turns import time_code
from app.views.days import day_word
from app.views.widgets import counted


def tr(text: str) -> str:
    """Translate a text of the place."""
    return QCoreApplication.translate("Research", text)


def source_kind_word(kind: SourceKind) -> str:
    """Return what a kind of source is called."""
    words: dict[SourceKind, str] = {
        "interview": tr("Interview"),
        "survey": tr("Survey"),
        "feedback": tr("Feedback"),
        "document": tr("Document"),
        "notes": tr("Notes"),
    }
    return words[kind]


def insight_kind_word(kind: InsightKind | None) -> str:
    """Return what a kind of insight or highlight is called."""
    words: dict[InsightKind | None, str] = {
        "pain": tr("Pain"),
        "gain": tr("Gain"),
        "need": tr("Need"),
        "job": tr("Job"),
        "behaviour": tr("Behaviour"),
        "fact": tr("Fact"),
        None: tr("Highlight"),
    }
    return words[kind]


def role_word(role: SpeakerRole) -> str:
    """Return what the role of a speaker is called."""
    words: dict[SpeakerRole, str] = {
        "participant": tr("participant"),
        "interviewer": tr("interviewer"),
        "other": tr("somebody else"),
    }
    return words[role]


def length_word(source: Source) -> str:
    """Return how long a source is: minutes, answers, paragraphs."""
    if source.duration:
        return tr("{count} min").format(count=max(1, round(source.duration / 60)))
    if source.kind in ("survey", "feedback"):
        return counted(source.turns, tr("answer"), tr("answers"))
    if source.kind == "interview":
        return counted(source.turns, tr("turn"), tr("turns"))
    return counted(source.turns, tr("paragraph"), tr("paragraphs"))


def source_caption(content: Content, source: Source) -> str:
    """Return the line below the title of a source: day, length, highlights."""
    marked = len(content.members(Highlight, "source_id", source.id))
    parts = (
        day_word(source.held_on) or source_kind_word(source.kind),
        length_word(source),
        counted(marked, tr("highlight"), tr("highlights")) if marked else "",
    )
    return " · ".join(filter(None, parts))


def participant_caption(content: Content, participant: Participant) -> str:
    """Return the line below the name of a participant."""
    persona = content.find(Persona, participant.persona_id)
    marked = len(content.members(Highlight, "participant_id", participant.id))
    quoted = counted(marked, tr("highlight"), tr("highlights")) if marked else tr("not quoted yet")
    parts = [persona.name if persona else "", quoted]
    if participant.keep_until:
        parts.append(tr("keep until {day}").format(day=day_word(participant.keep_until)))
    return " · ".join(filter(None, parts))


def insight_caption(content: Content, insight: Insight) -> str:
    """Return the line below the statement of an insight."""
    ids = [each.highlight_id for each in content.members(InsightHighlight, "insight_id", insight.id)]
    people = {content.get(Highlight, each).participant_id for each in ids} - {None}
    parts = [counted(len(ids), tr("quote"), tr("quotes"))]
    if len(people) > 1:
        parts.append(counted(len(people), tr("person"), tr("people")))
    return " · ".join(parts)


def highlight_words(content: Content, highlight: Highlight) -> str:
    """Return what a highlight is, in a few words: its kind, tags and note."""
    tags = " ".join(f"#{each.name}" for each in tags_of(content, highlight))
    return " · ".join(filter(None, (insight_kind_word(highlight.kind), tags, highlight.note)))


def where_words(content: Content, highlight: Highlight, at: float | None = None) -> str:
    """Return where a highlight stands: who says it or the source, and when or in which turn."""
    source = content.find(Source, highlight.source_id)
    participant = content.find(Participant, highlight.participant_id)
    who = participant.name if participant else source.title if source else ""
    if at is not None:
        return f"{who} · {time_code(at)}"
    word = tr("answer {number}") if source and source.kind in ("survey", "feedback") else tr("turn {number}")
    return f"{who} · {word.format(number=highlight.turn + 1)}"
