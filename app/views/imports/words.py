"""What the import calls things: kinds of files, what comes of them, the choices of each kind."""

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication

from app.models.plan import ImportPlan
from app.models.records import Journey, Named, Opportunity, Participant, Source
from app.views.imports.reading import ImportFile, Reading, asks_for_dates, asks_for_direction, is_asking
from app.views.widgets import counted

if TYPE_CHECKING:
    from app.importers import Kind

_NAMES = 5
"""At most so many names of what comes are told."""


def tr(text: str) -> str:
    """Translate a text of the import."""
    return QCoreApplication.translate("Import", text)


def file_kinds() -> str:
    """Return the filter of the file dialog."""
    kinds = (
        (tr("Interviews and texts"), "*.vtt *.srt *.sbv *.docx *.txt *.md *.markdown *.csv *.tsv *.xlsx"),
        (tr("Surveys, feedback and lists"), "*.csv *.tsv *.xlsx"),
        (
            tr("Journey maps"),
            "*.mmd *.mermaid *.md *.markdown *.json *.csv *.tsv *.xlsx *.canvas *.drawio *.dio *.excalidraw *.textusm "
            "*.usm",
        ),
        (tr("Coded material"), "*.qdpx *.qde *.qdc *.qda *.sqlite3 *.db *.csv *.tsv *.xlsx"),
    )
    every = " ".join(dict.fromkeys(ending for _, endings in kinds for ending in endings.split()))
    rows = ((tr("All that Clew reads"), every), *kinds, (tr("All files"), "*"))
    return ";;".join(f"{name} ({endings})" for name, endings in rows)


def kind_words() -> "dict[Kind, str]":
    """Return what a file can be read as."""
    return {
        "transcript": tr("Interview or text"),
        "survey": tr("Survey or feedback"),
        "map": tr("Map in a document"),
        "diagram": tr("Mermaid journey"),
        "coded": tr("Coded material"),
        "opportunities": tr("Opportunities"),
        "lists": tr("Shared lists"),
        "workspace": tr("Clew's JSON"),
    }


def short_kind_words() -> "dict[Kind, str]":
    """Return the same in a word or two, for lists."""
    return {
        "transcript": tr("Text"),
        "survey": tr("Survey"),
        "map": tr("Map"),
        "diagram": tr("Mermaid"),
        "coded": tr("Coded"),
        "opportunities": tr("Opportunities"),
        "lists": tr("Lists"),
        "workspace": tr("Clew"),
    }


def state_words(file: ImportFile, *, waits: bool) -> str:
    """Return in a few words where a file stands; `waits` that it is not its turn yet."""
    if file.reading.error:
        return tr("cannot be read") if file.reading.look is None else tr("to be mended")
    if not file.fresh:
        return tr("waits") if waits else tr("reading …")
    if is_asking(file.reading):
        return tr("a question is open")
    return tr("ready") if has_something(file.plan) else tr("nothing new in it")


def has_something(plan: ImportPlan | None) -> bool:
    """Return whether a plan would change a workspace."""
    return plan is not None and any(each.kind_name != "workspace" for each in plan.records)


def question_words(reading: Reading) -> str:
    """Return what is to be answered, nothing where all is."""
    if asks_for_dates(reading):
        return tr("which comes first in its dates")
    return tr("what its scores mean") if asks_for_direction(reading) else ""


def made_words(plans: Iterable[ImportPlan]) -> str:
    """Return what plans make: counts with their nouns; empty where it is nothing."""
    made: Counter[str] = Counter()
    for plan in plans:
        made.update(plan.made)
        made["turn"] += sum(map(len, plan.turns.values()))
    return counts_words(made)


def counts_words(made: Counter[str]) -> str:
    """Return counts by kind of record with their nouns."""
    return ", ".join(counted(made[kind], word, words) for kind, word, words in _nouns() if made[kind] > 0)


def names_of(plans: Iterable[ImportPlan], *, all_named: bool = False) -> str:
    """Return how the first few of what is made are called: journeys, opportunities, sources; or entries of lists."""
    names = [
        each.name if isinstance(each, Named) else each.title
        for plan in plans
        for each in plan.records
        if isinstance(each, Journey | Opportunity | Source)
        or (all_named and isinstance(each, Named) and not isinstance(each, Participant))
    ]
    return ", ".join(f"“{name}”" for name in names[:_NAMES]) + (" …" if len(names) > _NAMES else "")


