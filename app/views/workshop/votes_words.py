"""How the window writes what belongs to votes; of a hidden vote never a count but that of its ballots."""

import csv
import io

from PySide6.QtCore import QCoreApplication

from app.models.content import Content
from app.models.records import VoteOption, VoteRound
from app.models.tables import guarded
from app.scoring.votes import OptionResult, Results, results, subject_of
from app.views.widgets import counted


def tr(text: str) -> str:
    """Translate a text about votes."""
    return QCoreApplication.translate("Votes", text)


def round_word(held: VoteRound) -> str:
    """Return what a vote is called."""
    return held.title or tr("Untitled vote")


def option_word(content: Content, option: VoteOption) -> str:
    """Return what an option is called, in one line."""
    return " ".join(subject_of(content, option).title.split()) or tr("Without a title")


def round_line(shown: Results) -> str:
    """Return how far a vote is, for facilitator and room: ballots in, and only where it is revealed what they hold."""
    parts = [counted(shown.ballots, tr("ballot in"), tr("ballots in"))]
    if not shown.held.revealed:
        return " · ".join((*parts, tr("hidden until revealed")))
    parts.append(counted(shown.votes, tr("vote"), tr("votes")))
    if shown.hands:
        parts.append(tr("{count} of them hands").format(count=shown.hands))
    if shown.unused:
        parts.append(tr("{count} not used").format(count=shown.unused))
    return " · ".join(parts)


def place_word(result: OptionResult) -> str:
    """Return the place of an option; equals say that they are."""
    if result.place is None:
        return "–"
    return f"{result.place} =" if result.tied else str(result.place)


def spread_word(result: OptionResult) -> str:
    """Return how the votes of ballots spread, in words."""
    parts = [
        tr("{people} × {votes}").format(people=people, votes=counted(votes, tr("vote"), tr("votes")))
        for votes, people in enumerate(result.spread)
        if people
    ]
    return ", ".join(parts) if parts else "–"


def table_of(content: Content, round_id: str) -> str:
    """Return how a vote went as lines with tabs, as spreadsheets take them; of a hidden one only what is asked."""
    shown = results(content, round_id)
    heading = [tr("#"), tr("Option")]
    rows = [[str(each.option.number), option_word(content, each.option)] for each in shown.options]
    if shown.held.revealed:
        heading = [tr("Place"), *heading, tr("Votes"), tr("People"), tr("Hands")]
        rows = [
            [place_word(each), *row, str(each.votes), str(each.people), str(each.hands)]
            for each, row in zip(shown.options, rows, strict=True)
        ]
    else:
        rows.sort(key=lambda row: int(row[0]))
    written = io.StringIO()
    lines = csv.writer(written, "excel-tab", lineterminator="\n")
    lines.writerows([[guarded(cell) for cell in row] for row in ([round_word(shown.held)], heading, *rows)])
    return written.getvalue()
