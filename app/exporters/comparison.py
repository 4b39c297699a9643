"""Two journeys compared, for the command line and for paper: as data, and as text to read."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Final

from app.layout.words import ENGLISH, Words, lane_title
from app.models.content import Content, columns_of, persona_of
from app.models.records import (
    RECORD_TYPES,
    AnyRecord,
    Card,
    Connector,
    Journey,
    Lane,
    Stage,
    Step,
    Swimlane,
    references,
)
from app.scoring.map_changes import Difference
from app.scoring.map_lists import step_title
from app.scoring.reasons import Reason, Reasons
from app.scoring.to_be import FATES, Comparison, Turn, two_curves

_NO_REASON: Final = "no reason given yet"


def compare_json(comparison: Comparison) -> dict[str, Any]:
    """Return both journeys, how many things are kept, moved, changed, new, gone, each difference, and both curves.

    A difference whose `reasons` are empty has none given yet.
    """
    reasons = Reasons(comparison)
    return {
        "first": _journey(comparison.first),
        "second": _journey(comparison.second),
        "shared": comparison.shared,
        "counts": comparison.counts(),
        "journey": [_field(comparison, Journey, each) for each in comparison.changes.journey],
        "differences": [_difference(comparison, turn, reasons.of(turn)) for turn in comparison.turns],
        "without_reason": len(reasons.without()),
        "hopes": sum(turn.is_hope for turn in comparison.turns),
        "curves": [*_curves(comparison)],
    }


def _journey(journey: Journey) -> dict[str, Any]:
    return {"id": journey.id, "title": journey.title, "state": journey.state, "to_be_of": journey.to_be_of}


def _difference(comparison: Comparison, turn: Turn, reasons: Iterable[Reason]) -> dict[str, Any]:
    here = turn.record if turn.fate != "gone" else None
    told: dict[str, Any] = {
        "fate": turn.fate,
        "kind": turn.record.kind_name,
        "title": title_of(comparison.both, turn.record),
        "first_id": turn.first_id or None,
        "second_id": here.id if here is not None else None,
        "copy": turn.is_copy,
        "hope": turn.is_hope,
        **_places(comparison, turn),
        "fields": [_field(comparison, type(turn.record), each) for each in turn.fields],
        "reasons": [each._asdict() for each in reasons],
    }
    if isinstance(turn.record, Card):
        told["card_kind"] = turn.record.kind
    return told


def _places(comparison: Comparison, turn: Turn) -> dict[str, str | None]:
    """Return where it was on the first map and is on the second; none where it is not there."""
    was = comparison.before.find(type(turn.record), turn.id)
    now = comparison.after.find(type(turn.record), turn.id)
    return {
        "was_at": place_of(comparison.before, was) if was is not None else None,
        "is_at": place_of(comparison.after, now) if now is not None else None,
    }


def _field(comparison: Comparison, record_type: type[Any], difference: Difference) -> dict[str, Any]:
    targets = {each.name: RECORD_TYPES[each.metadata["references"]] for each in references(record_type)}
    target = targets.get(difference.name)
    return {
        "name": difference.name.removesuffix("_id"),
        "before": _value(comparison.before, target, difference.before),
        "after": _value(comparison.after, target, difference.after),
    }


def _value(content: Content, target: type[Any] | None, value: Any) -> Any:
    """Return what a field holds: of another record its name, of tags a list."""
    if target is not None and value is not None:
        record = content.find(target, value)
        return getattr(record, "title", "") or getattr(record, "name", "") if record is not None else None
    return list(value) if isinstance(value, tuple) else value


def _curves(comparison: Comparison) -> Iterator[dict[str, Any]]:
    both = comparison.both
    titles = [step_title(both, step.id) for step in columns_of(both, comparison.second.id)]
    for pair in two_curves(comparison):
        persona = persona_of(both, pair.swimlane_id)
        points = zip(titles, pair.first, pair.second, strict=True)
        yield {
            "persona": persona.name if persona is not None else None,
            "steps": [
                {
                    "step": title,
                    "first": {"value": first.value, "n": first.n} if first is not None else None,
                    "second": {"value": second.value, "n": second.n} if second is not None else None,
                }
                for title, first, second in points
            ],
        }


def title_of(content: Content, record: AnyRecord, words: Words = ENGLISH) -> str:
    """Return what a record of a map is called: a lane without a title by its kind, a connector by its ends."""
    if isinstance(record, Connector):
        cards = (content.find(Card, each) for each in (record.from_card_id, record.to_card_id))
        return record.title or " → ".join(_line(card.title) for card in cards if card is not None)
    if isinstance(record, Swimlane):
        persona = persona_of(content, record.id)
        return persona.name if persona is not None else ""
    if isinstance(record, Lane):
        return lane_title(record.title, record.kind, words)
    if isinstance(record, Step):
        return _line(record.title) or step_title(content, record.id)
    return _line(getattr(record, "title", ""))


def place_of(content: Content, record: AnyRecord, words: Words = ENGLISH) -> str:
    """Return where a record of a map is: a card in which step and lane, a step in which stage, a lane of whom."""
    if isinstance(record, Card):
        lane = content.find(Lane, record.lane_id)
        if lane is None:
            return words["unplaced"]
        persona = persona_of(content, lane.swimlane_id)
        row = lane_title(lane.title, lane.kind, words)
        whose = f"{persona.name}: {row}" if persona is not None else row
        return " · ".join(each for each in (step_title(content, record.step_id), whose) if each)
    if isinstance(record, Step):
        stage = content.find(Stage, record.stage_id)
        return stage.title if stage is not None else ""
    if isinstance(record, Lane):
        persona = persona_of(content, record.swimlane_id)
        return persona.name if persona is not None else words["whole map"]
    return ""


def _line(text: str) -> str:
    return " ".join(text.split())


# ---- text


def compare_text(comparison: Comparison) -> str:
    """Return the comparison to be read: how many, what and why, both curves."""
    told = compare_json(comparison)
    lines = [f"{_called(told['first'])}  →  {_called(told['second'])}", ""]
    if not comparison.shared:
        lines += ["Nothing on the one came from the other: all of it is new or gone.", ""]
    lines += [*_table(told["counts"]), ""]
    for each in told["journey"]:
        lines.append(f"journey: {_change(each)}")
    differences = [each for each in told["differences"] if not each["hope"]]
    for each in differences:
        lines += _lines_of(each)
    if not differences:
        lines.append("Nothing is different.")
    if told["hopes"]:
        lines += ["", f"On {told['hopes']} more only the sentiment is another: see the curves."]
    if told["without_reason"]:
        lines += ["", f"{told['without_reason']} of {len(differences)} have {_NO_REASON}."]
    for curve in told["curves"]:
        lines += ["", *_curve_lines(curve)]
    return "\n".join(lines) + "\n"


def _called(journey: Mapping[str, Any]) -> str:
    return f"{_line(journey['title']) or 'Untitled journey'} ({journey['state']})"


def _table(counts: Mapping[str, Mapping[Any, int]]) -> list[str]:
    rows = [["", *FATES], *([name, *(str(held[fate]) for fate in FATES)] for name, held in counts.items())]
    return ["".join(cell.ljust(12) if at == 0 else cell.rjust(9) for at, cell in enumerate(row)) for row in rows]


def _lines_of(told: Mapping[str, Any]) -> Iterator[str]:
    kind = told.get("card_kind") or told["kind"]
    place = told["is_at"] if told["is_at"] is not None else told["was_at"]
    at = f" ({place})" if place else ""
    if told["fate"] == "moved":
        same = told["was_at"] == told["is_at"]
        at = " (in another order)" if same else f" ({told['was_at']} → {told['is_at']})"
    copied = ", a copy" if told["copy"] else ""
    yield f"{told['fate']:<8}{kind} “{_line(told['title']) or 'untitled'}”{copied}{at}"
    for each in told["fields"]:
        yield f"        {_change(each)}"
    yield f"        why: {'; '.join(map(_reason, told['reasons'])) or _NO_REASON}"


def _reason(reason: Mapping[str, Any]) -> str:
    title = f"“{_line(reason['title']) or 'untitled'}”"
    if reason["via"] == "itself":
        return f"{title}, the pain that is gone"
    return f"{'answers' if reason['kind'] == 'card' else reason['kind']} {title}"


def _change(field: Mapping[str, Any]) -> str:
    return f"{field['name'].replace('_', ' ')}: {_shown(field['before'])} → {_shown(field['after'])}"


def _shown(value: Any) -> str:
    if value is None or value == "" or value == []:
        return "–"
    if isinstance(value, list):
        return ", ".join(map(str, value))
    return f"{value:g}" if isinstance(value, float) else _line(str(value))


def _curve_lines(curve: Mapping[str, Any]) -> Iterator[str]:
    yield f"emotion of {curve['persona'] or 'the whole map'}, first → second"
    for each in curve["steps"]:
        yield f"  {_value_of(each['first']):>5} → {_value_of(each['second']):<5}  {each['step']}"


def _value_of(point: Mapping[str, Any] | None) -> str:
    value = point["value"] if point is not None else None
    return "–" if value is None else f"{value:+.1f}"
