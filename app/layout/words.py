"""The words that a map itself prints, in English; views pass a table of the same keys in the user's language."""

import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Final

Words = Mapping[str, str]

ENGLISH: Final[Words] = {
    "touchpoint": "touchpoint",
    "pain": "pain",
    "gain": "gain",
    "action": "action",
    "thought": "thought",
    "quote": "quote",
    "need": "need",
    "question": "question",
    "factor": "factor",
    "influence": "influence",
    "message": "message",
    "note": "note",
    "image": "image",
    "touchpoints": "Touchpoints",
    "channels": "Channels",
    "experience": "Pains and gains",
    "emotion": "Emotion",
    "thoughts": "Thoughts",
    "quotes": "Quotes",
    "needs": "Needs",
    "questions": "Questions",
    "factors": "Factors",
    "influences": "Influences",
    "messages": "Messages",
    "notes": "Notes",
    "images": "Images",
    "frontstage": "Frontstage",
    "backstage": "Backstage",
    "support": "Support processes",
    "opportunities": "Opportunities",
    "line of interaction": "Line of interaction",
    "line of visibility": "Line of visibility",
    "line of internal interaction": "Line of internal interaction",
    "nothing said": "nothing said",
    "emotion together": "Emotion, all personas",
    "colour by": "Colour: {facet}",
    "other values": "{count} others",
    "filtered by": "{facet}: {values}",
    "cards hidden": "{hidden} of {count} cards hidden",
    "cards dimmed": "{hidden} of {count} cards dimmed",
    "counts all": "the emotion counts all cards",
    "facet persona": "Persona",
    "facet segment": "Segment",
    "facet kind": "Kind of card",
    "facet tag": "Tag",
    "facet evidence": "Evidence",
    "field title": "Title",
    "field note": "Note",
    "field channel_id": "Channel",
    "field presence": "Online or offline",
    "field touchpoint_kind": "Kind of touchpoint",
    "field moment_of_truth": "Moment of truth",
    "field department_id": "Department",
    "field owner_id": "Owner",
    "field team_id": "Team",
    "field tool_id": "Tool",
    "field duration": "Duration",
    "field aspect": "Aspect",
    "field stimulus": "Stimulus",
    "field acquiring": "What it does to win people",
    "field keeping": "What it does to keep them",
    "field severity": "Severity",
    "field frequency": "Frequency",
    "field answer": "Answer",
    "field answer_status": "Gap",
    "field effect": "Convinces to",
    "field image": "Image",
    "field role": "Role",
    "field segment_id": "Segment",
    "field buyer_role": "Role in the buying group",
    "field target_market": "Target market",
    "field description": "Description",
    "field quote": "In their words",
    "field goals": "Goals",
    "field needs": "Needs",
    "field frustrations": "Frustrations",
    "field picture": "Picture",
    "field goal": "Customer goal",
    "field brand_id": "Brand",
    "field status": "Status",
    "value peripheral": "peripheral",
    "value external": "external",
    "value internal": "internal",
    "value online": "online",
    "value offline": "offline",
    "value emotional": "emotional",
    "value physical": "physical",
    "value intellectual": "intellectual",
    "value spiritual": "spiritual",
    "value sight": "sight",
    "value hearing": "hearing",
    "value smell": "smell",
    "value taste": "taste",
    "value touch": "touch",
    "value open": "open",
    "value partly answered": "partly answered",
    "value answered": "answered",
    "value assumption": "assumption",
    "value emerging": "emerging",
    "value validated": "validated",
    "value buy": "buy",
    "value stay": "stay",
    "value seamless": "seamless",
    "value broken": "broken",
    "value user": "user",
    "value influencer": "influencer",
    "value decision maker": "decision maker",
    "value procurement": "procurement",
    "value draft": "draft",
    "value in review": "in review",
    "value agreed": "agreed",
    "value archived": "archived",
    "value broken hand-off": "broken hand-off",
    "value unmarked hand-off": "hand-off not marked",
    "value crosses departments": "step crosses departments",
    "list bottlenecks": "Bottlenecks",
    "list open questions": "Open questions",
    "list hand-offs": "Hand-offs",
    "list unowned steps": "Steps nobody owns",
    "list touchpoints by channel": "Touchpoints by channel",
    "list map check": "Map check",
    "list required fields": "Required fields",
    "column pain": "Pain point",
    "column question": "Question",
    "column touchpoint": "Touchpoint",
    "column step": "Where",
    "column persona": "Persona",
    "column severity": "Severity",
    "column frequency": "Frequency",
    "column sentiment": "Sentiment",
    "column bottleneck": "Bottleneck",
    "column answer": "Answer",
    "column channel": "Channel",
    "column gap": "Gap",
    "column finding": "What",
    "column from": "From",
    "column to": "To",
    "column departments": "Departments",
    "column team": "Team",
    "column presence": "Online or offline",
    "column owner": "Owner",
    "check no customer goal": "The journey has no customer goal yet.",
    "check stage without touchpoints": "“{stage}” has no touchpoints.",
    "check stage named after a department": "“{stage}” is named after a department; people don't see departments.",
    "check two stages of one name": "Two stages are called “{stage}”.",
    "check too many steps": "“{stage}” has {count} steps, more than one takes in at a glance.",
    "check persona without needs": "Nothing says what {persona} needs.",
    "check persona without pains and gains": "{persona} has neither pains nor gains on this map.",
    "check touchpoint of no kind": "“{card}” is neither peripheral, external nor internal yet.",
    "check one kind of touchpoint only": "All touchpoints are {kind}; the others may be out of sight.",
    "check touchpoint without channel": "“{card}” has no channel.",
    "check no moment of truth": "No touchpoint is marked as a moment of truth.",
    "check pain without severity or frequency": "“{card}” has no severity or no frequency yet.",
    "check hand-off not marked": "“{card}” hands over to “{other}” in another department; say how well.",
    "check card without words": "A card says nothing.",
    "check cards in Unplaced": "Cards that wait in Unplaced: {count}.",
    "moment of truth": "moment of truth",
    "unit minute": "min",
    "unit hour": "h",
    "unit day": "day",
    "unit days": "days",
    "severity": "severity {severity}",
    "frequency": "frequency {frequency}",
    "severity × frequency": "severity {severity} × frequency {frequency}",
    "seamless hand-off": "seamless hand-off",
    "broken hand-off": "broken hand-off",
    "whole map": "Whole map",
    "mark added": "added",
    "mark removed": "removed",
    "mark moved": "moved",
    "mark changed": "changed",
    "mark votes": "votes",
    "no channel": "Without a channel",
    "chip": "{rank} · value {value}",
    "chip open": "not scored yet",
    "card not shown": "1 card not shown",
    "cards not shown": "{n} cards not shown",
    "default": "default",
    "from insights": "from insights",
    "by verdict": "{strength} by verdict",
    "by verdict beside": "{strength} by verdict, {counted} as counted",
    "no quotes": "no quotes yet",
    "one quote": "1 quote",
    "many quotes": "{n} quotes",
    "one participant": "1 participant",
    "many participants": "{n} participants",
    "quotes from participants": "{quotes} from {participants}",
    "assumption map": "Assumption map",
    "evidence sign": "people who said so",
    "weighted mean": "weighted mean, n = {n}",
    "running mean": "running mean, n = {n}",
    "point": "{value} · n {n}",
    "point by hand": "{value} by hand · n {n}",
    "no emotion": "no sentiments yet",
    "refused by lanes": "No lane here takes this kind of card ({kind}). Add one first.",
    "refused by collapsed": "This swimlane is collapsed. Open it to drop cards here.",
}
"""Keys are the kinds of cards and lanes, and names of phrases; words in braces are filled in."""


def lane_title(title: str, kind: str, words: Words) -> str:
    """Return what a lane is called: its own title, or the word for its kind."""
    return title or words[kind]


def figure(value: float, digits: int = 1) -> str:
    """Return a number with at most so many decimals, halves away from zero as people round: 84.25 as 84.3."""
    text = f"{Decimal(repr(float(value))).quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP):f}"
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def signed(value: float, digits: int = 2) -> str:
    """Return a sentiment as people write it: +1, −0.5, 0."""
    text = figure(value, digits)
    return text.replace("-", "−") if text.startswith("-") or text == "0" else f"+{text}"


_CUSTOMER: Final = re.compile(r"(?<!\{)\b([Cc])ustomer\b")


def called(text: str, noun: str) -> str:
    """Return a text with the workspace's noun in the place of “customer”, whose first letter says how it begins.

    A translation keeps that word where the noun is to stand.
    """
    if noun == "customer":
        return text
    return _CUSTOMER.sub(lambda found: noun[:1].upper() + noun[1:] if found[1] == "C" else noun, text)


def served(words: Words, noun: str) -> Words:
    """Return the words with the workspace's noun in them."""
    return words if noun == "customer" else {key: called(text, noun) for key, text in words.items()}
