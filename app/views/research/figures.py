"""What the ratings of a survey come to, above its answers: how many rated, the mean, NPS, CSAT and CES."""

from functools import partial

from PySide6.QtCore import QCoreApplication

from app.jobs import Outcome, Worker
from app.models.records import Source
from app.scoring.survey_figures import SurveyFigures, figures_from
from app.store import Store
from app.views.days import day_word
from app.views.session import Session
from app.views.widgets import Names


def tr(text: str) -> str:
    """Translate a text of the place."""
    return QCoreApplication.translate("Research", text)


class Figures(Names):
    """A line a question; all answers are read for them, on the worker."""

    def __init__(self, session: Session, worker: Worker) -> None:
        super().__init__("caption")
        self._session, self._worker = session, worker
        self._source_id = ""
        self._asked = 0
        self.hide()

    def show_source(self, source: Source | None) -> None:
        """Show the figures of a source that has ratings; of any other nothing."""
        source_id = source.id if source is not None and source.kind in ("survey", "feedback") else ""
        if source_id == self._source_id:
            return
        self._source_id = source_id
        self._asked += 1
        self.hide()
        if source_id:
            job = partial(_figures, self._session.store, source_id)
            self._worker.run(lambda progress, cancelled: job(), partial(self._show, self._asked))

    def _show(self, asked: int, outcome: Outcome) -> None:
        if asked == self._asked and outcome.error is None:
            self.setText("\n".join(map(figures_line, outcome.value)))
            self.setVisible(bool(outcome.value))


def _figures(store: Store, source_id: str) -> list[SurveyFigures]:
    return figures_from(turn for _, turn in store.turns(source_id))


def figures_line(figures: SurveyFigures) -> str:
    """Return what the ratings of one question come to, with how many there are, their scale and their days."""
    parts = [tr("n {count}").format(count=f"{figures.n:,}"), tr("mean {mean}").format(mean=_number(figures.mean))]
    scale = f"{figures.scale.low:g}–{figures.scale.high:g}"
    parts[-1] += f" ({scale})"
    if figures.nps is not None:
        parts.append(tr("NPS {value}").format(value=_number(figures.nps)))
    if figures.csat is not None:
        parts.append(tr("CSAT {value} %").format(value=_number(figures.csat)))
    if figures.ces is not None:
        parts.append(tr("CES {value} %").format(value=_number(figures.ces)))
    if figures.first is not None:
        days = dict.fromkeys((day_word(figures.first), day_word(figures.last)))
        parts.append(" – ".join(days))
    line = " · ".join(parts)
    return f"{figures.question}: {line}" if figures.question else line


def _number(value: float) -> str:
    return f"{value:.1f}".replace("-", "−")
