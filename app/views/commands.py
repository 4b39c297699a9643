"""Every command of the window in one table: where its menu is, what it is called, its keys. `menus` builds the bar."""

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QCoreApplication
from PySide6.QtGui import QKeySequence

from app.canvas.keymap import Keys as AllKeys
from app.canvas.keys import SENTIMENT_OF_DIGIT
from app.canvas.map_commands import MAP_COMMANDS
from app.layout.lens import FACETS, facet_word
from app.layout.words import signed
from app.models.kinds import LANE_GROUPS
from app.views.kinds import kind_word, lane_word, map_words
from app.views.palette import PALETTE_ORDER
from app.views.rail import places
from app.views.settings import THEME_CHOICES

Keys = QKeySequence.StandardKey | str | None


def tr(text: str) -> str:
    """Translate the name of a command."""
    return QCoreApplication.translate("Commands", text)


class Command(NamedTuple):
    """One command: its name in code, its words, its keys; what the map does by itself has the keys from there.

    `needs_map` where it works on an open workspace only, `on_sheet` where moreover the map must be in sight: its keys
    must not reach it out of sight. `long` is what it is called where its menu is not beside it.
    """

    name: str
    text: str
    keys: Keys = None
    needs_map: bool = True
    checkable: bool = False
    on_sheet: bool = False
    long: str = ""

    @property
    def spoken(self) -> str:
        """What it is called where its menu is not beside it."""
        return self.long or self.text.replace("&", "")

    @property
    def all_keys(self) -> AllKeys:
        """The keys that it comes with."""
        if self.name in MAP_COMMANDS:
            return MAP_COMMANDS[self.name].keys
        return self.keys if isinstance(self.keys, QKeySequence.StandardKey) else tuple(filter(None, (self.keys,)))


class Section(NamedTuple):
    """Commands that belong together; `in_bar` where they are a menu of the bar."""

    title: str
    commands: list[Command]
    in_bar: bool = True


SEPARATOR = Command("", "")


def file_commands() -> list[Command]:
    """Return the menu File; `recent` is a submenu."""
    standard = QKeySequence.StandardKey
    return [
        Command("new", tr("&New"), standard.New, needs_map=False),
        Command("new_from_template", tr("New from a &Template…"), "Ctrl+Alt+N", needs_map=False),
        Command("open", tr("&Open…"), standard.Open, needs_map=False),
        Command("recent", tr("Open &Recent"), needs_map=False),
        SEPARATOR,
        Command("restore_point", tr("Make a Restore &Point"), standard.Save),
        Command("restore_points", tr("Re&turn to a Restore Point")),
        Command("save_copy", tr("Save a &Copy…"), "Ctrl+Shift+S"),
        Command("save_template", tr("Save the &Journey as a Template…")),
        Command("rename", tr("Re&name…")),
        Command("show_in_folder", tr("Show in &Folder")),
        SEPARATOR,
        Command("import", tr("&Import…"), "Ctrl+I", needs_map=False),
        Command("export", tr("&Export…"), "Ctrl+E"),
        Command("report", tr("Repor&t…"), "Ctrl+Shift+E"),
        Command("print", tr("&Print…"), standard.Print),
        SEPARATOR,
        Command("close_file", tr("C&lose"), standard.Close, needs_map=False),
        Command("quit", tr("&Quit"), "Ctrl+Q", needs_map=False),
    ]


def edit_commands() -> list[Command]:
    """Return the menu Edit."""
    standard = QKeySequence.StandardKey
    return [
        Command("undo", tr("&Undo"), standard.Undo),
        Command("redo", tr("&Redo"), standard.Redo),
        SEPARATOR,
        Command("cut", tr("Cu&t"), on_sheet=True),
        Command("copy", tr("&Copy"), on_sheet=True),
        Command("paste", tr("&Paste"), on_sheet=True),
        Command("duplicate", tr("D&uplicate"), on_sheet=True),
        Command("delete", tr("&Delete"), on_sheet=True),
        Command("select_all", tr("Select &All"), on_sheet=True),
        SEPARATOR,
        Command("find", tr("&Find and Replace…"), standard.Find),
        Command("search", tr("Search &Everywhere…"), "Ctrl+G", needs_map=False),
        Command("shared_lists", tr("Shared &Lists…")),
        Command("required_fields", tr("Re&quired Fields…")),
        Command("palette", tr("&Go to or Run…"), "Ctrl+K", needs_map=False),
    ]


