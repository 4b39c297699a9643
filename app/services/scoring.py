"""What a user does to scores: score, take back, override with a reason, score blind; and who scores."""

import math
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.models.content import Content
from app.models.errors import InputError
from app.models.ids import new_id
from app.models.records import Criterion, Opportunity, Score, Scorer, ScoringModel
from app.scoring.formulas import bounds, refuse, short
from app.scoring.models import Model, model_of, models_of
from app.services.lists import entry_named, entry_or_new
from app.store import Edit, Store


def keep_model(edit: Edit, model: Model) -> None:
    """Store a model that was there without being stored."""
    if edit.content.find(ScoringModel, model.id) is None:
        edit.put(*model.records)


def criterion_in(content: Content, criterion_id: str) -> tuple[Model, Criterion]:
    """Return a criterion of any model, stored or not, with its model; raises InputError where there is none."""
    stored = content.find(Criterion, criterion_id)
    for model in [model_of(content, stored.model_id)] if stored is not None else models_of(content):
        for criterion in model.criteria:
            if criterion.id == criterion_id:
                return model, criterion
    return model_of(content), content.get(Criterion, criterion_id)


def row_by(content: Content, opportunity_id: str, criterion_id: str, scorer_id: str | None) -> Score | None:
    """Return what a scorer, none = the group as a whole, scored; none where there is nothing yet."""
    return next(
        (
            each
            for each in content.members(Score, "opportunity_id", opportunity_id)
            if each.criterion_id == criterion_id and each.scorer_id == scorer_id and each.origin != "override"
        ),
        None,
    )


def score(
    store: Store,
    opportunity_id: str,
    criterion_id: str,
    value: float | None,
    *,
    scorer_id: str | None = None,
    low: float | None = None,
    high: float | None = None,
    reason: str | None = None,
) -> None:
    """Score an opportunity by a criterion, again where that was done; a value of none takes the score back.

    Without a scorer it is that of the group as a whole, which may lie between anchors; a scorer chooses an anchor.
    `low` and `high` are the limits between which the value may lie, none = no doubt; a reason of none leaves the one
    that is there. Typing merges into one step. Raises InputError where the criterion does not take the value.
    """
    content = store.content
    opportunity = content.get(Opportunity, opportunity_id)
    model, criterion = criterion_in(content, criterion_id)
    if scorer_id is not None:
        content.get(Scorer, scorer_id)
    if value is not None:
        _check(model, criterion, value, low, high, chosen=scorer_id is not None)
    before = row_by(content, opportunity.id, criterion.id, scorer_id)
    if value is None and before is None:
        return
    group = f"score/{opportunity.id}/{criterion.id}/{scorer_id}"
    with store.edit(f"Score {criterion.name}" if value is not None else "Take score back", group=group) as edit:
        keep_model(edit, model)
        if value is None:
            assert before is not None
            edit.delete(before)
            return
        edit.put(
            Score(
                id=before.id if before is not None else new_id(),
                opportunity_id=opportunity.id,
                criterion_id=criterion.id,
                scorer_id=scorer_id,
                value=value,
                low=low,
                high=high,
                reason=reason if reason is not None else before.reason if before is not None else "",
                at=_now(),
                origin="blind" if model.record.blind else "scored",
            )
        )


def explain_score(
    store: Store, opportunity_id: str, criterion_id: str, reason: str, *, scorer_id: str | None = None
) -> None:
    """Say why a score is what it is; typing merges into one step. Raises InputError where there is no score."""
    row = row_by(store.content, opportunity_id, criterion_id, scorer_id)
    if row is None:
        raise InputError("There is no score yet to give a reason for. Score first.")
    with store.edit("Give reason of score", group=f"reason/{row.id}") as edit:
        edit.put(replace(row, reason=reason))


def override(store: Store, opportunity_id: str, criterion_id: str, value: float, reason: str) -> None:
    """Put a value in the place of the median, which stays beside it; one more dated row. Raises InputError without one.

    A value may lie between anchors.
    """
    model, criterion = criterion_in(store.content, criterion_id)
    if not reason.strip():
        raise InputError("An override needs a reason, which everybody sees beside it. Nothing was changed.")
    _check(model, criterion, value, None, None, chosen=False)
    _put_override(store, f"Override {criterion.name}", model, criterion, opportunity_id, value, reason)


