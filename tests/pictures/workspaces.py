"""The workspaces that pictures are taken of: each function makes one in a folder and returns its path."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any, get_args

from app.importers.templates import read_template
from app.models.content import cards_of, columns_of, journeys_in_tree_order, lanes_in_map_order, swimlanes_of
from app.models.kinds import CARD_KINDS, LANE_TAKES, CardKind, HandOff, LaneKind, TouchpointKind
from app.models.places import resource
from app.models.records import (
    Card,
    Channel,
    Connector,
    ImportMapping,
    Insight,
    Journey,
    Lane,
    Opportunity,
    Participant,
    Source,
    Step,
    Theme,
)
from app.scoring.votes import options_of
from app.services.cards import add_card, add_cards, map_order, set_sentiment, set_span
from app.services.connectors import connect
from app.services.decisions import decide
from app.services.fields import set_fields, set_listed
from app.services.journeys import add_journey
from app.services.lanes import add_lane
from app.services.opportunities import make_opportunity, update_opportunity
from app.services.personas import add_persona_to_map, toggle_collapsed
from app.services.plans import create_from
from app.services.stages import add_stage, set_column_width
from app.services.tags import add_tag
from app.services.votes import cast as cast_votes
from app.services.votes import make_round, reveal
from app.store import Store, create_workspace, open_workspace
from tests.scores import score_matrix

LONG = "Donaudampfschifffahrtsgesellschaftskapitänsmützenfabrik"
ADDRESS = "https://northwind.example/tickets/return?from=central&to=harbour&railcard=yes#fares"


def sample(folder: Path) -> Path:
    """Import the sample."""
    from app.importers import read_source

    path = folder / "Northwind.clew"
    create_from(path, read_source(resource("samples", "northwind.json"))).close()
    return path


def unheard(folder: Path) -> Path:
    """Return the sample before anybody was asked: without sources and insights."""
    path = sample(folder)
    with open_workspace(path) as store, store.edit("Forget what was heard") as edit:
        for kind in (Source, Insight, Theme, Participant, ImportMapping):
            edit.delete(*edit.content.all(kind).values())
    return path


def templated(name: str) -> Callable[[Path], Path]:
    """Return what makes a workspace of a template, with its examples."""

    def make(folder: Path) -> Path:
        path = folder / f"{name}.clew"
        create_workspace(path, read_template(name).records).close()
        return path

    return make


def decided(folder: Path, make: Callable[[Path], Path] = sample) -> Path:
    """Import the sample and make opportunities of its pains and gains, two of them not scored yet."""
    path = make(folder)
    with open_workspace(path) as store:
        _decide(store, OPPORTUNITIES)
    return path


def voting(folder: Path) -> Path:
    """Import the sample and ask which of its pains is to be mended first."""
    path = sample(folder)
    with open_workspace(path) as store:
        journey = next(each for each in journeys_in_tree_order(store.content))
        pains = [each.id for each in cards_of(store.content, journey.id) if each.kind == "pain"]
        make_round(store, journey.id, "What do we mend first?", card_ids=pains[:6])
    return path


def voting_on_opportunities(folder: Path) -> Path:
    """Ask which of the opportunities is to come first, and reveal it after some ballots."""
    path = decided(folder)
    with open_workspace(path) as store:
        journey = next(each for each in journeys_in_tree_order(store.content))
        ids = [each.id for each in store.content.ordered(Opportunity)]
        held = make_round(store, journey.id, "What comes first?", opportunity_ids=ids[:5])
        options = [each.id for each in options_of(store.content, held)]
        for number, given in enumerate(((0, 1), (0, 2), (0, 3), (1, 0)), start=1):
            cast_votes(store, held, number, {options[each]: 1 for each in given})
        reveal(store, held)
    return path


def decided_right_to_left(folder: Path) -> Path:
    """Make opportunities in Arabic and Hebrew, and one that is a long word."""
    path = right_to_left(folder)
    titles = ("الاحتفاظ بالمقعد أثناء الدفع", "הזמנת סיוע באינטרנט", LONG)
    rows = [(title, *row[1:]) for title, row in zip(titles, OPPORTUNITIES, strict=False)]
    with open_workspace(path) as store:
        _decide(store, rows)
    return path


OPPORTUNITIES: list[tuple[Any, ...]] = [
    ("Hold the seat while payment is retried", 92.0, 76.0, 2.0, "will do"),
    ("Book assistance online", 93.0, 43.0, 3.0, "will do"),
    ("One fare per seat", 54.0, 78.0, 5.0, "later"),
    ("Stay signed in", 34.0, 47.0, 1.0, "will not do"),
    ("Live seat map on the platform", 71.0, None, 4.0, None),
    (f"What nobody has thought through yet, such as a {LONG} on every train", None, None, None, None),
]
"""Title, customer and business value, effort, decision."""


def _decide(store: Store, rows: Sequence[tuple[Any, ...]]) -> None:
    cards = [card.id for card in store.content.ordered(Card) if card.kind in ("pain", "gain")]
    for number, (title, customer, business, effort, decision) in enumerate(rows):
        made = make_opportunity(store, cards[2 * number : 2 * number + 2])
        update_opportunity(store, made, title=title)
        score_matrix(store, made, customer, business, effort)
        if decision is not None:
            decide(store, made, decision, reason="Cheap, and the worst point of the curve.")


def connected(folder: Path) -> Path:
    """Import the sample and let its touchpoints lead to each other, over steps, personas and lanes, and back."""
    path = sample(folder)
    with open_workspace(path) as store:
        journey_id = next(
            journey.id for journey in store.content.ordered(Journey) if lanes_in_map_order(store.content, journey.id)
        )
        cards = [store.content.get(Card, each) for each in map_order(store.content, journey_id)]
        placed = [card.id for card in cards if card.kind == "touchpoint" and card.step_id]
        pains = [card.id for card in cards if card.kind in ("pain", "gain") and card.step_id]
        wanted: list[tuple[str, str, str, HandOff | None]] = [(*pair, "", None) for pair in pairwise(placed)]
        for place, (title, hand_off) in enumerate(HAND_OFFS):
            wanted.append((placed[place], placed[-1 - place], title, hand_off))
        for place in range(1, min(len(placed), len(pains)) - 1, 2):
            wanted.append((pains[place], placed[place], "", "broken" if place % 3 else "seamless"))
        for one, other, title, hand_off in wanted:
            if store.content.find(Connector, f"{one}/{other}") is None:  # the sample has some of its own
                connect(store, one, other, title=title, hand_off=hand_off)
    return path


HAND_OFFS: list[tuple[str, HandOff | None]] = [
    ("by telephone, twice", "broken"),
    ("the ticket knows the seat", "seamless"),
    ("sends", None),
]
"""What stands on some connectors, and how well they hand over."""


def detailed(folder: Path) -> Path:
    """Import the sample and say all that there is to say about some of its cards."""
    path = sample(folder)
    with open_workspace(path) as store:
        cards = store.content.ordered(Card)
        of_kind = {kind: [card.id for card in cards if card.kind == kind] for kind in CARD_KINDS}
        for number, card_id in enumerate(of_kind["touchpoint"]):
            set_listed(store, [card_id], "channel_id", CHANNELS[number % len(CHANNELS)])
            if number % 2:
                set_listed(store, [card_id], "owner_id", OWNERS[number % len(OWNERS)])
            set_fields(store, [card_id], moment_of_truth=number % 3 == 0, touchpoint_kind=TOUCHPOINT_KINDS[number % 3])
        for number, card_id in enumerate(of_kind["pain"]):
            set_fields(store, [card_id], severity=5 - number % 4, frequency=1 + number % 5 if number % 3 else None)
        for number, card_id in enumerate((*of_kind["pain"], *of_kind["gain"])):
            for tag in TAGS[: number % 4]:
                add_tag(store, [card_id], tag)
        _ask(store, cards[0].journey_id)
    return path


def detailed_long(folder: Path) -> Path:
    """Give cards with long words, and some in Arabic, channels and tags of the kind."""
    path = long_words(folder)
    with open_workspace(path) as store:
        for card in store.content.ordered(Card):
            if card.kind == "touchpoint":
                set_fields(store, [card.id], moment_of_truth=True, touchpoint_kind="peripheral")
                set_listed(store, [card.id], "channel_id", LONG)
                set_listed(store, [card.id], "owner_id", "فريق المدفوعات")
            for number in range(12):
                add_tag(store, [card.id], (LONG, "قانوني", "נגישות", f"tag {number}")[number % 4])
                add_tag(store, [card.id], f"{number} and a half")
    return path


CHANNELS = ("Poster", "App", "Website", "Phone", "E-mail")
OWNERS = ("Ada Lovelace", "Payments team")
TOUCHPOINT_KINDS = get_args(TouchpointKind)
TAGS = ("legal", "payment", "accessibility")


def _ask(store: Store, journey_id: str) -> None:
    """Add questions with an answer, with half of one and without."""
    swimlane = next(each.id for each in swimlanes_of(store.content, journey_id))
    lane = add_lane(store, journey_id, swimlane, "questions")
    for step, title, status in zip(
        columns_of(store.content, journey_id),
        ("Is there a train?", "Is it worth it?", "Will my seat be held?"),
        ("answered", "partly answered", "open"),
        strict=False,
    ):
        card_id = add_card(store, journey_id, "question", title, lane_id=lane, step_id=step.id)
        set_fields(store, [card_id], answer_status=status)
        set_listed(store, [card_id], "channel_id", "App")


def thousand(folder: Path) -> Path:
    """Make 1,000 cards on 20 stages."""
    from tests.bench.workload import make_workspace

    return make_workspace(folder, 1_000)


def blank(folder: Path) -> Path:
    """Make a journey without anything in it."""
    path = folder / "Untitled.clew"
    with create_workspace(path) as store:
        add_journey(store, "I …")
    return path


def one(folder: Path) -> Path:
    """Make one stage, one persona, one card."""
    path = folder / "One.clew"
    with create_workspace(path) as store:
        journey, steps, lanes = _map(store, "I buy one ticket", ("Purchase",), ("Maya",))
        add_card(store, journey, "pain", "Card refused", lane_id=lanes["Maya"]["experience"], step_id=steps[0])
    return path


def crowd(folder: Path) -> Path:
    """Put thirty cards into one cell, and three into its neighbour."""
    path = folder / "Crowd.clew"
    with create_workspace(path) as store:
        journey, steps, lanes = _map(store, "I find it crowded", ("Before", "On board", "After"), ("Maya",))
        lane = lanes["Maya"]["experience"]
        titles = [f"Complaint {number}: no seat between Central and Harbour" for number in range(1, 31)]
        add_cards(store, journey, "pain", titles, lane_id=lane, step_id=steps[1])
        add_cards(store, journey, "gain", ["A seat", "Two seats", "A window seat"], lane_id=lane, step_id=steps[2])
    return path


def long_words(folder: Path) -> Path:
    """Give everything a name that has no place to break."""
    path = folder / f"{LONG}.clew"
    with create_workspace(path) as store:
        journey, steps, lanes = _map(
            store, f"I visit the {LONG}", (LONG, ADDRESS, "Purchase"), (f"{LONG} {LONG}", "Jo")
        )
        for step, (kind, title) in zip(steps, _long_cards(), strict=True):
            for name, swimlane in lanes.items():
                card_lane = swimlane["touchpoints" if kind == "touchpoint" else "experience"]
                add_card(store, journey, kind, f"{title} {name}", lane_id=card_lane, step_id=step)
        add_card(store, journey, "quote", ADDRESS)
    return path


def _long_cards() -> tuple[tuple[CardKind, str], ...]:
    return ("touchpoint", LONG), ("pain", ADDRESS), ("gain", "W" * 60)


def right_to_left(folder: Path) -> Path:
    """Make a small map in Arabic and Hebrew."""
    path = folder / "רכבת.clew"
    with create_workspace(path) as store:
        stages = ("الوعي", "البحث", "קנייה", "Onboard بعد الشراء")
        journey, steps, lanes = _map(store, "أشتري تذكرة قطار", stages, ("ليلى", "נועה"))
        texts = ("ترى إعلانًا (عند محطة الحافلة 12)", "משווה מחירים באפליקציה", "الدفع بالبطاقة 50€ رُفض", "مشكلة")
        for swimlane in lanes.values():
            for number, (step, text) in enumerate(zip(steps, texts, strict=True)):
                add_card(store, journey, "touchpoint", text, lane_id=swimlane["touchpoints"], step_id=step)
                pain = add_card(store, journey, "pain", text, lane_id=swimlane["experience"], step_id=step)
                set_sentiment(store, [pain], float(number - 1))
        add_card(store, journey, "gain", "شكرا جزيلا")
    return path


def scripts(folder: Path) -> Path:
    """Make a map with a card in each script that Clew draws."""
    texts = (
        "Ελληνικά: το τρένο",
        "Кириллица: поезд ушёл",
        "Tiếng Việt: chuyến tàu",
        "العربية: القطار متأخر",
        "עברית: הרכבת מאחרת",
        "हिन्दी: रेलगाड़ी देर से",
        "ไทย: รถไฟมาสายอีกแล้ว",
        "中文：火车晚点了",
        "日本語：電車が遅れた",
        "한국어: 기차가 늦었다",
        "Emoji: 🚆 👩‍🦽 🇫🇮 👍🏽",
    )
    path = folder / "Scripts.clew"
    with create_workspace(path) as store:
        journey, steps, lanes = _map(store, "I read every script", ("Europe", "Middle East", "Asia", "All"), ("Maya",))
        for number, text in enumerate(texts):
            step = steps[number * len(steps) // len(texts)]
            add_card(store, journey, "touchpoint", text, lane_id=lanes["Maya"]["touchpoints"], step_id=step)
    return path


def _map(
    store: Store, title: str, stages: tuple[str, ...], personas: tuple[str, ...]
) -> tuple[str, list[str], dict[str, dict[LaneKind, str]]]:
    """Make a journey; return its id, the step of each stage, and lanes by persona and kind."""
    journey = add_journey(store, title)
    made = [add_stage(store, journey, stage) for stage in stages]
    steps = {step.stage_id: step.id for step in store.content.ordered(Step)}
    swimlanes = {name: add_persona_to_map(store, journey, name) for name in personas}
    lanes = store.content.ordered(Lane)
    of_persona = {
        name: {lane.kind: lane.id for lane in lanes if lane.swimlane_id == swimlane}
        for name, swimlane in swimlanes.items()
    }
    return journey, [steps[stage] for stage in made], of_persona


def every_lane(folder: Path) -> Path:
    """Make a map that uses every kind of lane, wide and narrow columns, and a persona that is folded."""
    path = folder / "Every lane.clew"
    with create_workspace(path) as store:
        journey, steps, lanes = _map(
            store, "I return a parcel", ("Finds out how", "Packs", "Hands over", "Is refunded"), ("Maya", "Jon")
        )
        mine = lanes["Maya"]
        swimlane = store.content.get(Lane, mine["experience"]).swimlane_id
        kinds: tuple[LaneKind, ...] = (
            "channels",
            "frontstage",
            "backstage",
            "support",
            "opportunities",
            "thoughts",
            "quotes",
            "needs",
            "questions",
            "factors",
            "influences",
            "messages",
            "notes",
            "images",
        )
        mine |= {kind: add_lane(store, journey, swimlane, kind) for kind in kinds}
        ways = [("Website", "magnifier"), ("Parcel shop", ""), ("Phone", "")]
        with store.edit("Channels") as edit:
            for number, (name, _) in enumerate(ways):
                edit.put(Channel(id=f"ch{number}", name=name, rank=f"{number + 1}"))
        titles = {
            "touchpoint": "Return label in the account",
            "action": "Scans the parcel",
            "pain": "No tape in the shop",
            "gain": "Refund on the same day",
            "thought": "Will they take it?",
            "quote": "Where is my money?",
            "need": "A date",
            "question": "How long does it take?",
            "factor": "Free return",
            "influence": "Strike",
            "message": "Your parcel has arrived",
            "note": "Check with the carrier",
            "image": "Photo of the shelf",
        }
        pains: list[str] = []
        for kind, lane in mine.items():
            for number, step_id in enumerate(steps):
                for card_kind in LANE_TAKES[kind][: 1 + number % 2]:
                    if kind in ("images", "channels") or ((number + len(kind)) % 3 == 0 and kind != "experience"):
                        continue
                    made = add_card(store, journey, card_kind, titles[card_kind], lane_id=lane, step_id=step_id)
                    if card_kind in ("pain", "gain"):
                        pains.append(made)
        for number, (channel, step) in enumerate(((0, 0), (0, 3), (1, 2), (1, 2), (2, 3), (2, 1))):
            words = (
                "Reads the rules",
                "Follows the refund",
                "Hands the parcel over",
                "Gets a receipt",
                "Calls",
                "Asks",
            )
            made = add_card(store, journey, "touchpoint", words[number], lane_id=mine["channels"], step_id=steps[step])
            with store.edit("Channel") as edit:
                edit.put(replace(edit.content.get(Card, made), channel_id=f"ch{channel}"))
        add_card(store, journey, "pain", "Not told", lane_id=lanes["Jon"]["experience"], step_id=steps[1])
        wide = add_card(
            store, journey, "touchpoint", "Tracking, all the way", lane_id=mine["touchpoints"], step_id=steps[1]
        )
        set_span(store, wide, 3)
        jon = store.content.get(Lane, lanes["Jon"]["experience"]).swimlane_id
        toggle_collapsed(store, jon or "")
        set_column_width(store, [steps[1]], 264.0)
        for number, (title, customer, business, effort, decision) in enumerate(OPPORTUNITIES[:5]):
            made = make_opportunity(store, pains[number : number + 2])
            update_opportunity(store, made, title=title)
            score_matrix(store, made, customer, business, effort)
            if decision:
                decide(store, made, decision)
    return path
