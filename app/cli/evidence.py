"""The command `clew evidence`: what is behind a card, an insight or an opportunity, to the very words."""

from __future__ import annotations

from argparse import ArgumentParser, Namespace, RawDescriptionHelpFormatter
from typing import TYPE_CHECKING, Any

from app.cli.saying import say, say_json
from app.models.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from app.models.content import Content
    from app.models.evidence import Backed
    from app.models.snapshot import Snapshot

_HELP = """\
Prints how many participants said so in how many quotes, how strong that is (assumption, emerging, validated), what
somebody judged it to be, the insights it goes through, and the quotes with their sources.

WHAT is a title, or an id where several have that title: of a card, an opportunity, or an insight.
"""


def arguments(parser: ArgumentParser) -> None:
    """Say what the command takes."""
    parser.description, parser.formatter_class = _HELP, RawDescriptionHelpFormatter
    parser.add_argument("what", metavar="WHAT", help="the card, opportunity or insight, by title or id")
    parser.add_argument("--json", action="store_true", help="as one JSON object (docs/evidence.md)")


def run(options: Namespace) -> None:
    """Print the evidence of one record."""
    from app.store import read_snapshot

    snapshot = read_snapshot(options.file)
    record = _named(snapshot.content, options.what)
    told = _told(snapshot, record)
    if options.json:
        say_json(told)
        return
    for line in _lines(snapshot, record, told):
        say(line)


def _named(content: Content, name: str) -> Backed:
    from app.models.records import Card, Insight, Opportunity

    on_maps: list[Backed] = [*content.ordered(Card), *content.ordered(Opportunity)]
    insights: list[Backed] = [*content.ordered(Insight)]
    wanted = _folded(name)
    found = [each for each in (*on_maps, *insights) if each.id == name]
    for those in (on_maps, insights):  # a card that shows an insight has its words
        found = found or [each for each in those if _folded(_title(each)) == wanted]
    if not found:
        raise InputError(f"There is no card, opportunity or insight called “{name}”. `clew show FILE` lists them.")
    if len(found) > 1:
        told = "; ".join(f"{each.id} ({_about(content, each)})" for each in found)
        raise InputError(f"“{name}” names {len(found)}. Name one of them by its id: {told}.")
    return found[0]


def _folded(text: str) -> str:
    return " ".join(text.split()).casefold()


def _title(record: Backed) -> str:
    from app.models.records import Insight

    return record.statement if isinstance(record, Insight) else record.title


def _about(content: Content, record: Backed) -> str:
    """Return what a record is: “pain of I buy a ticket”, “opportunity”, “insight”."""
    from app.models.records import Card, Journey

    if isinstance(record, Card):
        return f"{record.kind} of {content.get(Journey, record.journey_id).title or 'a journey without a title'}"
    return record.kind_name


def _told(snapshot: Snapshot, record: Backed) -> dict[str, Any]:
    """Return the evidence as what JSON says."""
    from app.models.evidence import all_highlights, insights_from, insights_of
    from app.models.quotes import read_quotes
    from app.models.records import Insight
    from app.models.turns import time_code
    from app.scoring.evidence import evidence_of

    content, evidence = snapshot.content, evidence_of(snapshot.content, record)
    insights = () if isinstance(record, Insight) or evidence.hopes else insights_of(content, record)
    highlights = () if evidence.hopes else all_highlights(content, record)
    verdict = evidence.verdict

    def counted(each: Backed) -> dict[str, Any]:
        found = evidence_of(content, each)
        return {
            "strength": found.held,
            "counted": found.strength,
            "participants": found.participants,
            "quotes": found.quotes,
        }

    return {
        "kind": record.kind_name,
        "id": record.id,
        "title": _title(record),
        "strength": evidence.held,
        "counted": evidence.strength,
        "hopes": evidence.hopes,
        "participants": evidence.participants,
        "verdict": verdict
        and {"strength": verdict.strength, "decided_on": verdict.decided_on, "reason": verdict.reason},
        "insights": [
            {"id": each.id, "kind": each.kind, "statement": each.statement, **counted(each)} for each in insights
        ],
        "quotes": [
            {
                "id": each.highlight.id,
                "text": each.text,
                "speaker": each.who,
                "participant_id": each.highlight.participant_id,
                "source": each.source,
                "source_id": each.highlight.source_id,
                "turn": each.highlight.turn,
                "at": each.at,
                "time": time_code(each.at) or None,
                "row": each.row or None,
                "insights": [insight.id for insight in insights_from(content, each.highlight.id)],
            }
            for each in read_quotes(content, snapshot.turns, highlights)
        ],
    }


def _lines(snapshot: Snapshot, record: Backed, told: dict[str, Any]) -> Iterator[str]:
    from app.layout.proof import dots_text, evidence_text
    from app.scoring.evidence import evidence_of

    content, evidence = snapshot.content, evidence_of(snapshot.content, record)
    yield f"{_about(content, record)}: {told['title']}"
    if evidence.hopes:
        yield "To-be journeys hold hopes; no evidence is theirs."
        return
    yield f"{dots_text(evidence)} {evidence_text(evidence)}"
    if evidence.verdict:
        yield f"Judged on {evidence.verdict.decided_on}: {evidence.verdict.reason or 'no reason given'}"
    for each in told["insights"]:
        yield f"  {each['kind']}: {each['statement']} ({each['strength']})"
    for each in told["quotes"]:
        place = " · ".join(part for part in (each["speaker"], each["source"], each["time"] or each["row"]) if part)
        yield f"  “{' '.join(each['text'].split())}”  {place}"