def insert_commands() -> list[Command]:
    """Return the menu Insert."""
    kinds = [_adding(f"add_{kind}", kind_word(kind)) for kind in PALETTE_ORDER]
    return [
        *kinds,
        SEPARATOR,
        _adding("add_stage", tr("Stage")),
        _adding("add_persona", tr("Persona")),
        Command("lanes", tr("Lane")),
        SEPARATOR,
        Command("make_opportunity", tr("Opportunity from the Selection"), "Ctrl+Shift+J"),
        _adding("add_journey", tr("Journey"), "Ctrl+Shift+N"),
        Command("journey_from_template", tr("Journey from a Template…")),
        Command("make_to_be", tr("Make a To-&Be of This Journey…")),
    ]


def _adding(name: str, word: str, keys: Keys = None) -> Command:
    return Command(name, word, keys, long=tr("Add: {thing}").format(thing=word))


def lane_commands() -> list[Command]:
    """Return the submenu of lanes."""
    long = tr("Add lane: {kind}")
    commands: list[Command] = []
    for kinds in LANE_GROUPS:
        commands += [SEPARATOR] if commands else []
        commands += [Command(f"lane_{kind}", lane_word(kind), long=long.format(kind=lane_word(kind))) for kind in kinds]
    return commands


def view_commands() -> list[Command]:
    """Return the menu View; `places`, `colours` and `theme` are submenus."""
    return [
        *place_commands(),
        SEPARATOR,
        Command("zoom_in", tr("Zoom &In"), on_sheet=True),
        Command("zoom_out", tr("Zoom &Out"), on_sheet=True),
        Command("full_size", tr("&Full Size"), on_sheet=True),
        Command("whole_map", tr("&Whole Map"), on_sheet=True),
        Command("zoom_selection", tr("Zoom to the &Selection"), on_sheet=True),
        Command("places", tr("Book&marks")),
        SEPARATOR,
        Command("filter", tr("Colours and &Filters…"), "Ctrl+Shift+L"),
        Command("colours", tr("&Colour Cards By")),
        Command("clear_lens", tr("Clear Colours and Filters")),
        Command("hide_others", tr("Hide What Is Filtered Out"), checkable=True),
        SEPARATOR,
        Command("one_chart", tr("All Emotion Curves in One C&hart"), checkable=True),
        Command("running_mean", tr("Emotion as Running &Mean"), checkable=True),
        Command("minimap", tr("O&verview in the Corner"), "Ctrl+Shift+M", checkable=True),
        Command("outline", tr("Ou&tline"), "Ctrl+Shift+O", checkable=True),
        Command("inspector", tr("I&nspector"), checkable=True),
        Command("opportunities", tr("O&pportunities"), "Ctrl+J", checkable=True),
        Command("compare_journeys", tr("Compare with the To-&Be"), "Ctrl+Alt+B"),
        Command("findings", tr("Fin&dings and Map Check"), "Ctrl+L", checkable=True),
        SEPARATOR,
        Command("theme", tr("&Theme"), needs_map=False),
        Command("motion", tr("Soft T&ransitions"), needs_map=False, checkable=True),
    ]


def place_commands() -> list[Command]:
    """Return the places of the rail."""
    long = tr("Go to: {place}")
    return [
        Command(f"place_{name}", word, f"Alt+{number}", long=long.format(place=word))
        for number, (name, word) in enumerate(places().items(), start=1)
    ]


def bookmark_commands() -> list[Command]:
    """Return what the submenu of bookmarks begins with."""
    return [
        Command("add_bookmark", tr("&Add Bookmark"), "Ctrl+B", on_sheet=True),
        Command("bookmarks", tr("&Bookmarks…"), "Ctrl+Shift+B"),
    ]


def colour_commands() -> list[Command]:
    """Return the submenu of colour rules."""
    long = tr("Colour by: {field}")
    spoken = map_words()
    words = {"none": tr("Kind of Card"), **{each: facet_word(each, spoken) for each in FACETS if each != "kind"}}
    return [
        Command(f"colour_{name}", word, checkable=True, long=long.format(field=word)) for name, word in words.items()
    ]


