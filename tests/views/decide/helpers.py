"""What tests read off the ranked table."""

from app.views.opportunity_model import Kind
from app.views.opportunity_table import OpportunityTable


def titles(table: OpportunityTable) -> list[str]:
    """Return the titles from the first row down."""
    return [cell(table, row, "title") for row in range(table.ranking.rowCount())]


def cell(table: OpportunityTable, row: int, kind: Kind) -> str:
    """Return what the first cell of a kind says on a row."""
    return str(table.ranking.index(row, table.ranking.column_of(kind)).data())
