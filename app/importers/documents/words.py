"""The words by which rows, columns and headings of a journey map are known: English, French and German."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from app.importers.documents.model import DocumentField
from app.models.kinds import CARD_KINDS, CardKind
from app.models.names import folded

_WORDS: Final[dict[DocumentField, str]] = {
    "ignore": "id|order|colour|color|icon|index|nr|no|number|numero|nummer|#|date|datum|last updated|version",
    "score": "score|rating|intensity|sentiment|satisfaction|mood score|emotion score|emotional score|csat|note emotion"
    "|intensite|bewertung|stimmungswert|zufriedenheit|intensitat",
    "opportunity": "opportunity|opportunities|improvement|improvements|idea|ideas|solution|solutions|recommendation"
    "|recommendations|quick win|quick wins|opportunite|opportunites|piste|pistes|idee|idees|amelioration|ameliorations"
    "|chance|chancen|verbesserung|verbesserungen|ideen|massnahme|massnahmen|losungen|potenzial|potenziale",
    "pain": "pain|pains|pain point|pain points|painpoint|painpoints|friction|frictions|barrier|barriers|frustration"
    "|frustrations|problem|problems|challenge|challenges|issue|issues|obstacle|obstacles|blocker|blockers|irritant"
    "|irritants|point de douleur|points de douleur|probleme|difficulte|difficultes|frein|freins|schmerzpunkt"
    "|schmerzpunkte|hurde|hurden|hindernis|hindernisse|reibung|reibungspunkte|argernis|herausforderung"
    "|herausforderungen",
    "gain": "gain|gains|delight|delights|delighter|delighters|positive|positives|benefit|benefits|highlight|highlights"
    "|gain point|gain points|happy moment|happy moments|point fort|points forts|benefice|benefices|plaisir|plaisirs"
    "|nutzen|gewinn|gewinne|freude|freuden|vorteil|vorteile|begeisterung",
    "emotion": "emotion|emotions|emotional|emotional state|feeling|feelings|feels|mood|emotion curve|emotional journey"
    "|experience|experiences|humeur|ressenti|ressentis|sentiments|gefuhl|gefuhle|stimmung|emotionen|emotionskurve"
    "|empfindung|erlebnis",
    "question": "question|questions|frage|fragen|interrogation|interrogations",
    "thought": "thought|thoughts|thinking|thinks|mindset|pensee|pensees|pense|gedanke|gedanken|denken|denkt",
    "quote": "quote|quotes|quotation|quotations|verbatim|verbatims|citation|citations|zitat|zitate|o-ton|o-tone|says",
    "need": "need|needs|goal|goals|expectation|expectations|job to be done|jobs to be done|jtbd|motivation|motivations"
    "|besoin|besoins|objectif|objectifs|attente|attentes|but|bedurfnis|bedurfnisse|ziel|ziele|erwartung|erwartungen",
    "action": "action|actions|activity|activities|doing|does|task|tasks|behaviour|behaviours|behavior|behaviors|story"
    "|stories|user action|user actions|customer action|customer actions|tache|taches|activite|activites|handlung"
    "|handlungen|aktion|aktionen|aktivitat|aktivitaten|aufgabe|aufgaben|verhalten|tun",
    "touchpoint": "touchpoint|touchpoints|touch point|touch points|interaction|interactions|contact point"
    "|contact points|point de contact|points de contact|kontaktpunkt|kontaktpunkte|beruhrungspunkt|beruhrungspunkte",
    "channel": "channel|channels|canal|canaux|kanal|kanale",
    "persona": "persona|personas|primary persona|main persona|persona principal|hauptpersona|actor|actors|acteur"
    "|acteurs|akteur|akteure|role|roles|zielgruppe|nutzertyp",
    "step": "step|steps|sub-stage|substage|substep|etape du parcours|schritt|schritte|teilschritt",
    "stage": "stage|stages|phase|phases|phasen|etape|etapes|etappe|etappen|moment",
    "kind": "kind|type|category|card type|lane|row|row type|typ|kartentyp|art|bahn|zeile|categorie|ligne",
    "card": "card|title|text|content|item|description|karte|titel|inhalt|beschreibung|carte|titre|contenu|texte",
    "note": "note|notes|comment|comments|remark|remarks|remarque|remarques|commentaire|commentaires|notiz|notizen"
    "|anmerkung|anmerkungen|kommentar|bemerkung|bemerkungen",
}

_FIELD_OF: Final[dict[str, DocumentField]] = {
    word: field for field, words in _WORDS.items() for word in words.split("|")
}
_LONGEST: Final = max(word.count(" ") + 1 for word in _FIELD_OF)
_WORD: Final = re.compile(r"[\w#][\w-]*")
_STAGE_NUMBER: Final = re.compile(
    r"^(?:stage|phase|step|étape|etape|etappe|schritt|moment)\s*(?P<number>\d{1,3})\s*(?:[:.)–—-]\s*|$)(?P<name>.*)$",
    re.IGNORECASE | re.DOTALL,
)

_ROW_LABELS: Final = ("dimension", "aspect", "category", "kategorie", "categorie", "lane", "row", "")
"""What stands above the labels of rows where the stages are across."""


@lru_cache(maxsize=4_096)
def plain(label: str) -> str:
    """Return a label as words are likened: without case, accents, emoji and signs at its ends."""
    text = unicodedata.normalize("NFKD", folded(label))
    return "".join(each for each in text if not unicodedata.combining(each)).strip(" :*_-–—.…")


@lru_cache(maxsize=4_096)
def field_of(label: str) -> DocumentField | None:
    """Return the field that a label names by its words, none where it names none.

    A label need only hold a word: “Reported friction” is a pain, “Thoughts & questions” the first of the two.
    """
    text = plain(label)
    if text in _FIELD_OF:
        return _FIELD_OF[text]
    words = _WORD.findall(text)[:24]
    held = [
        _FIELD_OF[phrase]
        for first in range(len(words))
        for length in range(_LONGEST, 0, -1)
        if (phrase := " ".join(words[first : first + length])) in _FIELD_OF and first + length <= len(words)
    ]
    for wanted in (frozenset({"score"}), _TELLING, _PLACES - _ONLY_WHOLE):
        if found := next((field for field in held if field in wanted), None):
            return found
    return None


_ONLY_WHOLE: Final[frozenset[DocumentField]] = frozenset({"ignore", "kind", "card", "note"})
"""Fields whose words are too common to tell anything inside a longer label."""

_PLACES: Final[frozenset[DocumentField]] = frozenset({"stage", "step", "persona", "kind", "card", "ignore"})
_TELLING: Final[frozenset[DocumentField]] = frozenset(_WORDS) - _PLACES - _ONLY_WHOLE


def names_field(label: str, field: DocumentField) -> bool:
    """Return whether a label is exactly a word for a field, such as “Pain points”."""
    return _FIELD_OF.get(plain(label)) == field


def known_words() -> frozenset[str]:
    """Return every word for a field."""
    return frozenset(_FIELD_OF)


def tells_of_stages(label: str) -> bool:
    """Return whether a label names what stands in a stage: touchpoints, pains … and no place such as a persona."""
    field = field_of(label)
    return field is not None and field not in _PLACES


def is_known(label: str) -> bool:
    """Return whether a label is exactly a word for what stands in a stage."""
    return tells_of_stages(label) and plain(label) in _FIELD_OF


def heads_row_labels(label: str) -> bool:
    """Return whether a cell can stand above the labels of the rows: empty, “Dimension”, or a word for stages."""
    return plain(label) in _ROW_LABELS or field_of(label) == "stage"


def numbered_stage(heading: str) -> tuple[int, str] | None:
    """Return number and name of a heading such as “Stage 3: Onboarding”, none of another."""
    found = _STAGE_NUMBER.match(heading.strip())
    return (int(found["number"]), found["name"].strip()) if found else None


def card_kind_of(text: str) -> CardKind | None:
    """Return the kind of card that a cell names, in the singular or plural of any of the languages."""
    field = field_of(text)
    if field in ("emotion", "channel"):
        return {"emotion": "thought", "channel": "touchpoint"}[field]  # type: ignore[return-value]
    return next((kind for kind in CARD_KINDS if kind == (field or plain(text))), None)
