"""Format 1 to 2: opportunities, and what links them to cards and journeys."""

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from sqlite3 import Connection

STATEMENTS: Final = (
    """CREATE TABLE opportunity (
    id TEXT NOT NULL, rank TEXT NOT NULL, title TEXT NOT NULL, note TEXT NOT NULL,
    customer REAL, business REAL, effort REAL, status TEXT NOT NULL,
    decision TEXT, decided_on TEXT, reason TEXT NOT NULL,
    PRIMARY KEY (id)
    ) STRICT""",
    """CREATE TABLE opportunity_card (
    opportunity_id TEXT NOT NULL, card_id TEXT NOT NULL,
    PRIMARY KEY (opportunity_id, card_id),
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(card_id) REFERENCES card (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT""",
    "CREATE INDEX opportunity_card_by_card_id ON opportunity_card (card_id)",
    "CREATE INDEX opportunity_card_by_opportunity_id ON opportunity_card (opportunity_id)",
    """CREATE TABLE opportunity_journey (
    opportunity_id TEXT NOT NULL, journey_id TEXT NOT NULL,
    PRIMARY KEY (opportunity_id, journey_id),
    FOREIGN KEY(opportunity_id) REFERENCES opportunity (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(journey_id) REFERENCES journey (id) DEFERRABLE INITIALLY DEFERRED
    ) STRICT""",
    "CREATE INDEX opportunity_journey_by_journey_id ON opportunity_journey (journey_id)",
    "CREATE INDEX opportunity_journey_by_opportunity_id ON opportunity_journey (opportunity_id)",
)


def run(connection: "Connection") -> None:
    """Add the three tables, empty."""
    for statement in STATEMENTS:
        connection.execute(statement)
