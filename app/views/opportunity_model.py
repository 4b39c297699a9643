"""The ranked opportunities as a table by any scoring model: while a weight is dragged, it only sorts again."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any, Final, Literal, NamedTuple, Protocol

from PySide6.QtCore import QAbstractTableModel, QCoreApplication, QModelIndex, QPersistentModelIndex, Qt

from app.layout.proof import dots_text, evidence_text
from app.models.content import Content, decided, decision_of
from app.models.kinds import DecisionKind, EvidenceStrength
from app.models.records import Criterion, Opportunity
from app.scoring.evidence import Evidence, evidence_of
from app.scoring.formulas import most_of
from app.scoring.ledger import customer_value, out_of_bounds
from app.scoring.models import Model, customer_share, value_matrix
from app.scoring.opportunities import leads_in
from app.scoring.ranking import Field, Interval, Place, Ranking, field_of, rank_field
from app.scoring.scores import EMPTY, Row, Standing, standings, values_in
from app.views.kinds import map_words, of_served
from app.views.opportunity_words import (
    about,
    decision_word,
    interval_text,
    missing_text,
    score_text,
    side_word,
    standing_text,
)
from app.views.weighing import KINDS
from app.views.widgets import counted

AnyIndex = QModelIndex | QPersistentModelIndex

Kind = Literal["place", "title", "value", "score", "evidence", "leads", "shares", "decision"]


class Column(NamedTuple):
    """What a column tells; of scores, by which criterion of the model (its place there, none = by none)."""

    kind: Kind
    criterion: int | None = None


class Shares(Protocol):
    """How often each place was drawn."""

    def of(self, candidate_id: str) -> tuple[float, ...]:
        """Return the share of each place, from the first on; nothing for who took no part."""

    def first(self, candidate_id: str) -> float | None:
        """Return the share of the first place."""


RECORDS: Final = (
    "opportunity",
    "opportunity_card",
    "opportunity_journey",
    "opportunity_tag",
    "opportunity_insight",
    "opportunity_highlight",
    "opportunity_boundary",
    "boundary",
    "decision",
    "score",
    "scorer",
    "card",
    "journey",
    "insight",
    "highlight",
    "insight_highlight",
    "card_insight",
    "card_highlight",
    "evidence_verdict",
    "tag",
    *KINDS,
)
"""The records that a row tells of: after other changes the table need not be filled anew."""

PLACE, TITLE, VALUE, EFFORT, EVIDENCE, LEADS, DECISION = range(7)
"""The columns of the thin table."""

ENDLESS_VALUE: Final = 1e6
"""A highest value above this is none: bars are then as long as they are beside the highest that there is."""

_TEXTS: Final = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


def tr(text: str) -> str:
    """Translate a text of the table."""
    return QCoreApplication.translate("OpportunityTable", text)


def thin_columns(model: Model) -> list[Column]:
    """Return what has room below the map: of the scores only what it costs."""
    cost = next((at for at, each in enumerate(model.criteria) if each.side == "effort"), None)
    ahead: tuple[Kind, ...] = ("place", "title", "value")
    behind: tuple[Kind, ...] = ("evidence", "leads", "decision")
    return [*map(Column, ahead), Column("score", cost), *map(Column, behind)]


def full_columns(model: Model) -> list[Column]:
    """Return all that is known: a column for each criterion; who leads when, where weights are in the formula."""
    scores = [Column("score", at) for at in range(len(model.criteria))]
    ahead: tuple[Kind, ...] = ("place", "title", "value")
    behind: tuple[Kind, ...] = ("evidence", "leads", "shares", "decision")
    kinds = [each for each in behind if each != "leads" or model.weighed]
    return [*map(Column, ahead), *scores, *map(Column, kinds)]


def value_in(model: Model, row: Row, weights: Sequence[float]) -> float | None:
    """Return the value that comes of cells, none where it is open."""
    return rank_field(field_of(model, [("", values_in(row))]), weights)[0].value


class OpportunityModel(QAbstractTableModel):
    """The opportunities of a workspace in the order of their values by a model at weights, some of them left out."""

    def __init__(self, columns: Callable[[Model], list[Column]] = thin_columns) -> None:
        super().__init__()
        self._content = Content()
        self._columns_of = columns
        self.model = value_matrix(self._content)
        self.weights: Sequence[float] = self.model.weights
        self.columns = columns(self.model)
        self.cells: Mapping[str, Row] = {}
        """What each is held to be worth, as of the last `show_content`: what is deleted may be painted once more."""
        self._opportunities: Mapping[str, Opportunity] = {}
        self._field: Field = field_of(self.model, [])
        self.leads: Mapping[str, Interval] = {}
        self.led_by = ""
        """The name of the criterion at whose weights `leads` tells who leads; empty where nobody knows yet."""
        self.lead_weight: float | None = None
        """Its share of all weights now."""
        self.shares: Shares | None = None
        self._proofs: dict[str, Evidence] = {}
        self.barred: Mapping[str, str] = {}
        """Why opportunities are out of bounds, by id."""
        self.wanted: Collection[str] | None = None
        self.families = False
        """Whether children stand below their parents."""
        self.places: Ranking = rank_field(self._field)
        self.shown: list[int] = []
        """The place in the ranking of each row."""
        self.depths: Mapping[str, int] = {}
        self.highest = 100.0
        """The value of a bar of full length."""

    # ---- what is shown

    @property
    def blind(self) -> bool:
        """Whether people score without seeing what others said."""
        return self.model.record.blind

    def show_content(self, content: Content, model: Model, weights: Sequence[float]) -> None:
        """Show the opportunities as they are stored, by a model."""
        self.beginResetModel()
        if model.id != self.model.id or model.criteria != self.model.criteria:
            self.leads, self.led_by = {}, ""
        self._content, self.model, self.weights = content, model, weights
        self.columns = self._columns_of(model)
        self.cells, self._proofs = dict(standings(content, model)), {}
        self._opportunities = dict(content.all(Opportunity))
        out = out_of_bounds(content)
        self.barred = {
            each: ", ".join(one.title or tr("Untitled boundary") for one in why) for each, why in out.items()
        }
        entries = [(each.id, values_in(self.cells[each.id])) for each in content.ordered(Opportunity)]
        before, self._field = self._field, field_of(model, entries)
        if model.kind == "value matrix":
            self._find_leads(before)
        self._rank(weights)
        self.endResetModel()

    def _find_leads(self, before: Field) -> None:
        """Tell who leads at which weight of the customer side, anew where a score is another than before."""
        if not self.leads or (before.ids, before.columns) != (self._field.ids, self._field.columns):
            self.leads = leads_in(self._field)
        self.led_by = self.model.criteria[self.model.place_of("customer")].name

    def _rank(self, weights: Sequence[float]) -> None:
        self.weights = weights
        self.places = rank_field(self._field, weights)
        if self.model.kind == "value matrix":
            self.lead_weight = customer_share(self.model, weights)
        most = most_of(self.model)
        top = self.places.values[-1] if self.places.values else 0.0
        self.highest = most if most is not None and most < ENDLESS_VALUE else max(top, 1e-9)
        self._arrange()

    def _arrange(self) -> None:
        """Put the rows in order: by place, or children below their parents."""
        order, wanted = self.places.order, self.wanted
        shown = [at for at, each in enumerate(order) if wanted is None or each in wanted]
        self.depths = {}
        if self.families:
            shown = self._by_family([(at, order[at]) for at in shown])
        self.shown = shown

    def _by_family(self, rows: Sequence[tuple[int, str]]) -> list[int]:
        there = {each_id for _, each_id in rows}
        children: dict[str | None, list[tuple[int, str]]] = {}
        for at, each_id in rows:
            parent = self._opportunities[each_id].parent_id
            children.setdefault(parent if parent in there else None, []).append((at, each_id))
        depths: dict[str, int] = {}
        result: list[int] = []
        stack = [(each, 0) for each in reversed(children.get(None, []))]
        while stack:
            (at, each_id), depth = stack.pop()
            depths[each_id] = depth
            result.append(at)
            stack += [(each, depth + 1) for each in reversed(children.get(each_id, []))]
        self.depths = depths
        return result

    def weigh(self, weights: Sequence[float]) -> None:
        """Sort again at other weights; whatever is selected stays so."""
        self._move(lambda: self._rank(weights))

    def _move(self, arrange: Callable[[], object]) -> None:
        """Put the same rows in another order."""
        self.layoutAboutToBeChanged.emit()
        held = self.persistentIndexList()
        ids = [self.id_at(each.row()) for each in held]
        arrange()
        if held:
            order = self.places.order
            rows = {each: self.shown.index(order.index(each)) for each in set(ids)}
            moved = [self.index(rows[each], old.column()) for each, old in zip(ids, held, strict=True)]
            self.changePersistentIndexList(held, moved)
        self.layoutChanged.emit()

    def sift(self, wanted: Collection[str] | None) -> None:
        """Show these opportunities only, in the places that they have among all; none = all."""
        if wanted != self.wanted:
            self.beginResetModel()
            self.wanted = wanted
            self._arrange()
            self.endResetModel()

    def show_families(self, families: bool) -> None:
        """Let children stand below their parents, or every row by its place."""
        self.families = families
        self._move(self._arrange)

    def show_leads(self, found: Mapping[str, Interval], criterion: str, weight: float) -> None:
        """Show at which weights of a criterion opportunities lead."""
        self.leads, self.led_by, self.lead_weight = found, criterion, weight
        self._repaint()

    def show_shares(self, shares: Shares | None) -> None:
        """Show how often each place was drawn; none = not known yet."""
        self.shares = shares
        self._repaint()

    def _repaint(self) -> None:
        if self.shown:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self.shown) - 1, len(self.columns) - 1))

    # ---- rows

    def place_at(self, row: int) -> Place:
        """Return the place of the opportunity on a row."""
        return self.places[self.shown[row]]

    def id_at(self, row: int) -> str:
        """Return the id of the opportunity on a row."""
        at, ids = self.shown[row], self.places.ids
        return ids[at] if at < len(ids) else self.places.opened[at - len(ids)].id

    def ids(self) -> list[str]:
        """Return the opportunities on all rows."""
        order = self.places.order
        return [order[at] for at in self.shown]

    def stored(self, opportunity_id: str) -> Opportunity:
        """Return an opportunity as it was stored when the table was filled."""
        return self._opportunities[opportunity_id]

    def opportunity(self, row: int) -> Opportunity:
        """Return the opportunity on a row."""
        return self.stored(self.id_at(row))

    def leads_at(self, row: int) -> Interval | None:
        """Return the weights at which the opportunity on a row leads, none = never."""
        return self.leads.get(self.id_at(row))

    def cell(self, row: int, column: Column) -> tuple[Criterion | None, Standing]:
        """Return the criterion of a column and what the opportunity on a row is held to be worth by it."""
        if column.criterion is None:
            return None, EMPTY
        return self.model.criteria[column.criterion], self.cells[self.id_at(row)][column.criterion]

    def cells_at(self, row: int) -> Row:
        """Return what the opportunity on a row is held to be worth, in the order of the criteria."""
        return self.cells[self.id_at(row)]

    def _proof(self, row: int) -> Evidence:
        """Return what is behind the opportunity on a row, kept until something is stored."""
        each_id = self.id_at(row)
        if each_id not in self._proofs:
            self._proofs[each_id] = evidence_of(self._content, self.opportunity(row))
        return self._proofs[each_id]

    def strength_at(self, row: int) -> EvidenceStrength:
        """Return how well the opportunity on a row is proven."""
        return self._proof(row).held

    def depth(self, row: int) -> int:
        """Return how many of the rows above are parents of the one on a row."""
        return self.depths.get(self.id_at(row), 0)

    def caption(self, row: int) -> str:
        """Return the line below the title: why it is out of bounds, what is not scored, or where it belongs."""
        place = self.place_at(row)
        barred = self.barred.get(place.id)
        if barred is not None:
            return tr("out of bounds: {why}").format(why=barred)
        if place.value is None and not self.blind:
            return missing_text(self.model, self.cells[place.id], place)
        return about(self._content, place.id)

    def rows_of(self, ids: Iterable[str]) -> list[int]:
        """Return the rows of opportunities."""
        wanted = set(ids)
        return [row for row, each in enumerate(self.ids()) if each in wanted] if wanted else []

    # ---- the table

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many opportunities are shown."""
        return 0 if parent.isValid() else len(self.shown)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """Return how many columns there are."""
        return 0 if parent.isValid() else len(self.columns)

    def column_of(self, kind: Kind) -> int:
        """Return the first column that tells so."""
        return next(at for at, each in enumerate(self.columns) if each.kind == kind)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return the name of a column."""
        if orientation != Qt.Orientation.Horizontal or section >= len(self.columns):
            return None
        column = self.columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return self._heading(column)
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._about_column(column)
        return None

    def _heading(self, column: Column) -> str:
        if column.kind == "score":
            return of_served(self.model.criteria[column.criterion].name) if column.criterion is not None else ""
        names: dict[Kind, str] = {
            "place": tr("#"),
            "title": tr("Opportunity"),
            "value": tr("Value"),
            "evidence": tr("Evidence"),
            "leads": tr("Leads at weight"),
            "shares": tr("Rank in draws"),
            "decision": tr("Decision"),
        }
        return names[column.kind]

    def _about_column(self, column: Column) -> str | None:
        if column.kind == "score" and column.criterion is not None:
            criterion = self.model.criteria[column.criterion]
            parts = [of_served(f"{criterion.name} ({side_word(criterion.side)})"), criterion.rubric]
            return "\n".join(part for part in parts if part)
        if column.kind == "leads":
            text = tr("The weights of {criterion} at which no other opportunity has a higher value")
            return of_served(text.format(criterion=self.led_by or "…"))
        if column.kind == "shares":
            return tr("How often each place was drawn while weights and scores varied within their limits")
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Return what a cell says, in words for screen readers too."""
        if role not in _TEXTS:
            return None
        row, column = index.row(), self.columns[index.column()]
        in_words = role != Qt.ItemDataRole.DisplayRole
        match column.kind:
            case "place":
                number = self.place_at(row).rank
                return "–" if number is None else str(number)
            case "title":
                title = self.opportunity(row).title or tr("Untitled opportunity")
                return f"{title}\n{self.caption(row)}" if in_words else title
            case "value":
                return tr("hidden") if self.blind else score_text(self.place_at(row).value, "?")
            case "score":
                return self._score(row, column, in_words)
            case "evidence":
                return self._evidence(row, in_words)
            case "leads":
                return self._leads(row)
            case "shares":
                return self._share(row)
            case _:
                return self._decision(row, in_words)

    def _score(self, row: int, column: Column, in_words: bool) -> str:
        criterion, standing = self.cell(row, column)
        if criterion is None:
            return "–"
        if self.blind:
            return counted(standing.scorers, tr("score"), tr("scores")) if standing.scorers else "–"
        return standing_text(criterion, standing) if in_words else score_text(standing.value)

    def _evidence(self, row: int, in_words: bool) -> str:
        evidence = self._proof(row)
        return evidence_text(evidence, map_words()) if in_words else dots_text(evidence)

    def _leads(self, row: int) -> str:
        if self.place_at(row).value is None or not self.led_by:
            return "–"
        return interval_text(self.leads_at(row))

    def _share(self, row: int) -> str:
        first = self.shares.first(self.id_at(row)) if self.shares is not None else None
        if first is None:
            return "–" if self.shares is not None or self.place_at(row).value is None else "…"
        return tr("{percent} % first").format(percent=percent_text(first))

    def decided(self, row: int) -> tuple[DecisionKind | None, float | None]:
        """Return what was decided, and the customer value that is forgone where it is not to be done."""
        opportunity_id = self.id_at(row)
        decision = decided(self._content, opportunity_id)
        if decision != "will not do" and opportunity_id not in self.barred:
            return decision, None
        return decision, customer_value(self._content, self.model, opportunity_id)

    def _decision(self, row: int, in_words: bool) -> str:
        decision, forgone = self.decided(row)
        text = decision_word(decision)
        if forgone is not None:
            text += " · " + tr("{value} forgone").format(value=score_text(forgone))
        last = decision_of(self._content, self.id_at(row)) if in_words else None
        return f"{text}\n{last.reason}" if last is not None else text


def percent_text(share: float) -> str:
    """Return a share of draws in whole percent; what is neither never nor always is not said to be."""
    percent = round(100 * share)
    if share > 0 and percent == 0:
        return "<1"
    return ">99" if share < 1 and percent == 100 else str(percent)
