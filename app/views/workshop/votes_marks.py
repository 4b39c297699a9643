"""What a vote shows on its map, in every window: counts where it is revealed, until then the numbers to vote for."""

from collections.abc import Mapping

from app.layout.marks import Mark
from app.models.content import Content
from app.models.records import Card, VoteRound
from app.scoring.votes import results
from app.services.cards import shared_with
from app.views.workshop.votes_words import tr


def marks_of_round(content: Content, round_id: str) -> Mapping[str, Mark]:
    """Return the mark of each card that is voted for, by its id; what several personas share is marked on each.

    A hidden vote says the numbers of its options alone. Opportunities are no cards and have no mark.
    """
    held = content.find(VoteRound, round_id)
    marks: dict[str, Mark] = {}
    for result in results(content, round_id).options if held is not None else ():
        card = content.find(Card, result.option.card_id)
        if card is not None and held is not None:
            text = str(result.votes) if held.revealed else tr("No. {number}").format(number=result.option.number)
            for each in (card, *shared_with(content, card)):
                marks.setdefault(each.id, Mark("votes", text))
            marks[card.id] = Mark("votes", text)
    return marks
