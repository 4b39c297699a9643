"""Surveys and feedback from CSV and XLSX: a look at the file, a mapping of its columns, a plan of one source."""

from app.importers.surveys.looking import SurveyLook, look_at, mapping_for, suggested_mapping
from app.importers.surveys.mapping import ColumnUse, SurveyMapping
from app.importers.surveys.reading import read_survey

__all__ = ["ColumnUse", "SurveyLook", "SurveyMapping", "look_at", "mapping_for", "read_survey", "suggested_mapping"]
