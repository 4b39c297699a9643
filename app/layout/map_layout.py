"""A journey's records become a sheet: headers, swimlanes, lanes, cards and curves, each with its box."""

from collections.abc import Mapping, Sequence
from functools import cached_property

from app.layout.chart import Chart, chart_of, curve_on, shifts, together
from app.layout.chips import Chip, Linked, lay_out_chips, linked_opportunities
from app.layout.details import Names, names_of
from app.layout.geometry import (
    CELL_PADDING,
    CHART_HEIGHT,
    COLUMN_WIDTH,
    EMOTION_HEIGHT,
    EMPTY_BODY,
    LABEL_WIDTH,
    LANE_HEIGHT,
    LANE_ROOM,
    LEAST_COLUMN,
    LINE_ROOM,
    STAGE_HEIGHT,
    STEP_HEIGHT,
    Box,
    up_to_grid,
)
from app.layout.labels import (
    band_height,
    band_name,
    band_role,
    header_height,
    key_texts,
    label_height,
    row_label_height,
    rows_top,
)
from app.layout.lane_layout import Column, LaneInside, Said, lay_out_lane, lay_out_rows
from app.layout.lens import CLEAR, Sight
from app.layout.sheet import (
    Band,
    CardBoxes,
    Curve,
    LaneRow,
    MapLayout,
    StageHeader,
    StepHeader,
)
from app.layout.styles import BODY, TITLE
from app.layout.words import ENGLISH, Words, lane_title
from app.models.content import (
    Content,
    cards_on,
    lanes_of,
    overrides_of,
    persona_of,
    stages_of,
    steps_of,
    swimlanes_of,
)
from app.models.kinds import BLUEPRINT_LINES, LaneKind
from app.models.records import Channel, Highlight, Journey, Lane, Step, Swimlane
from app.scoring.emotion import (
    NOT_ROLLED,
    Defaults,
    EmotionPoint,
    Tally,
    defaults_of,
    emotion_from,
    rolled_of,
    running_mean,
    tally_of,
)
from app.scoring.evidence import is_assumption_map
from app.scoring.feelings import Feelings, feelings_of


def lay_out_map(
    content: Content,
    journey_id: str,
    *,
    previous: MapLayout | None = None,
    words: Words = ENGLISH,
    sight: Sight = CLEAR,
    room: float = LANE_ROOM,
    weight: float | None = None,
) -> MapLayout:
    """Lay out the map of a journey; raises InputError where there is no such journey.

    With the layout of the same journey before a change as `previous`, the insides of lanes that the change did not
    touch are taken over as they are (the same objects); the result is the same as without. `sight` is what a
    lens makes of the map: hidden cards are left out, the emotion counts them all the same. `room` is what a lane leaves
    below its cards, in points, for one more: none on paper.
    `weight` is that of the customer side in the value of opportunities, 0 … 1, none = as agreed.
    """
    return _Builder(content, content.get(Journey, journey_id), previous, words, sight, room, weight).build()