def theme_commands() -> list[Command]:
    """Return the submenu of themes."""
    words = {"system": tr("As the &System"), "light": tr("&Light"), "dark": tr("&Dark")}
    long = tr("Theme: {name}")
    return [
        Command(
            f"theme_{name}",
            words[name],
            needs_map=False,
            checkable=True,
            long=long.format(name=words[name].replace("&", "")),
        )
        for name in THEME_CHOICES
    ]


def research_commands() -> list[Command]:
    """Return the menu Research; the letters that mark a passage are the text's own."""
    long = tr("Mark as: {kind}")
    marks = {
        "pain": tr("&Pain"),
        "gain": tr("&Gain"),
        "need": tr("&Need"),
        "job": tr("&Job"),
        "behaviour": tr("&Behaviour"),
        "fact": tr("&Fact"),
        "insight": tr("&Insight…"),
        "highlight": tr("&Highlight Alone"),
        "tag": tr("&Tag…"),
        "note": tr("N&ote…"),
        "remove": tr("&Remove the Highlight"),
    }
    return [
        *(Command(f"mark_{name}", word, long=long.format(kind=word.replace("&", ""))) for name, word in marks.items()),
        SEPARATOR,
        Command("place_passage", tr("P&lace on a Map…"), "Ctrl+Shift+P"),
        SEPARATOR,
        Command("find_in_source", tr("Find in the &Source…")),
        Command("next_hit", tr("Next Place Found"), "F3"),
        Command("previous_hit", tr("Previous Place Found"), "Shift+F3"),
        Command("next_highlight", tr("Next Highlight")),
        Command("previous_highlight", tr("Previous Highlight")),
        SEPARATOR,
        Command("source_details", tr("Source &Details…")),
        Command("participants", tr("Parti&cipants…")),
        SEPARATOR,
        Command("new_insight", tr("Ne&w Insight"), "Ctrl+Alt+I"),
        Command("unplaced_insights", tr("Insights That &Wait for a Place")),
        Command("duplicate_insights", tr("Insights That Say the Sa&me…")),
        Command("themes", tr("&Themes")),
        Command("analysis", tr("&Analysis")),
    ]


def protection_commands() -> list[Command]:
    """Return the commands of protection, in the menu Research."""
    return [
        Command("protection", tr("Protection of P&articipants…")),
        Command("protect", tr("Prot&ect the Participants…")),
        Command("open_vault", tr("Open or Close the &Vault…")),
        Command("change_vault_password", tr("Change the Pass&word of the Vault…")),
    ]


def workshop_commands() -> list[Command]:
    """Return the menu Workshop."""
    return [
        Command("present", tr("&Present Stage by Stage"), "F5", checkable=True),
        Command("present_by_persona", tr("Present Persona &by Persona"), "Shift+F5", checkable=True),
        Command("audience_window", tr("&Audience Window"), "Ctrl+Shift+A", checkable=True),
        Command("freeze", tr("&Freeze the Audience Window"), "Shift+F8", checkable=True),
        Command("show_timer", tr("Show the &Timer to the Room"), "Ctrl+Shift+T", checkable=True),
        SEPARATOR,
        Command("capture", tr("&Capture What Is Said"), "F7"),
        Command("paste_cards", tr("&Paste as Cards…"), "Ctrl+Shift+V"),
        SEPARATOR,
        Command("hands_off", tr("Hands &Off"), "F8", checkable=True),
        Command("workshop", tr("&Workshop Console"), "F9", checkable=True),
        Command("edit_agenda", tr("Edit the A&genda…")),
        Command("history", tr("&History"), "Ctrl+H", checkable=True),
        Command("compare_history", tr("Compare &Two Points of the History")),
        Command("replay", tr("&Replay a Session")),
        Command("compact_history", tr("Compact the H&istory…")),
        SEPARATOR,
        Command("votes", tr("&Votes"), "Ctrl+Shift+K", checkable=True),
        Command("new_round", tr("&New Vote…")),
        Command("reveal_votes", tr("&Reveal or Hide the Votes")),
        SEPARATOR,
        Command("score_blind", tr("Score Opportunities &Blind…")),
        Command("scoring_models", tr("Scoring &Models…")),
        Command("scorers", tr("Scor&ers…")),
        SEPARATOR,
        Command("wall_template", tr("Print a Wall Temp&late…")),
        Command("print_ballots", tr("Print Ball&ots…")),
        Command("print_scoring_sheet", tr("Print a Scoring S&heet…")),
    ]


