"""Which pane shows a file of which kind: each is loaded when the first file of its kind is there."""

from collections.abc import Callable
from typing import Final

from app.views.imports.pane import Pane
from app.views.theme import ThemeKeeper


def _transcript(theme: ThemeKeeper) -> Pane:
    from app.views.imports.transcript_pane import TranscriptPane

    return TranscriptPane(theme)


def _records(theme: ThemeKeeper) -> Pane:
    from app.views.imports.records_pane import RecordsPane

    return RecordsPane(theme)


def _survey(theme: ThemeKeeper) -> Pane:
    from app.views.imports.survey_pane import SurveyPane

    return SurveyPane(theme)


def _document(theme: ThemeKeeper) -> Pane:
    from app.views.imports.document_pane import DocumentPane

    return DocumentPane(theme)


PANES: Final[dict[str, Callable[[ThemeKeeper], Pane]]] = {
    "transcript": _transcript,
    "survey": _survey,
    "map": _document,
    "": _records,
}
"""By the kind of file; the last is for all others."""
