"""A survey with its mapping as a plan: a source whose turns are the answers, records of its tags and lists."""

import re
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import islice
from pathlib import Path
from typing import Final

from app.importers.surveys.answers import Answers
from app.importers.surveys.grid import Grid, open_grid
from app.importers.surveys.looking import KIND, header_names, saved_mapping, shape_of
from app.importers.surveys.mapping import ColumnUse, SurveyMapping
from app.models.content import Content
from app.models.errors import Cancelled, InputError
from app.models.ids import id_from, new_id
from app.models.names import folded
from app.models.plan import ImportPlan, ImportWarning
from app.models.ranks import rank_between, ranks_between
from app.models.records import (
    AnyRecord,
    Channel,
    Highlight,
    HighlightTag,
    ImportMapping,
    Participant,
    Persona,
    Segment,
    Source,
    Speaker,
    Tag,
)

CHUNK: Final = 500
"""Rows between two looks at whether to go on."""

PROGRESS_INTERVAL: Final = 0.1
"""Seconds between two reports of progress, at least."""

MOST_TAGGED: Final = 10_000
"""Answers that are highlighted for their tags; of a file with more, tags stay facts."""

MOST_NAMES: Final = 50
"""Segments, personas or channels that are made; where a column has more of them, they stay facts."""

MOST_TAGS: Final = 500

MOST_CELLS: Final = 3_000_000
"""Facts of all rows together."""

_NAMELESS: Final = re.compile(r"column (\d{1,4})")
"""The name that a column without one gets."""


def read_survey(
    path: Path,
    mapping: SurveyMapping,
    *,
    content: Content | None = None,
    progress: Callable[[float], object] = lambda fraction: None,
    cancelled: Callable[[], bool] = lambda: False,
) -> ImportPlan:
    """Return a survey as one source: a turn for each answer in free text, in the order of the rows.

    A row that rates but says nothing becomes one turn that lists its ratings, so that figures count it; where no column
    is free text or a rating, each row becomes a turn that lists its facts. Respondents become participants only where
    tags highlight what they said. The mapping is kept with the plan unless the newest one of this shape in `content`
    says the same. Raises FileError, InputError with one line, Cancelled.
    """
    grid = open_grid(
        path,
        encoding=mapping.encoding or None,
        delimiter=mapping.delimiter or None,
        sheet=mapping.sheet or None,
        encoded_twice=mapping.encoded_twice,
    )
    rows = grid.rows()
    head = list(islice(rows, mapping.title_rows + mapping.header_rows))
    mapping = replace(mapping, columns=_uses(grid, head, mapping))
    answers = Answers(mapping, mapping.title_rows + mapping.header_rows + 1)
    _read_all(answers, rows, grid, progress, cancelled)
    if not answers.turns:
        raise InputError(
            f"{grid.source}: nothing in the columns that are read says anything. Nothing was imported; choose other "
            "roles for the columns."
        )
    return _plan(grid, mapping, answers, content or Content())


def _uses(grid: Grid, head: Sequence[Sequence[str]], mapping: SurveyMapping) -> tuple[ColumnUse, ...]:
    """Return the use of each column of the file, found by its name; those that the mapping does not name are ignored.

    Raises InputError where the file has no column of a name in the mapping.
    """
    chosen = {folded(each.name): each for each in mapping.columns}
    nameless = (found[1] for name in chosen if (found := _NAMELESS.fullmatch(name)))
    width = max(map(int, nameless), default=0)
    names = header_names(head[mapping.title_rows :], [], width)
    there = {folded(name) for name in names}
    if missing := [each.name for each in mapping.columns if folded(each.name) not in there]:
        known = ", ".join(f"“{name}”" for name in names[:20]) or "none"
        raise InputError(
            f"{grid.source} has no column “{missing[0]}”, only {known}. Nothing was imported; choose the roles of its "
            "columns anew."
        )
    return tuple(chosen.get(folded(name), ColumnUse(name=name)) for name in names)


def _read_all(
    answers: Answers,
    rows: Iterator[list[str]],
    grid: Grid,
    progress: Callable[[float], object],
    cancelled: Callable[[], bool],
) -> None:
    told, source, expected = time.monotonic(), grid.source, grid.expected_rows
    while chunk := list(islice(rows, CHUNK)):
        if cancelled():
            raise Cancelled("The import was stopped. Nothing was changed.")
        for cells in chunk:
            answers.read(cells)
        if answers.cells > MOST_CELLS:
            raise InputError(
                f"{source} has more than {MOST_CELLS:,} cells beside its answers, which is the limit. Nothing was "
                "imported; ignore the columns that nobody will need."
            )
        if time.monotonic() - told >= PROGRESS_INTERVAL:
            told = time.monotonic()
            progress(min(1.0, answers.row / expected))
    progress(1.0)


