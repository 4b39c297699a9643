"""What a card of the board says of its journey, worked out when it is painted and kept until something changes."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from app.models.content import Content, swimlanes_of
from app.models.records import Card, Journey, Owner
from app.scoring.emotion import emotion_of
from app.scoring.framework.portfolio import Proven, Review, proven_of, review_of
from app.views.framework.board_layout import Line, lines_of
from app.views.framework.words import needs_review, proven_line, review_word, title_of, tr
from app.views.kinds import state_word, status_word
from app.views.widgets import counted


class Glance(NamedTuple):
    """A journey at a glance; `curve` is the mean of all personas in each step, −2 … +2, none in a gap."""

    title: str
    state: str
    curve: tuple[float | None, ...]
    pains: int
    proven: Proven
    review: Review
    owner: str

    @property
    def figures(self) -> str:
        """Return what is known, in short."""
        pains = counted(self.pains, tr("pain"), tr("pains"))
        share = self.proven.share
        return pains if share is None else f"{pains} · {tr('{share} % proven').format(share=round(100 * share))}"

    @property
    def care(self) -> str:
        """Return who cares for it and when."""
        review = "" if self.review.state == "no cadence" else review_word(self.review)
        return " · ".join(part for part in (self.owner or tr("no owner"), review) if part)

    @property
    def late(self) -> bool:
        """Whether somebody should look at it now."""
        return needs_review(self.review)

    def in_words(self) -> str:
        """Return all of it, for tips and screen readers."""
        return "\n".join((f"{self.title} · {self.state}", self.figures, proven_line(self.proven), self.care))


class Glances:
    """Glances and lines of the journeys of a content, by id."""

    def __init__(self, content: Callable[[], Content]) -> None:
        self._content = content
        self._glances: dict[str, Glance] = {}
        self._lines: dict[str, tuple[Line, ...]] = {}

    def forget(self) -> None:
        """Work everything out anew."""
        self._glances.clear()
        self._lines.clear()

    def of(self, journey: Journey) -> Glance:
        """Return what a card says of a journey."""
        found = self._glances.get(journey.id)
        if found is None:
            found = self._glances[journey.id] = glance_at(self._content(), journey)
        return found

    def lines(self, journey_id: str) -> tuple[Line, ...]:
        """Return the stages and steps of a journey."""
        found = self._lines.get(journey_id)
        if found is None:
            found = self._lines[journey_id] = lines_of(self._content(), journey_id)
        return found


def glance_at(content: Content, journey: Journey) -> Glance:
    """Return a journey at a glance, as it stands today."""
    cards = content.members(Card, "journey_id", journey.id)
    pains = [card for card in cards if card.kind == "pain" and card.lane_id is not None]
    owner = content.find(Owner, journey.owner_id)
    return Glance(
        title_of(journey),
        f"{state_word(journey.state)} · {status_word(journey.status)}",
        curve_of(content, journey.id),
        len(pains),
        proven_of(content, pains) if journey.state == "current" else Proven(),
        review_of(journey, date.today()),
        owner.name if owner else "",
    )


def curve_of(content: Content, journey_id: str) -> tuple[float | None, ...]:
    """Return the mean of the emotion curves of a journey, one value a step; none where nothing is said."""
    owners = (None, *(swimlane.id for swimlane in swimlanes_of(content, journey_id)))
    curves = [emotion_of(content, journey_id, each) for each in owners]
    means: list[float | None] = []
    for points in zip(*curves, strict=True):
        values = [point.value for point in points if point.value is not None]
        means.append(sum(values) / len(values) if values else None)
    return tuple(means)
