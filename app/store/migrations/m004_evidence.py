"""Format 4 to 5: evidence: participants, sources and their turns, highlights, insights, themes, verdicts, the vault."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

NEW_COLUMNS: Final = {
    "workspace": ("assumption_share REAL NOT NULL DEFAULT 50.0",),
    "card": (
        "insight_id TEXT REFERENCES insight (id) DEFERRABLE INITIALLY DEFERRED",
        "highlight_id TEXT REFERENCES highlight (id) DEFERRABLE INITIALLY DEFERRED",
    ),
}

STATEMENTS: Final = (
    """CREATE TABLE participant (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    rank TEXT NOT NULL,
    persona_id TEXT,
    segment_id TEXT,
    note TEXT NOT NULL,
    contact TEXT NOT NULL,
    consent TEXT NOT NULL,
    consent_scope TEXT NOT NULL,
    keep_until TEXT,
    protected INTEGER NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(persona_id) REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(segment_id) REFERENCES segment (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX participant_by_persona_id ON participant (persona_id)",
    "CREATE INDEX participant_by_segment_id ON participant (segment_id)",
    """CREATE TABLE participant_fact (
    participant_id TEXT NOT NULL,
    name TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (participant_id, name),
    FOREIGN KEY(participant_id) REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    """CREATE TABLE source (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    kind TEXT NOT NULL,
    origin TEXT NOT NULL,
    held_on TEXT,
    note TEXT NOT NULL,
    channel_id TEXT,
    turns INTEGER NOT NULL,
    length INTEGER NOT NULL,
    duration REAL,
    PRIMARY KEY (id),
    FOREIGN KEY(channel_id) REFERENCES channel (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX source_by_channel_id ON source (channel_id)",
    """CREATE TABLE speaker (
    source_id TEXT NOT NULL,
    label TEXT NOT NULL,
    participant_id TEXT,
    role TEXT NOT NULL,
    PRIMARY KEY (source_id, label),
    FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(participant_id) REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX speaker_by_participant_id ON speaker (participant_id)",
    """CREATE TABLE highlight (
    id TEXT NOT NULL,
    source_id TEXT NOT NULL,
    turn INTEGER NOT NULL,
    start INTEGER NOT NULL,
    last_turn INTEGER NOT NULL,
    "end" INTEGER NOT NULL,
    kind TEXT,
    participant_id TEXT,
    note TEXT NOT NULL,
    PRIMARY KEY (id),
    FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(participant_id) REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX highlight_by_participant_id ON highlight (participant_id)",
    "CREATE INDEX highlight_by_source_id ON highlight (source_id)",
    """CREATE TABLE theme (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    note TEXT NOT NULL,
    PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE insight (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    kind TEXT NOT NULL,
    statement TEXT NOT NULL,
    note TEXT NOT NULL,
    sentiment REAL,
    weight REAL NOT NULL,
    theme_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(theme_id) REFERENCES theme (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX insight_by_theme_id ON insight (theme_id)",
    """CREATE TABLE insight_highlight (
    insight_id TEXT NOT NULL,
    highlight_id TEXT NOT NULL,
    PRIMARY KEY (insight_id, highlight_id),
    FOREIGN KEY(insight_id) REFERENCES insight (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(highlight_id) REFERENCES highlight (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX insight_highlight_by_highlight_id ON insight_highlight (highlight_id)",
    """CREATE TABLE insight_persona (
    insight_id TEXT NOT NULL,
    persona_id TEXT NOT NULL,
    PRIMARY KEY (insight_id, persona_id),
    FOREIGN KEY(insight_id) REFERENCES insight (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(persona_id) REFERENCES persona (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX insight_persona_by_persona_id ON insight_persona (persona_id)",
    """CREATE TABLE insight_step (
    insight_id TEXT NOT NULL,
    step_id TEXT NOT NULL,
    PRIMARY KEY (insight_id, step_id),
    FOREIGN KEY(insight_id) REFERENCES insight (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(step_id) REFERENCES step (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX insight_step_by_step_id ON insight_step (step_id)",
    """CREATE TABLE card_insight (
    card_id TEXT NOT NULL,
    insight_id TEXT NOT NULL,
    PRIMARY KEY (card_id, insight_id),
    FOREIGN KEY(card_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(insight_id) REFERENCES insight (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX card_insight_by_insight_id ON card_insight (insight_id)",
    """CREATE TABLE card_highlight (
    card_id TEXT NOT NULL,
    highlight_id TEXT NOT NULL,
    PRIMARY KEY (card_id, highlight_id),
    FOREIGN KEY(card_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(highlight_id) REFERENCES highlight (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX card_highlight_by_highlight_id ON card_highlight (highlight_id)",
    """CREATE TABLE opportunity_insight (
    opportunity_id TEXT NOT NULL,
    insight_id TEXT NOT NULL,
    PRIMARY KEY (opportunity_id, insight_id),
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(insight_id) REFERENCES insight (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX opportunity_insight_by_insight_id ON opportunity_insight (insight_id)",
    """CREATE TABLE opportunity_highlight (
    opportunity_id TEXT NOT NULL,
    highlight_id TEXT NOT NULL,
    PRIMARY KEY (opportunity_id, highlight_id),
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(highlight_id) REFERENCES highlight (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX opportunity_highlight_by_highlight_id ON opportunity_highlight (highlight_id)",
    """CREATE TABLE evidence_verdict (
    id TEXT NOT NULL,
    strength TEXT NOT NULL,
    decided_on TEXT NOT NULL,
    reason TEXT NOT NULL,
    card_id TEXT,
    insight_id TEXT,
    opportunity_id TEXT,
    PRIMARY KEY (id),
    FOREIGN KEY(card_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(insight_id) REFERENCES insight (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX evidence_verdict_by_card_id ON evidence_verdict (card_id)",
    "CREATE INDEX evidence_verdict_by_insight_id ON evidence_verdict (insight_id)",
    "CREATE INDEX evidence_verdict_by_opportunity_id ON evidence_verdict (opportunity_id)",
    """CREATE TABLE import_mapping (
    id TEXT NOT NULL,
    rank TEXT NOT NULL,
    title TEXT NOT NULL,
    shape TEXT NOT NULL,
    kind TEXT NOT NULL,
    mapping TEXT NOT NULL,
    PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE participant_tag (
    participant_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (participant_id, tag_id),
    FOREIGN KEY(participant_id) REFERENCES participant (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX participant_tag_by_tag_id ON participant_tag (tag_id)",
    """CREATE TABLE source_tag (
    source_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (source_id, tag_id),
    FOREIGN KEY(source_id) REFERENCES source (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX source_tag_by_tag_id ON source_tag (tag_id)",
    """CREATE TABLE highlight_tag (
    highlight_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (highlight_id, tag_id),
    FOREIGN KEY(highlight_id) REFERENCES highlight (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX highlight_tag_by_tag_id ON highlight_tag (tag_id)",
    """CREATE TABLE insight_tag (
    insight_id TEXT NOT NULL,
    tag_id TEXT NOT NULL,
    PRIMARY KEY (insight_id, tag_id),
    FOREIGN KEY(insight_id) REFERENCES insight (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(tag_id) REFERENCES tag (id) DEFERRABLE INITIALLY DEFERRED
    )
    STRICT""",
    "CREATE INDEX insight_tag_by_tag_id ON insight_tag (tag_id)",
    """CREATE TABLE turn (
    id INTEGER NOT NULL,
    source_id TEXT NOT NULL,
    number INTEGER NOT NULL,
    speaker TEXT NOT NULL,
    at REAL,
    until REAL,
    heading TEXT NOT NULL,
    facts TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (id),
    UNIQUE (source_id, number)
    )
    STRICT""",
    """CREATE TABLE vault (
    id INTEGER NOT NULL CHECK (id = 1),
    salt BLOB NOT NULL,
    parameters TEXT NOT NULL,
    nonce BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE vault_entry (
    participant_id TEXT NOT NULL,
    nonce BLOB NOT NULL,
    sealed BLOB NOT NULL,
    PRIMARY KEY (participant_id)
    )
    STRICT""",
    """CREATE TABLE tombstone (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    PRIMARY KEY (id)
    )
    STRICT""",
    """CREATE TABLE backup (
    path TEXT NOT NULL,
    at TEXT NOT NULL,
    PRIMARY KEY (path)
    )
    STRICT""",
    "CREATE VIRTUAL TABLE turn_index USING fts5(words, content='', "
    "tokenize=\"unicode61 remove_diacritics 0 categories 'L* N* Co M*'\")",
)


def run(connection: "Connection") -> None:
    """Add the columns and the tables, empty."""
    for statement in STATEMENTS:
        connection.execute(statement)
    for table, columns in NEW_COLUMNS.items():
        for column in columns:
            connection.execute(f"ALTER TABLE {table} ADD COLUMN {column}")
    for name in ("insight", "highlight"):
        connection.execute(f"CREATE INDEX card_by_{name}_id ON card ({name}_id)")