def help_commands() -> list[Command]:
    """Return the menu Help."""
    return [
        Command("shortcuts", tr("&Keyboard and Mouse"), QKeySequence.StandardKey.HelpContents, needs_map=False),
        Command("change_keys", tr("&Change Keys…"), needs_map=False),
        SEPARATOR,
        Command("about", tr("&About Clew"), needs_map=False),
    ]


def map_commands() -> list[Command]:
    """Return what is done on the map by keys and its own menus."""
    moods = tr("Sentiment {value}")
    return [
        Command("edit", tr("Edit in place"), on_sheet=True),
        Command("add_lane", tr("Add a lane"), on_sheet=True),
        Command("wider", tr("Wider column; card over one more step"), on_sheet=True),
        Command("narrower", tr("Narrower column; card over one step less"), on_sheet=True),
        Command("taller", tr("Taller lane"), on_sheet=True),
        Command("lower", tr("Lower lane"), on_sheet=True),
        Command("automatic_size", tr("Automatic size"), on_sheet=True),
        Command("split", tr("Split step or stage"), on_sheet=True),
        Command("merge", tr("Merge with the next step or stage"), on_sheet=True),
        Command("begin_stage", tr("Begin a stage with this step"), on_sheet=True),
        Command("fold", tr("Fold or unfold the persona"), on_sheet=True),
        *(
            Command(f"sentiment_{digit}", moods.format(value=signed(value)), on_sheet=True)
            for digit, value in SENTIMENT_OF_DIGIT.items()
        ),
        Command("sentiment_default", tr("Sentiment as the kind has it"), on_sheet=True),
        Command("connect", tr("Connect to another card"), on_sheet=True),
        Command("next_connector", tr("Next connector of the card"), on_sheet=True),
        Command("flow", tr("Connector: flow"), on_sheet=True),
        Command("hand_off_seamless", tr("Connector: seamless hand-off"), on_sheet=True),
        Command("hand_off_broken", tr("Connector: broken hand-off"), on_sheet=True),
        Command("reverse", tr("Connector: let it lead the other way"), on_sheet=True),
        Command("details", tr("All fields of what is selected"), on_sheet=True),
        Command("unplace", tr("Move to Unplaced"), on_sheet=True),
    ]


def region_commands() -> list[Command]:
    """Return what walks the parts of the window."""
    return [
        Command("next_region", tr("Next region of the window"), "F6", needs_map=False),
        Command("previous_region", tr("Previous region of the window"), "Shift+F6", needs_map=False),
    ]


SUBMENUS = ("colours", "recent", "restore_points", "lanes", "places", "theme")
"""Commands that open a menu of their own."""


def sections() -> list[Section]:
    """Return the one table of all commands: menus, palette, keys and the sheet of keys are made of it."""
    return [
        Section(tr("&File"), file_commands()),
        Section(tr("&Edit"), edit_commands()),
        Section(tr("&Insert"), insert_commands()),
        Section(tr("Lane"), lane_commands(), in_bar=False),
        Section(tr("&View"), view_commands()),
        Section(tr("Book&marks"), bookmark_commands(), in_bar=False),
        Section(tr("&Colour Cards By"), colour_commands(), in_bar=False),
        Section(tr("&Theme"), theme_commands(), in_bar=False),
        Section(tr("&Research"), [*research_commands(), SEPARATOR, *protection_commands()]),
        Section(tr("&Workshop"), workshop_commands()),
        Section(tr("&Help"), help_commands()),
        Section(tr("On the map"), map_commands(), in_bar=False),
        Section(tr("Window"), region_commands(), in_bar=False),
    ]


def table() -> dict[str, Command]:
    """Return every command that can be run, by its name."""
    every = (command for section in sections() for command in section.commands)
    return {command.name: command for command in every if command.name and command.name not in SUBMENUS}


def default_keys() -> Mapping[str, AllKeys]:
    """Return the keys that every command comes with."""
    return {name: command.all_keys for name, command in table().items()}