def withdraw_override(store: Store, opportunity_id: str, criterion_id: str, reason: str) -> None:
    """Let median or prefill count again; the overrides stay to be seen. Raises InputError without a reason."""
    model, criterion = criterion_in(store.content, criterion_id)
    if not reason.strip():
        raise InputError("Say why the override is withdrawn: it stays to be seen. Nothing was changed.")
    _put_override(store, "Withdraw override", model, criterion, opportunity_id, None, reason)


def _put_override(
    store: Store, label: str, model: Model, criterion: Criterion, opportunity_id: str, value: float | None, reason: str
) -> None:
    opportunity = store.content.get(Opportunity, opportunity_id)
    with store.edit(label) as edit:
        keep_model(edit, model)
        edit.put(
            Score(
                id=new_id(),
                opportunity_id=opportunity.id,
                criterion_id=criterion.id,
                value=value,
                reason=reason.strip(),
                at=_after(edit.content, opportunity.id, criterion.id),
                origin="override",
            )
        )


def open_blind_round(store: Store, model_id: str | None = None) -> None:
    """Hide medians, ranks and what others scored until the scores are revealed; none = the workspace's model."""
    _set_blind(store, model_id, blind=True)


def reveal_scores(store: Store, model_id: str | None = None) -> None:
    """End a blind round: medians, spread and ranks are shown again."""
    _set_blind(store, model_id, blind=False)


def _set_blind(store: Store, model_id: str | None, *, blind: bool) -> None:
    model = model_of(store.content, model_id)
    if model.record.blind is blind:
        return
    with store.edit("Score blind" if blind else "Reveal scores") as edit:
        keep_model(edit, model)
        edit.put(replace(model.record, blind=blind))


def add_scorer(store: Store, name: str) -> str:
    """Add somebody who scores and return the id; who is there by that name already is taken."""
    wanted = _named(name)
    there = entry_named(store.content, Scorer, wanted)
    if there is not None:
        return there.id
    with store.edit(f"Add scorer “{wanted}”") as edit:
        return entry_or_new(edit, Scorer, wanted)


def rename_scorer(store: Store, scorer_id: str, name: str) -> None:
    """Call a scorer otherwise; typing merges into one step."""
    scorer = store.content.get(Scorer, scorer_id)
    with store.edit("Rename scorer", group=f"scorer/{scorer_id}/name") as edit:
        edit.put(replace(scorer, name=_named(name)))


def delete_scorers(store: Store, scorer_ids: Sequence[str]) -> None:
    """Delete scorers with all that they scored."""
    scorers = [store.content.get(Scorer, each) for each in scorer_ids]
    with store.edit("Delete scorer" if len(scorers) == 1 else f"Delete {len(scorers)} scorers") as edit:
        edit.delete(*scorers)


def _named(name: str) -> str:
    if not name.strip():
        raise InputError("A scorer needs a name. Nothing was changed.")
    return name.strip()


def _check(
    model: Model, criterion: Criterion, value: float, low: float | None, high: float | None, *, chosen: bool
) -> None:
    """Raise InputError where a criterion does not take a value or its limits."""
    lowest, highest = bounds(criterion)
    for each in (value, low, high):
        if each is not None and not (math.isfinite(each) and lowest <= each <= highest):
            upto = f"{short(lowest)} to {short(highest)}" if math.isfinite(highest) else f"{short(lowest)} up"
            raise InputError(f"{criterion.name} runs from {upto}; {each:g} is outside. Nothing was changed.")
    refuse(model, criterion, value)
    if low is not None:
        refuse(model, criterion, low)
    there = [each for each in (low, value, high) if each is not None]
    if there != sorted(there):
        raise InputError("The low limit must not be above the score, nor the high one below it. Nothing was changed.")
    anchors = [each.value for each in model.anchors.get(criterion.id, ())]
    if chosen and anchors and value not in anchors:
        choices = ", ".join(short(each) for each in anchors)
        raise InputError(f"{criterion.name} is scored by its anchors: {choices}. Choose one of them.")


def _now() -> str:
    """Return the present moment, UTC in ISO 8601 to the second."""
    return datetime.now(UTC).isoformat(timespec="seconds")


def _after(content: Content, opportunity_id: str, criterion_id: str) -> str:
    """Return the present moment, or one second after the last override where that is not past yet."""
    newest = max(
        (
            each.at
            for each in content.members(Score, "opportunity_id", opportunity_id)
            if each.criterion_id == criterion_id and each.origin == "override"
        ),
        default="",
    )
    moment = _now()
    if newest < moment:
        return moment
    with suppress(ValueError):
        return (datetime.fromisoformat(newest) + timedelta(seconds=1)).isoformat(timespec="seconds")
    return moment