def _nouns() -> list[tuple[str, str, str]]:
    return [
        ("source", tr("source"), tr("sources")),
        ("turn", tr("turn or answer"), tr("turns or answers")),
        ("participant", tr("participant"), tr("participants")),
        ("highlight", tr("highlight"), tr("highlights")),
        ("insight", tr("insight"), tr("insights")),
        ("theme", tr("theme"), tr("themes")),
        ("journey", tr("journey"), tr("journeys")),
        ("stage", tr("stage"), tr("stages")),
        ("step", tr("step"), tr("steps")),
        ("persona", tr("persona"), tr("personas")),
        ("card", tr("card"), tr("cards")),
        ("opportunity", tr("opportunity"), tr("opportunities")),
        ("channel", tr("channel"), tr("channels")),
        ("department", tr("department"), tr("departments")),
        ("owner", tr("owner"), tr("owners")),
        ("brand", tr("brand"), tr("brands")),
        ("segment", tr("segment"), tr("segments")),
        ("tool", tr("tool"), tr("tools")),
        ("tag", tr("tag"), tr("tags")),
    ]


def encoding_word(encoding: str) -> str:
    """Return what an encoding is called."""
    names = {
        "utf-8": "UTF-8",
        "utf-8-sig": "UTF-8",
        "utf-16": "UTF-16",
        "utf-16-le": "UTF-16 (LE)",
        "utf-16-be": "UTF-16 (BE)",
        "cp1252": tr("Western (Windows)"),
        "iso8859-15": tr("Western (ISO)"),
        "mac_roman": tr("Western (Mac)"),
        "cp1250": tr("Central European"),
        "cp1251": tr("Cyrillic (Windows)"),
        "mac_cyrillic": tr("Cyrillic (Mac)"),
        "koi8-r": tr("Cyrillic (KOI8-R)"),
        "cp1253": tr("Greek"),
        "cp1254": tr("Turkish"),
        "cp1255": tr("Hebrew"),
        "cp1256": tr("Arabic"),
        "cp1257": tr("Baltic"),
        "cp874": tr("Thai"),
        "shift_jis": tr("Japanese (Shift JIS)"),
        "euc_jp": tr("Japanese (EUC)"),
        "gb18030": tr("Chinese (GB 18030)"),
        "big5": tr("Chinese (Big5)"),
        "euc_kr": tr("Korean"),
    }
    return names.get(encoding, encoding)


def delimiter_word(delimiter: str) -> str:
    """Return what a delimiter is called."""
    names = {",": tr("Comma  ,"), ";": tr("Semicolon  ;"), "\t": tr("Tab"), "|": tr("Bar  |")}
    return names.get(delimiter, delimiter)


def column_role_words() -> dict[str, str]:
    """Return what a column of a survey can be."""
    return {
        "respondent": tr("Respondent"),
        "question": tr("Question"),
        "text": tr("Text"),
        "rating": tr("Rating"),
        "tag": tr("Tag"),
        "date": tr("Date"),
        "segment": tr("Segment"),
        "persona": tr("Persona"),
        "channel": tr("Channel"),
        "fact": tr("Fact"),
        "ignore": tr("Ignore"),
    }


def document_field_words() -> dict[str, str]:
    """Return what the texts under a label of a document become."""
    return {
        "stage": tr("Stage"),
        "step": tr("Step"),
        "touchpoint": tr("Touchpoints"),
        "action": tr("Actions"),
        "thought": tr("Thoughts"),
        "emotion": tr("Emotions"),
        "pain": tr("Pains"),
        "gain": tr("Gains"),
        "quote": tr("Quotes"),
        "need": tr("Needs"),
        "question": tr("Questions"),
        "opportunity": tr("Opportunities"),
        "channel": tr("Channels"),
        "persona": tr("Persona"),
        "note": tr("Notes"),
        "card": tr("Cards"),
        "kind": tr("Kind of card"),
        "score": tr("Scores"),
        "ignore": tr("Nothing"),
    }


def split_words() -> dict[str, str]:
    """Return where a cell that holds several items is cut."""
    return {
        "none": tr("Not at all"),
        "lines": tr("Lines"),
        "comma": tr("Commas"),
        "semicolon": tr("Semicolons"),
        "slash": tr("Slashes"),
        "sentences": tr("Sentences"),
    }


def shape_words() -> dict[str, str]:
    """Return the shapes of maps in documents."""
    return {
        "stages across": tr("Stages across a table"),
        "stage sections": tr("A section for each stage"),
        "rows": tr("A card or a stage a row"),
        "story map": tr("Story map"),
        "structure": tr("Structure of JSON"),
        "texts": tr("Texts without places"),
    }
