"""What a to-be changes and why, in words: a row for each difference, and what it could be said to answer."""

from collections.abc import Iterator
from dataclasses import dataclass

from app.layout.marks import MarkRole
from app.models.content import Content, cards_in_map_order
from app.models.kinds import CardKind
from app.models.records import Card, Opportunity, Solution, Stage, Step
from app.scoring.map_lists import step_title
from app.scoring.reasons import Reason, Reasons
from app.scoring.to_be import Comparison, Turn
from app.views.compare.words import tr
from app.views.history.changes import ChangeRow, rows_of
from app.views.kinds import kind_word

_ANSWERED: tuple[CardKind, ...] = ("pain", "need", "question")
"""Kinds of cards that are offered as what a card answers, those that hurt first."""


@dataclass(frozen=True, slots=True)
class WhyRow(ChangeRow):
    """One difference, and why it is so; `turn` is none for the journey itself."""

    reasons: tuple[Reason, ...]
    turn: Turn | None

    @property
    def is_hope(self) -> bool:
        """Whether nothing is otherwise but how it feels."""
        return self.turn is not None and self.turn.is_hope

    @property
    def lacks_reason(self) -> bool:
        """Whether it needs a reason and has none yet."""
        return self.turn is not None and not self.turn.is_hope and not self.reasons


def fate_word(role: MarkRole) -> str:
    """Return what became of a thing, between two journeys."""
    words = {"added": tr("New"), "removed": tr("Gone"), "moved": tr("Moved"), "changed": tr("Changed")}
    return words[role]


def why_rows(comparison: Comparison) -> list[WhyRow]:
    """Return every difference with its reasons, in the order of the map of both."""
    changes, second_id = comparison.changes, comparison.second.id
    rows = rows_of(comparison.before, comparison.after, comparison.both, second_id, changes)
    reasons = Reasons(comparison)
    turns: list[Turn | None] = [*([None] if changes.journey else []), *comparison.turns]
    return [
        WhyRow(
            row.role,
            row.kind,
            row.id,
            row.title,
            _detail(row, turn, comparison),
            reasons.of(turn) if turn is not None else (),
            turn,
        )
        for row, turn in zip(rows, turns, strict=True)
    ]


def _detail(row: ChangeRow, turn: Turn | None, comparison: Comparison) -> str:
    """Return what is different; of a copy also of what it is one."""
    copied = comparison.after.find(type(turn.record), turn.first_id) if turn is not None and turn.is_copy else None
    if copied is None:
        return row.detail
    return tr("{place} · a copy of “{title}”").format(place=row.detail, title=getattr(copied, "title", ""))


def why_text(row: WhyRow) -> str:
    """Return why something is otherwise, in one line; that no reason was given yet, where it needs one."""
    if row.lacks_reason:
        return tr("No reason given yet")
    return "; ".join(map(reason_text, row.reasons))


def reason_text(reason: Reason) -> str:
    """Return a reason in words."""
    title = " ".join(reason.title.split()) or tr("untitled")
    if reason.via == "itself":
        return tr("The pain “{title}” is gone").format(title=title)
    forms = {
        "card": tr("Answers “{title}”"),
        "opportunity": tr("Opportunity “{title}”"),
        "solution": tr("Solution “{title}”"),
    }
    return forms[reason.kind].format(title=title)


# ---- what a difference could answer


def choices_for(row: WhyRow, comparison: Comparison, content: Content) -> list[tuple[object, str]]:
    """Return what a difference could be said to answer, as kind/id with its words, without what it answers already."""
    given = {f"{each.kind}/{each.id}" for each in row.reasons}
    record = row.turn.record if row.turn is not None else None
    offered: list[tuple[str, str]] = []
    if isinstance(record, Card):
        if row.role != "removed":
            offered += _pains(content, comparison.first.id)
        offered += _opportunities(content)
    elif isinstance(record, Step | Stage) and row.role != "removed":
        offered += _solutions(content)
    return [(value, text) for value, text in offered if value not in given]


def _pains(content: Content, journey_id: str) -> Iterator[tuple[str, str]]:
    cards = list(cards_in_map_order(content, journey_id))
    for kind in _ANSWERED:
        for card in cards:
            if card.kind == kind:
                where = step_title(content, card.step_id)
                text = tr("{kind}: {title} · {where}").format(kind=kind_word(kind), title=card.title, where=where)
                yield f"card/{card.id}", " ".join(text.split())


def _opportunities(content: Content) -> Iterator[tuple[str, str]]:
    for each in content.ordered(Opportunity):
        yield f"opportunity/{each.id}", tr("Opportunity: {title}").format(title=each.title or tr("untitled"))


def _solutions(content: Content) -> Iterator[tuple[str, str]]:
    for each in content.ordered(Solution):
        yield f"solution/{each.id}", tr("Solution: {title}").format(title=each.title or tr("untitled"))


def why_none(row: WhyRow) -> str:
    """Return why a difference is not given a reason of its own; nothing where it can be given one."""
    if row.turn is None:
        return tr("What the journey itself says needs no reason.")
    if isinstance(row.turn.record, Card):
        return ""
    if isinstance(row.turn.record, Step | Stage) and row.role != "removed":
        return tr("A step is otherwise by a solution that changes it, or for the reasons of its cards.")
    return tr("It is otherwise for the reasons of the cards there: give those to them.")
