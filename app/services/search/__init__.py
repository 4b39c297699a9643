"""Search in all that was said and written."""

from app.services.search.query import FIELDS, Query, parse_query
from app.services.search.results import Found
from app.services.search.searcher import Searcher

__all__ = ["FIELDS", "Found", "Query", "Searcher", "parse_query"]
