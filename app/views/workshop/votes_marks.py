"""What a vote shows on its map, in every window: counts where it is revealed, until then the numbers to vote for."""

from collections.abc import Mapping
from typing import NamedTuple

from app.layout.marks import Mark
from app.models.content import Content
from app.models.records import Card, VoteRound
from app.scoring.votes import results
from app.services.cards import shared_with
from app.views.workshop.votes_words import round_line, round_word, tr


class VoteSign(NamedTuple):
    """What everybody may see of a vote: marks by the ids of cards and opportunities, the question, how far it is."""

    marks: Mapping[str, Mark] = {}
    question: str = ""
    progress: str = ""


NO_VOTE = VoteSign()


def sign_of_round(content: Content, round_id: str) -> VoteSign:
    """Return what everybody may see of a vote; of none, nothing."""
    held = content.find(VoteRound, round_id)
    if held is None:
        return NO_VOTE
    return VoteSign(marks_of_round(content, round_id), round_word(held), round_line(results(content, round_id)))


def marks_of_round(content: Content, round_id: str) -> Mapping[str, Mark]:
    """Return the mark of each card or opportunity that is voted for, by its id.

    What several personas share is marked on each. A hidden vote says the numbers of its options alone.
    """
    held = content.find(VoteRound, round_id)
    marks: dict[str, Mark] = {}
    for result in results(content, round_id).options if held is not None else ():
        option, card = result.option, content.find(Card, result.option.card_id)
        text = str(result.votes) if held and held.revealed else tr("No. {number}").format(number=option.number)
        for each in shared_with(content, card) if card is not None else ():
            marks.setdefault(each.id, Mark("votes", text))
        marks[option.card_id or option.opportunity_id or ""] = Mark("votes", text)
    return marks