def _plan(grid: Grid, mapping: SurveyMapping, answers: Answers, content: Content) -> ImportPlan:
    warnings = [ImportWarning(grid.source, line, text) for line, text in answers.warnings()]
    records: list[AnyRecord] = []
    listed: dict[tuple[type[AnyRecord], str], str] = {}
    for record_type in (Segment, Persona, Channel):
        told = answers.named[record_type.kind_name]
        if len(told) > MOST_NAMES:
            warnings.append(
                ImportWarning(
                    grid.source,
                    None,
                    f"{len(told):,} different {record_type.kind_name}s are too many for a list: they stay with the "
                    "answers.",
                )
            )
            continue
        for name, rank in zip(told, ranks_between(None, None, len(told)), strict=True):
            record = record_type(id=new_id(), name=name, rank=rank)
            listed[record_type, name] = record.id
            records.append(record)
    source = Source(
        id=id_from("source", grid.digest),
        rank=_rank_after(content.ordered(Source)),
        title=mapping.title.strip() or Path(grid.source).stem,
        kind=mapping.source,
        origin=grid.source,
        held_on=answers.first_day,
        channel_id=next((listed.get((Channel, name)) for name in answers.only_channel), None),
        turns=len(answers.turns),
        length=sum(len(turn.text) for turn in answers.turns),
    )
    records.append(source)
    records += _tagged(grid, source, answers, listed, warnings)
    records += _kept_mapping(mapping, source, content)
    return ImportPlan(f"Import {grid.source}", tuple(records), tuple(warnings), turns={source.id: tuple(answers.turns)})


def _rank_after(ordered: Sequence[Source | ImportMapping]) -> str:
    return rank_between(ordered[-1].rank if ordered else None, None)


def _kept_mapping(mapping: SurveyMapping, source: Source, content: Content) -> Iterator[ImportMapping]:
    shape, told = shape_of([each.name for each in mapping.columns]), mapping.choices().to_json()
    saved = saved_mapping(content, shape)
    if saved is None or saved.mapping != told:
        rank = _rank_after(content.ordered(ImportMapping))
        yield ImportMapping(id=new_id(), rank=rank, title=source.title, shape=shape, kind=KIND, mapping=told)


def _tagged(
    grid: Grid,
    source: Source,
    answers: Answers,
    listed: dict[tuple[type[AnyRecord], str], str],
    warnings: list[ImportWarning],
) -> Iterator[AnyRecord]:
    """Yield the tags, the highlights of whole answers that have them, and the participants who gave those."""
    names = Counter(name for tags in answers.tags.values() for name in tags)
    if len(answers.tags) > MOST_TAGGED or len(names) > MOST_TAGS:
        text = f"{len(names):,} tags on {len(answers.tags):,} answers are more than {MOST_TAGS:,} on {MOST_TAGGED:,}"
        warnings.append(ImportWarning(grid.source, None, f"{text}: they stay with the answers, without highlights."))
        return
    tags = {
        name: Tag(id=new_id(), name=name, rank=rank)
        for name, rank in zip(names, ranks_between(None, None, len(names)), strict=True)
    }
    yield from tags.values()
    facts_of: dict[str, Mapping[str, str]] = {}
    for number in answers.tags:
        facts_of.setdefault(answers.turns[number].speaker, answers.turns[number].facts)
    ids: dict[str, str] = {}
    for (label, facts), rank in zip(facts_of.items(), ranks_between(None, None, len(facts_of)), strict=True):
        ids[label] = id_from(source.id, label)  # as for whoever is highlighted later
        yield Participant(
            id=ids[label],
            name=label,
            rank=rank,
            segment_id=listed.get((Segment, facts.get("segment", ""))),
            persona_id=listed.get((Persona, facts.get("persona", ""))),
        )
        yield Speaker(source_id=source.id, label=label, participant_id=ids[label])
    for number, told in answers.tags.items():
        turn = answers.turns[number]
        highlight = Highlight(
            id=id_from("highlight", source.id, str(number)),
            source_id=source.id,
            turn=number,
            start=0,
            last_turn=number,
            end=len(turn.text),
            participant_id=ids[turn.speaker],
        )
        yield highlight
        for name in told:
            yield HighlightTag(highlight_id=highlight.id, tag_id=tags[name].id)
