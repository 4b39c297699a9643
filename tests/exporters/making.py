"""Maps for the tests of this folder."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from random import Random

from app.models.content import Content
from app.models.kinds import LANE_OF, CardKind, JourneyState
from app.models.ranks import ranks_between
from app.models.records import Card, Journey, Lane, Persona, Stage, Step, Swimlane, Workspace
from app.models.snapshot import Snapshot

_RANKS = ranks_between(None, None, 40_000)


@dataclass
class Map:
    """A journey that grows record by record; ids are numbers, so that a test can repeat itself."""

    title: str = "Buying a ticket"
    state: JourneyState = "current"
    content: Content = field(default_factory=Content)
    journey_id: str = ""

    def __post_init__(self) -> None:
        if not self.content.all(Workspace):
            self.content.put(Workspace(id="0", title="Northwind Rail"))
        self.journey_id = self.put(Journey, title=self.title, state=self.state)

    def put(self, record_type, **fields) -> str:
        number = len(self.content)
        self.content.put(record_type(id=f"{number:08d}", rank=_RANKS[number], **fields))
        return f"{number:08d}"

    def stage(self, title: str, steps: Sequence[str] = ("",)) -> list[str]:
        stage_id = self.put(Stage, journey_id=self.journey_id, title=title)
        return [self.put(Step, stage_id=stage_id, title=step) for step in steps]

    def swimlane(self, name: str, role: str = "") -> str:
        persona_id = self.put(Persona, name=name, role=role)
        return self.put(Swimlane, journey_id=self.journey_id, persona_id=persona_id)

    def lane(self, kind, swimlane_id: str | None = None, title: str = "", height: float | None = None) -> str:
        fields = {"journey_id": self.journey_id, "swimlane_id": swimlane_id, "kind": kind}
        return self.put(Lane, title=title, height=height, **fields)

    def card(self, kind: CardKind, title: str, lane_id: str, step_id: str, **fields) -> str:
        place = {"journey_id": self.journey_id, "lane_id": lane_id, "step_id": step_id}
        return self.put(Card, kind=kind, title=title, **place, **fields)

    def snapshot(self) -> Snapshot:
        return Snapshot(self.content, 1, "Northwind Rail.clew")


TEXT = (
    "I look for the train on my phone while I walk to the station and it is slow to load with a weak signal today and "
    "nobody tells me what the fare will be until I have typed my name twice"
)
WORDS = TEXT.split()


def grid_map(stages: int, lanes: int, cards: int, length: int = 60) -> Map:
    """Return a map of that many plain stages, lanes in swimlanes of three, and cards of about `length` characters."""
    made = Map("A large map")
    steps = [made.stage(f"Stage {number + 1}")[0] for number in range(stages)]
    rows = []
    for number in range(lanes):
        if number % 3 == 0:
            swimlane = made.swimlane(f"Persona {number // 3 + 1}", "commuter")
        rows.append(made.lane(("touchpoints", "experience", "emotion")[number % 3], swimlane))
    takes = [row for number, row in enumerate(rows) if number % 3 != 2]
    kinds: tuple[tuple[CardKind, ...], ...] = (("touchpoint", "action"), ("pain", "gain"))
    chance = Random(1)
    for number in range(cards):
        row = number // stages % len(takes)
        title = ""
        while len(title) < length:
            title += (" " if title else "") + chance.choice(WORDS)
        made.card(kinds[row % 2][number % 2], title, takes[row], steps[number % stages], sentiment=(number % 5) - 2)
    return made


def small_map() -> Map:
    """Return a map with two personas, steps, a card over two steps, and two emotion curves."""
    made = Map()
    aware, consider = made.stage("Awareness", ("Sees a poster", "Asks a friend")), made.stage("Consideration")
    buy, after = made.stage("Purchase", ("Chooses", "Pays", "Waits")), made.stage("Retention") + made.stage("Advocacy")
    steps = [*aware, *consider, *buy, *after]
    common = made.lane("questions", None)
    made.card("question", "Why do so many give up here?", common, buy[1])
    for name, role, shift in (("Maya", "commuter", 0), ("Jon", "travels with a wheelchair", 1)):
        swimlane = made.swimlane(name, role)
        touch, feel = made.lane("touchpoints", swimlane), made.lane("experience", swimlane)
        thoughts, quotes = made.lane("thoughts", swimlane), made.lane("quotes", swimlane)
        made.lane("emotion", swimlane)
        made.card("touchpoint", "Poster at the bus stop", touch, steps[0])
        made.card("touchpoint", "Compares fares in the app and at the counter", touch, steps[1 + shift], span=2)
        made.card("touchpoint", "Pays with a phone wallet", touch, steps[4], note="Bank app opens")
        made.card("action", "Send the ticket by e-mail as well", touch, steps[5])
        made.card("gain", "Fare shown up front", feel, steps[0], sentiment=1.5)
        made.card("pain", "Three fares for one seat", feel, steps[2], sentiment=-1.0)
        made.card("pain", "Card refused, seat lost", feel, steps[4 - shift], sentiment=-2.0)
        made.card("pain", "Logged out every week", feel, steps[6])
        made.card("gain", "Refund arrived unasked", feel, steps[7], sentiment=2.0)
        made.card("thought", "Is this the right train?", thoughts, steps[3])
        made.card("quote", "“It took my money and gave my seat away.”", quotes, steps[4])
    return made


def one_card_map(title: str) -> Map:
    """Return a map of one column whose one card has that title."""
    made = Map("One card")
    (step,) = made.stage("Stage")
    made.card("touchpoint", title, made.lane(LANE_OF["touchpoint"]), step)
    return made
