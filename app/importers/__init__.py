"""From files to plans of records, to be previewed and applied as one edit; each kind has a module of its own."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Final, Literal, NamedTuple, get_args

from app.importers.mermaid_blocks import MARKDOWN_ENDINGS
from app.models.content import Content
from app.models.errors import InputError
from app.models.names import folded
from app.models.places import as_text
from app.models.plan import ImportPlan

Scale = tuple[float, float]

Kind = Literal["workspace", "diagram", "map", "transcript", "survey", "coded", "opportunities", "lists"]
KINDS: Final[tuple[Kind, ...]] = get_args(Kind)
"""What a file can be read as: Clew's JSON, a Mermaid journey, a map kept as a document, an interview or a text, answers
one a row, coded material of another tool, a list of opportunities, the shared lists."""

DIAGRAM_ENDINGS: Final = (".mmd", ".mermaid")

_HEAD: Final = 65_536
"""Bytes at the beginning of a file by which it is recognised."""


class Asked(NamedTuple):
    """What somebody said of a file before it is read.

    `scale` is what the scores of a diagram mean where they leave 1–5; `mapping` is the JSON of a mapping of its kind;
    `content` is the workspace whose journeys and entries it names.
    """

    scale: Scale | None = None
    mapping: str | None = None
    content: Content = Content()
    progress: Callable[[float], object] = lambda fraction: None
    cancelled: Callable[[], bool] = lambda: False


def read_source(path: Path, kind: Kind | None = None, asked: Asked = Asked()) -> ImportPlan:  # noqa: B008, is frozen
    """Return what a file holds, read as one kind (none = what it looks like).

    Raises FileError, InputError with one line, Cancelled.
    """
    return _READERS[kind or kind_of(path)](path, asked)


def kind_of(path: Path) -> Kind:
    """Return what a file is best read as, by the ending of its name and how it begins; never opens more than that.

    Raises InputError with one line where it is nothing that can be read.
    """
    from app.importers.documents import looks_like_map_document
    from app.importers.qda import looks_like_qda
    from app.importers.tables import TABLE_ENDINGS
    from app.importers.text import read_head
    from app.importers.transcripts import looks_like_transcript

    ending = path.suffix.lower()
    head = b"" if path.is_dir() else read_head(path, _HEAD)  # a folder may be a project of QualCoder
    if ending in DIAGRAM_ENDINGS:
        return "diagram"
    if looks_like_qda(path, head):
        return "coded"
    if ending in TABLE_ENDINGS:
        return _kind_of_table(path, head)
    if looks_like_map_document(path, head):
        return "map"
    if ending == ".json":
        return "workspace"
    if looks_like_transcript(path, head):
        return "transcript"
    if ending in MARKDOWN_ENDINGS:
        return "diagram" if _has_journey(head) else "transcript"
    raise InputError(
        f"{as_text(path.name)} cannot be imported: it is no journey, list, interview, survey or coded material that "
        "Clew can read. Nothing was imported."
    )


def _kind_of_table(path: Path, head: bytes) -> Kind:
    from app.importers.documents import looks_like_map_document
    from app.importers.qda.codebooks import is_codebook_header
    from app.importers.tables import OLD_EXCEL, first_rows, read_table_bytes
    from app.importers.transcripts import looks_like_transcript
    from app.models.tables import COMPUTED_COLUMNS, LIST_COLUMNS, OPPORTUNITY_COLUMNS

    if head.startswith(OLD_EXCEL):
        read_table_bytes(path)  # refuses it, and says what to do
    for row in first_rows(path, head):
        if is_codebook_header(row):
            return "coded"
        names = set(map(folded, row))
        if set(LIST_COLUMNS[:2]) <= names:
            return "lists"
        if "title" in names and (names & set(OPPORTUNITY_COLUMNS[1:4]) or set(COMPUTED_COLUMNS[:2]) <= names):
            return "opportunities"
    if looks_like_transcript(path, head):
        return "transcript"
    return "map" if looks_like_map_document(path, head) else "survey"


def _has_journey(head: bytes) -> bool:
    from app.importers.mermaid_blocks import blocks_in_markdown
    from app.importers.mermaid_grammar import first_word

    return any(first_word(block).lower() == "journey" for block in blocks_in_markdown(head.decode("utf-8", "replace")))


# ---- one reader a kind


def _workspace(path: Path, asked: Asked) -> ImportPlan:
    from app.importers.workspace_json import read_json_file

    return read_json_file(path)


def _diagram(path: Path, asked: Asked) -> ImportPlan:
    from app.importers.mermaid import read_mermaid

    return read_mermaid(path, asked.scale)


def _map(path: Path, asked: Asked) -> ImportPlan:
    from app.importers.documents import DocumentMapping, read_document

    return read_document(path, None if asked.mapping is None else DocumentMapping.from_json(asked.mapping))


def _transcript(path: Path, asked: Asked) -> ImportPlan:
    from app.importers.transcripts import read_transcript
    from app.importers.transcripts.mapping import TranscriptMapping

    said = TranscriptMapping() if asked.mapping is None else TranscriptMapping.from_json(asked.mapping)
    return read_transcript(
        path, kind=said.kind, merged=said.merged, roles=said.roles, title=said.title, held_on=said.held_on
    )


def _survey(path: Path, asked: Asked) -> ImportPlan:
    from app.importers.surveys import SurveyMapping, look_at, mapping_for, read_survey, suggested_mapping

    if asked.mapping is not None:
        mapping = SurveyMapping.from_json(asked.mapping)
    else:
        look = look_at(path)
        mapping = mapping_for(asked.content, look) or suggested_mapping(look)
    return read_survey(path, mapping, content=asked.content, progress=asked.progress, cancelled=asked.cancelled)


def _coded(path: Path, asked: Asked) -> ImportPlan:
    from app.importers.qda import read_qda

    return read_qda(path, asked.content)


def _opportunities(path: Path, asked: Asked) -> ImportPlan:
    from app.importers.opportunities import read_opportunities

    return read_opportunities(path, asked.content)


def _lists(path: Path, asked: Asked) -> ImportPlan:
    from app.importers.lists import read_lists
    from app.importers.tables import TABLE_ENDINGS

    if path.suffix.lower() not in (*TABLE_ENDINGS, ".json"):
        raise InputError(
            f"{as_text(path.name)} is no list: its name ends in none of {', '.join((*TABLE_ENDINGS, '.json'))}."
        )
    return read_lists(path, asked.content)


_READERS: Final[Mapping[Kind, Callable[[Path, Asked], ImportPlan]]] = {
    "workspace": _workspace,
    "diagram": _diagram,
    "map": _map,
    "transcript": _transcript,
    "survey": _survey,
    "coded": _coded,
    "opportunities": _opportunities,
    "lists": _lists,
}
