"""What the rows of the outline say, to the eye and to a screen reader."""

from PySide6.QtCore import QCoreApplication

from app.canvas.describe import describe_link
from app.layout.sheet import MapLayout
from app.layout.words import signed
from app.models.content import Content, lanes_of, persona_of, unplaced_cards
from app.models.records import Card, Connector, Lane, Stage, Step, Swimlane
from app.views.kinds import kind_word, lane_word
from app.views.outline_rows import Row, Rows
from app.views.widgets import counted


def tr(text: str) -> str:
    """Translate a text of the outline."""
    return QCoreApplication.translate("Outline", text)


def card_line(card: Card) -> str:
    """Return a card as a screen reader says it."""
    parts = [_one_line(card.title), kind_word(card.kind)]
    if card.sentiment is not None:
        parts.append(signed(card.sentiment))
    if card.span > 1:
        parts.append(tr("over {count} steps").format(count=card.span))
    if card.note:
        parts.append(tr("with a note"))
    return ", ".join(parts)


def row_line(content: Content, journey_id: str, layout: MapLayout | None, rows: Rows, row: Row) -> str:
    """Return the line of a row."""
    match row.kind:
        case "card":
            card = content.find(Card, row.id)
            return card_line(card) if card else ""
        case "connector":
            connector = content.find(Connector, row.id)
            return describe_link(content, connector, connector.from_card_id) if connector else ""
        case "stage":
            stage = content.find(Stage, row.id)
            return tr("Stage: {title}").format(title=_one_line(stage.title)) if stage else ""
        case "step":
            step = content.find(Step, row.id)
            return tr("Step: {title}").format(title=_one_line(step.title)) if step else ""
        case "cell":
            return _cell_line(content, layout, rows, row)
        case "lane":
            lane = content.find(Lane, row.id)
            return tr("Lane: {title}").format(title=lane_title(lane)) if lane else ""
        case "swimlane":
            return _swimlane_line(content, journey_id, row)
        case "bands":
            return tr("Personas and lanes")
        case "unplaced":
            count = len(unplaced_cards(content, journey_id))
            return tr("Unplaced: {cards}").format(cards=_cards(count))
    return ""


def place_line(content: Content, rows: Rows, row: Row) -> str:
    """Return where a card is, and which of how many it is there; nothing for other rows."""
    above = rows.above(row) if row.kind == "card" else None
    if above is None:
        return ""
    beside = rows.below(above)
    number = tr("{number} of {count}").format(number=beside.index(row) + 1, count=len(beside)) if row in beside else ""
    if above.kind != "cell":
        return f"{tr('Unplaced')}, {number}"
    step = content.find(Step, above.step_id)
    stage = content.find(Stage, step.stage_id) if step else None
    titles = [each.title for each in (stage, step) if each is not None and each.title]
    return ", ".join([*titles, _lane_line(content, above.id), number])


def lane_title(lane: Lane) -> str:
    """Return the title of a lane, or the word for its kind."""
    return lane.title or lane_word(lane.kind)


def _cell_line(content: Content, layout: MapLayout | None, rows: Rows, row: Row) -> str:
    line = _lane_line(content, row.id)
    count = len(rows.cards_in(row.id, row.step_id))
    if count:
        return f"{line}, {_cards(count)}"
    shown = layout.lane(row.id) if layout else None
    column = layout.position.get(row.step_id, -1) if layout else -1
    if shown is not None and (chips := shown.chips_in(column)):
        return f"{line}, {'; '.join(_one_line(chip.title) for chip in chips)}"
    lane = content.find(Lane, row.id)
    curves = layout.curves_on(row.id) if layout else ()
    curve = next((each for each in curves if lane is not None and each.swimlane_id == lane.swimlane_id), None)
    if layout is None or curve is None:
        return tr("{place}, empty").format(place=line)
    emotion = next((each.emotion for each in curve.points if each.column == column), None)
    if emotion is None or emotion.value is None:
        return tr("{place}, nothing said").format(place=line)
    mood = f"{line}, {signed(emotion.value)}"
    if emotion.by_hand:
        return tr("{mood}, set by hand").format(mood=mood)
    mood = f"{mood}, n = {emotion.n}"
    return tr("{mood}, {n} of them below").format(mood=mood, n=emotion.rolled) if emotion.rolled else mood


def _lane_line(content: Content, lane_id: str) -> str:
    lane = content.find(Lane, lane_id)
    if lane is None:
        return ""
    persona = persona_of(content, lane.swimlane_id)
    return f"{persona.name if persona else tr('Whole map')}: {lane_title(lane)}"


def _swimlane_line(content: Content, journey_id: str, row: Row) -> str:
    persona = persona_of(content, row.id or None)
    if persona is None:
        lanes = len(lanes_of(content, journey_id, None))
        return tr("Whole map: {lanes}").format(lanes=counted(lanes, tr("lane"), tr("lanes")))
    line = tr("Persona: {name}").format(name=persona.name)
    swimlane = content.find(Swimlane, row.id)
    return tr("{persona}, folded").format(persona=line) if swimlane and swimlane.collapsed else line


def _cards(count: int) -> str:
    return counted(count, tr("card"), tr("cards"))


def _one_line(title: str) -> str:
    return title.replace("\n", " ") or tr("untitled")
