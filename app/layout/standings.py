"""Where each opportunity stands, as chips say it; loaded by the first map that shows one."""

from collections.abc import Mapping
from typing import NamedTuple

from app.layout.words import Words, figure
from app.models.content import Content
from app.models.records import Opportunity
from app.scoring.models import Model, matrix_weights, model_of
from app.scoring.opportunities import field_for
from app.scoring.ranking import Ranking, rank_field
from app.scoring.scores import Row, standings


class Standings(NamedTuple):
    """The ranking of all opportunities by the workspace's model, as long as nothing of it changes."""

    opportunities: tuple[Opportunity, ...]
    rows: tuple[Row, ...]
    model: Model
    weight: float | None
    ranking: Ranking
    values: Mapping[str, float]
    """By the id of each opportunity that has one."""

    def words_for(self, opportunity: Opportunity, words: Words) -> str:
        """Return rank and value of an opportunity as a chip shows them."""
        value = self.values.get(opportunity.id)
        if value is None:
            return words["chip open"]
        return words["chip"].format(rank=self.ranking.number_of(value), value=figure(value))

    def value_of(self, opportunity: Opportunity) -> float:
        """Return what chips are ordered by, the highest first: the value, below all of them where it is open."""
        return self.values.get(opportunity.id, float("-inf"))


def standings_of(content: Content, weight: float | None, previous: Standings | None) -> Standings:
    """Return the ranking at a weight of the customer side, none = as agreed; the one before where nothing changed."""
    opportunities, model = tuple(content.all(Opportunity).values()), model_of(content)
    rows = standings(content, model)
    cells = tuple([rows[each.id] for each in opportunities])
    if (
        previous is not None
        and previous.weight == weight
        and previous.opportunities == opportunities
        and previous.rows == cells
        and previous.model == model
    ):
        return previous
    ranking = rank_field(field_for(content, model), matrix_weights(model, weight))
    return Standings(opportunities, cells, model, weight, ranking, ranking.by_id())
