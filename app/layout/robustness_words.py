"""How well a ranking holds, in words: the interview questions, and the change of weights that unseats a leader.

In English; views pass a table of the same keys in the user's language.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Final

from app.layout.words import Words, figure
from app.models.kinds import Side
from app.scoring.models import Model
from app.scoring.robustness.assessed import Case, Robustness
from app.scoring.robustness.learning import DEFAULT_SPREAD, Question
from app.scoring.robustness.unseating import Change

QUESTIONS: Final[Words] = {
    "ask customer": "Ask {who}: what would “{title}” change for you, and how much? ({criterion})",
    "ask business": "Ask the business: what would “{title}” be worth to it, and how is that known? ({criterion})",
    "ask effort": "Ask the business: what would “{title}” take, and how is that known? ({criterion})",
    "customers": "those served",
    "and": "{one} and {other}",
    "held": "Now held to be {value}.",
    "open": "Nobody has scored it yet.",
    "gains above": "Above {threshold} it takes place {place} from “{other}”.",
    "gains below": "Below {threshold} it takes place {place} from “{other}”.",
    "loses above": "Above {threshold} it loses place {place} to “{other}”.",
    "loses below": "Below {threshold} it loses place {place} to “{other}”.",
    "limits given": "Held possible: {low} to {high}.",
    "limits spread": "Nobody gave limits; {low} to {high} is assumed, {percent} % of the scale to either side.",
    "limits factor": "Nobody gave limits; {low} to {high} is assumed, half as much to twice as much.",
    "limits open": "All of {low} to {high} is possible.",
    "untitled": "Untitled",
    "unseats": "{moved} % of the weight has to move until “{other}” leads: {weights}.",
    "level": "“{other}” is level: the slightest change of weights decides.",
    "holds": "No weights at all unseat “{leader}”.",
    "alone": "There is nobody beside “{leader}” to unseat it.",
    "together": "{leaders} lead together: no weights part them.",
    "no weights": "This model has no weights to change.",
}
"""Words in braces are filled in."""

_SIDES: Final[dict[Side, str]] = {"customer": "ask customer", "business": "ask business", "effort": "ask effort"}


def renamed(robustness: Robustness, name: Callable[[str], str]) -> Robustness:
    """Return what is known with the criteria as whoever reads it calls them."""
    model = robustness.model
    criteria = tuple(replace(each, name=name(each.name)) for each in model.criteria)
    return replace(robustness, case=replace(robustness.case, model=replace(model, criteria=criteria)))


def question_text(case: Case, question: Question, words: Words = QUESTIONS) -> str:
    """Return a question for an interview: whom to ask, what, and at which answer the order turns."""
    return f"{asking_text(case, question, words)} {turning_text(case, question, words)}"


def asking_text(case: Case, question: Question, words: Words = QUESTIONS) -> str:
    """Return whom to ask what; personas know the customer side, the business the others."""
    who = _joined(case.asked.get(question.candidate_id, ()), words) or words["customers"]
    criterion = next(each for each in case.model.criteria if each.id == question.criterion_id)
    title = _title(case, question.candidate_id, words)
    return words[_SIDES[question.side]].format(who=who, title=title, criterion=criterion.name)


def turning_text(case: Case, question: Question, words: Words = QUESTIONS) -> str:
    """Return at which answer the order turns, what is known so far, and between which limits."""
    turn = f"{'gains' if question.gains else 'loses'} {'above' if question.rises else 'below'}"
    now = words["open"] if question.value is None else words["held"].format(value=figure(question.value, 2))
    return " ".join(
        [
            now,
            words[turn].format(
                threshold=figure(question.threshold, 2),
                place=question.place,
                other=_title(case, question.other_id, words),
            ),
            words[f"limits {question.limits}"].format(
                low=figure(question.low, 2), high=figure(question.high, 2), percent=figure(100 * DEFAULT_SPREAD)
            ),
        ]
    )


def unseating_text(robustness: Robustness, words: Words = QUESTIONS) -> str:
    """Return who leads how firmly: the smallest change of weights that unseats the leader; empty where nobody leads."""
    case, (leaders, change) = robustness.case, (robustness.unseating.leaders, robustness.unseating.change)
    if not case.model.weighed:
        return words["no weights"]
    if not leaders:
        return ""
    leader = _title(case, leaders[0], words)
    told = []
    if len(leaders) > 1:
        told.append(
            words["together"].format(leaders=_joined([f"“{_title(case, each, words)}”" for each in leaders], words))
        )
    if change is not None:
        told.append(change_text(case, change, words))
    elif len(leaders) == len(robustness.shares.rows):
        told.append(words["alone"].format(leader=leader) if len(leaders) == 1 else "")
    else:
        told.append(words["holds"].format(leader=leader))
    return " ".join(each for each in told if each)


def change_text(case: Case, change: Change, words: Words = QUESTIONS) -> str:
    """Return a change of weights: how much moves, who leads then, and the weights then."""
    other = _title(case, change.takes_over[0], words)
    if change.moved < 5e-7:
        return words["level"].format(other=other)
    return words["unseats"].format(
        moved=figure(100 * change.moved), other=other, weights=weights_text(case.model, change.weights)
    )


def weights_text(model: Model, weights: Sequence[float]) -> str:
    """Return weights by the names of their criteria, in percent: “Customer 40 %, Business 60 %”."""
    return ", ".join(
        f"{criterion.name} {figure(100 * weight)} %"
        for criterion, weight in zip(model.criteria, weights, strict=True)
        if model.counts(criterion)
    )


def _title(case: Case, candidate_id: str, words: Words) -> str:
    return " ".join(case.titles[candidate_id].split()) or words["untitled"]


def _joined(names: Sequence[str], words: Words) -> str:
    """Return names in a row: “Maya”, “Maya and Jon”, “Maya, Jon and Ida”."""
    if len(names) < 2:
        return "".join(names)
    return words["and"].format(one=", ".join(names[:-1]), other=names[-1])