class _Builder:
    """What one layout is built from, top to bottom; `y` is where the next row goes."""

    def __init__(
        self,
        content: Content,
        journey: Journey,
        previous: MapLayout | None,
        words: Words,
        sight: Sight,
        room: float,
        weight: float | None,
    ) -> None:
        self.content = content
        self.journey = journey
        self.words = words
        self.sight = sight
        self.cumulative = sight.lens.running_mean
        self.room = room
        self.weight = weight
        self.standings = previous.standings if previous is not None else None
        self.linked: Linked | None = None
        self.defaults: Defaults = defaults_of(content, journey.id)
        self.stage_steps = [(stage, steps_of(content, stage.id)) for stage in stages_of(content, journey.id)]
        self.columns = self._columns()
        kept = previous.lanes if previous is not None and previous.columns == self.columns else ()
        if previous is not None and kept:
            self.columns = previous.columns  # the same object: it is what lanes are compared by
        self.hidden_before = previous.sight.hidden if previous is not None else None
        self.feelings = feelings_of(content, journey.id)
        self.kept = {lane.lane_id: lane.inside for lane in kept}
        names: Names = names_of(content)
        for lane in kept[:1]:
            names = lane.inside.names if lane.inside.names == names else names  # the same object, as with columns
        self.said = Said(names, words)
        self.position = {column.step_id: number for number, column in enumerate(self.columns)}
        self.step_ids = [column.step_id for column in self.columns]
        if previous is not None and previous.feelings is not self.feelings:
            self._feel(previous.feelings)
        self.chart = chart_of(content, journey.id) if sight.lens.curves_together else None
        self.body_width = sum(column.width for column in self.columns) or COLUMN_WIDTH
        self.y = 0.0
        self.insides: dict[str, LaneInside] = {}
        self.bands: list[Band] = []
        self.lanes: list[LaneRow] = []
        self.curves: list[Curve] = []

    def _feel(self, before: Feelings) -> None:
        """Count the kept lanes again on which a card counts through other insights than before."""
        now = self.feelings
        if now == before:
            return
        for lane_id, inside in self.kept.items():
            if any(before.of(card) != now.of(card) for card in inside.cards):
                tally = tally_of(inside.cards, self.position, inside.defaults, now)
                self.kept[lane_id] = inside._replace(tally=tally)

    def _columns(self) -> tuple[Column, ...]:
        columns: list[Column] = []
        x = LABEL_WIDTH
        for _, steps in self.stage_steps:
            for step in steps:
                columns.append(Column(step.id, step.stage_id, x, column_width(step)))
                x += columns[-1].width
        return tuple(columns)

    def build(self) -> MapLayout:
        """Return the layout."""
        stages, steps = self._headers()
        top = self.y
        swimlanes = swimlanes_of(self.content, self.journey.id)
        common = lanes_of(self.content, self.journey.id, None)
        if common:
            self._band(None, common, None, titled=bool(swimlanes))
        for number, swimlane in enumerate(swimlanes):
            self._band(swimlane, lanes_of(self.content, self.journey.id, swimlane.id), number, titled=True)
        if not self.bands:
            self.y += EMPTY_BODY
        return MapLayout(
            journey_id=self.journey.id,
            width=LABEL_WIDTH + self.body_width,
            height=self.y,
            label_width=LABEL_WIDTH,
            header_height=top,
            columns=self.columns,
            stages=stages,
            steps=steps,
            bands=tuple(self.bands),
            lanes=tuple(self.lanes),
            curves=tuple(self.curves),
            hopes=self.journey.state == "to-be",
            words=self.words,
            cards=CardBoxes(self.lanes),
            position=self.position,
            _lane_number={lane.lane_id: number for number, lane in enumerate(self.lanes)},
            standings=self.standings,
            sight=self.sight,
            feelings=self.feelings,
            assumed=self.content.at_hand(Highlight) and is_assumption_map(self.content, self.journey.id),
        )

    def _headers(self) -> tuple[tuple[StageHeader, ...], tuple[StepHeader, ...]]:
        titled = [not _is_plain(steps) for _, steps in self.stage_steps]
        widths = [[column_width(step) for step in steps] for _, steps in self.stage_steps]
        heads = [
            stage.title if named else _signed(stage.title, *steps)
            for (stage, steps), named in zip(self.stage_steps, titled, strict=True)
        ]
        upper = max(
            (header_height(title, sum(each), TITLE, STAGE_HEIGHT) for title, each in zip(heads, widths, strict=True)),
            default=STAGE_HEIGHT,
        )
        lower = max(
            (
                header_height(_signed(step.title, step), width, BODY, STEP_HEIGHT)
                for (_, steps), has_titles, each in zip(self.stage_steps, titled, widths, strict=True)
                for step, width in zip(steps, each, strict=True)
                if has_titles
            ),
            default=0.0,
        )
        stages: list[StageHeader] = []
        headers: list[StepHeader] = []
        x = LABEL_WIDTH
        for (stage, steps), title, has_titles, each in zip(self.stage_steps, heads, titled, widths, strict=True):
            box = Box(x, 0.0, sum(each), upper if has_titles else upper + lower)
            stages.append(StageHeader(stage.id, box, title, not has_titles))
            for step, width in zip(steps, each, strict=True):
                if has_titles:
                    headers.append(
                        StepHeader(step.id, stage.id, Box(x, upper, width, lower), _signed(step.title, step))
                    )
                x += width
        self.y = upper + lower
        return tuple(stages), tuple(headers)

    def _band(self, swimlane: Swimlane | None, lanes: tuple[Lane, ...], number: int | None, *, titled: bool) -> None:
        swimlane_id = swimlane.id if swimlane else None
        persona = persona_of(self.content, swimlane_id)
        name, role = band_name(persona, self.words), persona.role if persona else ""
        collapsed = swimlane is not None and swimlane.collapsed
        hidden = sum(len(cards_on(self.content, lane.id)) for lane in lanes) if collapsed else 0
        insides = [] if collapsed else self._insides(lanes)
        top, width = self.y, LABEL_WIDTH + self.body_width
        said = band_role(role, hidden, self.words)
        box = Box(0.0, top, width, band_height(name, said, width) if titled else 0.0)
        self.y += box.height
        if not collapsed:
            lines = _lines_above(lanes)
            for lane, inside in zip(lanes, insides, strict=True):
                if lane.kind == "emotion" and self.chart is not None:
                    if lane.id == self.chart.lane_id:
                        self._chart_lane(lane, inside, self.chart)
                elif lane.kind == "emotion":
                    self._emotion_lane(lane, inside, insides, number, name)
                elif lane.kind == "opportunities":
                    self._opportunities_lane(lane, inside)
                else:
                    self._lane(lane, inside, line=lines.get(lane.id, ""))
            if not lanes:
                self.y += EMPTY_BODY
        persona_id = persona.id if persona else None
        height = self.y - top
        self.bands.append(Band(swimlane_id, persona_id, name, role, number, box, top, height, collapsed, hidden))

    def _insides(self, lanes: tuple[Lane, ...]) -> list[LaneInside]:
        lines = _lines_above(lanes)
        for lane in lanes:
            if lane.id not in self.insides:
                self.insides[lane.id] = self._inside(lane, lines.get(lane.id, ""))
        return [self.insides[lane.id] for lane in lanes]

    def _inside(self, lane: Lane, line: str) -> LaneInside:
        cards = cards_on(self.content, lane.id)
        kept = self.kept.get(lane.id)
        back = self.sight.hidden
        same = kept is not None and (kept.cards is cards or kept.cards == cards)
        if kept is not None and same and back is self.hidden_before:
            hidden = kept.hidden
        else:
            hidden = frozenset([card.id for card in cards if card.id in back]) if back else back
        top = CELL_PADDING + (LINE_ROOM if line else 0.0)
        by_channel = lane.kind == "channels" and bool(cards)
        # The content hands out the same tuple until a card of the lane changes; that of another time has equal ones.
        if (
            kept is not None
            and same
            and kept.defaults is self.defaults
            and kept.names is self.said.names
            and kept.hidden == hidden
        ):
            if by_channel and self._named_as(kept, lane):
                return kept
            if not by_channel and kept.top == top:
                return kept
        if by_channel:
            top = rows_top(self._title(lane))
            channels, least, said = self.channels, row_label_height, self.said
            return lay_out_rows(
                cards, self.columns, self.position, self.defaults, top, channels, least, said, hidden, self.feelings
            )
        return lay_out_lane(
            cards, self.columns, self.position, self.defaults, top, self.said, kept, hidden, self.feelings
        )

    @cached_property
    def channels(self) -> dict[str | None, str]:
        """Names of all channels by id, in their order, that of having none last."""
        return {**{each.id: each.name for each in self.content.ordered(Channel)}, None: self.words["no channel"]}

    def _named_as(self, kept: LaneInside, lane: Lane) -> bool:
        """Return whether the rows of a lane would be called and ordered as before."""
        shown = {row.channel_id: row.title for row in kept.rows}
        wanted = {each: name for each, name in self.channels.items() if each in shown}
        begins = kept.rows[0].y == rows_top(self._title(lane)) if kept.rows else False
        return begins and list(shown.items()) == list(wanted.items())

    def _title(self, lane: Lane) -> str:
        return lane_title(lane.title, lane.kind, self.words)

    def _lane(
        self,
        lane: Lane,
        inside: LaneInside,
        label: float = 0.0,
        least: float = LANE_HEIGHT,
        *,
        line: str = "",
        chips: tuple[Chip, ...] = (),
        title: str = "",
    ) -> LaneRow:
        title = title or self._title(lane)
        over = LINE_ROOM if line else 0.0
        needed = inside.height + (self.room if inside.boxes else 0.0)
        if chips:
            needed = max(chip.box.bottom for chip in chips) + CELL_PADDING
        label = label or label_height(title) + over
        least = up_to_grid(max(least, needed, label))
        height = max(least, up_to_grid(lane.height or 0.0))
        box = Box(0.0, self.y, LABEL_WIDTH, height)
        row = LaneRow(lane.id, lane.kind, lane.swimlane_id, title, self.y, height, box, inside, line, chips, least)
        self.lanes.append(row)
        self.y += height
        return row

    def _opportunities_lane(self, lane: Lane, inside: LaneInside) -> None:
        if self.linked is None:
            self.linked = linked_opportunities(self.content, self.journey.id, self.position)
        linked = self.linked.get(lane.swimlane_id, {})
        chips: tuple[Chip, ...] = ()
        if linked:
            from app.layout.standings import standings_of  # most maps show none

            self.standings = standings_of(self.content, self.weight, self.standings)
            chips = lay_out_chips(linked, self.columns, self.standings, self.words)
        self._lane(lane, inside, chips=chips)

    def _emotion_lane(
        self, lane: Lane, inside: LaneInside, insides: list[LaneInside], number: int | None, name: str
    ) -> None:
        emotion = self._emotion(self.content.find(Swimlane, lane.swimlane_id), [each.tally for each in insides])
        n = sum(point.n for point in emotion)
        key = key_texts(name, n, self.cumulative, self.words)
        label = label_height(self._title(lane), key)
        row = self._lane(lane, inside, label, EMOTION_HEIGHT)
        self.curves.append(self._curve(row, emotion, n, number, name))

    def _chart_lane(self, lane: Lane, inside: LaneInside, chart: Chart) -> None:
        """Draw the curves of all swimlanes on one lane, each a little beside the others so that points stay apart."""
        drawn = []
        for swimlane, number in chart.owners:
            lanes = lanes_of(self.content, self.journey.id, swimlane.id if swimlane else None)
            tallies: list[Mapping[int, Tally]]
            if swimlane is not None and swimlane.collapsed:
                cards = (cards_on(self.content, each.id) for each in lanes)
                tallies = [tally_of(each, self.position, self.defaults, self.feelings) for each in cards]
            else:
                tallies = [each.tally for each in self._insides(lanes)]
            emotion = self._emotion(swimlane, tallies)
            name = band_name(persona_of(self.content, swimlane.id if swimlane else None), self.words)
            drawn.append((swimlane, number, name, sum(point.n for point in emotion), emotion))
        keys = [key_texts(name, n, self.cumulative, self.words) for _, _, name, n, _ in drawn]
        title = self.words["emotion together"]
        row = self._lane(lane, inside, label_height(title, *keys), CHART_HEIGHT, title=title)
        curves = [
            self._curve(row, emotion, n, number, name, shift)._replace(swimlane_id=swimlane.id if swimlane else None)
            for shift, (swimlane, number, name, n, emotion) in zip(shifts(len(drawn), self.columns), drawn, strict=True)
        ]
        self.curves += together(curves)

    @cached_property
    def rolled(self) -> Mapping[str | None, Mapping[int, Tally]]:
        """What steps have from the sub-journeys that they open, by persona."""
        return rolled_of(self.content, self.journey.id, (step for _, steps in self.stage_steps for step in steps))

    def _emotion(self, swimlane: Swimlane | None, tallies: Sequence[Mapping[int, Tally]]) -> tuple[EmotionPoint, ...]:
        overrides = overrides_of(self.content, swimlane.id) if swimlane else ()
        rolled = self.rolled.get(swimlane.persona_id if swimlane else None, NOT_ROLLED)
        return emotion_from(self.step_ids, tallies, overrides, rolled)

    def _curve(
        self,
        row: LaneRow,
        emotion: tuple[EmotionPoint, ...],
        n: int,
        number: int | None,
        name: str,
        shift: float = 0.0,
    ) -> Curve:
        return curve_on(
            row,
            self.columns,
            running_mean(emotion) if self.cumulative else emotion,
            number=number,
            name=name,
            n=n,
            hopes=self.journey.state == "to-be",
            cumulative=self.cumulative,
            shift=shift,
        )


def column_width(step: Step) -> float:
    """Return the width of a step's column."""
    return COLUMN_WIDTH if step.width is None else max(step.width, LEAST_COLUMN)


def _signed(title: str, *steps: Step) -> str:
    """Return the title of a header, with a sign where one of its steps opens a journey: all base fonts have it."""
    return f"{title} »".strip() if any(step.opens_journey_id for step in steps) else title


def _is_plain(steps: tuple[Step, ...]) -> bool:
    return len(steps) == 1 and not steps[0].title


def _lines_above(lanes: tuple[Lane, ...]) -> dict[str, str]:
    """Return the lines of a service blueprint by the id of the lane below: the first of each kind."""
    first: dict[LaneKind, str] = {}
    for lane in lanes:
        first.setdefault(lane.kind, lane.id)
    return {first[kind]: line for kind, line in BLUEPRINT_LINES.items() if kind in first}
