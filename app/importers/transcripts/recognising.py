"""Whether a file is a transcript rather than a survey, a diagram or a map: by its name and how it begins."""

import csv
from collections.abc import Sequence
from pathlib import Path
from typing import Final

from app.importers.mermaid_blocks import MARKDOWN_ENDINGS
from app.importers.tables import TABLE_ENDINGS, first_rows
from app.importers.text import clean, encoding_of
from app.importers.transcripts.cues import has_cues
from app.importers.transcripts.files import CAPTION_ENDINGS
from app.importers.transcripts.markdown import are_speakers, marked_labels
from app.importers.transcripts.tabular import is_transcript_header
from app.models.errors import ClewError
from app.models.names import folded

TEXT_ENDINGS: Final = (".txt", ".text", ".docx")
"""Endings of files that are read as a transcript, or as paragraphs, unless the user says otherwise."""

_PARTS_OF_MAPS: Final = frozenset(
    """
    actions action activities touchpoints touchpoint channels thoughts thinking feelings emotions emotion goals needs
    doing feeling opportunities opportunity pain stage phase persona scenario duration channel frictions gains pains
    """.split()
)
"""What stands in bold before a colon in a journey map kept as a page, not in an interview."""


def looks_like_transcript(path: Path, head: bytes) -> bool:
    """Return whether a file is best read as a transcript; `head` is how it begins, a few thousand bytes.

    Texts and Word documents are, whatever they say; tables need columns of words and speakers; pages speakers in bold.
    """
    ending = path.suffix.lower()
    if ending in (*CAPTION_ENDINGS, *TEXT_ENDINGS):
        return True
    if ending in TABLE_ENDINGS:
        return any(map(is_transcript_header, _first_rows(path, head)))
    encoding = encoding_of(head[: head.rfind(b"\n") + 1] or head)
    text = clean(head.decode(encoding, "replace")) if encoding else ""
    if ending in MARKDOWN_ENDINGS:
        labels = marked_labels(text)
        return (
            are_speakers(labels)
            and "```mermaid" not in text
            and not any(_PARTS_OF_MAPS & set(folded(label).split()) for label in set(labels))
        )
    return text.startswith("WEBVTT") and has_cues(text)


def _first_rows(path: Path, head: bytes) -> Sequence[Sequence[str]]:
    try:
        return first_rows(path, head)
    except (ClewError, csv.Error):  # whoever reads it says what is wrong with it
        return ()
